// Rules of the kinds that have no file of their own.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>

#include "content/model/field_shapes.h"
#include "content/model/item_rules.h"
#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

constexpr std::int64_t largest_number = 1'000'000'000'000;  // of cases or yuan; keeps sums in range

bool in_reach(std::initializer_list<std::int64_t> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](std::int64_t number) {
    return number >= -largest_number && number <= largest_number;
  });
}

void check_phone(const std::string& phone, const std::string& pointer, RuleReport& report) {
  if (phone.empty()) return;
  if (!is_phone(phone)) {
    report.error("E-PHONE", pointer, fmt::format("“{}”不是有效的电话号码，应如0300-5550107或12345。", phone));
  } else if (is_dummy_phone(phone)) {
    report.error("E-PHONE", pointer, fmt::format("“{}”像是随手填的号码，请填真实号码。", phone));
  }
}

void check(const Header&, const Organ& organ, RuleReport& report) {
  report.at_most("E-ORGAN-ABBR", "/abbr", "机构简称", organ.abbr, 12);
  check_phone(organ.phone, "/phone", report);
  for (std::size_t i = 0; i < organ.units.size(); ++i) {
    check_phone(organ.units[i].phone, at("/units", i) + "/phone", report);
  }
}

void check(const Header&, const Window& window, RuleReport& report) {
  if (!is_item_code(window.no, 2, 8)) {
    report.error("E-WINDOW-NO", "/no", fmt::format("窗口号“{}”应是大写字母和数字，如“A07”。", window.no));
  }
}

void check(const Header&, const Node& node, RuleReport& report) {
  if (!is_node_code(node.code)) {
    report.error("E-NODE-CODE", "/code", fmt::format("目录编码“{}”应如“A”“A-01”，最多四级。", node.code));
  }
  if (node.expected_min < 0) report.error("E-NODE-EXPECTED", "/expected_min", "应有条数不能为负。");
  if (node.parent == node.code) report.error("E-NODE-PARENT", "/parent", "上级目录不能是自己。");
}

void check(const Header&, const Entry& entry, RuleReport& report) {
  if (entry.seq < 1) report.error("E-ENTRY-SEQ", "/seq", "序号应从1起。");
}

void check(const Header& header, const Notice& notice, RuleReport& report) {
  check_blocks(notice.body, report);
  if (!notice.red_head) return;
  const std::string& text = notice.red_head->doc_no;
  const auto number = parse_document_number(text);
  if (!number) {
    report.error("E-NOTICE-DOCNO", "/red_head/doc_no",
                 fmt::format("发文字号“{}”不合格式，应如“临政告〔2026〕9号”。", text));
  } else if (header.publish_at && number->year > year_of(date_of(*header.publish_at))) {
    report.warning("W-ENV-DOCNO-YEAR", "/red_head/doc_no",
                   fmt::format("发文字号“{}”的年份晚于发布年份，请核对。", text));
  }
}

// Ranges of fines: none may overlap; a gap leaves cases without a rule. Rows without a fine (警告, 不予处罚)
// do not count.
void check(const Header& header, const Power& power, RuleReport& report) {
  if (header.basis.empty()) report.error("E-ENV-BASIS", "/basis", "权力事项要写明设定依据。");
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < power.discretion.size(); ++i) {
    const DiscretionRow& row = power.discretion[i];
    if (row.min < 0 || row.min > row.max) {
      report.error("E-POWER-RANGE", at("/discretion", i),
                   fmt::format("裁量等级“{}”的幅度{}—{}元不成立，请核对。", row.grade, row.min, row.max));
    } else if (row.max > largest_number) {
      report.error("E-POWER-RANGE", at("/discretion", i),
                   fmt::format("裁量等级“{}”的上限太大，请核对。", row.grade));
    } else if (row.max > 0) {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return power.discretion[a].min < power.discretion[b].min;
  });
  for (std::size_t k = 1; k < order.size(); ++k) {
    const DiscretionRow& before = power.discretion[order[k - 1]];
    const DiscretionRow& row = power.discretion[order[k]];
    const std::string pointer = at("/discretion", order[k]);
    if (row.min <= before.max) {
      report.error("E-POWER-OVERLAP", pointer,
                   fmt::format("裁量等级“{}”（{}—{}元）与“{}”（{}—{}元）重叠，请改到不重叠。", row.grade,
                               row.min, row.max, before.grade, before.min, before.max));
    } else if (row.min > before.max + 1) {
      report.warning("W-POWER-GAP", pointer,
                     fmt::format("裁量等级“{}”与“{}”之间{}—{}元没有规定，请核对。", before.grade, row.grade,
                                 before.max, row.min));
    }
  }
}

void check(const Header&, const Pledge& pledge, RuleReport& report) {
  check_phone(pledge.phone, "/phone", report);
}

