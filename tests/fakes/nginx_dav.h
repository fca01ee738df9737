// A real nginx with WebDAV on loopback, in a folder of its own, for as long as the object lives.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/fakes/temporary_folder.h"

namespace gongkai::fakes {

class NginxDav {
 public:
  // `extra` goes into the server's location as it is: "auth_basic x; ..."; without dav_methods in it, all are on.
  explicit NginxDav(const std::string& extra = "");
  ~NginxDav();
  NginxDav(const NginxDav&) = delete;
  NginxDav& operator=(const NginxDav&) = delete;

  std::string url() const;                   // "http://127.0.0.1:40123"
  std::filesystem::path root() const { return folder_ / "www"; }

 private:
  TemporaryFolder folder_;
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace gongkai::fakes
