// Whether half-width marks between Chinese are shown full-width is the entity's own choice, on every screen.
#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

constexpr char id[] = "notice-2026-001";

// A store with one notice of the demo, its words replaced.
struct OneNotice {
  fakes::TemporaryFolder folder;
  std::optional<store::Generation> store;

  OneNotice(const std::string& words, bool repair) {
    model::Item item = *demo_city().store.find(id);
    item.header.punctuation_repair = repair;
    item.header.title = item.header.led_text = words;
    auto& notice = std::get<model::Notice>(item.body);
    notice.body = {model::TextBlock{model::TextRole::paragraph, words}, model::TableBlock{{words}, {{words}}},
                   model::ImageBlock{std::string(64, 'a'), words}};
    auto writer = store::GenerationWriter::begin(folder.path(), fakes::demo_now());
    EXPECT_TRUE(writer && writer->put(item, codec::encode_item(item), store::RowOrigin{"xxgk", 1}) && writer->commit(fakes::demo_now()));
    auto opened = store::open_current(folder.path());
    EXPECT_TRUE(opened);
    if (opened) store.emplace(std::move(*opened));
  }

  Screen screen(const Shown& shown) const {
    Context context = context_of(shown);
    context.store = &*store;
    context.loop.shown = id;
    context.picture_size = [](const std::string&) { return render::Size{400, 300}; };
    return build(shown.state, context);
  }

  // What a tap on the picture in the notice will show under it.
  std::string caption() const {
    for (const Intent& intent : screen({"notice", at(DetailPage{id, 0, -1})}).intents) {
      if (const auto* picture = std::get_if<OpenPicture>(&intent)) return picture->caption;
    }
    return {};
  }

  // Every glyph on the screen and its place.
  std::vector<std::array<int, 3>> glyphs(const Shown& shown) const {
    const Screen screen = this->screen(shown);
    const layout::Frame frame =
        layout::lay_out(screen.root, layout::default_theme(), size_of(shown.surface), demo_city().engine);
    std::vector<std::array<int, 3>> all;
    const auto add = [&](const auto& ops) {
      for (const layout::Op& op : ops) {
        const auto* run = std::get_if<layout::GlyphOp>(&op.what);
        if (run == nullptr) continue;
        for (const auto& glyph : run->glyphs) all.push_back({static_cast<int>(glyph.glyph), glyph.x, glyph.y});
      }
    };
    add(frame.ops);
    for (const auto& layer : frame.scrolls) add(layer.ops);
    for (const auto& ticker : frame.tickers) add(ticker.ops);
    return all;
  }
};

TEST(PunctuationRepair, IsTheChoiceOfTheEntityOnEveryScreen) {
  const OneNotice typed_well("关于城乡，区域（一期）的通知：地点A座，10:30", true);
  const OneNotice repaired("关于城乡,区域(一期)的通知:地点A座,10:30", true);
  const OneNotice left("关于城乡,区域(一期)的通知:地点A座,10:30", false);
  const std::vector<Shown> screens = {{"home", {}},
                                      {"list", at(ListPage{ListKind::announcements})},
                                      {"notice", at(DetailPage{id, 0, -1})},
                                      {"lobby", {}, Surface::lobby},
                                      {"strip", {}, Surface::strip},
                                      {"wall", {}, Surface::wall}};
  for (const Shown& shown : screens) {
    const auto expected = typed_well.glyphs(shown);
    ASSERT_FALSE(expected.empty()) << shown.name;
    EXPECT_EQ(repaired.glyphs(shown), expected) << shown.name;
    EXPECT_NE(left.glyphs(shown), expected) << shown.name;
  }
  EXPECT_EQ(repaired.caption(), typed_well.caption());
  EXPECT_EQ(left.caption(), "关于城乡,区域(一期)的通知:地点A座,10:30");
}

}  // namespace
}  // namespace gongkai::screens
