#include "app/kiosk/picture_shelf.h"

#include <algorithm>
#include <span>

#include "app/kiosk/picture_decoder.h"
#include "content/store/blob_directory.h"
#include "render/paint/image_file.h"

namespace gongkai::kiosk {

namespace {

constexpr std::size_t most_names = 200;

std::span<const std::uint8_t> bytes_of(const std::string& blob) {
  return {reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()};
}

std::size_t cost(const paint::Picture& picture) { return picture.argb.size() * sizeof(std::uint32_t); }

}  // namespace

PictureShelf::Shelved* PictureShelf::shelved(const std::string& sha256) {
  auto found = all_.find(sha256);
  if (found == all_.end()) {
    const auto blob = store::read_blob(store_, sha256, paint::max_image_bytes);
    if (!blob && blob.error().code == "STORE-040") return nullptr;  // it may still come
    Shelved entry;
    if (blob) {
      const auto size = paint::image_size(bytes_of(*blob));
      if (size && static_cast<std::int64_t>(size->width) * size->height <= most_source_pixels) entry.size = *size;
    }
    if (all_.size() >= most_names) all_.clear();
    found = all_.emplace(sha256, std::move(entry)).first;
  }
  found->second.used = ++uses_;
  return &found->second;
}

std::optional<render::Size> PictureShelf::size_of(const std::string& sha256) {
  const Shelved* entry = shelved(sha256);
  return entry == nullptr ? std::nullopt : entry->size;
}

const paint::Picture* PictureShelf::find(const std::string& sha256) {
  Shelved* entry = shelved(sha256);
  if (entry == nullptr || !entry->size) return nullptr;
  if (!entry->picture) {
    const auto blob = store::read_blob(store_, sha256, paint::max_image_bytes);
    auto picture = blob ? decode_apart(bytes_of(*blob), most_pixels) : render::failure(blob.error().message);
    if (!picture) {
      entry->size.reset();  // from the next build on the page says so in words
      return nullptr;
    }
    entry->picture = std::move(*picture);
    make_room();
  }
  return &*entry->picture;
}

void PictureShelf::make_room() {
  for (;;) {
    std::size_t bytes = 0;
    Shelved* oldest = nullptr;
    for (auto& [sha256, entry] : all_) {
      if (!entry.picture) continue;
      bytes += cost(*entry.picture);
      if (oldest == nullptr || entry.used < oldest->used) oldest = &entry;
    }
    if (bytes <= most_bytes || oldest->used == uses_) return;
    oldest->picture.reset();
  }
}

const paint::Picture* PictureShelf::source(void* shelf, const std::string& sha256) {
  return static_cast<PictureShelf*>(shelf)->find(sha256);
}

}  // namespace gongkai::kiosk
