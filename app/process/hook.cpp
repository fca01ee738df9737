#include "app/process/hook.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace gongkai::process {

namespace {

// Its input lies in memory, not in a pipe: the child may read it when it likes, or never, and we wait for nothing.
int input_file(std::string_view input) {
  if (input.empty()) return open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int file = memfd_create("input", MFD_CLOEXEC);
  while (file >= 0 && !input.empty()) {
    const ssize_t written = write(file, input.data(), input.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      close(file);
      return -1;
    }
    input.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file >= 0) lseek(file, 0, SEEK_SET);
  return file;
}

struct Ends {
  int input = -1, output = -1;  // of the child; output -1: ours
};

pid_t spawn(const std::vector<std::string>& words, const Ends& ends) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends.input, STDIN_FILENO);
  if (ends.output >= 0) posix_spawn_file_actions_adddup2(&actions, ends.output, STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  pid_t child = 0;
  const int fault = posix_spawn(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return fault == 0 ? child : 0;
}

}  // namespace

Hook::~Hook() { stop(); }

// Its whole process group: a script's children too.
void Hook::stop() {
  if (child_ > 0) {
    kill(-child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  if (from_child_ >= 0) close(from_child_);
  child_ = 0;
  from_child_ = -1;
}

bool Hook::start(const std::vector<std::string>& words, Moment now, const HookPipes& pipes) {
  stop();
  output_.clear();
  most_output_ = pipes.most_output;
  if (words.empty()) return false;
  Ends ends{input_file(pipes.input), -1};
  int pipe_ends[2] = {-1, -1};
  if (most_output_ > 0 && pipe2(pipe_ends, O_CLOEXEC) == 0) {
    from_child_ = pipe_ends[0];
    ends.output = pipe_ends[1];
    fcntl(from_child_, F_SETFL, O_NONBLOCK);
  }
  const bool ready = ends.input >= 0 && (most_output_ == 0 || ends.output >= 0);
  if (ready) child_ = spawn(words, ends);
  if (ends.input >= 0) close(ends.input);
  if (ends.output >= 0) close(ends.output);
  if (child_ <= 0) stop();
  started_ = now;
  return child_ > 0;
}

// What has come so far. False: too much.
bool Hook::read_output() {
  char chunk[16384];
  while (from_child_ >= 0) {
    const ssize_t got = read(from_child_, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    output_.append(chunk, static_cast<std::size_t>(got));
    if (output_.size() > most_output_) return false;
  }
  return true;
}

Hook::Outcome Hook::poll(Moment now) {
  if (child_ <= 0) return Outcome::idle;
  int status = 0;
  // Asked before reading: what a child wrote before its end is then in the pipe.
  const pid_t ended = waitpid(child_, &status, WNOHANG);
  const bool in_bounds = read_output();
  if (ended == child_) {
    child_ = 0;
    stop();
    return in_bounds && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Outcome::done : Outcome::failed;
  }
  if (in_bounds && now - started_ < limit_) return Outcome::running;
  stop();
  return in_bounds ? Outcome::timed_out : Outcome::failed;
}

}  // namespace gongkai::process
