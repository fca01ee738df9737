#include <fmt/format.h>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/remote.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"
#include "content/publish/atomic_file.h"
#include "content/publish/proposal.h"
#include "content/trust/limits.h"

namespace gongkai::admin {

namespace fs = std::filesystem;
using model::Result;

Result<std::unique_ptr<Remote>> open_remote(const TargetOptions& options, const fs::path& repository,
                                            const fs::path& root, model::Instant now) {
  auto root_bytes = publish::read_file(root, trust::limits::root_bytes);
  if (!root_bytes) return tl::unexpected(root_bytes.error());
  auto target = open_target(options.to, options.credentials, options.route);
  if (!target) return tl::unexpected(target.error());
  auto remote = std::make_unique<Remote>(
      Remote{std::move(*target), {repository, std::move(*root_bytes), options.rule, progress_line("发送", 1)}, {}});
  auto lock = TargetLock::take(remote->target, options.rule, now);
  if (!lock) return tl::unexpected(lock.error());
  remote->lock.emplace(std::move(*lock));
  return remote;
}

Result<void> catch_up(Remote& remote) {
  const auto state = compare_target(remote.target, remote.request);
  if (!state) return tl::unexpected(state.error());
  if (*state != TargetState::foreign) return {};
  fmt::print(stderr, "{} 上有本机没有的发布，先接上它\n", target_name(remote.target));
  return take_over(remote.target, remote.request);
}

int send_to(Remote& remote) {
  const auto sent = push(remote.target, *remote.lock, remote.request);
  if (!sent) return report_error(sent.error());
  const std::string name = target_name(remote.target);
  if (sent->sent == 0) {
    fmt::print(stderr, "{} 已是最新（快照第 {} 版），没有发送\n", name, sent->snapshot_version);
  } else {
    fmt::print(stderr, "已发送到 {}：{} 个文件，{} 字节；{} 个文件已在那里。快照第 {} 版，时间戳第 {} 版\n", name, sent->sent,
               sent->bytes, sent->kept, sent->snapshot_version, sent->timestamp_version);
  }
  return process::exit_ok;
}

namespace {

// What has to be done in our own tree before it is sent.
Result<void> bring_forward(const PushOptions& options) {
  if (!options.proposal.empty()) {
    const auto installed =
        publish::install_proposal({options.repository, options.keys, options.proposal, options.moment.now});
    if (!installed) return tl::unexpected(installed.error());
    fmt::print("签名齐全，已放入发布仓库 {}（{} 个角色）\n", options.repository.string(), installed->roles.size());
  }
  if (options.renewal == publish::Renewal::when_due) {
    const auto renewed = publish::renew_online_roles({options.repository, options.keys, options.moment.now,
                                                      options.renewal, publish::Writing::write, {}});
    if (!renewed) return tl::unexpected(renewed.error());
  }
  return {};
}

}  // namespace

int run_push(const PushOptions& options) {
  std::unique_ptr<Remote> remote;
  if (!options.target.to.empty()) {
    auto opened = open_remote(options.target, options.repository, options.keys / "root.json", options.moment.now);
    if (!opened) return report_error(opened.error());
    remote = std::move(*opened);
    const bool continues = !options.proposal.empty() || options.renewal == publish::Renewal::when_due;
    if (auto caught_up = continues ? catch_up(*remote) : Result<void>(); !caught_up) {
      return report_error(caught_up.error());
    }
  } else if (options.proposal.empty()) {
    fmt::print(stderr, "错误：请用 --to 写明送到哪里，或用 --proposal 写明要放入发布仓库的待签发布\n");
    return process::exit_usage;
  }
  if (auto brought = bring_forward(options); !brought) return report_error(brought.error());
  return remote ? send_to(*remote) : process::exit_ok;
}

}  // namespace gongkai::admin
