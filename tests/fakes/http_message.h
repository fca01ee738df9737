// Requests as HttpFake reads them, and the answers of a web server with gzip_static and ranges over one folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace gongkai::fakes {

struct Request {
  std::string path;  // without the leading slash
  std::string etag;  // of If-None-Match
  std::string if_range;
  std::int64_t range_from = 0;
  bool gzip = false;
};

struct Answer {
  int status = 200;
  std::string headers;  // each ended with \r\n
  std::string body;
};

// `head`: the request up to its empty line.
Request parse_request(const std::string& head);
Answer file_answer(const std::filesystem::path& root, const Request& request);
// Status line and headers, ready to send.
std::string head_of(const Answer& answer, std::size_t length);

// 200 MiB of zeros, gzipped to 200 kB; made at the first call.
const std::string& gzip_bomb();

}  // namespace gongkai::fakes
