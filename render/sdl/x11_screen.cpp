#include "render/sdl/x11_screen.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xlib.h>

namespace gongkai::sdl {

void survive_x11_faults() {
  XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
}

std::optional<render::Size> x11_screen_size(SDL_Window* window) {
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_X11) return std::nullopt;
  Display* const display = info.info.x11.display;
  Window root = 0;
  int x = 0, y = 0;
  unsigned width = 0, height = 0, border = 0, depth = 0;
  if (XGetGeometry(display, DefaultRootWindow(display), &root, &x, &y, &width, &height, &border, &depth) == 0) {
    return std::nullopt;
  }
  return render::Size{static_cast<int>(width), static_cast<int>(height)};
}

}  // namespace gongkai::sdl
