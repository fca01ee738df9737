#include "content/publish/prune.h"

#include <gtest/gtest.h>

#include "content/publish/atomic_file.h"
#include "content/publish/pack_log.h"
#include "content/publish/release.h"
#include "content/publish/repository.h"
#include "content/publish/repository_setup.h"
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

}  // namespace
}  // namespace gongkai::publish
