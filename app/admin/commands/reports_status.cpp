#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/admin/commands/report.h"
#include "app/admin/commands/reports.h"
#include "app/admin/terminal_health.h"
#include "app/admin/text_table.h"
#include "app/process/exit_codes.h"
#include "app/process/json_string.h"

namespace gongkai::admin {
namespace {

using model::Result;
using process::json_string;

constexpr std::chrono::hours stale_after{1};

struct CareWords {
  const char* chinese;
  const char* json;
};
constexpr std::array<CareWords, 6> care_words{{{"收取出错", "refused"},
                                               {"没有回传过", "never_heard"},
                                               {"长时间失联", "long_silent"},
                                               {"失联", "silent"},
                                               {"有问题", "troubled"},
                                               {"正常", "well"}}};

const CareWords& words(Care care) { return care_words[static_cast<std::size_t>(care)]; }

Result<std::vector<TerminalHealth>> read_all(const std::filesystem::path& into) {
  const auto kiosks = archived_kiosks(into);
  if (!kiosks) return tl::unexpected(kiosks.error());
  std::vector<TerminalHealth> all;
  for (const std::string& kiosk : *kiosks) {
    auto one = terminal_health(into, kiosk);
    if (!one) return tl::unexpected(one.error());
    all.push_back(std::move(*one));
  }
  std::stable_sort(all.begin(), all.end(), comes_first);
  return all;
}

// Nobody has asked for a while: all that is known is of then.
bool is_stale(const std::optional<model::Instant>& collected, model::Instant now) { return collected && now - *collected > stale_after; }

// The oldest: what it says of every terminal is at least as new.
std::optional<model::Instant> collected_at(const std::vector<TerminalHealth>& all) {
  std::optional<model::Instant> oldest;
  for (const TerminalHealth& one : all) {
    if (one.collected && (!oldest || one.collected->at < *oldest)) oldest = one.collected->at;
  }
  return oldest;
}

std::string screens_cell(const TerminalHealth& one, model::Instant now) {
  std::string out;
  for (const codec::JournalState& journal : one.heartbeat->state.journals) {
    if (!out.empty()) out += "、";
    out += journal.name + (journal.last_at ? " " + age_words(now - *journal.last_at) : " 无记录");
  }
  return out.empty() ? "-" : out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "；") + line;
  return out.empty() ? "-" : out;
}

std::string as_table(const std::vector<TerminalHealth>& all, model::Instant now) {
  if (all.empty()) return "还没有收取过任何终端：请先运行 gongkai-admin reports collect\n";
  const auto well = std::count_if(all.begin(), all.end(), [](const TerminalHealth& one) { return one.care == Care::well; });
  const auto at = collected_at(all);
  std::string out = fmt::format("终端 {} 台：{}正常 {}，要看一看 {}", all.size(), is_stale(at, now) ? "当时" : "", well,
                                static_cast<std::ptrdiff_t>(all.size()) - well);
  if (at) {
    out += fmt::format("；上次收取 {} {}（{}）", model::format_date_zh(model::date_of(*at)), model::format_clock(*at), age_words(now - *at));
    if (is_stale(at, now)) out += "\n收取之后的情况这里看不到：请先运行 gongkai-admin reports collect";
  }
  TextTable table({"终端", "情况", "上次心跳", "内容日期", "屏幕上次记录", "播放记录", "群众意见", "说明"});
  for (const TerminalHealth& one : all) {
    const auto& heartbeat = one.heartbeat;
    const auto content = heartbeat ? heartbeat->state.content_at : std::nullopt;
    table.add({one.kiosk, words(one.care).chinese, heartbeat ? age_words(now - heartbeat->header.made) : "-",
               content ? model::format_date(model::date_of(*content)) + " " + model::format_clock(*content) : "-",
               heartbeat ? screens_cell(one, now) : "-", std::to_string(one.rows), std::to_string(one.said), joined(one.troubles)});
  }
  return out + "\n\n" + table.text();
}

std::string json_instant(const std::optional<model::Instant>& at) { return at ? json_string(model::format_instant(*at)) : "null"; }

std::string json_error(const std::optional<model::Error>& error) {
  if (!error) return "null";
  return fmt::format("{{\"code\":{},\"message\":{}}}", json_string(error->code), json_string(error->message));
}

std::string json_heartbeat(const std::optional<Heartbeat>& heartbeat) {
  if (!heartbeat) return "null";
  const codec::KioskState& state = heartbeat->state;
  std::string screens;
  for (const codec::JournalState& journal : state.journals) {
    screens += fmt::format("{}{{\"name\":{},\"last_row\":{},\"last_at\":{},\"unsent\":{}}}", screens.empty() ? "" : ",",
                           json_string(journal.name), journal.last_seq, json_instant(journal.last_at), journal.unsent);
  }
  return fmt::format("{{\"made\":{},\"version\":{},\"content_at\":{},\"applied_at\":{},\"contact_at\":{},\"error\":{},\"waiting\":{},"
                     "\"next\":{},\"screens\":[{}]}}",
                     json_instant(heartbeat->header.made), json_string(state.version), json_instant(state.content_at),
                     json_instant(state.applied_at), json_instant(state.contact_at), json_error(state.error), state.waiting,
                     state.next_seq, screens);
}

std::string as_json(const TerminalHealth& one) {
  std::string troubles, given_up;
  for (const std::string& words : one.troubles) troubles += (troubles.empty() ? "" : ",") + json_string(words);
  for (const store::GivenUp& lost : one.given_up) {
    given_up += fmt::format("{}{{\"first\":{},\"last\":{},\"why\":{}}}", given_up.empty() ? "" : ",", lost.first, lost.last, json_string(lost.why));
  }
  const auto collected = one.collected ? std::optional(one.collected->at) : std::nullopt;
  return fmt::format("{{\"kiosk\":{},\"care\":\"{}\",\"troubles\":[{}],\"collected\":{},\"fault\":{},\"heartbeat\":{},\"rows\":{},"
                     "\"feedback\":{},\"feedback_dropped\":{},\"given_up\":[{}]}}",
                     json_string(one.kiosk), words(one.care).json, troubles, json_instant(collected),
                     json_error(one.collected ? one.collected->fault : std::nullopt), json_heartbeat(one.heartbeat), one.rows, one.said,
                     one.dropped, given_up);
}

}  // namespace

int run_reports_status(const ReportsStatusOptions& options) {
  const auto all = read_all(options.into);
  if (!all) return report_error(all.error());
  if (options.output == Output::json) {
    std::string json;
    for (const TerminalHealth& one : *all) json += (json.empty() ? "" : ",\n ") + as_json(one);
    fmt::print("[{}]\n", json);
  } else {
    fmt::print("{}", as_table(*all, options.moment.now));
  }
  if (!all->empty() && all->front().care == Care::refused) return process::exit_data;
  const bool well = all->empty() || all->front().care == Care::well;
  return well && !is_stale(collected_at(*all), options.moment.now) ? process::exit_ok : process::exit_unavailable;
}

}  // namespace gongkai::admin
