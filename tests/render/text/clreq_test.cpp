// Line breaking after CLREQ and CSS Text: facts about single characters, hard strings, and real notices at
// all widths.
#include <gtest/gtest.h>

#include "render/text/text_dump.h"
#include "render/text/utf8.h"
#include "tests/render/text/breaches.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

constexpr int px = 20;

std::vector<std::string> lines_of(const std::string& text, int em, BreakLevel level = BreakLevel::strict) {
  static TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span(text, px);
  paragraph.style.level = level;
  return line_texts(paragraph, engine.lay_out(paragraph, em * px));
}

// Characters of CSS Text 3 5.3, as the W3C tests for zh group them.
constexpr std::u32string_view centred = U"\u30FB\uFF1A\uFF1B\uFF65\u203C\u2047\u2048\u2049\uFF01\uFF1F";
constexpr std::u32string_view hyphens = U"\u2010\u2013\u301C\u30A0";
constexpr std::u32string_view inseparable = U"\u2024\u2025\u2026\u22EF\uFE19\U00010AF6";
constexpr std::u32string_view iteration = U"\u3005\u303B\u309D\u309E\u30FD\u30FE";
constexpr std::u32string_view postfixes = U"\u00B0\u2030\u2032\u2033\u2035\u2103\u2109\uFE6A\uFF05\uFFE0";

bool may_start_a_line(char32_t c, BreakLevel level) {
  std::string text = "文";
  append_utf8(text, c);
  text += "字";
  return dump_breaks(text, level, Language::zh_hans).find("÷") == std::string("文").size();
}

void expect_all(std::u32string_view characters, BreakLevel level, bool may) {
  for (const char32_t c : characters) {
    EXPECT_EQ(may_start_a_line(c, level), may) << "U+" << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(Clreq, TheFactsOfCssTextAreThirtySixALevel) {
  EXPECT_EQ(centred.size() + hyphens.size() + inseparable.size() + iteration.size() + postfixes.size(), 36u);
}

TEST(Clreq, StrictFactsOfCssText) {
  for (const auto set : {centred, hyphens, inseparable, iteration, postfixes})
    expect_all(set, BreakLevel::strict, false);
}

TEST(Clreq, NormalFactsOfCssTextHoldAtTheBasicLevel) {
  for (const auto set : {centred, inseparable, iteration, postfixes})
    expect_all(set, BreakLevel::basic, false);
  expect_all(hyphens, BreakLevel::basic, true);
}

TEST(Clreq, LooseFactsOfCssTextHoldAtTheNoneLevel) {
  for (const auto set : {centred, hyphens, inseparable, iteration, postfixes})
    expect_all(set, BreakLevel::none, true);
}

TEST(Clreq, LevelsDifferWhereClreqSaysSo) {
  const auto breaks = [](const char* text, BreakLevel level) {
    return dump_breaks(text, level, Language::zh_hans);
  };
  EXPECT_EQ(breaks("甲——乙", BreakLevel::basic), "甲÷——÷乙");
  EXPECT_EQ(breaks("甲——乙", BreakLevel::gb), "甲÷——÷乙");
  EXPECT_EQ(breaks("甲——乙", BreakLevel::strict), "甲——÷乙");
  EXPECT_EQ(breaks("许可／处罚", BreakLevel::basic), "许÷可／÷处÷罚");
  EXPECT_EQ(breaks("许可／处罚", BreakLevel::gb), "许÷可／处÷罚");
  EXPECT_EQ(breaks("城/乡", BreakLevel::strict), "城/乡");
  EXPECT_EQ(breaks("城/乡", BreakLevel::root), "城/÷乡");
  EXPECT_EQ(breaks("买·提", BreakLevel::basic), "买·÷提");
  EXPECT_EQ(breaks("好，吗", BreakLevel::none), "好÷，÷吗");
}

TEST(Clreq, QuotedNamesBreakBetweenTheQuotesOnly) {
  EXPECT_EQ(dump_breaks("名“䶮”“㛃”的", BreakLevel::strict, Language::zh_hans), "名÷“䶮”÷“㛃”÷的");
  for (int em = 4; em <= 20; ++em) {
    for (const std::string& line :
         lines_of("姓名“䶮”“㛃”“𬭸”“𫖯”“𠅤”的群众", em)) {
      EXPECT_FALSE(line.ends_with("“")) << em;
      EXPECT_FALSE(line.starts_with("”")) << em;
    }
  }
}

TEST(Clreq, AnApostropheIsNoQuotationMark) {
  EXPECT_EQ(dump_breaks("的don’t字", BreakLevel::strict, Language::zh_hans), "的÷don’t÷字");
}

TEST(Clreq, ASpaceDoesNotEmptyTheLine) {
  const auto lines = lines_of("一、 根据《中华人民共和国政府信息公开条例》第二十条", 12);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0], "一、 根据《中华人民共和");
}

