#include "content/model/names.h"

#include <array>

namespace gongkai::model {
namespace {

using Word = std::string_view;

constexpr std::array<Word, 16> kind_words{"organ", "window", "node", "entry", "guide", "fee", "notice",
    "publicity", "power", "pledge", "stats", "report", "channel", "slogan", "calendar", "emergency"};
constexpr std::array<Word, 2> state_words{"published", "withdrawn"};
constexpr std::array<Word, 3> disclosure_mode_words{"长期公开", "定期公开", "随时公开"};
constexpr std::array<Word, 4> period_words{"月", "季", "半年", "年"};
constexpr std::array<Word, 2> access_words{"主动公开", "依申请公开"};
constexpr std::array<Word, 2> audience_words{"全社会", "特定群体"};
constexpr std::array<Word, 4> level_words{"市级", "县级", "乡级", "村级"};
constexpr std::array<Word, 3> surface_words{"touch", "led", "wall"};
constexpr std::array<Word, 2> post_status_words{"在岗", "暂离"};
constexpr std::array<Word, 3> day_unit_words{"工作日", "自然日", "即时"};
constexpr std::array<Word, 11> item_type_words{"行政许可", "行政处罚", "行政强制", "行政征收", "行政给付",
    "行政检查", "行政确认", "行政奖励", "行政裁决", "其他行政权力", "公共服务"};
constexpr std::array<Word, 2> case_type_words{"即办件", "承诺件"};
constexpr std::array<Word, 5> target_words{"自然人", "企业法人", "事业法人", "社会组织", "其他"};
constexpr std::array<Word, 3> material_need_words{"必要", "非必要", "容缺后补"};
constexpr std::array<Word, 3> material_kind_words{"原件", "复印件", "原件和复印件"};
constexpr std::array<Word, 3> material_form_words{"纸质", "电子化", "纸质或电子化"};
constexpr std::array<Word, 3> material_source_words{"申请人自备", "政府部门核发", "其他"};
constexpr std::array<Word, 4> flow_node_type_words{"start", "step", "decision", "end"};
constexpr std::array<Word, 3> result_type_words{"证照", "批文", "其他"};
constexpr std::array<Word, 5> fee_class_words{"行政事业性收费", "政府性基金", "经营服务性收费", "保证金",
    "不收费"};
constexpr std::array<Word, 5> fund_handling_words{"缴入中央国库", "缴入地方国库", "缴入中央和地方国库",
    "缴入财政专户", "其他"};
constexpr std::array<Word, 14> notice_subtype_words{"通知", "公告", "部门动态", "政策文件", "政策解读",
    "规划计划", "财政", "采购", "决策", "目标完成", "知识", "任免", "公开指南", "制度规定"};
constexpr std::array<Word, 10> publicity_subtype_words{"拟录用", "任前", "三榜", "征地", "救助", "招投标",
    "规划", "评审", "听证", "其他"};
constexpr std::array<Word, 3> change_type_words{"新增", "核减", "更正"};
constexpr std::array<Word, 11> power_type_words{"许可", "处罚", "强制", "征收", "给付", "检查", "确认",
    "奖励", "裁决", "其他", "社会事务"};
constexpr std::array<Word, 4> alert_level_words{"红色", "橙色", "黄色", "蓝色"};
constexpr std::array<Word, 9> text_role_words{"p", "to", "h1", "h2", "h3", "h4", "attach", "sign", "date"};

constexpr std::array<Word, kind_count> kind_titles{
    "机构", "窗口", "目录节点", "公开目录", "办事指南", "收费标准", "通知公告", "公示",
    "权力事项", "服务承诺", "办件统计", "年度报告", "投诉咨询渠道", "标语", "工作日历", "应急预警"};

}  // namespace

template <>
std::span<const std::string_view> words<Kind>() {
  return kind_words;
}

template <>
std::span<const std::string_view> words<State>() {
  return state_words;
}

template <>
std::span<const std::string_view> words<DisclosureMode>() {
  return disclosure_mode_words;
}

template <>
std::span<const std::string_view> words<Period>() {
  return period_words;
}

template <>
std::span<const std::string_view> words<Access>() {
  return access_words;
}

template <>
std::span<const std::string_view> words<Audience>() {
  return audience_words;
}

template <>
std::span<const std::string_view> words<Level>() {
  return level_words;
}

template <>
std::span<const std::string_view> words<Surface>() {
  return surface_words;
}

template <>
std::span<const std::string_view> words<PostStatus>() {
  return post_status_words;
}

template <>
std::span<const std::string_view> words<DayUnit>() {
  return day_unit_words;
}

template <>
std::span<const std::string_view> words<ItemType>() {
  return item_type_words;
}

template <>
std::span<const std::string_view> words<CaseType>() {
  return case_type_words;
}

template <>
std::span<const std::string_view> words<Target>() {
  return target_words;
}

template <>
std::span<const std::string_view> words<MaterialNeed>() {
  return material_need_words;
}

template <>
std::span<const std::string_view> words<MaterialKind>() {
  return material_kind_words;
}

template <>
std::span<const std::string_view> words<MaterialForm>() {
  return material_form_words;
}

template <>
std::span<const std::string_view> words<MaterialSource>() {
  return material_source_words;
}

template <>
std::span<const std::string_view> words<FlowNodeType>() {
  return flow_node_type_words;
}

template <>
std::span<const std::string_view> words<ResultType>() {
  return result_type_words;
}

template <>
std::span<const std::string_view> words<FeeClass>() {
  return fee_class_words;
}

template <>
std::span<const std::string_view> words<FundHandling>() {
  return fund_handling_words;
}

template <>
std::span<const std::string_view> words<NoticeSubtype>() {
  return notice_subtype_words;
}

template <>
std::span<const std::string_view> words<PublicitySubtype>() {
  return publicity_subtype_words;
}

template <>
std::span<const std::string_view> words<ChangeType>() {
  return change_type_words;
}

template <>
std::span<const std::string_view> words<PowerType>() {
  return power_type_words;
}

template <>
std::span<const std::string_view> words<AlertLevel>() {
  return alert_level_words;
}

template <>
std::span<const std::string_view> words<TextRole>() {
  return text_role_words;
}

std::string_view title_zh(Kind kind) { return kind_titles[static_cast<std::size_t>(kind)]; }

}  // namespace gongkai::model
