// The lobby screen: its zones where the theme puts them, pictures and statistics, long texts over several turns.
#include <gtest/gtest.h>

#include "app/screens/led_pages.h"
#include "app/screens/reading_pages.h"
#include "content/model/playlist.h"
#include "tests/app/screens/overhang.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

using Clock = LobbyZones::Clock;
using Crawl = LobbyZones::Crawl;
using Side = LobbyZones::Side;
using Shows = LobbyZones::SideShows;

Context lobby(const model::EntityId& shown) {
  Context context = context_of({"lobby", {}, Surface::lobby});
  context.loop.shown = shown;
  context.picture_size = [](const std::string&) { return render::Size{960, 560}; };
  return context;
}

layout::Frame laid_out(const Context& context, int unit = 1) {
  layout::Theme theme = layout::default_theme();
  theme.unit = unit;
  return layout::lay_out(build({}, context).root, theme, {1920 * unit, 1080 * unit}, demo_city().engine);
}

// Where the line that begins with `words` stands; empty: nowhere.
render::Rect place_of(const layout::Frame& frame, const std::string& words) {
  for (const layout::Op& op : frame.ops) {
    const auto* text = std::get_if<layout::GlyphOp>(&op.what);
    if (text != nullptr && text->text.starts_with(words)) return op.bounds;
  }
  return {};
}

std::vector<render::Rect> pictures_of(const layout::Frame& frame) {
  std::vector<render::Rect> rects;
  for (const layout::Op& op : frame.ops) {
    if (const auto* image = std::get_if<layout::ImageOp>(&op.what)) rects.push_back(image->rect);
  }
  return rects;
}

std::string words_of(const layout::Frame& frame) {
  std::string words;
  for (const layout::Op& op : frame.ops) {
    if (const auto* text = std::get_if<layout::GlyphOp>(&op.what)) words += text->text;
  }
  return words;
}

TEST(Lobby, EachZoneStandsWhereTheThemePutsItAndAllOfItIsOnTheGlass) {
  for (int bits = 0; bits < 81; ++bits) {
    LobbyZones zones{static_cast<Clock>(bits % 3), static_cast<Crawl>(bits / 3 % 3), static_cast<Side>(bits / 9 % 3), static_cast<Shows>(bits / 27)};
    if (zones.clock == Clock::side && zones.side == Side::none) continue;
    if (bits % 2 == 1) zones.clock_height = 96, zones.crawl_height = 160, zones.side_width = 700;
    SCOPED_TRACE(bits);
    for (const char* id : {"pub-zjj-2026-01", "notice-2026-003", "stats-2026-10", "guide-cgj-0001"}) {
      Context context = lobby(id);
      context.device.lobby = zones;
      if (bits % 5 == 0) context.loop.banners = {"em-2026-0001"};
      const layout::Frame frame = laid_out(context);
      EXPECT_LE(overhang(frame), 0) << id;
      ASSERT_EQ(frame.tickers.size(), zones.crawl == Crawl::none ? 0u : 1u);
      if (!frame.tickers.empty()) {
        const render::Rect crawl = frame.tickers.front().viewport;
        EXPECT_EQ(crawl.height, zones.crawl_height);
        EXPECT_EQ(crawl.y < 540, zones.crawl == Crawl::top);
      }
      const render::Rect clock = place_of(frame, "09:42"), side = place_of(frame, zones.side_shows == Shows::figures ? "大厅办件情况" : "今日办事提示");
      EXPECT_EQ(clock.y > 540, zones.clock == Clock::bottom);
      EXPECT_FALSE(clock.empty());
      EXPECT_EQ(side.empty(), zones.side == Side::none);
      if (zones.side == Side::left) { EXPECT_LT(side.right(), 40 + zones.side_width); }
      if (zones.side == Side::right) { EXPECT_GE(side.x, 1920 - 40 - zones.side_width); }
      const std::string said = words_of(frame);
      if (zones.side != Side::none) {
        EXPECT_EQ(said.find("窗口，") != said.npos, zones.side_shows != Shows::figures);
        if (std::string(id) != "stats-2026-10") { EXPECT_EQ(said.find("按时办结率") != said.npos, zones.side_shows != Shows::guides); }
      }
    }
  }
}

// 3840x2160 is the same screen, twice as fine.
TEST(Lobby, IsTheSamePageOnFourTimesThePixels) {
  for (const char* id : {"pub-zjj-2026-01", "notice-2026-003", "stats-2026-10"}) {
    const layout::Frame small = laid_out(lobby(id)), large = laid_out(lobby(id), 2);
    EXPECT_LE(overhang(large), 0);
    EXPECT_EQ(words_of(small), words_of(large)) << "not a word less";
    ASSERT_EQ(small.ops.size(), large.ops.size());
    for (std::size_t i = 0; i < small.ops.size(); ++i) {
      EXPECT_NEAR(large.ops[i].bounds.x, 2 * small.ops[i].bounds.x, 8);
      EXPECT_NEAR(large.ops[i].bounds.y, 2 * small.ops[i].bounds.y, 8);
    }
  }
}

