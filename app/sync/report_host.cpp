#include "app/sync/report_host.h"

#include <utility>

#include "content/sync/credentials.h"

namespace gongkai::agent {
namespace {

// Short: the content of the screen waits behind it, also when the host takes the connection and then says nothing.
constexpr sync::HttpWriteLimits limits{4, 4, 6};

const char* code_of(int status) {
  switch (status) {
    case 401: return "REPORT-021";
    case 403: return "REPORT-022";
    case 404: case 409: return "REPORT-023";
    case 405: case 501: return "REPORT-024";
    case 413: return "REPORT-025";
    case 507: return "REPORT-026";
    case 429: case 503: return "REPORT-027";
    default: return "REPORT-028";
  }
}

}  // namespace

model::Result<ReportHost> ReportHost::open(const AgentSettings& settings, std::function<bool()> stop_requested) {
  sync::Credentials credentials;
  if (!settings.reports.credentials.empty()) {
    auto found = sync::read_credentials(settings.reports.credentials);
    if (!found) return model::failure("REPORT-033", found.error().message);
    credentials = std::move(*found);
  }
  std::string base = settings.reports.url;
  const Kind kind = base.starts_with("s3+") ? Kind::s3 : Kind::webdav;
  if (kind == Kind::s3) base.erase(0, 3);
  while (base.ends_with('/')) base.pop_back();
  sync::HttpAccess access{std::move(credentials.user), std::move(credentials.password), {}, settings.ca_file, settings.proxy};
  if (kind == Kind::s3) access.s3_region = credentials.region.empty() ? "us-east-1" : credentials.region;
  return ReportHost(kind, std::move(base), sync::HttpWriter(std::move(access), "gongkai-sync", limits, std::move(stop_requested)));
}

model::Result<void> ReportHost::put(const std::string& path, std::string bytes) {
  const std::string url = base_ + "/" + path;
  const auto answer = writer_.send({"PUT", url, std::move(bytes), {"Content-Type: application/gzip"}});
  if (!answer) {
    if (answer.error().code == "HTTP-007") return tl::unexpected(answer.error());
    return model::failure("REPORT-020", answer.error().message);
  }
  // A portal answers 200 to whatever it is sent; WebDAV says that it made or replaced a file (RFC 4918, 9.7).
  const bool taken = kind_ == Kind::s3 ? answer->status == 200 : answer->status == 201 || answer->status == 204;
  if (taken) return {};
  return model::failure(code_of(answer->status), "服务器对回传回答 " + std::to_string(answer->status) + "：" + url);
}

}  // namespace gongkai::agent
