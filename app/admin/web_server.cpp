#include "app/admin/web_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "app/admin/static_file.h"

namespace gongkai::admin {
namespace {

using Monotonic = std::chrono::steady_clock;

constexpr std::string_view held_path = "/metadata/timestamp.json";
// Idle connections are closed after this long; held ones are suspended and do not count as idle.
constexpr unsigned idle_seconds = 75;

struct FreeResponse {
  void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using Response = std::unique_ptr<MHD_Response, FreeResponse>;

std::string_view header(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

void add(MHD_Response* response, const char* name, const std::string& value) {
  MHD_add_response_header(response, name, value.c_str());
}

MHD_Result answer(MHD_Connection* connection, unsigned status, const Response& response) {
  return response ? MHD_queue_response(connection, status, response.get()) : MHD_NO;
}

Response text_response(std::string_view text) {
  Response response(MHD_create_response_from_buffer(text.size(), const_cast<char*>(text.data()),
                                                    MHD_RESPMEM_MUST_COPY));
  if (response) add(response.get(), "Content-Type", "text/plain; charset=utf-8");
  return response;
}

// A request from its headers to its end.
struct Request {
  bool held = false;          // has been suspended once, and is to be answered now
  std::string applied_wait;   // "wait=25" when the preference was honoured
};

struct Held {
  MHD_Connection* connection;
  std::string etag;  // what the client has
  Monotonic::time_point until;
};

}  // namespace

struct WebServer::State {
  int root_fd = -1;
  MHD_Daemon* daemon = nullptr;
  std::uint16_t port = 0;
  std::vector<Held> held;

  ~State() {
    for (const Held& request : held) MHD_resume_connection(request.connection);
    held.clear();
    if (daemon != nullptr) MHD_stop_daemon(daemon);
    if (root_fd >= 0) ::close(root_fd);
  }

  bool hold(MHD_Connection* connection, Request& request, const char* url, const OpenFile& file) {
    const auto seconds = wait_preference(header(connection, "Prefer"));
    if (request.held || !seconds || *seconds == 0 || url != held_path) return false;
    request.held = true;
    request.applied_wait = fmt::format("wait={}", *seconds);
    held.push_back({connection, file.etag(), Monotonic::now() + std::chrono::seconds{*seconds}});
    MHD_suspend_connection(connection);
    return true;
  }

  MHD_Result serve(MHD_Connection* connection, Request& request, const char* url) {
    const std::string_view range_header = header(connection, "Range");
    const bool gzip = range_header.empty() && accepts_gzip(header(connection, "Accept-Encoding"));
    auto file = gzip ? open_below(root_fd, std::string(url) + ".gz") : std::nullopt;
    const bool compressed = file.has_value();
    if (!file) file = open_below(root_fd, url);
    if (!file) return answer(connection, MHD_HTTP_NOT_FOUND, text_response("没有这个文件\n"));
    if (etag_matches(header(connection, "If-None-Match"), file->etag())) {
      if (hold(connection, request, url, *file)) return MHD_YES;
      return not_modified(connection, request, *file);
    }
    return content(connection, request, url, *file, compressed ? "gzip" : nullptr);
  }

  static MHD_Result not_modified(MHD_Connection* connection, const Request& request, const OpenFile& file) {
    const Response response(MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT));
    if (response) add_common(response.get(), request, file);
    return answer(connection, MHD_HTTP_NOT_MODIFIED, response);
  }

  static MHD_Result content(MHD_Connection* connection, const Request& request, const char* url, OpenFile& file,
                            const char* encoding) {
    const std::string_view if_range = header(connection, "If-Range");
    const bool whole = !if_range.empty() && if_range != file.etag();
    const RangeAnswer range = parse_range(whole ? std::string_view() : header(connection, "Range"), file.size());
    if (range.kind == RangeAnswer::Kind::unsatisfiable) {
      const Response refused = text_response("超出文件范围\n");
      if (refused) add(refused.get(), "Content-Range", fmt::format("bytes */{}", file.size()));
      return answer(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, refused);
    }
    const Response response(MHD_create_response_from_fd_at_offset64(range.length, file.release(), range.offset));
    if (!response) return MHD_NO;
    add_common(response.get(), request, file);
    add(response.get(), "Content-Type", content_type(url));
    add(response.get(), "Accept-Ranges", "bytes");
    if (encoding != nullptr) add(response.get(), "Content-Encoding", encoding);
    if (range.kind == RangeAnswer::Kind::whole) return answer(connection, MHD_HTTP_OK, response);
    add(response.get(), "Content-Range",
        fmt::format("bytes {}-{}/{}", range.offset, range.offset + range.length - 1, file.size()));
    return answer(connection, MHD_HTTP_PARTIAL_CONTENT, response);
  }

