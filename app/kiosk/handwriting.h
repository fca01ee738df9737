// The reading of what visitors write: its model is opened with the first writing field of a visit, and closed with the visit.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/handwriting/recognizer.h"
#include "app/process/log.h"

namespace gongkai::kiosk {

class Handwriting {
 public:
  // Empty path: nobody is to write here.
  Handwriting(process::Log& log, std::filesystem::path model);
  void change(std::filesystem::path model);

  // Whether writing is offered: the model is installed and was not found to be damaged.
  bool offered() const;
  // Gets ready to read. False: the model is damaged, which is logged once (KIOSK-076).
  bool open();
  void close() { recognizer_.reset(); }
  // Nothing where open() failed.
  std::vector<std::string> read(const std::vector<handwriting::Stroke>& strokes);

 private:
  process::Log& log_;
  std::filesystem::path model_;
  std::optional<handwriting::Recognizer> recognizer_;
  bool refused_ = false;
};

}  // namespace gongkai::kiosk
