#include "app/sync/report_text.h"

#include <fmt/format.h>

#include <string_view>

#include "app/process/exit_codes.h"
#include "app/process/json_string.h"

namespace gongkai::agent {
namespace {

std::string first_line(const sync::CycleReport& report) {
  switch (report.outcome) {
    case sync::CycleOutcome::not_modified:
    case sync::CycleOutcome::up_to_date: return "内容已是最新。";
    case sync::CycleOutcome::applied:
      return fmt::format("已更新到第 {} 代：写入 {} 条，撤回 {} 条，未变 {} 条。", report.generation.value_or(0),
                         report.changes.stored, report.changes.withdrawn, report.changes.unchanged);
    case sync::CycleOutcome::would_apply:
      return fmt::format("有更新：需下载 {} 个内容包，共 {} 字节。未作任何改动。", report.packs, report.pack_bytes);
    case sync::CycleOutcome::failed: return "同步失败，屏幕内容保持不变。";
  }
  return {};
}

// Faults that an alarm is set on have a name to search the journal for.
std::string_view event_of(std::string_view code) {
  if (code == "STORE-032") return "storage_full";
  if (code == "TRUST-030") return "stale_metadata";
  return code == "SYNC-010" ? "not_catalogue" : "";
}

}  // namespace

std::string_view outcome_name(sync::CycleOutcome outcome) {
  switch (outcome) {
    case sync::CycleOutcome::not_modified: return "not_modified";
    case sync::CycleOutcome::up_to_date: return "up_to_date";
    case sync::CycleOutcome::applied: return "applied";
    case sync::CycleOutcome::would_apply: return "would_apply";
    case sync::CycleOutcome::failed: return "failed";
  }
  return "failed";
}

std::string report_in_words(const sync::CycleReport& report) {
  std::string text = first_line(report) + "\n";
  if (report.changes.refused > 0) text += fmt::format("未采用 {} 条：\n", report.changes.refused);
  for (const model::Fault& fault : report.faults) {
    text += fmt::format("  {} {} {} {}\n", fault.code, fault.entity, fault.pointer, fault.message);
  }
  if (report.changes.skipped > 0) {
    text += fmt::format("有 {} 条需要更新版本的程序才能显示。\n", report.changes.skipped);
  }
  if (report.damaged_rows > 0) text += fmt::format("发现 {} 条内容已损坏，已重新获取。\n", report.damaged_rows);
  if (report.set_aside > 0) text += fmt::format("发现 {} 代内容已损坏，已停用。\n", report.set_aside);
  for (const model::Error& trouble : report.troubles) text += fmt::format("{} {}\n", trouble.code, trouble.message);
  return text;
}

std::string report_in_json(const sync::CycleReport& report, const sync::HttpTotals& traffic) {
  std::string troubles, faults;
  for (const model::Error& trouble : report.troubles) {
    troubles += fmt::format("{}{{\"code\":{},\"message\":{}}}", troubles.empty() ? "" : ",", process::json_string(trouble.code),
                            process::json_string(trouble.message));
  }
  for (const model::Fault& fault : report.faults) {
    faults += fmt::format("{}{{\"code\":{},\"entity\":{},\"pointer\":{},\"message\":{}}}", faults.empty() ? "" : ",",
                          process::json_string(fault.code), process::json_string(fault.entity), process::json_string(fault.pointer), process::json_string(fault.message));
  }
  return fmt::format(
      "{{\"outcome\":\"{}\",\"generation\":{},\"packs\":{},\"pack_bytes\":{},\"stored\":{},\"withdrawn\":{},"
      "\"unchanged\":{},\"older\":{},\"refused\":{},\"skipped\":{},\"damaged_rows\":{},\"set_aside\":{},"
      "\"requests\":{},\"bytes_down\":{},\"bytes_up\":{},\"troubles\":[{}],\"faults\":[{}]}}",
      outcome_name(report.outcome), report.generation ? std::to_string(*report.generation) : "null", report.packs,
      report.pack_bytes, report.changes.stored, report.changes.withdrawn, report.changes.unchanged,
      report.changes.older, report.changes.refused, report.changes.skipped, report.damaged_rows, report.set_aside,
      traffic.requests, traffic.bytes_down, traffic.bytes_up, troubles, faults);
}

void log_report(process::Log& log, const sync::CycleReport& report, const sync::HttpTotals& traffic) {
  using process::LogLevel;
  if (report.upgraded) {
    log.write(LogLevel::info, "SYNC-108", "本地库已换成新格式", {{"generation", std::to_string(*report.upgraded)}});
  }
  if (report.outcome == sync::CycleOutcome::applied) {
    log.write(LogLevel::info, "SYNC-101", "内容已更新",
              {{"generation", std::to_string(report.generation.value_or(0))},
               {"stored", std::to_string(report.changes.stored)},
               {"withdrawn", std::to_string(report.changes.withdrawn)},
               {"packs", std::to_string(report.packs)},
               {"requests", std::to_string(traffic.requests)},
               {"bytes_down", std::to_string(traffic.bytes_down)}});
  } else if (report.outcome != sync::CycleOutcome::failed) {
    log.write(LogLevel::debug, "SYNC-102", "内容已是最新", {{"outcome", std::string(outcome_name(report.outcome))}});
  }
  for (const model::Fault& fault : report.faults) {
    log.write(LogLevel::warning, "SYNC-103", fault.message,
              {{"entity", fault.entity}, {"code", fault.code}, {"pointer", fault.pointer}});
  }
  if (report.damaged_rows > 0 || report.set_aside > 0) {
    log.write(LogLevel::warning, "SYNC-104", "本地内容有损坏，已重新获取",
              {{"rows", std::to_string(report.damaged_rows)}, {"generations", std::to_string(report.set_aside)}});
  }
  const LogLevel level = report.outcome == sync::CycleOutcome::failed ? LogLevel::error : LogLevel::warning;
  for (const model::Error& trouble : report.troubles) {
    const std::string_view event = event_of(trouble.code);
    if (event.empty()) {
      log.write(level, trouble.code, trouble.message);
    } else {
      log.write(level, trouble.code, trouble.message, {{"event", std::string(event)}});
    }
  }
}

int exit_code_of(const sync::CycleReport& report) {
  return report.error ? exit_code_of(*report.error) : process::exit_ok;
}

int exit_code_of(const model::Error& error) {
  const std::string& code = error.code;
  if (code.starts_with("HTTP-") || code == "SYNC-011" || code == "SYNC-015") return process::exit_unavailable;
  if (code.starts_with("TRUST-") || code.starts_with("PACK-") || code == "SYNC-010" || code == "SYNC-012") {
    return process::exit_data;
  }
  if (code == "BUNDLE-010") return process::exit_no_input;
  if (code.starts_with("BUNDLE-")) return process::exit_data;
  if (code == "STORE-002") return process::exit_config;
  if (code.starts_with("STORE-") || code == "SYNC-020") return process::exit_io;
  return process::exit_fault;
}

}  // namespace gongkai::agent
