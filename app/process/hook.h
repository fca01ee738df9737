// A command of the machine's owner, run without a shell and without waiting for it: it has some seconds, then it ends.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace gongkai::process {

class Hook {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  explicit Hook(std::chrono::milliseconds limit = std::chrono::seconds(10)) : limit_(limit) {}
  ~Hook();
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;

  // Starts `words` (the program by its absolute path, then its arguments). One that still runs ends first. False: it
  // could not be started.
  bool start(const std::vector<std::string>& words, Moment now);

  enum class Outcome { idle, running, done, failed, timed_out };
  // Ends the one that runs, if any.
  void stop();

  // How the last one fares; each end is told once, then `idle`.
  Outcome poll(Moment now);

 private:
  std::chrono::milliseconds limit_;
  pid_t child_ = 0;
  Moment started_{0};
};

}  // namespace gongkai::process
