#include "app/sync/key_lines.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <system_error>

namespace gongkai::agent {

std::optional<KeyLines> KeyLines::read(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return std::nullopt;
  KeyLines read;
  for (std::string line; std::getline(in, line);) {
    const auto blank = line.find(' ');
    if (blank != std::string::npos) read.lines_[line.substr(0, blank)] = line.substr(blank + 1);
  }
  return read;
}

std::optional<model::Instant> KeyLines::instant(const char* key) const {
  const auto line = lines_.find(key);
  return line == lines_.end() ? std::nullopt : model::parse_instant(line->second);
}

std::int64_t KeyLines::number(const char* key) const {
  std::int64_t number = 0;
  if (const auto line = lines_.find(key); line != lines_.end()) {
    std::from_chars(line->second.data(), line->second.data() + line->second.size(), number);
  }
  return number;
}

std::optional<model::Error> KeyLines::error() const {
  const auto code = lines_.find("code"), message = lines_.find("message");
  if (code == lines_.end()) return std::nullopt;
  return model::Error{code->second, message == lines_.end() ? "" : message->second};
}

KeyLines& KeyLines::add(const char* key, const std::optional<model::Instant>& at) {
  if (at) lines_[key] = model::format_instant(*at);
  return *this;
}

KeyLines& KeyLines::add(const char* key, std::int64_t number) {
  lines_[key] = std::to_string(number);
  return *this;
}

KeyLines& KeyLines::add(const std::optional<model::Error>& error) {
  if (!error) return *this;
  std::string message = error->message;
  std::replace(message.begin(), message.end(), '\n', ' ');
  lines_["code"] = error->code;
  lines_["message"] = std::move(message);
  return *this;
}

void KeyLines::write(const std::filesystem::path& file) const {
  const std::filesystem::path fresh = file.parent_path() / ("." + file.filename().string());
  std::ofstream out(fresh, std::ios::trunc);
  for (const auto& [key, value] : lines_) out << key << " " << value << "\n";
  out.close();
  std::error_code ignored;
  if (out) std::filesystem::rename(fresh, file, ignored);
}

}  // namespace gongkai::agent
