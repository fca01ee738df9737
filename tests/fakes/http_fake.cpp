#include "tests/fakes/http_fake.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "tests/fakes/http_message.h"

namespace gongkai::fakes {

struct HttpFake::State {
  std::filesystem::path root;
  int listener = -1;
  int port = 0;
  std::atomic<bool> down{false};
  mutable std::mutex mutex;
  std::condition_variable stopping;
  std::vector<Fault> faults;
  std::vector<std::string> paths;
  Counts counts;
  std::list<int> sockets;
  std::vector<std::thread> threads;
  std::thread acceptor;

  void accept_all();
  void talk(int socket);
  bool answer(int socket, const Request& request);
  bool send_answer(int socket, const Answer& answer);
  bool drip(int socket, std::string_view bytes);
  bool spoil(int socket, const Fault& fault, Answer whole, const Request& request);
  std::optional<Fault> fault_for(const std::string& path);
  bool send_all(int socket, std::string_view bytes);
  // False when the server goes down meanwhile.
  bool pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return !stopping.wait_for(lock, time, [this] { return down.load(); });
  }
};

// Counted before it is sent: once the client has the bytes, it may ask for the count.
bool HttpFake::State::send_all(int socket, std::string_view bytes) {
  const auto count = [this](std::int64_t change) {
    const std::lock_guard lock(mutex);
    counts.bytes_out += change;
  };
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, 65536);
    count(static_cast<std::int64_t>(piece.size()));
    const ssize_t sent = ::send(socket, piece.data(), piece.size(), MSG_NOSIGNAL);
    count(std::max<ssize_t>(sent, 0) - static_cast<std::int64_t>(piece.size()));
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return !down;
}

std::optional<Fault> HttpFake::State::fault_for(const std::string& path) {
  const std::lock_guard lock(mutex);
  for (Fault& fault : faults) {
    if (path.find(fault.path_part) == std::string::npos || fault.times == 0) continue;
    if (fault.times > 0) --fault.times;
    return fault;
  }
  return std::nullopt;
}

// Sends piece by piece, slowly. False when the client or the server has gone.
bool HttpFake::State::drip(int socket, std::string_view bytes) {
  for (const char& byte : bytes) {
    if (!send_all(socket, {&byte, 1}) || !pause(std::chrono::milliseconds(100))) return false;
  }
  return true;
}

