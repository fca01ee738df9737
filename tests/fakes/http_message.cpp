#include "tests/fakes/http_message.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string_view>

namespace gongkai::fakes {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The value of a header, "" where there is none. `name` in small letters with ": " at its end.
std::string header_value(const std::string& head, const std::string& name) {
  const auto place = lower(head).find("\n" + name);
  if (place == std::string::npos) return {};
  const auto begin = place + 1 + name.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

std::optional<std::string> file_bytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// "%2F" and the like back to bytes.
std::string decoded(const std::string& path) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size()) {
      text += static_cast<char>(std::stoi(path.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      text += path[i];
    }
  }
  return text;
}

// What stands from `request.range_from` on, where the client still means this file.
Answer ranged(Answer whole, const std::string& etag, const Request& request) {
  const auto size = static_cast<std::int64_t>(whole.body.size());
  if (request.range_from == 0 || (!request.if_range.empty() && request.if_range != etag)) return whole;
  const std::string of_all = "/" + std::to_string(size) + "\r\n";
  if (request.range_from >= size) return {416, "Content-Range: bytes */" + of_all, ""};
  whole.status = 206;
  whole.headers +=
      "Content-Range: bytes " + std::to_string(request.range_from) + "-" + std::to_string(size - 1) + of_all;
  whole.body.erase(0, static_cast<std::size_t>(request.range_from));
  return whole;
}

}  // namespace

Request parse_request(const std::string& head) {
  Request request;
  const auto first = head.find(' ');
  const auto second = head.find(' ', first + 1);
  request.path = head.substr(first + 2, second - first - 2);
  request.gzip = header_value(head, "accept-encoding: ").find("gzip") != std::string::npos;
  request.etag = header_value(head, "if-none-match: ");
  request.if_range = header_value(head, "if-range: ");
  const std::string range = header_value(head, "range: bytes=");
  if (!range.empty()) request.range_from = std::atoll(range.c_str());
  return request;
}

Answer file_answer(const std::filesystem::path& root, const Request& request) {
  const std::filesystem::path file = root / decoded(request.path);
  auto plain = file_bytes(file);
  if (!plain) return {404, "", "<html>404 Not Found</html>\n"};
  const std::string etag = '"' + std::to_string(std::hash<std::string>{}(*plain)) + '"';
  if (request.etag == etag) return {304, "ETag: " + etag + "\r\n", ""};
  Answer answer{200, "ETag: " + etag + "\r\n", std::move(*plain)};
  if (!request.gzip) return ranged(std::move(answer), etag, request);
  if (auto packed = file_bytes(file.string() + ".gz")) {
    answer.body = std::move(*packed);
    answer.headers += "Content-Encoding: gzip\r\n";
  }
  return answer;
}

std::string head_of(const Answer& answer, std::size_t length) {
  return "HTTP/1.1 " + std::to_string(answer.status) + " -\r\nServer: fake\r\n" + answer.headers +
         "Content-Length: " + std::to_string(length) + "\r\n\r\n";
}

const std::string& gzip_bomb() {
  static const std::string bytes = [] {
    constexpr std::size_t zeros = 1024 * 1024;
    const std::string block(zeros, '\0');
    std::string packed(512 * 1024, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < 200; ++i) {
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
      stream.avail_in = zeros;
      deflate(&stream, i == 199 ? Z_FINISH : Z_NO_FLUSH);
    }
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
  }();
  return bytes;
}

}  // namespace gongkai::fakes
