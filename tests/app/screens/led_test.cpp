// What the boards of LEDs say, page by page.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/screens/led_pages.h"
#include "app/screens/led_text.h"
#include "render/layout/stride.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

Context board(Surface surface, render::Size size, const std::string& id) {
  Context context = context_of({"led", {}, surface});
  context.device.width_units = size.width;
  context.device.height_units = size.height;
  context.loop.shown = id;
  return context;
}

layout::Frame laid_out(const Context& context) {
  const Screen screen = build({}, context);
  return layout::lay_out(screen.root, layout::led_theme(), {context.device.width_units, context.device.height_units},
                         demo_city().engine);
}

std::string words_of(const layout::DisplayList& ops) {
  std::string words;
  for (const layout::Op& op : ops) {
    if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) words += glyphs->text + "|";
  }
  return words;
}

model::Item demo_item(const std::string& id) { return *demo_city().store.find(id); }

TEST(LedText, CountsHanAsTwoHalvesAndIsNeverTooNarrow) {
  EXPECT_EQ(led_width("公示"), 4);
  EXPECT_GE(led_width("A07"), 3);
  EXPECT_EQ(led_width("“公示”"), 8);
  EXPECT_EQ(led_width(""), 0);
}

TEST(LedText, BreaksNeitherNumbersNorBeforeClosingNorAfterOpeningMarks) {
  EXPECT_EQ(led_lines("一二三四，五", 8), (std::vector<std::string>{"一二三", "四，五"}));
  EXPECT_EQ(led_lines("一二三（四", 8), (std::vector<std::string>{"一二三", "（四"}));
  EXPECT_EQ(led_lines("一二12345", 8), (std::vector<std::string>{"一二", "12345"}));
  EXPECT_EQ(led_lines("ABCDEFGHIJKLMNOP", 8).size(), 3u) << "what is longer than a line is broken all the same";
  EXPECT_TRUE(led_lines("", 8).empty());
  EXPECT_EQ(led_lines("面积在300㎡以下", 11), (std::vector<std::string>{"面积在", "300㎡以下"}));
  EXPECT_EQ(led_lines("请于11月27日前", 13), (std::vector<std::string>{"请于", "11月27日前"}));
  EXPECT_EQ(led_lines("到A07窗口办理", 10), (std::vector<std::string>{"到", "A07窗口", "办理"}));
  EXPECT_EQ(led_lines("收费6元整", 9), (std::vector<std::string>{"收费6元", "整"}));
}

TEST(LedPace, IsThatOfReadersAndKeepsEveryLetterThreeSecondsOnTheBoard) {
  const auto per_second = [](layout::Stride stride) { return 60.0 * stride.step / stride.every; };
  EXPECT_EQ(per_second(layout::readable_stride(4, 16, 512)), 60);
  EXPECT_EQ(per_second(layout::readable_stride(4, 32, 512)), 120);
  EXPECT_EQ(per_second(layout::readable_stride(4, 48, 512)), 180);
  EXPECT_EQ(per_second(layout::readable_stride(4, 32, 256)), 90) << "at most 96 on 256 px";
  EXPECT_EQ(layout::readable_stride(4, 48, 432).every, 1) << "2 px each frame rather than 5 each second one";
  EXPECT_EQ(per_second(layout::readable_stride(1, 48, 512)), 60) << "never faster than asked for";
  for (int em = 12; em <= 120; ++em) {
    for (int width = 128; width <= 1920; width += 64) {
      const layout::Stride stride = layout::readable_stride(16, em, width);
      EXPECT_GE((width + em) / per_second(stride), 3.0) << em << " px on " << width;
    }
  }
}

