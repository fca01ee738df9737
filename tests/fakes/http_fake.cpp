#include "tests/fakes/http_fake.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <iterator>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace gongkai::fakes {
namespace {

struct Request {
  std::string path;  // without the leading slash
  std::string etag;
  bool gzip = false;
};

struct Answer {
  int status = 200;
  std::string headers;  // each ended with \r\n
  std::string body;
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

Request parse(const std::string& head) {
  Request request;
  const auto first = head.find(' ');
  const auto second = head.find(' ', first + 1);
  request.path = head.substr(first + 2, second - first - 2);
  const std::string small = lower(head);
  request.gzip = small.find("accept-encoding: gzip") != std::string::npos;
  const auto etag = small.find("if-none-match: ");
  if (etag != std::string::npos) {
    const auto begin = etag + std::string_view("if-none-match: ").size();
    request.etag = head.substr(begin, head.find("\r\n", begin) - begin);
  }
  return request;
}

std::optional<std::string> file_bytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// "%2F" and the like back to bytes.
std::string decoded(const std::string& path) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size()) {
      text += static_cast<char>(std::stoi(path.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      text += path[i];
    }
  }
  return text;
}

Answer file_answer(const std::filesystem::path& root, const Request& request) {
  const std::filesystem::path file = root / decoded(request.path);
  auto plain = file_bytes(file);
  if (!plain) return {404, "", "<html>404 Not Found</html>\n"};
  const std::string etag = '"' + std::to_string(std::hash<std::string>{}(*plain)) + '"';
  if (request.etag == etag) return {304, "ETag: " + etag + "\r\n", ""};
  Answer answer{200, "ETag: " + etag + "\r\n", std::move(*plain)};
  if (request.gzip) {
    if (auto packed = file_bytes(file.string() + ".gz")) {
      answer.body = std::move(*packed);
      answer.headers += "Content-Encoding: gzip\r\n";
    }
  }
  return answer;
}

std::string head_of(const Answer& answer, std::size_t length) {
  return "HTTP/1.1 " + std::to_string(answer.status) + " -\r\nServer: fake\r\n" + answer.headers +
         "Content-Length: " + std::to_string(length) + "\r\n\r\n";
}

const std::string& bomb() {
  static const std::string bytes = [] {
    constexpr std::size_t zeros = 1024 * 1024;
    const std::string block(zeros, '\0');
    std::string packed(512 * 1024, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < 200; ++i) {
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
      stream.avail_in = zeros;
      deflate(&stream, i == 199 ? Z_FINISH : Z_NO_FLUSH);
    }
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
  }();
  return bytes;
}

}  // namespace

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

// Returns whether the connection can go on.
bool HttpFake::State::spoil(int socket, const Fault& fault, Answer whole, const Request& request) {
  switch (fault.spoil) {
    case Spoil::status:
      whole = {fault.status, fault.retry_after > 0 ? "Retry-After: " + std::to_string(fault.retry_after) + "\r\n" : "",
               "<html>error</html>\n"};
      return send_all(socket, head_of(whole, whole.body.size()) + whole.body);
    case Spoil::other_bytes:
      if (!whole.body.empty()) whole.body.back() = static_cast<char>(whole.body.back() ^ 1);
      return send_all(socket, head_of(whole, whole.body.size()) + whole.body);
    case Spoil::cut_off:
      send_all(socket, head_of(whole, whole.body.size()) + whole.body.substr(0, whole.body.size() / 2));
      return false;
    case Spoil::too_long:
      whole.body += whole.body;
      return send_all(socket, head_of(whole, whole.body.size()) + whole.body);
    case Spoil::endless_chunks: {
      send_all(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
      while (send_all(socket, chunk)) continue;
      return false;
    }
    case Spoil::gzip_bomb:
      whole = {200, "Content-Encoding: gzip\r\n", bomb()};
      return send_all(socket, head_of(whole, whole.body.size()) + whole.body);
    case Spoil::drip:
      send_all(socket, head_of(whole, whole.body.size()));
      for (const char& byte : whole.body) {
        if (!send_all(socket, {&byte, 1}) || !pause(std::chrono::milliseconds(200))) return false;
      }
      return true;
    case Spoil::silence:
      pause(std::chrono::hours(1));
      return false;
    case Spoil::header_flood:
      send_all(socket, "HTTP/1.1 200 OK\r\n");
      while (send_all(socket, "X-Filler: " + std::string(1000, 'y') + "\r\n")) continue;
      return false;
    case Spoil::redirect_elsewhere:
      whole = {302, "Location: http://localhost:" + std::to_string(port) + "/" + request.path + "\r\n", ""};
      return send_all(socket, head_of(whole, 0));
    case Spoil::redirect_loop:
      whole = {302, "Location: /" + request.path + "\r\n", ""};
      return send_all(socket, head_of(whole, 0));
    case Spoil::portal:
      whole = {200, "Content-Type: text/html\r\n", "<html><title>上网认证</title>请先登录</html>\n"};
      return send_all(socket, head_of(whole, whole.body.size()) + whole.body);
  }
  return false;
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
  Answer whole = file_answer(folder, plain);
  if (fault) return spoil(socket, *fault, std::move(whole), request);
  const std::size_t length = whole.body.size();
  return send_all(socket, (whole.status == 304 ? "HTTP/1.1 304 -\r\nServer: fake\r\n" + whole.headers + "\r\n"
                                               : head_of(whole, length)) +
                              whole.body);
}

void HttpFake::State::talk(int socket) {
  std::string buffer;
  bool open = true;
  while (open && !down) {
    const auto end = buffer.find("\r\n\r\n");
    if (end != std::string::npos) {
      const Request request = parse(buffer.substr(0, end + 2));
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
  if (fault.spoil == Spoil::gzip_bomb) bomb();  // made now, so that the client does not wait for it
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
