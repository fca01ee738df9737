// Rules of the envelope, which every entity has.
#include <fmt/format.h>

#include <algorithm>

#include "content/model/field_shapes.h"
#include "content/model/item_rules.h"
#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

constexpr int disclosure_workdays = 20;  // 政府信息公开条例 26

bool is_reference(Kind kind) {
  return kind == Kind::organ || kind == Kind::window || kind == Kind::node || kind == Kind::channel ||
         kind == Kind::calendar;
}

bool has_surface(const Header& header, Surface surface) {
  return std::find(header.channels.begin(), header.channels.end(), surface) != header.channels.end();
}

void check_identity(const Header& header, RuleReport& report) {
  if (!is_entity_id(header.id)) {
    report.error(
        "E-ENV-ID", "/id",
        fmt::format("编号“{}”不合规则：小写字母2—10个，加“-”，再加字母、数字或“-”1—48个。", header.id));
  }
  if (header.rev < 1) report.error("E-ENV-REV", "/rev", "版次应从1起。");
}

void check_title(const Item& item, RuleReport& report) {
  const Header& header = item.header;
  if (header.title.find('\n') != header.title.npos) {
    report.error("E-ENV-TITLE-BREAK", "/title", "标题里不能换行，请改成一行。");
  }
  const Kind kind = item.kind();
  if (kind == Kind::node) return report.at_most("E-ENV-TITLE", "/title", "目录名称", header.title, 16);
  if (kind == Kind::organ || kind == Kind::slogan) {
    return report.at_most("E-ENV-TITLE", "/title", "名称", header.title, 40);
  }
  const std::size_t length = grapheme_count(header.title);
  if (length > 120) {
    report.error("E-ENV-TITLE", "/title",
                 fmt::format("标题有{}字，超过120字，不能发布，请缩短到100字以内。", length));
  } else if (length > 100) {
    report.warning("W-ENV-TITLE", "/title", fmt::format("标题有{}字，宜缩短到100字以内。", length));
  }
}

void check_led_text(const Item& item, RuleReport& report) {
  const Header& header = item.header;
  const std::string& text = header.led_text;
  const bool slogan = item.kind() == Kind::slogan;
  report.at_most("E-ENV-LED", "/led_text", "条屏文字", text, slogan ? 40 : 60);
  if (text.empty() && has_surface(header, Surface::led) && !is_reference(item.kind()) &&
      item.kind() != Kind::emergency && grapheme_count(header.title) > 24) {
    report.error("E-ENV-LED-MISSING", "/led_text",
                 "标题超过24字又要上条屏，请另写60字以内的条屏文字（led_text）。");
  }
  if (text.starts_with("详见附件") && grapheme_count(text) <= 6) {
    report.error("E-ENV-LED-EMPTY", "/led_text", "条屏文字不能只写“详见附件”，请写明事情本身。");
  }
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const std::string_view rest = std::string_view(text).substr(open);
    const bool filled =
        item.kind() == Kind::publicity && (rest.starts_with("{round}") || rest.starts_with("{deadline}"));
    if (!filled) {
      report.error("E-ENV-LED-FIELD", "/led_text",
                   "条屏文字里的花括号没有可填的内容；只有公示可以用{round}和{deadline}。");
      break;
    }
  }
}

void check_basis(const Header& header, RuleReport& report) {
  for (std::size_t i = 0; i < header.basis.size(); ++i) {
    const std::string& text = header.basis[i].doc_no;
    if (text.empty()) continue;
    const std::string pointer = at("/basis", i) + "/doc_no";
    const auto number = parse_document_number(text);
    if (!number) {
      report.error("E-ENV-DOCNO", pointer,
                   fmt::format("文号“{}”不合格式，应如“临政发〔2025〕18号”；法律没有文号的请留空。", text));
    } else if (number->year < 1949) {
      report.error("E-ENV-DOCNO-YEAR", pointer, fmt::format("文号“{}”的年份早于1949年，请核对。", text));
    } else if (header.publish_at && number->year > year_of(date_of(*header.publish_at))) {
      report.warning("W-ENV-DOCNO-YEAR", pointer, fmt::format("文号“{}”的年份晚于发布年份，请核对。", text));
    }
  }
}

void check_window(const Header& header, RuleReport& report) {
  if (header.formed_on && header.publish_at && *header.formed_on > date_of(*header.publish_at)) {
    report.error("E-ENV-PUBLISH", "/publish_at", "发布时间早于形成日期，请核对两个日期。");
  }
  if (header.valid_from && header.valid_to && *header.valid_to <= *header.valid_from) {
    report.error("E-ENV-WINDOW", "/valid_to", "展示截止应晚于展示起始，请核对。");
  }
  if (header.next_review_on && header.publish_at) {
    const std::chrono::year_month_day published{date_of(*header.publish_at)};
    const auto year_later = published.year() + std::chrono::years{1};
    const Date latest = std::chrono::sys_days{year_later / published.month() / 1} +
                        std::chrono::days{static_cast<unsigned>(published.day()) - 1};
    if (*header.next_review_on > latest) {
      report.error("E-ENV-REVIEW", "/next_review_on", "下次复核日期应在发布后12个月以内。");
    } else if (*header.next_review_on <= date_of(*header.publish_at)) {
      report.error("E-ENV-REVIEW", "/next_review_on", "下次复核日期应晚于发布日期。");
    }
  }
}