TEST(LedPages, SixtyCharactersOf16PxPassInTwentyFourAndAHalfSeconds) {
  Context context = board(Surface::strip, {512, 64}, "pub-zjj-2026-01");
  context.device.led.layout = LedLayout::four_lines;
  const layout::Frame frame = laid_out(context);
  ASSERT_EQ(frame.tickers.size(), 1u);
  layout::TickerStrip strip = frame.tickers.front();
  EXPECT_EQ(strip.viewport, (render::Rect{0, 48, 512, 16}));
  strip.width = 60 * 16;
  EXPECT_NEAR(strip.period() * strip.stride.every / (60.0 * strip.stride.step), 24.5, 0.3);
}

TEST(LedPages, ALongFeeTableGoesOnFromTurnToTurnUntilAllOfItHasBeenShown) {
  Context context = board(Surface::strip, {512, 64}, "fee-scjg-01");
  const model::Item fee = demo_item("fee-scjg-01");
  const StripTurn told = strip_turn(fee, context, 0);
  ASSERT_EQ(told.pages.size(), 100u);
  std::set<std::string> seen;
  for (int page = 0; page < 100; ++page) {
    context.loop.turn = page / told.pace.a_turn;
    context.loop.progress_permille = page % told.pace.a_turn * 1000 / told.pace.a_turn + 1;
    const std::string words = words_of(laid_out(context).ops);
    EXPECT_NE(words.find(std::to_string(page + 1) + "/100"), words.npos) << words;
    seen.insert(words);
  }
  EXPECT_EQ(seen.size(), 100u);
}

TEST(LedPages, EveryMessageSaysWhenItsContentHasGrownOld) {
  for (const LedLayout layout : {LedLayout::one_line, LedLayout::two_lines, LedLayout::four_lines}) {
    for (const LedEffect effect : {LedEffect::crawl, LedEffect::still}) {
      Context context = board(Surface::strip, {512, 64}, "notice-2026-001");
      context.device.led.layout = layout;
      context.device.led.effect = effect;
      const auto says_so = [&context]() {
        std::string all;
        for (const StripPage& page : strip_turn(demo_item("notice-2026-001"), context, 0).pages) {
          for (const StripLine& line : page.lines) {
            for (const StripCell& cell : line.cells) all += cell.words;
          }
        }
        return all.find("内容更新于11月21日") != all.npos;
      };
      EXPECT_FALSE(says_so());
      context.freshness = Freshness::stale;
      EXPECT_TRUE(says_so()) << static_cast<int>(layout) << static_cast<int>(effect);
    }
  }
}

std::string bare(std::string words) {
  std::erase(words, ' ');
  return words;
}

// Words that stand on a page, and on none of its lines more than the line holds at the size of its letters.
std::string said_on(const StripPage& page, int width) {
  std::string words;
  for (const StripLine& line : page.lines) {
    const int size = line.text != 0 ? line.text : line.height;
    for (const StripCell& cell : line.cells) words += cell.words;
    if (line.motion == StripLine::Motion::crawl) continue;
    if (line.cells.size() == 1) { EXPECT_LE(led_width(line.cells.front().words) * size / 2, width) << line.cells.front().words; }
    for (const StripCell& cell : line.cells) {
      if (cell.width > 0 && &cell != &line.cells.back()) { EXPECT_LE(led_width(cell.words) * size / 2, cell.width) << cell.words; }
    }
  }
  return bare(words);
}

// A list in which a name or the end of a number is missing is no posting.
TEST(LedPages, OfAPostingsRowsNotAWordIsMissing) {
  for (const char* id : {"pub-rsj-2026-01", "pub-mzj-2026-01", "pub-zjj-2026-01", "pub-ymj-2026-01"}) {
    for (const int width : {512, 256}) {
      const Context context = board(Surface::strip, {width, 64}, id);
      const auto table = led_table(demo_item(id), context);
      ASSERT_TRUE(table);
      std::string all;
      for (const StripPage& page : strip_turn(demo_item(id), context, 1).pages) all += said_on(page, width) + "\n";
      for (const auto& row : table->rows) {
        for (const std::string& cell : row) EXPECT_NE(all.find(bare(cell)), all.npos) << cell << " on " << width;
      }
    }
  }
}

