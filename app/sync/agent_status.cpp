#include "app/sync/agent_status.h"

#include <fmt/format.h>

#include <string_view>

#include "app/process/exit_codes.h"
#include "app/process/json_string.h"
#include "app/sync/advice.h"
#include "app/sync/report_text.h"
#include "app/sync/state_lock.h"
#include "content/model/names.h"
#include "content/store/generation_format.h"
#include "content/store/store_directory.h"

namespace gongkai::agent {
namespace {

std::string minutes_of(model::Instant instant) {
  std::string text = model::format_instant(instant);  // 2026-11-21T09:42:00+08:00
  text[10] = ' ';
  return text.substr(0, 16);
}

std::string how_long_ago(model::Instant then, model::Instant now) {
  using namespace std::chrono;
  const auto age = now - then;
  if (age < seconds(0)) return "晚于本机时钟，请核对时钟";
  if (age < minutes(1)) return "刚刚";
  if (age < hours(1)) return fmt::format("{} 分钟前", duration_cast<minutes>(age).count());
  if (age < days(2)) return fmt::format("{} 小时前", duration_cast<hours>(age).count());
  return fmt::format("{} 天前", duration_cast<days>(age).count());
}

std::string moment(const std::optional<model::Instant>& then, model::Instant now) {
  return then ? minutes_of(*then) + "（" + how_long_ago(*then, now) + "）" : "从未";
}

std::string counts_in_words(const AgentStatus& status) {
  std::string text;
  for (const auto& [kind, count] : status.counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "、", model::title_zh(kind), count);
  }
  return text;
}

std::string json_instant(const std::optional<model::Instant>& instant) {
  return instant ? process::json_string(model::format_instant(*instant)) : "null";
}

std::string generation_in_json(const AgentStatus& status, model::Instant now) {
  if (!status.shown) return "null";
  std::string counts;
  for (const auto& [kind, count] : status.counts) {
    counts += fmt::format("{}\"{}\":{}", counts.empty() ? "" : ",", model::word(kind), count);
  }
  return fmt::format(
      "{{\"number\":{},\"applied_at\":{},\"signed_at\":{},\"age_seconds\":{},\"items\":{},\"visible\":{{{}}},"
      "\"bytes\":{},\"snapshot\":{}}}",
      status.shown->number, json_instant(status.shown->applied_at), json_instant(status.shown->catalogue_at),
      (now - status.shown->catalogue_at).count(), status.shown->items, counts, status.store_bytes,
      status.snapshot_version);
}

std::string report_in_words(const LastReport& report, model::Instant now) {
  std::string text = fmt::format("回传：上次送达 {}，待传 {} 批\n", moment(report.reached_at, now), report.waiting);
  if (!report.error) return text;
  return text + fmt::format("回传错误：{} {}\n处理：{}\n", report.error->code, report.error->message, advice(report.error->code));
}

std::string error_in_json(const std::optional<model::Error>& error) {
  if (!error) return "null";
  return fmt::format("{{\"code\":{},\"message\":{},\"advice\":{}}}", process::json_string(error->code),
                     process::json_string(error->message), process::json_string(advice(error->code)));
}

std::string report_in_json(const std::optional<LastReport>& report) {
  if (!report) return "null";
  return fmt::format("{{\"last_reached\":{},\"last_sent\":{},\"sent_seq\":{},\"waiting\":{},\"error\":{}}}",
                     json_instant(report->reached_at), json_instant(report->sent_at), report->sent_seq, report->waiting,
                     error_in_json(report->error));
}

std::int64_t applied_snapshot(const std::filesystem::path& generation) {
  const auto database = store::open_generation_file(generation, store::Accept::this_schema);
  if (!database) return 0;
  const auto ledger = store::read_ledger(database->get());
  if (!ledger) return 0;
  const auto version = ledger->role_versions.find("snapshot");
  return version == ledger->role_versions.end() ? 0 : version->second;
}

}  // namespace

AgentStatus look_at_status(const std::filesystem::path& state, const std::filesystem::path& store,
                           model::Instant now) {
  AgentStatus status;
  status.running = is_locked(state);
  status.cycles = read_last_cycles(state);
  status.reports = read_last_report(state);
  const auto generation = store::open_current(store, store::Check::later);
  if (!generation) return status;
  status.shown = generation->info();
  for (int i = 0; i < model::kind_count; ++i) {
    store::ListQuery query;
    query.kinds = {static_cast<model::Kind>(i)};
    if (const auto count = generation->count(query, now); count > 0) status.counts.emplace_back(query.kinds[0], count);
  }
  std::error_code ignored;
  const auto bytes = std::filesystem::file_size(store::generation_file(store, status.shown->number), ignored);
  if (!ignored) status.store_bytes = bytes;
  status.snapshot_version = applied_snapshot(store::generation_file(store, status.shown->number));
  return status;
}

std::string status_in_words(const AgentStatus& status, model::Instant now) {
  std::string text = fmt::format("同步程序：{}\n上次成功：{}\n", status.running ? "正在运行" : "没有运行",
                                 moment(status.cycles.success_at, now));
  if (status.shown) {
    text += fmt::format("内容签发：{}\n", moment(status.shown->catalogue_at, now));
    text += fmt::format("内容：第 {} 代，{} 条（{}）\n", status.shown->number, status.shown->items,
                        counts_in_words(status));
    text += fmt::format("目录：快照第 {} 版\n", status.snapshot_version);
  } else {
    text += "内容：本机还没有内容\n";
  }
  text += status.reports ? report_in_words(*status.reports, now) : "";
  if (!status.cycles.error) return text + "错误：无\n";
  text += fmt::format("错误：{} {}", status.cycles.error->code, status.cycles.error->message);
  if (status.cycles.failures > 1) text += fmt::format("（已连续失败 {} 次）", status.cycles.failures);
  return text + fmt::format("\n处理：{}\n", advice(status.cycles.error->code));
}

std::string status_in_json(const AgentStatus& status, model::Instant now) {
  return fmt::format(
      "{{\"running\":{},\"last_cycle\":{},\"last_success\":{},\"failures\":{},\"error\":{},\"generation\":{},\"reports\":{}}}",
      status.running, json_instant(status.cycles.ended_at), json_instant(status.cycles.success_at),
      status.cycles.failures, error_in_json(status.cycles.error), generation_in_json(status, now),
      report_in_json(status.reports));
}

std::string status_line(const AgentStatus& status, model::Instant now) {
  if (status.cycles.error) {
    return fmt::format("{} {}；处理：{}", status.cycles.error->code, status.cycles.error->message,
                       advice(status.cycles.error->code));
  }
  if (!status.shown) return "还没有内容";
  return fmt::format("第 {} 代，{} 条，签发于 {}（{}）", status.shown->number, status.shown->items,
                     minutes_of(status.shown->catalogue_at), how_long_ago(status.shown->catalogue_at, now));
}

int exit_code_of(const AgentStatus& status) {
  if (status.cycles.error) return exit_code_of(*status.cycles.error);
  return status.cycles.success_at ? process::exit_ok : process::exit_no_input;
}

}  // namespace gongkai::agent
