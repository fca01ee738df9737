// The one seam to the network: a GET with a bound on everything. Tests of the client workflow put their own behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "content/model/result.h"

namespace gongkai::sync {

struct HttpRequest {
  std::string url;                 // http or https
  std::size_t max_bytes = 0;       // of the decoded body; more is HTTP-004
  std::string if_none_match;       // an ETag, or empty
  int wait_seconds = 0;            // > 0: "Prefer: wait=N" (RFC 7240), the host may hold the request that long
};

struct HttpResponse {
  int status = 0;
  std::string body;                       // decoded
  std::string etag;                       // as sent, quotes included; empty without one
  bool waited = false;                    // the host applied the preference
  std::optional<int> retry_after_seconds;
};

// Everything that went over the wire since the client was made, headers included, TLS not.
struct HttpTotals {
  std::int64_t requests = 0, bytes_down = 0, bytes_up = 0;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // Any status is a response; only what kept us from getting one is an error.
  // E: HTTP-001 unreachable, HTTP-002 too slow, HTTP-003 the certificate or TLS is not in order, HTTP-004 too large,
  // HTTP-005 redirected to another host, HTTP-006 cut off or not HTTP, HTTP-007 stopped by us.
  virtual model::Result<HttpResponse> get(const HttpRequest& request) = 0;
  virtual HttpTotals totals() const = 0;
};

}  // namespace gongkai::sync
