#include "content/store/generation.h"

#include <algorithm>
#include <chrono>
#include <fstream>

#include "content/store/store_directory.h"
#include "content/store/store_dump.h"
#include "content/store/store_state.h"
#include "tests/content/store/store_content.h"
#include "tests/fakes/temporary_folder.h"

#include <sstream>

namespace gongkai::store {
namespace {

using store_test::add_generation;
using store_test::json_of;
using store_test::now;
using store_test::put;

class GenerationLife : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  const std::filesystem::path& store = folder.path();

  Generation current() const {
    auto opened = open_current(store);
    return std::move(opened).value();
  }
};

TEST_F(GenerationLife, EmptyStoreHasNone) {
  EXPECT_EQ(open_current(store).error().code, "STORE-010");
  EXPECT_FALSE(current_number(store));
}

TEST_F(GenerationLife, CommitMakesItCurrent) {
  EXPECT_EQ(add_generation(store, {{"notice-1", "关于延长服务时间的通告"}}), 1);
  EXPECT_EQ(current_number(store), 1);
  const Generation generation = current();
  EXPECT_EQ(generation.info().number, 1);
  EXPECT_EQ(generation.info().items, 1);
  EXPECT_EQ(generation.info().applied_at, now);
  const auto item = generation.find("notice-1");
  ASSERT_TRUE(item);
  EXPECT_EQ(item->header.title, "关于延长服务时间的通告");
}

TEST_F(GenerationLife, AnAbandonedWriterLeavesNothing) {
  add_generation(store, {{"notice-1", "甲"}});
  {
    auto writer = GenerationWriter::begin(store, now).value();
    put(writer, json_of({"notice-2", "乙"}));
  }
  EXPECT_EQ(current_number(store), 1);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(generations_directory(store)), {}), 1);
}

TEST_F(GenerationLife, AReaderKeepsItsGenerationWhileNewOnesAppear) {
  add_generation(store, {{"notice-1", "甲"}});
  const Generation old = current();
  for (int i = 2; i <= 6; ++i) add_generation(store, {{"notice-" + std::to_string(i), "乙"}});
  EXPECT_TRUE(old.find("notice-1"));
  EXPECT_FALSE(old.find("notice-2"));
  EXPECT_TRUE(current().find("notice-6"));
}

TEST_F(GenerationLife, KeepsThree) {
  for (int i = 1; i <= 5; ++i) add_generation(store, {{"notice-" + std::to_string(i), "甲"}});
  EXPECT_EQ(generation_numbers(store), (std::vector<std::int64_t>{5, 4, 3}));
}

TEST_F(GenerationLife, CleansUpWhatAKilledWriterLeft) {
  add_generation(store, {{"notice-1", "甲"}});
  std::ofstream(generations_directory(store) / ".new-2") << "half";
  std::ofstream(generations_directory(store) / ".new-2-journal") << "half";
  std::filesystem::copy_file(generation_file(store, 1), generation_file(store, 2));  // renamed, never pointed to
  EXPECT_EQ(current().info().number, 1);
  EXPECT_EQ(add_generation(store, {{"notice-2", "乙"}}), 2);
  EXPECT_FALSE(std::filesystem::exists(generations_directory(store) / ".new-2"));
  EXPECT_FALSE(std::filesystem::exists(generations_directory(store) / ".new-2-journal"));
  EXPECT_TRUE(current().find("notice-2"));
}

TEST_F(GenerationLife, RefusesToWriteOverAStoreOfANewerProgram) {
  add_generation(store, {{"notice-1", "甲"}});
  {
    auto database = open_database(generation_file(store, 1), OpenMode::read_write_create).value();
    ASSERT_TRUE(execute(database.get(), "PRAGMA user_version=3"));
  }
  EXPECT_EQ(Generation::open(generation_file(store, 1)).error().code, "STORE-002");
  EXPECT_EQ(GenerationWriter::begin(store, now).error().code, "STORE-002");
  EXPECT_TRUE(std::filesystem::exists(generation_file(store, 1)));
}

TEST_F(GenerationLife, OfANewerProgramTheOlderGenerationIsShown) {
  add_generation(store, {{"notice-1", "甲"}});
  add_generation(store, {{"notice-2", "乙"}});
  {
    auto database = open_database(generation_file(store, 2), OpenMode::read_write_create).value();
    ASSERT_TRUE(execute(database.get(), "PRAGMA user_version=3"));
  }
  EXPECT_EQ(current().info().number, 1);
  EXPECT_EQ(inspect_store(store, OnDamage::set_aside).error().code, "STORE-002");
  EXPECT_TRUE(std::filesystem::exists(generation_file(store, 2)));
}

