// Events as plain values. Keyboard, mouse wheel, drops and clipboard never get out of here in public mode.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>

#include "render/geometry.h"

namespace gongkai::sdl {

enum class TouchPhase { down, move, up, cancelled };

// A finger, or the mouse's left button (finger -1).
struct TouchEvent {
  std::int64_t finger = 0;
  TouchPhase phase = TouchPhase::down;      // cancelled comes as finger -1 and holds for every finger
  render::Point position;                   // device px in the window
  std::chrono::milliseconds at{0};          // monotonic, SDL_GetTicks64
  std::uint32_t window = 0;                 // Window::id() of the one it belongs to; 0: not said
};
struct RedrawEvent {                        // exposed, resized: paint everything again
  std::uint32_t window = 0;                 // 0: every window
};
struct RendererLostEvent {};                // the GPU let go of all textures: the windows must be opened anew
struct QuitEvent {};                        // the window system asks to close: obeyed only outside public mode

using InputEvent = std::variant<TouchEvent, RedrawEvent, RendererLostEvent, QuitEvent>;

// Waits until an event comes or the time is up (0 = only look). nullopt: nothing came. `window`: the size of the window
// where an event does not say to which it belongs.
std::optional<InputEvent> wait_event(std::chrono::milliseconds timeout, render::Size window);

// Milliseconds since SDL started; 64 bits, so it does not wrap after 49.7 days.
std::chrono::milliseconds ticks();

}  // namespace gongkai::sdl
