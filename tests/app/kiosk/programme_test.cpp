#include <gtest/gtest.h>

#include "app/kiosk/attract.h"
#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "tests/fakes/demo_store.h"

namespace gongkai::kiosk {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const model::LoopContext touch{.screen = {"hall-01", "touch-01", model::Surface::touch}};
const model::Instant now = fakes::demo_now();

bool has(const Programme& programme, const model::EntityId& id) {
  for (const auto& slot : programme.playlist.loop) {
    if (slot.id == id) return true;
  }
  return false;
}

// The demo catalogue and one more notice, a copy of its first one with this window.
store::Generation with_notice(model::Instant from, model::Instant to) {
  const fs::path folder =
      fs::path(GONGKAI_BINARY_DIR) / "programme_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
  const store::Generation demo = fakes::demo_store(GONGKAI_SOURCE_DIR, folder);
  model::Item item = demo.items({model::Kind::notice}, now).front();
  item.header.id = "notice-test-1";
  item.header.formed_on = model::date_of(from) - std::chrono::days(1);
  item.header.publish_at = item.header.valid_from = from;
  item.header.valid_to = to;
  item.header.scope = {{"*"}, {"*"}};
  item.header.channels = {model::Surface::touch};
  auto writer = store::GenerationWriter::begin(folder, now);
  EXPECT_TRUE(writer && writer->put(item, codec::encode_item(item), {"zwzx", 5000}) && writer->commit(now));
  return std::move(*store::open_current(folder));
}

Programme programme_at(const store::Generation& store, model::Instant at,
                       std::map<model::EntityId, model::Absence>* absent = nullptr) {
  screens::Context board;
  board.store = &store;
  board.now = at;
  return programme_of(touch, board, absent);
}

TEST(Programme, ANoticeShippedAheadJoinsTheLoopAtItsMoment) {
  const store::Generation store = with_notice(now + 317s, now + 24h);
  std::map<model::EntityId, model::Absence> absent;
  const Programme before = programme_at(store, now, &absent);
  EXPECT_FALSE(has(before, "notice-test-1"));
  EXPECT_EQ(absent.at("notice-test-1"), model::Absence::not_yet);
  EXPECT_EQ(before.until, now + 317s);
  EXPECT_TRUE(has(programme_at(store, now + 317s), "notice-test-1"));
}

TEST(Programme, ANoticeLeavesTheLoopAtItsEndToTheSecond) {
  const store::Generation store = with_notice(now - 24h, now + 90s);
  const Programme programme = programme_at(store, now);
  EXPECT_TRUE(has(programme, "notice-test-1"));
  EXPECT_EQ(programme.until, now + 90s);
  EXPECT_TRUE(has(programme_at(store, now + 89s), "notice-test-1"));
  EXPECT_FALSE(has(programme_at(store, now + 90s), "notice-test-1"));
}

TEST(Programme, IsTheSameEachTimeItIsMade) {
  const store::Generation store = with_notice(now - 24h, now + 24h);
  const auto ids = [](const Programme& programme) {
    std::vector<model::EntityId> all;
    for (const auto& slot : programme.playlist.loop) all.push_back(slot.id);
    return all;
  };
  EXPECT_EQ(ids(programme_at(store, now)), ids(programme_at(store, now)));
  EXPECT_FALSE(ids(programme_at(store, now)).empty());
}

}  // namespace
}  // namespace gongkai::kiosk
