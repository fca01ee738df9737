// What an alert must say by law, on every kind of screen (突发事件应对法 64), and the level in words beside its colour.
#include <gtest/gtest.h>

#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

using namespace std::chrono_literals;

// The demo city with one alert of every length there may be.
store::Generation city_with_alert(const std::filesystem::path& folder, model::AlertLevel level, std::size_t measures) {
  fakes::demo_store(GONGKAI_SOURCE_DIR, folder);
  const model::Instant now = fakes::demo_now();
  model::Item item;
  item.header.id = "em-test";
  item.header.rev = 1;
  item.header.title = "强对流预警";
  item.header.scope = {{"*"}, {"*"}};
  model::Emergency alert{"雷暴大风", level, now + 10min, now + 6h, now - 1h, "汀兰区和石屿镇", "阵风可达十级以上", {}, "临澜市气象台", {"duty-a", "duty-b"}};
  for (std::size_t i = 0; i < measures; ++i) alert.measures.push_back("请加固户外招牌和棚架，远离高空悬挂物，第" + std::to_string(i + 1) + "项");
  item.body = alert;
  auto writer = store::GenerationWriter::begin(folder, now);
  EXPECT_TRUE(writer && writer->put(item, codec::encode_item(item), {"zwzx", 9000}) && writer->commit(now));
  return std::move(*store::open_current(folder));
}

void add(const layout::DisplayList& ops, std::string& words) {
  for (const layout::Op& op : ops) {
    if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) words += glyphs->text;
  }
}

// Standing still or passing by; what a finger alone could bring into sight does not count on a board.
std::string said_by(const layout::Frame& frame, Surface surface) {
  std::string words;
  add(frame.ops, words);
  for (const auto& layer : frame.scrolls) {
    if (surface == Surface::touch || layer.furthest() == 0) add(layer.ops, words);
  }
  for (const auto& strip : frame.tickers) add(strip.ops, words);
  std::erase(words, ' ');
  return words;
}

TEST(Alert, SaysTheEightThingsAndItsLevelInWordsOnEveryScreen) {
  using model::AlertLevel;
  for (const auto& [level, word] : {std::pair{AlertLevel::red, "红色"}, std::pair{AlertLevel::orange, "橙色"}}) {
    for (const std::size_t measures : {1u, 9u}) {
      const fakes::TemporaryFolder folder;
      const store::Generation store = city_with_alert(folder / "store", level, measures);
      for (const Surface surface : {Surface::touch, Surface::lobby, Surface::strip, Surface::wall}) {
        Context context = context_of({"alert", {}, surface, Shown::What::alert});
        context.store = &store;
        context.loop.alerts = {"em-test"};
        const bool led = surface == Surface::strip || surface == Surface::wall;
        const layout::Frame frame = layout::lay_out(build({}, context).root, led ? layout::led_theme() : layout::default_theme(), size_of(surface),
                                                    demo_city().engine);
        const std::string said = said_by(frame, surface);
        for (const std::string part : {"强对流预警", "汀兰区和石屿镇", "阵风可达十级以上", "临澜市气象台", "11月21日09:52", "11月21日15:42", "11月21日08:42"}) {
          EXPECT_NE(said.find(part), said.npos) << static_cast<int>(surface) << ": " << part << " in " << said;
        }
        EXPECT_NE(said.find(word), said.npos) << static_cast<int>(surface);
        EXPECT_NE(said.find("雷暴大风"), said.npos) << "its kind, " << static_cast<int>(surface) << ": " << said;
        EXPECT_NE(said.find("第" + std::to_string(measures) + "项"), said.npos) << "the last measure, " << static_cast<int>(surface);
      }
    }
  }
}

TEST(Alert, ABandSaysItsLevelInWordsToo) {
  for (const model::AlertLevel level : {model::AlertLevel::yellow, model::AlertLevel::blue}) {
    const fakes::TemporaryFolder folder;
    const store::Generation store = city_with_alert(folder / "store", level, 1);
    for (const Surface surface : {Surface::touch, Surface::lobby, Surface::wall}) {
      Context context = context_of({"banner", {}, surface, Shown::What::banner});
      context.store = &store;
      context.loop.banners = {"em-test"};
      const bool led = surface == Surface::wall;
      const std::string said = said_by(layout::lay_out(build({}, context).root, led ? layout::led_theme() : layout::default_theme(), size_of(surface),
                                                       demo_city().engine), surface);
      EXPECT_NE(said.find(level == model::AlertLevel::yellow ? "黄色" : "蓝色"), said.npos) << said;
      EXPECT_NE(said.find("汀兰区和石屿镇"), said.npos);
    }
  }
}

}  // namespace
}  // namespace gongkai::screens
