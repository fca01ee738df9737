#include "app/sync/agent_settings.h"

namespace gongkai::agent {

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
  return faults;
}

}  // namespace gongkai::agent
