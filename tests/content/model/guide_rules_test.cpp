// Rules of guides and of their flow charts.
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;

class GuideRule : public testing::TestWithParam<Spoiled> {};
TEST_P(GuideRule, IsKept) { expect_fault(GetParam()); }

Guide& g(Item& item) { return of<Guide>(item); }
FlowGraph& chart(Item& item) { return *g(item).flow; }

void on_the_spot(Item& item) {
  g(item).flow.reset();
  g(item).steps = {"到窗口提交材料", "当场领取"};
  g(item).case_type = CaseType::on_the_spot;
  g(item).promise_days = {1, DayUnit::working_day};
}

const std::vector<Spoiled> guide_cases{
    {"Good", guide, [](Item&) {}, ""},
    {"NoBasis", guide, [](Item& i) { i.header.basis.clear(); }, "E-ENV-BASIS", "/basis"},
    {"BaseCode", guide, [](Item& i) { g(i).base_code = "00011700900"; }, "E-GUIDE-BASE-CODE"},
    {"NoBaseCode", guide, [](Item& i) { g(i).base_code = ""; }, ""},
    {"ImplCodeShort", guide, [](Item& i) { g(i).impl_code = std::string(24, 'A'); }, "E-GUIDE-IMPL-CODE"},
    {"ImplCodeLower", guide, [](Item& i) { g(i).impl_code = std::string(30, 'a'); }, "E-GUIDE-IMPL-CODE"},
    {"NoTarget", guide, [](Item& i) { g(i).target.clear(); }, "E-GUIDE-TARGET"},
    {"NoConditions", guide, [](Item& i) { g(i).conditions.clear(); }, "E-GUIDE-CONDITIONS"},
    {"Conditions31", guide, [](Item& i) { g(i).conditions.resize(31, "条件"); }, "E-GUIDE-CONDITIONS"},
    {"NoMaterials", guide, [](Item& i) { g(i).materials.clear(); }, "E-GUIDE-MATERIALS", "/materials"},
    {"NoMaterialsSaid", guide,
     [](Item& i) {
       g(i).materials.clear();
       g(i).no_material = true;
     },
     ""},
    {"MaterialsAndNone", guide, [](Item& i) { g(i).no_material = true; }, "E-GUIDE-MATERIALS",
     "/no_material"},
    {"Copies21", guide, [](Item& i) { g(i).materials[0].copies = 21; }, "E-GUIDE-COPIES",
     "/materials/0/copies"},
    {"Copies0", guide, [](Item& i) { g(i).materials[0].copies = 0; }, ""},
    {"PromiseTooLong", guide, [](Item& i) { g(i).promise_days.n = 30; }, "E-GUIDE-PROMISE",
     "/promise_days/n"},
    {"PromiseEqual", guide, [](Item& i) { g(i).promise_days.n = 20; }, ""},
    {"MixedUnits", guide, [](Item& i) { g(i).legal_days.unit = DayUnit::calendar_day; }, "W-GUIDE-UNITS"},
    {"LegalInstant", guide,
     [](Item& i) {
       g(i).legal_days = {0, DayUnit::instant};
     },
     "E-GUIDE-PROMISE"},
    {"Days366", guide, [](Item& i) { g(i).legal_days.n = 366; }, "E-GUIDE-DAYS", "/legal_days/n"},
    {"StepsTooLong", guide, [](Item& i) { g(i).promise_days.n = 3; }, "W-GUIDE-STEP-DAYS"},
    {"OnTheSpot", guide, on_the_spot, ""},
    {"OnTheSpotTwoDays", guide,
     [](Item& i) {
       on_the_spot(i);
       g(i).promise_days.n = 2;
     },
     "E-GUIDE-INSTANT"},
    {"NoSteps", guide, [](Item& i) { g(i).flow.reset(); }, "E-GUIDE-STEPS", "/steps"},
    {"Special11", guide,
     [](Item& i) {
       g(i).special.resize(11, {"听证", 5, false});
     },
     "E-GUIDE-SPECIAL"},
    {"ChargedWithoutFee", guide, [](Item& i) { g(i).charged = true; }, "E-GUIDE-FEE", "/fee"},
    {"FeeWithoutCharge", guide, [](Item& i) { g(i).fee_ids = {"fee-hw-01"}; }, "E-GUIDE-FEE", "/fee"},
    {"NoPlaces", guide, [](Item& i) { g(i).places.clear(); }, "E-GUIDE-PLACES", "/places"},
    {"PlaceNowhere", guide,
     [](Item& i) {
       g(i).places[0] = {"", "", "全天"};
     },
     "E-GUIDE-PLACES", "/places/0"},
    {"Visits10", guide, [](Item& i) { g(i).visits = 10; }, "E-GUIDE-VISITS"},
    {"OnlineWithoutUrl", guide, [](Item& i) { g(i).visits = 0; }, "E-GUIDE-ONLINE", "/online"},
    {"OnlineHttp", guide, [](Item& i) { g(i).online_url = "http://a.example"; }, "E-GUIDE-ONLINE",
     "/online/url"},
    {"OnlineGood", guide,
     [](Item& i) {
       g(i).visits = 0;
       g(i).online_url = "https://a.example";
     },
     ""},
    {"Consult", guide, [](Item& i) { g(i).consult = "0300-1234567"; }, "E-PHONE", "/consult"},
    {"Complaint", guide, [](Item& i) { g(i).complaint = "12345号"; }, "E-GUIDE-COMPLAINT"},
    {"ComplaintPhone", guide, [](Item& i) { g(i).complaint = "0300-5550188"; }, ""},
    {"Faq31", guide,
     [](Item& i) {
       g(i).faq.resize(31, {"问", "答"});
     },
     "E-GUIDE-FAQ", "/faq"},
    {"FlowMaterial", guide, [](Item& i) { chart(i).nodes[0].materials = {"申请表"}; }, "W-FLOW-MATERIAL",
     "/flow/nodes/0/materials/0"},
};
INSTANTIATE_TEST_SUITE_P(Guide, GuideRule, testing::ValuesIn(guide_cases), test_name);

