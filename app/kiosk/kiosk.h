// The terminal at work: one loop for all screens of the machine that reads touches, shows pages, moves crawls and swaps
// content, until it is told to stop. It has no network and writes nothing but its own state: the journal of plays and the notes of crashes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/kiosk/profile.h"
#include "app/process/clock.h"
#include "app/process/log.h"
#include "app/process/stop_signal.h"
#include "render/sdl/window.h"

namespace gongkai::kiosk {

// One screen of the machine.
struct Seat {
  Profile profile;
  std::filesystem::path profile_file;   // read again on SIGHUP
};

struct KioskOptions {
  std::vector<Seat> seats;              // at least one
  std::filesystem::path store_override; // --store, wins over the profile also then
  std::filesystem::path window_shot;    // not empty: write what the first window shows as a PNG and end
  std::string version;
  sdl::Fit fit = sdl::Fit::exact;       // on a desk smaller than the terminal: shrink
  model::Instant not_before{};          // the day the program was built: no clock is right before it
};

// Runs until SIGTERM or SIGINT; waits for a display where there is none. Returns an exit code (exit_codes.h): 0 after a
// clean stop, exit_unavailable when the display is lost for longer than a new window could mend, or absent at a window
// shot.
int run_kiosk(const KioskOptions& options, const process::Clock& clock, process::Log& log, process::StopSignal& stop);

}  // namespace gongkai::kiosk
