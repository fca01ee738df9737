// The escape checklist of a terminal in a public place (keys, buttons, the window system).
#pragma once

#include <linux/input-event-codes.h>

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/kiosk_process.h"
#include "tests/fakes/xorg/x_screen.h"

namespace gongkai::e2e {

// What every program of a desktop would obey, and none of ours may.
struct Escape {
  const char* name;
  std::function<void(fakes::XScreen&, unsigned long window)> attempt;
};

inline Escape keys(const char* name, std::vector<int> codes, int times = 1) {
  return {name, [codes = std::move(codes), times](fakes::XScreen& screen, unsigned long) {
            for (int i = 0; i < times; ++i) screen.chord(codes);
          }};
}

inline Escape button(const char* name, int number) {
  return {name, [number](fakes::XScreen& screen, unsigned long) {
            screen.mouse_to({400, 394});  // on a row of the list
            for (int i = 0; i < 3; ++i) {
              screen.mouse_button(number, true);
              screen.mouse_button(number, false);
            }
          }};
}

inline std::vector<Escape> escapes() {
  std::vector<Escape> all;
  static constexpr std::array function_keys = {KEY_F1, KEY_F2, KEY_F3, KEY_F4,  KEY_F5,  KEY_F6,
                                               KEY_F7, KEY_F8, KEY_F9, KEY_F10, KEY_F11, KEY_F12};
  static constexpr std::array names = {"CtrlAltF1", "CtrlAltF2", "CtrlAltF3", "CtrlAltF4",  "CtrlAltF5",  "CtrlAltF6",
                                       "CtrlAltF7", "CtrlAltF8", "CtrlAltF9", "CtrlAltF10", "CtrlAltF11", "CtrlAltF12"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    all.push_back(keys(names[i], {KEY_LEFTCTRL, KEY_LEFTALT, function_keys[i]}));
  }
  all.insert(all.end(), {
    keys("CtrlAltDelete", {KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE}),
    keys("CtrlAltBackspace", {KEY_LEFTCTRL, KEY_LEFTALT, KEY_BACKSPACE}),
    keys("AltSysRqB", {KEY_LEFTALT, KEY_SYSRQ, KEY_B}),
    keys("AltSysRqK", {KEY_LEFTALT, KEY_SYSRQ, KEY_K}),
    keys("AltSysRqE", {KEY_LEFTALT, KEY_SYSRQ, KEY_E}),
    keys("CtrlAltT", {KEY_LEFTCTRL, KEY_LEFTALT, KEY_T}),
    keys("AltF2", {KEY_LEFTALT, KEY_F2}),
    keys("AltSpace", {KEY_LEFTALT, KEY_SPACE}),
    keys("AltF4", {KEY_LEFTALT, KEY_F4}),
    keys("AltTab", {KEY_LEFTALT, KEY_TAB}),
    keys("Super", {KEY_LEFTMETA}),
    keys("SuperD", {KEY_LEFTMETA, KEY_D}),
    keys("CtrlC", {KEY_LEFTCTRL, KEY_C}),
    keys("CtrlZ", {KEY_LEFTCTRL, KEY_Z}),
    keys("CtrlBackslash", {KEY_LEFTCTRL, KEY_BACKSLASH}),
    keys("CtrlQ", {KEY_LEFTCTRL, KEY_Q}),
    keys("CtrlW", {KEY_LEFTCTRL, KEY_W}),
    keys("CtrlShiftEscape", {KEY_LEFTCTRL, KEY_LEFTSHIFT, KEY_ESC}),
    keys("Escape", {KEY_ESC}),
    keys("F1", {KEY_F1}),
    keys("F11", {KEY_F11}),
    keys("AltEnter", {KEY_LEFTALT, KEY_ENTER}),
    keys("Print", {KEY_PRINT}),
    keys("Power", {KEY_POWER}),
    keys("Sleep", {KEY_SLEEP}),
    keys("Eject", {KEY_EJECTCD}),
    keys("Volume", {KEY_VOLUMEUP}),
    keys("Play", {KEY_PLAYPAUSE}),
    keys("Mail", {KEY_MAIL}),
    keys("Browser", {KEY_WWW}),
    keys("Calculator", {KEY_CALC}),
    keys("Menu", {KEY_COMPOSE, KEY_MENU}),
    keys("StickyKeys", {KEY_LEFTSHIFT}, 5),
    keys("Compose", {KEY_COMPOSE}),
    keys("InputMethod", {KEY_LEFTCTRL, KEY_SPACE}),
    keys("InputMethodShift", {KEY_LEFTALT, KEY_LEFTSHIFT}),
    keys("BarcodeScannerWithControlCharacters", {KEY_LEFTCTRL, KEY_M}, 200),
    keys("Paste", {KEY_LEFTSHIFT, KEY_INSERT}),
    button("MiddleButtonPastes", 2),
    button("RightButton", 3),
    button("WheelUp", 4),
    button("WheelDown", 5),
    button("WheelSideways", 6),
    button("MouseBack", 8),
    {"Hover", [](fakes::XScreen& screen, unsigned long) {
       for (int y = 0; y < panel.height; y += 37) screen.mouse_to({y % panel.width, y});
     }},
    {"HotCorners", [](fakes::XScreen& screen, unsigned long) {
       for (const render::Point corner : {render::Point{0, 0}, {1079, 0}, {1079, 1919}, {0, 1919}}) screen.mouse_to(corner);
     }},
    {"WindowClose", [](fakes::XScreen& screen, unsigned long window) { screen.ask_to_close(window); }},
    {"FocusLoss", [](fakes::XScreen& screen, unsigned long) { screen.take_focus(); }},
    {"FileDrop", [](fakes::XScreen& screen, unsigned long window) { screen.drop_file(window, "file:///etc/passwd\r\n"); }},
    {"ClipboardPaste", [](fakes::XScreen& screen, unsigned long) {
       screen.offer_clipboard(std::string(60'000, '%'));
       screen.chord({KEY_LEFTCTRL, KEY_V});
     }},
  });
  return all;
}

}  // namespace gongkai::e2e
