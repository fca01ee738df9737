// The starters that lie in the tree.
#include <fstream>

#include "content/codec/bundle.h"
#include "content/publish/atomic_file.h"
#include "content/publish/bundle.h"
#include "content/publish/repository_setup.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

const model::Instant start = *model::parse_instant("2026-11-21T09:42:00+08:00");

TEST(StarterFiles, TheNewestAndTheOneBeforeStay) {
  fakes::TemporaryFolder folder;
  fs::create_directories(folder / "metadata");
  for (const int version : {3, 5, 10, 12}) {
    const fs::path file = starter_file(folder / ".", version);
    std::ofstream(file) << version;
    std::ofstream(file.string() + ".gz") << version;
  }
  std::ofstream(folder / "metadata/3.snapshot.json") << "{}";
  std::ofstream(folder / "metadata/x.starter.bundle") << "not ours";
  remove_old_starters(folder / ".", 10);
  for (const auto& [version, stays] : {std::pair{3, false}, {5, true}, {10, true}, {12, true}}) {
    const fs::path file = starter_file(folder / ".", version);
    EXPECT_EQ(fs::exists(file), stays) << version;
    EXPECT_EQ(fs::exists(file.string() + ".gz"), stays) << version;
  }
  EXPECT_TRUE(fs::exists(folder / "metadata/3.snapshot.json"));
  EXPECT_TRUE(fs::exists(folder / "metadata/x.starter.bundle"));
}

TEST(StarterFiles, ATreeOfManyBureausIsBornWithOneAndTheSnapshotNamesIt) {
  fakes::TemporaryFolder folder;
  std::vector<model::BureauName> bureaus;
  for (char c = 'a'; c <= 'r'; ++c) bureaus.push_back(std::string("jg") + c);
  ASSERT_TRUE(make_keys(folder / "keys", bureaus));
  ASSERT_TRUE(set_up_repository(folder / "repository", folder / "keys", start));
  const auto state = read_repository(folder / "repository", *read_file(folder / "keys/root.json", 100'000));
  ASSERT_TRUE(state) << state.error().message;
  ASSERT_EQ(state->snapshot.starter, state->snapshot.version);
  const auto bytes = read_file(starter_file(folder / "repository", state->snapshot.version), 1'000'000);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto index = codec::read_bundle_index(bytes->size(), [&](std::uint64_t offset, std::size_t length) {
    return model::Result<std::string>(bytes->substr(offset, length));
  });
  ASSERT_TRUE(index) << index.error().message;
  EXPECT_EQ(index->parts.size(), state->roles.size());
}

}  // namespace
}  // namespace gongkai::publish
