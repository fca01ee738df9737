// A long line in pieces is the whole line: the same glyphs at the same places, of which few are held at a time.
#include "render/layout/running_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "render/layout/flow.h"
#include "render/layout/text_ops.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::layout {
namespace {

constexpr int space_glyph = 1;  // of the installed fonts that these lines take it from
using Spot = std::tuple<int, int, std::int64_t, std::int64_t>;  // font, glyph, x and y in 26.6

class RunningLine : public testing::Test {
 protected:
  RunningLine() : engine_(text::installed_fonts()) {}

  static std::string times(const std::string& words, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += words;
    return out;
  }

  TickerStrip strip_of(std::vector<TextSpan> spans, int width = 512) {
    TickerContent content;
    content.id = 1;
    content.spans = std::move(spans);
    Block block;
    block.content = content;
    block.grow = 1;
    Sight sight{{width, 64}};
    sight.lines = &lines_;
    return lay_out_at(block, theme_, sight, engine_).tickers.at(0);
  }

  static void collect(const TickerStrip& strip, std::set<Spot>& spots) {
    for (const Op& op : strip.ops) {
      const auto* glyphs = std::get_if<GlyphOp>(&op.what);
      if (glyphs == nullptr) continue;
      for (const DrawnGlyph& glyph : glyphs->glyphs) {
        if (glyph.glyph == space_glyph) continue;  // the one before a cut shows nothing and is not drawn
        spots.emplace(glyphs->font, glyph.glyph, std::int64_t{64} * glyphs->origin.x + glyph.x,
                      std::int64_t{64} * glyphs->origin.y + glyph.y);
      }
    }
  }
  static std::size_t glyphs_held(const TickerStrip& strip) {
    std::size_t count = 0;
    for (const Op& op : strip.ops) {
      if (const auto* glyphs = std::get_if<GlyphOp>(&op.what)) count += glyphs->glyphs.size();
    }
    return count;
  }

  // The pieces of a whole pass against the line laid out at once.
  void expect_the_whole_line(const std::vector<TextSpan>& spans) {
    TickerStrip strip = strip_of(spans);
    ASSERT_TRUE(strip.long_line);
    EXPECT_GT(strip.long_line->measured.pieces.size(), 5u);
    const auto& whole = engine_.lay_out(make_paragraph(spans, running_style(), theme_), 0);
    EXPECT_EQ(strip.long_line->measured.width, whole.width);
    EXPECT_EQ(strip.width, size_of(whole).width);
    TickerStrip at_once = strip;
    at_once.ops.clear();
    append_text(spans, whole, theme_, {0, (strip.viewport.height - size_of(whole).height) / 2}, at_once.ops);
    std::set<Spot> expected, seen;
    collect(at_once, expected);
    for (std::int64_t moved = 0; moved < strip.period(); moved += 97) {
      if (wants_more(strip, moved)) lay_out_around(strip, moved, engine_);
      ASSERT_FALSE(wants_more(strip, moved));
      collect(strip, seen);
    }
    EXPECT_EQ(seen, expected);
  }

  text::TextEngine engine_;
  Theme theme_ = default_theme();
  KnownLines lines_;
};

TEST_F(RunningLine, OfChineseWithNumbersAndLatinIsTheWholeLine) {
  expect_the_whole_line({{times("〔市民政局〕关于2026年第四季度低保名单的公示（第12号），请于11月30日前向A座3楼B12窗口提出。", 20),
                          text::FontRole::sans, 36, Tone::ink, false},
                         {times("咨询电话：0571-12345，网址 https://www.example.gov.cn/a?b=1。", 12), text::FontRole::sans_bold, 36,
                          Tone::vermilion, false}});
}

TEST_F(RunningLine, OfUyghurIsTheWholeLineAndRunsToTheRight) {
  const std::vector<TextSpan> spans = {{times("ئۇيغۇر ئاپتونوم رايونلۇق خەلق ھۆكۈمىتى 2026-يىلى ئۇقتۇرۇش، ", 30), text::FontRole::sans, 34,
                                        Tone::ink, false}};
  EXPECT_EQ(strip_of(spans).run, RunDirection::rightwards);
  expect_the_whole_line(spans);
}

TEST_F(RunningLine, OfTibetanAndOfEnglishIsTheWholeLine) {
  expect_the_whole_line({{times("བོད་རང་སྐྱོང་ལྗོངས་མི་དམངས་སྲིད་གཞུང་གི་", 25), text::FontRole::sans, 34, Tone::ink, false}});
  expect_the_whole_line({{times("The AVATAR office of To-day is open, 9:00 to 17:00; Wednesday until 19:00. ", 30),
                          text::FontRole::serif, 34, Tone::ink, false}});
}

// What is never torn: a line inside a line that runs the other way, and words under controls of direction.
TEST_F(RunningLine, ARunAgainstTheLineIsOfAPiece) {
  const std::string uyghur = times("ئۇيغۇر ئاپتونوم رايونلۇق ", 40);
  EXPECT_EQ(strip_of({{"公告" + uyghur, text::FontRole::sans, 34, Tone::ink, false}}).long_line->measured.pieces.size(), 1u);
  EXPECT_EQ(strip_of({{"\u2067" + times("公告", 400) + "\u2069", text::FontRole::sans, 34, Tone::ink, false}})
                .long_line->measured.pieces.size(),
            1u);
}

// Counted, not timed: 10 000 characters hold no more glyphs than 340, at any place and after 60 days.
TEST_F(RunningLine, TenThousandCharactersHoldNoMoreGlyphsThanAShortLine) {
  const auto words = [](int count) { return std::vector<TextSpan>{{times("公", count), text::FontRole::sans, 48, Tone::ink, false}}; };
  const std::size_t most = glyphs_held(strip_of(words(340)));
  ASSERT_EQ(most, 340u);
  const std::size_t cached = engine_.statistics().paragraph_bytes;
  for (const int width : {512, 1920, 3840}) {
    TickerStrip strip = strip_of(words(10'000), width);
    ASSERT_EQ(strip.width, 480'000);
    for (std::int64_t moved = 60LL * 86'400 * 120; moved < 60LL * 86'400 * 120 + strip.period(); moved += 331) {
      if (wants_more(strip, moved)) lay_out_around(strip, moved, engine_);
      ASSERT_LE(glyphs_held(strip), most) << width << " at " << moved;
    }
  }
  EXPECT_EQ(engine_.statistics().paragraph_bytes, cached) << "nothing of it stays in the cache of paragraphs";
}

TEST_F(RunningLine, IsMeasuredOnceForAllLayoutsOfItsPage) {
  const std::vector<TextSpan> spans = {{times("公告栏", 1000), text::FontRole::sans, 48, Tone::ink, false}};
  strip_of(spans);
  const auto shaped = engine_.statistics().shape_calls + engine_.statistics().stretch_hits + engine_.statistics().stretch_misses;
  const auto& first = lines_.of(spans, theme_, engine_);
  EXPECT_EQ(&lines_.of(spans, theme_, engine_), &first);
  EXPECT_EQ(engine_.statistics().shape_calls + engine_.statistics().stretch_hits + engine_.statistics().stretch_misses, shaped);
}

}  // namespace
}  // namespace gongkai::layout
