// HttpClient over libcurl: http and https only, one connection kept alive, redirects only within the same host.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/sync/http_client.h"

namespace gongkai::sync {

struct HttpLimits {
  int connect_seconds = 10;
  int stalled_seconds = 15;           // less than stalled_bytes_per_second for that long: given up
  int stalled_bytes_per_second = 100;
  int total_seconds = 60;             // and one more for each slowest_bytes_per_second of the allowed body
  int slowest_bytes_per_second = 8192;
  int redirects = 3;
  std::size_t header_bytes = 64 * 1024;
};

// How to get to the hosts.
struct HttpRoute {
  std::filesystem::path ca_file;       // certificates of authorities (PEM) instead of the system's; empty = the system's
  std::string proxy;                   // "http://host:port"; empty = as the environment says (http_proxy, https_proxy)
  std::vector<std::string> addresses;  // "host:port:address[,address]" instead of asking DNS
};

class CurlHttpClient final : public HttpClient {
 public:
  // `stop_requested` is asked about once a second while a request runs; true ends it with HTTP-007.
  explicit CurlHttpClient(HttpLimits limits = {}, std::function<bool()> stop_requested = {}, HttpRoute route = {});
  ~CurlHttpClient() override;

  model::Result<HttpResponse> get(const HttpRequest& request) override;
  HttpTotals totals() const override;
  // Of the host's certificate, as last seen; none before the first https connection.
  std::optional<model::Instant> certificate_expires() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongkai::sync
