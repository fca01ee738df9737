// An office that publishes and a terminal that fetches, for the tests of sending a catalogue to a host.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "app/admin/catalogue_push.h"
#include "content/publish/atomic_file.h"
#include "content/publish/release.h"
#include "content/publish/repository_setup.h"
#include "content/store/generation.h"
#include "content/sync/curl_http_client.h"
#include "content/sync/update_cycle.h"
#include "tests/fakes/s3_fake.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin_test {

inline const model::Instant start = *model::parse_instant("2026-11-21T09:42:00+08:00");

// A publisher's machine: draft, keys and a tree of its own.
class Office {
 public:
  explicit Office(const std::vector<model::BureauName>& bureaus = {"zwzx"}) {
    fakes::write_sample_draft(draft, 2);
    EXPECT_TRUE(publish::make_keys(keys, bureaus).has_value());
    EXPECT_TRUE(publish::set_up_repository(repository, keys, start).has_value());
  }

  // Gives the first notice this title in revision `rev`, and publishes in our own tree.
  void publish_title(std::int64_t rev, const std::string& title) { publish_title(repository, rev, title); }
  void publish_title(const std::filesystem::path& tree, std::int64_t rev, const std::string& title) {
    fakes::write_notice(draft, "notice-0001", rev, title);
    const auto read = publish::read_draft(draft, model::date_of(start));
    const auto report = publish::release({tree, keys, start}, *read);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    ASSERT_EQ(report->outcome, publish::ReleaseReport::Outcome::published);
  }

  std::string root() const { return *publish::read_file(keys / "root.json", 100'000); }
  admin::PushRequest request() const { return {repository, root(), admin::LockRule::respect, {}}; }

  fakes::TemporaryFolder folder;
  std::filesystem::path draft = folder / "draft", keys = folder / "keys", repository = folder / "repository";
};

// The access to a store of objects where open_target looks for it.
class S3Environment {
 public:
  explicit S3Environment(const fakes::S3Keys& keys) {
    ::setenv("GONGKAI_PUBLISH_USER", keys.access.c_str(), 1);
    ::setenv("GONGKAI_PUBLISH_PASSWORD", keys.secret.c_str(), 1);
    ::setenv("GONGKAI_PUBLISH_REGION", keys.region.c_str(), 1);
  }
  ~S3Environment() {
    for (const char* name : {"GONGKAI_PUBLISH_USER", "GONGKAI_PUBLISH_PASSWORD", "GONGKAI_PUBLISH_REGION"}) {
      ::unsetenv(name);
    }
  }
};

// A terminal with its own state and store.
class Terminal {
 public:
  Terminal(const std::string& url, const std::string& root) {
    settings_.url = url;
    settings_.state = folder_ / "state";
    settings_.store = folder_ / "store";
    settings_.shipped_root = root;
  }

  // Fetches; the whole catalogue must be in order. Returns the title of the first notice.
  std::string fetch() {
    const auto report = sync::run_cycle(http_, settings_, sync::CycleKind::full, sync::CycleMode::apply, start);
    EXPECT_TRUE(report.complete) << (report.error ? report.error->message : "incomplete");
    EXPECT_FALSE(report.error.has_value()) << report.error->code << " " << report.error->message;
    const auto generation = store::open_current(settings_.store);
    if (!generation) return "";
    for (const auto& row : generation->list({}, start)) {
      if (row.id == "notice-0001") return row.title;
    }
    return "";
  }

 private:
  fakes::TemporaryFolder folder_;
  sync::CycleSettings settings_;
  sync::CurlHttpClient http_;
};

}  // namespace gongkai::admin_test
