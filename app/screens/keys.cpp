#include "app/screens/keys.h"

#include <algorithm>

#include "app/screens/targets.h"

namespace gongkai::screens {

Keys::Keys(const Building& building, const KeyboardUse& use)
    : building_(building),
      apart_(building.context.device.distance_units),
      target_(building.context.device.target_units),
      width_(use.width - 2 * keyboard_margin),
      across_((width_ + apart_) / (target_ + apart_) >= 10 ? 10 : 8) {}

int Keys::height() const { return std::max(target_, tight() ? 80 : 100); }

Block Keys::key(Key key) const {
  Block words = text(key.words, {.size = text_size(key.words.size() > 3 ? 32 : 44), .tone = key.ink, .align = Align::center, .line_height = 120});
  return framed(std::move(key), std::move(words));
}

Block Keys::framed(Key key, Block words) const {
  Block block = column({spacer(), std::move(words), spacer()});
  block.width = key.width != 0 ? key.width : std::min(100, (width_ - (across_ - 1) * apart_) / across_);
  block.height = height();
  block = filled(std::move(block), key.fill, 10);
  block.border = Tone::line;
  return tapped(silent(std::move(block)), building_.intents.add(std::move(key.intent)), key.words);
}

Block Keys::line(Blocks keys) const {
  Block block = row(std::move(keys), apart_);
  std::get<layout::Group>(block.content).along = Place::center;
  return block;
}

Block Keys::block(Blocks lines) const {
  Block all = column(std::move(lines), apart_);
  all.padding = layout::edges(keyboard_margin, tight() ? std::max(8, apart_ - 8) : 16);  // eight more over the buttons below
  return filled(std::move(all), key_ground(building_));
}

Tone key_ground(const Building& building) { return building.state.high_contrast ? Tone::paper : Tone::line; }

}  // namespace gongkai::screens
