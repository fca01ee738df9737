#include "app/sync/bundle_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "app/sync/advice.h"
#include "app/sync/last_contact.h"
#include "app/sync/last_cycles.h"
#include "app/sync/report_text.h"

namespace gongkai::agent {
namespace {

sync::BundleProgress progress_line() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](std::uint64_t done, std::uint64_t total) {
    fmt::print(stderr, "\r检查更新包 {}%{}", done * 100 / total, done == total ? "\n" : "");
    std::fflush(stderr);
  };
}

}  // namespace

int run_bundle(const std::filesystem::path& file, const sync::CycleSettings& settings, const process::Clock& clock,
               OutputForm form) {
  sync::CycleReport report;
  if (const auto bundle = sync::Bundle::open(file, progress_line())) {
    report = sync::apply_bundle(*bundle, settings, clock.now());
  } else {
    report.error = bundle.error();
    report.troubles = {bundle.error()};
  }
  const bool refused = report.outcome == sync::CycleOutcome::failed;
  if (!refused) {
    if (heard_from_catalogue(report)) note_contact(settings.store, clock.now());
    write_last_cycles(settings.state, after_cycle(read_last_cycles(settings.state), report, clock.now()));
  }
  if (form == OutputForm::json) {
    fmt::print("{}\n", report_in_json(report, {}));
  } else if (refused) {
    fmt::print(stderr, "没有采用更新包，屏幕内容保持不变。\n原因：{} {}\n处理：{}\n", report.error->code,
               report.error->message, bundle_advice(report.error->code));
  } else {
    fmt::print("{}", report_in_words(report));
  }
  return exit_code_of(report);
}

}  // namespace gongkai::agent
