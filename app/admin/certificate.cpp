#include "app/admin/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "content/store/play_journal.h"

namespace gongkai::admin {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using store::PlayKind;
using store::PlayRow;

// One screen on one day.
struct Cell {
  model::Shown shown;
  milliseconds running{0};  // inside the opening hours
  int doubtful = 0;         // plays at a time the clock was not to be trusted: not counted
  int closed = 0;           // plays while the hall was closed: not counted
};

struct JournalNote {
  std::string file, fault;
  bool of_many = false;           // of an archive of many terminals
  std::set<std::string> screens;  // that it tells of
  std::int64_t rows = 0, lost = 0;
  store::JournalHead last;
};

struct Findings {
  std::map<model::Date, std::map<std::string, Cell>> days;
  std::set<std::string> screens, showing;  // all that are told of, and those that showed the item
  std::set<std::string> elsewhere;         // that never showed it, and are not asked about
  std::vector<JournalNote> journals;
  std::optional<PlayRow> first, last;
  std::set<std::int64_t> revisions;
};

constexpr const char* style = R"(<style>
@page { size: A4; margin: 25mm 22mm; }
body { font: 12pt/1.7 "Noto Serif CJK SC", "FangSong", serif; color: #1a1a1a; max-width: 166mm; margin: 10mm auto; }
h1 { font-size: 22pt; text-align: center; color: #a60000; border-bottom: 2px solid #a60000; padding-bottom: 4mm; }
h2 { font: bold 13pt "Noto Sans CJK SC", sans-serif; margin: 6mm 0 2mm; }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; page-break-inside: auto; }
thead { display: table-header-group; } tr { page-break-inside: avoid; }
th, td { border: 1px solid #595959; padding: 1mm 2mm; text-align: left; }
.short { font-weight: bold; } .refused { border: 2px solid #a60000; padding: 3mm; font-weight: bold; }
.hash { font: 8pt monospace; word-break: break-all; } .sign { margin-top: 14mm; text-align: right; }
</style>)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string time_words(model::Instant at) {
  return model::format_date_zh(model::date_of(at)) + " " + model::format_instant(at).substr(11, 8);
}

std::string length_words(milliseconds length) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(length).count();
  return fmt::format("{} 分 {:02} 秒", seconds / 60, seconds % 60);
}

void add_running(const CertificateOrder& order, const PlayRow& row, Findings& findings) {
  const model::Date day = model::date_of(row.from);
  findings.screens.insert(row.screen);
  for (const auto& [opens, closes] : order.open) {
    const model::Instant from = std::max(row.from, model::start_of(day) + minutes{opens});
    const model::Instant to = std::min(row.to, model::start_of(day) + minutes{closes});
    if (from < to) findings.days[day][row.screen].running += to - from;
  }
}

bool in_open_hours(const CertificateOrder& order, model::Instant at) {
  const auto since = at - model::start_of(model::date_of(at));
  return std::any_of(order.open.begin(), order.open.end(),
                     [&](const auto& span) { return minutes{span.first} <= since && since < minutes{span.second}; });
}

void add_play(const CertificateOrder& order, const PlayRow& row, Findings& findings) {
  findings.screens.insert(row.screen);
  findings.showing.insert(row.screen);
  findings.revisions.insert(row.rev);
  Cell& cell = findings.days[model::date_of(row.from)][row.screen];
  if (!row.counted) return;
  if (row.clock_jumped) {
    ++cell.doubtful;
    return;
  }
  if (in_open_hours(order, row.from)) {
    ++cell.shown.plays;
    cell.shown.visible += milliseconds{row.visible_ms};
  } else {
    ++cell.closed;
  }
  if (!findings.first || row.from < findings.first->from) findings.first = row;
  if (!findings.last || row.to > findings.last->to) findings.last = row;
}

model::Result<JournalNote> read_one(const CertificateOrder& order, const JournalFile& journal, Findings& findings) {
  JournalNote note;
  note.of_many = !journal.kiosk.empty();
  const std::string place = note.of_many ? journal.kiosk + "/" : "";
  const auto verdict = store::read_journal(journal.file, [&](const PlayRow& row) {
    if (row.kind == PlayKind::gap) note.lost += row.lost;
    const bool of_item = row.kind == PlayKind::shown && row.item == order.item;
    if (row.kind != PlayKind::running && !of_item) return;
    PlayRow told = row;
    told.screen = place + row.screen;
    note.screens.insert(told.screen);
    if (of_item) {
      add_play(order, told, findings);
    } else {
      add_running(order, told, findings);
    }
  });
  if (!verdict) return tl::unexpected(verdict.error());
  note.file = place + journal.file.filename().string();
  note.fault = verdict->fault;
  note.rows = verdict->rows;
  note.last = verdict->last;
  return note;
}

// Of the many screens of an archive those matter that have shown the item, and those whose journal cannot be trusted.
void set_apart(Findings& findings) {
  std::set<std::string> told = findings.showing;
  for (const JournalNote& note : findings.journals) {
    if (!note.of_many || !note.fault.empty()) told.insert(note.screens.begin(), note.screens.end());
  }
  for (const std::string& screen : findings.screens) {
    if (!told.contains(screen)) findings.elsewhere.insert(screen);
  }
  findings.screens = told;
  std::erase_if(findings.journals, [&](const JournalNote& note) {
    return note.of_many && note.fault.empty() &&
           std::none_of(note.screens.begin(), note.screens.end(), [&](const std::string& screen) { return told.contains(screen); });
  });
}

model::Result<Findings> find_all(const CertificateOrder& order) {
  Findings findings;
  for (const JournalFile& journal : order.journals) {
    auto note = read_one(order, journal, findings);
    if (!note) return tl::unexpected(note.error());
    findings.journals.push_back(std::move(*note));
    if (order.progress) order.progress(findings.journals.size(), order.journals.size());
  }
  set_apart(findings);
  return findings;
}

std::string cell_words(const CertificateOrder& order, const Cell& cell, model::Date day) {
  const bool enough = cell.shown.plays >= order.wanted.per_day_plays &&
                      cell.shown.visible >= std::chrono::seconds{order.wanted.per_day_seconds};
  const bool workday = order.calendar.is_workday(day);
  std::string out = fmt::format("<td{}>{} 次，{}", enough || !workday ? "" : " class=\"short\"", cell.shown.plays,
                                length_words(cell.shown.visible));
  if (cell.doubtful > 0) out += fmt::format("<br>另有 {} 次时钟有疑，未计", cell.doubtful);
  if (cell.closed > 0) out += fmt::format("<br>另有 {} 次在开放时间之外，未计", cell.closed);
  if (workday) {
    if (!enough) out += "<br>未达每日要求";
    milliseconds open{0};
    for (const auto& [opens, closes] : order.open) open += minutes{closes - opens};
    if (cell.running * 2 < open) out += "<br>开放时间内停机过半，建议顺延1个工作日";
  } else {
    out += "<br>非工作日";
  }
  return out + "</td>";
}

// From the first day the table has a line for to the last; nullopt: nothing was shown and no period is known.
std::optional<std::pair<model::Date, model::Date>> days_told(const CertificateOrder& order, const Findings& findings) {
  std::optional<std::pair<model::Date, model::Date>> days;
  if (findings.first) days = {model::date_of(findings.first->from), model::date_of(findings.last->to)};
  if (order.period && order.period->first <= model::date_of(order.now)) {
    const model::Date last = std::min(order.period->second, model::date_of(order.now));
    days = days ? std::pair(std::min(days->first, order.period->first), std::max(days->second, last)) : std::pair(order.period->first, last);
  }
  return days;
}

// Six screens side by side are what a sheet of A4 holds.
constexpr std::size_t screens_abreast = 6;

std::string table_of(const CertificateOrder& order, const Findings& findings, const std::vector<std::string>& screens) {
  const auto days = *days_told(order, findings);
  std::string out = "<table><thead><tr><th>日期</th>";
  for (const std::string& screen : screens) out += "<th>" + escaped(screen) + "</th>";
  out += "</tr></thead><tbody>\n";
  // A day between without a row is an outage as well.
  for (model::Date day = days.first; day <= days.second; day += std::chrono::days{1}) {
    out += "<tr><td>" + model::format_date_zh(day) + " " + model::format_weekday_zh(day) + "</td>";
    const auto cells = findings.days.find(day);
    for (const std::string& screen : screens) {
      const bool known = cells != findings.days.end() && cells->second.contains(screen);
      out += cell_words(order, known ? cells->second.at(screen) : Cell{}, day);
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::string matrix(const CertificateOrder& order, const Findings& findings) {
  std::string out;
  if (!findings.first) out += "<p>所附播放记录中没有这一条内容计为一次的展示。</p>\n";
  std::vector<std::string> abreast;
  for (const std::string& screen : findings.screens) {
    if (!days_told(order, findings)) break;
    abreast.push_back(screen);
    if (abreast.size() < screens_abreast && screen != *findings.screens.rbegin()) continue;
    out += table_of(order, findings, abreast);
    abreast.clear();
  }
  if (findings.elsewhere.empty()) return out;
  return out + fmt::format("<p>收取的播放记录里还有 {} 块屏，没有展示过这一条：{}。</p>\n", findings.elsewhere.size(),
                           escaped(fmt::format("{}", fmt::join(findings.elsewhere, "、"))));
}

std::string hours_words(const CertificateOrder& order) {
  std::string out;
  for (const auto& [from, to] : order.open) {
    out += fmt::format("{}{:02}:{:02}—{:02}:{:02}", out.empty() ? "" : "、", from / 60, from % 60, to / 60, to % 60);
  }
  return out;
}

std::string subject(const CertificateOrder& order, const Findings& findings) {
  std::string revisions;
  for (const std::int64_t rev : findings.revisions) revisions += (revisions.empty() ? "" : "、") + std::to_string(rev);
  std::string out = "<table><tbody>";
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", name, escaped(value));
  };
  line("内容", order.title);
  line("内容标识", order.item);
  line("公开主体", order.organ);
  line("展示过的版次", revisions);
  if (findings.first) {
    line("首次展示", fmt::format("{}，屏幕 {}，画面校验码 {:08X}", time_words(findings.first->from), findings.first->screen,
                                 findings.first->frame_crc));
    line("末次展示", fmt::format("{}，屏幕 {}，画面校验码 {:08X}", time_words(findings.last->to), findings.last->screen,
                                 findings.last->frame_crc));
  }
  line("每个工作日每块屏的要求", fmt::format("开放时间（{}）内不少于 {} 次、{}", hours_words(order), order.wanted.per_day_plays,
                                             length_words(std::chrono::seconds{order.wanted.per_day_seconds})));
  return out + "</tbody></table>\n";
}

std::string evidence(const Findings& findings) {
  std::string out = "<table><thead><tr><th>播放记录</th><th>条数</th><th>核验</th><th>末条及其校验值</th></tr></thead><tbody>\n";
  for (const JournalNote& note : findings.journals) {
    const std::string judged = note.fault.empty() ? "逐条相符" : note.fault;
    out += fmt::format("<tr><td>{}</td><td>{}{}</td><td>{}</td><td>第 {} 条<br><span class=\"hash\">{}</span></td></tr>\n",
                       escaped(note.file), note.rows, note.lost > 0 ? fmt::format("（另有 {} 条未能写入）", note.lost) : "",
                       escaped(judged), note.last.seq, note.last.hash);
  }
  return out + "</tbody></table>\n"
               "<p>每条播放记录由屏幕程序在展示结束时写入，带有前一条的校验值；改动、插入或删去任何一条，其后各条即不相符。"
               "展示不少于计划时长八成，或滚动字幕完整走过一遍，计为一次。记录不含办事群众的任何信息。"
               "本证明只说明屏幕程序送出的画面；显示设备是否通电、有无遮挡，不在记录之内。</p>\n";
}

}  // namespace

model::Result<Certificate> make_certificate(const CertificateOrder& order) {
  auto findings = find_all(order);
  if (!findings) return tl::unexpected(findings.error());
  Certificate certificate;
  std::string refused;
  for (const JournalNote& note : findings->journals) {
    if (note.fault.empty()) continue;
    certificate.faults.push_back(note.file + "：" + note.fault);
    refused += "<p class=\"refused\">播放记录未通过核验，下列次数只算到出错之前，不能作为凭证：" +
               escaped(certificate.faults.back()) + "</p>\n";
  }
  for (const auto& [day, cells] : findings->days) {
    for (const auto& [screen, cell] : cells) certificate.plays += cell.shown.plays;
  }
  certificate.html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>公示展示情况证明 {}</title>{}</head><body>\n"
      "<h1>公示展示情况证明</h1>\n{}{}<h2>逐日展示情况</h2>\n{}<h2>依据与核验</h2>\n{}"
      "<p class=\"sign\">出具单位（盖章）：＿＿＿＿＿＿＿＿＿＿<br>出具时间：{}</p>\n</body></html>\n",
      escaped(order.item), style, refused, subject(order, *findings), matrix(order, *findings), evidence(*findings),
      time_words(order.now));
  return certificate;
}

}  // namespace gongkai::admin
