// Rules of fees, notices, powers, statistics, reports, alerts and the reference kinds.
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;

class KindRule : public testing::TestWithParam<Spoiled> {};
TEST_P(KindRule, IsKept) { expect_fault(GetParam()); }

Fee& f(Item& item) { return of<Fee>(item); }
Power& pw(Item& item) { return of<Power>(item); }
Emergency& em(Item& item) { return of<Emergency>(item); }

const std::vector<Spoiled> fee_cases{
    {"Good", fee, [](Item&) {}, ""},
    {"Rows1000", fee,
     [](Item& i) {
       f(i).rows.clear();
       for (int k = 0; k < 1000; ++k)
         f(i).rows.push_back({"项目" + std::to_string(k), "件", "1元", "1", 0, {}});
     },
     ""},
    {"Rows1001", fee,
     [](Item& i) {
       f(i).rows.clear();
       for (int k = 0; k < 1001; ++k)
         f(i).rows.push_back({"项目" + std::to_string(k), "件", "1元", "1", 0, {}});
     },
     "E-FEE-ROWS", "/rows"},
    {"NoRows", fee, [](Item& i) { f(i).rows.clear(); }, "E-FEE-ROWS", "/rows"},
    {"FreeWithRows", fee, [](Item& i) { f(i).fee_class = FeeClass::none; }, "E-FEE-ROWS", "/rows"},
    {"Free", fee,
     [](Item& i) {
       f(i).fee_class = FeeClass::none;
       f(i).rows.clear();
     },
     ""},
    {"NoPayment", fee, [](Item& i) { f(i).payment_method = ""; }, "E-FEE-PAYMENT"},
    {"BasisRef", fee, [](Item& i) { f(i).rows[1].basis_ref = 1; }, "E-FEE-BASIS", "/rows/1/basis_ref"},
    {"AmountNotInStandard", fee, [](Item& i) { f(i).rows[0].amount = "60"; }, "E-FEE-AMOUNT",
     "/rows/0/amount"},
    {"AmountNotANumber", fee, [](Item& i) { f(i).rows[0].amount = "6元"; }, "E-FEE-AMOUNT"},
    {"Percent", fee, [](Item& i) { f(i).rows[0] = {"配套费", "项", "房价1%", "", 0, {}}; }, ""},
    {"Duplicate", fee, [](Item& i) { f(i).rows[1] = f(i).rows[0]; }, "E-FEE-DUPLICATE", "/rows/1"},
    {"LongUnit", fee, [](Item& i) { f(i).rows[0].unit = "一二三四五六七八九十一二三四五六七"; },
     "E-FEE-UNIT"},
};
INSTANTIATE_TEST_SUITE_P(Fee, KindRule, testing::ValuesIn(fee_cases), test_name);

std::vector<BodyBlock> body_of(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "字";
  return {TextBlock{TextRole::paragraph, text}};
}

const std::vector<Spoiled> notice_cases{
    {"Length20000", notice, [](Item& i) { of<Notice>(i).body = body_of(20000); }, ""},
    {"Length20001", notice, [](Item& i) { of<Notice>(i).body = body_of(20001); }, "E-BODY-LENGTH", "/body"},
    {"Table", notice,
     [](Item& i) {
       of<Notice>(i).body = {TableBlock{{"甲", "乙"}, {{"1"}}}};
     },
     "E-BODY-TABLE", "/body/0/rows/0"},
    {"Image", notice,
     [](Item& i) {
       of<Notice>(i).body = {ImageBlock{"xyz", "图"}};
     },
     "E-BODY-IMAGE", "/body/0/sha256"},
    {"DocNo", notice, [](Item& i) { of<Notice>(i).red_head->doc_no = "第9号"; }, "E-NOTICE-DOCNO"},
    {"DocNoYear", notice, [](Item& i) { of<Notice>(i).red_head->doc_no = "临政告〔2028〕9号"; },
     "W-ENV-DOCNO-YEAR"},
};
INSTANTIATE_TEST_SUITE_P(Notice, KindRule, testing::ValuesIn(notice_cases), test_name);

