// English for the catalogue's closed sets, by the Chinese word: the store hands some of them over as text.
#include <algorithm>
#include <array>

#include "app/screens/phrase.h"

namespace gongkai::screens {

namespace {

constexpr std::array closed_words{
    // Kinds of items.
    Phrase{"机构", "Office"}, Phrase{"窗口", "Window"}, Phrase{"目录节点", "Heading"}, Phrase{"公开目录", "Catalogue entry"},
    Phrase{"办事指南", "Service"}, Phrase{"收费标准", "Fee"}, Phrase{"通知公告", "Notice"}, Phrase{"公示", "Consultation"},
    Phrase{"权力事项", "Power"}, Phrase{"服务承诺", "Pledge"}, Phrase{"办件统计", "Statistics"}, Phrase{"年度报告", "Annual report"},
    Phrase{"投诉咨询渠道", "Contact"}, Phrase{"标语", "Slogan"}, Phrase{"工作日历", "Calendar"}, Phrase{"应急预警", "Alert"},
    // Notices and publicities.
    Phrase{"通知", "Notice"}, Phrase{"公告", "Announcement"}, Phrase{"部门动态", "News"}, Phrase{"政策文件", "Policy"},
    Phrase{"政策解读", "Explanation"}, Phrase{"规划计划", "Plan"}, Phrase{"财政", "Finance"}, Phrase{"采购", "Procurement"},
    Phrase{"决策", "Decision"}, Phrase{"目标完成", "Targets"}, Phrase{"知识", "Good to know"}, Phrase{"任免", "Appointments"},
    Phrase{"公开指南", "Guide to disclosure"}, Phrase{"制度规定", "Rules"}, Phrase{"拟录用", "Recruitment"},
    Phrase{"任前", "Before appointment"}, Phrase{"三榜", "Three rounds"}, Phrase{"征地", "Land"}, Phrase{"救助", "Relief"},
    Phrase{"招投标", "Tenders"}, Phrase{"规划", "Planning"}, Phrase{"评审", "Review"}, Phrase{"听证", "Hearing"},
    Phrase{"新增", "Added"}, Phrase{"核减", "Removed"}, Phrase{"更正", "Corrected"},
    // Services and powers.
    Phrase{"行政许可", "Licence"}, Phrase{"行政处罚", "Penalty"}, Phrase{"行政强制", "Coercion"}, Phrase{"行政征收", "Levy"},
    Phrase{"行政给付", "Payment"}, Phrase{"行政检查", "Inspection"}, Phrase{"行政确认", "Confirmation"}, Phrase{"行政奖励", "Award"},
    Phrase{"行政裁决", "Ruling"}, Phrase{"其他行政权力", "Other power"}, Phrase{"公共服务", "Public service"},
    Phrase{"许可", "Licence"}, Phrase{"处罚", "Penalty"}, Phrase{"强制", "Coercion"}, Phrase{"征收", "Levy"}, Phrase{"给付", "Payment"},
    Phrase{"检查", "Inspection"}, Phrase{"确认", "Confirmation"}, Phrase{"奖励", "Award"}, Phrase{"裁决", "Ruling"},
    Phrase{"社会事务", "Social affairs"}, Phrase{"其他", "Other"}, Phrase{"即办", "At once"},
    Phrase{"即办件", "Done on the spot"}, Phrase{"承诺件", "Done within a promised limit"}, Phrase{"自然人", "Persons"},
    Phrase{"企业法人", "Enterprises"}, Phrase{"事业法人", "Public institutions"}, Phrase{"社会组织", "Social organizations"},
    // Materials.
    Phrase{"必要", "Required"}, Phrase{"非必要", "Optional"}, Phrase{"容缺后补", "May follow"}, Phrase{"原件", "Original"},
    Phrase{"复印件", "Copy"}, Phrase{"原件和复印件", "Original and copy"}, Phrase{"纸质", "On paper"}, Phrase{"电子化", "Electronic"},
    Phrase{"纸质或电子化", "On paper or electronic"}, Phrase{"申请人自备", "From the applicant"},
    Phrase{"政府部门核发", "Issued by an authority"},
    // Fees.
    Phrase{"行政事业性收费", "Administrative fee"}, Phrase{"政府性基金", "Government fund"},
    Phrase{"经营服务性收费", "Service charge"}, Phrase{"保证金", "Deposit"}, Phrase{"不收费", "Free"},
    Phrase{"缴入中央国库", "Central treasury"}, Phrase{"缴入地方国库", "Local treasury"},
    Phrase{"缴入中央和地方国库", "Central and local treasury"}, Phrase{"缴入财政专户", "Special fiscal account"},
    // Staff and alerts.
    Phrase{"在岗", "On duty"}, Phrase{"暂离", "Away"}, Phrase{"红色", "Red"}, Phrase{"橙色", "Orange"}, Phrase{"黄色", "Yellow"},
    Phrase{"蓝色", "Blue"},
};

}  // namespace

std::string closed_word(Language language, std::string_view word) {
  const auto known = std::find_if(closed_words.begin(), closed_words.end(), [&](const Phrase& one) { return one.chinese == word; });
  return std::string(language == Language::chinese || known == closed_words.end() ? word : known->english);
}

std::string with_kept_colons(std::string words) {
  constexpr std::string_view colon = ": ", kept = ":\u00A0";
  for (std::size_t at = words.find(colon); at != std::string::npos; at = words.find(colon, at + kept.size())) {
    words.replace(at, colon.size(), kept);
  }
  return words;
}

}  // namespace gongkai::screens
