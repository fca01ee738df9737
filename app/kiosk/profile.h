// What one terminal is: its place in the hall, its screen, where its content, fonts and colours lie. Read from
// kiosk-config/profiles/*.toml; every key is checked.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/handwriting/model_file.h"
#include "app/kiosk/alert_sound.h"
#include "app/kiosk/palette.h"
#include "app/kiosk/printer.h"
#include "app/kiosk/schedule.h"
#include "app/kiosk/touch_calibration.h"
#include "app/kiosk/voice.h"
#include "app/process/log.h"
#include "app/process/settings.h"
#include "app/screens/screens.h"
#include "content/model/playlist.h"
#include "render/geometry.h"
#include "render/layout/theme.h"
#include "render/sdl/window.h"

namespace gongkai::kiosk {

struct Profile {
  screens::Hall hall;
  std::string screen_id = "touch-01";
  screens::Surface surface = screens::Surface::touch;
  render::Size size{1080, 1920};         // device px; {0,0} = the whole display
  render::Point position;                // on the video output
  paint::Turn turn = paint::Turn::none;  // clockwise, of the picture on the video output; size is before it
  TouchCalibration calibration;          // of the touch panel, in the picture
  double mm_per_px = 0.369;              // 32-inch 1080p panel
  std::filesystem::path theme;           // empty: the built-in colours
  std::filesystem::path high_contrast;   // empty: the built-in colours
  int reach_px = 940;                    // low reach: height above the lower edge, device px
  sdl::Presenter presenter = sdl::Presenter::automatic;
  std::filesystem::path store = "/var/lib/gongkai/store";
  std::filesystem::path fonts;
  int idle_timeout_s = 90, idle_warning_s = 20;
  int crawl_pixels_per_frame = 2;
  screens::LedStyle led;
  int led_step = 2;                            // px a frame by which one page of an LED board follows another
  Palette palette = Palette::full;             // what the LEDs can show
  Schedule schedule;
  std::vector<std::string> dark_off, dark_on;  // commands when the dark hours begin and end, program first
  std::vector<std::string> brightness_hook;    // command that sets the brightness; "{percent}" is replaced
  AlertSoundRules alert_sound;
  std::filesystem::path state;                 // what this screen itself writes; empty: it writes nothing
  VoiceSettings voice;
  PrinterSettings printer;
  std::filesystem::path handwriting_model = handwriting::installed_model;  // empty: nobody writes here
  process::LogLevel log_level = process::LogLevel::info;
};

struct ReadProfile {
  Profile profile;
  std::vector<process::SettingsFault> faults;  // empty = usable as it is
};

ReadProfile read_profile(const std::filesystem::path& file);

// The profile with its surface changed to one it was not written for, in that surface's usual size: a screenshot of
// the wall made with the touch terminal's profile.
Profile adapted(Profile profile, screens::Surface surface);

// Device pixels a design unit: 1080 units across a portrait screen, 1920 across the lobby, LED pixels one to one.
double unit_of(const Profile& profile);
screens::Device device_of(const Profile& profile);
model::ScreenIdentity identity_of(const Profile& profile);

}  // namespace gongkai::kiosk