TEST(Lobby, APictureStandsBesideTheWordsInItsOwnProportions) {
  const auto with_size = [](std::optional<render::Size> size) {
    Context context = lobby("notice-2026-003");
    context.picture_size = [size](const std::string&) { return size; };
    return laid_out(context);
  };
  for (const render::Size size : {render::Size{960, 560}, render::Size{300, 900}, render::Size{4000, 400}, render::Size{50, 50}}) {
    const layout::Frame frame = with_size(size);
    const auto pictures = pictures_of(frame);
    ASSERT_EQ(pictures.size(), 1u);
    const render::Rect& rect = pictures.front();
    EXPECT_NEAR(static_cast<double>(rect.width) / rect.height, static_cast<double>(size.width) / size.height, 0.2 * size.width / size.height);
    EXPECT_GT(rect.width * rect.height, 8000) << "seen from afar, however few pixels it has";
    const render::Rect words = place_of(frame, "市政务服务中心近日通报");
    EXPECT_FALSE(words.empty());
    EXPECT_LT(words.x + 400, rect.x);
    EXPECT_LE(overhang(frame), 0);
  }
  const layout::Frame without = with_size(std::nullopt);
  EXPECT_TRUE(pictures_of(without).empty()) << "refused or not here: the words stand alone";
  EXPECT_GT(place_of(without, "市政务服务中心近日通报").width, 900) << "and have its room";
}

TEST(Lobby, StatisticsAreBarsBesideTheirNumbersAndTheMonthsBefore) {
  const layout::Frame frame = laid_out(lobby("stats-2026-10"));
  const std::string said = words_of(frame);
  for (const char* words : {"办结率", "按时办结率", "群众满意率", "受理件数", "8月", "9月", "10月"}) {
    EXPECT_NE(said.find(words), said.npos) << words << " in " << said;
  }
  // Columns stand on one line, as high as what they count.
  const model::Stats october = std::get<model::Stats>(demo_city().store.find("stats-2026-10")->body);
  const model::Stats august = std::get<model::Stats>(demo_city().store.find("stats-2026-08")->body);
  const auto column_under = [&](const std::string& number) {
    const render::Rect at = place_of(frame, number);
    for (const layout::Op& op : frame.ops) {
      const auto* fill = std::get_if<layout::FillOp>(&op.what);
      if (fill != nullptr && fill->rect.x <= at.x + at.width / 2 && fill->rect.right() >= at.x + at.width / 2 && fill->rect.y >= at.y + 20 &&
          fill->rect.y <= at.bottom() + 40 && fill->rect.height >= 4) {
        return fill->rect;
      }
    }
    return render::Rect{};
  };
  const render::Rect last = column_under(std::to_string(october.received)), first = column_under(std::to_string(august.received));
  ASSERT_FALSE(last.empty() || first.empty());
  EXPECT_EQ(first.bottom(), last.bottom());
  EXPECT_NEAR(static_cast<double>(first.height) / last.height, static_cast<double>(august.received) / static_cast<double>(october.received), 0.02);
}

// Turn by turn, until all of it has been seen; no page is cut by the layout.
TEST(Lobby, ALongNoticeIsReadToItsEndOverItsTurns) {
  const model::EntityId id = "notice-2026-001";
  std::string whole;
  for (const std::string& one : paragraphs_of(*demo_city().store.find(id))) whole += one;
  ASSERT_GT(whole.size(), 900u);
  Context context = lobby(id);
  context.device.lobby.side = Side::none;
  std::string seen;
  for (context.loop.turn = 0; context.loop.turn < 20; ++context.loop.turn) {
    const layout::Frame frame = laid_out(context);
    EXPECT_LE(overhang(frame), 0);
    std::string said;
    for (const layout::Op& op : frame.ops) {
      const auto* text = std::get_if<layout::GlyphOp>(&op.what);
      if (text != nullptr && text->px == 40) said += text->text;
    }
    EXPECT_EQ(said.find("…"), said.npos) << said;
    if (seen.find(said) == seen.npos) seen += said;
  }
  const auto bare = [](std::string words) {
    std::erase_if(words, [](char c) { return c == ' ' || c == '\n'; });
    return words;
  };
  EXPECT_EQ(bare(seen).size(), bare(whole).size());
}

