// Rules of a service guide (办事指南).
#include <fmt/format.h>

#include <algorithm>

#include "content/model/field_shapes.h"
#include "content/model/item_rules.h"
#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

void check_codes(const Guide& guide, RuleReport& report) {
  if (!guide.base_code.empty() && !is_item_code(guide.base_code, 12, 12)) {
    report.error("E-GUIDE-BASE-CODE", "/base_code", "基本编码应是12位大写字母或数字。");
  }
  if (!is_item_code(guide.impl_code, 25, 36)) {
    report.error("E-GUIDE-IMPL-CODE", "/impl_code", "实施编码应是25—36位大写字母或数字。");
  }
}

void check_conditions(const Guide& guide, RuleReport& report) {
  if (guide.conditions.empty() || guide.conditions.size() > 30) {
    report.error("E-GUIDE-CONDITIONS", "/conditions", "受理条件应有1—30条。");
  }
  for (std::size_t i = 0; i < guide.conditions.size(); ++i) {
    report.at_most("E-GUIDE-CONDITIONS", at("/conditions", i), "受理条件", guide.conditions[i], 300);
  }
  if (guide.target.empty()) report.error("E-GUIDE-TARGET", "/target", "请至少选一个服务对象。");
}

void check_materials(const Guide& guide, RuleReport& report) {
  if (guide.materials.empty() && !guide.no_material) {
    report.error("E-GUIDE-MATERIALS", "/materials",
                 "缺少申请材料；确实不需要材料的，请写“no_material”为true。");
  }
  if (!guide.materials.empty() && guide.no_material) {
    report.error("E-GUIDE-MATERIALS", "/no_material", "已列出申请材料，又标为无需材料，请去掉一个。");
  }
  if (guide.materials.size() > 60) report.error("E-GUIDE-MATERIALS", "/materials", "申请材料最多60项。");
  for (std::size_t i = 0; i < guide.materials.size(); ++i) {
    const std::string pointer = at("/materials", i);
    report.at_most("E-GUIDE-MATERIALS", pointer + "/name", "材料名称", guide.materials[i].name, 60);
    if (guide.materials[i].copies < 0 || guide.materials[i].copies > 20) {
      report.error("E-GUIDE-COPIES", pointer + "/copies", "材料份数应在0—20之间。");
    }
  }
}

bool in_range(DayLimit limit) { return limit.n >= 0 && limit.n <= 365; }

// An instant is a limit of no days in any unit.
int days_of(DayLimit limit) { return limit.unit == DayUnit::instant ? 0 : limit.n; }

bool same_unit(DayLimit a, DayLimit b) {
  return a.unit == b.unit || a.unit == DayUnit::instant || b.unit == DayUnit::instant;
}

// Promised limits are published and may not exceed the legal ones (优化营商环境条例 35, 36).
void check_limits(const Guide& guide, RuleReport& report) {
  if (!in_range(guide.legal_days))
    report.error("E-GUIDE-DAYS", "/legal_days/n", "法定办结时限应在0—365之间。");
  if (!in_range(guide.promise_days))
    report.error("E-GUIDE-DAYS", "/promise_days/n", "承诺办结时限应在0—365之间。");
  if (!same_unit(guide.legal_days, guide.promise_days)) {
    report.warning("W-GUIDE-UNITS", "/promise_days/unit",
                   "法定时限和承诺时限单位不同，无法比较，请统一单位。");
  } else if (days_of(guide.promise_days) > days_of(guide.legal_days)) {
    report.error("E-GUIDE-PROMISE", "/promise_days/n",
                 fmt::format("承诺办结时限{}长于法定办结时限{}，请核对。", days_of(guide.promise_days),
                             days_of(guide.legal_days)));
  }
  const bool within_a_day = guide.promise_days.unit == DayUnit::instant ||
                            (guide.promise_days.unit == DayUnit::working_day && guide.promise_days.n <= 1);
  if (guide.case_type == CaseType::on_the_spot && !within_a_day) {
    report.error("E-GUIDE-INSTANT", "/promise_days", "即办件的承诺时限应不超过1个工作日，或改为承诺件。");
  }
}

void check_step_days(const Guide& guide, RuleReport& report) {
  if (!guide.flow || guide.promise_days.unit == DayUnit::calendar_day) return;
  double total = 0;
  for (const FlowNode& node : guide.flow->nodes) total += node.days.value_or(0);
  if (total > days_of(guide.promise_days)) {
    report.warning("W-GUIDE-STEP-DAYS", "/flow/nodes",
                   fmt::format("各环节合计{}个工作日，超过承诺的{}个工作日，请核对。", total,
                               days_of(guide.promise_days)));
  }
}

