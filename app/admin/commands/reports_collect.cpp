#include <fmt/format.h>

#include <algorithm>

#include "app/admin/commands/report.h"
#include "app/admin/commands/reports.h"
#include "app/admin/report_collect.h"
#include "app/process/exit_codes.h"
#include "app/process/json_string.h"

namespace gongkai::admin {
namespace {

using model::Result;
using process::json_string;

Result<CollectOrder> order_of(const ReportsCollectOptions& options) {
  CollectOrder order{options.keys, options.into, options.moment.now, {}, options.remove ? Originals::remove : Originals::keep};
  for (const std::string& text : options.given_up) {
    const auto range = parse_given_up(text);
    if (!range) return model::failure("PUSH-001", fmt::format("--give-up {} 应写成 终端=批号 或 终端=批号-批号，如 hall-01=1795360012", text));
    order.given_up.push_back(*range);
  }
  return order;
}

Result<std::vector<std::string>> chosen_kiosks(const ReportsCollectOptions& options) {
  auto all = kiosks_with_keys(options.keys);
  if (!all || options.kiosks.empty()) return all;
  for (const std::string& kiosk : options.kiosks) {
    if (std::find(all->begin(), all->end(), kiosk) != all->end()) continue;
    return model::failure("REPORT-040", fmt::format("{} 里没有终端 {} 的文件夹", options.keys.string(), kiosk));
  }
  return options.kiosks;
}

std::string as_text(const Collected& one) {
  if (one.batches == 0) return one.fault ? fmt::format("{}：没有收到\n", one.kiosk) : fmt::format("{}：没有新的\n", one.kiosk);
  std::string out = fmt::format("{}：收到 {} 批，播放记录 {} 条，群众意见 {} 条", one.kiosk, one.batches, one.rows, one.said);
  if (one.dropped > 0) out += fmt::format("（另有 {} 条终端已清除）", one.dropped);
  return out + "\n";
}

std::string as_json(const Collected& one) {
  std::string notes;
  for (const std::string& note : one.notes) notes += (notes.empty() ? "" : ",") + json_string(note);
  const std::string heard = one.heartbeat ? json_string(model::format_instant(one.heartbeat->header.made)) : "null";
  const std::string fault = one.fault ? fmt::format("{{\"code\":{},\"message\":{}}}", json_string(one.fault->code), json_string(one.fault->message))
                                      : "null";
  return fmt::format("{{\"kiosk\":{},\"batches\":{},\"rows\":{},\"feedback\":{},\"feedback_dropped\":{},\"given_up\":{},"
                     "\"heartbeat\":{},\"notes\":[{}],\"fault\":{}}}",
                     json_string(one.kiosk), one.batches, one.rows, one.said, one.dropped, one.given_up, heard, notes, fault);
}

void complain(const Collected& one) {
  for (const std::string& note : one.notes) fmt::print(stderr, "{}：注意：{}\n", one.kiosk, note);
  if (one.fault) fmt::print(stderr, "{}：错误：{}（{}）\n", one.kiosk, one.fault->message, one.fault->code);
}

// A folder that is not there would look like terminals that say nothing.
Result<PublishTarget> open_source(const TargetOptions& options) {
  auto source = open_target(options.to, options.credentials, options.route);
  if (!source) return source;
  const auto* folder = std::get_if<FolderTarget>(&*source);
  if (folder == nullptr || std::filesystem::is_directory(folder->folder)) return source;
  return model::failure("PUSH-021", fmt::format("没有目录 {}：请检查 --from", folder->folder.string()));
}

int collect_all(PublishTarget& source, const CollectOrder& order, const std::vector<std::string>& kiosks, Output output) {
  int exit_code = process::exit_ok;
  std::string json;
  for (const std::string& kiosk : kiosks) {
    const Collected one = collect_from(source, order, kiosk, progress_line(kiosk, 1));
    if (output == Output::json) json += (json.empty() ? "" : ",\n ") + as_json(one);
    if (output == Output::text) fmt::print("{}", as_text(one));
    std::fflush(stdout);
    complain(one);
    if (!one.fault) continue;
    const bool ends = is_of_the_host(*one.fault);
    // What cannot be trusted outweighs what could not be reached.
    if (exit_code == process::exit_ok) exit_code = ends ? exit_code_of(*one.fault) : process::exit_data;
    if (ends) break;
  }
  if (output == Output::json) fmt::print("[{}]\n", json);
  return exit_code;
}

}  // namespace

int run_reports_collect(const ReportsCollectOptions& options) {
  const auto order = order_of(options);
  if (!order) return report_error(order.error());
  const auto kiosks = chosen_kiosks(options);
  if (!kiosks) return report_error(kiosks.error());
  auto source = open_source(options.source);
  if (!source) return report_error(source.error());
  const auto lock = publish::RepositoryLock::take(options.into);
  if (!lock && lock.error().code == "PUBLISH-031") {
    return report_error({"PUBLISH-031", fmt::format("另一个程序正在收取到 {}，请稍后再试", options.into.string())});
  }
  if (!lock) return report_error(lock.error());
  return collect_all(*source, *order, *kiosks, options.output);
}

}  // namespace gongkai::admin
