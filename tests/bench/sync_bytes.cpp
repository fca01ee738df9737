// How much goes over the wire: a one-item update, an idle poll and a new terminal, for catalogues of different sizes in
// 40 bureaus, from a host with gzip_static. Counted at the server's socket, headers included.
//   sync_bytes [items ...]     default: 100 10000
// Ends with 1 where a figure is over its bound (4.2 kB and 5 requests; 400 B; 60 requests).
#include <zlib.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "content/publish/pack_log.h"
#include "content/sync/curl_http_client.h"
#include "content/sync/update_cycle.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/repository_maker.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai {
namespace {

namespace fs = std::filesystem;

constexpr int bureaus = 40;
constexpr int earlier_publishes = 20;  // so that the role lists what a log in use lists
constexpr std::int64_t most_update_bytes = 4200, most_update_requests = 5, most_poll_bytes = 400,
                       most_new_requests = 60;

std::string bureau_name(int i) {
  std::string name = "jg";
  name += static_cast<char>('a' + i / 26);
  name += static_cast<char>('a' + i % 26);
  return name;
}

void pack_gzip(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string plain(std::istreambuf_iterator<char>(in), {});
  const gzFile out = gzopen((file.string() + ".gz").c_str(), "wb9");
  gzwrite(out, plain.data(), static_cast<unsigned>(plain.size()));
  gzclose(out);
}

// The pack log of each bureau, kept as a publisher keeps it.
class Catalogue {
 public:
  Catalogue(const fs::path& repository, model::Instant now, int items) : repository_(repository), maker_(now) {
    for (int i = 0; i < bureaus; ++i) maker_.add_bureau(bureau_name(i));
    for (int i = 0; i < bureaus; ++i) {
      std::vector<std::string> lines;
      for (int n = i; n < items; n += bureaus) lines.push_back(line(i, n, 1));
      publish(i, lines);
    }
    for (int n = 0; n < earlier_publishes; ++n) publish(0, {line(0, 0, n + 2)});
    write();
  }

  void change_one_item() {
    publish(0, {line(0, 0, earlier_publishes + 2)});
    write();
  }

  std::string root() { return maker_.root_bytes(); }

 private:
  // About 1 kB of JSON.
  static std::string notice(int n, std::int64_t rev) {
    return fakes::notice_json("notice-" + std::to_string(n), rev,
                              "关于第" + std::to_string(n) + "号事项办理流程优化调整的通知（第" + std::to_string(rev) +
                                  "次）");
  }

  std::string line(int bureau, int n, std::int64_t rev) {
    return "{\"seq\":" + std::to_string(++seq_[bureau]) + ",\"item\":" + notice(n, rev) + "}\n";
  }

  void publish(int bureau, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    const std::string name = bureau_name(bureau);
    const auto first = seq_[bureau] - static_cast<std::int64_t>(lines.size()) + 1;
    const auto load = [&](const publish::Pack& pack) -> model::Result<std::string> {
      return maker_.packs.at(publish::pack_path(name, pack));
    };
    auto appended = publish::append(logs_[bureau], first, lines, load);
    if (!appended) std::abort();
    for (auto& written : appended->written) maker_.packs[publish::pack_path(name, written.pack)] = written.bytes;
    logs_[bureau] = appended->listed;
    auto& role = maker_.roles[name];
    role.targets.clear();
    for (const publish::Pack& pack : logs_[bureau]) role.targets[publish::pack_path(name, pack)] = pack.file;
    std::erase_if(maker_.packs, [&](const auto& entry) {
      return entry.first.starts_with(name + "/") && !role.targets.contains(entry.first);
    });
    ++role.version;
  }

  void write() {
    maker_.raise_versions();
    maker_.write(repository_);
    for (const auto& entry : fs::recursive_directory_iterator(repository_)) {
      if (entry.is_regular_file() && entry.path().extension() != ".gz") pack_gzip(entry.path());
    }
  }

  fs::path repository_;
  fakes::RepositoryMaker maker_;
  std::int64_t seq_[bureaus] = {};
  std::vector<publish::Pack> logs_[bureaus];
};

bool report(const char* what, int items, const fakes::Counts& counts, std::int64_t most_bytes,
            std::int64_t most_requests, double seconds) {
  const bool good = (most_bytes == 0 || counts.bytes_out <= most_bytes) && counts.requests <= most_requests;
  std::printf("%-12s items=%-7d requests=%-4lld down=%-9lld up=%-6lld seconds=%.3f %s\n", what, items,
              static_cast<long long>(counts.requests), static_cast<long long>(counts.bytes_out),
              static_cast<long long>(counts.bytes_in), seconds, good ? "ok" : "OVER");
  return good;
}

bool measure(int items) {
  const model::Instant now = *model::parse_instant("2026-11-21T09:42:00+08:00");
  const fakes::TemporaryFolder folder;
  Catalogue catalogue(folder / "repository", now, items);
  fakes::HttpFake server(folder / "repository");
  sync::CurlHttpClient http;
  sync::CycleSettings settings;
  settings.url = server.url();
  settings.state = folder / "state";
  settings.store = folder / "store";
  settings.shipped_root = catalogue.root();

  bool good = true;
  const auto cycle = [&](const char* what, sync::CycleKind kind, sync::CycleOutcome wanted, std::int64_t most_bytes,
                         std::int64_t most_requests) {
    server.forget();
    const auto started = std::chrono::steady_clock::now();
    const auto result = sync::run_cycle(http, settings, kind, sync::CycleMode::apply, now);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    if (result.outcome != wanted || result.error) {
      std::printf("%s failed: %s\n", what, result.error ? result.error->message.c_str() : "another outcome");
      good = false;
    }
    good = report(what, items, server.counts(), most_bytes, most_requests, took.count()) && good;
  };
  // A new terminal fetches 40 roles and at least as many packs: the bound is per role.
  cycle("new", sync::CycleKind::full, sync::CycleOutcome::applied, 0, most_new_requests + 2 * bureaus);
  catalogue.change_one_item();
  cycle("one item", sync::CycleKind::poll, sync::CycleOutcome::applied, most_update_bytes, most_update_requests);
  cycle("idle poll", sync::CycleKind::poll, sync::CycleOutcome::not_modified, most_poll_bytes, 1);
  return good;
}

}  // namespace
}  // namespace gongkai

int main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {100, 10'000};
  bool good = true;
  for (const int items : sizes) good = gongkai::measure(items) && good;
  return good ? 0 : 1;
}
