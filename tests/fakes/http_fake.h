// A web server on loopback for tests, as bad as we want it: serves a folder the way nginx with gzip_static does, and
// spoils the answers to the paths it is told to. Counts every byte at the socket.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace gongkai::fakes {

enum class Spoil {
  status,             // answers with `status` and a short page
  other_bytes,        // right length, the last byte changed
  same_etag,          // the right bytes, but one ETag for whatever they are; 304 to whoever has it
  cut_off,            // the right Content-Length, half of the body, then the connection closes
  reset,              // the same, but torn down
  too_long,           // the body twice over, with a Content-Length that says so
  too_short,          // a Content-Length of half the body, then all of it
  endless_chunks,     // chunked, never ends
  gzip_bomb,          // 200 MiB of zeros in 200 kB
  drip,               // one byte of the body every 100 ms
  drip_headers,       // one byte of the head every 100 ms
  stall,              // half of the body, then nothing
  drop,               // takes the request and closes the connection
  silence,            // takes the request and never answers
  header_flood,       // headers without end
  redirect_elsewhere, // 302 to another host name: a captive portal
  redirect_loop,      // 302 to itself
  redirect_file,      // 302 to a file of the terminal
  portal,             // 200 text/html, whatever was asked
  no_ranges,          // the whole file, whatever part was asked for
  wrong_range,        // 206 with what was not asked for
};

struct Fault {
  Spoil spoil = Spoil::status;
  std::string path_part;  // paths that contain it
  int status = 404;       // for Spoil::status
  int times = -1;         // how often; -1 = always
  int retry_after = 0;    // seconds, 0 = no such header
};

struct Counts {
  std::int64_t connections = 0, requests = 0, bytes_in = 0, bytes_out = 0;
};

class HttpFake {
 public:
  // Listens at once on 127.0.0.1, on a port the kernel chooses.
  explicit HttpFake(std::filesystem::path root);
  ~HttpFake();
  HttpFake(const HttpFake&) = delete;
  HttpFake& operator=(const HttpFake&) = delete;

  std::string url() const;  // "http://127.0.0.1:40123/"
  void serve(const std::filesystem::path& root);
  void add_fault(const Fault& fault);
  void clear_faults();
  // Stops listening and closes every connection; the port stays unused.
  void go_down();

  Counts counts() const;
  std::vector<std::string> paths() const;  // asked for, in order, without the leading slash
  void forget();                           // counts and paths

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongkai::fakes
