#include <fmt/format.h>

#include <charconv>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/proposal_report.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"
#include "content/publish/root_change.h"

namespace gongkai::admin {
namespace {

using model::Result;
Result<publish::RootEdit> read_edit(const RootOptions& options) {
  publish::RootEdit edit;
  for (const std::string& text : options.added) {
    auto value = split_pair(text, "root=新钥.pub");
    if (!value) return tl::unexpected(value.error());
    edit.added.emplace_back(value->first, value->second);
  }
  for (const std::string& text : options.removed) {
    auto value = split_pair(text, "root=新钥.pub");
    if (!value) return tl::unexpected(value.error());
    edit.removed.push_back(std::move(*value));
  }
  for (const std::string& text : options.thresholds) {
    auto value = split_pair(text, "root=新钥.pub");
    if (!value) return tl::unexpected(value.error());
    int number = 0;
    const std::string& digits = value->second;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size()) {
      return model::failure("PUBLISH-057", fmt::format("{}：签名数应是整数", text));
    }
    edit.thresholds.emplace_back(value->first, number);
  }
  return edit;
}

int show_root(const RootOptions& options) {
  const auto state = published_state(options.repository, options.keys);
  if (!state) return report_error(state.error());
  fmt::print("信任根第 {} 版，有效期至 {}\n", state->root.version, model::format_instant(state->root.expires));
  for (const auto& [name, role] : state->root.roles) {
    fmt::print("{}：{} 把密钥，需要 {} 个签名\n", name, role.keyids.size(), role.threshold);
    for (const trust::KeyId& keyid : role.keyids) fmt::print("  {}\n", keyid);
  }
  print_expiry_warnings(*state, options.moment.now);
  return process::exit_ok;
}

}  // namespace

int run_root(const RootOptions& options) {
  const auto edit = read_edit(options);
  if (!edit) return report_error(edit.error());
  if (options.proposal.empty()) {
    const bool edits = !edit->added.empty() || !edit->removed.empty() || !edit->thresholds.empty();
    if (!edits) return show_root(options);
    fmt::print(stderr, "错误：请用 --prepare 写明待签的新信任根放在哪里\n");
    return process::exit_usage;
  }
  const auto proposed = publish::propose_root(
      {options.repository, options.keys, options.proposal, options.moment.now}, *edit);
  if (!proposed) return report_error(proposed.error());
  fmt::print("新的信任根已准备好，还没有生效。看过并签名：\n");
  return show_for_signature(options.proposal, options.keys, options.moment);
}

}  // namespace gongkai::admin
