#include <fmt/format.h>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/remote.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"
#include "content/publish/atomic_file.h"
#include "content/publish/prune.h"
#include "content/trust/limits.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;

// At the target first: our own tree is how we know what lies there.
model::Result<void> remove_everywhere(const std::vector<fs::path>& files, const fs::path& repository, Remote* remote) {
  const auto progress = progress_line("清理", 1);
  std::size_t done = 0;
  for (const fs::path& file : files) {
    if (remote != nullptr) {
      if (auto removed = remove_target_file(remote->target, file.generic_string()); !removed) return removed;
    }
    std::error_code error;
    fs::remove(repository / file, error);
    if (error) return model::failure("PUBLISH-010", fmt::format("无法删除 {}：{}", file.string(), error.message()));
    if (progress) progress(++done, files.size());
  }
  return {};
}

}  // namespace

int run_prune(const PruneOptions& options) {
  const fs::path root_file = options.keys / "root.json";
  std::unique_ptr<Remote> remote;
  if (!options.target.to.empty() && options.writing == publish::Writing::write) {
    auto opened = open_remote(options.target, options.repository, root_file, options.moment.now);
    if (!opened) return report_error(opened.error());
    remote = std::move(*opened);
    const auto state = compare_target(remote->target, remote->request);
    if (!state) return report_error(state.error());
    if (*state != TargetState::same) {
      return report_error({"PUSH-012", target_name(remote->target) + " 与本机的发布仓库不一致，没有清理；请先 push 或 release"});
    }
  }
  const auto root = publish::read_file(root_file, trust::limits::root_bytes);
  if (!root) return report_error(root.error());
  const auto lock = publish::RepositoryLock::take(options.repository);
  if (!lock) return report_error(lock.error());
  const auto files = publish::find_unneeded_files(options.repository, *root);
  if (!files) return report_error(files.error());
  if (options.writing == publish::Writing::dry_run) {
    for (const fs::path& file : *files) fmt::print("{}\n", file.generic_string());
    fmt::print("试运行：以上 {} 个文件没有终端再需要；没有删除\n", files->size());
    return process::exit_ok;
  }
  if (auto removed = remove_everywhere(*files, options.repository, remote.get()); !removed) {
    return report_error(removed.error());
  }
  fmt::print("已清理 {} 个没有终端再需要的文件\n", files->size());
  return process::exit_ok;
}

}  // namespace gongkai::admin
