// A terminal, a repository and the web server between them, for the tests of the client workflow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/store/generation.h"
#include "content/sync/curl_http_client.h"
#include "content/sync/update_cycle.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/repository_maker.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::sync_test {

inline const model::Instant start = *model::parse_instant("2026-11-21T09:42:00+08:00");

// One line of a pack.
inline std::string item_line(std::int64_t seq, const std::string& json) {
  return "{\"seq\":" + std::to_string(seq) + ",\"item\":" + json + "}\n";
}
inline std::string notice_line(std::int64_t seq, const std::string& id, std::int64_t rev, const std::string& title) {
  return item_line(seq, fakes::notice_json(id, rev, title));
}
inline std::string withdrawn_line(std::int64_t seq, const std::string& id, std::int64_t rev) {
  return "{\"seq\":" + std::to_string(seq) + ",\"withdrawn\":{\"id\":\"" + id + "\",\"kind\":\"notice\",\"rev\":" +
         std::to_string(rev) + ",\"title\":\"" + id + "\",\"reason\":\"内容有误\"}}\n";
}

// Impatient, so that the tests of slow hosts do not take long, but not so that a busy machine looks like one.
inline sync::HttpLimits impatient() {
  sync::HttpLimits limits;
  limits.connect_seconds = 5;
  limits.stalled_seconds = 3;
  limits.total_seconds = 30;
  return limits;
}

class Terminal {
 public:
  Terminal() : maker(start), server(folder / "repository"), http(impatient()) {
    maker.add_bureau("zwzx");
    maker.add_bureau("zrzy");
    settings.shipped_root = maker.root_bytes();
    settings.url = server.url();
    settings.state = folder / "state";
    settings.store = folder / "store";
    publish();
  }

  void publish() { maker.write(folder / "repository"); }

  // One pack more in the bureau's log, published.
  void publish_pack(const std::string& bureau, std::int64_t from, std::int64_t to, const std::string& bytes) {
    maker.add_pack(bureau, from, to, bytes);
    publish();
  }

  sync::CycleReport sync(sync::CycleKind kind = sync::CycleKind::full,
                         sync::CycleMode mode = sync::CycleMode::apply) {
    return sync::run_cycle(http, settings, kind, mode, now);
  }

  std::optional<std::string> shown_title(const std::string& id) const {
    const auto generation = store::open_current(settings.store);
    if (!generation) return std::nullopt;
    for (const auto& row : generation->list({}, now)) {
      if (row.id == id) return row.title;
    }
    return std::nullopt;
  }

  fakes::TemporaryFolder folder;
  model::Instant now = start;
  fakes::RepositoryMaker maker;
  fakes::HttpFake server;
  sync::CycleSettings settings;
  sync::CurlHttpClient http;
};

}  // namespace gongkai::sync_test
