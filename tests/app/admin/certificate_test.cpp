#include "app/admin/certificate.h"

#include <gtest/gtest.h>

#include "content/store/play_journal.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

using namespace std::chrono_literals;
using store::PlayKind;
using store::PlayRow;

// Monday 2026-11-23 in full, Tuesday with an outage from 11:00 on.
class CertificateTest : public testing::Test {
 protected:
  void SetUp() override {
    auto journal = store::PlayJournal::open(order_.journals[0].file);
    ASSERT_TRUE(journal.has_value());
    const model::Instant monday = *model::parse_instant("2026-11-23T09:00:00+08:00");
    std::vector<PlayRow> rows;
    for (int i = 0; i < 25; ++i) rows.push_back(play(monday + std::chrono::minutes{10 * i}));
    rows.push_back(up(monday, 8h));
    for (int i = 0; i < 6; ++i) rows.push_back(play(monday + 24h + std::chrono::minutes{10 * i}));
    rows.push_back(up(monday + 24h, 2h));
    ASSERT_TRUE(journal->append(rows).has_value());
  }
  static PlayRow play(model::Instant from) {
    PlayRow row;
    row.screen = "lobby-01";
    row.item = "pub-1";
    row.rev = 2;
    row.mode = "attract";
    row.from = from;
    row.to = from + 60s;
    row.visible_ms = row.planned_ms = 60000;
    row.counted = true;
    row.frame_crc = 0xDEADBEEF;
    return row;
  }
  static PlayRow up(model::Instant from, std::chrono::seconds length) {
    PlayRow row;
    row.kind = PlayKind::running;
    row.screen = "lobby-01";
    row.from = from;
    row.to = from + length;
    return row;
  }
  static bool has(const Certificate& certificate, const char* words) {
    return certificate.html.find(words) != std::string::npos;
  }

  fakes::TemporaryFolder folder_;
  CertificateOrder order_{.item = "pub-1",
                          .journals = {{folder_.path() / "journal.db"}},
                          .now = *model::parse_instant("2026-11-25T10:00:00+08:00"),
                          .title = "核定<结果>公示",
                          .organ = "",
                          .wanted = {20, 1200},
                          .period = std::nullopt,
                          .calendar = {}};
};

TEST_F(CertificateTest, SaysWhenAndWhereAndWhatWasShort) {
  const auto certificate = make_certificate(order_);
  ASSERT_TRUE(certificate.has_value());
  EXPECT_TRUE(certificate->faults.empty());
  EXPECT_EQ(certificate->plays, 31);
  EXPECT_TRUE(has(*certificate, "核定&lt;结果&gt;公示"));
  EXPECT_TRUE(has(*certificate, "2026年11月23日 星期一</td><td>25 次，25 分 00 秒</td>"));
  EXPECT_TRUE(has(*certificate, "6 次，6 分 00 秒<br>未达每日要求<br>开放时间内停机过半，建议顺延1个工作日"));
  EXPECT_TRUE(has(*certificate, "2026年11月23日 09:00:00，屏幕 lobby-01，画面校验码 DEADBEEF"));
  EXPECT_TRUE(has(*certificate, "逐条相符"));
}

TEST_F(CertificateTest, NamesTheFirstRowThatWasTamperedWith) {
  {
    auto database = store::open_database(order_.journals[0].file, store::OpenMode::read_write_create);
    ASSERT_TRUE(database && store::execute(database->get(), "UPDATE plays SET counted=1, visible_ms=99000 WHERE seq=29"));
  }
  const auto certificate = make_certificate(order_);
  ASSERT_TRUE(certificate.has_value());
  ASSERT_EQ(certificate->faults.size(), 1u);
  EXPECT_NE(certificate->faults[0].find("第 29 条与写入时不同"), std::string::npos);
  EXPECT_TRUE(has(*certificate, "不能作为凭证"));
  EXPECT_EQ(certificate->plays, 27) << "what stands before the bad row";
}

