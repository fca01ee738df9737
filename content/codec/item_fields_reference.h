// Field tables of the reference kinds: organ, window, node, channel, calendar.
#pragma once

#include "content/codec/item_fields_shared.h"

namespace gongkai::codec {

template <class A>
void fields(A& a, Of<model::Leader> auto& leader) {
  a.text("name", "姓名", leader.name, Need::required);
  a.text("post", "职务", leader.post, Need::required);
  a.text("division", "分工", leader.division, Need::required);
}

template <class A>
void fields(A& a, Of<model::Unit> auto& unit) {
  a.text("name", "内设机构名称", unit.name, Need::required);
  a.text("duties", "内设机构职责", unit.duties, Need::required);
  a.text("phone", "内设机构电话", unit.phone, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Organ> auto& organ) {
  a.text("abbr", "机构简称", organ.abbr, Need::required);
  a.texts("duties", "机构职责", organ.duties, Need::required);
  a.list("leaders", "领导分工", organ.leaders, Need::required);
  a.list("units", "内设机构", organ.units, Need::required);
  a.text("address", "办公地址", organ.address, Need::required);
  a.text("hours", "办公时间", organ.hours, Need::required);
  a.text("phone", "办公电话", organ.phone, Need::required);
  a.text("complaint", "监督投诉渠道", organ.complaint, Need::required);
}

template <class A>
void fields(A& a, Of<model::Staff> auto& staff) {
  a.text("name", "工作人员姓名", staff.name, Need::required);
  a.text("badge", "工号", staff.badge, Need::required);
}

template <class A>
void fields(A& a, Of<model::Post> auto& post) {
  a.text("post", "岗位", post.post, Need::required);
  a.object("staff", "工作人员", post.staff);
  a.word("status", "在岗状态", post.status, Need::required);
}

template <class A>
void fields(A& a, Of<model::Window> auto& window) {
  a.text("no", "窗口号", window.no, Need::required);
  a.text("floor", "楼层", window.floor, Need::required);
  a.text("zone", "区域", window.zone, Need::required);
  a.text("organ", "进驻机构", window.organ, Need::required);
  a.texts("items", "办理事项", window.items, Need::present);
  a.list("posts", "岗位", window.posts, Need::required);
  a.text("hours", "办公时间", window.hours, Need::required);
}

template <class A>
void fields(A& a, Of<model::Node> auto& node) {
  a.text("code", "目录编码", node.code, Need::required);
  a.text("parent", "上级目录", node.parent, Need::nullable);
  a.integer("order", "排序", node.order, Need::required);
  a.text("icon", "图标", node.icon, Need::required);
  a.integer("expected_min", "应有条数", node.expected_min, Need::required);
}

template <class A>
void fields(A& a, Of<model::Channel> auto& channel) {
  a.text("phone", "电话", channel.phone, Need::optional);
  a.text("fax", "传真", channel.fax, Need::optional);
  a.text("email", "电子邮箱", channel.email, Need::optional);
  a.text("address", "地址", channel.address, Need::optional);
  a.text("hours", "受理时间", channel.hours, Need::optional);
  a.text("office", "受理处室", channel.office, Need::optional);
  a.text("covers", "受理范围", channel.covers, Need::required);
}

template <class A>
void fields(A& a, Of<model::Calendar> auto& calendar) {
  a.integer("year", "年份", calendar.year.year, Need::required);
  a.dates("holidays", "放假日期", calendar.year.holidays, Need::required);
  a.dates("makeup_workdays", "调休上班日期", calendar.year.makeup_workdays, Need::present);
}

}  // namespace gongkai::codec
