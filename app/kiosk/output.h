// One screen of the machine: its window, the terminal in it, and what it writes of itself. A machine may carry several,
// a touch screen and an LED board on two outputs; each goes on whatever becomes of the others.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/kiosk/crash_memory.h"
#include "app/kiosk/journal.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/terminal.h"
#include "render/sdl/input.h"
#include "render/sdl/window.h"

namespace gongkai::kiosk {

class Output {
 public:
  using Moment = std::chrono::nanoseconds;

  Output(const Seat& seat, const KioskOptions& options, const process::Clock& clock, process::Log& log, sdl::Window window);
  static render::Result<sdl::Window> open_window(const Seat& seat, const KioskOptions& options);
  Output(const Output&) = delete;

  // Reads its settings again; faulty ones are told and the old ones kept.
  void reload();
  void update();
  // `frames` have passed since it was called last.
  void step(std::int64_t frames);

  // Paints and presents what changed. `proof`: where nothing did, a single pixel, so that presenting is proved.
  enum class Proof { not_wanted, wanted };
  void show(Proof proof);
  void handle(const sdl::InputEvent& event);
  // Ends by its own will: nothing that was drawn is to blame.
  void close_state();

  // Whether anybody can touch it: only then are events worth waking up for between two frames.
  bool takes_touches() const { return seat_.profile.surface == screens::Surface::touch; }
  bool moving() const { return terminal_.moving() && failures_ == 0; }
  Moment next_due() const { return terminal_.next_due(); }
  bool has_presented() const { return presented_; }
  bool failing() const { return failures_ > 0; }
  bool lost() const;                     // for so long that a new start of the program may help
  Moment presented_at() const { return presented_at_; }
  bool in_rescue() const { return terminal_.in_rescue(); }
  sdl::Window& window() { return window_; }

 private:
  void open_state();
  void failed(const std::string& message);
  void reopen();

  const Seat& seat_;
  const KioskOptions& options_;
  const process::Clock& clock_;
  process::Log& log_;
  sdl::Window window_;
  TouchCalibration calibration_;
  std::optional<Journal> journal_;
  std::optional<CrashMemory> crashes_;
  Terminal terminal_;
  bool moved_ = false, presented_ = false;
  Moment presented_at_{0};
  int failures_ = 0;
  Moment next_look_{0};                  // at the display
};

}  // namespace gongkai::kiosk
