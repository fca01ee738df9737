#include <fmt/format.h>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/proposal_report.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"
#include "content/publish/bureau_change.h"
#include "content/publish/root_change.h"

namespace gongkai::admin {
namespace {

using model::Result;

Result<std::optional<publish::BureauEdit>> read_edit(const BureauOptions& options) {
  if (!options.leaving.empty()) return publish::BureauEdit{options.leaving, {}};
  if (options.joining.empty()) return std::nullopt;
  publish::BureauEdit edit{options.joining, {}};
  for (const std::string& text : options.keys_of_duties) {
    auto value = split_pair(text, "editor=编辑.pub");
    if (!value) return tl::unexpected(value.error());
    edit.keys.push_back(std::move(*value));
  }
  if (edit.keys.empty()) {
    return model::failure("PUBLISH-057", "请用 --key 写明 " + options.joining + " 每项职责的公钥，例如 --key editor=编辑.pub");
  }
  return edit;
}

int show_bureaus(const BureauOptions& options) {
  const auto state = published_state(options.repository, options.keys);
  if (!state) return report_error(state.error());
  fmt::print("机构委托第 {} 版，有效期至 {}，{} 个机构\n", state->targets.version,
             model::format_instant(state->targets.expires), state->targets.delegations.size());
  for (const trust::Delegation& delegation : state->targets.delegations) {
    fmt::print("{}\n", delegation.name);
    for (const trust::Duty& duty : delegation.duties) {
      fmt::print("  {}：{} 把密钥，需要 {} 个签名\n", duty.name, duty.keyids.size(), duty.min);
      for (const trust::KeyId& keyid : duty.keyids) fmt::print("    {}\n", keyid);
    }
  }
  print_expiry_warnings(*state, options.moment.now);
  return process::exit_ok;
}

}  // namespace

int run_bureau(const BureauOptions& options) {
  const auto edit = read_edit(options);
  if (!edit) return report_error(edit.error());
  if (options.proposal.empty()) {
    if (!*edit) return show_bureaus(options);
    fmt::print(stderr, "错误：请用 --prepare 写明待签的新委托放在哪里\n");
    return process::exit_usage;
  }
  const auto proposed = publish::propose_delegations(
      {options.repository, options.keys, options.proposal, options.moment.now}, *edit);
  if (!proposed) return report_error(proposed.error());
  fmt::print("新的机构委托已准备好，还没有生效。看过并签名：\n");
  return show_for_signature(options.proposal, options.keys, options.moment);
}

}  // namespace gongkai::admin
