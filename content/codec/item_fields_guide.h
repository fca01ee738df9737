// Field tables of a service guide and its flow chart.
#pragma once

#include "content/codec/item_fields_shared.h"

namespace gongkai::codec {

template <class A>
void fields(A& a, Of<model::DayLimit> auto& limit) {
  a.integer("n", "期限数", limit.n, Need::required);
  a.word("unit", "期限单位", limit.unit, Need::required);
}

template <class A>
void fields(A& a, Of<model::Material> auto& material) {
  a.text("name", "材料名称", material.name, Need::required);
  a.word("need", "材料必要性", material.need, Need::required);
  a.word("kind", "材料类型", material.kind, Need::required);
  a.word("form", "材料形式", material.form, Need::required);
  a.integer("copies", "材料份数", material.copies, Need::required);
  a.word("source", "材料来源", material.source, Need::required);
  a.flag("shared", "是否共享", material.shared, Need::optional);
  a.text("spec", "材料规格", material.spec, Need::optional);
  a.text("blank", "空白表", material.blank, Need::optional);
  a.text("sample", "样表", material.sample, Need::optional);
  a.text("basis", "材料依据", material.basis, Need::optional);
  a.text("note", "材料说明", material.note, Need::optional);
}

template <class A>
void fields(A& a, Of<model::FlowNode> auto& node) {
  a.text("id", "环节编号", node.id, Need::required);
  a.word("type", "环节类型", node.type, Need::required);
  a.text("label", "环节名称", node.label, Need::required);
  a.text("post", "环节岗位", node.post, Need::optional);
  a.number("days", "环节工作日", node.days);
  a.texts("materials", "环节材料", node.materials, Need::optional);
  a.text("note", "环节说明", node.note, Need::optional);
}

template <class A>
void fields(A& a, Of<model::FlowEdge> auto& edge) {
  a.text("from", "起点环节", edge.from, Need::required);
  a.text("to", "终点环节", edge.to, Need::required);
  a.text("label", "连线文字", edge.label, Need::optional);
}

template <class A>
void fields(A& a, Of<model::FlowGraph> auto& flow) {
  a.list("nodes", "流程环节", flow.nodes, Need::required);
  a.list("edges", "流程连线", flow.edges, Need::required);
}

template <class A>
void fields(A& a, Of<model::SpecialProcedure> auto& special) {
  a.text("name", "特别程序名称", special.name, Need::required);
  a.integer("days", "特别程序天数", special.days, Need::required);
  a.flag("counted", "是否计入时限", special.counted, Need::required);
}

template <class A>
void fields(A& a, Of<model::GuideResult> auto& result) {
  a.text("name", "办理结果名称", result.name, Need::required);
  a.word("type", "办理结果类型", result.type, Need::required);
  a.text("sample", "结果样本", result.sample, Need::optional);
  a.text("validity", "结果有效期", result.validity, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Place> auto& place) {
  a.text("window", "办理窗口", place.window, Need::optional);
  a.text("address", "办理地址", place.address, Need::optional);
  a.text("hours", "办理时间", place.hours, Need::required);
}

template <class A>
void fields(A& a, Of<model::Joint> auto& joint) {
  a.text("lead", "牵头机构", joint.lead, Need::required);
  a.texts("co", "协办机构", joint.co, Need::required);
}

template <class A>
void fields(A& a, Of<model::Question> auto& question) {
  a.text("q", "问题", question.q, Need::required);
  a.text("a", "回答", question.a, Need::required);
}

template <class A>
void handling_fields(A& a, Of<model::Guide> auto& guide) {
  a.object("legal_days", "法定办结时限", guide.legal_days, Need::required);
  a.object("promise_days", "承诺办结时限", guide.promise_days, Need::required);
  a.list("special", "特别程序", guide.special, Need::optional);
  a.group("fee", "收费", Need::required, true, [&](auto& fee) {
    fee.flag("charged", "是否收费", guide.charged, Need::required);
    fee.texts("fee_ids", "收费项目", guide.fee_ids, Need::present);
  });
  a.object("result", "办理结果", guide.result, Need::required);
  a.list("places", "办理地点", guide.places, Need::required);
  a.integer("visits", "到办事现场次数", guide.visits, Need::required);
  a.text("consult", "咨询电话", guide.consult, Need::required);
  a.text("complaint", "监督投诉方式", guide.complaint, Need::required);
  a.group("online", "网上办理", Need::optional, !guide.online_url.empty(),
          [&](auto& online) { online.text("url", "网上办理网址", guide.online_url, Need::required); });
  a.object("joint", "联合办理", guide.joint);
  a.text("quantity_limit", "数量限制", guide.quantity_limit, Need::optional);
  a.list("faq", "常见问题", guide.faq, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Guide> auto& guide) {
  a.word("item_type", "事项类型", guide.item_type, Need::required);
  a.text("base_code", "基本编码", guide.base_code, Need::optional);
  a.text("impl_code", "实施编码", guide.impl_code, Need::required);
  a.word("case_type", "办件类型", guide.case_type, Need::required);
  a.word_set("target", "服务对象", guide.target, Need::required);
  a.texts("conditions", "受理条件", guide.conditions, Need::required);
  a.flag("no_material", "无需材料", guide.no_material, Need::optional);
  a.list("materials", "申请材料", guide.materials, guide.no_material ? Need::present : Need::required);
  a.object("flow", "办理流程图", guide.flow);
  a.texts("steps", "办理流程", guide.steps, guide.flow ? Need::optional : Need::required);
  handling_fields(a, guide);
}

}  // namespace gongkai::codec
