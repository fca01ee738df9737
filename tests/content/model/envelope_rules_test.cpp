// Rules of the envelope: one spoiled field, one fault.
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;

class EnvelopeRule : public testing::TestWithParam<Spoiled> {};
TEST_P(EnvelopeRule, IsKept) { expect_fault(GetParam()); }

std::string han(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "字";
  return text;
}

Item led_notice() {
  Item item = notice();
  item.header.channels = {Surface::touch, Surface::led};
  return item;
}

const std::vector<Spoiled> cases{
    {"Good", notice, [](Item&) {}, ""},
    {"Id", notice, [](Item& i) { i.header.id = "Notice_1"; }, "E-ENV-ID", "/id"},
    {"Rev", notice, [](Item& i) { i.header.rev = 0; }, "E-ENV-REV", "/rev"},
    {"Title100", notice, [](Item& i) { i.header.title = han(100); }, ""},
    {"Title101", notice, [](Item& i) { i.header.title = han(101); }, "W-ENV-TITLE", "/title"},
    {"Title120", notice, [](Item& i) { i.header.title = han(120); }, "W-ENV-TITLE", "/title"},
    {"Title130", notice, [](Item& i) { i.header.title = han(130); }, "E-ENV-TITLE", "/title"},
    {"TitleBreak", notice, [](Item& i) { i.header.title = "上\n下"; }, "E-ENV-TITLE-BREAK", "/title"},
    {"LedText60", led_notice, [](Item& i) { i.header.led_text = han(60); }, ""},
    {"LedText61", led_notice, [](Item& i) { i.header.led_text = han(61); }, "E-ENV-LED", "/led_text"},
    {"LedTextNeeded", led_notice, [](Item& i) { i.header.title = han(25); }, "E-ENV-LED-MISSING",
     "/led_text"},
    {"LedTextNotNeeded", led_notice, [](Item& i) { i.header.title = han(24); }, ""},
    {"LedTextNotNeededOffLed", notice, [](Item& i) { i.header.title = han(25); }, ""},
    {"LedTextSaysNothing", led_notice, [](Item& i) { i.header.led_text = "详见附件。"; }, "E-ENV-LED-EMPTY"},
    {"LedTextBraces", led_notice, [](Item& i) { i.header.led_text = "第{round}榜"; }, "E-ENV-LED-FIELD"},
    {"DocNo", notice, [](Item& i) { i.header.basis[0].doc_no = "临政发2025年18号"; }, "E-ENV-DOCNO",
     "/basis/0/doc_no"},
    {"DocNoAbsent", notice, [](Item& i) { i.header.basis[0].doc_no = ""; }, ""},
    {"DocNo1948", notice, [](Item& i) { i.header.basis[0].doc_no = "临政发〔1948〕1号"; },
     "E-ENV-DOCNO-YEAR"},
    {"DocNo2027", notice, [](Item& i) { i.header.basis[0].doc_no = "临政发〔2027〕1号"; },
     "W-ENV-DOCNO-YEAR"},
    {"FormedAfterPublish", notice, [](Item& i) { i.header.formed_on = day("2026-11-17"); }, "E-ENV-PUBLISH",
     "/publish_at"},
    {"FormedOnPublishDay", notice, [](Item& i) { i.header.formed_on = day("2026-11-16"); }, ""},
    {"WindowReversed", notice, [](Item& i) { i.header.valid_to = i.header.valid_from; }, "E-ENV-WINDOW",
     "/valid_to"},
    {"WindowOpen", notice,
     [](Item& i) { i.header.valid_to = *i.header.valid_from + std::chrono::seconds{1}; }, ""},
    {"ReviewInAYear", notice, [](Item& i) { i.header.next_review_on = day("2027-11-16"); }, ""},
    {"ReviewTooLate", notice, [](Item& i) { i.header.next_review_on = day("2027-11-17"); }, "E-ENV-REVIEW"},
    {"ReviewPast", notice, [](Item& i) { i.header.next_review_on = day("2026-11-16"); }, "E-ENV-REVIEW"},
    {"Late", notice, [](Item& i) { i.header.formed_on = day("2026-10-12"); }, "W-ENV-LATE", "/publish_at"},
    {"NotLate", notice, [](Item& i) { i.header.formed_on = day("2026-10-19"); }, ""},
    {"Estimated", notice, [](Item& i) { i.header.formed_on = day("2025-11-16"); }, "W-ENV-ESTIMATED"},
    {"RootNode", notice, [](Item& i) { i.header.catalog = {"C"}; }, "E-ENV-CATALOG", "/catalog/0"},
    {"SixNodes", notice, [](Item& i) { i.header.catalog = std::vector<std::string>(6, "C-01"); },
     "E-ENV-CATALOG"},
    {"Priority1", notice, [](Item& i) { i.header.priority = 1; }, "E-ENV-PRIORITY", "/priority"},
    {"Priority10", notice, [](Item& i) { i.header.priority = 10; }, "E-ENV-PRIORITY"},
    {"PriorityOfAlert", emergency, [](Item& i) { i.header.priority = 0; }, ""},
    {"Keywords21", notice, [](Item& i) { i.header.keywords = std::vector<std::string>(21, "词"); },
     "E-ENV-WORDS"},
    {"Alias21", notice, [](Item& i) { i.header.aliases = {han(21)}; }, "E-ENV-WORDS", "/aliases/0"},
    {"Carrier", notice, [](Item& i) { i.header.carriers = {"大喇叭"}; }, "W-ENV-CARRIER", "/carriers/0"},
    {"CarrierGood", notice,
     [](Item& i) {
       i.header.carriers = {"12345热线", "政府公报"};
     },
     ""},
    {"AttachmentHash", notice,
     [](Item& i) {
       i.header.attachments = {{"表", "application/pdf", "AB", 1, ""}};
     },
     "E-ENV-ATTACH", "/attachments/0/sha256"},
    {"AttachmentSize", notice,
     [](Item& i) {
       i.header.attachments = {{"表", "application/pdf", std::string(64, 'a'), 20971521, ""}};
     },
     "E-ENV-ATTACH", "/attachments/0/bytes"},
    {"AttachmentGood", notice,
     [](Item& i) {
       i.header.attachments = {{"表", "application/pdf", std::string(64, 'a'), 20971520, ""}};
     },
     ""},
    {"SameDesk", notice, [](Item& i) { i.header.trail.reviewed_by = "cgj-xxy"; }, "W-ENV-TRAIL", "/trail"},
    {"Withdrawn", notice,
     [](Item& i) {
       i.header.state = State::withdrawn;
       i.header.reason = "处罚决定被依法撤销";
       i.body = Notice{};
     },
     ""},
    {"WithdrawnWithoutReason", notice, [](Item& i) { i.header.state = State::withdrawn; }, "E-ENV-REASON",
     "/reason"},
};
INSTANTIATE_TEST_SUITE_P(Cases, EnvelopeRule, testing::ValuesIn(cases), test_name);

// Scenario 17: the limit of 20 working days runs across the new year.
TEST(EnvelopeRules, TwentyWorkdaysAcrossTheYear) {
  Item item = notice();
  item.header.formed_on = day("2026-12-21");
  item.header.publish_at = item.header.valid_from = moment("2027-01-19T09:00:00+08:00");
  EXPECT_TRUE(check_item(item, calendar()).empty()) << all_of(check_item(item, calendar()));
  const auto estimated = check_item(item, WorkCalendar());
  EXPECT_TRUE(has(estimated, "W-ENV-ESTIMATED"));
  EXPECT_TRUE(has(estimated, "W-ENV-LATE"));
  EXPECT_NE(all_of(estimated).find("2027年1月18日"), std::string::npos);
}

TEST(EnvelopeRules, AllFaultsAreSaidAtOnce) {
  Item item = notice();
  item.header.rev = 0;
  item.header.title = han(121);
  item.header.catalog = {"C"};
  item.header.valid_to = item.header.valid_from;
  EXPECT_EQ(check_item(item, calendar()).size(), 4u);
}

}  // namespace
}  // namespace gongkai::model
