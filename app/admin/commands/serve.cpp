#include <fmt/format.h>

#include <chrono>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/admin/web_server.h"
#include "app/process/clock.h"
#include "app/process/exit_codes.h"
#include "app/process/log.h"
#include "app/process/stop_signal.h"
#include "content/publish/release.h"
#include "content/publish/repository.h"

namespace gongkai::admin {
namespace {

// How soon a held request sees a publish: well below what a person notices.
constexpr int poll_milliseconds = 20;
constexpr std::chrono::minutes renewal_interval{10};

// Signs timestamp and snapshot anew while serving, so that terminals never meet an expired one on a quiet day.
class Renewer {
 public:
  Renewer(const ServeOptions& options, const process::Clock& clock, process::Log& log)
      : options_(options), clock_(clock), log_(log) {}

  void tend() {
    if (options_.keys.empty() || clock_.monotonic() < next_) return;
    next_ = clock_.monotonic() + renewal_interval;
    const auto renewed = publish::renew_online_roles(
        {options_.repository, options_.keys, clock_.now(), publish::Renewal::when_due});
    if (!renewed) {
      log_.write(process::LogLevel::warning, "ADMIN-021", "未能续签：" + renewed.error().message,
                 {{"code", renewed.error().code}});
    } else if (*renewed) {
      log_.write(process::LogLevel::info, "ADMIN-020", "已续签时间戳");
    }
  }

 private:
  const ServeOptions& options_;
  const process::Clock& clock_;
  process::Log& log_;
  std::chrono::nanoseconds next_{0};
};

}  // namespace

int run_serve(const ServeOptions& options) {
  process::StopSignal stop;
  const process::SystemClock clock;
  process::Log log(clock, process::LogLevel::info);
  if (!publish::repository_exists(options.repository)) {
    return report_error({"PUBLISH-033", options.repository.string() + " 还不是发布仓库，请先运行 gongkai-admin init"});
  }
  auto server = WebServer::start({options.repository, options.address, options.port});
  if (!server) {
    report_error(server.error());
    return process::exit_unavailable;
  }
  const bool v6 = options.address.find(':') != std::string::npos;
  fmt::print("http://{}{}{}:{}\n", v6 ? "[" : "", options.address, v6 ? "]" : "", server->port());
  std::fflush(stdout);
  Renewer renewer(options, clock, log);
  while (stop.poll() != process::StopSignal::Asked::stop) {
    renewer.tend();
    server->run_for(poll_milliseconds);
  }
  return process::exit_ok;
}

}  // namespace gongkai::admin
