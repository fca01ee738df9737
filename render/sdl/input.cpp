#include "render/sdl/input.h"

#include <SDL.h>

#include <algorithm>

namespace gongkai::sdl {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t mouse_finger = -1;

// SDL's own time stamps have 32 bits and wrap after 49.7 days; events are read at once, so the time of reading serves.
TouchEvent touch(std::int64_t finger, TouchPhase phase, render::Point position, std::uint32_t window) {
  return {finger, phase, position, ticks(), window};
}

render::Size size_of(std::uint32_t window, render::Size otherwise) {
  SDL_Window* known = SDL_GetWindowFromID(window);
  if (known != nullptr) SDL_GetWindowSize(known, &otherwise.width, &otherwise.height);
  return otherwise;
}

std::optional<InputEvent> from_finger(const SDL_TouchFingerEvent& event, TouchPhase phase, render::Size window) {
  const auto pixel = [](float share, int length) {
    return std::clamp(static_cast<int>(share * static_cast<float>(length)), 0, std::max(0, length - 1));
  };
  const render::Size size = size_of(event.windowID, window);
  const render::Point at{pixel(event.x, size.width), pixel(event.y, size.height)};
  // SDL's finger numbers are arbitrary 64-bit values; -1 is the mouse's.
  const std::int64_t finger = event.fingerId == mouse_finger ? mouse_finger - 1 : event.fingerId;
  return touch(finger, phase, at, event.windowID);
}

std::optional<InputEvent> from_button(const SDL_MouseButtonEvent& event, TouchPhase phase) {
  if (event.which == SDL_TOUCH_MOUSEID || event.button != SDL_BUTTON_LEFT) return std::nullopt;
  return touch(mouse_finger, phase, {event.x, event.y}, event.windowID);
}

std::optional<InputEvent> from_motion(const SDL_MouseMotionEvent& event) {
  if (event.which == SDL_TOUCH_MOUSEID || (event.state & SDL_BUTTON_LMASK) == 0) return std::nullopt;
  return touch(mouse_finger, TouchPhase::move, {event.x, event.y}, event.windowID);
}

std::optional<InputEvent> from_window(const SDL_WindowEvent& event) {
  switch (event.event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_SIZE_CHANGED: return RedrawEvent{event.windowID};
    // Something else took the pointer: what was pressed will not be released here.
    case SDL_WINDOWEVENT_FOCUS_LOST: return touch(mouse_finger, TouchPhase::cancelled, {}, event.windowID);
    default: return std::nullopt;
  }
}

std::optional<InputEvent> translate(const SDL_Event& event, render::Size window) {
  switch (event.type) {
    case SDL_FINGERDOWN: return from_finger(event.tfinger, TouchPhase::down, window);
    case SDL_FINGERMOTION: return from_finger(event.tfinger, TouchPhase::move, window);
    case SDL_FINGERUP: return from_finger(event.tfinger, TouchPhase::up, window);
    case SDL_MOUSEBUTTONDOWN: return from_button(event.button, TouchPhase::down);
    case SDL_MOUSEBUTTONUP: return from_button(event.button, TouchPhase::up);
    case SDL_MOUSEMOTION: return from_motion(event.motion);
    case SDL_WINDOWEVENT: return from_window(event.window);
    case SDL_RENDER_TARGETS_RESET: return RedrawEvent{};
    case SDL_RENDER_DEVICE_RESET: return RendererLostEvent{};
    case SDL_QUIT: return QuitEvent{};
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<InputEvent> wait_event(milliseconds timeout, render::Size window) {
  const milliseconds deadline = ticks() + timeout;
  for (;;) {
    const milliseconds left = std::max(milliseconds(0), deadline - ticks());
    SDL_Event event;
    const bool came = left.count() > 0 ? SDL_WaitEventTimeout(&event, static_cast<int>(left.count())) != 0
                                       : SDL_PollEvent(&event) != 0;
    if (!came) {
      if (left.count() == 0 || ticks() >= deadline) return std::nullopt;
      continue;
    }
    if (auto input = translate(event, window)) return input;
  }
}

milliseconds ticks() { return milliseconds(static_cast<std::int64_t>(SDL_GetTicks64())); }

}  // namespace gongkai::sdl
