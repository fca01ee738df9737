#include "render/sdl/window.h"

#include <SDL.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "render/sdl/damage.h"
#include "render/sdl/x11_screen.h"

namespace gongkai::sdl {
namespace {

struct DestroyWindow {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};

render::Result<Window> sdl_failure(const char* what) {
  return render::failure(std::string(what) + "：" + SDL_GetError());
}

// A render node means a GPU driver. Asking GL itself would load Mesa and LLVM, 100 MiB that never leave again.
bool has_render_node() {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", error)) {
    if (entry.path().filename().string().starts_with("renderD")) return true;
  }
  return false;
}

// Only these drivers of SDL 2.26 have a framebuffer on the CPU; Wayland and KMSDRM need a texture.
bool has_cpu_framebuffer(const std::string& driver) {
  return driver == "x11" || driver == "dummy" || driver == "offscreen";
}

bool choose_software(Presenter presenter, const std::string& driver) {
  if (presenter == Presenter::software) return true;
  if (presenter == Presenter::accelerated) return false;
  return has_cpu_framebuffer(driver) && (driver != "x11" || !has_render_node());
}

void set_hints_before_init() {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");  // a finger is a finger, not a mouse too
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  // A capture takes the pointer from X, and with it the end of a touch that is going on: its finger would stay pressed.
  SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // the program stops by its own signal handling
}

// What a visitor could type, drop or paste never becomes an event.
void ignore_private_events() {
  for (const auto type : {SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTEDITING, SDL_TEXTINPUT, SDL_TEXTEDITING_EXT, SDL_KEYMAPCHANGED,
                          SDL_MOUSEWHEEL, SDL_CLIPBOARDUPDATE, SDL_DROPFILE, SDL_DROPTEXT, SDL_DROPBEGIN,
                          SDL_DROPCOMPLETE, SDL_DOLLARGESTURE, SDL_DOLLARRECORD, SDL_MULTIGESTURE}) {
    SDL_EventState(type, SDL_IGNORE);
  }
  SDL_StopTextInput();
}

// Panels and docks of a desktop are not counted as room.
void shrink_to_display(SDL_Rect& place) {
  SDL_Rect room;
  if (SDL_GetDisplayUsableBounds(0, &room) != 0) return;
  const double scale = std::min(static_cast<double>(room.w) / place.w, static_cast<double>(room.h) / place.h);
  if (scale >= 1.0) return;
  place = {room.x, room.y, static_cast<int>(place.w * scale), static_cast<int>(place.h * scale)};
}

}  // namespace

struct Window::Handles {
  std::unique_ptr<SDL_Window, DestroyWindow> window;
  std::string presenter;
  bool whole_display = false;
  bool software = true;
  paint::Turn turn = paint::Turn::none;
  std::optional<paint::Canvas> canvas;  // the picture before it is turned

  ~Handles() {
    window.reset();
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }
};

Window::Window(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

render::Result<Window> Window::open(const WindowOptions& options) {
  set_hints_before_init();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return sdl_failure("无法打开显示");
  auto handles = std::make_unique<Handles>();  // from here on its destructor ends SDL

  const char* driver_name = SDL_GetCurrentVideoDriver();
  const std::string driver = driver_name ? driver_name : "";
  if (driver == "x11") survive_x11_faults();
  const bool software = choose_software(options.presenter, driver);
  // The hints must stand before the surface is asked for: after one failed try SDL does not try the other way.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, software ? "0" : "opengles2");
  SDL_SetHint(SDL_HINT_RENDER_VSYNC, software ? "0" : "1");
  handles->software = software;
  handles->presenter = !software ? driver + " opengles2" : driver == "x11" ? "x11 shm" : driver;

  handles->turn = options.turn;
  const render::Size room = turned(options.size, options.turn);
  SDL_Rect place{options.position.x, options.position.y, room.width, room.height};
  if (options.size == render::Size{} && SDL_GetDisplayBounds(0, &place) != 0) return sdl_failure("无法读取屏幕尺寸");
  if (options.fit == Fit::shrink) shrink_to_display(place);
  handles->whole_display = options.size == render::Size{} && SDL_GetNumVideoDisplays() == 1;
  // Borderless at the display's size: SDL's fullscreen waits 100 ms for a window manager that a kiosk does not run.
  handles->window.reset(
      SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, SDL_WINDOW_BORDERLESS));
  if (!handles->window) return sdl_failure("无法打开窗口");
  SDL_ShowCursor(options.show_pointer ? SDL_ENABLE : SDL_DISABLE);
  SDL_DisableScreenSaver();
  ignore_private_events();

  Window window(std::move(handles));
  if (auto surface = window.surface(); !surface) return tl::unexpected(surface.error());
  return window;
}

