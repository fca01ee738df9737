#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <string_view>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/admin/text_table.h"
#include "app/process/exit_codes.h"
#include "content/publish/atomic_file.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/proposal.h"
#include "content/trust/limits.h"

namespace gongkai::admin {
namespace {

const char* word(publish::ChangeKind kind) {
  switch (kind) {
    case publish::ChangeKind::added: return "新增";
    case publish::ChangeKind::changed: return "更新";
    case publish::ChangeKind::withdrawn: return "撤回";
  }
  return "";
}

// "旧标题 → 新标题" where the title is another.
std::string title_of(const publish::ItemChange& change) {
  const bool renamed = !change.old_title.empty() && change.old_title != change.title;
  return renamed ? change.old_title + " → " + change.title : change.title;
}

std::string name_of(const publish::ProposedRole& role) {
  if (role.role == "root") return "信任根";
  return role.role == "targets" ? "机构委托" : "机构 " + role.role;
}

// Where they lie: what a picture shows is to be looked at, too.
void show_pictures(const publish::ProposedRole& role, const std::filesystem::path& folder) {
  for (const publish::ItemChange& change : role.changes) {
    for (const std::string& picture : change.pictures) {
      fmt::print("  {} 的图片，请打开查看：{}\n", change.id,
                 publish::blob_file(publish::proposed_tree(folder), picture).string());
    }
  }
}

// All of it, however long: nobody signs what was not shown.
void show(const publish::Proposal& proposal, const std::filesystem::path& folder) {
  for (const publish::ProposedRole& role : proposal.roles) {
    fmt::print("{}：第 {} 版，有效期至 {}\n", name_of(role), role.version, model::format_instant(role.expires));
    for (const std::string& sentence : role.words) fmt::print("  {}\n", sentence);
    if (role.words.empty() && role.changes.empty()) fmt::print("  内容没有变化，只是签名\n");
    TextTable table({"变化", "条目", "版本", "标题", "改动的字段"});
    for (const publish::ItemChange& change : role.changes) {
      table.add({word(change.kind), change.id, std::to_string(change.rev), title_of(change),
                 fmt::format("{}", fmt::join(change.fields, "、"))});
    }
    if (!table.empty()) fmt::print("{}", table.text());
    show_pictures(role, folder);
    for (const publish::DutyState& duty : role.duties) {
      std::string signers;
      for (const trust::KeyId& keyid : duty.signers) signers += " " + keyid.substr(0, 12);
      fmt::print("  {}：{}/{}{}{}\n", duty.name, duty.valid, duty.min, signers.empty() ? "" : "，已签：", signers);
    }
  }
}

// Whoever keeps a key may write "姓名：张三" on a line above the key itself; readers of PEM pass over it.
std::string owner_of(const std::filesystem::path& key_file) {
  constexpr std::string_view mark = "姓名：";
  std::ifstream in(key_file);
  for (std::string line; std::getline(in, line) && !line.starts_with("-----BEGIN");) {
    if (line.starts_with(mark)) return line.substr(mark.size());
  }
  return "";
}

void show_key(const std::filesystem::path& file, const publish::SigningKey& key) {
  const std::string owner = owner_of(file);
  fmt::print("签名用的密钥：{}（{}编号 {}）\n", file.filename().string(), owner.empty() ? "" : owner + "，",
             key.keyid().substr(0, 12));
}

bool person_agrees() {
  fmt::print("以上内容将由您签名并对公众发布。确认请输入 yes：");
  std::fflush(stdout);
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

}  // namespace

int run_sign(const SignOptions& options) {
  const auto root = publish::read_file(options.root, trust::limits::root_bytes);
  if (!root) return report_error(root.error());
  auto proposal = publish::read_proposal(options.proposal, *root, options.moment.now);
  if (!proposal) return report_error(proposal.error());
  show(*proposal, options.proposal);
  if (options.key.empty()) return process::exit_ok;
  const auto key = publish::SigningKey::load(options.key);
  if (!key) return report_error(key.error());
  show_key(options.key, *key);
  if (!options.confirmed && !person_agrees()) {
    fmt::print("没有签名\n");
    return process::exit_denied;
  }
  const auto done = publish::sign_proposal(*proposal, *key);
  if (!done) return report_error(done.error());
  for (const std::string& duty : *done) fmt::print("已签：{}\n", duty);
  bool complete = true;
  for (const publish::ProposedRole& role : proposal->roles) {
    const std::string missing = publish::missing_duties(role);
    if (missing.empty()) continue;
    fmt::print("{} 还{}\n", role.role, missing);
    complete = false;
  }
  if (complete) fmt::print("签名齐全，可以用 gongkai-admin push --proposal 发布\n");
  return process::exit_ok;
}

}  // namespace gongkai::admin
