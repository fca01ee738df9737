#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "content/store/generation.h"
#include "content/store/store_directory.h"
#include "content/store/store_state.h"
#include "tests/content/store/store_content.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using store_test::add_generation;
using store_test::now;

constexpr int notices = 80;

std::string title_of(int i) { return "第" + std::to_string(i) + "号通知：关于办理事项的说明"; }

void overwrite(const std::filesystem::path& file, off_t place, const std::string& bytes) {
  const int descriptor = ::open(file.c_str(), O_WRONLY);
  ASSERT_GE(descriptor, 0);
  ASSERT_EQ(::pwrite(descriptor, bytes.data(), bytes.size(), place), static_cast<ssize_t>(bytes.size()));
  ::close(descriptor);
}

class GenerationDamage : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<store_test::Text> texts;
    for (int i = 0; i < notices; ++i) texts.push_back({"notice-" + std::to_string(i), title_of(i)});
    for (const auto& text : texts) {
      written.push_back(codec::encode_item(*codec::decode_item(store_test::json_of(text)).item));
    }
    add_generation(folder.path(), texts);
  }

  const std::filesystem::path store() const { return folder.path(); }
  std::filesystem::path file() const { return generation_file(store(), 1); }

  std::string bytes() const {
    std::ifstream stream(file(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  }

  // What is shown must be what was written.
  void expect_only_the_truth(const Generation& generation) const {
    ListQuery query;
    query.limit = 10'000;
    for (const ItemSummary& row : generation.list(query, now)) {
      const int number = std::stoi(row.id.substr(row.id.find('-') + 1));
      EXPECT_EQ(row.title, title_of(number));
      EXPECT_EQ(row.detail, "通知");
      if (const auto item = generation.find(row.id)) {
        EXPECT_EQ(codec::encode_item(*item), written.at(static_cast<std::size_t>(number)));
      }
    }
    for (const ItemSummary& row : generation.search("关于办理事项", now, 1000)) {
      EXPECT_EQ(row.title, title_of(std::stoi(row.id.substr(row.id.find('-') + 1))));
    }
  }

  fakes::TemporaryFolder folder;
  std::vector<std::string> written;
};

TEST_F(GenerationDamage, OneDamagedTitleIsNotShownAndCounted) {
  const auto place = bytes().find(title_of(77));
  ASSERT_NE(place, std::string::npos);
  overwrite(file(), static_cast<off_t>(place), "X");
  const Generation generation = open_current(store()).value();
  ListQuery query;
  query.limit = 1000;
  EXPECT_EQ(generation.list(query, now).size(), static_cast<std::size_t>(notices - 1));
  EXPECT_FALSE(generation.find("notice-77"));
  EXPECT_EQ(generation.info().damaged, 1);
  const auto state = inspect_store(store(), OnDamage::look_only);
  ASSERT_TRUE(state);
  EXPECT_EQ(state->damaged_rows.size(), 1u);
}

TEST_F(GenerationDamage, TheNextWriterRepairsADamagedRow) {
  const auto place = bytes().find(title_of(77));
  overwrite(file(), static_cast<off_t>(place), "X");
  add_generation(store(), {{"notice-77", title_of(77)}});  // the same revision
  const Generation generation = open_current(store()).value();
  EXPECT_TRUE(generation.find("notice-77"));
  EXPECT_EQ(generation.info().damaged, 0);
}

TEST_F(GenerationDamage, NoDamageAnywhereShowsAWrongRowOrHidesOne) {
  const std::string good = bytes();
  std::mt19937 random(20261121);
  int refused = 0, rows_missing = 0;
  ListQuery all;
  all.limit = 10'000;
  for (int i = 0; i < 200; ++i) {
    std::ofstream(file(), std::ios::binary) << good;
    std::string noise(16, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    overwrite(file(), static_cast<off_t>(random() % (good.size() - noise.size())), noise);
    const auto generation = open_current(store());
    if (!generation) {
      ++refused;
      continue;
    }
    const auto listed = static_cast<std::int64_t>(generation->list(all, now).size());
    EXPECT_EQ(listed + generation->info().damaged, notices);
    expect_only_the_truth(*generation);
    rows_missing += generation->info().damaged > 0 ? 1 : 0;
  }
  // The damage has to be seen for the test to say anything.
  EXPECT_GT(refused + rows_missing, 100);
}

// A list goes by way of an index, and nothing in the rows tells that it finds one less.
TEST_F(GenerationDamage, AnIndexThatHidesARowGivesTheGenerationAway) {
  add_generation(store(), {{"notice-1", "新的标题", 2}});
  const auto second = generation_file(store(), 2);
  std::ifstream stream(second, std::ios::binary);
  const std::string good(std::istreambuf_iterator<char>(stream), {});
  // An entry of items_by_kind: the kind, four bytes of publish_at, the id.
  const std::string at = [] {
    const auto seconds = model::parse_instant("2026-11-03T09:00:00+08:00")->time_since_epoch().count();
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(seconds >> shift & 0xFF);
    return bytes;
  }();
  const auto place = good.find("notice" + at + "notice-");
  ASSERT_NE(place, std::string::npos);
  overwrite(second, static_cast<off_t>(place), "nptice");
  const Generation unsealed = Generation::open(second).value();
  ListQuery of_kind;
  of_kind.kinds = {model::Kind::notice};
  of_kind.limit = 1000;
  EXPECT_LT(unsealed.list(of_kind, now).size(), static_cast<std::size_t>(notices));
  EXPECT_EQ(unsealed.info().damaged, 0);

  EXPECT_EQ(open_current(store()).value().info().number, 1);
  EXPECT_EQ(inspect_store(store(), OnDamage::look_only)->number, 1);
}

TEST_F(GenerationDamage, ALargeFileIsComparedInSteps) {
  Generation generation = open_current(store(), Check::later).value();
  EXPECT_EQ(generation.check(1), Wholeness::whole);  // smaller than one step
  overwrite(file(), static_cast<off_t>(bytes().find(title_of(77))), "X");
  EXPECT_EQ(open_current(store(), Check::later)->check(1), Wholeness::in_part);
}

TEST_F(GenerationDamage, ABureauWithADamagedRowIsAskedForEverythingUntilItAnswers) {
  {
    auto writer = GenerationWriter::begin(store(), now).value();
    ASSERT_TRUE(writer.set_progress("zwzx", 7));
    ASSERT_TRUE(writer.set_progress("zrzy", 9));
    ASSERT_TRUE(writer.commit(now));
  }
  const auto second = generation_file(store(), 2);
  std::ifstream stream(second, std::ios::binary);
  const std::string good(std::istreambuf_iterator<char>(stream), {});
  overwrite(second, static_cast<off_t>(good.find(title_of(77))), "X");
  // The next generation comes from another bureau: its seal is right, and still the row is missed.
  auto writer = GenerationWriter::begin(store(), now).value();
  ASSERT_TRUE(writer.commit(now));
  const auto state = inspect_store(store(), OnDamage::look_only).value();
  EXPECT_EQ(state.number, 3);
  EXPECT_TRUE(state.damaged_rows.empty());
  EXPECT_EQ(state.ledger.progress.at("zwzx"), 0);
  EXPECT_EQ(state.ledger.progress.at("zrzy"), 9);
}

TEST_F(GenerationDamage, FallsBackToTheGenerationBefore) {
  add_generation(store(), {{"notice-1", "新的标题", 2}});
  overwrite(generation_file(store(), 2), 0, std::string(4096, '\0'));
  const Generation generation = open_current(store()).value();
  EXPECT_EQ(generation.info().number, 1);
  expect_only_the_truth(generation);
}

TEST_F(GenerationDamage, FallsBackWhenTheCurrentFileIsGone) {
  add_generation(store(), {{"notice-1", "新的标题", 2}});
  std::filesystem::remove(generation_file(store(), 2));
  EXPECT_EQ(open_current(store()).value().info().number, 1);
}

TEST_F(GenerationDamage, ABrokenPointerShowsTheNewest) {
  std::ofstream(store() / "current") << "x";
  EXPECT_EQ(open_current(store()).value().info().number, 1);
}

TEST_F(GenerationDamage, AWriterSetsADamagedGenerationAsideAndGoesOnFromTheOneBefore) {
  add_generation(store(), {{"notice-1", "新的标题", 2}});
  overwrite(generation_file(store(), 2), 4096, std::string(4096, '\xAA'));
  EXPECT_EQ(add_generation(store(), {{"notice-2", "又一个", 2}}), 3);
  EXPECT_TRUE(std::filesystem::exists(generation_file(store(), 2).string() + ".bad"));
  const Generation generation = open_current(store()).value();
  EXPECT_EQ(generation.info().number, 3);
  EXPECT_EQ(generation.find("notice-1")->header.title, title_of(1));
}

TEST_F(GenerationDamage, DamagedRecordOfProgressIsDamageOfTheGeneration) {
  auto writer = GenerationWriter::begin(store(), now).value();
  ASSERT_TRUE(writer.set_progress("zwzx", 1000));
  ASSERT_TRUE(writer.commit(now));
  {
    auto database = open_database(generation_file(store(), 2), OpenMode::read_write_create).value();
    ASSERT_TRUE(execute(database.get(), "UPDATE progress SET seq=999999"));
  }
  EXPECT_EQ(Generation::open(generation_file(store(), 2)).error().code, "STORE-003");
}

}  // namespace
}  // namespace gongkai::store
