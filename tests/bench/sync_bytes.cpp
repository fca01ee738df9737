// How much goes over the wire: a one-item update, an idle poll and a new terminal, for catalogues of different sizes in
// 40 bureaus, from nginx with gzip_static. Counted at the server's socket, headers included.
//   sync_bytes [items ...]     default: 100 10000 100000
// Ends with 1 where a figure is over its bound (4.2 kB and 5 requests; 400 B; 60 requests): counts, not times, so ctest
// runs it too.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "content/sync/curl_http_client.h"
#include "content/sync/update_cycle.h"
#include "tests/bench/large_catalogue.h"
#include "tests/fakes/nginx_host.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai {
namespace {

namespace fs = std::filesystem;

struct Bounds {
  std::int64_t bytes_down, bytes_both_ways, requests;
};
constexpr std::int64_t no_bound = INT64_MAX;
constexpr Bounds new_terminal{no_bound, no_bound, 60};
constexpr Bounds update{4200, no_bound, 5};
constexpr Bounds idle_poll{no_bound, 400, 1};

fakes::NginxCounts since(const fakes::NginxCounts& before, const fakes::NginxCounts& now) {
  return {now.requests - before.requests, now.bytes_in - before.bytes_in, now.bytes_out - before.bytes_out};
}

bool report(const char* what, int items, const fakes::NginxCounts& counts, const Bounds& bounds) {
  const bool good = counts.bytes_out <= bounds.bytes_down && counts.requests <= bounds.requests &&
                    counts.bytes_out + counts.bytes_in <= bounds.bytes_both_ways;
  std::printf("%-12s items=%-7d requests=%-4lld down=%-9lld up=%-6lld %s\n", what, items,
              static_cast<long long>(counts.requests), static_cast<long long>(counts.bytes_out),
              static_cast<long long>(counts.bytes_in), good ? "ok" : "OVER");
  return good;
}

bool measure(int items) {
  const model::Instant now = *model::parse_instant("2026-11-21T09:42:00+08:00");
  const fakes::TemporaryFolder folder;
  bench::LargeCatalogue catalogue(folder / "repository", now, items);
  const fakes::NginxHost server(folder / "repository", folder / "nginx");
  sync::CurlHttpClient http;
  sync::CycleSettings settings;
  settings.url = server.url();
  settings.state = folder / "state";
  settings.store = folder / "store";
  settings.shipped_root = catalogue.root();

  bool good = true;
  const auto cycle = [&](const char* what, sync::CycleKind kind, sync::CycleOutcome wanted, const Bounds& bounds) {
    const fakes::NginxCounts before = server.counts();
    const auto result = sync::run_cycle(http, settings, kind, sync::CycleMode::apply, now);
    if (result.outcome != wanted || result.error) {
      std::printf("%s failed: %s\n", what, result.error ? result.error->message.c_str() : "another outcome");
      good = false;
    }
    good = report(what, items, since(before, server.counts()), bounds) && good;
  };
  cycle("new", sync::CycleKind::full, sync::CycleOutcome::applied, new_terminal);
  catalogue.change_one_item();
  cycle("one item", sync::CycleKind::poll, sync::CycleOutcome::applied, update);
  cycle("idle poll", sync::CycleKind::poll, sync::CycleOutcome::not_modified, idle_poll);
  return good;
}

}  // namespace
}  // namespace gongkai

int main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {100, 10'000, 100'000};
  bool good = true;
  for (const int items : sizes) good = gongkai::measure(items) && good;
  return good ? 0 : 1;
}
