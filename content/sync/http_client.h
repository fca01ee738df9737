// The one seam to the network: a GET with a bound on everything. Tests of the client workflow put their own behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace gongkai::sync {

struct HttpResponse {
  int status = 0;
  std::string body;                       // decoded
  std::string etag;                       // as sent, quotes included; empty without one
  bool waited = false;                    // the host applied the preference
  std::optional<int> retry_after_seconds;
  std::optional<std::int64_t> range_begin;  // of a 206: the place of its first byte (Content-Range, RFC 9110, 14.4)
};

struct HttpRequest {
  std::string url;                 // http or https
  std::size_t max_bytes = 0;       // of the decoded body; more is HTTP-004
  std::string if_none_match{};     // an ETag, or empty
  int wait_seconds = 0;            // > 0: "Prefer: wait=N" (RFC 7240), the host may hold the request that long
  int max_seconds = 0;             // > 0: given up after that long; 0 = by the size that is allowed
  std::int64_t range_from = 0;     // > 0: only what begins at this byte (RFC 9110, 14.2)
  std::string if_range{};          // a strong ETag, or empty: the range only of what we have the beginning of
  // Takes the body of a 200 or 206 piece by piece, as it comes, instead of HttpResponse::body; the response has its
  // head by then. False ends the transfer with HTTP-006. Such a body is asked for uncompressed.
  std::function<bool(const HttpResponse&, std::string_view)> on_body{};
};

// Everything that went over the wire since the client was made, headers included, TLS not.
struct HttpTotals {
  std::int64_t requests = 0, bytes_down = 0, bytes_up = 0;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // Any status is a response; only what kept us from getting one is an error.
  // E: HTTP-001 unreachable, HTTP-002 too slow, HTTP-003 TLS cannot be agreed on, HTTP-004 too large, HTTP-005
  // redirected to another host or without end, HTTP-006 cut off or not HTTP, HTTP-007 stopped by us, HTTP-008 no such
  // name, HTTP-009 the proxy; the certificate: HTTP-010 expired, HTTP-011 not yet valid, HTTP-012 another host's,
  // HTTP-013 of an authority we do not know.
  virtual model::Result<HttpResponse> get(const HttpRequest& request) = 0;
  virtual HttpTotals totals() const = 0;
};

}  // namespace gongkai::sync
