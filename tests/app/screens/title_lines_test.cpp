#include "app/screens/title_lines.h"

#include <gtest/gtest.h>

#include "content/model/code_points.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

using Lines = std::vector<std::string>;

TEST(TitleLines, AShortTitleIsOneLine) { EXPECT_EQ(title_lines("关于开展消防检查的通知", 20), Lines{"关于开展消防检查的通知"}); }

TEST(TitleLines, LinesEndWherePhrasesEnd) {
  EXPECT_EQ(title_lines("临澜市政务服务中心关于业务系统升级期间大厅服务安排的公告", 20),
            (Lines{"临澜市政务服务中心关于业务", "系统升级期间大厅服务安排的公告"}));
  EXPECT_EQ(title_lines("临澜市人民政府关于延长政务服务大厅服务时间的通告", 20),
            (Lines{"临澜市人民政府关于延长", "政务服务大厅服务时间的通告"}));
  EXPECT_EQ(title_lines("关于2026年第四季度城镇老旧小区改造项目名单的公示", 20),
            (Lines{"关于2026年第四季度", "城镇老旧小区改造项目名单的公示"}));
  EXPECT_EQ(title_lines("城镇生活垃圾处理费怎么收、收多少、谁能免——政策解读", 20),
            (Lines{"城镇生活垃圾处理费怎么收、", "收多少、谁能免——政策解读"}));
}

TEST(TitleLines, NumbersNamesAndWordsStayWhole) {
  for (int width = 8; width <= 22; ++width) {
    for (const std::string& line : title_lines("临澜市2026年公务员拟录用人员名单公示（第三批）", width)) {
      EXPECT_EQ(line.find("2026") == std::string::npos, line.find("2026年") == std::string::npos) << line;
      EXPECT_FALSE(line.starts_with("）") || line.ends_with("（")) << line;
      EXPECT_EQ(line.find("公务") == std::string::npos, line.find("公务员") == std::string::npos) << line;
    }
  }
}

TEST(TitleLines, NothingIsLostAndNoLineIsTooLong) {
  for (const auto& item : demo_city().store.items({model::Kind::notice, model::Kind::publicity}, fakes::demo_now())) {
    for (const int width : {8, 13, 20}) {
      std::string all;
      for (const std::string& line : title_lines(item.header.title, width)) {
        all += line;
        EXPECT_LE(model::to_code_points(line).size(), static_cast<std::size_t>(2 * width)) << line;
      }
      EXPECT_EQ(all, item.header.title);
    }
  }
}

TEST(TitleLines, WhatCannotBeBrokenWellIsLeftToTheTextEngine) {
  const std::string address = "https://" + std::string(80, 'x');
  EXPECT_EQ(title_lines(address, 20), Lines{address});
  EXPECT_EQ(title_lines("", 20), Lines{""});
  const std::string endless = std::string(3'000, 'x');
  EXPECT_EQ(title_lines(endless, 20), Lines{endless});
}

}  // namespace
}  // namespace gongkai::screens
