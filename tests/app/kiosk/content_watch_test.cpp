#include "app/kiosk/content_watch.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/kiosk/freshness.h"
#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "content/store/store_directory.h"
#include "tests/fakes/older_store.h"

namespace gongkai::kiosk {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using News = ContentWatch::News;

const model::Instant noon = *model::parse_instant("2026-11-21T12:00:00+08:00");

class Watched : public testing::Test {
 protected:
  void SetUp() override {
    store_ = fs::path(GONGKAI_BINARY_DIR) / "content_watch_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(store_);
    fs::create_directories(store_);
  }
  // A new generation in which the one channel has this title.
  std::int64_t publish(const std::string& title, std::int64_t rev) {
    auto writer = store::GenerationWriter::begin(store_, noon);
    EXPECT_TRUE(writer.has_value());
    model::Item item;
    item.header.id = "chan-12345";
    item.header.rev = rev;
    item.header.title = title;
    item.header.scope = {{"*"}, {"*"}};
    item.body = model::Channel{"12345", "0300-5550100", "tousu@linlan.example", "兰渚路88号", "工作日", "投诉受理中心", "各类投诉"};
    EXPECT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", rev}).has_value());
    const auto number = writer->commit(noon);
    EXPECT_TRUE(number.has_value());
    return number.value_or(0);
  }
  void damage(std::int64_t number) {
    fs::permissions(store::generation_file(store_, number), fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(store::generation_file(store_, number), std::ios::binary | std::ios::trunc) << "no database";
  }
  std::string title(const ContentWatch& watch) {
    const auto item = watch.generation()->find("chan-12345");
    return item ? item->header.title : "";
  }
  fs::path store_;
};

TEST_F(Watched, WithoutAStoreThereIsNothingAndNoFault) {
  ContentWatch watch(store_ / "none");
  EXPECT_EQ(watch.poll(0s), News::none);
  EXPECT_EQ(watch.generation(), nullptr);
}

TEST_F(Watched, TheStoreOfAnOlderProgramIsShownAsSoonAsTheAgentHasMadeItNew) {
  publish("政务热线", 1);
  fakes::make_schema_1(store_);
  ContentWatch watch(store_);
  EXPECT_EQ(watch.poll(0s), News::refused);
  EXPECT_NE(watch.fault().message.find("等待 gongkai-sync 换成新格式"), std::string::npos) << watch.fault().message;
  ASSERT_TRUE(store::upgrade_store(store_, noon).value());
  EXPECT_EQ(watch.poll(60s), News::swapped);
  EXPECT_EQ(title(watch), "政务热线");
}

TEST_F(Watched, ANewGenerationIsSwappedInAtTheNextPoll) {
  ContentWatch watch(store_);
  EXPECT_EQ(watch.poll(0s), News::none);
  publish("一", 1);
  EXPECT_EQ(watch.poll(249ms), News::none) << "the pointer is looked at four times a second";
  EXPECT_EQ(watch.poll(250ms), News::swapped);
  EXPECT_EQ(title(watch), "一");
  EXPECT_EQ(watch.poll(2s), News::none);
  publish("二", 2);
  EXPECT_EQ(watch.poll(3s), News::swapped);
  EXPECT_EQ(title(watch), "二");
}

TEST_F(Watched, ADamagedGenerationIsRefusedOnceAndTheOldOneStays) {
  publish("一", 1);
  ContentWatch watch(store_);
  watch.poll(0s);
  damage(publish("二", 2));
  EXPECT_EQ(watch.poll(1s), News::refused);
  EXPECT_FALSE(watch.fault().message.empty());
  EXPECT_EQ(title(watch), "一");
  for (auto now = 2s; now < 120s; now += 1s) EXPECT_EQ(watch.poll(now), News::none);
  EXPECT_EQ(title(watch), "一");
  publish("三", 3);
  EXPECT_EQ(watch.poll(120s), News::swapped);
  EXPECT_EQ(title(watch), "三");
}

TEST_F(Watched, AtStartADamagedGenerationGivesWayToTheOneBefore) {
  publish("一", 1);
  damage(publish("二", 2));
  ContentWatch watch(store_);
  EXPECT_EQ(watch.poll(0s), News::swapped);
  EXPECT_EQ(title(watch), "一");
}

TEST_F(Watched, GoingBackIsRepointing) {
  const auto first = publish("一", 1);
  publish("二", 2);
  ContentWatch watch(store_);
  watch.poll(0s);
  EXPECT_EQ(title(watch), "二");
  std::ofstream(store_ / "current") << first << "\n";
  EXPECT_EQ(watch.poll(1s), News::swapped);
  EXPECT_EQ(title(watch), "一");
}

TEST_F(Watched, WhatIsOpenStaysReadableWhenTheStoreIsRemoved) {
  publish("一", 1);
  ContentWatch watch(store_);
  watch.poll(0s);
  fs::remove_all(store_);
  EXPECT_EQ(watch.poll(1s), News::none);
  EXPECT_EQ(title(watch), "一");
}

TEST_F(Watched, TheLastContactIsReadFromItsFile) {
  EXPECT_FALSE(last_contact(store_));
  std::ofstream(store_ / "last-contact") << "2026-11-21T11:58:00+08:00\n";
  EXPECT_EQ(last_contact(store_), noon - 120s);
  std::ofstream(store_ / "last-contact") << "yesterday";
  EXPECT_FALSE(last_contact(store_));
}

TEST(Freshness, TurnsAfterTenMinutesADayAndAWeek) {
  using screens::Freshness;
  EXPECT_EQ(freshness_of(noon, noon), Freshness::fresh);
  EXPECT_EQ(freshness_of(noon, noon + 600s), Freshness::fresh);
  EXPECT_EQ(freshness_of(noon, noon + 601s), Freshness::offline);
  EXPECT_EQ(freshness_of(noon, noon + 24h + 1s), Freshness::stale);
  EXPECT_EQ(freshness_of(noon, noon + 168h + 1s), Freshness::very_stale);
  EXPECT_EQ(freshness_of(noon, noon - 10min), Freshness::fresh) << "a clock that runs behind is not an outage";
  EXPECT_EQ(freshness_of(noon, noon - 1h), Freshness::offline) << "a contact in the future is none";
}

}  // namespace
}  // namespace gongkai::kiosk
