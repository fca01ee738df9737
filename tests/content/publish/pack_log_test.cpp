#include "content/publish/pack_log.h"

#include <fmt/format.h>

#include <algorithm>

#include "content/codec/pack.h"
#include "content/trust/digest.h"

namespace gongkai::publish {
namespace {

std::string line(std::int64_t seq, const std::string& id, std::int64_t rev) {
  return fmt::format("{{\"seq\":{},\"item\":{{\"id\":\"{}\",\"rev\":{}}}}}\n", seq, id, rev);
}

// A log and the files it wrote, as a repository would keep them.
struct Log {
  std::vector<Pack> listed;
  std::map<std::pair<std::int64_t, std::int64_t>, std::string> files;
  std::int64_t last_seq = 0;
  std::vector<int> written_levels;

  void publish(const std::vector<std::string>& lines) {
    const auto appended = append(listed, last_seq + 1, lines, [&](const Pack& pack) -> model::Result<std::string> {
      return files.at({pack.from, pack.to});
    });
    ASSERT_TRUE(appended.has_value());
    listed = appended->listed;
    written_levels.clear();
    for (const WrittenPack& pack : appended->written) {
      files[{pack.pack.from, pack.pack.to}] = pack.bytes;
      written_levels.push_back(pack.pack.level);
      EXPECT_EQ(pack.pack.file.hashes.by_algorithm.at("sha256"), trust::sha256_hex(pack.bytes));
      EXPECT_EQ(pack.pack.file.length, static_cast<std::int64_t>(pack.bytes.size()));
    }
    last_seq += static_cast<std::int64_t>(lines.size());
  }
};

std::size_t count_level(const std::vector<Pack>& packs, int level) {
  return static_cast<std::size_t>(
      std::count_if(packs.begin(), packs.end(), [&](const Pack& pack) { return pack.level == level; }));
}

// What a new terminal knows after fetching the whole cover.
std::map<std::string, std::int64_t> state_by_cover(const Log& log) {
  std::map<std::string, std::int64_t> state;
  const auto cover = whole_cover(log.listed);
  for (const Pack& pack : *cover) {
    const auto lines = codec::split_pack(log.files.at({pack.from, pack.to}));
    for (const std::string_view text : *lines) {
      const auto key = codec::read_pack_line_key(text);
      state[key->id] = key->rev;
    }
  }
  return state;
}

TEST(PackLog, EightPacksBecomeARollUp) {
  Log log;
  for (int i = 1; i <= 8; ++i) log.publish({line(i, fmt::format("item-{}", i), 1)});
  EXPECT_EQ(log.written_levels, (std::vector<int>{0, 1}));
  EXPECT_EQ(count_level(log.listed, 0), 8u) << "the last eight stay listed";
  const auto cover = whole_cover(log.listed);
  ASSERT_EQ(cover->size(), 1u);
  EXPECT_EQ(cover->front().from, 1);
  EXPECT_EQ(cover->front().to, 8);
}

TEST(PackLog, RollUpsDropSupersededLines) {
  Log log;
  for (int rev = 1; rev <= 8; ++rev) log.publish({line(rev, "item-1", rev)});
  EXPECT_EQ((log.files.at({1, 8})), line(8, "item-1", 8));
}

TEST(PackLog, SeventyReleasesKeepACorrectAndShortCover) {
  Log log;
  std::map<std::string, std::int64_t> expected;
  for (int i = 1; i <= 70; ++i) {
    const std::string fresh = fmt::format("item-{}", i);
    log.publish({line(2 * i - 1, fresh, 1), line(2 * i, "item-1", i + 1)});
    expected[fresh] = 1;
    expected["item-1"] = i + 1;
    ASSERT_EQ(state_by_cover(log), expected) << i;
    EXPECT_LE(whole_cover(log.listed)->size(), 15u) << i;
    EXPECT_LE(log.listed.size(), 24u) << i;
    for (int level = 0; level < base_level; ++level) EXPECT_LE(count_level(log.listed, level), 8u) << i;
  }
  EXPECT_EQ(count_level(log.listed, 2), 1u);
  EXPECT_EQ(whole_cover(log.listed)->front().to, 128) << "64 releases of two lines are one roll-up";
}

TEST(PackLog, TheBaseBeginsAtOneAndReplacesTheOldBase) {
  Log log;
  for (int i = 1; i <= 1024; ++i) log.publish({line(i, fmt::format("item-{}", i % 50), i)});
  EXPECT_EQ(count_level(log.listed, base_level), 1u);
  const auto cover = whole_cover(log.listed);
  ASSERT_EQ(cover->size(), 1u);
  EXPECT_EQ(cover->front().from, 1);
  EXPECT_EQ(cover->front().to, 1024);
  EXPECT_EQ(codec::split_pack(log.files.at({1, 1024}))->size(), 50u);
}

TEST(PackLog, APublishOfTooManyLinesBecomesSeveralPacks) {
  Log log;
  std::vector<std::string> lines;
  for (int i = 1; i <= 45'000; ++i) lines.push_back(line(i, fmt::format("item-{}", i), 1));
  log.publish(lines);
  EXPECT_EQ(log.listed.size(), 3u);
  EXPECT_EQ(state_by_cover(log).size(), 45'000u);
  for (const auto& [range, bytes] : log.files) EXPECT_TRUE(codec::split_pack(bytes).has_value());
}

TEST(PackLog, PartsTooLargeForOnePackMoveUpAsTheyAre) {
  Log log;
  std::int64_t seq = 0;
  for (int publish = 0; publish < 9; ++publish) {
    std::vector<std::string> lines;
    for (int i = 0; i < 3'000; ++i) {
      ++seq;
      lines.push_back(line(seq, fmt::format("item-{}", seq), 1));
    }
    log.publish(lines);
  }
  EXPECT_EQ(state_by_cover(log).size(), 27'000u);
  EXPECT_EQ(count_level(log.listed, base_level), 8u) << "no level can hold them in one pack";
  EXPECT_EQ(count_level(log.listed, 0), 1u);
  EXPECT_EQ(log.files.size(), 9u);
}

TEST(PackLog, AGapIsFound) {
  const std::vector<Pack> packs = {{1, 4, 0, {}}, {6, 8, 0, {}}};
  EXPECT_EQ(whole_cover(packs).error().code, "PUBLISH-041");
  EXPECT_TRUE(whole_cover({})->empty());
}

TEST(PackLog, OnlyPacksOfTheBureauAreListed) {
  trust::Targets role;
  role.targets["zrzy/1-4.pack"] = {10, {}, R"({"from":1,"to":4,"level":0})"};
  EXPECT_TRUE(listed_packs("zrzy", role).has_value());
  EXPECT_EQ(listed_packs("cgj", role).error().code, "PUBLISH-040");
  role.targets["zrzy/1-4.pack"].custom = R"({"from":1,"to":5,"level":0})";
  EXPECT_EQ(listed_packs("zrzy", role).error().code, "PUBLISH-040");
  role.targets["zrzy/1-4.pack"].custom = "";
  EXPECT_EQ(listed_packs("zrzy", role).error().code, "PUBLISH-040");
}

}  // namespace
}  // namespace gongkai::publish
