// Reads what of a generation may hang on a screen, in parts that fit between two frames: 20 000 items in one go would hold
// the screen for a second.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "content/model/loop_item.h"
#include "content/store/item_parts.h"

namespace gongkai::kiosk {

// The calendars have no turns: they say which posting periods run.
const std::vector<model::Kind>& loop_kinds();

class LoopReader {
 public:
  // From the first row of that generation on; false: it cannot be read in parts.
  bool begin(const std::filesystem::path& store, std::int64_t generation);
  // One part more: some milliseconds.
  void step(const model::ScreenIdentity& screen);
  bool reading() const { return parts_.has_value(); }

  // All that has been read, but for what never hangs on the screen.
  const std::vector<model::LoopItem>& items() const { return items_; }
  std::vector<model::LoopItem> take() { return std::move(items_); }

 private:
  std::optional<store::ItemParts> parts_;
  std::vector<model::LoopItem> items_;
};

}  // namespace gongkai::kiosk