void check_flow_materials(const Guide& guide, RuleReport& report) {
  for (std::size_t i = 0; i < guide.flow->nodes.size(); ++i) {
    const FlowNode& node = guide.flow->nodes[i];
    for (std::size_t j = 0; j < node.materials.size(); ++j) {
      const bool listed =
          std::any_of(guide.materials.begin(), guide.materials.end(),
                      [&](const Material& material) { return material.name == node.materials[j]; });
      if (!listed) {
        report.warning(
            "W-FLOW-MATERIAL", at(at("/flow/nodes", i) + "/materials", j),
            fmt::format("环节“{}”的材料“{}”不在申请材料里，请改用同一名称。", node.label, node.materials[j]));
      }
    }
  }
}

void check_special(const Guide& guide, RuleReport& report) {
  if (guide.special.size() > 10) report.error("E-GUIDE-SPECIAL", "/special", "特别程序最多10项。");
  for (std::size_t i = 0; i < guide.special.size(); ++i) {
    if (guide.special[i].days < 0 || guide.special[i].days > 365) {
      report.error("E-GUIDE-SPECIAL", at("/special", i) + "/days", "特别程序天数应在0—365之间。");
    }
  }
}

void check_places(const Guide& guide, RuleReport& report) {
  if (guide.places.empty() || guide.places.size() > 20) {
    report.error("E-GUIDE-PLACES", "/places", "办理地点应有1—20处。");
  }
  for (std::size_t i = 0; i < guide.places.size(); ++i) {
    if (guide.places[i].window.empty() && guide.places[i].address.empty()) {
      report.error("E-GUIDE-PLACES", at("/places", i), "办理地点要写窗口号或地址。");
    }
  }
  if (guide.visits < 0 || guide.visits > 9)
    report.error("E-GUIDE-VISITS", "/visits", "到现场次数应在0—9之间。");
  if (guide.visits == 0 && guide.online_url.empty()) {
    report.error("E-GUIDE-ONLINE", "/online", "到现场0次就是全程网办，请填写网上办理网址。");
  }
  if (!guide.online_url.empty() && !guide.online_url.starts_with("https://")) {
    report.error("E-GUIDE-ONLINE", "/online/url", "网上办理网址应以https://开头。");
  }
}

void check_contacts(const Guide& guide, RuleReport& report) {
  if (!is_phone(guide.consult) || is_dummy_phone(guide.consult)) {
    report.error("E-PHONE", "/consult", fmt::format("咨询电话“{}”不是有效的电话号码。", guide.consult));
  }
  const bool phone = is_phone(guide.complaint) && !is_dummy_phone(guide.complaint);
  if (!phone && !is_entity_id(guide.complaint)) {
    report.error("E-GUIDE-COMPLAINT", "/complaint", "监督投诉方式应是投诉渠道的编号或有效的电话号码。");
  }
}

void check_questions(const Guide& guide, RuleReport& report) {
  if (guide.faq.size() > 30) report.error("E-GUIDE-FAQ", "/faq", "常见问题最多30个。");
  for (std::size_t i = 0; i < guide.faq.size(); ++i) {
    const std::string pointer = at("/faq", i);
    report.at_most("E-GUIDE-FAQ", pointer + "/q", "问题", guide.faq[i].q, 100);
    report.at_most("E-GUIDE-FAQ", pointer + "/a", "回答", guide.faq[i].a, 500);
  }
}

}  // namespace

void check_guide(const Header& header, const Guide& guide, RuleReport& report) {
  if (header.basis.empty()) report.error("E-ENV-BASIS", "/basis", "办事指南要写明设定依据。");
  check_codes(guide, report);
  check_conditions(guide, report);
  check_materials(guide, report);
  check_limits(guide, report);
  check_special(guide, report);
  check_places(guide, report);
  check_contacts(guide, report);
  check_questions(guide, report);
  if (guide.charged != !guide.fee_ids.empty()) {
    report.error("E-GUIDE-FEE", "/fee", "收费的事项要列出收费项目，不收费的不能列，请核对。");
  }
  if (guide.flow) {
    check_flow(*guide.flow, report);
    check_step_days(guide, report);
    check_flow_materials(guide, report);
  } else if (guide.steps.empty()) {
    report.error("E-GUIDE-STEPS", "/steps", "缺少办理流程：请画流程图（flow）或写办理步骤（steps）。");
  }
}

}  // namespace gongkai::model
