// Field tables of the disclosure kinds other than the guide.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "content/codec/item_fields_body.h"
#include "content/codec/item_fields_shared.h"

namespace gongkai::codec {

template <class A>
void fields(A& a, Of<model::Entry> auto& entry) {
  a.integer("seq", "序号", entry.seq, Need::required);
  a.text("topic", "一级事项", entry.topic, Need::required);
  a.text("subtopic", "二级事项", entry.subtopic, Need::required);
  a.text("content_elements", "公开内容要素", entry.content_elements, Need::required);
  a.text("time_limit", "公开时限", entry.time_limit, Need::required);
  a.text("owner", "责任岗位", entry.owner, Need::required);
  a.date("due_on", "到期日期", entry.due_on, Need::optional);
  a.texts("linked", "关联内容", entry.linked, Need::present);
}

template <class A>
void fields(A& a, Of<model::FeeRow> auto& row) {
  a.text("name", "收费名称", row.name, Need::required);
  a.text("unit", "计费单位", row.unit, Need::required);
  a.text("standard", "收费标准", row.standard, Need::required);
  a.text("amount", "金额", row.amount, Need::optional);
  a.integer("basis_ref", "依据序号", row.basis_ref, Need::required);
  a.nullable_text("reduction", "减免规定", row.reduction);
}

template <class A>
void fields(A& a, Of<model::Fee> auto& fee) {
  const bool charged = fee.fee_class != model::FeeClass::none;
  a.text("project_code", "项目编码", fee.project_code, Need::optional);
  a.word("class", "收费性质", fee.fee_class, Need::required);
  a.text("collector", "执收单位", fee.collector, Need::required);
  a.word("fund_handling", "资金管理方式", fee.fund_handling, Need::required);
  a.text("payment_method", "缴费方式", fee.payment_method, charged ? Need::required : Need::optional);
  a.list("rows", "收费明细", fee.rows, charged ? Need::required : Need::present);
}

template <class A>
void fields(A& a, Of<model::Notice> auto& notice) {
  a.word("subtype", "文种", notice.subtype, Need::required);
  a.object("red_head", "红头", notice.red_head);
  a.list("body", "正文", notice.body, Need::required);
}

template <class A>
void fields(A& a, Of<model::RowChange> auto& change) {
  a.text("row_key", "行键", change.row_key, Need::required);
  a.word("type", "变更类型", change.type, Need::required);
  a.text("reason", "变更理由", change.reason, Need::required);
}

// Posting periods are counted in working days or calendar days.
inline constexpr std::array<std::string_view, 2> posting_units{"wd", "d"};

template <class A>
void fields(A& a, Of<model::PublicityRound> auto& round) {
  a.integer("no", "榜次", round.no, Need::required);
  a.date("start_on", "本榜起始日期", round.start_on, Need::required);
  a.group("min", "最短公示期", Need::required, true, [&](auto& minimum) {
    minimum.integer("n", "期限数", round.minimum.n, Need::required);
    minimum.word_among("unit", "期限单位", round.minimum.unit, Need::required, posting_units);
  });
  a.texts("columns", "表头", round.columns, Need::required);
  a.table("rows", "公示名单", round.rows, Need::required);
  a.list("changes", "变更说明", round.changes, round.no > 1 ? Need::present : Need::optional);
  a.text("override_reason", "提前开榜理由", round.override_reason, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Objection> auto& objection) {
  a.text("channel", "异议受理渠道", objection.channel, Need::required);
  a.text("how", "异议提出方式", objection.how, Need::required);
  a.text("office", "异议受理地点", objection.office, Need::required);
}

template <class A>
void fields(A& a, Of<model::Exposure> auto& exposure) {
  a.integer("per_day_plays", "每日展示次数", exposure.per_day_plays, Need::required);
  a.integer("per_day_seconds", "每日展示秒数", exposure.per_day_seconds, Need::required);
}

template <class A>
void fields(A& a, Of<model::Publicity> auto& publicity) {
  a.word("subtype", "公示类型", publicity.subtype, Need::required);
  a.object("red_head", "红头", publicity.red_head);
  a.list("body", "公示说明", publicity.body, Need::optional);
  a.integer("total_rounds", "总榜次", publicity.total_rounds, Need::required);
  a.list("rounds", "各榜", publicity.rounds, Need::required);
  a.texts("masked_columns", "脱敏列", publicity.masked_columns, Need::present);
  a.object("objection", "异议方式", publicity.objection, Need::required);
  a.object("exposure", "展示要求", publicity.exposure, Need::required);
  a.text("outcome", "公示结果", publicity.outcome, Need::optional);
}

template <class A>
void fields(A& a, Of<model::DiscretionRow> auto& row) {
  a.text("grade", "裁量等级", row.grade, Need::required);
  a.text("circumstance", "适用情形", row.circumstance, Need::required);
  a.text("measure", "处罚措施", row.measure, Need::required);
  a.integer("min", "下限（元）", row.min, Need::required);
  a.integer("max", "上限（元）", row.max, Need::required);
}

template <class A>
void fields(A& a, Of<model::Power> auto& power) {
  a.word("type", "权力类型", power.type, Need::required);
  a.texts("procedure", "办理程序", power.procedure, Need::optional);
  a.text("limit", "办理时限", power.limit, Need::optional);
  a.text("post", "责任岗位", power.post, Need::optional);
  a.texts("documents", "格式文书", power.documents, Need::optional);
  a.list("discretion", "裁量基准", power.discretion, Need::optional);
  a.flag("first_offence_free", "首违免罚", power.first_offence_free, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Pledge> auto& pledge) {
  a.text("unit", "承诺单位", pledge.unit, Need::required);
  a.texts("pledges", "承诺内容", pledge.pledges, Need::required);
  a.text("phone", "监督电话", pledge.phone, Need::required);
}

// A rate that the source typed: its name and its value in percent.
template <class A, class Rate>
requires Of<Rate, std::pair<std::string, std::string>>
void fields(A& a, Rate& rate) {
  a.text("name", "比率名称", rate.first, Need::required);
  a.text("value", "比率值", rate.second, Need::required);
}

template <class A>
void fields(A& a, Of<model::Stats> auto& stats) {
  a.integer("received", "受理件数", stats.received, Need::required);
  a.integer("closed", "办结件数", stats.closed, Need::required);
  a.integer("on_time", "按时办结件数", stats.on_time, Need::required);
  a.integer("instant", "即办件数", stats.instant, Need::required);
  a.integer("rated", "评价件数", stats.rated, Need::required);
  a.integer("satisfied", "满意件数", stats.satisfied, Need::required);
  a.integer("complaints", "有效投诉件数", stats.complaints, Need::required);
  a.integer("overdue", "超期件数", stats.overdue, Need::required);
  a.list("typed_rates", "来源所载比率", stats.typed_rates, Need::optional);
}

template <class A>
void fields(A& a, Of<model::RuleCount> auto& rule) {
  a.text("name", "文件类别", rule.name, Need::required);
  a.integer("made", "本年制发件数", rule.made, Need::required);
  a.integer("abolished", "本年废止件数", rule.abolished, Need::required);
  a.integer("in_force", "现行有效件数", rule.in_force, Need::required);
  a.integer("in_force_before", "上年现行有效件数", rule.in_force_before, Need::required);
}

template <class A>
void fields(A& a, Of<model::RequestCount> auto& requests) {
  a.integer("received", "本年新收申请", requests.received, Need::required);
  a.integer("carried_in", "上年结转申请", requests.carried_in, Need::required);
  a.integer("closed", "办理结果合计", requests.closed, Need::required);
  a.integer("carried_out", "结转下年", requests.carried_out, Need::required);
}

template <class A>
void fields(A& a, Of<model::Report> auto& report) {
  a.integer("year", "年度", report.year, Need::required);
  a.list("rules", "规章和规范性文件", report.rules, Need::present);
  a.integer("licences", "行政许可件数", report.licences, Need::required);
  a.integer("penalties", "行政处罚件数", report.penalties, Need::required);
  a.integer("coercions", "行政强制件数", report.coercions, Need::required);
  a.text("fees_wan", "行政事业性收费（万元）", report.fees_wan, Need::required);
  a.object("requests", "依申请公开", report.requests, Need::required);
  a.texts("problems", "存在问题", report.problems, Need::required);
  a.texts("improvements", "改进措施", report.improvements, Need::required);
}

template <class A>
void fields(A&, Of<model::Slogan> auto&) {}  // the text is the envelope's led_text

// All but ends_at and approvals are the eight fields that 突发事件应对法 64 demands of an alert.
template <class A>
void fields(A& a, Of<model::Emergency> auto& emergency) {
  a.text("category", "预警类别", emergency.category, Need::required);
  a.word("alert_level", "预警级别", emergency.alert_level, Need::required);
  a.instant("starts_at", "起始时间", emergency.starts_at, Need::required);
  a.instant("ends_at", "截止时间", emergency.ends_at, Need::required);
  a.text("area", "影响范围", emergency.area, Need::required);
  a.text("warning", "警示事项", emergency.warning, Need::required);
  a.texts("measures", "应采取的措施", emergency.measures, Need::required);
  a.text("issuer", "发布单位", emergency.issuer, Need::required);
  a.instant("issued_at", "发布时间", emergency.issued_at, Need::required);
  a.texts("approvals", "值班签批", emergency.approvals, Need::required);
}

}  // namespace gongkai::codec
