// A command of the machine's owner, run without a shell, in a session of its own and without waiting for it: it has
// some seconds, then it ends with all it started. It gets no file of ours.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::process {

// What a command reads on its standard input, and how much of its standard output is kept: more ends it.
struct HookPipes {
  std::string_view input = {};
  std::size_t most_output = 0;
};

class Hook {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  explicit Hook(std::chrono::milliseconds limit = std::chrono::seconds(10)) : limit_(limit) {}
  ~Hook();
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;

  // Starts `words` (the program by its absolute path, then its arguments). One that still runs ends first. False: it
  // could not be started.
  bool start(const std::vector<std::string>& words, Moment now, const HookPipes& pipes = {});

  // Ends the one that runs, if any, with all it started.
  void stop();

  enum class Outcome { idle, running, done, failed, timed_out };
  // How the last one fares; each end is told once, then `idle`.
  Outcome poll(Moment now);
  // What the last one wrote; whole once it is done.
  std::string take_output() { return std::move(output_); }

 private:
  bool read_output();

  std::chrono::milliseconds limit_;
  pid_t child_ = 0;
  Moment started_{0};
  int from_child_ = -1;
  std::size_t most_output_ = 0;
  std::string output_;
};

}  // namespace gongkai::process
