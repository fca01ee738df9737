// The small files in which the agent leaves how things went for who asks later: lines of a key, a blank and a value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "content/model/date.h"
#include "content/model/result.h"

namespace gongkai::agent {

class KeyLines {
 public:
  // Nothing where there is no such file; lines that are none of these are passed over.
  static std::optional<KeyLines> read(const std::filesystem::path& file);

  // What is not there, or not in form, is nothing, and zero.
  std::optional<model::Instant> instant(const char* key) const;
  std::int64_t number(const char* key) const;
  std::optional<model::Error> error() const;

  // An instant or an error that is none leaves no line.
  KeyLines& add(const char* key, const std::optional<model::Instant>& at);
  KeyLines& add(const char* key, std::int64_t number);
  KeyLines& add(const std::optional<model::Error>& error);
  // By rename. No fsync: after a power cut older news, or none, do no harm. A disk that refuses is left alone.
  void write(const std::filesystem::path& file) const;

 private:
  std::map<std::string, std::string> lines_;
};

}  // namespace gongkai::agent