const std::vector<Spoiled> flow_cases{
    {"TwoStarts", guide, [](Item& i) { chart(i).nodes[4].type = FlowNodeType::start; }, "E-FLOW-START"},
    {"NoEnd", guide, [](Item& i) { chart(i).nodes[5].type = FlowNodeType::step; }, "E-FLOW-END"},
    {"SameId", guide, [](Item& i) { chart(i).nodes[4].id = "k"; }, "E-FLOW-ID", "/flow/nodes/4/id"},
    {"EdgeToNowhere", guide, [](Item& i) { chart(i).edges[0].to = "zz"; }, "E-FLOW-EDGE", "/flow/edges/0"},
    {"Orphan", guide,
     [](Item& i) {
       chart(i).nodes.push_back({"o", FlowNodeType::step, "无处可来", "", {}, {}, ""});
       chart(i).edges.push_back({"o", "e", ""});
     },
     "E-FLOW-ORPHAN", "/flow/nodes/6"},
    {"UnlabelledDecision", guide, [](Item& i) { chart(i).edges[1].label = ""; }, "E-FLOW-DECISION",
     "/flow/nodes/1"},
    {"OneExitDecision", guide, [](Item& i) { chart(i).edges.erase(chart(i).edges.begin() + 2); },
     "E-FLOW-DECISION"},
    {"UnnamedBackEdge", guide, [](Item& i) { chart(i).edges[3].label = "再来"; }, "E-FLOW-BACK",
     "/flow/edges/3"},
    {"ReturnEdge", guide, [](Item& i) { chart(i).edges[3].label = "退回修改"; }, ""},
    {"SelfLoop", guide,
     [](Item& i) {
       chart(i).edges.push_back({"k", "k", "补正"});
     },
     "E-FLOW-BACK"},
    {"DeadEnd", guide, [](Item& i) { chart(i).edges.erase(chart(i).edges.begin() + 3); }, "E-FLOW-DEAD-END",
     "/flow/nodes/2"},
    {"AfterEnd", guide,
     [](Item& i) {
       chart(i).edges.push_back({"e", "d", "补正"});
     },
     "E-FLOW-AFTER-END"},
    {"LongLabel", guide, [](Item& i) { chart(i).nodes[3].label = "一二三四五六七八九十一二三四五六七"; },
     "E-FLOW-LABEL", "/flow/nodes/3/label"},
    {"TooMany", guide,
     [](Item& i) {
       for (int k = 0; k < 25; ++k) {
         chart(i).nodes.push_back({"x" + std::to_string(k), FlowNodeType::step, "步骤", "", {}, {}, ""});
       }
     },
     "E-FLOW-SIZE"},
};
INSTANTIATE_TEST_SUITE_P(Flow, GuideRule, testing::ValuesIn(flow_cases), test_name);

TEST(FlowRules, AnOrphanIsNamed) {
  Item item = guide();
  chart(item).nodes.push_back({"o", FlowNodeType::end, "孤立环节", "", {}, {}, ""});
  EXPECT_NE(all_of(check_item(item, calendar())).find("孤立环节"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::model
