#include <fmt/format.h>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"

namespace gongkai::admin {

int run_check(const CheckOptions& options) {
  const auto draft = publish::read_draft(options.draft, options.moment.today, progress_line("检查"));
  if (!draft) return report_error(draft.error());
  const bool sound = draft->count(model::Severity::error) == 0;
  if (options.output == Output::json) {
    fmt::print("{{\"files\":{},\"entities\":{},\"faults\":{}}}\n", draft->files, draft->entries.size(),
               faults_json(draft->faults));
  } else {
    fmt::print("{}", fault_table(draft->faults));
    fmt::print("{} 个文件，{} 个条目，{}\n", draft->files, draft->entries.size(),
               sound ? "可以发布" : "有错误，不能发布");
  }
  return sound ? process::exit_ok : process::exit_data;
}

}  // namespace gongkai::admin
