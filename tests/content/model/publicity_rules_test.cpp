// Rules of postings for objection, scenario 8 among them.
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;

class PublicityRule : public testing::TestWithParam<Spoiled> {};
TEST_P(PublicityRule, IsKept) { expect_fault(GetParam()); }

Publicity& p(Item& item) { return of<Publicity>(item); }

// A single posting of that subtype and period.
std::function<void(Item&)> posting(PublicitySubtype subtype, int n, DayUnit unit,
                                   const char* title = "公示") {
  return [=](Item& item) {
    item.header.title = title;
    p(item).subtype = subtype;
    p(item).total_rounds = 1;
    p(item).rounds.resize(1);
    p(item).rounds[0].minimum = {n, unit};
  };
}

constexpr DayUnit wd = DayUnit::working_day, d = DayUnit::calendar_day;

const std::vector<Spoiled> cases{
    {"Good", publicity, [](Item&) {}, ""},
    {"Round2TooEarly", publicity, [](Item& i) { p(i).rounds[1].start_on = day("2026-12-02"); },
     "E-PUB-ROUND-EARLY", "/rounds/1/start_on"},
    {"Round2EarlyWithReason", publicity,
     [](Item& i) {
       p(i).rounds[1].start_on = day("2026-12-02");
       p(i).rounds[1].override_reason = "全部异议已提前办结";
     },
     ""},
    {"RoundNumbers", publicity, [](Item& i) { p(i).rounds[1].no = 3; }, "E-PUB-ROUND-NO", "/rounds/1/no"},
    {"FourRounds", publicity, [](Item& i) { p(i).total_rounds = 4; }, "E-PUB-ROUNDS", "/total_rounds"},
    {"MoreThanTotal", publicity, [](Item& i) { p(i).total_rounds = 2; }, "E-PUB-ROUNDS", "/rounds"},
    {"Columns11", publicity, [](Item& i) { p(i).rounds[0].columns.resize(11, "列"); }, "E-PUB-COLUMNS"},
    {"RowLength", publicity, [](Item& i) { p(i).rounds[0].rows[1].pop_back(); }, "E-PUB-ROW-LENGTH",
     "/rounds/0/rows/1"},
    {"RowKeyTwice", publicity, [](Item& i) { p(i).rounds[0].rows[1][0] = "1"; }, "E-PUB-ROW-KEY",
     "/rounds/0/rows/1/0"},
    {"Rows5001", publicity,
     [](Item& i) {
       posting(PublicitySubtype::other, 7, wd)(i);
       p(i).rounds[0].rows.clear();
       for (int k = 0; k < 5001; ++k) p(i).rounds[0].rows.push_back({std::to_string(k), "", "", ""});
     },
     "E-PUB-ROWS"},
    {"ChangeNotSaid", publicity, [](Item& i) { p(i).rounds[1].changes.clear(); }, "E-PUB-DIFF",
     "/rounds/1/changes"},
    {"ChangeOfWrongType", publicity, [](Item& i) { p(i).rounds[1].changes[0].type = ChangeType::corrected; },
     "E-PUB-DIFF", "/rounds/1/changes/0"},
    {"ChangeThatIsNone", publicity,
     [](Item& i) {
       p(i).rounds[2].changes = {{"1", ChangeType::added, "漏登"}};
     },
     "E-PUB-DIFF", "/rounds/2/changes/0"},
    {"IdentityNumber", publicity, [](Item& i) { p(i).rounds[0].rows[1][3] = "11010519491231002X"; },
     "E-PUB-PRIVACY", "/rounds/0/rows/1/3"},
    {"MobileNumber", publicity, [](Item& i) { p(i).rounds[0].rows[0][1] = "易𬭎13855500071"; },
     "E-PUB-PRIVACY", "/rounds/0/rows/0/1"},
    {"MaskedColumn", publicity, [](Item& i) { p(i).masked_columns = {"银行卡号"}; }, "E-PUB-MASKED"},
    {"ObjectionChannel", publicity, [](Item& i) { p(i).objection.channel = "来电"; }, "E-PUB-OBJECTION"},
    {"Estimated", publicity, [](Item& i) { p(i).rounds[2].start_on = day("2027-12-30"); }, "W-PUB-ESTIMATED"},
    {"Recruitment4", publicity, posting(PublicitySubtype::recruitment, 4, wd), "E-PUB-PERIOD",
     "/rounds/0/min"},
    {"Recruitment5", publicity, posting(PublicitySubtype::recruitment, 5, wd), ""},
    {"Recruitment5CalendarDays", publicity, posting(PublicitySubtype::recruitment, 5, d), "E-PUB-PERIOD"},
    {"Recruitment7CalendarDays", publicity, posting(PublicitySubtype::recruitment, 7, d), ""},
    {"Tender2", publicity, posting(PublicitySubtype::tender, 2, d), "E-PUB-PERIOD"},
    {"Tender3", publicity, posting(PublicitySubtype::tender, 3, d), ""},
    {"Land9", publicity, posting(PublicitySubtype::land, 9, wd), "E-PUB-PERIOD"},
    {"Land10", publicity, posting(PublicitySubtype::land, 10, wd), ""},
    {"Compensation29", publicity, posting(PublicitySubtype::land, 29, d, "征地补偿方案公示"), "E-PUB-PERIOD"},
    {"Compensation30", publicity, posting(PublicitySubtype::land, 30, d, "征地补偿方案公示"), ""},
    {"Planning29", publicity, posting(PublicitySubtype::planning, 29, d), "E-PUB-PERIOD"},
    {"Planning30", publicity, posting(PublicitySubtype::planning, 30, d), ""},
    {"PeriodBeyondReach", publicity, posting(PublicitySubtype::other, INT32_MAX, wd), "E-PUB-PERIOD",
     "/rounds/0/min/n"},
    {"Other0", publicity, posting(PublicitySubtype::other, 0, wd), "E-PUB-PERIOD"},
};
INSTANTIATE_TEST_SUITE_P(Cases, PublicityRule, testing::ValuesIn(cases), test_name);

