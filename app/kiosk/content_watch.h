// Follows the store's pointer and holds the generation that is shown. A new one is opened beside the old; the old stays
// where the new one cannot be read.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "content/store/generation.h"

namespace gongkai::kiosk {

class ContentWatch {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  // `every`: how often the pointer is looked at, so that a publish is on the screen within a second of its release. A
  // screen at rest does little else: at four looks a second it costs less than a thousandth of a core. A refused
  // generation is tried again after `patience`.
  ContentWatch(std::filesystem::path store, std::chrono::milliseconds every = std::chrono::milliseconds(250),
               std::chrono::milliseconds patience = std::chrono::seconds(30))
      : store_(std::move(store)), every_(every), patience_(patience) {}

  enum class News { none, swapped, refused };
  // Call between frames: after `swapped` the generation handed out before is gone.
  News poll(Moment now);
  Moment next_poll() const { return next_poll_; }

  const store::Generation* generation() const { return generation_ ? &*generation_ : nullptr; }
  const std::filesystem::path& store() const { return store_; }
  const model::Error& fault() const { return fault_; }  // why the last one was refused

 private:
  News open(Moment now, std::int64_t wanted);
  News check(Moment now);

  std::filesystem::path store_;
  std::chrono::milliseconds every_, patience_;
  Moment next_poll_{0};
  std::optional<store::Generation> generation_;
  std::int64_t shown_ = 0;                 // its number
  bool checking_ = false;                  // it is shown while the rest of its file is compared with the seal
  std::size_t damaged_ = 0;                // so many of those listed have turned out to be damaged
  std::optional<std::int64_t> refused_;    // the pointer that could not be followed
  Moment retry_at_{0};
  model::Error fault_;
};

}  // namespace gongkai::kiosk