TEST_F(GenerationLife, AWithdrawnTextIsNowhereOnDiskAndNoFallbackBringsItBack) {
  const std::string text = "这段文字后来撤回了";
  add_generation(store, {{"notice-1", text}, {"notice-2", "乙"}});
  add_generation(store, {{"notice-3", "丙"}});
  set_aside(store, 2);
  add_generation(store, {{"notice-4", "丁"}});
  auto writer = GenerationWriter::begin(store, now).value();
  writer.withdraw({"notice-1", model::Kind::notice, 2, "通知", "内容有误"}, {"zwzx", 2}).value();
  const std::int64_t number = writer.commit(now).value();

  for (const auto& entry : std::filesystem::recursive_directory_iterator(store)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    EXPECT_EQ(bytes.find(text), std::string::npos) << entry.path();
  }
  // The fallback is a second copy of what is shown.
  std::filesystem::remove(generation_file(store, number));
  EXPECT_EQ(current().find("notice-1")->header.state, model::State::withdrawn);
  EXPECT_TRUE(current().find("notice-2"));
  EXPECT_EQ(add_generation(store, {{"notice-5", "戊"}}), number + 1);
  EXPECT_TRUE(current().find("notice-4"));
}

TEST_F(GenerationLife, AWriterStoppedBeforeItDroppedAWithdrawnTextDoesNotShowItEither) {
  add_generation(store, {{"notice-1", "甲"}});
  std::filesystem::copy_file(generation_file(store, 1), store / "old");
  auto writer = GenerationWriter::begin(store, now).value();
  writer.withdraw({"notice-1", model::Kind::notice, 2, "通知", "内容有误"}, {"zwzx", 2}).value();
  writer.commit(now).value();
  // As a power cut right after the change of `current` leaves it, with the new file damaged as well.
  auto listed = listed_generations(store);
  listed.pop_back();
  ASSERT_TRUE(write_listed(store, listed));
  std::filesystem::rename(store / "old", generation_file(store, 1));
  std::filesystem::remove(generation_file(store, 2));
  EXPECT_EQ(open_current(store).error().code, "STORE-010");
}

TEST_F(GenerationLife, SaysWhatIsNotAStore) {
  EXPECT_EQ(Generation::open(store).error().code, "STORE-001");
  EXPECT_EQ(Generation::open(store / "nothing.db").error().code, "STORE-001");
  std::ofstream(store / "text.db") << std::string(8192, 'x');
  EXPECT_EQ(Generation::open(store / "text.db").error().code, "STORE-001");
  std::ofstream(store / "empty.db") << "";
  EXPECT_EQ(Generation::open(store / "empty.db").error().code, "STORE-001");
}

TEST_F(GenerationLife, OpensFromAnAwkwardPath) {
  const std::filesystem::path odd = store / "大厅 #1 ?%20";
  EXPECT_EQ(add_generation(odd, {{"notice-1", "甲"}}), 1);
  EXPECT_TRUE(open_current(odd));
}

// ---- revisions

TEST_F(GenerationLife, LowerRevisionIsIgnored) {
  add_generation(store, {{"notice-1", "新", 3}});
  auto writer = GenerationWriter::begin(store, now).value();
  EXPECT_EQ(put(writer, json_of({"notice-1", "旧", 2})), PutOutcome::older);
  EXPECT_EQ(put(writer, json_of({"notice-1", "新", 3})), PutOutcome::unchanged);
  EXPECT_EQ(put(writer, json_of({"notice-1", "不同", 3})), PutOutcome::conflict);
  EXPECT_EQ(put(writer, json_of({"notice-1", "再新", 4})), PutOutcome::stored);
  ASSERT_TRUE(writer.commit(now));
  EXPECT_EQ(current().find("notice-1")->header.title, "再新");
}

TEST_F(GenerationLife, AnotherBureauCannotTakeAnId) {
  add_generation(store, {{"notice-1", "甲"}});
  auto writer = GenerationWriter::begin(store, now).value();
  EXPECT_EQ(put(writer, json_of({"notice-1", "冒名", 9}), {"zrzy", 1}), PutOutcome::foreign);
  EXPECT_EQ(*writer.withdraw({"notice-1", model::Kind::notice, 9, "冒名", "冒名"}, {"zrzy", 2}), PutOutcome::foreign);
  ASSERT_TRUE(writer.commit(now));
  EXPECT_EQ(current().find("notice-1")->header.title, "甲");
}

