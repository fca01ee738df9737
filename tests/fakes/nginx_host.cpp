#include "tests/fakes/nginx_host.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/fakes/raw_http.h"

namespace gongkai::fakes {
namespace {

namespace fs = std::filesystem;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// Free a moment ago; whoever takes it in between makes nginx end, and another is tried.
int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(probe);
  if (!bound) throw std::runtime_error("no free port on loopback");
  return ntohs(address.sin_port);
}

bool answers(int port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  const bool open = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(probe);
  return open;
}

constexpr const char* mark_path = "/.all-before-is-counted";

// One process in the foreground, so that its id is all there is to end.
std::string configuration(const fs::path& root, const fs::path& work, int port) {
  std::string text = "daemon off; master_process off; error_log " + (work / "error.log").string() + "; pid " +
                     (work / "pid").string() + ";\nevents {}\nhttp {\n  log_format sizes '$request_length $bytes_sent';\n" +
                     "  access_log " + (work / "access.log").string() + " sizes;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    text += std::string("  ") + kind + "_temp_path " + (work / kind).string() + ";\n";
  }
  return text + "  server {\n    listen 127.0.0.1:" + std::to_string(port) + ";\n    root " + root.string() +
         ";\n    etag on;\n    server_tokens off;\n    default_type application/octet-stream;\n" +
         "    location = /metadata/timestamp.json { add_header Cache-Control \"no-cache\" always; }\n" +
         "    location / { gzip_static on; add_header Cache-Control \"public, max-age=31536000, immutable\"; }\n" +
         "    location = " + mark_path + " { access_log off; return 204; }\n  }\n}\n";
}

}  // namespace

NginxHost::NginxHost(const fs::path& root, fs::path work) : work_(std::move(work)) {
  fs::create_directories(work_);
  for (int attempt = 0; attempt < 5; ++attempt) {
    if (start(root)) return;
  }
  throw std::runtime_error("nginx does not start, see " + (work_ / "error.log").string());
}

bool NginxHost::start(const fs::path& root) {
  port_ = free_port();
  const std::string file = work_ / "nginx.conf";
  std::ofstream(file) << configuration(root, work_, port_);
  std::string words[] = {"nginx", "-e", work_ / "error.log", "-p", work_, "-c", file};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                       words[4].data(), words[5].data(), words[6].data(), nullptr};
  if (posix_spawn(&child_, "/usr/sbin/nginx", nullptr, nullptr, arguments, environ) != 0) return false;
  while (::waitpid(child_, nullptr, WNOHANG) == 0) {
    if (answers(port_)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  child_ = -1;
  return false;
}

NginxHost::~NginxHost() {
  if (child_ < 0) return;
  ::kill(child_, SIGTERM);
  ::waitpid(child_, nullptr, 0);
}

std::string NginxHost::url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

NginxCounts NginxHost::counts() const {
  // nginx notes a request after its last byte is out, and before it answers another one.
  raw_get(static_cast<std::uint16_t>(port_), mark_path);
  NginxCounts counts;
  std::ifstream log(work_ / "access.log");
  for (std::int64_t in = 0, out = 0; log >> in >> out;) {
    ++counts.requests;
    counts.bytes_in += in;
    counts.bytes_out += out;
  }
  return counts;
}

}  // namespace gongkai::fakes
