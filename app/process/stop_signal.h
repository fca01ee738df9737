// SIGTERM and SIGINT as something to poll: blocked for the process and read from a signalfd, so no handler runs and no
// global is written. SIGHUP asks for the settings to be read again.
#pragma once

namespace gongkai::process {

class StopSignal {
 public:
  StopSignal();   // blocks the signals; make one before any thread starts
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  enum class Asked { nothing, stop, reload };
  Asked poll();              // what has come since the last call; stop wins and stays
  int descriptor() const { return descriptor_; }  // readable when a signal waits

 private:
  int descriptor_ = -1;
  bool stop_ = false;
};

// Waits at most `milliseconds` or until a signal comes; not at all where they are none or fewer.
void wait_for(const StopSignal& signal, int milliseconds);

}  // namespace gongkai::process
