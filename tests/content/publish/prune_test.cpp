#include "content/publish/prune.h"

#include <gtest/gtest.h>

#include "content/publish/atomic_file.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/pack_log.h"
#include "content/publish/release.h"
#include "content/publish/repository.h"
#include "content/publish/repository_setup.h"
#include "content/trust/digest.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

const model::Instant start = *model::parse_instant("2026-11-21T09:00:00+08:00");

TEST(Prune, WhatTheLastSnapshotsNameStays) {
  const fakes::TemporaryFolder folder;
  const fs::path draft = folder / "draft", keys = folder / "keys", repository = folder / "repository";
  fakes::write_sample_draft(draft, 2);
  ASSERT_TRUE(make_keys(keys, {"zwzx"}).has_value());
  ASSERT_TRUE(set_up_repository(repository, keys, start).has_value());
  const std::string root = *read_file(keys / "root.json", 100'000);
  const auto publish_up_to = [&](int first, int last) {
    for (int rev = first; rev <= last; ++rev) {
      fakes::write_notice(draft, "notice-0001", rev, "第" + std::to_string(rev) + "版");
      ASSERT_TRUE(release({repository, keys, start}, *read_draft(draft, model::date_of(start))).has_value());
    }
  };
  publish_up_to(1, kept_snapshots - 1);
  EXPECT_TRUE(find_unneeded_files(repository, root)->empty()) << "all snapshots are among the last";
  publish_up_to(kept_snapshots, kept_snapshots + 12);
  ASSERT_TRUE(replace_file(repository / "metadata/notes.txt", "the office's own").has_value());

  const auto files = find_unneeded_files(repository, root);
  ASSERT_TRUE(files.has_value()) << files.error().message;
  EXPECT_NE(std::find(files->begin(), files->end(), fs::path("metadata/1.snapshot.json.gz")), files->end());
  const bool packs = std::any_of(files->begin(), files->end(), [](const fs::path& file) {
    return file.extension() == ".pack";
  });
  EXPECT_TRUE(packs) << "packs that only pruned roles listed";
  for (const fs::path& file : *files) fs::remove(repository / file);

  const auto state = read_repository(repository, root);
  ASSERT_TRUE(state.has_value()) << state.error().message;
  const auto listed = listed_packs("zwzx", state->roles.at("zwzx"));
  for (const Pack& pack : *listed) {
    EXPECT_TRUE(read_pack(repository, "zwzx", pack).has_value());
  }
  const std::int64_t oldest = state->snapshot.version - kept_snapshots + 1;
  EXPECT_TRUE(fs::exists(metadata_file(repository, oldest, "snapshot")));
  EXPECT_FALSE(fs::exists(metadata_file(repository, oldest - 1, "snapshot")));
  EXPECT_TRUE(fs::exists(repository / "metadata/1.root.json"));
  EXPECT_TRUE(fs::exists(repository / "metadata/notes.txt"));
  publish_up_to(kept_snapshots + 13, kept_snapshots + 13);
}

// A picture stays as long as a kept snapshot shows it, though packs go on naming it.
TEST(Prune, ThePictureOfAWithdrawnItemGoesWithTheLastSnapshotThatShowsIt) {
  const fakes::TemporaryFolder folder;
  const fs::path draft = folder / "draft", keys = folder / "keys", repository = folder / "repository";
  fakes::write_sample_draft(draft, 3);
  ASSERT_TRUE(make_keys(keys, {"zwzx"}).has_value());
  ASSERT_TRUE(set_up_repository(repository, keys, start).has_value());
  const std::string root = *read_file(keys / "root.json", 100'000);
  const auto publish = [&] {
    const auto report = release({repository, keys, start}, *read_draft(draft, model::date_of(start)));
    ASSERT_TRUE(report.has_value()) << report.error().message;
    ASSERT_EQ(report->outcome, ReleaseReport::Outcome::published);
  };
  const auto show = [&](const std::string& notice, const std::string& picture) {
    const std::string name = trust::sha256_hex(picture);
    std::string json = fakes::notice_json(notice, 1, "有图的通知");
    json.insert(json.find("\"body\":[") + 8, "{\"t\":\"image\",\"sha256\":\"" + name + "\",\"caption\":\"图\"},");
    EXPECT_TRUE(replace_file(draft / "zwzx/notice" / (notice + ".json"), json).has_value());
    EXPECT_TRUE(replace_file(draft / draft_pictures_folder / name, picture).has_value());
    return name;
  };
  const std::string gone = show("notice-0001", "picture of one"), stays = show("notice-0002", "picture of two");
  publish();
  ASSERT_TRUE(withdraw_in_draft(draft, "notice-0001", "内容有误").has_value());
  publish();
  const auto gone_is_needed = [&] {
    const auto files = find_unneeded_files(repository, root);
    EXPECT_TRUE(files.has_value());
    const auto has = [&](const std::string& name) {
      return std::find(files->begin(), files->end(), blob_file("", name)) != files->end();
    };
    EXPECT_FALSE(has(stays));
    return !has(gone);
  };
  for (std::int64_t rev = 2; rev <= kept_snapshots; ++rev) {
    EXPECT_TRUE(gone_is_needed()) << rev;
    fakes::write_notice(draft, "notice-0003", rev, "第" + std::to_string(rev) + "版");
    publish();
  }
  EXPECT_FALSE(gone_is_needed());
}

}  // namespace
}  // namespace gongkai::publish
