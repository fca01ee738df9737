// A small static web server over libmicrohttpd, for demonstrations and tests: GET and HEAD of the files of one folder,
// with entity tags, ranges, ready-made .gz files, and requests for timestamp.json held until it changes ("Prefer:
// wait=N", RFC 7240). Real halls use a real web server; the URLs are the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "content/model/result.h"

namespace gongkai::admin {

struct WebServerOptions {
  std::filesystem::path root;
  std::string address = "127.0.0.1";  // IPv4 or IPv6, numeric
  std::uint16_t port = 0;             // 0: the system chooses
};

class WebServer {
 public:
  // E: ADMIN-010 no such folder, ADMIN-011 not an address, ADMIN-012 cannot listen there.
  static model::Result<WebServer> start(const WebServerOptions& options);
  WebServer(WebServer&&) noexcept;
  WebServer& operator=(WebServer&&) = delete;
  ~WebServer();

  std::uint16_t port() const;
  // Works for about `milliseconds`: answers what came, and the held requests whose file changed or whose time is over.
  // The caller loops over this on its own thread; a file change is noticed at the next call.
  void run_for(int milliseconds);

 private:
  struct State;
  explicit WebServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gongkai::admin
