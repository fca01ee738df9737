#include "content/publish/bundle.h"

#include <fmt/format.h>

#include <chrono>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"

namespace gongkai::admin {
namespace {

constexpr std::chrono::hours enough_for_the_way{12};

}  // namespace

int run_bundle(const BundleOptions& options) {
  const std::filesystem::path folder = std::filesystem::absolute(options.out).parent_path();
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return report_error({"PUBLISH-011", fmt::format("文件夹 {} 不存在；U 盘插好了吗？", folder.string())});
  }
  const auto report = publish::write_bundle({options.repository, options.out, options.since}, progress_line("写入"));
  if (!report) return report_error(report.error());
  const std::string expires = model::format_instant(report->expires);
  if (options.output == Output::json) {
    fmt::print("{{\"snapshot\":{},\"files\":{},\"packs\":{},\"bytes\":{},\"expires\":\"{}\"}}\n",
               report->snapshot_version, report->files, report->packs, report->bytes, expires);
    return process::exit_ok;
  }
  fmt::print("已生成更新包 {}：快照第 {} 版，数据包 {} 个，共 {} 个文件、{} 字节\n", options.out.string(),
             report->snapshot_version, report->packs, report->files, report->bytes);
  fmt::print("有效期至 {}，请在此之前到终端上运行：gongkai-sync --config /etc/gongkai/sync.toml --bundle 更新包\n", expires);
  if (report->expires <= options.now) {
    fmt::print("警告：有签名已过期，终端会拒绝这个更新包；请先运行 release --renew，再重新生成\n");
  } else if (report->expires - options.now < enough_for_the_way) {
    fmt::print("注意：有效期不足 12 小时；先运行 release --renew 再重新生成，可得整整一天\n");
  }
  return process::exit_ok;
}

}  // namespace gongkai::admin
