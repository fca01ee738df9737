// Log lines to stderr: one event a line, a stable id, a sentence for people, key=value fields for machines. Under
// systemd (JOURNAL_STREAM set) a line begins with its syslog priority "<N>". Nothing of what citizens do is ever logged.
#pragma once

#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "app/process/clock.h"

namespace gongkai::process {

enum class LogLevel { error = 3, warning = 4, info = 6, debug = 7 };  // syslog priorities

using LogField = std::pair<std::string_view, std::string>;

class Log {
 public:
  // `out` stays the caller's. Lines above `threshold` are dropped.
  Log(const Clock& clock, LogLevel threshold, std::FILE* out = stderr);

  // `event` like "SYNC-012". The same event is written at most 10 times a minute; what was left out is counted and said
  // with the next line of that event. A full disk or closed stream is ignored: a log line never stops a program.
  void write(LogLevel level, std::string_view event, std::string_view message,
             std::initializer_list<LogField> fields = {});

 private:
  struct Window {
    std::chrono::nanoseconds opened{0};
    int written = 0;
    std::int64_t suppressed = 0;
  };
  const Clock& clock_;
  LogLevel threshold_;
  std::FILE* out_;
  bool journal_;
  std::map<std::string, Window, std::less<>> windows_;
};

}  // namespace gongkai::process
