// How much goes over the wire: a one-item update, an idle poll and a new terminal, for catalogues of different sizes in
// 40 bureaus, from a host with gzip_static. Counted at the server's socket, headers included.
//   sync_bytes [items ...]     default: 100 10000
// Ends with 1 where a figure is over its bound (4.2 kB and 5 requests; 400 B; 60 requests).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "content/sync/curl_http_client.h"
#include "content/sync/update_cycle.h"
#include "tests/bench/large_catalogue.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_update_bytes = 4200, most_update_requests = 5, most_poll_bytes = 400,
                       most_new_requests = 60;

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
  bench::LargeCatalogue catalogue(folder / "repository", now, items);
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
  cycle("new", sync::CycleKind::full, sync::CycleOutcome::applied, 0, most_new_requests);
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
