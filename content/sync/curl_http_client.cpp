#include "content/sync/curl_http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <optional>
#include <string_view>

#include "content/sync/transfer_error.h"

namespace gongkai::sync {
namespace {

struct EasyCloser {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlCloser {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using EasyHandle = std::unique_ptr<CURL, EasyCloser>;
using ListHandle = std::unique_ptr<curl_slist, ListCloser>;
using UrlHandle = std::unique_ptr<CURLU, UrlCloser>;

// libcurl's process-wide state, set up before the first handle and torn down after the last.
struct CurlLibrary {
  CurlLibrary() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlLibrary() { curl_global_cleanup(); }
};

void append_header(ListHandle& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer) {
    static_cast<void>(list.release());
    list.reset(longer);
  }
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::int64_t> number_at(std::string_view text) {
  std::int64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{}) return std::nullopt;
  return number;
}

// What the callbacks of one transfer share.
struct Transfer {
  const HttpRequest* request = nullptr;
  std::size_t max_headers = 0, header_bytes = 0, body_bytes = 0;
  bool body_too_large = false, headers_too_large = false;
  const std::function<bool()>* stop_requested = nullptr;
  HttpResponse response;
  std::string location;
};

// Gets decoded bytes, which is what a bomb has many of: MAXFILESIZE looks at Content-Length only.
std::size_t on_body(const char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  if (size > transfer.request->max_bytes - transfer.body_bytes) {
    transfer.body_too_large = true;
    return 0;
  }
  transfer.body_bytes += size;
  HttpResponse& response = transfer.response;
  const bool wanted = response.status == 200 || response.status == 206;
  if (wanted && transfer.request->on_body) return transfer.request->on_body(response, {data, size}) ? size : 0;
  response.body.append(data, size);
  return size;
}

// "HTTP/1.1 206 Partial Content"; also of an interim response, which the final one follows.
void begin_response(Transfer& transfer, std::string_view line) {
  transfer.response = {};
  transfer.location.clear();
  const auto blank = line.find(' ');
  if (blank != std::string_view::npos) {
    transfer.response.status = static_cast<int>(number_at(line.substr(blank + 1)).value_or(0));
  }
}

// "bytes 1000-4999/5000" -> 1000
std::optional<std::int64_t> range_begin(std::string_view value) {
  constexpr std::string_view unit = "bytes ";
  if (!value.starts_with(unit)) return std::nullopt;
  return number_at(value.substr(unit.size()));
}

void take_header(Transfer& transfer, const std::string& name, std::string_view value) {
  if (name == "etag") {
    transfer.response.etag = value;
  } else if (name == "location") {
    transfer.location = value;
  } else if (name == "preference-applied") {
    transfer.response.waited = lower(value).find("wait") != std::string::npos;
  } else if (name == "content-range") {
    transfer.response.range_begin = range_begin(lower(value));
  }
}

std::size_t on_header(const char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.header_bytes += size;
  if (transfer.header_bytes > transfer.max_headers) {
    transfer.headers_too_large = true;
    return 0;
  }
  const std::string_view line(data, size);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/")) {
    begin_response(transfer, line);
  } else if (colon != std::string_view::npos) {
    take_header(transfer, lower(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  }
  return size;
}

int on_progress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<Transfer*>(context);
  return transfer.stop_requested && *transfer.stop_requested && (*transfer.stop_requested)() ? 1 : 0;
}

std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

// The address a redirect leads to, or nothing where it leaves the scheme, host or port we were told to use: a captive
// portal does that, and so would someone who wants us to ask another machine of the local network.
std::optional<std::string> same_host_target(const std::string& from, const std::string& location) {
  UrlHandle before(curl_url()), after(curl_url());
  if (curl_url_set(before.get(), CURLUPART_URL, from.c_str(), 0) != CURLUE_OK) return std::nullopt;
  if (curl_url_set(after.get(), CURLUPART_URL, from.c_str(), 0) != CURLUE_OK) return std::nullopt;
  if (curl_url_set(after.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK) return std::nullopt;
  for (const CURLUPart part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
    if (url_part(before.get(), part) != url_part(after.get(), part)) return std::nullopt;
  }
  return url_part(after.get(), CURLUPART_URL);
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

struct CurlHttpClient::State {
  CurlLibrary library;
  EasyHandle easy{curl_easy_init()};
  HttpLimits limits;
  std::function<bool()> stop_requested;
  HttpRoute route;
  ListHandle addresses;
  HttpTotals totals;
  std::optional<model::Instant> certificate_expires;

  void set_limits(const HttpRequest& request);
  void set_route();
  ListHandle set_headers(const HttpRequest& request);
  void set_options(const HttpRequest& request, const std::string& url, Transfer& transfer, char* error_text);
  model::Result<Transfer> perform(const HttpRequest& request, const std::string& url);
  model::Error error(CURLcode code, const Transfer& transfer, const std::string& url, const char* details);
  void count();
  void note_certificate();
};

void CurlHttpClient::State::set_limits(const HttpRequest& request) {
  CURL* const handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connect_seconds));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits.stalled_bytes_per_second));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stalled_seconds + request.wait_seconds));
  const auto for_size = request.max_bytes / static_cast<std::size_t>(limits.slowest_bytes_per_second);
  const long by_size = static_cast<long>(for_size) + limits.total_seconds + request.wait_seconds;
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, request.max_seconds > 0 ? static_cast<long>(request.max_seconds) : by_size);
}

void CurlHttpClient::State::set_route() {
  CURL* const handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_CERTINFO, 1L);
  if (!route.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, route.ca_file.c_str());
  if (!route.proxy.empty()) curl_easy_setopt(handle, CURLOPT_PROXY, route.proxy.c_str());
  if (addresses) curl_easy_setopt(handle, CURLOPT_RESOLVE, addresses.get());
}

