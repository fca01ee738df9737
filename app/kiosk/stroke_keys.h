// The table of strokes behind the five stroke keys: read when the first stroke is typed, then kept.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "app/process/log.h"
#include "content/store/stroke_table.h"

namespace gongkai::kiosk {

class StrokeKeys {
 public:
  explicit StrokeKeys(process::Log& log, std::filesystem::path file = store::installed_stroke_file);

  // For screens::Context::strokes: empty where there is no file, or no longer any use in reading it. A file that is no
  // such table is logged once (KIOSK-075).
  std::function<const store::StrokeTable*()> source();

 private:
  const store::StrokeTable* table();

  process::Log& log_;
  std::filesystem::path file_;
  std::optional<store::StrokeTable> table_;
  bool refused_ = false;
};

}  // namespace gongkai::kiosk