TEST(LedPages, AFactOfAGuideIsNeverTorn) {
  for (const model::Item& item : demo_city().store.items({model::Kind::guide})) {
    for (const int width : {512, 256}) {
      std::string all;
      for (const StripPage& page : strip_turn(item, board(Surface::strip, {width, 64}, item.header.id), 0).pages) {
        for (const StripLine& line : page.lines) {
          if (line.cells.front().tone == Tone::led_green) all += "|" + line.cells.front().words + "|";
        }
      }
      EXPECT_EQ(all.find("|费"), all.npos) << all;
      EXPECT_NE(all.find("收费|"), all.npos) << all;
      EXPECT_EQ(all.find("工作|"), all.npos) << all;
    }
  }
}

TEST(LedPages, ATagNamesWhatANoticeIs) {
  EXPECT_EQ(led_tag(demo_item("notice-2026-001")), "公告");
  EXPECT_EQ(led_tag(demo_item("notice-2026-011")), "通知");
  EXPECT_EQ(led_tag(demo_item("notice-2026-012")), "动态");
}

// Domain section 6: what is days old says so, on every board.
TEST(LedPages, OldContentSaysHowOldItIs) {
  for (const Surface surface : {Surface::strip, Surface::wall}) {
    Context context = board(surface, size_of(surface), "notice-2026-012");
    EXPECT_EQ(words_of(laid_out(context).ops).find("内容更新于"), std::string::npos);
    context.freshness = Freshness::stale;
    EXPECT_NE(words_of(laid_out(context).ops).find("内容更新于"), std::string::npos);
  }
}

TEST(LedText, LinesAreAsEvenAsTheyMayBeAndPartsStayWhole) {
  EXPECT_EQ(led_balanced("一二三四五六七八九", 16), (std::vector<std::string>{"一二三四五", "六七八九"}));
  EXPECT_EQ(led_balanced("一二三", 16), std::vector<std::string>{"一二三"});
  EXPECT_EQ(led_packed({"承诺5个工作日", "", "A07窗口", "不收费"}, 24), (std::vector<std::string>{"承诺5个工作日 A07窗口", "不收费"}));
}

// Whatever is on and however slow the profile turns its pages: the notices, guides and fees come round in their 15 min.
TEST(BoardTurns, LastAsLongAsTheirWordsAskForAndNeverLongerThanAMinute) {
  using model::Kind;
  int shorter = 0;
  for (const model::Item& item : demo_city().store.items({Kind::guide, Kind::fee, Kind::notice, Kind::publicity, Kind::pledge, Kind::stats})) {
    for (const Surface surface : {Surface::strip, Surface::wall, Surface::lobby}) {
      Context context = board(surface, surface == Surface::strip ? render::Size{512, 64} : size_of(surface), item.header.id);
      std::set<std::chrono::milliseconds> lengths;
      for (const int hold : {3, 60}) {
        context.device.led = {LedLayout::automatic, hold == 3 ? LedEffect::crawl : LedEffect::page, hold};
        for (int turn = 0; turn < 3; ++turn) {
          const auto length = board_turn(item, context, turn);
          ASSERT_TRUE(length);
          const bool crawls = surface == Surface::strip && hold == 3;
          EXPECT_GE(*length, std::chrono::seconds(crawls ? 5 : 8)) << item.header.id;
          if (!crawls) { EXPECT_LE(*length, std::chrono::seconds(60)) << item.header.id; }
          if (surface != Surface::strip) lengths.insert(*length);
        }
      }
      shorter += lengths.size() > 1;
    }
  }
  EXPECT_GT(shorter, 20) << "a short last page is not kept as long as a full one";
  const Context wall = board(Surface::wall, {1920, 480}, "notice-2026-002");
  EXPECT_LT(*board_turn(demo_item("notice-2026-002"), wall, 0), std::chrono::seconds(25)) << "the board says 25 of its 400 characters";
}