ListHandle CurlHttpClient::State::set_headers(const HttpRequest& request) {
  ListHandle headers;
  append_header(headers, "User-Agent: gongkai-sync");
  append_header(headers, "Accept:");  // libcurl's */* says nothing
  if (!request.if_none_match.empty()) append_header(headers, "If-None-Match: " + request.if_none_match);
  if (request.wait_seconds > 0) append_header(headers, "Prefer: wait=" + std::to_string(request.wait_seconds));
  if (request.range_from > 0) {
    append_header(headers, "Range: bytes=" + std::to_string(request.range_from) + "-");
    if (!request.if_range.empty()) append_header(headers, "If-Range: " + request.if_range);
  }
  curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
  return headers;
}

void CurlHttpClient::State::set_options(const HttpRequest& request, const std::string& url, Transfer& transfer,
                                        char* error_text) {
  CURL* const handle = easy.get();
  curl_easy_reset(handle);  // keeps the connection
  set_route();
  set_limits(request);
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  // Not CURLOPT_NOSIGNAL: without it libcurl keeps the SIGPIPE of a host that hangs up away from the program.
  // Bytes that are to be continued later must be those of the file.
  if (!request.on_body) curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_text);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

void CurlHttpClient::State::count() {
  curl_off_t body = 0;
  long headers = 0, request_bytes = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_SIZE_DOWNLOAD_T, &body);
  curl_easy_getinfo(easy.get(), CURLINFO_HEADER_SIZE, &headers);
  curl_easy_getinfo(easy.get(), CURLINFO_REQUEST_SIZE, &request_bytes);
  ++totals.requests;
  totals.bytes_down += body + headers;
  totals.bytes_up += request_bytes;
}

// The host's own certificate comes first in its chain; a connection that is used again has none to tell of.
void CurlHttpClient::State::note_certificate() {
  curl_certinfo* chain = nullptr;
  if (curl_easy_getinfo(easy.get(), CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) return;
  constexpr std::string_view mark = "Expire date:";
  for (const curl_slist* line = chain->certinfo[0]; line; line = line->next) {
    const std::string_view text(line->data);
    if (!text.starts_with(mark)) continue;
    std::tm parts{};
    const char* end = ::strptime(text.data() + mark.size(), "%b %d %H:%M:%S %Y GMT", &parts);
    if (end) certificate_expires = model::Instant(std::chrono::seconds(::timegm(&parts)));
  }
}

model::Error CurlHttpClient::State::error(CURLcode code, const Transfer& transfer, const std::string& url,
                                          const char* details) {
  if (transfer.body_too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return {"HTTP-004",
            "服务器发来的数据超过允许的 " + std::to_string(transfer.request->max_bytes) + " 字节，已丢弃：" + url};
  }
  if (transfer.headers_too_large) return {"HTTP-004", "服务器发来的报头过大，已丢弃：" + url};
  return transfer_error({code, easy.get(), url, details, !route.proxy.empty()});
}

model::Result<Transfer> CurlHttpClient::State::perform(const HttpRequest& request, const std::string& url) {
  Transfer transfer;
  transfer.request = &request;
  transfer.max_headers = limits.header_bytes;
  transfer.stop_requested = &stop_requested;
  char error_text[CURL_ERROR_SIZE] = "";
  set_options(request, url, transfer, error_text);
  const ListHandle headers = set_headers(request);

  const CURLcode code = curl_easy_perform(easy.get());
  count();
  note_certificate();
  if (code != CURLE_OK) return tl::unexpected(error(code, transfer, url, error_text));
  if (transfer.response.status == 407) {
    return model::failure("HTTP-009", "代理服务器要求登录，请核对 proxy 设置：" + url);
  }
  curl_off_t retry_after = 0;  // seconds, also where the header names a date
  curl_easy_getinfo(easy.get(), CURLINFO_RETRY_AFTER, &retry_after);
  if (retry_after > 0) transfer.response.retry_after_seconds = static_cast<int>(std::min<curl_off_t>(retry_after, 86'400));
  return transfer;
}

CurlHttpClient::CurlHttpClient(HttpLimits limits, std::function<bool()> stop_requested, HttpRoute route)
    : state_(std::make_unique<State>()) {
  state_->limits = limits;
  state_->stop_requested = std::move(stop_requested);
  state_->route = std::move(route);
  for (const std::string& address : state_->route.addresses) append_header(state_->addresses, address);
}

CurlHttpClient::~CurlHttpClient() = default;

HttpTotals CurlHttpClient::totals() const { return state_->totals; }

std::optional<model::Instant> CurlHttpClient::certificate_expires() const { return state_->certificate_expires; }

model::Result<HttpResponse> CurlHttpClient::get(const HttpRequest& request) {
  if (!state_->easy) return model::failure("HTTP-006", "网络库无法使用");
  std::string url = request.url;
  for (int hop = 0; hop <= state_->limits.redirects; ++hop) {
    auto transfer = state_->perform(request, url);
    if (!transfer) return tl::unexpected(transfer.error());
    if (!is_redirect(transfer->response.status)) return std::move(transfer->response);
    const auto next = same_host_target(url, transfer->location);
    if (!next) return model::failure("HTTP-005", "服务器要求转到别处，未跟随（可能被上网认证页面拦截）：" + url + " → " + transfer->location);
    url = *next;
  }
  return model::failure("HTTP-005", "服务器反复转向：" + request.url);
}

}  // namespace gongkai::sync