TEST(PublicityRules, RoundsEndWhereScenario8Says) {
  const auto item = publicity();
  const auto& rounds = std::get<Publicity>(item.body).rounds;
  EXPECT_EQ(round_end(rounds[0], calendar())->last_day, day("2026-12-02"));
  EXPECT_EQ(round_end(rounds[2], calendar())->last_day, day("2026-12-22"));
}

TEST(PublicityRules, ThePrivacyFaultNamesRowAndColumn) {
  Item item = publicity();
  p(item).rounds[0].rows[1][3] = "11010519491231002X";
  const std::string said = all_of(check_item(item, calendar()));
  EXPECT_NE(said.find("第1榜第2行“身份证号”列"), std::string::npos) << said;
}

TEST(PublicityRules, DiffFindsAddedCorrectedAndRemovedInOrder) {
  PublicityRound before, after;
  before.columns = {"序号", "户主"};
  before.rows = {{"1", "甲"}, {"2", "乙"}, {"3", "丙"}};
  after.columns = {"序号", "户主"};
  after.rows = {{"4", "丁"}, {"1", "甲"}, {"3", "丙丙"}};
  const auto changes = round_diff(before, after);
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].row_key + std::to_string(static_cast<int>(changes[0].type)), "40");
  EXPECT_EQ(changes[1].row_key + std::to_string(static_cast<int>(changes[1].type)), "32");
  EXPECT_EQ(changes[2].row_key + std::to_string(static_cast<int>(changes[2].type)), "21");
}

TEST(PublicityRules, DiffComparesByColumnNameWhereTheHeadHasMoved) {
  PublicityRound before, after;
  before.columns = {"序号", "户主", "人口"};
  before.rows = {{"1", "甲", "4"}};
  after.columns = {"序号", "人口", "户主"};
  after.rows = {{"1", "4", "甲"}};
  EXPECT_TRUE(round_diff(before, after).empty());
}

TEST(PublicityRules, LedTextFollowsTheRound) {
  const Item item = publicity();
  EXPECT_EQ(filled_led_text(item, calendar(), day("2026-11-25")),
            "第一榜公示中，有异议请在12月2日（含）前反映");
  EXPECT_EQ(filled_led_text(item, calendar(), day("2026-12-03")),
            "第二榜公示中，有异议请在12月14日（含）前反映");
  EXPECT_EQ(filled_led_text(notice(), calendar(), day("2026-12-03")), "");
}

TEST(PublicityRules, CurrentRound) {
  const auto item = publicity();
  const auto& one = std::get<Publicity>(item.body);
  EXPECT_FALSE(current_round(one, day("2026-11-22")));
  EXPECT_EQ(current_round(one, day("2026-11-23")), 0u);
  EXPECT_EQ(current_round(one, day("2026-12-14")), 1u);
  EXPECT_EQ(current_round(one, day("2027-05-01")), 2u);
}

}  // namespace
}  // namespace gongkai::model
