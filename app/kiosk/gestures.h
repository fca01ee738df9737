// Touches -> gestures (domain section 6): act on release inside what was pressed; sliding off cancels; a second finger
// is ignored; a drag scrolls and goes on a little when it is let go. Values in, values out.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "render/geometry.h"
#include "render/sdl/input.h"

namespace gongkai::kiosk {

struct GestureRules {
  int drag_threshold_px = 24;
  std::chrono::milliseconds debounce{300};  // a second tap at the same place within this is a trembling hand
  int same_place_px = 80;                   // one smallest target; fast typing on other keys is not held back
  std::chrono::milliseconds stuck{10'000};  // a finger that says nothing for so long is dirt, and the next one counts
};

// What lies under a finger. `rect` is where it is seen on the screen; the whole of it, with its round corners, may
// reach beyond the edge of the part it is scrolled in.
struct Target {
  std::uint32_t action = 0;  // 0: nothing to tap
  render::Rect rect;
  std::uint32_t layer = 0;   // id of the scrolled part it lies in, 0: none
  render::Rect whole = rect;
  int radius = 0;
  bool written_on = false;   // a finger that comes down here writes, until it is lifted
  std::uint32_t sideways = 0;  // id of the part it lies in that goes sideways, 0: none
  friend bool operator==(const Target&, const Target&) = default;
};

struct Gesture {
  // pen_down, pen_move, pen_up: a stroke is written.
  enum class Kind { press, unpress, tap, drag, fling, pen_down, pen_move, pen_up } kind = Kind::press;
  Target target;       // press, tap: what; drag, fling: whose layer, or whose sideways part and then no layer
  int dy = 0;          // drag: px the content moves down with the finger
  double velocity = 0; // fling: px per second, positive = content moves down, or to the right
  int dx = 0;          // drag: px to the right
  render::Point at = {};  // pen: where the finger is
};

class Gestures {
 public:
  explicit Gestures(GestureRules rules = {}) : rules_(rules) {}

  // `under` is what lies under the event's position now.
  std::vector<Gesture> feed(const sdl::TouchEvent& event, const Target& under);

  // The page changed under the finger: what was pressed is no longer there. The finger is ignored until it is lifted,
  // and no longer keeps others away.
  void forget();

  bool touched() const { return finger_ && !forgotten_; }
  bool writing() const { return touched() && writing_; }
  bool follows(std::int64_t finger) const { return touched() && *finger_ == finger; }

 private:
  struct Sample {
    std::chrono::milliseconds at{0};
    render::Point place;
  };
  void move(const sdl::TouchEvent& event, const Target& under, std::vector<Gesture>& out);
  void lift(const sdl::TouchEvent& event, const Target& under, std::vector<Gesture>& out);
  void unpress(std::vector<Gesture>& out);
  void write(const sdl::TouchEvent& event, std::vector<Gesture>& out);
  double speed(std::chrono::milliseconds now) const;
  Target dragged() const;

  GestureRules rules_;
  std::optional<std::int64_t> finger_;
  bool forgotten_ = false;
  std::chrono::milliseconds heard_{0};  // when the finger last said something
  render::Point down_, last_;
  Target pressed_;             // action 0 once cancelled
  std::uint32_t layer_ = 0, sideways_ = 0;  // what it may drag; from its first way on, one of them
  bool dragging_ = false, writing_ = false;
  std::vector<Sample> samples_;
  std::optional<std::chrono::milliseconds> last_tap_;
  render::Point last_tap_at_;
};

}  // namespace gongkai::kiosk
