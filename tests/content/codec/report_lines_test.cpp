#include "content/codec/report_lines.h"

#include <gtest/gtest.h>

namespace gongkai::codec {
namespace {

using namespace std::chrono_literals;

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");
const std::string zeros(64, '0'), ones(64, '1'), twos(64, '2');

model::WrittenRow row(std::int64_t seq, const std::string& hash) {
  model::PlayRow play;
  play.seq = seq;
  play.screen = "lobby-01";
  play.item = "pub-1";
  play.rev = 2;
  play.page = 1;
  play.mode = "attract";
  play.from = morning;
  play.to = morning + 30s;
  play.visible_ms = 29980;
  play.planned_ms = 30000;
  play.counted = true;
  play.frame_crc = 0xFEEDBEEF;
  return {play, hash};
}

ReportBatch small_batch() {
  ReportBatch batch;
  batch.header = {"hall-01", 1795360001, 1795360000, morning, twos};
  batch.lines.emplace_back(JournalPart{"lobby", {17, zeros}, {row(18, ones)}});
  batch.lines.emplace_back(model::Feedback(model::Rating{"guide-1", 3, model::Grade::dissatisfied, {"内容不全"}, "“太慢”", morning}));
  batch.lines.emplace_back(model::Feedback(model::Wish{{"城市管理", "收费"}, "路灯", morning}));
  batch.lines.emplace_back(DroppedFeedback{4});
  return batch;
}

constexpr const char* small_text =
    R"({"format":"gongkai-report/1","kiosk":"hall-01","seq":1795360001,"series":1795360000,"made":"2026-11-23T09:00:00+08:00","before":"2222222222222222222222222222222222222222222222222222222222222222"}
{"t":"journal","name":"lobby","after":{"seq":17,"hash":"0000000000000000000000000000000000000000000000000000000000000000"}}
{"t":"play","seq":18,"kind":"shown","screen":"lobby-01","item":"pub-1","rev":2,"page":1,"mode":"attract","from":"2026-11-23T09:00:00+08:00","to":"2026-11-23T09:00:30+08:00","visible_ms":29980,"planned_ms":30000,"counted":true,"clock_jumped":false,"frame_crc":4276993775,"lost":0,"hash":"1111111111111111111111111111111111111111111111111111111111111111"}
{"t":"rating","entity":"guide-1","rev":3,"grade":4,"reasons":["内容不全"],"text":"“太慢”","at":"2026-11-23T09:00:00+08:00"}
{"t":"wish","topics":["城市管理","收费"],"text":"路灯","at":"2026-11-23T09:00:00+08:00"}
{"t":"feedback_dropped","records":4}
)";

// What was written as text, with one piece in the place of another.
model::Result<ReportBatch> decode_with(std::string_view piece, std::string_view other) {
  std::string text = small_text;
  const auto at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return decode_report(text.replace(at, piece.size(), other));
}

TEST(ReportLines, HaveThisForm) { EXPECT_EQ(encode_report(small_batch()), small_text); }

TEST(ReportLines, ComeBackAsTheyWere) {
  const auto back = decode_report(small_text);
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(back->passed_over, 0);
  ASSERT_EQ(back->lines.size(), 4u);
  EXPECT_EQ(std::get<JournalPart>(back->lines[0]).rows.at(0).row.to, morning + 30s);
  EXPECT_EQ(encode_report(*back), small_text) << "every field";
}

TEST(ReportLines, AHeartbeatTellsHowTheTerminalIs) {
  ReportBatch beat;
  beat.header = {"hall-01", 0, 1795360000, morning, ""};
  beat.lines.emplace_back(KioskState{7, 2, "0.1.0", morning - 2h, {}, morning - 1min, model::Error{"HTTP-001", "连不上\n服务器"},
                                     {{"lobby", 18, morning, 3}, {"led", 0, {}, 0}}});
  const std::string text = encode_report(beat);
  const auto back = decode_report(text);
  ASSERT_TRUE(back.has_value()) << back.error().message;
  const auto& state = std::get<KioskState>(back->lines.at(0));
  EXPECT_EQ(state.error->message, "连不上 服务器");
  EXPECT_FALSE(state.applied_at);
  EXPECT_EQ(state.journals.at(0).last_at, morning);
  EXPECT_FALSE(state.journals.at(1).last_at);
  EXPECT_EQ(encode_report(*back), text);
}

TEST(ReportLines, WhatWeDoNotKnowIsPassedOverAndCounted) {
  const auto field = decode_with("\"records\":4", "\"records\":4,\"oldest\":{\"seq\":1}");
  ASSERT_TRUE(field.has_value());
  EXPECT_EQ(field->passed_over, 1);
  EXPECT_EQ(std::get<DroppedFeedback>(field->lines.at(3)).records, 4);
  const auto line = decode_with("{\"t\":\"feedback_dropped\"", "{\"t\":\"temperature\"");
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->passed_over, 1);
  EXPECT_EQ(line->lines.size(), 3u);
}

