#include "app/kiosk/stroke_keys.h"

#include <system_error>
#include <utility>

namespace gongkai::kiosk {

StrokeKeys::StrokeKeys(process::Log& log, std::filesystem::path file) : log_(log), file_(std::move(file)) {}

std::function<const store::StrokeTable*()> StrokeKeys::source() {
  std::error_code ignored;
  if (refused_ || (!table_ && !std::filesystem::is_regular_file(file_, ignored))) return {};
  return [this] { return table(); };
}

const store::StrokeTable* StrokeKeys::table() {
  if (!table_ && !refused_) {
    auto read = store::StrokeTable::read(file_);
    if (read) {
      table_ = std::move(*read);
    } else {
      refused_ = true;
      log_.write(process::LogLevel::warning, "KIOSK-075", "笔画键停用：" + read.error().message);
    }
  }
  return table_ ? &*table_ : nullptr;
}

}  // namespace gongkai::kiosk