// 84 px letters would cut "10个工作日" to "10个……".
TEST(Wall, AFigureIsSmallerRatherThanCut) {
  const layout::Frame frame = laid_out(board(Surface::wall, {1920, 480}, "guide-scjg-0005"));
  EXPECT_NE(words_of(frame.ops).find("10个工作日"), std::string::npos) << words_of(frame.ops);
}

TEST(LedPages, AStillBoardShowsOnePageATurn) {
  Context context = board(Surface::strip, {512, 64}, "fee-scjg-01");
  context.device.led.effect = LedEffect::still;
  context.loop.turn = 7;
  context.loop.progress_permille = 999;
  EXPECT_NE(words_of(laid_out(context).ops).find("8/100"), std::string::npos);
}

TEST(LedPages, ANarrowStripShowsAFeeOnThreeLines) {
  const StripTurn turn = strip_turn(demo_item("fee-cgj-01"), board(Surface::strip, {256, 64}, "fee-cgj-01"), 0);
  for (const StripPage& page : turn.pages) EXPECT_LE(page.lines.size(), 4u);
  EXPECT_EQ(turn.pages.size(), std::get<model::Fee>(demo_item("fee-cgj-01").body).rows.size());
}

TEST(LedPages, APostingShowsItsMessageAndItsRowsByTurns) {
  const Context context = board(Surface::strip, {512, 64}, "pub-ymj-2026-01");
  const model::Item posting = demo_item("pub-ymj-2026-01");
  ASSERT_EQ(strip_variants(posting, context), 2);
  EXPECT_EQ(strip_turn(posting, context, 0).pages.front().lines.back().motion, StripLine::Motion::crawl);
  const StripPage rows = strip_turn(posting, context, 1).pages.front();
  ASSERT_EQ(rows.lines.size(), 4u);
  EXPECT_NE(rows.lines.front().cells.front().words.find("截止"), std::string::npos);
}

TEST(LedPages, AListTooLongForTheStripSendsToTheTouchScreen) {
  model::Item posting = demo_item("pub-ymj-2026-01");
  auto& round = std::get<model::Publicity>(posting.body).rounds[1];
  while (round.rows.size() <= longest_strip_list) round.rows.push_back(round.rows.front());
  const Context strip = board(Surface::strip, {512, 64}, posting.header.id);
  EXPECT_EQ(strip_variants(posting, strip), 1);
  EXPECT_NE(led_words(posting, strip).find("名单请到触摸屏查看"), std::string::npos);
  EXPECT_EQ(led_words(posting, board(Surface::wall, {1920, 480}, posting.header.id)).find("触摸屏"), std::string::npos);
}

TEST(LedPages, ColumnsStandInTheSamePlacesOnEveryPage) {
  const StripTurn turn = strip_turn(demo_item("pub-ymj-2026-01"), board(Surface::strip, {512, 64}, "pub-ymj-2026-01"), 1);
  const auto widths = [](const StripLine& line) {
    std::vector<int> all;
    for (const StripCell& cell : line.cells) all.push_back(cell.width);
    return all;
  };
  for (const StripPage& page : turn.pages) {
    for (std::size_t i = 1; i < page.lines.size(); ++i) EXPECT_EQ(widths(page.lines[i]), widths(turn.pages[0].lines[1]));
  }
}

