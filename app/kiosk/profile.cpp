#include "app/kiosk/profile.h"

#include <algorithm>
#include <cmath>

#include "app/kiosk/schedule_settings.h"
#include "app/screens/targets.h"

namespace gongkai::kiosk {

namespace {

screens::Panel panel_of(const Profile& profile) {
  return {profile.size.width, profile.size.height, profile.mm_per_px, profile.reach_px};
}

const std::vector<std::string>& surface_words() {
  static const std::vector<std::string> words = {"touch", "lobby", "strip", "wall"};
  return words;
}

void read_hall(process::SettingsReader& reader, screens::Hall& hall) {
  for (const char* key : {"hall.id", "hall.name", "hall.hotline"}) reader.require(key);
  reader.text("hall.id", hall.id);
  reader.text("hall.name", hall.name);
  reader.text("hall.place", hall.place);
  reader.text("hall.hotline", hall.hotline);
  reader.text("hall.portal", hall.portal);
  reader.boolean("hall.demo", hall.demo);
}

void read_turn(process::SettingsReader& reader, paint::Turn& turn) {
  int degrees = 0;
  reader.integer("screen.rotation", degrees, 0, 270);
  if (degrees % 90 != 0) reader.fault("screen.rotation", "只能是 0、90、180 或 270");
  turn = static_cast<paint::Turn>(degrees / 90);
}

void read_screen(process::SettingsReader& reader, Profile& profile) {
  for (const char* key : {"screen.id", "screen.surface", "screen.width", "screen.height"}) reader.require(key);
  reader.text("screen.id", profile.screen_id);
  int surface = static_cast<int>(profile.surface);
  reader.choice("screen.surface", surface, surface_words());
  profile.surface = static_cast<screens::Surface>(surface);
  reader.integer("screen.width", profile.size.width, 0, 16384);
  reader.integer("screen.height", profile.size.height, 0, 16384);
  reader.integer("screen.x", profile.position.x, 0, 32768);
  reader.integer("screen.y", profile.position.y, 0, 32768);
  read_turn(reader, profile.turn);
  reader.parsed("touch.calibration",
                [&](const std::string& words) { return read_calibration(words, profile.calibration); });
  reader.real("screen.mm_per_px", profile.mm_per_px, 0.05, 50.0);
  reader.paths("screen.theme", profile.theme);
  reader.paths("screen.high_contrast", profile.high_contrast);
  reader.integer("screen.reach_px", profile.reach_px, 400, 16384);
  int presenter = static_cast<int>(profile.presenter);
  reader.choice("screen.presenter", presenter, {"automatic", "software", "accelerated"});
  profile.presenter = static_cast<sdl::Presenter>(presenter);
}

void read_led(process::SettingsReader& reader, Profile& profile) {
  int layout = static_cast<int>(profile.led.layout);
  reader.choice("led.layout", layout, {"automatic", "one_line", "two_lines", "four_lines"});
  profile.led.layout = static_cast<screens::LedLayout>(layout);
  int effect = static_cast<int>(profile.led.effect);
  reader.choice("led.effect", effect, {"crawl", "scroll_up", "page", "curtain", "still"});
  profile.led.effect = static_cast<screens::LedEffect>(effect);
  reader.integer("led.hold_s", profile.led.hold_s, 3, 60);
  reader.integer("led.pixels_per_frame", profile.led_step, 1, 64);
  int palette = static_cast<int>(profile.palette);
  reader.choice("led.palette", palette, {"full", "red_green_amber", "mono"});
  profile.palette = static_cast<Palette>(palette);
}

void read_log_level(process::SettingsReader& reader, process::LogLevel& level) {
  using process::LogLevel;
  constexpr LogLevel levels[] = {LogLevel::error, LogLevel::warning, LogLevel::info, LogLevel::debug};
  int word = static_cast<int>(std::find(std::begin(levels), std::end(levels), level) - std::begin(levels));
  reader.choice("log.level", word, {"error", "warning", "info", "debug"});
  level = levels[word];
}

// A command is run as it is, without a shell, so its program must be named in full.
void read_command(process::SettingsReader& reader, const std::string& key, std::vector<std::string>& words) {
  reader.texts(key, words);
  if (!words.empty() && !words.front().starts_with('/')) reader.fault(key, "第一个词应是程序的完整路径，如 \"/usr/bin/wlopm\"");
}

void read_alert_sound(process::SettingsReader& reader, AlertSoundRules& rules) {
  reader.boolean("alert.tone", rules.tone);
  reader.boolean("alert.words", rules.words);
  reader.integer("alert.repeat_s", rules.repeat_s, 0, 3600);
  reader.parsed("alert.quiet", [&](const std::string& words) { return read_spans(words, rules.quiet); });
}

void read_voice(process::SettingsReader& reader, VoiceSettings& voice) {
  reader.text("voice.program", voice.program);
  if (!voice.program.empty() && !voice.program.starts_with('/')) reader.fault("voice.program", "应是程序的完整路径，如 \"/usr/bin/espeak-ng\"");
  reader.integers("voice.volumes", voice.volumes, 0, 200);
  if (!std::is_sorted(voice.volumes.begin(), voice.volumes.end())) reader.fault("voice.volumes", "应从小声到大声排列");
  reader.integer("voice.words_per_minute", voice.words_per_minute, 80, 300);
}

// A word and no path relative to the settings: empty says that nobody is to write.
void read_handwriting(process::SettingsReader& reader, std::filesystem::path& model) {
  std::string words = model.string();
  reader.text("handwriting.model", words);
  if (!words.empty() && !words.starts_with('/')) reader.fault("handwriting.model", "应是模型文件的完整路径，如 \"/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model\"，留空表示不用手写");
  model = words;
}

// Rules no single key can break. Line 0: the file as a whole is meant.
void check_together(const std::filesystem::path& file, const Profile& profile,
                    std::vector<process::SettingsFault>& faults) {
  const auto fault = [&](std::string message) { faults.push_back({file.string(), 0, 0, std::move(message)}); };
  if ((profile.size.width == 0) != (profile.size.height == 0)) {
    fault("screen.width 和 screen.height 要么都为 0（占满整个显示器），要么都大于 0");
  }
  if (profile.surface == screens::Surface::touch && profile.size.height > 0 && profile.reach_px > profile.size.height) {
    fault("screen.reach_px 不能大于 screen.height");
  }
  if (profile.surface == screens::Surface::touch && profile.size.width > 0 && !screens::keys_fit(panel_of(profile))) {
    fault("按 screen.mm_per_px 换算，一行放不下 8 个 20 毫米的按键：请核对点距，或换用更大的屏幕");
  }
  if (profile.idle_warning_s >= profile.idle_timeout_s) {
    fault("idle.warning_s 应小于 idle.timeout_s");
  }
}

}  // namespace

ReadProfile read_profile(const std::filesystem::path& file) {
  ReadProfile read;
  Profile& profile = read.profile;
  process::SettingsReader reader(file);
  read_hall(reader, profile.hall);
  read_screen(reader, profile);
  reader.paths("store.directory", profile.store);
  reader.require("fonts.file");
  reader.paths("fonts.file", profile.fonts);
  reader.integer("idle.timeout_s", profile.idle_timeout_s, 30, 600);
  reader.integer("idle.warning_s", profile.idle_warning_s, 20, 120);  // WCAG 2.2.1: at least 20 s to answer
  reader.integer("crawl.pixels_per_frame", profile.crawl_pixels_per_frame, 1, 16);
  read_led(reader, profile);
  read_schedule(reader, profile.schedule);
  read_command(reader, "dark.off", profile.dark_off);
  read_command(reader, "dark.on", profile.dark_on);
  read_command(reader, "brightness.hook", profile.brightness_hook);
  read_alert_sound(reader, profile.alert_sound);
  read_voice(reader, profile.voice);
  read_handwriting(reader, profile.handwriting_model);
  read_command(reader, "print.command", profile.printer.command);
  read_command(reader, "print.status", profile.printer.status);
  reader.paths("state.directory", profile.state);
  read_log_level(reader, profile.log_level);
  read.faults = reader.finish();
  if (read.faults.empty()) check_together(file, profile, read.faults);
  return read;
}

Profile adapted(Profile profile, screens::Surface surface) {
  if (profile.surface == surface) return profile;
  profile.surface = surface;
  profile.theme.clear();
  profile.position = {};
  switch (surface) {
    case screens::Surface::touch: profile.size = {1080, 1920}; break;
    case screens::Surface::lobby: profile.size = {1920, 1080}; break;
    case screens::Surface::strip: profile.size = {512, 64}; break;
    case screens::Surface::wall: profile.size = {1920, 480}; break;
  }
  return profile;
}

double unit_of(const Profile& profile) {
  switch (profile.surface) {
    case screens::Surface::touch: return screens::touch_unit(panel_of(profile));
    case screens::Surface::lobby: return profile.size.width / 1920.0;
    case screens::Surface::strip:
    case screens::Surface::wall: return 1.0;
  }
  return 1.0;
}

screens::Device device_of(const Profile& profile) {
  if (profile.surface == screens::Surface::touch) {
    screens::Device device = screens::touch_device(panel_of(profile));
    device.crawl_pixels_per_frame = profile.crawl_pixels_per_frame;
    return device;
  }
  const double unit = unit_of(profile);
  const auto units = [unit](int px) { return static_cast<int>(std::lround(px / unit)); };
  screens::Device device;
  device.surface = profile.surface;
  device.width_units = units(profile.size.width);
  device.height_units = units(profile.size.height);
  device.reach_units = units(profile.reach_px);
  device.crawl_pixels_per_frame = profile.crawl_pixels_per_frame;
  device.led = profile.led;
  return device;
}

model::ScreenIdentity identity_of(const Profile& profile) {
  model::Surface surface = model::Surface::touch;
  if (profile.surface == screens::Surface::strip) surface = model::Surface::led;
  // The lobby screen is read from afar like a wall; its content is chosen for that.
  if (profile.surface == screens::Surface::wall || profile.surface == screens::Surface::lobby) {
    surface = model::Surface::wall;
  }
  return {profile.hall.id, profile.screen_id, surface};
}

}  // namespace gongkai::kiosk