TEST(Clreq, NumbersKeepTheirUnits) {
  const auto breaks = [](const char* text) {
    return dump_breaks(text, BreakLevel::strict, Language::zh_hans);
  };
  EXPECT_EQ(breaks("共100万元整"), "共÷100~万~元÷整");
  EXPECT_EQ(breaks("于2026年3月15日起"), "于÷2026~年~3~月~15~日÷起");
  EXPECT_EQ(breaks("国办发〔2026〕12号文"), "国÷办÷发~〔2026〕~12~号÷文");
  EXPECT_EQ(breaks("（0571）87012345转"), "（0571）~87012345÷转");
  EXPECT_EQ(breaks("至8：30止"), "至÷8：~30÷止");
  EXPECT_EQ(breaks("-5℃～40℃内"), "-5℃～÷40℃÷内");
  EXPECT_EQ(breaks("3个工作日内"), "3~个~工~作~日÷内");
  EXPECT_EQ(breaks("还剩 5 个工作日。"), "还÷剩 ÷5 ~个~工~作~日。");
  EXPECT_EQ(breaks("约300㎡内"), "约÷300~㎡÷内");
  EXPECT_EQ(breaks("到A07窗口办"), "到÷A07~窗~口÷办");
  EXPECT_EQ(breaks("到A07 窗口办"), "到÷A07 ~窗~口÷办");
  EXPECT_EQ(breaks("在8号窗口办"), "在÷8~号~窗~口÷办");
}

TEST(Clreq, ATornTokenIsTornOnlyWhenLongerThanTheLine) {
  EXPECT_EQ(lines_of("于2026年3月15日", 8), (std::vector<std::string>{"于", "2026年3月15日"}));
  for (const std::string& line : lines_of("〔2026〕12号", 4)) EXPECT_FALSE(line.starts_with("〕"));
}

TEST(Clreq, WhatNoLineCanHoldBeginsWhereItStands) {
  EXPECT_EQ(lines_of("临发改价〔2026〕15号", 6), (std::vector<std::string>{"临发改价", "〔2026〕15号"}));
  EXPECT_EQ(lines_of("临发改价〔2026〕15号", 8), (std::vector<std::string>{"临发改", "价〔2026〕15号"}));
}

// CLREQ: no single character (孤字) in the last line.
TEST(Clreq, NoCharacterStandsAloneInTheLastLine) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(lines_of("特困人员免收", 5), (Lines{"特困人员", "免收"}));
  EXPECT_EQ(lines_of("共有房屋转让的，取得全体共有人同意。", 16), (Lines{"共有房屋转让的，取得全体共有人", "同意。"}));
  EXPECT_EQ(lines_of("政府信息公开指南（2026年版）", 13), (Lines{"政府信息公开指南", "（2026年版）"}));
  EXPECT_EQ(lines_of("材料是否齐全\n先看一看。", 5), (Lines{"材料是否", "齐全", "先看一看。"}));  // that fits
  // Where there is nothing to give, it stays.
  EXPECT_EQ(lines_of("收费", 1), (Lines{"收", "费"}));
  EXPECT_EQ(lines_of("特困人员免收", 5, BreakLevel::root), (Lines{"特困人员免", "收"}));
}

TEST(Clreq, EmergencyBreaksBackOff) {
  for (int em = 3; em <= 30; ++em) {
    for (const std::string& line :
         lines_of("见（http://www.example.gov.cn/zhengce/content/index.html），请查阅。", em)) {
      EXPECT_FALSE(line.starts_with("）") || line.starts_with("，")) << em << line;
      EXPECT_FALSE(line.ends_with("（")) << em << line;
    }
  }
}

