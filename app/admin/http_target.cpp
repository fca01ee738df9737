#include "app/admin/http_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

namespace gongkai::admin {
namespace {

using model::Result;
using sync::HttpAnswer;
using sync::HttpWrite;

constexpr const char* lock_folder = "publish.lock/";
constexpr const char* lock_file = "publish.lock/owner";
constexpr const char* timestamp_path = "metadata/timestamp.json";
constexpr const char* next_timestamp_path = "metadata/timestamp.json.new";

bool is_success(int status) { return status >= 200 && status < 300; }

std::string url_of(const HttpTarget& target, const std::string& path) { return target.url + "/" + url_path(path); }

const char* refusal_code(int status) {
  switch (status) {
    case 401: case 403: return "PUSH-020";
    case 404: return "PUSH-021";
    case 405: case 409: case 501: return "PUSH-022";
    case 413: case 507: return "PUSH-023";
    case 423: case 429: case 503: return "PUSH-024";
    default: return "PUSH-025";
  }
}

const char* remedy(const HttpTarget& target, int status) {
  const bool s3 = target.kind == HttpTargetKind::s3;
  switch (status) {
    case 401: return "没有通过身份验证：请检查用户名和密码（--credentials 文件或环境变量 GONGKAI_PUBLISH_USER、GONGKAI_PUBLISH_PASSWORD）";
    case 403:
      return s3 ? "存储拒绝：请检查访问密钥、地区（region）、本机时钟，以及该密钥对这个桶有没有所需的权限（读取时还要有列出的权限）"
                : "服务器不许：请检查用户权限，写入时还要看 nginx 的工作用户对目录有没有写权限";
    case 404: return s3 ? "没有这个桶：请检查网址，或先建好桶" : "服务器上没有这个目录：请检查网址，或先在服务器上建好根目录";
    case 405: case 501: return "服务器不接受这种请求：nginx 需要 dav_methods PUT DELETE MKCOL MOVE";
    case 409: return "服务器上缺少上级目录或名字冲突：请检查网址和目录";
    case 413: return "文件超过服务器允许的大小：请调大 nginx 的 client_max_body_size";
    case 423: case 429: case 503: return "服务器正忙，请稍后再运行一次，会接着没做完的地方继续";
    case 507: return "服务器磁盘已满：请清理后再运行一次，会接着没做完的地方继续";
    default: return "请查看服务器日志后再运行一次，会接着没做完的地方继续";
  }
}

tl::unexpected<model::Error> refused(const HttpTarget& target, const HttpWrite& request, int status) {
  return model::failure(refusal_code(status), fmt::format("{} {}：服务器回答 {}，{}", request.method, request.url,
                                                          status, remedy(target, status)));
}

Result<HttpAnswer> succeed(HttpTarget& target, const HttpWrite& request) {
  auto answer = target.send(request);
  if (answer && !is_success(answer->status)) return refused(target, request, answer->status);
  return answer;
}

Result<void> done(const Result<HttpAnswer>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

// 405 says that it is there already, which is as good.
Result<void> make_folder(HttpTarget& target, const std::string& folder) {
  const HttpWrite request{"MKCOL", url_of(target, folder), {}, {}};
  auto answer = target.send(request);
  if (!answer) return tl::unexpected(answer.error());
  if (!is_success(answer->status) && answer->status != 405) return refused(target, request, answer->status);
  target.made.insert(folder);
  return {};
}

// All folders above a file, outermost first. A store of objects has none.
Result<void> make_folders(HttpTarget& target, const std::string& path) {
  if (target.kind == HttpTargetKind::s3) return {};
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash + 1);
    if (target.made.contains(folder)) continue;
    if (auto made = make_folder(target, folder); !made) return made;
  }
  return {};
}

// "Sun, 22 Nov 2026 02:18:39 GMT" (RFC 9110, section 5.6.7); nullopt for anything else.
std::optional<std::time_t> parse_http_date(const std::string& text) {
  std::tm parts{};
  const char* end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return ::timegm(&parts);
}

std::string format_http_date(std::time_t time) {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                     months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

// nginx gives the new file the time of our Date header. It is a second past the old one's wherever the old one's
// second might still be running.
std::vector<std::string> later_date(const HttpAnswer& before, const HttpAnswer& fresh) {
  const auto old_time = parse_http_date(before.last_modified);
  const auto new_time = parse_http_date(fresh.last_modified);
  if (before.status != 200 || !old_time || (new_time && *new_time > *old_time)) return {};
  return {"Date: " + format_http_date(*old_time + 1)};
}

}  // namespace

std::string url_path(const std::string& path) {
  std::string text;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~' || c == '/';
    text += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

Result<std::optional<std::string>> http_read(HttpTarget& target, const std::string& path, std::size_t max_bytes) {
  HttpWrite request{"GET", url_of(target, path), {}, {}};
  request.max_bytes = std::max(request.max_bytes, max_bytes);  // a 404 comes with a page of its own
  auto answer = target.send(request);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status == 404) return std::nullopt;
  if (answer->status != 200) return refused(target, request, answer->status);
  if (answer->body.size() > max_bytes) {
    return model::failure("HTTP-004", fmt::format("{} 超过允许的 {} 字节", request.url, max_bytes));
  }
  return std::move(answer->body);
}

Result<void> http_place(HttpTarget& target, const std::string& path, const std::string& bytes) {
  if (auto made = make_folders(target, path); !made) return made;
  return done(succeed(target, {"PUT", url_of(target, path), bytes, {}}));
}

Result<void> http_place_timestamp(HttpTarget& target, const std::string& bytes) {
  if (target.kind == HttpTargetKind::s3) return http_place(target, timestamp_path, bytes);
  const auto before = target.send({"GET", url_of(target, timestamp_path), {}, {}});
  if (!before) return tl::unexpected(before.error());
  if (auto placed = http_place(target, next_timestamp_path, bytes); !placed) return placed;
  const auto fresh = target.send({"GET", url_of(target, next_timestamp_path), {}, {}});
  if (!fresh) return tl::unexpected(fresh.error());
  if (auto date = later_date(*before, *fresh); !date.empty()) {
    auto again = succeed(target, {"PUT", url_of(target, next_timestamp_path), bytes, std::move(date)});
    if (!again) return tl::unexpected(again.error());
  }
  return done(succeed(target, {"MOVE", url_of(target, next_timestamp_path), {},
                               {"Destination: " + url_of(target, timestamp_path), "Overwrite: T"}}));
}

Result<void> http_remove(HttpTarget& target, const std::string& path) {
  const HttpWrite request{"DELETE", url_of(target, path), {}, {}};
  const auto answer = target.send(request);
  if (!answer) return tl::unexpected(answer.error());
  if (!is_success(answer->status) && answer->status != 404) return refused(target, request, answer->status);
  return {};
}

namespace {

tl::unexpected<model::Error> locked(HttpTarget& target) {
  const auto holder = lock_owner(target);
  return model::failure(
      "PUSH-010", fmt::format("{} 正在由另一个程序发布（{}）。请等它结束后再运行；如果确认那个程序已经中断，"
                              "加 --break-lock 再运行一次",
                              target.url, holder && !holder->empty() ? *holder : "占用者不明"));
}

}  // namespace

Result<void> make_lock_folder(HttpTarget& target, const std::string& owner) {
  const HttpWrite request{"MKCOL", url_of(target, lock_folder), {}, {}};
  // 405 says that the folder is there, but so does a host that knows no MKCOL at all; there it cannot be found. Nor can
  // it where its owner has just gone: hence more than one try.
  constexpr int tries = 5;
  for (int attempt = 1;; ++attempt) {
    const auto answer = target.send(request);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == 201) break;
    if (answer->status != 405) return refused(target, request, answer->status);
    const auto folder = target.send({"GET", url_of(target, lock_folder), {}, {}});
    if (!folder) return tl::unexpected(folder.error());
    if (folder->status != 404) return locked(target);
    if (attempt == tries) return refused(target, request, answer->status);
  }
  return done(succeed(target, {"PUT", url_of(target, lock_file), owner, {}}));
}

void remove_lock_folder(HttpTarget& target) {
  // nginx removes a folder with all it holds when asked for infinite depth (RFC 4918, section 9.6.1).
  static_cast<void>(target.send({"DELETE", url_of(target, lock_folder), {}, {"Depth: infinity"}}));
}

Result<std::string> lock_owner(HttpTarget& target) {
  auto owner = http_read(target, lock_file, 1024);
  if (!owner) return tl::unexpected(owner.error());
  return owner->value_or("");
}

}  // namespace gongkai::admin
