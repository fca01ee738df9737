// A real nginx (Debian's nginx-light) over one folder on loopback, set up as kiosk-config/nginx has it but for TLS, with
// its own folder for everything it writes.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace gongkai::fakes {

// As nginx itself counts what goes through its sockets: headers included.
struct NginxCounts {
  std::int64_t requests = 0, bytes_in = 0, bytes_out = 0;
};

class NginxHost {
 public:
  // `work` is made and must be empty. Throws std::runtime_error where nginx does not start.
  NginxHost(const std::filesystem::path& root, std::filesystem::path work);
  ~NginxHost();
  NginxHost(const NginxHost&) = delete;
  NginxHost& operator=(const NginxHost&) = delete;

  std::string url() const;
  NginxCounts counts() const;  // of the requests that are over

 private:
  bool start(const std::filesystem::path& root);

  std::filesystem::path work_;
  int port_ = 0;
  pid_t child_ = -1;
};

}  // namespace gongkai::fakes
