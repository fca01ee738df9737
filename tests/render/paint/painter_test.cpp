// Damage, scrolling and tickers: whatever way a picture comes about, it equals a full paint pixel for pixel.
#include "render/paint/painter.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/render/layout/block_builders.h"

namespace gongkai::paint {
namespace {

using layout::Block;
using layout::Frame;
using layout::Tone;
using render::Rect;
using render::Size;

constexpr std::uint32_t scroll_id = 1, ticker_id = 2;

struct Sheet {
  Size size;
  std::vector<std::uint32_t> pixels;

  explicit Sheet(Size s, std::uint32_t color = 0xFF123456)
      : size(s), pixels(static_cast<std::size_t>(s.width) * static_cast<std::size_t>(s.height), color) {}
  Bitmap view() { return {pixels.data(), size.width, size.height, size.width}; }
};

class PainterTest : public testing::Test {
 protected:
  PainterTest() : glyphs_(text_.fonts), painter_(glyphs_) {}

  Sheet full(const Frame& frame, const Motion& motion) {
    Sheet sheet(frame.size);
    painter_.paint(frame, motion, sheet.view(), {0, 0, frame.size.width, frame.size.height});
    return sheet;
  }

  // Cards, a table with a sticky header, text with a strange alpha, more than the viewport holds.
  Block long_page() {
    layout::TableContent table;
    table.text_size = table.header_size = 18;
    table.cell_padding = 8;
    table.min_row_height = 30;
    table.columns = {{"项目", 2}, {"标准", 1}};
    for (int i = 0; i < 12; ++i) {
      table.rows.push_back({{{"收费" + std::to_string(i)}, {"80元", text::FontRole::sans, Tone::jade, i % 3 == 0}}});
    }
    Block block;
    block.content = table;
    Block card = layout::column(6, {layout::text_block("办事指南"), block, layout::text_block("办理流程说明文字")});
    card.padding = layout::all_edges(14);
    card.fill = Tone::surface;
    card.radius = 16;
    card.top_bar = Tone::vermilion;
    Block page = layout::column(12, {card, layout::marked(9, 80, 60), layout::text_block("页末")});
    page.padding = layout::all_edges(10);
    return page;
  }

  Block ticker(const std::string& words) {
    layout::TickerContent line;
    line.id = ticker_id;
    line.spans = {{words, text::FontRole::sans, 20, Tone::vermilion, false}, {" ◆ ", text::FontRole::sans, 13, Tone::ink, false}};
    Block block;
    block.content = line;
    block.height = 40;
    block.fill = Tone::vermilion_soft;
    return block;
  }

  Block screen() {
    Block head = layout::text_block("标题");
    head.fill = Tone::indigo;
    return layout::column(0, {head, layout::scroll_block(scroll_id, long_page()), ticker("因系统升级abc暂停受理")});
  }

  Frame lay(const Block& root, Size size = {240, 300}) { return lay_out(root, theme_, size, text_.engine); }

