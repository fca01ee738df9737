// One HTTP request over a plain loopback socket, sent byte for byte as a test wants it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gongkai::fakes {

struct RawReply {
  int status = 0;  // 0: no answer came
  std::string head;
  std::string body;

  // The value of a header, "" when absent. Names are compared as written.
  std::string header(const std::string& name) const;
};

// Sends the text and reads until the server closes; a request should say "Connection: close". Gives up after `limit`.
RawReply raw_request(std::uint16_t port, const std::string& request,
                     std::chrono::milliseconds limit = std::chrono::seconds{20});

// GET with these extra header lines, each ended by "\r\n".
RawReply raw_get(std::uint16_t port, const std::string& path, const std::string& headers = "");

}  // namespace gongkai::fakes
