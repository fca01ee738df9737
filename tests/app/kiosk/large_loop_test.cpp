// A store so large that what may hang is read between the frames.
#include "app/kiosk/loop_reader.h"
#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

constexpr int many = 1000;

class LargeLoop : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    model::Item notice = store::open_current(profile_.store)->items({model::Kind::notice}, fakes::demo_now()).front();
    notice.header.channels = {model::Surface::touch};
    notice.header.scope = {{"*"}, {"*"}};
    notice.header.priority = 0;
    profile_.schedule.rules.weights = {0, 1, 1, 0, 0, 0, 0};
    commit([&](store::GenerationWriter& writer) {
      for (int i = 0; i < many; ++i) {
        notice.header.id = "notice-many-" + std::to_string(i);
        ASSERT_TRUE(writer.put(notice, codec::encode_item(notice), {"zwzx", ++place_}).has_value());
      }
    });
  }
  void commit(const std::function<void(store::GenerationWriter&)>& change) {
    auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
    ASSERT_TRUE(writer.has_value());
    change(*writer);
    ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  }
  // The next part is due before anything else.
  bool reading() const { return terminal_->next_due() - clock_.monotonic() <= 20ms; }
  int read_to_the_end() {
    int parts = 0;
    for (; reading() && parts < many; ++parts) tick(20ms);
    return parts;
  }

  int place_ = 8000;
};

TEST_F(LargeLoop, PartsTogetherAreAllThatMayHang) {
  const auto store = store::open_current(profile_.store);
  const model::ScreenIdentity screen = identity_of(profile_);
  LoopReader reader;
  ASSERT_TRUE(reader.begin(profile_.store, store->info().number));
  while (reader.reading()) reader.step(screen);
  std::set<model::EntityId> read, all;
  for (const auto& item : reader.items()) read.insert(item.id);
  for (const auto& item : model::loop_items(store->items(loop_kinds()), screen).items) {
    if (!item.never) all.insert(item.id);
  }
  EXPECT_GT(all.size(), static_cast<std::size_t>(many));
  EXPECT_EQ(read, all);
}

TEST_F(LargeLoop, SomethingHangsBeforeAllHasBeenRead) {
  EXPECT_TRUE(start().shown_item());
  const int parts = read_to_the_end();
  EXPECT_GT(parts, 3);
  EXPECT_LT(parts, 20);
  EXPECT_TRUE(terminal_->shown_item());
}

TEST_F(LargeLoop, WhatIsTakenBackGoesAtOnceAndAnAlertComesAtOnce) {
  start();
  read_to_the_end();
  const auto shown = terminal_->shown_item();
  ASSERT_TRUE(shown);
  const auto item = store::open_current(profile_.store)->find(*shown);
  ASSERT_TRUE(item);
  ASSERT_TRUE(shown->starts_with("notice-many-")) << *shown;
  commit([&](store::GenerationWriter& writer) {
    ASSERT_TRUE(writer.withdraw({*shown, item->kind(), item->header.rev + 1, item->header.title, "内容有误"}, {"zwzx", ++place_}));
  });
  tick(1s);
  EXPECT_TRUE(reading());
  ASSERT_TRUE(terminal_->shown_item());
  EXPECT_NE(terminal_->shown_item(), shown);
  publish_alert(1, false);
  tick(1s);
  EXPECT_TRUE(reading());
  ASSERT_TRUE(terminal_->showing());
  EXPECT_EQ(terminal_->showing()->mode, "alert");
}

}  // namespace
}  // namespace gongkai::kiosk
