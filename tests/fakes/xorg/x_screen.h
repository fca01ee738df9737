// A real X server whose video output is memory and whose touch panel, mouse and keyboard are moved by the test (Xorg's
// drivers "dummy" and "inputtest"): events take the whole way through the server, XInput 2 and SDL.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "render/geometry.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::fakes {

class InputTestDevice;

// The pixels of a screen, 0x00RRGGBB, row by row.
struct ScreenPicture {
  render::Size size;
  std::vector<std::uint32_t> pixels;
  friend bool operator==(const ScreenPicture&, const ScreenPicture&) = default;
};

class XScreen {
 public:
  enum class Finger { down, move, up };

  // Throws std::runtime_error with the end of the server's log when it does not start.
  explicit XScreen(render::Size size);
  XScreen(const XScreen&) = delete;
  XScreen& operator=(const XScreen&) = delete;
  ~XScreen();

  const std::string& display() const { return display_; }

  // Each returns when the server has worked through the event. Fingers have the numbers 0-9; positions are px.
  void finger(std::uint32_t number, Finger what, render::Point at);
  void tap(render::Point at);
  void mouse_to(render::Point at);
  void mouse_button(int number, bool pressed);  // 1 left, 2 middle, 3 right, 4-7 wheel, 8 back
  void key(int evdev_code, bool pressed);       // linux/input-event-codes.h

  // Presses every key in order, then releases them in the opposite order.
  void chord(const std::vector<int>& evdev_codes);

  ScreenPicture picture() const;              // of the whole screen
  // The windows that can be seen, from the lowest up.
  std::vector<unsigned long> visible_windows() const;
  render::Rect window_rect(unsigned long window) const;
  void ask_to_close(unsigned long window);    // WM_DELETE_WINDOW
  void drop_file(unsigned long window, const std::string& uri);  // XDND
  void take_focus();                          // from every window
  // Puts `text` on the clipboard of this server for as long as it lives.
  void offer_clipboard(const std::string& text);
  // RandR; the size must be one of those the panel has: `size` as given at the start, or the same lying down.
  void set_mode(render::Size size);
  void unplug();  // no output shows anything; set_mode() plugs the panel in again
  // The touch panel's cable, as the server sees it: the device goes, with whatever finger was on it, and comes back.
  void unplug_touch();
  void plug_in_touch();

 private:
  class Server;
  struct Connection;
  void write_configuration(render::Size size) const;
  void start();
  void enable_touch(bool enabled);

  TemporaryFolder folder_;
  render::Size size_;
  std::unique_ptr<Server> server_;
  std::string display_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<InputTestDevice> touch_, mouse_, keyboard_;
};

}  // namespace gongkai::fakes