TEST_F(GenerationLife, WithdrawalLeavesATombstoneAndPurgesTheText) {
  add_generation(store, {{"notice-1", "关于绝密事项的通告"}});
  auto writer = GenerationWriter::begin(store, now).value();
  EXPECT_EQ(*writer.withdraw({"notice-1", model::Kind::notice, 2, "关于某事项的通告", "内容有误"}, {"zwzx", 2}),
            PutOutcome::stored);
  const std::int64_t number = writer.commit(now).value();

  const Generation generation = current();
  EXPECT_TRUE(generation.list({}, now).empty());
  EXPECT_TRUE(generation.search("绝密", now).empty());
  EXPECT_TRUE(generation.search("某事项", now).empty());
  const auto item = generation.find("notice-1");
  ASSERT_TRUE(item);
  EXPECT_EQ(item->header.state, model::State::withdrawn);
  EXPECT_EQ(item->header.reason, "内容有误");
  EXPECT_EQ(item->kind(), model::Kind::notice);
  std::ifstream file(generation_file(store, number), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(bytes.find("绝密"), std::string::npos);
  EXPECT_EQ(bytes.find("请各窗口按新的时间受理"), std::string::npos);
}

TEST_F(GenerationLife, AnOldRevisionDoesNotBringAWithdrawnOneBack) {
  auto writer = GenerationWriter::begin(store, now).value();
  EXPECT_EQ(*writer.withdraw({"notice-1", model::Kind::notice, 2, "甲", "有误"}, {"zwzx", 2}), PutOutcome::stored);
  EXPECT_EQ(put(writer, json_of({"notice-1", "甲", 1})), PutOutcome::older);
  EXPECT_EQ(put(writer, json_of({"notice-1", "甲", 3})), PutOutcome::stored);
}

TEST_F(GenerationLife, UndoTakesBackOnlyTheLastBureau) {
  auto writer = GenerationWriter::begin(store, now).value();
  ASSERT_TRUE(writer.mark());
  put(writer, json_of({"notice-1", "甲"}));
  ASSERT_TRUE(writer.mark());
  put(writer, json_of({"notice-2", "乙"}));
  ASSERT_TRUE(writer.undo());
  ASSERT_TRUE(writer.commit(now));
  EXPECT_TRUE(current().find("notice-1"));
  EXPECT_FALSE(current().find("notice-2"));
}

TEST_F(GenerationLife, ABureauThatLeftIsWithdrawnAndMayComeBack) {
  add_generation(store, {{"notice-1", "甲"}});
  auto writer = GenerationWriter::begin(store, now).value();
  EXPECT_EQ(writer.withdraw_bureau("zwzx", "已退出"), 1);
  ASSERT_TRUE(writer.commit(now));
  EXPECT_TRUE(current().list({}, now).empty());
  add_generation(store, {{"notice-1", "甲"}});
  EXPECT_EQ(current().list({}, now).size(), 1u);
}

TEST_F(GenerationLife, DumpSaysWhatIsInIt) {
  auto writer = GenerationWriter::begin(store, now).value();
  put(writer, json_of({"notice-1", "甲"}));
  ASSERT_TRUE(writer.set_progress("zwzx", 7));
  ASSERT_TRUE(writer.set_role_version("zwzx", 3));
  ASSERT_TRUE(writer.reject({"notice-2", 1, "E-TITLE", "标题过长"}, {"zwzx", 6}));
  ASSERT_TRUE(writer.commit(now));
  std::ostringstream text;
  ASSERT_TRUE(dump_generation(generation_file(store, 1), text));
  EXPECT_EQ(text.str(),
            "generation 1 schema=2 items=1 applied_at=2026-11-21T09:42:00+08:00 "
            "catalogue_at=2026-11-21T09:42:00+08:00\n"
            "role zwzx 3\nprogress zwzx 7\n"
            "item notice-1 rev=1 published bureau=zwzx seq=1 title=甲 catalog=E-01\n"
            "rejected notice-2 rev=1 bureau=zwzx seq=6 E-TITLE 标题过长\n");
  const auto state = inspect_store(store, OnDamage::look_only);
  ASSERT_TRUE(state);
  EXPECT_EQ(state->ledger.progress.at("zwzx"), 7);
}

}  // namespace
}  // namespace gongkai::store
