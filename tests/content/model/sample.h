// Faultless items for the tests of the rules; a test spoils one thing and looks what is said about it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "content/model/item_rules.h"

namespace gongkai::model::sample {

inline Date day(const char* text) { return parse_date(text).value(); }
inline Instant moment(const char* text) { return parse_instant(text).value(); }

// The days of 2026 and 2027 that the tests touch.
inline WorkCalendar calendar() {
  CalendarYear y2026{2026, {day("2026-10-01"), day("2026-10-02"), day("2026-10-05")}, {day("2026-10-10")}};
  CalendarYear y2027{2027, {day("2027-01-01")}, {}};
  return WorkCalendar({y2026, y2027});
}

inline Header header(const char* id, const char* title) {
  Header h;
  h.id = id;
  h.rev = 1;
  h.title = title;
  h.scope = {{"*"}, {"*"}};
  h.organ = "org-cgj";
  h.catalog = {"C-01"};
  h.basis = {{"临澜市城市容貌管理办法", "临政发〔2025〕18号", "第二十一条"}};
  h.formed_on = day("2026-11-10");
  h.publish_at = moment("2026-11-16T09:00:00+08:00");
  h.valid_from = h.publish_at;
  h.channels = {Surface::touch};
  h.trail = {"cgj-xxy", "cgj-ksfzr", "cgj-bmsc", "cgj-qfr", std::nullopt};
  return h;
}

inline FlowGraph flow() {
  FlowGraph graph;
  graph.nodes = {{"s", FlowNodeType::start, "提出申请", "", {}, {}, ""},
                 {"r", FlowNodeType::decision, "材料是否齐全", "A07窗口", 0, {}, ""},
                 {"b", FlowNodeType::step, "补正材料", "", {}, {}, ""},
                 {"k", FlowNodeType::step, "现场踏勘", "市容科", 2, {}, ""},
                 {"d", FlowNodeType::step, "审核决定", "首席代表", 2, {}, ""},
                 {"e", FlowNodeType::end, "窗口发证", "", {}, {}, ""}};
  graph.edges = {{"s", "r", ""},     {"r", "k", "齐全"}, {"r", "b", "不齐"},
                 {"b", "r", "补正"}, {"k", "d", ""},     {"d", "e", ""}};
  return graph;
}

inline Item guide() {
  Guide g;
  g.item_type = ItemType::licence;
  g.base_code = "000117009000";
  g.impl_code = "11990100MB0X00001Q3000117009000";
  g.target = {Target::natural_person};
  g.conditions = {"有固定经营场所"};
  Material form;
  form.name = "招牌设置申请表";
  g.materials = {form};
  g.flow = flow();
  g.legal_days = {20, DayUnit::working_day};
  g.promise_days = {5, DayUnit::working_day};
  g.result.name = "户外招牌设置许可证";
  g.places = {{"A07", "临澜市兰渚路88号一楼", "工作日 9:00—17:00"}};
  g.consult = "0300-5550107";
  g.complaint = "chan-12345";
  g.faq = {{"换字要重新办吗？", "不用，备案即可。"}};
  return {header("guide-cg-0007", "户外招牌设置许可"), g};
}

inline Item fee() {
  Fee f;
  f.collector = "临澜市城市管理局";
  f.payment_method = "窗口开具缴款通知书，到代收银行缴纳";
  f.rows = {{"居民住户", "户·月", "6元", "6", 0, "低保家庭免收"},
            {"其他单位", "人·月", "0.85元", "0.85", 0, {}}};
  return {header("fee-hw-01", "城镇生活垃圾处理费"), f};
}

inline Item notice() {
  Notice n;
  n.red_head = RedHead{"临澜市人民政府文件", "临政告〔2026〕9号"};
  n.body = {TextBlock{TextRole::paragraph, "自2026年12月5日起，每周六9:00至12:00照常受理。"}};
  return {header("notice-2026-118", "关于延长服务时间的通告"), n};
}

// Scenario 8: three postings of a resettlement list; the second strikes row 2.
inline Item publicity() {
  Publicity p;
  p.subtype = PublicitySubtype::three_lists;
  p.total_rounds = 3;
  PublicityRound first;
  first.no = 1;
  first.start_on = day("2026-11-23");
  first.minimum = {7, DayUnit::working_day};
  first.columns = {"序号", "户主", "人口", "身份证号"};
  first.rows = {{"1", "易𬭎", "4", "9901**********0021"}, {"2", "单长青", "3", "9901**********0037"}};
  PublicityRound second = first;
  second.no = 2;
  second.start_on = day("2026-12-03");
  second.rows.pop_back();
  second.changes = {{"2", ChangeType::removed, "户籍不在本村，经复核不符合条件"}};
  PublicityRound third = second;
  third.no = 3;
  third.start_on = day("2026-12-15");
  third.minimum = {5, DayUnit::working_day};
  third.changes = {};
  p.rounds = {first, second, third};
  p.masked_columns = {"身份证号"};
  p.objection = {"chan-yimin", "书面或来电", "石屿镇政府二楼205室"};
  Item item{header("pub-yz-2026-03", "榆湾村搬迁安置人口核定结果公示"), p};
  item.header.led_text = "第{round}榜公示中，有异议请在{deadline}（含）前反映";
  return item;
}

inline Item power() {
  Power p;
  p.type = PowerType::penalty;
  p.discretion = {{"轻微", "初次且当场改正", "不予处罚", 0, 0},
                  {"一般", "面积不足5平方米", "罚款", 50, 200},
                  {"严重", "拒不改正", "罚款", 201, 500}};
  return {header("pow-cg-0031", "对擅自占道堆物的处罚"), p};
}

inline Item stats() {
  return {header("stats-2026-10", "2026年10月办件统计"), Stats{1280, 1248, 1246, 903, 500, 496, 2, 2, {}}};
}

inline Item report() {
  Report r;
  r.year = 2025;
  r.rules = {{"行政规范性文件", 3, 1, 12, 10}};
  r.fees_wan = "12.50";
  r.requests = {23, 1, 23, 1};
  return {header("report-2025", "2025年度政府信息公开工作年度报告"), r};
}

inline Item emergency() {
  Emergency e;
  e.category = "暴雨";
  e.alert_level = AlertLevel::red;
  e.starts_at = moment("2026-11-25T14:20:00+08:00");
  e.ends_at = moment("2026-11-25T20:20:00+08:00");
  e.issued_at = moment("2026-11-25T14:18:00+08:00");
  e.area = "汀兰区、石屿镇";
  e.warning = "未来3小时降雨量将达100毫米以上";
  e.measures = {"停止户外作业"};
  e.issuer = "临澜市气象台";
  e.approvals = {"duty-a", "duty-b"};
  Item item{{}, e};
  item.header.id = "em-2026-0004";
  item.header.rev = 1;
  item.header.title = "暴雨红色预警";
  item.header.scope = {{"*"}, {"*"}};
  item.header.priority = 0;
  return item;
}

inline Item reference(const char* id, const char* title, Body body) {
  Item item{{}, std::move(body)};
  item.header.id = id;
  item.header.rev = 1;
  item.header.title = title;
  item.header.scope = {{"*"}, {"*"}};
  return item;
}

inline std::string all_of(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += fault.code + " " + fault.pointer + " " + fault.message + "\n";
  return text;
}

// Whether a fault with this code, and this pointer unless it is empty, is among them.
inline bool has(const std::vector<Fault>& faults, const std::string& code, const std::string& pointer = "") {
  return std::any_of(faults.begin(), faults.end(), [&](const Fault& fault) {
    return fault.code == code && (pointer.empty() || fault.pointer == pointer);
  });
}

// One thing spoiled in a faultless item, and what must be said of it. An empty code: nothing.
struct Spoiled {
  const char* name;
  std::function<Item()> good;
  std::function<void(Item&)> spoil;
  const char* code;
  const char* pointer = "";
};

inline void PrintTo(const Spoiled& spoiled, std::ostream* out) { *out << spoiled.name; }

inline std::string test_name(const testing::TestParamInfo<Spoiled>& info) { return info.param.name; }

inline void expect_fault(const Spoiled& spoiled) {
  Item item = spoiled.good();
  spoiled.spoil(item);
  const auto faults = check_item(item, calendar());
  if (*spoiled.code == '\0') {
    EXPECT_TRUE(faults.empty()) << all_of(faults);
    return;
  }
  EXPECT_TRUE(has(faults, spoiled.code, spoiled.pointer)) << "said instead:\n" << all_of(faults);
  for (const Fault& fault : faults) {
    EXPECT_EQ(fault.code[0], fault.severity == Severity::error     ? 'E'
                             : fault.severity == Severity::warning ? 'W'
                                                                   : 'I');
    EXPECT_EQ(fault.entity, item.header.id);
    EXPECT_FALSE(fault.message.empty());
  }
}

template <class Body>
Body& of(Item& item) {
  return std::get<Body>(item.body);
}

}  // namespace gongkai::model::sample
