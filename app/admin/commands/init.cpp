#include <fmt/format.h>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"
#include "content/publish/repository_setup.h"

namespace gongkai::admin {

int run_init(const InitOptions& options) {
  const auto report = publish::set_up_repository(options.repository, options.keys, options.moment.now);
  if (!report) return report_error(report.error());
  using Outcome = publish::SetupReport::Outcome;
  switch (report->outcome) {
    case Outcome::unchanged:
      fmt::print("发布仓库已存在，委托没有变化：{}（{} 个角色）\n", options.repository.string(), report->roles.size());
      break;
    case Outcome::joined:
      fmt::print("发布仓库的委托已更新：{} 个角色，其中新增或换钥 {} 个\n", report->roles.size(), report->added.size());
      break;
    case Outcome::created:
      fmt::print("已建立发布仓库 {}（{} 个角色）\n", options.repository.string(), report->roles.size());
      fmt::print("随终端分发的信任根：{}\n", (options.keys / "root.json").string());
      break;
  }
  return process::exit_ok;
}

}  // namespace gongkai::admin
