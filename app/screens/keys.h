// What one types with: keys of one look, in lines across the part of the screen that is theirs.
#pragma once

#include <string>

#include "app/screens/keyboard.h"

namespace gongkai::screens {

struct Key {
  std::string words;
  Intent intent;
  int width = 0;             // 0: as wide as a letter
  Tone fill = Tone::surface, ink = Tone::ink;
};

// Key size and distance: letters fill the width they are given, and are never smaller than a target.
class Keys {
 public:
  Keys(const Building& building, const KeyboardUse& use);

  Block key(Key key) const;
  Block framed(Key key, Block words) const;  // other words than the key's own
  Block line(Blocks keys) const;
  // The lines one below the other, on their ground.
  Block block(Blocks lines) const;

  // Where keys and what they find have to share a low screen, or the lower part of one.
  bool tight() const { return building_.state.low_reach || building_.context.device.landscape(); }
  int width() const { return width_; }
  int apart() const { return apart_; }
  int target() const { return target_; }
  int across() const { return across_; }     // letters in a line
  int height() const;
  // Text keeps its size in large text: ten keys fill the line.
  int text_size(int usual) const { return usual * (building_.state.large_text ? 2 : 3) / 3; }

 private:
  const Building& building_;
  int apart_, target_, width_, across_;
};

// In high contrast a line is as bright as the letters: no ground for keys.
Tone key_ground(const Building& building);

}  // namespace gongkai::screens
