#include "content/codec/bundle.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace gongkai::codec {
namespace {

constexpr std::string_view magic = "gongkai-bundle ";
constexpr std::string_view head = "gongkai-bundle 1\n";
constexpr std::string_view end_word = "sha256 ";
constexpr std::size_t digest_digits = 64;
constexpr std::size_t end_bytes = end_word.size() + digest_digits + 1;
constexpr std::size_t longest_part_head = 20 + 1 + max_bundle_name + 1;

tl::unexpected<model::Error> damaged(const char* why) {
  return model::failure("BUNDLE-002", std::string("更新包不完整或已损坏：") + why);
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_.-~%").find(c) != std::string_view::npos;
}

bool is_segment(std::string_view segment) {
  return !segment.empty() && segment.front() != '.' && std::all_of(segment.begin(), segment.end(), is_name_character);
}

// Only the one way to write a number counts: no sign, no leading zero.
std::optional<std::uint64_t> length_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
  if (!whole || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  return value;
}

bool is_digest(std::string_view text) {
  return text.size() == digest_digits && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

class IndexReader {
 public:
  IndexReader(std::uint64_t size, const ReadAt& read_at) : size_(size), read_at_(read_at) {}

  model::Result<BundleIndex> read() {
    if (auto checked = check_head(); !checked) return tl::unexpected(checked.error());
    while (at_ + end_bytes < size_) {
      if (auto part = read_part(); !part) return tl::unexpected(part.error());
    }
    if (auto end = read_end(); !end) return tl::unexpected(end.error());
    return std::move(index_);
  }

 private:
  model::Result<std::string> read_at_most(std::size_t most) {
    return read_at_(at_, static_cast<std::size_t>(std::min<std::uint64_t>(most, size_ - at_)));
  }

  model::Result<void> check_head() {
    const auto begin = read_at_most(head.size());
    if (!begin) return tl::unexpected(begin.error());
    if (*begin == head) {
      at_ = head.size();
      return {};
    }
    if (begin->starts_with(magic)) {
      return model::failure("BUNDLE-003", "更新包的格式比本程序新，请先升级 gongkai-sync");
    }
    return model::failure("BUNDLE-001", "这不是更新包（应由 gongkai-admin bundle 生成）");
  }

  model::Result<void> read_part() {
    const auto line = read_at_most(longest_part_head);
    if (!line) return tl::unexpected(line.error());
    const auto line_end = line->find('\n');
    const auto space = line->find(' ');
    if (line_end == std::string::npos || space > line_end) return damaged("找不到下一个文件的开头");
    const auto length = length_in(std::string_view(*line).substr(0, space));
    BundlePart part{line->substr(space + 1, line_end - space - 1), at_ + line_end + 1, length.value_or(0)};
    if (!length || !is_bundle_name(part.name)) return damaged("文件名或长度不合规定");
    if (*length > max_bundle_part_bytes) return damaged("其中的文件过大");
    if (part.offset + *length + 1 + end_bytes > size_) return damaged("内容被截断");
    if (index_.parts.size() == max_bundle_parts) return damaged("其中的文件过多");
    if (!names_.insert(part.name).second) return damaged("有重名的文件");
    at_ = part.offset + *length;
    const auto after = read_at_most(1);
    if (!after) return tl::unexpected(after.error());
    if (*after != "\n") return damaged("文件的长度与所写的不符");
    ++at_;
    index_.parts.push_back(std::move(part));
    return {};
  }

  model::Result<void> read_end() {
    const auto line = read_at_most(end_bytes);
    if (!line) return tl::unexpected(line.error());
    const std::string_view text = *line;
    if (text.size() != end_bytes || !text.starts_with(end_word) || text.back() != '\n') return damaged("没有结尾");
    index_.digested = at_;
    index_.sha256 = text.substr(end_word.size(), digest_digits);
    if (!is_digest(index_.sha256)) return damaged("没有结尾");
    return {};
  }

  std::uint64_t size_, at_ = 0;
  const ReadAt& read_at_;
  BundleIndex index_;
  std::set<std::string> names_;
};

}  // namespace

bool is_bundle_name(std::string_view name) {
  if (name.size() > max_bundle_name) return false;
  if (!name.starts_with("metadata/") && !name.starts_with("targets/")) return false;
  while (true) {
    const auto slash = name.find('/');
    if (!is_segment(name.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

std::string bundle_head() { return std::string(head); }

std::string bundle_part_head(std::string_view name, std::uint64_t length) {
  return std::to_string(length) + " " + std::string(name) + "\n";
}

std::string bundle_end(std::string_view sha256) { return std::string(end_word) + std::string(sha256) + "\n"; }

model::Result<BundleIndex> read_bundle_index(std::uint64_t file_size, const ReadAt& read_at) {
  return IndexReader(file_size, read_at).read();
}

}  // namespace gongkai::codec