const std::vector<Spoiled> power_cases{
    {"Good", power, [](Item&) {}, ""},
    {"Overlap", power, [](Item& i) { pw(i).discretion[2].min = 200; }, "E-POWER-OVERLAP", "/discretion/2"},
    {"Gap", power, [](Item& i) { pw(i).discretion[2].min = 300; }, "W-POWER-GAP", "/discretion/2"},
    {"BeyondReach", power, [](Item& i) { pw(i).discretion[2].max = INT64_MAX; }, "E-POWER-RANGE",
     "/discretion/2"},
    {"Reversed", power, [](Item& i) { pw(i).discretion[1].min = 250; }, "E-POWER-RANGE", "/discretion/1"},
    {"OutOfOrderIsFine", power, [](Item& i) { std::swap(pw(i).discretion[1], pw(i).discretion[2]); }, ""},
    {"NoBasis", power, [](Item& i) { i.header.basis.clear(); }, "E-ENV-BASIS"},
};
INSTANTIATE_TEST_SUITE_P(Power, KindRule, testing::ValuesIn(power_cases), test_name);

const std::vector<Spoiled> figure_cases{
    {"Stats", stats, [](Item&) {}, ""},
    {"MoreClosedThanReceived", stats, [](Item& i) { of<Stats>(i).closed = 1281; }, "E-STATS-SUM", "/closed"},
    {"MoreSatisfiedThanRated", stats, [](Item& i) { of<Stats>(i).satisfied = 501; }, "E-STATS-SUM",
     "/satisfied"},
    {"BeyondReach", stats, [](Item& i) { of<Stats>(i).overdue = of<Stats>(i).on_time = INT64_MAX; },
     "E-STATS-SUM"},
    {"Negative", stats, [](Item& i) { of<Stats>(i).instant = -1; }, "E-STATS-SUM", "/instant"},
    {"OnTimeAndOverdue", stats, [](Item& i) { of<Stats>(i).overdue = 3; }, "W-STATS-SUM"},
    {"TypedRate", stats,
     [](Item& i) {
       of<Stats>(i).typed_rates = {{"办结率", "97.50"}};
     },
     ""},
    {"TypedRateWithin", stats,
     [](Item& i) {
       of<Stats>(i).typed_rates = {{"办结率", "97.6"}};
     },
     ""},
    {"TypedRateOff", stats,
     [](Item& i) {
       of<Stats>(i).typed_rates = {{"办结率", "97.61"}};
     },
     "W-STATS-RATE"},
    {"LedRateOff", stats, [](Item& i) { i.header.led_text = "满意率100%"; }, "W-LINT-RATE", "/led_text"},
    {"LedRate", stats, [](Item& i) { i.header.led_text = "办结率97.50%，按时办结率99.84%，满意率99.2%"; },
     ""},
    {"Report", report, [](Item&) {}, ""},
    {"ReportRules", report, [](Item& i) { of<Report>(i).rules[0].in_force = 13; }, "E-REPORT-RULES",
     "/rules/0/in_force"},
    {"ReportRequests", report, [](Item& i) { of<Report>(i).requests.closed = 22; }, "E-REPORT-REQUESTS",
     "/requests"},
    {"ReportBeyondReach", report, [](Item& i) { of<Report>(i).rules[0].made = INT64_MAX; }, "E-REPORT-RULES"},
    {"ReportFees", report, [](Item& i) { of<Report>(i).fees_wan = "十二万"; }, "E-REPORT-FEES"},
};
INSTANTIATE_TEST_SUITE_P(Figures, KindRule, testing::ValuesIn(figure_cases), test_name);

const std::vector<Spoiled> alert_cases{
    {"Good", emergency, [](Item&) {}, ""},
    {"NoArea", emergency, [](Item& i) { em(i).area = ""; }, "E-EMERGENCY-FIELDS"},
    {"NoMeasures", emergency, [](Item& i) { em(i).measures.clear(); }, "E-EMERGENCY-FIELDS"},
    {"OneApproval", emergency, [](Item& i) { em(i).approvals = {"duty-a"}; }, "E-EMERGENCY-APPROVALS"},
    {"TwiceTheSame", emergency,
     [](Item& i) {
       em(i).approvals = {"duty-a", "duty-a"};
     },
     "E-EMERGENCY-APPROVALS"},
    {"EndsBeforeStart", emergency, [](Item& i) { em(i).ends_at = em(i).starts_at; }, "E-EMERGENCY-WINDOW"},
};
INSTANTIATE_TEST_SUITE_P(Alert, KindRule, testing::ValuesIn(alert_cases), test_name);

