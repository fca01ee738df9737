#include "content/publish/release.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/remote.h"
#include "app/admin/commands/report.h"
#include "app/admin/text_table.h"
#include "app/process/exit_codes.h"

namespace gongkai::admin {
namespace {

using publish::ReleaseReport;
using Outcome = publish::ReleaseReport::Outcome;

// Longer lists of changes are counted, not shown.
constexpr std::size_t most_changes_shown = 20;

const char* word(publish::ChangeKind kind) {
  switch (kind) {
    case publish::ChangeKind::added: return "新增";
    case publish::ChangeKind::changed: return "更新";
    case publish::ChangeKind::withdrawn: return "撤回";
  }
  return "";
}

const char* word(Outcome outcome) {
  switch (outcome) {
    case Outcome::published: return "published";
    case Outcome::would_publish: return "would_publish";
    case Outcome::prepared: return "prepared";
    case Outcome::renewed: return "renewed";
    case Outcome::unchanged: return "unchanged";
    case Outcome::refused: return "refused";
  }
  return "";
}

void print_changes(const ReleaseReport& report) {
  std::size_t total = 0;
  TextTable table({"机构", "变化", "条目", "版本", "标题"});
  for (const publish::BureauRelease& bureau : report.bureaus) {
    for (const publish::ItemChange& change : bureau.changes) {
      if (total++ < most_changes_shown) {
        table.add({bureau.bureau, word(change.kind), change.id, std::to_string(change.rev), change.title});
      }
    }
  }
  fmt::print("{}", table.text());
  if (total > most_changes_shown) fmt::print("……共 {} 个条目\n", total);
}

void print_files(const ReleaseReport& report) {
  TextTable table({"机构", "角色版本", "条目", "数据包", "字节", "压缩后"});
  for (const publish::BureauRelease& bureau : report.bureaus) {
    if (bureau.packs.empty()) table.add({bureau.bureau, std::to_string(bureau.version), "0", "续签", "-", "-"});
    for (const publish::PackFile& pack : bureau.packs) {
      table.add({bureau.bureau, std::to_string(bureau.version), std::to_string(bureau.changes.size()),
                 pack.level == 0 ? pack.path : fmt::format("{}（{} 级汇总）", pack.path, pack.level),
                 std::to_string(pack.bytes), std::to_string(pack.gzip_bytes)});
    }
  }
  if (!table.empty()) fmt::print("{}", table.text());
}

void print_outcome(const ReleaseReport& report) {
  switch (report.outcome) {
    case Outcome::published: {
      std::size_t packs = 0;
      for (const auto& bureau : report.bureaus) packs += bureau.packs.size();
      print_changes(report);
      print_files(report);
      for (const std::string& role : report.renewed) fmt::print("同时续签：{}\n", role);
      fmt::print("已发布：新数据包 {} 个，机构角色 {} 个，快照第 {} 版，时间戳第 {} 版\n", packs, report.bureaus.size(),
                 report.snapshot_version, report.timestamp_version);
      return;
    }
    case Outcome::would_publish:
      print_changes(report);
      fmt::print("试运行：将发布 {} 个机构的以上变化；没有写入任何文件\n", report.bureaus.size());
      return;
    case Outcome::prepared:
      print_changes(report);
      fmt::print("已准备好待签的发布（{} 个机构），还没有发布。请把该文件夹交给签名人，各自运行 gongkai-admin sign\n",
                 report.bureaus.size());
      return;
    case Outcome::renewed:
      print_files(report);
      for (const std::string& role : report.renewed) fmt::print("已续签：{}\n", role);
      fmt::print("内容没有变化；已续签，快照第 {} 版，时间戳第 {} 版\n", report.snapshot_version,
                 report.timestamp_version);
      return;
    case Outcome::unchanged:
      fmt::print("没有变化，未发布（快照第 {} 版，时间戳第 {} 版）\n", report.snapshot_version,
                 report.timestamp_version);
      if (!report.due.empty()) fmt::print("签名即将或已经过期：{}；请带上它们的密钥，加 --renew 续签\n", fmt::join(report.due, "、"));
      return;
    case Outcome::refused: fmt::print("有错误，未发布；发布仓库没有改动\n"); return;
  }
}

void print_json(const ReleaseReport& report) {
  nlohmann::json bureaus = nlohmann::json::array();
  for (const publish::BureauRelease& bureau : report.bureaus) {
    nlohmann::json entry = {{"bureau", bureau.bureau}, {"version", bureau.version}};
    for (const auto& change : bureau.changes) {
      entry["changes"].push_back({{"kind", word(change.kind)}, {"id", change.id}, {"rev", change.rev}});
    }
    for (const auto& pack : bureau.packs) {
      entry["packs"].push_back(
          {{"path", pack.path}, {"level", pack.level}, {"bytes", pack.bytes}, {"gzip_bytes", pack.gzip_bytes}});
    }
    bureaus.push_back(std::move(entry));
  }
  nlohmann::json written = nlohmann::json::array();
  for (const auto& file : report.written) written.push_back(file.generic_string());
  const nlohmann::json document = {{"outcome", word(report.outcome)},
                                   {"snapshot", report.snapshot_version},
                                   {"timestamp", report.timestamp_version},
                                   {"bureaus", std::move(bureaus)},
                                   {"written", std::move(written)},
                                   {"faults", nlohmann::json::parse(faults_json(report.faults))}};
  fmt::print("{}\n", document.dump(2));
}

void print_report(const ReleaseReport& report, Output output) {
  if (output == Output::json) {
    print_json(report);
  } else {
    fmt::print("{}", fault_table(report.faults));
    print_outcome(report);
    for (const std::string& sentence : report.expiring) fmt::print("注意：{}\n", sentence);
  }
}

// What happens at the target before our own tree is continued: locked, and its state taken over where it is newer.
model::Result<std::unique_ptr<Remote>> prepare_target(const ReleaseOptions& options) {
  auto remote = open_remote(options.target, options.repository, options.keys / "root.json", options.moment.now);
  if (!remote) return remote;
  if (auto caught_up = catch_up(**remote); !caught_up) return tl::unexpected(caught_up.error());
  return remote;
}

}  // namespace

int run_release(const ReleaseOptions& options) {
  const auto draft = publish::read_draft(options.draft, options.moment.today, progress_line("检查"));
  if (!draft) return report_error(draft.error());
  if (draft->count(model::Severity::error) > 0) {
    ReleaseReport refused;
    refused.outcome = Outcome::refused;
    refused.faults = draft->faults;
    print_report(refused, options.output);
    return process::exit_data;
  }
  const bool sends = !options.target.to.empty() && options.writing == publish::Writing::write && options.proposal.empty();
  std::unique_ptr<Remote> remote;
  if (sends) {
    auto prepared = prepare_target(options);
    if (!prepared) return report_error(prepared.error());
    remote = std::move(*prepared);
  }
  const publish::ReleaseRequest request{options.repository, options.keys, options.moment.now, options.renewal,
                                        options.writing, options.proposal};
  auto report = publish::release(request, *draft, progress_line("比对"));
  if (!report) return report_error(report.error());
  report->faults.insert(report->faults.begin(), draft->faults.begin(), draft->faults.end());
  print_report(*report, options.output);
  if (report->outcome == Outcome::refused) return process::exit_data;
  return sends ? send_to(*remote) : process::exit_ok;
}

int run_withdraw(const StateOptions& options) {
  const auto file = publish::withdraw_in_draft(options.release.draft, options.id, options.reason);
  if (!file) return report_error(file.error());
  fmt::print("已在草稿中撤回 {}（{}）\n", options.id, file->string());
  return run_release(options.release);
}

int run_issue(const StateOptions& options) {
  const auto file = publish::issue_in_draft(options.release.draft, options.id);
  if (!file) return report_error(file.error());
  fmt::print("已在草稿中改为发布 {}（{}）\n", options.id, file->string());
  return run_release(options.release);
}

}  // namespace gongkai::admin
