// Exit codes of all three programs: sysexits.h of BSD, so that systemd and scripts can tell faults apart.
#pragma once

namespace gongkai::process {

enum ExitCode : int {
  exit_ok = 0,
  exit_fault = 1,         // something went wrong while running
  exit_usage = 64,        // wrong command line
  exit_data = 65,         // bad content
  exit_no_input = 66,     // a file that must be there is not
  exit_unavailable = 69,  // a service cannot be reached
  exit_io = 74,           // reading or writing failed
  exit_try_later = 75,    // another one runs already
  exit_denied = 77,
  exit_config = 78,       // faulty settings
};

}  // namespace gongkai::process
