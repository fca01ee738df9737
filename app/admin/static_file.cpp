#include "app/admin/static_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace gongkai::admin {
namespace {

constexpr int longest_wait_seconds = 60;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// The parts of a comma-separated header value, one call each.
std::string_view next_part(std::string_view& list) {
  const std::size_t comma = list.find(',');
  const std::string_view part = trimmed(list.substr(0, comma));
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return part;
}

bool plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find('\\') == std::string_view::npos;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool starts_with_no_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  return std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
    return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
  });
}

// "q=0", "q=0.0", "q=0.000": not acceptable.
bool refused(std::string_view parameters) {
  const std::size_t q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const std::string_view weight = trimmed(parameters.substr(q + 2));
  return weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), size_(other.size_), etag_(std::move(other.etag_)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(fd_, other.fd_);  // ours is closed with `other`
  size_ = other.size_;
  etag_ = std::move(other.etag_);
  return *this;
}

OpenFile::~OpenFile() {
  if (fd_ >= 0) ::close(fd_);
}

int OpenFile::release() { return std::exchange(fd_, -1); }

std::optional<OpenFile> open_below(int root_fd, std::string_view url_path) {
  if (!url_path.starts_with('/')) return std::nullopt;
  int fd = ::dup(root_fd);
  while (fd >= 0 && !url_path.empty()) {
    url_path.remove_prefix(1);
    const std::size_t slash = url_path.find('/');
    const std::string_view name = url_path.substr(0, slash);
    url_path.remove_prefix(slash == std::string_view::npos ? url_path.size() : slash);
    const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (url_path.empty() ? 0 : O_DIRECTORY);
    const int next = plain_name(name) ? ::openat(fd, std::string(name).c_str(), flags) : -1;
    ::close(fd);
    fd = next;
  }
  struct stat state {};
  if (fd < 0) return std::nullopt;
  if (::fstat(fd, &state) != 0 || !S_ISREG(state.st_mode)) {
    ::close(fd);
    return std::nullopt;
  }
  const auto size = static_cast<std::uint64_t>(state.st_size);
  return OpenFile(fd, size, fmt::format("\"{:x}.{:x}-{:x}\"", state.st_mtim.tv_sec, state.st_mtim.tv_nsec, size));
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view candidate = next_part(if_none_match);
    if (candidate == "*") return true;
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (candidate == etag) return true;
  }
  return false;
}

bool accepts_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::string_view part = next_part(accept_encoding);
    const std::size_t semicolon = part.find(';');
    if (trimmed(part.substr(0, semicolon)) != "gzip") continue;
    return semicolon == std::string_view::npos || !refused(part.substr(semicolon));
  }
  return false;
}

RangeAnswer parse_range(std::string_view range, std::uint64_t size) {
  static constexpr std::string_view unit = "bytes=";
  const RangeAnswer whole{RangeAnswer::Kind::whole, 0, size};
  if (!range.starts_with(unit)) return whole;
  range.remove_prefix(unit.size());
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return whole;
  const std::string_view first_text = trimmed(range.substr(0, dash));
  const std::string_view last_text = trimmed(range.substr(dash + 1));
  const auto first = number(first_text);
  const auto last = number(last_text);
  if (first_text.empty()) {  // "-500": the last 500 bytes
    if (!last) return whole;
    if (*last == 0 || size == 0) return {RangeAnswer::Kind::unsatisfiable, 0, 0};
    const std::uint64_t length = std::min(*last, size);
    return {RangeAnswer::Kind::part, size - length, length};
  }
  if (!first || (!last_text.empty() && (!last || *last < *first))) return whole;
  if (*first >= size) return {RangeAnswer::Kind::unsatisfiable, 0, 0};
  const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
  return {RangeAnswer::Kind::part, *first, end - *first + 1};
}

std::optional<int> wait_preference(std::string_view prefer) {
  while (!prefer.empty()) {
    const std::string_view part = next_part(prefer);
    if (!starts_with_no_case(part, "wait=")) continue;
    const auto seconds = number(part.substr(5, part.find(';') == std::string_view::npos
                                                   ? std::string_view::npos
                                                   : part.find(';') - 5));
    if (seconds) return static_cast<int>(std::min<std::uint64_t>(*seconds, longest_wait_seconds));
  }
  return std::nullopt;
}

const char* content_type(std::string_view url_path) {
  if (url_path.ends_with(".json")) return "application/json";
  if (url_path.ends_with(".pack")) return "application/x-ndjson";
  return "application/octet-stream";
}

}  // namespace gongkai::admin