// The rates a source typed beside ours; more than 0.1 percentage points off is a slip that must not be shown.
void check_typed_rates(const Stats& stats, RuleReport& report) {
  const auto computed = [&](std::string_view name) -> BasisPoints {
    if (name == "办结率") return rate(stats.closed, stats.received);
    if (name == "按时办结率") return rate(stats.on_time, stats.closed);
    if (name == "即办比例") return rate(stats.instant, stats.received);
    if (name == "满意率") return rate(stats.satisfied, stats.rated);
    return std::nullopt;
  };
  for (std::size_t i = 0; i < stats.typed_rates.size(); ++i) {
    const auto& [name, value] = stats.typed_rates[i];
    const BasisPoints ours = computed(name);
    const auto amount = normal_amount(value);
    if (!amount) {
      report.error("E-STATS-RATE", at("/typed_rates", i) + "/value",
                   fmt::format("比率值“{}”应是百分数的数字。", value));
    } else if (ours && std::abs(std::stod(*amount) * 100 - static_cast<double>(*ours)) > 10.0) {
      report.warning("W-STATS-RATE", at("/typed_rates", i) + "/value",
                     fmt::format("{}写的是{}%，应为{}，请核对。", name, value, format_rate(ours)));
    }
  }
}

void check(const Header&, const Stats& stats, RuleReport& report) {
  const auto part_of = [&](const char* pointer, std::string_view label, std::int64_t part,
                           std::string_view whole_label, std::int64_t whole) {
    if (part < 0 || part > whole) {
      report.error(
          "E-STATS-SUM", pointer,
          fmt::format("{}（{}）不能为负，也不能多于{}（{}），请核对。", label, part, whole_label, whole));
    }
  };
  if (!in_reach({stats.received, stats.closed, stats.on_time, stats.instant, stats.rated, stats.satisfied,
                 stats.complaints, stats.overdue})) {
    return report.error("E-STATS-SUM", "", "件数太大，请核对。");
  }
  if (stats.received < 0) report.error("E-STATS-SUM", "/received", "受理件数不能为负。");
  part_of("/closed", "办结件数", stats.closed, "受理件数", stats.received);
  part_of("/on_time", "按时办结件数", stats.on_time, "办结件数", stats.closed);
  part_of("/instant", "即办件数", stats.instant, "受理件数", stats.received);
  part_of("/rated", "评价件数", stats.rated, "受理件数", stats.received);
  part_of("/satisfied", "满意件数", stats.satisfied, "评价件数", stats.rated);
  part_of("/overdue", "超期件数", stats.overdue, "受理件数", stats.received);
  if (stats.complaints < 0) report.error("E-STATS-SUM", "/complaints", "有效投诉件数不能为负。");
  if (stats.on_time + stats.overdue != stats.closed) {
    report.warning("W-STATS-SUM", "/overdue",
                   fmt::format("按时办结{}件加超期{}件，不等于办结{}件，请核对。", stats.on_time,
                               stats.overdue, stats.closed));
  }
  check_typed_rates(stats, report);
}

// The two equations of the annual report's tables.
void check(const Header&, const Report& annual, RuleReport& report) {
  for (std::size_t i = 0; i < annual.rules.size(); ++i) {
    const RuleCount& rule = annual.rules[i];
    if (!in_reach({rule.made, rule.abolished, rule.in_force, rule.in_force_before})) {
      report.error("E-REPORT-RULES", at("/rules", i), "件数太大，请核对。");
      continue;
    }
    const std::int64_t expected = rule.in_force_before + rule.made - rule.abolished;
    if (rule.in_force != expected) {
      report.error("E-REPORT-RULES", at("/rules", i) + "/in_force",
                   fmt::format("{}：上年有效{}加制发{}减废止{}，现行有效应为{}，写的是{}。", rule.name,
                               rule.in_force_before, rule.made, rule.abolished, expected, rule.in_force));
    }
  }
  const RequestCount& requests = annual.requests;
  if (!in_reach({requests.received, requests.carried_in, requests.closed, requests.carried_out})) {
    report.error("E-REPORT-REQUESTS", "/requests", "件数太大，请核对。");
  } else if (requests.received + requests.carried_in != requests.closed + requests.carried_out) {
    report.error("E-REPORT-REQUESTS", "/requests",
                 fmt::format("新收{}加上年结转{}，应等于办理结果{}加结转下年{}，请核对。", requests.received,
                             requests.carried_in, requests.closed, requests.carried_out));
  }
  if (!normal_amount(annual.fees_wan)) {
    report.error("E-REPORT-FEES", "/fees_wan",
                 fmt::format("收费金额“{}”应是以万元计的数字。", annual.fees_wan));
  }
  const bool negative = annual.licences < 0 || annual.penalties < 0 || annual.coercions < 0;
  if (negative) report.error("E-REPORT-COUNT", "/licences", "许可、处罚、强制件数不能为负。");
}

