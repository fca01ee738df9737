// The metadata client of the agent under the command line of the public suite "tuf-conformance" (its CLIENT-CLI.md):
//
//   tuf_client --metadata-dir D init ROOT.json
//   tuf_client --metadata-url U --metadata-dir D refresh
//   tuf_client --metadata-url U --metadata-dir D --target-name P [--target-name P2 ...] --target-dir T
//              --target-base-url V download
//
// D holds the exact bytes of each trusted role. Exit code 0 or 1; why it failed goes to standard error. Nothing is
// decided here: every step is the function that the agent calls.
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/store/store_directory.h"
#include "content/sync/curl_http_client.h"
#include "tests/conformance/client_steps.h"

namespace {

namespace model = gongkai::model;
namespace sync = gongkai::sync;
namespace conformance = gongkai::conformance;

struct Arguments {
  std::string metadata_dir, metadata_url, target_dir, target_base_url;
  std::vector<std::string> target_names;
  std::string command;
  std::string root_file;  // of init
};

// nullopt for a flag that is not known or has no value.
std::optional<Arguments> parse(const std::vector<std::string>& words) {
  Arguments arguments;
  const std::map<std::string, std::string*> flags = {{"--metadata-dir", &arguments.metadata_dir},
                                                     {"--metadata-url", &arguments.metadata_url},
                                                     {"--target-dir", &arguments.target_dir},
                                                     {"--target-base-url", &arguments.target_base_url}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      (arguments.command.empty() ? arguments.command : arguments.root_file) = words[i];
      continue;
    }
    const auto flag = flags.find(words[i]);
    if (++i == words.size()) return std::nullopt;
    if (flag != flags.end()) {
      *flag->second = words[i];
    } else if (words[i - 1] == "--target-name") {
      arguments.target_names.push_back(words[i]);
    } else {
      return std::nullopt;
    }
  }
  return arguments;
}

model::Result<void> run(const Arguments& arguments) {
  const std::filesystem::path directory = arguments.metadata_dir;
  if (arguments.command == "init") {
    return gongkai::store::replace_file(directory / "root.json", conformance::bytes_of(arguments.root_file));
  }
  if (arguments.command != "refresh" && arguments.command != "download") {
    return model::failure("USAGE", "不认识的命令：" + arguments.command);
  }
  const model::Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  sync::CurlHttpClient http;
  sync::RepositoryReader reader(http, {arguments.metadata_url, arguments.target_base_url});
  auto metadata = conformance::refresh(reader, directory, now);
  if (!metadata) return tl::unexpected(metadata.error());
  sync::DelegatedRoles roles(reader, *metadata, now);
  const auto names = sync::file_names(metadata->root());
  for (const std::string& path : arguments.target_names) {
    auto done = conformance::download(reader, roles, names, path, arguments.target_dir);
    if (!done) return done;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = parse(std::vector<std::string>(argv + 1, argv + argc));
  if (!arguments) {
    std::fputs("参数有误，用法见本程序源文件开头\n", stderr);
    return 1;
  }
  const auto done = run(*arguments);
  if (!done) std::fprintf(stderr, "%s %s\n", done.error().code.c_str(), done.error().message.c_str());
  return done ? 0 : 1;
}