  static void add_common(MHD_Response* response, const Request& request, const OpenFile& file) {
    add(response, "ETag", file.etag());
    add(response, "Vary", "Accept-Encoding");
    if (!request.applied_wait.empty()) add(response, "Preference-Applied", request.applied_wait);
  }

  // Resumes the held requests that have an answer by now.
  void tend_held() {
    if (held.empty()) return;
    const auto file = open_below(root_fd, held_path);
    const auto now = Monotonic::now();
    std::erase_if(held, [&](const Held& request) {
      if (file && file->etag() == request.etag && now < request.until) return false;
      MHD_resume_connection(request.connection);
      return true;
    });
  }
};

namespace {

void end_request(void* /*server*/, MHD_Connection* /*connection*/, void** request_slot,
                 MHD_RequestTerminationCode /*why*/) {
  delete static_cast<Request*>(*request_slot);  // made at the first call for the request
  *request_slot = nullptr;
}

struct Address {
  sockaddr_storage storage{};
  unsigned flags = 0;
};

std::optional<Address> parse_address(const std::string& text, std::uint16_t port) {
  Address address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    return address;
  }
  if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    address.flags = MHD_USE_IPv6;
    return address;
  }
  return std::nullopt;
}

}  // namespace

model::Result<WebServer> WebServer::start(const WebServerOptions& options) {
  auto state = std::make_unique<State>();
  state->root_fd = ::open(options.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (state->root_fd < 0) return model::failure("ADMIN-010", fmt::format("没有目录 {}", options.root.string()));
  const auto address = parse_address(options.address, options.port);
  if (!address) return model::failure("ADMIN-011", fmt::format("{} 不是 IP 地址", options.address));

  const MHD_AccessHandlerCallback handle = [](void* server, MHD_Connection* connection, const char* url,
                                              const char* method, const char*, const char*, std::size_t* upload_size,
                                              void** request_slot) -> MHD_Result {
    const std::string_view verb(method);
    if (verb != MHD_HTTP_METHOD_GET && verb != MHD_HTTP_METHOD_HEAD) {
      return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, text_response("只支持 GET 和 HEAD\n"));
    }
    if (*request_slot == nullptr) {  // the headers are there; the answer comes with a later call
      *request_slot = new Request;   // freed by end_request
      return MHD_YES;
    }
    if (*upload_size > 0) {  // a body nobody asked for
      *upload_size = 0;
      return MHD_YES;
    }
    return static_cast<State*>(server)->serve(connection, *static_cast<Request*>(*request_slot), url);
  };
  state->daemon = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | address->flags, options.port, nullptr, nullptr, handle, state.get(),
      MHD_OPTION_SOCK_ADDR, &address->storage, MHD_OPTION_NOTIFY_COMPLETED, &end_request, nullptr,
      MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_END);
  if (state->daemon == nullptr) {
    return model::failure("ADMIN-012", fmt::format("无法在 {} 端口 {} 上提供服务", options.address, options.port));
  }
  state->port = MHD_get_daemon_info(state->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
  return WebServer(std::move(state));
}

WebServer::WebServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
WebServer::WebServer(WebServer&&) noexcept = default;
WebServer::~WebServer() = default;

std::uint16_t WebServer::port() const { return state_->port; }

void WebServer::run_for(int milliseconds) {
  state_->tend_held();
  MHD_run_wait(state_->daemon, milliseconds);
}

}  // namespace gongkai::admin
