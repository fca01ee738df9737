// What SDL's X11 driver leaves to Xlib's defaults.
#pragma once

namespace gongkai::sdl {

// Xlib ends the whole program when the server refuses a single request, and SDL answers other programs (a drag over
// the window whose source has gone is enough). From here on a refused request is passed over; a connection that
// breaks still ends the program, which is then started again. Call after SDL has opened X11.
void survive_x11_faults();

}  // namespace gongkai::sdl
