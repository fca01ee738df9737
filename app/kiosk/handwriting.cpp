#include "app/kiosk/handwriting.h"

#include <system_error>
#include <utility>

#include "app/screens/navigate.h"

namespace gongkai::kiosk {

Handwriting::Handwriting(process::Log& log, std::filesystem::path model) : log_(log), model_(std::move(model)) {}

// A model that was damaged may have been mended: settings are read again after that.
void Handwriting::change(std::filesystem::path model) {
  model_ = std::move(model);
  refused_ = false;
  close();
}

bool Handwriting::offered() const {
  std::error_code ignored;
  return recognizer_ || (!refused_ && !model_.empty() && std::filesystem::is_regular_file(model_, ignored));
}

bool Handwriting::open() {
  if (recognizer_) return true;
  if (!offered()) return false;
  auto opened = handwriting::Recognizer::open(model_);
  if (opened) {
    recognizer_ = std::move(*opened);
    return true;
  }
  refused_ = true;
  log_.write(process::LogLevel::warning, "KIOSK-076", "手写停用：" + opened.error().message);
  return false;
}

std::vector<std::string> Handwriting::read(const std::vector<handwriting::Stroke>& strokes) {
  if (strokes.empty() || !open()) return {};
  return recognizer_->read(strokes, screens::most_candidates);
}

}  // namespace gongkai::kiosk
