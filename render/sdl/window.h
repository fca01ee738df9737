// The window on the screen (SDL2). Its surface is our bitmap; presenting hands over damage rectangles. Hints alone
// choose the presenter: MIT-SHM on X11 without a GPU, a streaming texture with one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "render/geometry.h"
#include "render/paint/bitmap.h"
#include "render/paint/turn.h"
#include "render/result.h"

namespace gongkai::sdl {

enum class Presenter { automatic, software, accelerated };

// What to do when the display is smaller than the window that was asked for.
enum class Fit {
  exact,   // open it all the same: the video output feeds an LED panel or a known screen
  shrink,  // make it smaller, in its proportions: a demo on somebody's desk
};

struct WindowOptions {
  std::string title;
  render::Point position;              // on the video output
  render::Size size;                   // of the picture, before it is turned; {0,0} = the whole display
  Presenter presenter = Presenter::automatic;
  bool show_pointer = false;
  Fit fit = Fit::exact;
  paint::Turn turn = paint::Turn::none;  // for a panel that hangs on its side, where the display does not turn it
};

class Window {
 public:
  static render::Result<Window> open(const WindowOptions& options);
  Window(Window&&) noexcept;
  Window& operator=(Window&&) noexcept;
  ~Window();

  std::uint32_t id() const;  // the one events name
  render::Size size() const;  // of the picture, as it is read
  // The point of the picture that is seen at a point of the window, where events place it.
  render::Point seen_at(render::Point in_window) const;
  // A window of the whole display becomes as large as the display has become. True: it is another size now.
  bool follow_display();
  // What to paint the picture into: the window's own surface, or where it is turned a canvas of ours. Ask again after
  // every resize.
  render::Result<paint::Bitmap> surface();
  // Shows the damaged rectangles (merged to at most eight).
  render::Result<void> present(std::span<const render::Rect> damage);
  // What the display says it refreshes a second, 0 where it says nothing; nullopt without a GPU: presenting never waits.
  std::optional<int> refresh_hz() const;
  std::string presenter_name() const;  // for the log: "x11 shm", "opengles2", "offscreen"

 private:
  struct Handles;
  explicit Window(std::unique_ptr<Handles> handles);
  render::Result<paint::Bitmap> window_surface() const;
  std::unique_ptr<Handles> handles_;
};

}  // namespace gongkai::sdl
