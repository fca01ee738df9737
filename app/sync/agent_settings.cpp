#include "app/sync/agent_settings.h"

#include <set>

#include "content/codec/report_lines.h"
#include "content/store/feedback_sent.h"

namespace gongkai::agent {
namespace {

void read_report_settings(process::SettingsReader& reader, ReportSettings& settings) {
  reader.text("reports.url", settings.url);
  reader.text("reports.kiosk", settings.kiosk);
  std::vector<std::string> screens;
  reader.texts("reports.screens", screens);
  settings.screens.assign(screens.begin(), screens.end());
  reader.paths("reports.credentials", settings.credentials);
  reader.integer("reports.interval", settings.interval_seconds, 10, 86'400);
}

bool is_report_address(std::string url) {
  if (url.starts_with("s3+")) url.erase(0, 3);
  const auto host = url.find("://") + 3;
  return (url.starts_with("https://") || url.starts_with("http://")) && url.size() > host &&
         url.find_first_of("?#") == std::string::npos && url.substr(0, url.find('/', host)).find('@') == std::string::npos;
}

void check_report_settings(const ReportSettings& settings, std::vector<std::string>& faults) {
  if (settings.url.empty()) return;
  if (!is_report_address(settings.url)) {
    faults.push_back("reports.url 应为 https://服务器/目录 或 s3+https://服务器/桶/目录，不带用户名、?、#，现在是“" + settings.url + "”");
  }
  if (!codec::is_report_name(settings.kiosk)) {
    faults.push_back("reports.kiosk 应为本终端的名称，1 至 64 个字母、数字、-、_，现在是“" + settings.kiosk + "”");
  }
  if (settings.screens.empty()) faults.push_back("reports.screens 应列出各屏的记录目录（屏幕设置里的 state.directory）");
  std::set<std::string> names;
  for (const auto& screen : settings.screens) {
    const std::string name = store::source_name(screen);
    if (!screen.is_absolute() || !codec::is_report_name(name)) {
      faults.push_back("reports.screens 中应为完整路径，末级目录名由字母、数字、-、_ 组成，现在是“" + screen.string() + "”");
    } else if (!names.insert(name).second) {
      faults.push_back("reports.screens 中各目录的末级目录名不能相同：“" + name + "”");
    }
  }
}

}  // namespace

std::vector<process::SettingsFault> read_agent_settings(const std::filesystem::path& file, AgentSettings& settings) {
  process::SettingsReader reader(file);
  reader.text("url", settings.url);
  reader.paths("state", settings.state);
  reader.paths("store", settings.store);
  reader.paths("root", settings.root);
  reader.paths("ca_file", settings.ca_file);
  reader.text("proxy", settings.proxy);
  reader.paths("metrics", settings.metrics);
  reader.integer("interval", settings.interval_seconds, 1, 3600);
  reader.integer("wait", settings.wait_seconds, 0, 300);
  read_report_settings(reader, settings.reports);
  return reader.finish();
}

std::vector<std::string> check_agent_settings(const AgentSettings& settings, Source source) {
  std::vector<std::string> faults;
  const bool web_address = settings.url.starts_with("http://") || settings.url.starts_with("https://");
  if (source == Source::network && !web_address) {
    faults.push_back("url 应为公开目录的网址，以 http:// 或 https:// 开头，现在是“" + settings.url + "”");
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(settings.root, error)) {
    faults.push_back("root 应为随终端安装的信任根文件，找不到“" + settings.root.string() + "”");
  }
  if (!settings.metrics.empty() && settings.metrics.extension() != ".prom") {
    faults.push_back("metrics 的文件名应以 .prom 结尾，现在是“" + settings.metrics.string() + "”");
  }
  if (!settings.ca_file.empty() && !std::filesystem::is_regular_file(settings.ca_file, error)) {
    faults.push_back("ca_file 应为上级机构的证书文件（PEM），找不到“" + settings.ca_file.string() + "”");
  }
  check_report_settings(settings.reports, faults);
  return faults;
}

}  // namespace gongkai::agent