TEST(ReportLines, RowsAfterAnotherLineAreStillOfTheirJournal) {
  std::string text = small_text;
  const auto begin = text.find("{\"t\":\"play\""), end = text.find('\n', begin) + 1;
  text += text.substr(begin, end - begin);
  const auto back = decode_report(text);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(std::get<JournalPart>(back->lines[0]).rows.size(), 2u);
}

TEST(ReportLines, AFaultNamesItsLine) {
  const struct {
    const char *piece, *other, *code, *place;
  } faults[] = {
      {"\"page\":1", "\"page\":1.5", "REPORT-011", "第 3 行"},
      {"\"page\":1", "\"page\":1e3", "REPORT-011", "第 3 行"},
      {"\"page\":1", "\"page\":99999999999999999999", "REPORT-011", "第 3 行"},
      {"\"page\":1", "\"page\":18446744073709551615", "REPORT-011", "page"},
      {"\"page\":1", "\"page\":1,\"page\":1", "REPORT-011", "写了两次"},
      {"\"page\":1", "\"page\":1,\"x\":[[[[1]]]]", "REPORT-011", "嵌套"},
      {"\"page\":1,", "", "REPORT-011", "page"},
      {"\"shown\"", "\"seen\"", "REPORT-011", "kind"},
      {"\"counted\":true", "\"counted\":1", "REPORT-011", "counted"},
      {"pub-1", "pub\\u0000", "REPORT-011", "item"},
      {"pub-1", "pub\xFF", "REPORT-011", "第 3 行"},
      {"\"lobby\"", "\"../lobby\"", "REPORT-011", "name"},
      {"\"grade\":4", "\"grade\":6", "REPORT-011", "第 4 行"},
      {"[\"内容不全\"]", "\"内容不全\"", "REPORT-011", "reasons"},
      {"\"records\":4", "\"records\":-4", "REPORT-011", "第 6 行"},
      {"{\"t\":\"journal\"", "{\"t\":\"magazine\"", "REPORT-011", "第 3 行"},
      {"\"t\":\"wish\",", "", "REPORT-011", "第 5 行"},
      {"gongkai-report/1", "gongkai-report/2", "REPORT-008", "升级"},
      {"gongkai-report/1", "gongkai-bundle/1", "REPORT-007", ""},
      {"hall-01", "..", "REPORT-007", "kiosk"},
      {"\"before\":\"2", "\"before\":\"x", "REPORT-007", "before"},
      {"\"records\":4}\n", "\"records\":4}", "REPORT-011", "第 6 行"},
  };
  for (const auto& one : faults) {
    const auto read = decode_with(one.piece, one.other);
    ASSERT_FALSE(read.has_value()) << one.other;
    EXPECT_EQ(read.error().code, one.code) << one.other;
    EXPECT_NE(read.error().message.find(one.place), std::string::npos) << read.error().message;
  }
  EXPECT_EQ(decode_report("").error().code, "REPORT-007");
  EXPECT_EQ(decode_report("[]\n").error().code, "REPORT-007");
}

TEST(ReportLines, HaveBounds) {
  std::string text = small_text;
  text += std::string(max_report_lines, '\n');
  EXPECT_EQ(decode_report(text).error().code, "REPORT-011") << "an empty line is no object";
  text = small_text;
  for (std::size_t i = 0; i < max_report_lines; ++i) text += "{\"t\":\"x\"}\n";
  EXPECT_EQ(decode_report(text).error().code, "REPORT-012");
  EXPECT_EQ(decode_report(std::string(max_report_text + 1, ' ')).error().code, "REPORT-012");
}

TEST(ReportLines, WhateverATerminalHasCanBeRead) {
  ReportBatch batch = small_batch();
  std::get<JournalPart>(batch.lines[0]).rows[0].row.item = "pub\xFF\xFE";
  batch.lines.emplace_back(model::Feedback(model::Wish{{"一\n二"}, "三\x01\x7f四", morning}));
  const auto back = decode_report(encode_report(batch));
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(std::get<model::Wish>(std::get<model::Feedback>(back->lines.at(4))).text, "三  四");
}

TEST(ReportLines, NamesAreSafeAsFiles) {
  for (const char* good : {"hall-01", "A", "gongkai-kiosk", "led_2"}) EXPECT_TRUE(is_report_name(good)) << good;
  for (const char* bad : {"", "-x", "_x", ".", "a.b", "a/b", "大厅", "a b"}) EXPECT_FALSE(is_report_name(bad)) << bad;
  EXPECT_FALSE(is_report_name(std::string(65, 'a')));
}

}  // namespace
}  // namespace gongkai::codec
