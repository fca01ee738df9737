#include "tests/fakes/nginx_dav.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace gongkai::fakes {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// A port that was free a moment ago. nginx cannot take port 0; where another process was quicker, we try the next.
std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (fd < 0 || ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    std::abort();
  }
  ::close(fd);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(port);
  const bool connected = fd >= 0 && ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  if (fd >= 0) ::close(fd);
  return connected;
}

// One process, without a master, so that ending it ends all of it.
std::string configuration(const std::filesystem::path& folder, std::uint16_t port, const std::string& extra) {
  const char* methods = extra.find("dav_methods") == std::string::npos ? "dav_methods PUT DELETE MKCOL MOVE;" : "";
  return fmt::format(
      "daemon off; master_process off; pid {0}/pid; error_log {0}/error.log;\n"
      "events {{ }}\n"
      "http {{ access_log off; client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/fastcgi;\n"
      "  uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi;\n"
      "  server {{ listen 127.0.0.1:{1}; root {0}/www;\n"
      "    location / {{ {3} gzip_static on; client_max_body_size 64m; {2} }} }} }}\n",
      folder.string(), port, extra, methods);
}

}  // namespace

NginxDav::NginxDav(const std::string& extra) {
  std::filesystem::create_directories(root());
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = free_port();
    const std::string file = (folder_ / "nginx.conf").string();
    std::ofstream(file) << configuration(folder_.path(), port_, extra);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::execlp("nginx", "nginx", "-p", folder_.path().c_str(), "-c", file.c_str(), "-e",
               (folder_ / "error.log").c_str(), nullptr);
      ::_exit(127);
    }
    for (int tick = 0; tick < 500; ++tick) {
      if (::waitpid(pid_, nullptr, WNOHANG) == pid_) break;  // the port was taken
      if (answers(port_)) return;
      ::usleep(20'000);
    }
  }
  std::abort();
}

NginxDav::~NginxDav() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

std::string NginxDav::url() const { return fmt::format("http://127.0.0.1:{}", port_); }

}  // namespace gongkai::fakes