std::uint32_t Window::id() const { return SDL_GetWindowID(handles_->window.get()); }

render::Size Window::size() const {
  render::Size size;
  SDL_GetWindowSize(handles_->window.get(), &size.width, &size.height);
  return turned(size, handles_->turn);  // turning it once more gives the lengths of the sides back
}

render::Point Window::seen_at(render::Point in_window) const {
  return turned_back(in_window, size(), handles_->turn);
}

bool Window::follow_display() {
  if (!handles_->whole_display) return false;
  const auto screen = x11_screen_size(handles_->window.get());
  if (!screen || *screen == turned(size(), handles_->turn) || screen->width < 1 || screen->height < 1) return false;
  SDL_SetWindowPosition(handles_->window.get(), 0, 0);
  SDL_SetWindowSize(handles_->window.get(), screen->width, screen->height);
  return true;
}

render::Result<paint::Bitmap> Window::surface() {
  auto surface = window_surface();
  if (!surface || handles_->turn == paint::Turn::none) return surface;
  auto& canvas = handles_->canvas;
  const render::Size picture = turned({surface->width, surface->height}, handles_->turn);
  if (!canvas || render::Size{canvas->view().width, canvas->view().height} != picture) canvas.emplace(picture);
  return canvas->view();
}

render::Result<paint::Bitmap> Window::window_surface() const {
  SDL_Surface* surface = SDL_GetWindowSurface(handles_->window.get());
  if (!surface) return render::failure(std::string("无法取得窗口画面：") + SDL_GetError());
  const SDL_PixelFormat& format = *surface->format;
  if (format.BytesPerPixel != 4 || format.Rmask != 0xFF0000 || format.Gmask != 0xFF00 || format.Bmask != 0xFF ||
      SDL_MUSTLOCK(surface)) {
    return render::failure(std::string("不支持的屏幕像素格式：") + SDL_GetPixelFormatName(format.format));
  }
  return paint::Bitmap{static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h, surface->pitch / 4};
}

render::Result<void> Window::present(std::span<const render::Rect> damage) {
  constexpr std::size_t most_rectangles = 8;
  const render::Size whole = size();
  const std::vector<render::Rect> merged = merge_damage(damage, {0, 0, whole.width, whole.height}, most_rectangles);
  if (merged.empty()) return {};
  const paint::Turn turn = handles_->turn;
  if (turn != paint::Turn::none) {
    const auto surface = window_surface();
    if (!surface) return tl::unexpected(surface.error());
    for (const render::Rect& part : merged) copy_turned(handles_->canvas->view(), part, turn, *surface);
  }
  std::vector<SDL_Rect> rects;
  for (const render::Rect& part : merged) {
    const render::Rect r = turned(part, whole, turn);
    rects.push_back({r.x, r.y, r.width, r.height});
  }
  if (SDL_UpdateWindowSurfaceRects(handles_->window.get(), rects.data(), static_cast<int>(rects.size())) != 0) {
    return render::failure(std::string("无法刷新窗口：") + SDL_GetError());
  }
  return {};
}

std::optional<int> Window::refresh_hz() const {
  if (handles_->software) return std::nullopt;
  SDL_DisplayMode mode{};
  const int display = SDL_GetWindowDisplayIndex(handles_->window.get());
  return SDL_GetCurrentDisplayMode(std::max(0, display), &mode) == 0 ? mode.refresh_rate : 0;
}

std::string Window::presenter_name() const { return handles_->presenter; }

}  // namespace gongkai::sdl
