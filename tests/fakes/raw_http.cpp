#include "tests/fakes/raw_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace gongkai::fakes {
namespace {

int connect_loopback(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
  return fd;
}

}  // namespace

std::string RawReply::header(const std::string& name) const {
  const std::string mark = "\r\n" + name + ": ";
  const std::size_t begin = head.find(mark);
  if (begin == std::string::npos) return "";
  const std::size_t value = begin + mark.size();
  return head.substr(value, head.find("\r\n", value) - value);
}

RawReply raw_request(std::uint16_t port, const std::string& request, std::chrono::milliseconds limit) {
  const int fd = connect_loopback(port);
  const auto until = std::chrono::steady_clock::now() + limit;
  std::string received;
  if (::send(fd, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
    char buffer[65536];
    while (std::chrono::steady_clock::now() < until) {
      pollfd readable{fd, POLLIN, 0};
      if (::poll(&readable, 1, 50) <= 0) continue;
      const ssize_t size = ::recv(fd, buffer, sizeof buffer, 0);
      if (size <= 0) break;
      received.append(buffer, static_cast<std::size_t>(size));
    }
  }
  ::close(fd);
  RawReply reply;
  const std::size_t end = received.find("\r\n\r\n");
  if (end == std::string::npos) return reply;
  reply.head = received.substr(0, end + 2);
  reply.body = received.substr(end + 4);
  reply.status = std::atoi(reply.head.substr(reply.head.find(' ') + 1).c_str());
  return reply;
}

RawReply raw_get(std::uint16_t port, const std::string& path, const std::string& headers) {
  return raw_request(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
}

}  // namespace gongkai::fakes
