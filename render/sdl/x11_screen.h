// What SDL does not do on X11: live with requests that the server refuses, and say how large the screen is now.
#pragma once

#include <optional>

#include "render/geometry.h"

struct SDL_Window;

namespace gongkai::sdl {

// Xlib ends the whole program when the server refuses a single request, and SDL answers other programs (a drag over
// the window whose source has gone is enough). From here on a refused request is passed over; a connection that
// breaks still ends the program, which is then started again. Call after SDL has opened X11.
void survive_x11_faults();

// The size of the X screen `window` is on. SDL 2.26 keeps the one it saw at its start: a display that changes its mode
// sends it no more than an exposure. nullopt: not on X11.
std::optional<render::Size> x11_screen_size(SDL_Window* window);

}  // namespace gongkai::sdl
