// Writing to a web host: what the office's publisher does, and a terminal when it reports; hence apart from HttpClient, which
// fetches the catalogue. One request at a time over one kept connection; redirects are not followed, since they would carry
// the body elsewhere.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content/model/result.h"

namespace gongkai::sync {

struct HttpWrite {
  std::string method;                // GET, PUT, DELETE, or those of WebDAV (RFC 4918): MKCOL, MOVE
  std::string url;                   // http or https; no user or password in it
  std::string body;                  // of a PUT
  std::vector<std::string> headers;  // "Overwrite: T"
  std::size_t max_bytes = 64 * 1024; // of the answer's body; more is HTTP-004
};

struct HttpAnswer {
  int status = 0;
  std::string body;
  std::string last_modified;  // the header as sent, or empty
};

// How requests get there and are signed. With a region they carry AWS Signature Version 4 for the service "s3"; with a user only,
// HTTP Basic; with neither, nothing.
struct HttpAccess {
  std::string user, password;
  std::string s3_region;
  // The way to the host, as HttpRoute has it (curl_http_client.h).
  std::filesystem::path ca_file;
  std::string proxy;
};

// A request and its answer. Any status is an answer.
using SendRequest = std::function<model::Result<HttpAnswer>(const HttpWrite&)>;

struct HttpWriteLimits {
  int connect_seconds = 15;
  int stalled_seconds = 30;  // less than 100 bytes a second for that long: given up
  // > 0: a request takes no longer, but for one more second for each 8 KiB of its body.
  int total_seconds = 0;
};

class HttpWriter {
 public:
  // `agent`: who we are to the host. `stop_requested` is asked about once a second while a request runs; true ends it with
  // HTTP-007.
  explicit HttpWriter(HttpAccess access, std::string agent = "gongkai-admin", HttpWriteLimits limits = {},
                      std::function<bool()> stop_requested = {});
  HttpWriter(HttpWriter&&) noexcept;
  ~HttpWriter();

  // E: the HTTP codes of http_client.h. No message holds the user or the password.
  model::Result<HttpAnswer> send(const HttpWrite& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongkai::sync