// Nobody is in the hall at noon or at night: what hangs there then is no exposure.
TEST_F(CertificateTest, CountsOnlyWhatWasShownInTheOpeningHours) {
  order_.open = {{9 * 60, 10 * 60}, {11 * 60, 12 * 60}};
  const auto certificate = make_certificate(order_);
  ASSERT_TRUE(certificate.has_value());
  EXPECT_TRUE(has(*certificate, "<td class=\"short\">12 次，12 分 00 秒<br>另有 13 次在开放时间之外，未计<br>未达每日要求"));
  EXPECT_TRUE(has(*certificate, "开放时间（09:00—10:00、11:00—12:00）内不少于 20 次"));
  EXPECT_EQ(certificate->plays, 12 + 6);
}

// An outage on the first or the last day leaves no row of its own.
TEST_F(CertificateTest, HasALineForEveryDayOfThePostingPeriod) {
  order_.period = {model::date_of(order_.now) - std::chrono::days{5}, model::date_of(order_.now) + std::chrono::days{9}};
  const auto certificate = make_certificate(order_);
  ASSERT_TRUE(certificate.has_value());
  EXPECT_TRUE(has(*certificate, "2026年11月20日 星期五</td><td class=\"short\">0 次，0 分 00 秒<br>未达每日要求<br>开放时间内停机过半，建议顺延1个工作日"));
  EXPECT_TRUE(has(*certificate, "2026年11月21日 星期六</td><td>0 次，0 分 00 秒<br>非工作日"));
  EXPECT_TRUE(has(*certificate, "2026年11月25日 星期三"));
  EXPECT_FALSE(has(*certificate, "2026年11月26日")) << "what is still ahead is no shortfall";
  order_.item = "pub-2";
  const auto never = make_certificate(order_);
  EXPECT_TRUE(has(*never, "没有这一条内容") && has(*never, "2026年11月20日 星期五</td><td class=\"short\">0 次"));
}

TEST_F(CertificateTest, ANameThatWasNeverShownIsSaidSo) {
  order_.item = "pub-2";
  const auto certificate = make_certificate(order_);
  EXPECT_TRUE(has(*certificate, "没有这一条内容"));
  order_.journals = {{folder_.path() / "none.db"}};
  EXPECT_EQ(make_certificate(order_).error().code, "STORE-050");
}

// An archive holds the journals of many halls, whose screens may have one name; and one begun anew is two files.
TEST_F(CertificateTest, OfManyTerminalsThoseAreToldThatShowedIt) {
  const auto add = [&](const char* file, std::vector<PlayRow> rows) {
    auto journal = store::PlayJournal::open(folder_ / file);
    ASSERT_TRUE(journal && journal->append(std::move(rows)));
  };
  const model::Instant monday = *model::parse_instant("2026-11-23T15:00:00+08:00");
  add("lobby-2.db", {play(monday), play(monday + 2min)});
  add("other.db", {up(monday, 1h)});
  const auto first = order_.journals[0].file;
  order_.journals = {{first, "hall-01"}, {folder_ / "lobby-2.db", "hall-01"}, {first, "hall-02"}, {folder_ / "other.db", "hall-03"}};
  const auto certificate = make_certificate(order_);
  ASSERT_TRUE(certificate.has_value());
  EXPECT_TRUE(has(*certificate, "<th>hall-01/lobby-01</th><th>hall-02/lobby-01</th></tr>"));
  EXPECT_TRUE(has(*certificate, "<td>27 次，27 分 00 秒</td><td>25 次，25 分 00 秒</td>"));
  EXPECT_TRUE(has(*certificate, "还有 1 块屏，没有展示过这一条：hall-03/lobby-01。"));
  EXPECT_TRUE(has(*certificate, "<td>hall-01/lobby-2.db</td>"));
  EXPECT_FALSE(has(*certificate, "other.db"));
}

}  // namespace
}  // namespace gongkai::admin