const char* const hard_sentences[] = {
    "姓名“䶮”“㛃”“𬭸”“𫖯”“𠅤”的群众",
    "联系人：买买提·吐尔逊；温度-5℃～40℃；许可／处罚；甲——乙",
    "一、 根据《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条的规定，现公开如下：",
    "联系人：ئابدۇرېشىت（电话12345）",
    "办理地点：市民中心一层A区12号窗口（工作日9：00—12：00，13：30—17：30）。",
    "依据《国务院办公厅关于印发〈政务公开工作要点〉的通知》（国办发〔2026〕12号），增长5.2%……",
    "详见（https://www.gov.cn/zhengce/content/2026-03/15/content_5678901.htm），欢迎查阅！",
    "“最多跑一次”“一网通办”“跨省通办”“免申即享”等改革——“一窗受理”——持续深化……",
    "电话：0571-87012345、400-810-8888；传真：（0571）87012346；邮编310000。",
    "收费标准：每件100元／次，减半收取50%，合计1,234,567.89元。",
    "项目名称：《“十四五”规划》；批复文号：发改投资〔2026〕第128号；日期：2026年12月31日。",
    "是否同意？！请于15个工作日内书面答复，逾期视为同意……",
    "面积约3.5平方公里（含道路0.8平方公里）、绿化率≥35%、容积率1.2～1.8。",
    "城乡/区域、干部/群众；WiFi密码：guest-2026；微信公众号“XX发布”（ID：xxfabu）。"};

TEST(Clreq, HardSentencesAtAllWidthsWithoutABreach) {
  TextEngine engine(installed_fonts());
  Breaches found;
  for (const char* sentence : hard_sentences) {
    for (int half_em = 12; half_em <= 80; ++half_em)
      count_breaches(engine, sentence, px, half_em * px / 2, found);
  }
  EXPECT_GT(found.breaks, 1500);
  EXPECT_EQ(found.total(), 0) << found.report();
}

// What every level but `none` promises: no torn pair, no mark of the basic list at a wrong edge.
TEST(Clreq, EveryLevelKeepsItsPromiseOnHardSentences) {
  for (const BreakLevel level : {BreakLevel::basic, BreakLevel::gb, BreakLevel::strict}) {
    for (const char* sentence : hard_sentences) {
      for (int em = 6; em <= 40; ++em) {
        for (const std::string& line : lines_of(sentence, em, level)) {
          for (const char* mark :
               {"，", "。", "、", "；", "：", "？", "！", "”", "）", "》", "〉", "〕", "·", "～", "／"})
            EXPECT_FALSE(line.starts_with(mark)) << em << " " << line;
          for (const char* mark : {"“", "（", "《", "〈", "〔"})
            EXPECT_FALSE(line.ends_with(mark)) << em << " " << line;
          if (level != BreakLevel::basic) {
            EXPECT_FALSE(line.ends_with("／")) << em << " " << line;
          }
          if (level == BreakLevel::strict) {
            EXPECT_FALSE(line.starts_with("——") || line.starts_with("……")) << em << " " << line;
          }
        }
      }
    }
  }
}

TEST(Clreq, NoticesAreStrictUnlessToldOtherwise) { EXPECT_EQ(ParagraphStyle{}.level, BreakLevel::strict); }

TEST(Clreq, RealNoticesFrom6To40EmWithoutABreach) {
  TextEngine engine(installed_fonts());
  const auto corpus = chinese_strings(GONGKAI_SOURCE_DIR "/kiosk-config/demo");
  ASSERT_GT(corpus.size(), 200u);
  Breaches found;
  for (const std::string& text : corpus) {
    for (int em = 6; em <= 40; ++em) {
      if (static_cast<int>(text.size()) > em) count_breaches(engine, text, px, em * px, found);
    }
  }
  EXPECT_GT(found.breaks, 10000);
  EXPECT_EQ(found.total(), 0) << found.report();
}

}  // namespace
}  // namespace gongkai::text