void check_timeliness(const Header& header, const WorkCalendar& calendar, RuleReport& report) {
  if (!header.formed_on || !header.publish_at) return;
  const Date published = date_of(*header.publish_at);
  if (published <= *header.formed_on + std::chrono::days{disclosure_workdays})
    return;  // in time in any calendar
  const PeriodEnd due = calendar.period_end(*header.formed_on, disclosure_workdays, DayUnit::working_day);
  if (due.estimated) {
    report.warning("W-ENV-ESTIMATED", "/publish_at",
                   fmt::format("缺少相关年份的工作日历，公开期限{}是估算，请先录入工作日历。",
                               format_date_zh(due.last_day)));
  }
  if (published > due.last_day) {
    report.warning("W-ENV-LATE", "/publish_at",
                   fmt::format("应自形成之日起20个工作日内公开，即{}前，现已超期，请说明理由。",
                               format_date_zh(due.last_day)));
  }
}

void check_places(const Item& item, RuleReport& report) {
  const Header& header = item.header;
  if (header.catalog.size() > 5)
    report.error("E-ENV-CATALOG", "/catalog", "目录节点最多5个，请保留最贴切的。");
  for (std::size_t i = 0; i < header.catalog.size(); ++i) {
    const std::string& code = header.catalog[i];
    if (!is_node_code(code) || code.size() == 1) {
      report.error("E-ENV-CATALOG", at("/catalog", i),
                   fmt::format("目录节点“{}”应是下级编码，如“C-01”，不能是一级类别。", code));
    }
  }
  const int least = item.kind() == Kind::emergency ? 0 : 2;
  if (!is_reference(item.kind()) && (header.priority < least || header.priority > 9)) {
    report.error("E-ENV-PRIORITY", "/priority", "优先级应在2—9之间；0和1只留给应急预警。");
  }
}

void check_words(const char* list, std::string_view label, const std::vector<std::string>& words,
                 RuleReport& report) {
  if (words.size() > 20) {
    report.error("E-ENV-WORDS", list, fmt::format("“{}”有{}个，最多20个。", label, words.size()));
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    report.at_most("E-ENV-WORDS", at(list, i), label, words[i], 20);
  }
}

// Names of the standard disclosure catalogue's carrier column; statistics by carrier count them by name.
void check_carriers(const Header& header, RuleReport& report) {
  static constexpr std::string_view standard[] = {"政府网站",
                                                  "政府公报",
                                                  "两微一端",
                                                  "发布会/听证会",
                                                  "广播电视",
                                                  "纸质媒体",
                                                  "公开查阅点",
                                                  "政务服务中心",
                                                  "便民服务站",
                                                  "入户/现场",
                                                  "社区/企事业单位/村公示栏（电子屏）",
                                                  "社区/企事业单位/村公示栏(电子屏)",
                                                  "精准推送",
                                                  "12345热线",
                                                  "其他"};
  for (std::size_t i = 0; i < header.carriers.size(); ++i) {
    if (std::find(std::begin(standard), std::end(standard), header.carriers[i]) == std::end(standard)) {
      report.warning("W-ENV-CARRIER", at("/carriers", i),
                     fmt::format("“{}”不是标准目录里的公开载体名称，统计时不会计入，请改用标准名称或“其他”。",
                                 header.carriers[i]));
    }
  }
}

void check_attachments(const Header& header, RuleReport& report) {
  constexpr std::int64_t most_bytes = 20 * 1024 * 1024;
  if (header.attachments.size() > 20) report.error("E-ENV-ATTACH", "/attachments", "附件最多20个。");
  for (std::size_t i = 0; i < header.attachments.size(); ++i) {
    const Attachment& attachment = header.attachments[i];
    const std::string pointer = at("/attachments", i);
    if (!is_sha256(attachment.sha256)) {
      report.error("E-ENV-ATTACH", pointer + "/sha256", "附件校验值应是64位小写十六进制数。");
    }
    if (attachment.bytes < 1 || attachment.bytes > most_bytes) {
      report.error("E-ENV-ATTACH", pointer + "/bytes", "附件应大于0字节、不超过20MiB。");
    }
    if (!attachment.url.empty() && !attachment.url.starts_with("https://")) {
      report.error("E-ENV-ATTACH", pointer + "/url", "附件网址应以https://开头。");
    }
  }
}

// No one may do two steps in a row, nor review his own draft for secrecy.
void check_trail(const Header& header, RuleReport& report) {
  const Trail& trail = header.trail;
  const bool repeated = trail.drafted_by == trail.reviewed_by || trail.reviewed_by == trail.secrecy_by ||
                        trail.secrecy_by == trail.signed_by || trail.drafted_by == trail.secrecy_by;
  if (!trail.drafted_by.empty() && repeated) {
    report.warning("W-ENV-TRAIL", "/trail", "起草、审核、保密审查、签发相邻两步是同一岗位，请换人办理。");
  }
}

}  // namespace

void check_envelope(const Item& item, const WorkCalendar& calendar, RuleReport& report) {
  const Header& header = item.header;
  check_identity(header, report);
  check_title(item, report);
  check_led_text(item, report);
  check_basis(header, report);
  check_window(header, report);
  check_timeliness(header, calendar, report);
  check_places(item, report);
  check_words("/keywords", "关键词", header.keywords, report);
  check_words("/aliases", "别名", header.aliases, report);
  check_carriers(header, report);
  check_attachments(header, report);
  check_trail(header, report);
}

// A tombstone says which entity went and why (行政处罚法 48: withdraw within three days and state the
// reason).
void check_withdrawal(const Item& item, RuleReport& report) {
  check_identity(item.header, report);
  if (item.header.reason.empty()) {
    report.error("E-ENV-REASON", "/reason", "撤回必须写明理由，请补填“reason”。");
  }
  report.at_most("E-ENV-TITLE", "/title", "标题", item.header.title, 120);
}

}  // namespace gongkai::model
