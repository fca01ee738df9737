#include "content/sync/bundle_http_client.h"

#include <utility>

namespace gongkai::sync {
namespace {

std::string_view name_in(std::string_view url) {
  const std::string_view base = bundle_url;
  return url.starts_with(base) ? url.substr(base.size()) : std::string_view();
}

}  // namespace

bool BundleHttpClient::has(std::string_view url) const { return bundle_.has(name_in(url)); }

model::Result<HttpResponse> BundleHttpClient::get(const HttpRequest& request) {
  const std::string_view name = name_in(request.url);
  ++totals_.requests;
  HttpResponse response;
  if (!bundle_.has(name)) {
    response.status = 404;
    if (name.ends_with(".root.json")) return response;
    return model::failure("BUNDLE-005", "更新包里缺少 " + std::string(name) + "，请重新制作更新包");
  }
  auto bytes = bundle_.read(name, request.max_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return model::failure("HTTP-004", "更新包里的 " + std::string(name) + " 过大");
  response.status = 200;
  totals_.bytes_down += static_cast<std::int64_t>((*bytes)->size());
  if (!request.on_body) {
    response.body = std::move(**bytes);
  } else if (!request.on_body(response, **bytes)) {
    return model::failure("HTTP-006", "没有读完更新包里的 " + std::string(name));
  }
  return response;
}

}  // namespace gongkai::sync
