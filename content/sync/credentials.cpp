#include "content/sync/credentials.h"

#include <sys/stat.h>

#include <fstream>

namespace gongkai::sync {

model::Result<Credentials> read_credentials(const std::filesystem::path& file) {
  const std::string name = "凭据文件 " + file.string();
  struct stat state {};
  std::ifstream in(file);
  if (::stat(file.c_str(), &state) != 0 || !in) return model::failure("HTTP-020", "读不到" + name);
  if ((state.st_mode & 077) != 0) {
    return model::failure("HTTP-020", name + " 别人也能读，未使用；请先运行 chmod 600 " + file.string());
  }
  Credentials found;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto equals = line.find('=');
    const std::string key = line.substr(0, equals);
    std::string* const value = key == "user" ? &found.user : key == "password" ? &found.password : key == "region" ? &found.region : nullptr;
    if (equals == std::string::npos || value == nullptr) {
      return model::failure("HTTP-020", name + " 第 " + std::to_string(number) + " 行应写成 user=… 或 password=… 或 region=…");
    }
    *value = line.substr(equals + 1);
  }
  return found;
}

}  // namespace gongkai::sync