// What a hall is asked for: the names of a posting, every rate of a fee, every pledge.
TEST(Lobby, TablesAndPledgesAreShownToTheirLastLine) {
  for (const char* id : {"pub-rsj-2026-01", "pub-ymj-2026-01", "fee-cgj-01", "pledge-gaj-01"}) {
    const model::Item item = *demo_city().store.find(id);
    std::vector<std::string> wanted;
    if (const auto* fee = std::get_if<model::Fee>(&item.body)) {
      for (const auto& row : fee->rows) wanted.push_back(row.standard);
    } else if (const auto* pledge = std::get_if<model::Pledge>(&item.body)) {
      for (const std::string& one : pledge->pledges) wanted.push_back(one.substr(0, 15));
    } else {
      const auto table = led_table(item, lobby(id));
      ASSERT_TRUE(table);
      for (const auto& row : table->rows) wanted.push_back(row[1]);
    }
    ASSERT_GT(wanted.size(), 2u);
    Context context = lobby(id);
    context.now = fakes::demo_now();
    std::string seen;
    for (context.loop.turn = 0; context.loop.turn < 10; ++context.loop.turn) {
      for (context.loop.progress_permille = 1; context.loop.progress_permille < 1000; context.loop.progress_permille += 333) {
        const layout::Frame frame = laid_out(context);
        EXPECT_LE(overhang(frame), 0) << id;
        seen += words_of(frame) + "\n";
      }
    }
    std::erase(seen, ' ');
    for (std::string& words : wanted) {
      std::erase(words, ' ');
      EXPECT_NE(seen.find(words), seen.npos) << id << ": " << words;
    }
  }
}

TEST(ReadingPages, KeepAHeadingAboveWhatItIsAbout) {
  const std::string sentence = "自受理之日起三个工作日内办结，特殊情况另行告知，不另收任何费用。";
  for (const int lines : {2, 3, 4}) {
    const auto pages = reading_pages({sentence, "一、时间", sentence + sentence, "二、地点", "（一）窗口", sentence}, {40, lines, ""});
    std::string joined;
    for (const std::string& page : pages) {
      EXPECT_FALSE(page.ends_with("时间") || page.ends_with("地点") || page.ends_with("窗口")) << page;
      joined += page;
    }
    std::erase(joined, '\n');
    EXPECT_EQ(joined, sentence + "一、时间" + sentence + sentence + "二、地点（一）窗口" + sentence);
  }
}

TEST(ReadingPages, EndWithSentencesAndAreReadInFortySeconds) {
  const std::vector<std::string> words{"办事人可以到窗口提出申请。", "“材料齐全的，当场受理！”", "自受理之日起3个工作日内办结；", "特殊情况另行告知，不另收费。", "联系电话0300-5550107；", "地址为兰渚路88号一楼。"};
  for (unsigned seed = 1; seed <= 200; ++seed) {
    unsigned state = seed;
    const auto below = [&](unsigned n) { return (state = state * 1664525 + 1013904223) / 65536 % n; };
    std::vector<std::string> paragraphs;
    std::string whole;
    for (unsigned p = below(6) + 1; p > 0; --p) {
      paragraphs.emplace_back();
      for (unsigned s = below(30) + 1; s > 0; --s) paragraphs.back() += words[below(static_cast<unsigned>(words.size()))];
      whole += paragraphs.back();
    }
    const PageRoom room{static_cast<int>(20 + below(60)), static_cast<int>(2 + below(10)), "一个标题"};
    std::string joined;
    const auto pages = reading_pages(paragraphs, room);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      EXPECT_LE(model::reading_tenths(pages[i]) + model::reading_tenths(room.title), model::longest_page_tenths);
      std::string bare = pages[i];
      std::erase(bare, '\n');
      joined += bare;
      // Between two sentences, unless one alone is longer than the page.
      const bool whole_sentence = bare.ends_with("。") || bare.ends_with("；") || bare.ends_with("”") || joined.size() == whole.size();
      if (room.half_ems_a_line * room.lines >= 200) { EXPECT_TRUE(whole_sentence) << bare; }
    }
    EXPECT_EQ(joined, whole) << "nothing is lost, nothing said twice";
  }
}

TEST(ReadingPages, BreakASentenceWithoutEnd) {
  const std::string endless = [] {
    std::string words;
    for (int i = 0; i < 500; ++i) words += "字";
    return words;
  }();
  const auto pages = reading_pages({endless}, {40, 6, ""});
  std::string joined;
  for (const std::string& page : pages) {
    EXPECT_LE(page.size(), 3u * 120);
    joined += page;
  }
  EXPECT_EQ(joined, endless);
  EXPECT_EQ(reading_pages({}, {40, 6, ""}), std::vector<std::string>{""});
}

}  // namespace
}  // namespace gongkai::screens
