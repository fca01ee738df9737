#include "app/process/log.h"

#include <cstdlib>

namespace gongkai::process {

namespace {

constexpr int lines_per_window = 10;
constexpr std::chrono::minutes window_length{1};

// Fields are read by machines: a value with blanks or quotes is quoted, control characters never get through.
std::string quoted(std::string_view value) {
  const bool plain = !value.empty() && value.find_first_of(" \"\\=\n\r\t") == std::string_view::npos;
  std::string out;
  if (!plain) out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  if (!plain) out += '"';
  return out;
}

}  // namespace

Log::Log(const Clock& clock, LogLevel threshold, std::FILE* out)
    : clock_(clock), threshold_(threshold), out_(out), journal_(std::getenv("JOURNAL_STREAM") != nullptr) {}

void Log::write(LogLevel level, std::string_view event, std::string_view message,
                std::initializer_list<LogField> fields) {
  if (level > threshold_) return;
  auto found = windows_.find(event);
  if (found == windows_.end()) found = windows_.emplace(event, Window{}).first;
  Window& window = found->second;
  const auto now = clock_.monotonic();
  if (window.written == 0 || now - window.opened >= window_length) {
    window.opened = now;
    window.written = 0;
  }
  if (window.written >= lines_per_window) {
    ++window.suppressed;
    return;
  }
  ++window.written;

  std::string line;
  if (journal_) line += '<' + std::to_string(static_cast<int>(level)) + '>';
  line += event;
  line += ' ';
  for (const char c : message) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    line += quoted(value);
  }
  if (window.suppressed > 0) line += " suppressed=" + std::to_string(std::exchange(window.suppressed, 0));
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), out_);
  std::fflush(out_);
}

}  // namespace gongkai::process