Item organ() {
  Organ o;
  o.abbr = "市城管局";
  o.phone = "0300-5552209";
  o.units = {{"办公室", "综合协调", "0300-5553305"}};
  return reference("org-cgj", "临澜市城市管理局", o);
}
Item window() {
  Window w;
  w.no = "A07";
  return reference("win-A07", "A07号窗口", w);
}
Item node() { return reference("node-C-01", "行政许可", Node{"C-01", "C", 1, "file", 1}); }
Item channel() {
  Channel c;
  c.phone = "12345";
  return reference("chan-12345", "政务服务便民热线", c);
}
Item slogan() {
  Item item = reference("slogan-1", "文明服务", Slogan{});
  item.header.led_text = "文明服务，一次办好";
  item.header.channels = {Surface::led};
  return item;
}
Item year() {
  return reference("cal-2026", "2026年工作日历", Calendar{{2026, {day("2026-10-01")}, {day("2026-10-10")}}});
}

const std::vector<Spoiled> reference_cases{
    {"Organ", organ, [](Item&) {}, ""},
    {"OrganPhone", organ, [](Item& i) { of<Organ>(i).phone = "5552"; }, "E-PHONE", "/phone"},
    {"UnitPhone", organ, [](Item& i) { of<Organ>(i).units[0].phone = "0300-6666666"; }, "E-PHONE",
     "/units/0/phone"},
    {"OrganAbbr", organ, [](Item& i) { of<Organ>(i).abbr = "一二三四五六七八九十一二三"; }, "E-ORGAN-ABBR"},
    {"Window", window, [](Item&) {}, ""},
    {"WindowNo", window, [](Item& i) { of<Window>(i).no = "a7"; }, "E-WINDOW-NO"},
    {"Node", node, [](Item&) {}, ""},
    {"NodeCode", node, [](Item& i) { of<Node>(i).code = "C1"; }, "E-NODE-CODE"},
    {"NodeParent", node, [](Item& i) { of<Node>(i).parent = "C-01"; }, "E-NODE-PARENT"},
    {"NodeName", node, [](Item& i) { i.header.title = "一二三四五六七八九十一二三四五六七"; }, "E-ENV-TITLE"},
    {"Channel", channel, [](Item&) {}, ""},
    {"ChannelEmpty", channel, [](Item& i) { of<Channel>(i).phone = ""; }, "E-CHANNEL-EMPTY"},
    {"ChannelFax", channel, [](Item& i) { of<Channel>(i).fax = "123456"; }, "E-PHONE", "/fax"},
    {"ChannelEmail", channel, [](Item& i) { of<Channel>(i).email = "linlan.example"; }, "E-CHANNEL-EMAIL"},
    {"Slogan", slogan, [](Item&) {}, ""},
    {"SloganOnTouch", slogan, [](Item& i) { i.header.channels = {Surface::touch}; }, "E-SLOGAN-CHANNEL"},
    {"SloganEmpty", slogan, [](Item& i) { i.header.led_text = ""; }, "E-SLOGAN-TEXT"},
    {"Calendar", year, [](Item&) {}, ""},
    {"HolidayOfOtherYear", year, [](Item& i) { of<Calendar>(i).year.year = 2027; }, "E-CAL-DATE",
     "/holidays/0"},
    {"MakeupOnMonday", year, [](Item& i) { of<Calendar>(i).year.makeup_workdays = {day("2026-10-12")}; },
     "E-CAL-MAKEUP"},
    {"PledgePhone",
     [] {
       return Item{header("pledge-1", "服务承诺"), Pledge{"市城管局", {"首问负责"}, "123"}};
     },
     [](Item&) {}, "E-PHONE", "/phone"},
    {"EntrySeq",
     [] {
       return Item{header("entry-1", "条目"), Entry{}};
     },
     [](Item&) {}, "E-ENTRY-SEQ", "/seq"},
};
INSTANTIATE_TEST_SUITE_P(Reference, KindRule, testing::ValuesIn(reference_cases), test_name);

}  // namespace
}  // namespace gongkai::model