TEST(LedPages, TheRosterNamesEveryWindowOfTheHall) {
  const auto table = led_table(demo_item("win-A04"), board(Surface::wall, {1920, 480}, "win-A04"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 40u);
  EXPECT_EQ(table->rows.front()[0], "A01");
  EXPECT_EQ(table->rows.front()[2], "在岗");
}

// The colour under the words, second by second: one change a second is half a flash a second.
TEST(LedAlert, FlashesBelowTwoHertzAndSaysTheLevelInWords) {
  Context context = context_of({"alert", {}, Surface::strip, Shown::What::alert});
  std::vector<render::Color> grounds;
  for (int second = 0; second < 4; ++second, context.now += std::chrono::seconds(1)) {
    const layout::Frame frame = laid_out(context);
    EXPECT_NE(words_of(frame.ops).find("红色"), std::string::npos);
    const auto block = std::find_if(frame.ops.begin() + 1, frame.ops.end(), [](const layout::Op& op) {
      return std::holds_alternative<layout::FillOp>(op.what);
    });
    ASSERT_NE(block, frame.ops.end());
    grounds.push_back(std::get<layout::FillOp>(block->what).color);
    EXPECT_EQ(frame.tickers.size(), 1u) << "all of it crawls";
  }
  EXPECT_EQ(grounds[0], grounds[2]);
  EXPECT_EQ(grounds[1], grounds[3]);
  EXPECT_NE(grounds[0], grounds[1]);
}

TEST(LedAlert, TheWallSaysAllThatTheLawAsksForWithoutMoving) {
  const std::string words = words_of(laid_out(context_of({"alert", {}, Surface::wall, Shown::What::alert})).ops);
  for (const char* part : {"红色", "暴雨", "影响范围", "警示事项", "措施", "起止", "发布"}) {
    EXPECT_NE(words.find(part), std::string::npos) << part << " in " << words;
  }
}

struct BoardCase {
  Surface surface;
  render::Size size;
  LedLayout layout;
  LedEffect effect;
};

class EveryItemFits : public ::testing::TestWithParam<BoardCase> {};

// Nothing is pushed out of a board, whatever its size, layout and effect: the lines together are never higher.
TEST_P(EveryItemFits, IntoItsBoard) {
  const auto& [surface, size, led_layout, effect] = GetParam();
  using model::Kind;
  const auto items = demo_city().store.items({Kind::guide, Kind::fee, Kind::notice, Kind::publicity, Kind::pledge,
                                              Kind::stats, Kind::slogan, Kind::window});
  ASSERT_GT(items.size(), 100u);
  for (const model::Item& item : items) {
    Context context = board(surface, size, item.header.id);
    context.device.led = {led_layout, effect, 8};
    if (surface == Surface::wall) context.loop.banners = {"em-2026-0001"};  // takes more room than the hall's name
    for (context.loop.turn = 0; context.loop.turn < 2; ++context.loop.turn) {
      const layout::Frame frame = laid_out(context);
      for (const layout::Op& op : frame.ops) {
        const bool ground = std::holds_alternative<layout::FillOp>(op.what);
        if (!ground && surface != Surface::wall) continue;
        EXPECT_LE(op.bounds.bottom(), size.height) << item.header.id;
      }
      for (const auto& strip : frame.tickers) EXPECT_LE(strip.viewport.bottom(), size.height) << item.header.id;
    }
    if (surface != Surface::strip) continue;
    for (int variant = 0; variant < strip_variants(item, context); ++variant) {
      for (const StripPage& page : strip_turn(item, context, variant).pages) {
        int height = 0;
        for (const StripLine& line : page.lines) height += line.height;
        EXPECT_LE(height, 64) << item.header.id;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Boards, EveryItemFits,
    ::testing::Values(BoardCase{Surface::strip, {512, 64}, LedLayout::automatic, LedEffect::crawl},
                      BoardCase{Surface::strip, {256, 64}, LedLayout::automatic, LedEffect::curtain},
                      BoardCase{Surface::strip, {1024, 96}, LedLayout::automatic, LedEffect::crawl},
                      BoardCase{Surface::strip, {256, 64}, LedLayout::four_lines, LedEffect::crawl},
                      BoardCase{Surface::strip, {512, 64}, LedLayout::two_lines, LedEffect::scroll_up},
                      BoardCase{Surface::wall, {1920, 480}, LedLayout::automatic, LedEffect::page}));

}  // namespace
}  // namespace gongkai::screens
