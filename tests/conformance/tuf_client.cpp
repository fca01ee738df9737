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
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/store/store_directory.h"
#include "content/sync/curl_http_client.h"
#include "content/sync/metadata_refresh.h"
#include "content/sync/target_search.h"
#include "content/trust/limits.h"

namespace {

namespace fs = std::filesystem;
namespace model = gongkai::model;
namespace sync = gongkai::sync;
namespace trust = gongkai::trust;

struct Arguments {
  std::string metadata_dir, metadata_url, target_dir, target_base_url;
  std::vector<std::string> target_names;
  std::string command;
  std::string root_file;  // of init
};

std::optional<Arguments> parse(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!word.starts_with("--")) {
      (arguments.command.empty() ? arguments.command : arguments.root_file) = word;
      continue;
    }
    if (++i == words.size()) return std::nullopt;
    if (word == "--metadata-dir") arguments.metadata_dir = words[i];
    else if (word == "--metadata-url") arguments.metadata_url = words[i];
    else if (word == "--target-dir") arguments.target_dir = words[i];
    else if (word == "--target-base-url") arguments.target_base_url = words[i];
    else if (word == "--target-name") arguments.target_names.push_back(words[i]);
    else return std::nullopt;
  }
  if (arguments.metadata_dir.empty()) return std::nullopt;
  return arguments;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

model::Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

model::Result<sync::TrustedMetadata> refresh(sync::RepositoryReader& reader, const fs::path& directory,
                                             model::Instant start) {
  auto metadata = sync::TrustedMetadata::load(directory, bytes_of(directory / "root.json"), sync::Persistence::keep);
  if (!metadata) return metadata;
  if (auto done = sync::follow_roots(reader, *metadata, start); !done) return tl::unexpected(done.error());
  auto timestamp = sync::fetch_timestamp(reader, "", 0);
  if (!timestamp) return tl::unexpected(timestamp.error());
  if (auto done = sync::refresh_top_level(reader, *metadata, *timestamp->bytes, start); !done) {
    return tl::unexpected(done.error());
  }
  return metadata;
}

// The same name for the same target, whatever its bytes, and no way out of the folder.
fs::path file_of(const fs::path& directory, const std::string& path) {
  return directory / trust::encoded_role_name(path);
}

model::Result<void> download(sync::RepositoryReader& reader, sync::DelegatedRoles& roles, sync::FileNames names,
                             const std::string& path, const fs::path& directory) {
  auto target = sync::find_target(roles, path);
  if (!target) return tl::unexpected(target.error());
  const fs::path file = file_of(directory, path);
  if (fs::exists(file) && trust::verify_target(target->file, path, bytes_of(file))) return {};
  auto fetched = sync::fetch_target(reader, *target, names, trust::limits::pack_bytes);
  if (!fetched) return tl::unexpected(fetched.error());
  return gongkai::store::replace_file(file, fetched->bytes());
}

model::Result<void> run(const Arguments& arguments) {
  const fs::path directory = arguments.metadata_dir;
  if (arguments.command == "init") {
    return gongkai::store::replace_file(directory / "root.json", bytes_of(arguments.root_file));
  }
  if (arguments.command != "refresh" && arguments.command != "download") {
    return model::failure("USAGE", "不认识的命令：" + arguments.command);
  }
  const model::Instant start = now();
  sync::CurlHttpClient http;
  sync::RepositoryReader reader(http, {arguments.metadata_url, arguments.target_base_url});
  auto metadata = refresh(reader, directory, start);
  if (!metadata) return tl::unexpected(metadata.error());
  sync::DelegatedRoles roles(reader, *metadata, start);
  const auto names = sync::file_names(metadata->root());
  for (const std::string& path : arguments.target_names) {
    if (auto done = download(reader, roles, names, path, arguments.target_dir); !done) return done;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = parse(std::vector<std::string>(argv + 1, argv + argc));
  if (!arguments) {
    std::fputs("用法见本程序源文件开头\n", stderr);
    return 1;
  }
  const auto done = run(*arguments);
  if (!done) std::fprintf(stderr, "%s %s\n", done.error().code.c_str(), done.error().message.c_str());
  return done ? 0 : 1;
}