void check(const Header&, const Channel& channel, RuleReport& report) {
  check_phone(channel.phone, "/phone", report);
  check_phone(channel.fax, "/fax", report);
  if (channel.phone.empty() && channel.email.empty() && channel.address.empty()) {
    report.error("E-CHANNEL-EMPTY", "", "投诉咨询渠道至少要有电话、电子邮箱或地址之一。");
  }
  if (!channel.email.empty() && channel.email.find('@') == channel.email.npos) {
    report.error("E-CHANNEL-EMAIL", "/email", fmt::format("“{}”不是有效的电子邮箱。", channel.email));
  }
}

void check(const Header& header, const Slogan&, RuleReport& report) {
  if (header.led_text.empty()) report.error("E-SLOGAN-TEXT", "/led_text", "标语要写条屏文字。");
  const bool elsewhere = std::any_of(header.channels.begin(), header.channels.end(),
                                     [](Surface surface) { return surface != Surface::led; });
  if (elsewhere) report.error("E-SLOGAN-CHANNEL", "/channels", "标语只在条屏展示，展示渠道只能是led。");
}

void check(const Header&, const Calendar& calendar, RuleReport& report) {
  const CalendarYear& year = calendar.year;
  if (year.year < 2000 || year.year > 2100) report.error("E-CAL-YEAR", "/year", "年份应在2000—2100之间。");
  const std::set<Date> holidays(year.holidays.begin(), year.holidays.end());
  const auto of_year = [&](const char* list, const std::vector<Date>& days) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (year_of(days[i]) != year.year) {
        report.error("E-CAL-DATE", at(list, i),
                     fmt::format("{}不在{}年，请核对。", format_date_zh(days[i]), year.year));
      }
    }
  };
  of_year("/holidays", year.holidays);
  of_year("/makeup_workdays", year.makeup_workdays);
  for (std::size_t i = 0; i < year.makeup_workdays.size(); ++i) {
    const Date day = year.makeup_workdays[i];
    const bool weekend = std::chrono::weekday{day}.iso_encoding() >= 6;
    if (!weekend || holidays.contains(day)) {
      report.error("E-CAL-MAKEUP", at("/makeup_workdays", i),
                   fmt::format("调休上班日{}（{}）应是周末，且不能同时是放假日。", format_date_zh(day),
                               format_weekday_zh(day)));
    }
  }
}

// 突发事件应对法 64; two duty officers sign.
void check(const Header&, const Emergency& alert, RuleReport& report) {
  if (alert.starts_at && alert.ends_at && *alert.ends_at <= *alert.starts_at) {
    report.error("E-EMERGENCY-WINDOW", "/ends_at", "预警截止时间应晚于起始时间。");
  }
  const std::set<std::string> signers(alert.approvals.begin(), alert.approvals.end());
  if (signers.size() < 2) {
    report.error("E-EMERGENCY-APPROVALS", "/approvals", "应急预警须由两名不同的值班人员签批。");
  }
  if (alert.category.empty() || !alert.starts_at || alert.area.empty() || alert.warning.empty() ||
      alert.measures.empty() || alert.issuer.empty() || !alert.issued_at) {
    report.error("E-EMERGENCY-FIELDS", "",
                 "预警须写明类别、级别、起始时间、影响范围、警示事项、应采取的措施、发布单位和发布时间。");
  }
}

// Kinds with files of their own.
void check(const Header&, const Guide&, RuleReport&) {}
void check(const Header&, const Fee&, RuleReport&) {}
void check(const Header&, const Publicity&, RuleReport&) {}

}  // namespace

void check_kind(const Item& item, RuleReport& report) {
  std::visit([&](const auto& body) { check(item.header, body, report); }, item.body);
}

void check_blocks(const std::vector<BodyBlock>& body, RuleReport& report) {
  constexpr std::size_t most_characters = 20000;
  std::size_t length = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const std::string pointer = at("/body", i);
    if (const auto* text = std::get_if<TextBlock>(&body[i])) {
      length += grapheme_count(text->text);
    } else if (const auto* list = std::get_if<ListBlock>(&body[i])) {
      for (const std::string& entry : list->items) length += grapheme_count(entry);
    } else if (const auto* table = std::get_if<TableBlock>(&body[i])) {
      for (std::size_t row = 0; row < table->rows.size(); ++row) {
        for (const std::string& cell : table->rows[row]) length += grapheme_count(cell);
        if (table->rows[row].size() != table->columns.size()) {
          report.error("E-BODY-TABLE", at(pointer + "/rows", row),
                       fmt::format("正文表格第{}行有{}格，表头有{}列，请补齐。", row + 1,
                                   table->rows[row].size(), table->columns.size()));
        }
      }
    } else if (!is_sha256(std::get<ImageBlock>(body[i]).sha256)) {
      report.error("E-BODY-IMAGE", pointer + "/sha256", "图片校验值应是64位小写十六进制数。");
    }
  }
  if (length > most_characters) {
    report.error("E-BODY-LENGTH", "/body",
                 fmt::format("正文有{}字，最多{}字，请拆分。", length, most_characters));
  }
}

}  // namespace gongkai::model
