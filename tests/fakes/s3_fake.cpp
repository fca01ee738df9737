#include "tests/fakes/s3_fake.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace gongkai::fakes {
namespace {

std::string hex(const std::string& bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string sha256(const std::string& bytes) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return {digest.begin(), digest.end()};
}

std::string hmac(const std::string& key, const std::string& message) {
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()),
       message.size(), digest.data(), &size);
  return {digest.begin(), digest.end()};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return "";
  const auto start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

// One connection's bytes as requests.
class Connection {
 public:
  Connection(int fd, const std::atomic<bool>& stopping) : fd_(fd), stopping_(stopping) {}
  ~Connection() { ::close(fd_); }

  bool read(S3Request& request) {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return false;
    }
    parse_head(request, received_.substr(0, end + 2));
    received_.erase(0, end + 4);
    if (request.headers.contains("expect")) send("HTTP/1.1 100 Continue\r\n\r\n");
    const std::size_t length = std::strtoul(request.headers["content-length"].c_str(), nullptr, 10);
    while (received_.size() < length) {
      if (!receive()) return false;
    }
    request.body = received_.substr(0, length);
    received_.erase(0, length);
    return true;
  }

  void send(const std::string& bytes) { ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

 private:
  bool receive() {
    pollfd readable{fd_, POLLIN, 0};
    while (::poll(&readable, 1, 50) == 0) {
      if (stopping_) return false;
    }
    char buffer[65536];
    const ssize_t size = ::recv(fd_, buffer, sizeof buffer, 0);
    if (size > 0) received_.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  }

  static void parse_head(S3Request& request, const std::string& head) {
    request.method = head.substr(0, head.find(' '));
    const std::string target = between(head, " ", " ");
    request.path = target.substr(0, target.find('?'));
    request.query = target.find('?') == std::string::npos ? "" : target.substr(target.find('?') + 1);
    for (auto line = head.find("\r\n") + 2; line < head.size(); line = head.find("\r\n", line) + 2) {
      const std::string text = head.substr(line, head.find("\r\n", line) - line);
      const auto colon = text.find(':');
      if (colon == std::string::npos) continue;
      const auto value = text.find_first_not_of(' ', colon + 1);
      request.headers[lower(text.substr(0, colon))] = value == std::string::npos ? "" : text.substr(value);
    }
  }

  int fd_;
  const std::atomic<bool>& stopping_;
  std::string received_;
};

}  // namespace

std::string s3_signature(const S3Keys& keys, const S3Request& request, const std::string& date) {
  std::string names;
  std::string canonical_headers;
  for (const auto& [name, value] : request.headers) {
    names += (names.empty() ? "" : ";") + name;
    canonical_headers += name + ":" + value + "\n";
  }
  const std::string canonical = request.method + "\n" + request.path + "\n" + request.query + "\n" +
                                canonical_headers + "\n" + names + "\n" + hex(sha256(request.body));
  const std::string day = date.substr(0, 8);
  const std::string scope = day + "/" + keys.region + "/s3/aws4_request";
  const std::string to_sign = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hex(sha256(canonical));
  const std::string key = hmac(hmac(hmac(hmac("AWS4" + keys.secret, day), keys.region), "s3"), "aws4_request");
  return hex(hmac(key, to_sign));
}

struct S3Fake::State {
  explicit State(S3Keys k) : keys(std::move(k)) {}

  bool is_signed(const S3Request& request) {
    const auto header = request.headers.find("authorization");
    if (header == request.headers.end()) return false;
    const std::string& text = header->second;
    S3Request covered{request.method, request.path, request.query, {}, request.body};
    std::string names = between(text, "SignedHeaders=", ",") + ";";
    for (std::size_t at = 0; at < names.size(); at = names.find(';', at) + 1) {
      const std::string name = names.substr(at, names.find(';', at) - at);
      const auto value = request.headers.find(name);
      if (value == request.headers.end()) return false;
      covered.headers[name] = value->second;
    }
    if (!covered.headers.contains("host") || !covered.headers.contains("x-amz-date") ||
        !covered.headers.contains("x-amz-content-sha256")) {
      return false;
    }
    const std::string date = covered.headers["x-amz-date"];
    const std::string credential = keys.access + "/" + date.substr(0, 8) + "/" + keys.region + "/s3/aws4_request";
    return covered.headers["x-amz-content-sha256"] == hex(sha256(request.body)) &&
           between(text, "Credential=", ",") == credential &&
           between(text, "Signature=", ",") == s3_signature(keys, covered, date);
  }

  std::string answer(const S3Request& request) {
    const bool open = request.method == "GET" && !request.headers.contains("authorization");
    const std::lock_guard guard(mutex);
    if (!open) {
      if (!is_signed(request)) {
        ++refused;
        return reply("403 Forbidden", "<Error><Code>SignatureDoesNotMatch</Code></Error>");
      }
      ++signed_requests;
    }
    if (request.method == "PUT") {
      objects[request.path] = request.body;
      return reply("200 OK", "");
    }
    if (request.method == "DELETE") {
      objects.erase(request.path);
      return reply("204 No Content", "");
    }
    const auto found = objects.find(request.path);
    if (request.method != "GET") return reply("501 Not Implemented", "");
    return found == objects.end() ? reply("404 Not Found", "<Error><Code>NoSuchKey</Code></Error>")
                                  : reply("200 OK", found->second);
  }

  static std::string reply(const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

  void serve(int fd) {
    Connection connection(fd, stopping);
    S3Request request;
    while (connection.read(request)) {
      connection.send(answer(request));
      request = {};
    }
  }

  void accept_all() {
    while (!stopping) {
      pollfd readable{listener, POLLIN, 0};
      if (::poll(&readable, 1, 50) <= 0) continue;
      const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd >= 0) connections.emplace_back([this, fd] { serve(fd); });
    }
    for (std::thread& connection : connections) connection.join();
  }

  S3Keys keys;
  mutable std::mutex mutex;
  std::map<std::string, std::string> objects;
  int refused = 0, signed_requests = 0;
  std::atomic<bool> stopping{false};
  int listener = -1;
  std::uint16_t port = 0;
  std::vector<std::thread> connections;
  std::thread acceptor;
};

S3Fake::S3Fake(S3Keys keys) : state_(std::make_unique<State>(std::move(keys))) {
  state_->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (::bind(state_->listener, plain, size) != 0 || ::listen(state_->listener, 16) != 0 ||
      ::getsockname(state_->listener, plain, &size) != 0) {
    std::abort();
  }
  state_->port = ntohs(address.sin_port);
  state_->acceptor = std::thread([this] { state_->accept_all(); });
}

S3Fake::~S3Fake() {
  state_->stopping = true;
  state_->acceptor.join();
  ::close(state_->listener);
}

std::string S3Fake::url() const { return "http://127.0.0.1:" + std::to_string(state_->port); }

std::map<std::string, std::string> S3Fake::objects() const {
  const std::lock_guard guard(state_->mutex);
  return state_->objects;
}

void S3Fake::put(const std::string& path, const std::string& bytes) {
  const std::lock_guard guard(state_->mutex);
  state_->objects[path] = bytes;
}

int S3Fake::refused() const {
  const std::lock_guard guard(state_->mutex);
  return state_->refused;
}

int S3Fake::signed_requests() const {
  const std::lock_guard guard(state_->mutex);
  return state_->signed_requests;
}

}  // namespace gongkai::fakes
