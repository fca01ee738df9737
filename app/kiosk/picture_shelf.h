// The pictures of the pages that were shown last, decoded. Bounded: the longest unused one goes first.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "render/geometry.h"
#include "render/paint/painter.h"

namespace gongkai::kiosk {

class PictureShelf {
 public:
  static constexpr std::int64_t most_source_pixels = 24'000'000;    // A4 at 500 dpi; more is refused
  static constexpr std::int64_t most_pixels = 4'000'000;            // kept of one picture; it is made smaller
  static constexpr std::size_t most_bytes = std::size_t{24} << 20;  // of all together, but for the one in use

  explicit PictureShelf(std::filesystem::path store) : store_(std::move(store)) {}

  // As the file says. Nothing: not there (asked again next time), or refused.
  std::optional<render::Size> size_of(const std::string& sha256);
  // Null as above, or when it cannot be decoded.
  const paint::Picture* find(const std::string& sha256);
  // For Painter::set_pictures; `shelf` is a PictureShelf.
  static const paint::Picture* source(void* shelf, const std::string& sha256);

 private:
  struct Shelved {
    std::optional<render::Size> size;  // empty: refused
    std::optional<paint::Picture> picture;
    std::uint64_t used = 0;
  };
  Shelved* shelved(const std::string& sha256);
  void make_room();

  std::filesystem::path store_;
  std::map<std::string, Shelved> all_;
  std::uint64_t uses_ = 0;
};

}  // namespace gongkai::kiosk