  layout::SquareText text_;
  layout::Theme theme_ = layout::default_theme();
  text::GlyphCache glyphs_;
  Painter painter_;
};

TEST_F(PainterTest, NothingOutsideTheDamageIsTouched) {
  const Frame frame = lay(screen());
  Motion motion;
  motion.scroll_y[scroll_id] = 37;
  motion.ticker[ticker_id] = 111;
  const Sheet whole = full(frame, motion);
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const Rect damage{static_cast<int>(random() % 260) - 10, static_cast<int>(random() % 320) - 10,
                      static_cast<int>(random() % 120), static_cast<int>(random() % 120)};
    Sheet sheet(frame.size, 0xFF010203);
    painter_.paint(frame, motion, sheet.view(), damage);
    for (int y = 0; y < frame.size.height; ++y) {
      for (int x = 0; x < frame.size.width; ++x) {
        const auto at = static_cast<std::size_t>(y * frame.size.width + x);
        const std::uint32_t expected = damage.contains({x, y}) ? whole.pixels[at] : 0xFF010203;
        ASSERT_EQ(sheet.pixels[at], expected) << "round " << round << " at " << x << "," << y;
      }
    }
  }
}

TEST_F(PainterTest, ATargetSmallerThanTheFrameIsNotOverrun) {
  const Frame frame = lay(screen());
  Sheet sheet({100, 90});
  painter_.paint(frame, {}, sheet.view(), {0, 0, 240, 300});
  EXPECT_NE(sheet.pixels.back(), 0xFF123456u);
  EXPECT_EQ(painter_.advance_ticker(frame, ticker_id, 0, 3, sheet.view()), Rect{});
}

TEST_F(PainterTest, ScrollingEqualsAFullPaintAtEveryStep) {
  const Frame frame = lay(screen());
  const int furthest = frame.scrolls.at(0).furthest();
  ASSERT_GT(furthest, 200);
  std::mt19937 random(5);
  Motion motion;
  motion.ticker[ticker_id] = 50;
  Sheet sheet = full(frame, motion);
  int y = 0;
  for (int step = 0; step < 1500; ++step) {
    const int by = step % 50 == 0 ? static_cast<int>(random() % 600) - 300 : static_cast<int>(random() % 41) - 20;
    const int next = std::clamp(y + by, 0, furthest);
    const Rect damage = painter_.scroll(frame, scroll_id, y, next, motion, sheet.view());
    EXPECT_EQ(damage, next == y ? Rect{} : frame.scrolls[0].viewport);
    y = next;
    motion.scroll_y[scroll_id] = y;
    ASSERT_EQ(sheet.pixels, full(frame, motion).pixels) << "step " << step << " at " << y;
  }
}

// A card with something too wide in it, a table whose head stays, and more than the viewport holds.
TEST_F(PainterTest, SidewaysAndUpAndDownEqualAFullPaintAtEveryStep) {
  constexpr std::uint32_t part_id = 7;
  layout::ScrollContent sideways{part_id, {}, layout::ScrollForm::sideways};
  sideways.content = {layout::row(20, {layout::marked(3, 150, 90), layout::text_block("现场踏勘"), layout::marked(4, 190, 70)})};
  Block wide;
  wide.content = std::move(sideways);
  Block card = layout::column(6, {layout::text_block("办理流程"), std::move(wide), layout::text_block("说明")});
  card.fill = Tone::surface;
  card.radius = 16;
  card.padding = layout::edges(0, 12);
  Block page = layout::column(12, {long_page(), std::move(card), long_page()});
  page.padding = {10, 10, 30, 10};  // beside the mark of the page, which would have the part painted whole each time
  const Frame frame = lay(layout::column(0, {layout::text_block("标题"), layout::scroll_block(scroll_id, std::move(page))}));
  const layout::ScrollLayer& layer = frame.scrolls.at(0);
  const layout::SidewaysPart& part = layer.sideways.at(0);
  ASSERT_GT(part.furthest(), 100);
  std::mt19937 random(9);
  Motion motion;
  int y = motion.scroll_y[scroll_id] = part.rect.y - 60, x = 0;
  Sheet sheet = full(frame, motion);
  int moved = 0;
  for (int step = 0; step < 800; ++step) {
    const int by = step % 40 == 0 ? static_cast<int>(random() % 400) - 200 : static_cast<int>(random() % 41) - 20;
    if (step % 8 == 7) {
      const int next = std::clamp(y + by, 0, layer.furthest());
      painter_.scroll(frame, scroll_id, y, next, motion, sheet.view());
      motion.scroll_y[scroll_id] = y = next;
    } else {
      const int next = std::clamp(x + by, -30, part.furthest() + 30);  // beyond its ends, as a rubber band shows it
      const Rect damage = painter_.pan(frame, part_id, x, next, motion, sheet.view());
      EXPECT_EQ(damage, intersection(damage, layer.viewport));
      motion.pan_x[part_id] = x = next;
      moved += damage.empty() ? 0 : 1;
    }
    ASSERT_EQ(sheet.pixels, full(frame, motion).pixels) << "step " << step << " at " << x << "," << y;
  }
  EXPECT_GT(moved, 300);
}

TEST_F(PainterTest, ScrollingUnderADialogEqualsAFullPaint) {
  Block page = screen();
  page.grow = 1;
  Block dialog = layout::marked(4, 120, 100);
  dialog.radius = 20;
  Block root = layout::group_block(layout::Direction::stack, 0, {page, dialog});
  layout::group_of(root).along = layout::group_of(root).across = layout::Place::center;
  layout::group_of(root).children[0].min_width = 240;
  const Frame frame = lay(root);
  Motion motion;
  Sheet sheet = full(frame, motion);
  for (int y = 0; y < 90; y += 9) {
    painter_.scroll(frame, scroll_id, y, y + 9, motion, sheet.view());
    motion.scroll_y[scroll_id] = y + 9;
    ASSERT_EQ(sheet.pixels, full(frame, motion).pixels) << y;
  }
}

TEST_F(PainterTest, ATickerEqualsAFullPaintOverItsWholePeriodAndBeyond) {
  const Frame frame = lay(screen());
  const std::int64_t period = frame.tickers.at(0).period();
  Motion motion;
  Sheet sheet = full(frame, motion);
  std::int64_t moved = 0;
  for (int step = 0; moved < 3 * period; ++step) {
    const std::int64_t next = moved + 1 + step % 5;
    EXPECT_EQ(painter_.advance_ticker(frame, ticker_id, moved, next, sheet.view()), frame.tickers[0].viewport);
    moved = motion.ticker[ticker_id] = next;
    ASSERT_EQ(sheet.pixels, full(frame, motion).pixels) << "moved " << moved;
  }
}

TEST_F(PainterTest, ATickerThatReadsLeftwardsRunsToTheRight) {
  const Frame frame = lay(layout::column(0, {ticker("ئۇيغۇر تىلى")}));
  ASSERT_EQ(frame.tickers.at(0).run, layout::TickerStrip::Run::rightwards);
  Motion motion;
  Sheet sheet = full(frame, motion);
  for (std::int64_t moved = 0; moved < 2 * frame.tickers[0].period(); moved += 3) {
    painter_.advance_ticker(frame, ticker_id, moved, moved + 3, sheet.view());
    motion.ticker[ticker_id] = moved + 3;
    ASSERT_EQ(sheet.pixels, full(frame, motion).pixels) << "moved " << moved;
  }
}

TEST_F(PainterTest, LateFramesAndHugePositionsStayExact) {
  const Frame frame = lay(screen());
  Motion motion;
  std::int64_t moved = motion.ticker[ticker_id] = 5'000'000'000'000;  // centuries at 120 px a second
  Sheet sheet = full(frame, motion);
  for (const int jump : {2, 700, 3, 239, 240, 241, 1}) {
    painter_.advance_ticker(frame, ticker_id, moved, moved + jump, sheet.view());
    moved = motion.ticker[ticker_id] = moved + jump;
    ASSERT_EQ(sheet.pixels, full(frame, motion).pixels) << "jump " << jump;
  }
}

TEST_F(PainterTest, LedPicturesHaveNoGreyEdges) {
  theme_ = layout::led_theme();
  Block block = layout::text_block("公示");
  block.fill = Tone::led_tag;
  block.radius = 6;
  const Frame frame = lay(block, {64, 32});
  for (const std::uint32_t pixel : full(frame, {}).pixels) {
    EXPECT_TRUE(pixel == 0xFF000000u || pixel == 0xFF330000u || pixel == 0xFFFFB000u) << std::hex << pixel;
  }
}

TEST_F(PainterTest, AMissingPictureKeepsItsPlace) {
  Block image;
  image.content = layout::ImageContent{"00", "", 40, 30};
  const Frame frame = lay(image, {60, 40});
  EXPECT_NE(full(frame, {}).pixels[15 * 60 + 30], 0xFFF1F3F6u);
}

TEST_F(PainterTest, APictureIsDrawnAtItsSize) {
  Picture picture{2, 1, {0xFFFF0000, 0xFF0000FF}};
  painter_.set_pictures([](void* context, const std::string&) { return static_cast<const Picture*>(context); }, &picture);
  Block image;
  image.content = layout::ImageContent{"00", "", 40, 20};
  const Sheet sheet = full(lay(image, {40, 20}), {});
  EXPECT_EQ(sheet.pixels[10 * 40 + 5], 0xFFFF0000u);
  EXPECT_EQ(sheet.pixels[10 * 40 + 35], 0xFF0000FFu);
}

TEST(Blend, GoesFromOnePictureToTheOther) {
  Sheet a({37, 5}, 0xFF000000), b({37, 5}, 0xFFFF8040), out({37, 5}, 0);
  blend(a.view(), b.view(), 0, out.view(), {0, 0, 37, 5});
  EXPECT_EQ(out.pixels, a.pixels);
  blend(a.view(), b.view(), 256, out.view(), {0, 0, 37, 5});
  EXPECT_EQ(out.pixels, b.pixels);
  blend(a.view(), b.view(), 128, out.view(), {0, 0, 37, 5});
  EXPECT_EQ(out.pixels[7] & 0xFFFFFF, 0x7F4020u);
}

TEST(Blend, KeepsToItsArea) {
  Sheet a({20, 20}, 0xFF000000), b({20, 20}, 0xFFFFFFFF), out({20, 20}, 0xFF101010);
  blend(a.view(), b.view(), 256, out.view(), {5, 5, 100, 3});
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 20; ++x) {
      const std::uint32_t expected = Rect{5, 5, 15, 3}.contains({x, y}) ? 0xFFFFFFFF : 0xFF101010;
      EXPECT_EQ(out.pixels[static_cast<std::size_t>(y * 20 + x)], expected);
    }
  }
}

}  // namespace
}  // namespace gongkai::paint
