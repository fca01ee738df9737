#include "render/sdl/x11_faults.h"

#include <X11/Xlib.h>

namespace gongkai::sdl {

void survive_x11_faults() {
  XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
}

}  // namespace gongkai::sdl
