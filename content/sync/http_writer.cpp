#include "content/sync/http_writer.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "content/sync/transfer_error.h"
#include "content/trust/digest.h"

namespace gongkai::sync {
namespace {

constexpr long stalled_bytes_per_second = 100;
constexpr long slowest_bytes_per_second = 8192;

struct EasyCloser {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, EasyCloser>;
using ListHandle = std::unique_ptr<curl_slist, ListCloser>;

void append_header(ListHandle& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return;
  static_cast<void>(list.release());
  list.reset(longer);
}

// What the callbacks of one request share.
struct Exchange {
  std::string_view body, unsent;
  std::size_t max_bytes = 0;
  bool too_large = false;
  const std::function<bool()>* stop_requested = nullptr;
  HttpAnswer answer;
};

int on_progress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& stop_requested = *static_cast<Exchange*>(context)->stop_requested;
  return stop_requested && stop_requested() ? 1 : 0;
}

std::size_t on_unsent(char* buffer, std::size_t, std::size_t room, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  const std::size_t size = std::min(room, exchange.unsent.size());
  std::memcpy(buffer, exchange.unsent.data(), size);
  exchange.unsent.remove_prefix(size);
  return size;
}

// A kept connection may have been closed by the host meanwhile; libcurl then begins again on a new one.
int on_rewind(void* context, curl_off_t offset, int) {
  auto& exchange = *static_cast<Exchange*>(context);
  if (offset < 0 || static_cast<std::size_t>(offset) > exchange.body.size()) return CURL_SEEKFUNC_FAIL;
  exchange.unsent = exchange.body.substr(static_cast<std::size_t>(offset));
  return CURL_SEEKFUNC_OK;
}

std::size_t on_body(const char* data, std::size_t, std::size_t size, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  if (size > exchange.max_bytes - exchange.answer.body.size()) {
    exchange.too_large = true;
    return 0;
  }
  exchange.answer.body.append(data, size);
  return size;
}

std::size_t on_header(const char* data, std::size_t, std::size_t size, void* context) {
  constexpr std::string_view name = "last-modified:";
  std::string_view line(data, size);
  if (line.size() < name.size()) return size;
  const bool same = std::equal(name.begin(), name.end(), line.begin(), [](char expected, char sent) {
    return expected == (sent >= 'A' && sent <= 'Z' ? static_cast<char>(sent + 32) : sent);
  });
  if (!same) return size;
  line.remove_prefix(name.size());
  const auto first = line.find_first_not_of(" \t");
  const auto last = line.find_last_not_of(" \t\r\n");
  if (first == std::string_view::npos) return size;
  static_cast<Exchange*>(context)->answer.last_modified = line.substr(first, last - first + 1);
  return size;
}

}  // namespace

struct HttpWriter::State {
  State() { curl_global_init(CURL_GLOBAL_DEFAULT); }  // counted by libcurl, like the clean-up
  ~State() {
    easy.reset();
    curl_global_cleanup();
  }

  void set_options(const HttpWrite& request, Exchange& exchange, char* error_text);
  void set_limits(const HttpWrite& request);
  void set_access();
  ListHandle headers(const HttpWrite& request) const;

  EasyHandle easy;
  HttpAccess access;
  std::string agent;
  HttpWriteLimits limits;
  std::function<bool()> stop_requested;
};

void HttpWriter::State::set_options(const HttpWrite& request, Exchange& exchange, char* error_text) {
  CURL* const handle = easy.get();
  curl_easy_reset(handle);  // keeps the connection
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  set_limits(request);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_text);
  if (request.method == "PUT") {
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, on_unsent);
    curl_easy_setopt(handle, CURLOPT_READDATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, on_rewind);
    curl_easy_setopt(handle, CURLOPT_SEEKDATA, &exchange);
  } else if (request.method != "GET") {
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
}

void HttpWriter::State::set_limits(const HttpWrite& request) {
  CURL* const handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connect_seconds));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, stalled_bytes_per_second);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stalled_seconds));
  if (limits.total_seconds == 0) return;
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, limits.total_seconds + static_cast<long>(request.body.size()) / slowest_bytes_per_second);
}

void HttpWriter::State::set_access() {
  if (!access.ca_file.empty()) curl_easy_setopt(easy.get(), CURLOPT_CAINFO, access.ca_file.c_str());
  if (!access.proxy.empty()) curl_easy_setopt(easy.get(), CURLOPT_PROXY, access.proxy.c_str());
  if (access.user.empty()) return;
  curl_easy_setopt(easy.get(), CURLOPT_USERNAME, access.user.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_PASSWORD, access.password.c_str());
  if (access.s3_region.empty()) {
    curl_easy_setopt(easy.get(), CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  } else {
    curl_easy_setopt(easy.get(), CURLOPT_AWS_SIGV4, ("aws:amz:" + access.s3_region + ":s3").c_str());
  }
}

ListHandle HttpWriter::State::headers(const HttpWrite& request) const {
  ListHandle list;
  append_header(list, "User-Agent: " + agent);
  // S3 wants the hash of the body as a header of its own; libcurl 7.88 signs it but does not send it by itself.
  if (!access.s3_region.empty()) append_header(list, "x-amz-content-sha256: " + trust::sha256_hex(request.body));
  for (const std::string& header : request.headers) append_header(list, header);
  return list;
}

HttpWriter::HttpWriter(HttpAccess access, std::string agent, HttpWriteLimits limits, std::function<bool()> stop_requested)
    : state_(std::make_unique<State>()) {
  state_->access = std::move(access);
  state_->agent = std::move(agent);
  state_->limits = limits;
  state_->stop_requested = std::move(stop_requested);
  state_->easy.reset(curl_easy_init());
}

HttpWriter::HttpWriter(HttpWriter&&) noexcept = default;
HttpWriter::~HttpWriter() = default;

model::Result<HttpAnswer> HttpWriter::send(const HttpWrite& request) {
  if (!state_->easy) return model::failure("HTTP-006", "网络库无法使用");
  Exchange exchange;
  exchange.body = exchange.unsent = request.body;
  exchange.max_bytes = request.max_bytes;
  exchange.stop_requested = &state_->stop_requested;
  char error_text[CURL_ERROR_SIZE] = "";
  state_->set_options(request, exchange, error_text);
  state_->set_access();
  const ListHandle headers = state_->headers(request);
  curl_easy_setopt(state_->easy.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(state_->easy.get());
  if (exchange.too_large) {
    return model::failure("HTTP-004", "服务器的回答超过允许的 " + std::to_string(request.max_bytes) + " 字节：" + request.url);
  }
  if (code != CURLE_OK) {
    const bool through_proxy = !state_->access.proxy.empty();
    return tl::unexpected(transfer_error({code, state_->easy.get(), request.url, error_text, through_proxy}));
  }
  long status = 0;
  curl_easy_getinfo(state_->easy.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == 407) return model::failure("HTTP-009", "代理服务器要求登录，请核对 proxy 设置：" + request.url);
  exchange.answer.status = static_cast<int>(status);
  return std::move(exchange.answer);
}

}  // namespace gongkai::sync