// RST instead of FIN: what the client has not read yet is lost to it.
static void reset_connection(int socket) {
  const linger at_once{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

// Answers that are whole, but not what was asked for.
static std::optional<Answer> wrong_answer(const Fault& fault, Answer whole, const Request& request, int port) {
  const std::string elsewhere = "http://localhost:" + std::to_string(port) + "/";
  switch (fault.spoil) {
    case Spoil::status:
      return Answer{fault.status,
                    fault.retry_after > 0 ? "Retry-After: " + std::to_string(fault.retry_after) + "\r\n" : "",
                    "<html>error</html>\n"};
    case Spoil::other_bytes:
      if (!whole.body.empty()) whole.body.back() = static_cast<char>(whole.body.back() ^ 1);
      return whole;
    case Spoil::no_ranges: return whole;
    case Spoil::too_long: whole.body += whole.body; return whole;
    case Spoil::gzip_bomb: return Answer{200, "Content-Encoding: gzip\r\n", gzip_bomb()};
    case Spoil::portal:
      return Answer{200, "Content-Type: text/html\r\n", "<html><title>上网认证</title>请先登录</html>\n"};
    case Spoil::redirect_elsewhere: return Answer{302, "Location: " + elsewhere + request.path + "\r\n", ""};
    case Spoil::redirect_loop: return Answer{302, "Location: /" + request.path + "\r\n", ""};
    case Spoil::redirect_file: return Answer{302, "Location: file:///etc/hostname\r\n", ""};
    case Spoil::same_etag: {
      const std::string etag = "ETag: \"same\"\r\n";
      if (request.etag == "\"same\"") return Answer{304, etag, ""};
      return Answer{200, etag, whole.body};
    }
    case Spoil::wrong_range: {
      whole.status = 206;
      whole.headers = "Content-Range: bytes 0-1/2\r\n";
      return whole;
    }
    default: return std::nullopt;
  }
}

// Returns whether the connection can go on.
bool HttpFake::State::spoil(int socket, const Fault& fault, Answer whole, const Request& request) {
  if (const auto wrong = wrong_answer(fault, whole, request, port)) return send_answer(socket, *wrong);
  const std::string_view body = whole.body;
  const std::string head = head_of(whole, body.size());
  switch (fault.spoil) {
    case Spoil::cut_off: send_all(socket, head + whole.body.substr(0, body.size() / 2)); return false;
    case Spoil::reset:
      // The pause lets the client read its half, which a reset would otherwise take away.
      if (send_all(socket, head + whole.body.substr(0, body.size() / 2))) pause(std::chrono::milliseconds(50));
      reset_connection(socket);
      return false;
    case Spoil::drop: return false;
    case Spoil::too_short: send_all(socket, head_of(whole, body.size() / 2) + whole.body); return false;
    case Spoil::endless_chunks: {
      send_all(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
      while (send_all(socket, chunk)) continue;
      return false;
    }
    case Spoil::header_flood:
      send_all(socket, "HTTP/1.1 200 OK\r\n");
      while (send_all(socket, "X-Filler: " + std::string(1000, 'y') + "\r\n")) continue;
      return false;
    case Spoil::drip: return send_all(socket, head) && drip(socket, body);
    case Spoil::drip_headers: return drip(socket, head) && send_all(socket, body);
    case Spoil::stall: send_all(socket, head + whole.body.substr(0, body.size() / 2)); [[fallthrough]];
    default: pause(std::chrono::hours(1)); return false;  // silence
  }
}

bool HttpFake::State::send_answer(int socket, const Answer& answer) {
  if (answer.status == 304) return send_all(socket, "HTTP/1.1 304 -\r\nServer: fake\r\n" + answer.headers + "\r\n");
  return send_all(socket, head_of(answer, answer.body.size()) + answer.body);
}

bool HttpFake::State::answer(int socket, const Request& request) {
  std::filesystem::path folder;
  {
    const std::lock_guard lock(mutex);
    paths.push_back(request.path);
    ++counts.requests;
    folder = root;
  }
  // A spoilt body is not compressed: the spoiling is about what the client gets to see.
  const auto fault = fault_for(request.path);
  Request plain = request;
  if (fault) plain.gzip = false;
  if (fault && fault->spoil == Spoil::no_ranges) plain.range_from = 0;
  Answer whole = file_answer(folder, plain);
  if (fault) return spoil(socket, *fault, std::move(whole), request);
  return send_answer(socket, whole);
}

void HttpFake::State::talk(int socket) {
  std::string buffer;
  bool open = true;
  while (open && !down) {
    const auto end = buffer.find("\r\n\r\n");
    if (end != std::string::npos) {
      const Request request = parse_request(buffer.substr(0, end + 2));
      buffer.erase(0, end + 4);
      open = answer(socket, request);
      continue;
    }
    char bytes[4096];
    const ssize_t got = ::recv(socket, bytes, sizeof bytes, 0);
    if (got <= 0) break;
    buffer.append(bytes, static_cast<std::size_t>(got));
    const std::lock_guard lock(mutex);
    counts.bytes_in += got;
  }
  const std::lock_guard lock(mutex);
  sockets.remove(socket);
  ::close(socket);
}

void HttpFake::State::accept_all() {
  while (!down) {
    const int socket = ::accept(listener, nullptr, nullptr);
    if (socket < 0) return;
    const int at_once = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    const std::lock_guard lock(mutex);
    ++counts.connections;
    sockets.push_back(socket);
    threads.emplace_back([this, socket] { talk(socket); });
  }
}

HttpFake::HttpFake(std::filesystem::path root) : state_(std::make_unique<State>()) {
  state_->root = std::move(root);
  state_->listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(state_->listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(state_->listener, 64) != 0 ||
      ::getsockname(state_->listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  state_->port = ntohs(address.sin_port);
  state_->acceptor = std::thread([state = state_.get()] { state->accept_all(); });
}

HttpFake::~HttpFake() { go_down(); }

void HttpFake::go_down() {
  if (state_->down.exchange(true)) return;
  {
    const std::lock_guard lock(state_->mutex);
    ::shutdown(state_->listener, SHUT_RDWR);
    for (const int socket : state_->sockets) ::shutdown(socket, SHUT_RDWR);
  }
  state_->stopping.notify_all();
  state_->acceptor.join();
  for (std::thread& thread : state_->threads) thread.join();
  ::close(state_->listener);
}

std::string HttpFake::url() const { return "http://127.0.0.1:" + std::to_string(state_->port) + "/"; }

void HttpFake::serve(const std::filesystem::path& root) {
  const std::lock_guard lock(state_->mutex);
  state_->root = root;
}

void HttpFake::add_fault(const Fault& fault) {
  if (fault.spoil == Spoil::gzip_bomb) gzip_bomb();  // made now, so that the client does not wait for it
  const std::lock_guard lock(state_->mutex);
  state_->faults.push_back(fault);
}

void HttpFake::clear_faults() {
  const std::lock_guard lock(state_->mutex);
  state_->faults.clear();
}

Counts HttpFake::counts() const {
  const std::lock_guard lock(state_->mutex);
  return state_->counts;
}

std::vector<std::string> HttpFake::paths() const {
  const std::lock_guard lock(state_->mutex);
  return state_->paths;
}

void HttpFake::forget() {
  const std::lock_guard lock(state_->mutex);
  state_->paths.clear();
  state_->counts = {};
}

}  // namespace gongkai::fakes
