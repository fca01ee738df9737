// A program that was upgraded finds the store of the one before.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "content/store/generation.h"
#include "content/store/seal.h"
#include "content/store/store_directory.h"
#include "content/store/store_state.h"
#include "tests/content/store/store_content.h"
#include "tests/fakes/older_store.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using store_test::now;

constexpr int notices = 600;  // three search packs

std::string title_of(int i) { return "第" + std::to_string(i) + "号通告"; }

// All that the schema of a generation says, and what is made from its rows.
std::string made_of(const std::filesystem::path& file) {
  const auto database = open_database(file, OpenMode::immutable_read_only).value();
  std::string text;
  for (const char* sql : {"SELECT name, sql FROM sqlite_schema ORDER BY name", "SELECT pack, hash FROM search_packs",
                          "SELECT id, head_hash FROM items ORDER BY id"}) {
    auto statement = Statement::prepare(database.get(), sql).value();
    while (statement.step().value() == Statement::Step::row) {
      text += std::string(statement.text(0)) + ' ' + std::string(statement.text(1)) + '\n';
    }
  }
  return text;
}

class SchemaUpgrade : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<store_test::Text> texts;
    for (int i = 0; i < notices; ++i) texts.push_back({"notice-" + std::to_string(i), title_of(i)});
    auto writer = GenerationWriter::begin(store, now).value();
    for (const store_test::Text& text : texts) store_test::put(writer, store_test::json_of(text));
    ASSERT_TRUE(writer.set_progress("zwzx", 600));
    ASSERT_TRUE(writer.set_role_version("snapshot", 7));
    writer.commit(signed_at).value();
    as_written = made_of(generation_file(store, 1));
    fakes::make_schema_1(store);
  }

  std::vector<std::string> titles() const {
    std::vector<std::string> found;
    for (const ItemSummary& row : open_current(store)->search("第599号", now)) found.push_back(row.title);
    return found;
  }

  fakes::TemporaryFolder folder;
  const std::filesystem::path& store = folder.path();
  const model::Instant signed_at = now - std::chrono::hours(5);
  std::string as_written;
};

TEST_F(SchemaUpgrade, IsANewGenerationOfTheSameRows) {
  const std::string before = seal_of(generation_file(store, 1)).value();
  EXPECT_EQ(upgrade_store(store, now).value(), 2);
  EXPECT_EQ(seal_of(generation_file(store, 1)).value(), before) << "the old file was changed";
  EXPECT_EQ(made_of(generation_file(store, 2)), as_written);
  const Generation generation = open_current(store).value();
  EXPECT_EQ(generation.info().schema, schema_version);
  EXPECT_EQ(generation.info().items, notices);
  EXPECT_EQ(generation.info().catalogue_at, signed_at) << "it is as old as it was";
  EXPECT_EQ(titles(), std::vector<std::string>{title_of(599)});
  const auto state = inspect_store(store, OnDamage::look_only).value();
  EXPECT_EQ(state.ledger.progress.at("zwzx"), 600) << "nothing is fetched again";
  EXPECT_EQ(state.ledger.role_versions.at("snapshot"), 7);
  EXPECT_FALSE(upgrade_store(store, now).value()) << "once is enough";
}

TEST_F(SchemaUpgrade, UntilThenAReaderSaysWhatItWaitsFor) {
  const auto opened = open_current(store);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("等待 gongkai-sync 换成新格式"), std::string::npos) << opened.error().message;
  EXPECT_EQ(Generation::open(generation_file(store, 1)).error().code, "STORE-005");
}

TEST_F(SchemaUpgrade, AChangeMakesItToo) {
  EXPECT_EQ(store_test::add_generation(store, {{"notice-7", "改过的通告", 2}}), 2);
  EXPECT_EQ(open_current(store)->find("notice-7")->header.title, "改过的通告");
  EXPECT_EQ(titles(), std::vector<std::string>{title_of(599)});
}

TEST_F(SchemaUpgrade, ADamagedRowIsLeftOutAndFetchedAgain) {
  const auto file = generation_file(store, 1);
  {
    const auto database = open_database(file, OpenMode::read_write_create).value();
    ASSERT_TRUE(execute(database.get(), "UPDATE items SET title='别的' WHERE id='notice-3'"));
  }
  EXPECT_EQ(upgrade_store(store, now).value(), 2);
  EXPECT_FALSE(open_current(store)->find("notice-3"));
  EXPECT_TRUE(open_current(store)->find("notice-4"));
  EXPECT_EQ(inspect_store(store, OnDamage::look_only)->ledger.progress.at("zwzx"), 0);
}

TEST_F(SchemaUpgrade, OfAStoreOfANewerProgramNothingIsTouched) {
  {
    const auto database = open_database(generation_file(store, 1), OpenMode::read_write_create).value();
    ASSERT_TRUE(execute(database.get(), ("PRAGMA user_version=" + std::to_string(schema_version + 1)).c_str()));
  }
  EXPECT_FALSE(upgrade_store(store, now).value());
  EXPECT_EQ(generation_numbers(store), std::vector<std::int64_t>{1});
}

TEST_F(SchemaUpgrade, KilledAnywhereItIsOldOrNewAndGoesOnByItself) {
  const auto old_list = listed_generations(store);
  const auto started = std::chrono::steady_clock::now();
  upgrade_store(store, now).value();
  const auto one_upgrade = std::chrono::steady_clock::now() - started;
  std::mt19937 random(1);
  std::uniform_real_distribution<> moment(0.0, 1.3);
  int unfinished = 0;
  for (int round = 0; round < 40; ++round) {
    ASSERT_TRUE(write_listed(store, old_list));
    remove_unlisted(store);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) ::_exit(upgrade_store(store, now) ? 0 : 1);
    std::this_thread::sleep_for(moment(random) * one_upgrade);
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0);
    if (current_number(store) == 1) {
      ++unfinished;
      EXPECT_EQ(Generation::open(generation_file(store, 1)).error().code, "STORE-005");
      EXPECT_TRUE(upgrade_store(store, now).value());
    }
    ASSERT_EQ(open_current(store)->info().items, notices);
    ASSERT_EQ(titles(), std::vector<std::string>{title_of(599)});
  }
  EXPECT_GT(unfinished, 0) << "no upgrade was cut off";
}

}  // namespace
}  // namespace gongkai::store
