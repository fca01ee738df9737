#include "app/kiosk/picture_decoder.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <exception>
#include <iterator>

#include "render/paint/image_file.h"
#include "render/paint/scaled_picture.h"

namespace gongkai::kiosk {

namespace {

constexpr int most_cpu_seconds = 5, most_milliseconds = 8000;

// What the child leaves behind: its result, then the pixels.
struct Answer {
  int width = 0, height = 0;
};

class SharedMemory {
 public:
  explicit SharedMemory(std::size_t bytes)
      : bytes_(bytes), at_(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {}
  ~SharedMemory() {
    if (at_ != MAP_FAILED) munmap(at_, bytes_);
  }
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;
  void* get() const { return at_ == MAP_FAILED ? nullptr : at_; }

 private:
  std::size_t bytes_;
  void* at_;
};

// Memory, and the way out. Everything else ends the child. (The sanitizers' runtime needs more; there the child has
// only its limits.)
bool close_the_door() {
  const rlimit cpu{most_cpu_seconds, most_cpu_seconds}, none{0, 0};
  // Under systemd's filter of the shipped unit limits cannot be set; the parent's clock and the filter below remain.
  setrlimit(RLIMIT_CPU, &cpu);
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_NOFILE, &none);
#if !defined(__SANITIZE_ADDRESS__)
  constexpr unsigned allowed[] = {SYS_mmap,    SYS_munmap,  SYS_mremap, SYS_mprotect,     SYS_brk,       SYS_madvise,
                                  SYS_futex,   SYS_exit,    SYS_exit_group, SYS_rt_sigreturn, SYS_getrandom, SYS_clock_gettime};
  constexpr std::size_t count = std::size(allowed);
  sock_filter filter[count + 3];
  filter[0] = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  for (std::size_t i = 0; i < count; ++i) {
    filter[1 + i] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, allowed[i], static_cast<unsigned char>(count - i), 0);
  }
  filter[count + 1] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  filter[count + 2] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  const sock_fprog program{static_cast<unsigned short>(std::size(filter)), filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) return false;
#endif
  return true;
}

// In the child: never returns.
[[noreturn]] void decode_and_leave(std::span<const std::uint8_t> bytes, std::int64_t most_pixels, void* memory) {
  if (!close_the_door()) _exit(2);
  try {
    auto picture = paint::decode_image(bytes);
    if (!picture) _exit(1);
    const paint::Picture small = paint::shrunk(std::move(*picture), most_pixels);
    const Answer answer{small.width, small.height};
    std::memcpy(static_cast<char*>(memory) + sizeof answer, small.argb.data(), small.argb.size() * sizeof(std::uint32_t));
    std::memcpy(memory, &answer, sizeof answer);
  } catch (const std::exception&) {
    _exit(1);
  }
  _exit(0);
}

// The child's end. False: it failed, or had to be stopped.
bool wait_for(pid_t child) {
  constexpr timespec a_millisecond{0, 1'000'000};
  int status = 0;
  for (int waited = 0;; ++waited) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (ended < 0 && errno != EINTR) return false;
    if (waited == most_milliseconds) kill(child, SIGKILL);
    nanosleep(&a_millisecond, nullptr);
  }
}

}  // namespace

render::Result<paint::Picture> decode_apart(std::span<const std::uint8_t> bytes, std::int64_t most_pixels) {
  const auto size = paint::image_size(bytes);
  if (!size) return tl::unexpected(size.error());
  const SharedMemory memory(sizeof(Answer) + static_cast<std::size_t>(most_pixels) * sizeof(std::uint32_t));
  if (memory.get() == nullptr) return render::failure("内存不足，图片没有解码");
  const pid_t child = fork();
  if (child < 0) return render::failure("无法启动解码进程");
  if (child == 0) decode_and_leave(bytes, most_pixels, memory.get());
  if (!wait_for(child)) return render::failure("图片损坏或解码超时");
  Answer answer;
  std::memcpy(&answer, memory.get(), sizeof answer);
  const auto pixels = static_cast<std::int64_t>(answer.width) * answer.height;
  if (answer.width <= 0 || answer.height <= 0 || pixels > most_pixels) return render::failure("解码结果不对");
  paint::Picture picture{answer.width, answer.height, std::vector<std::uint32_t>(static_cast<std::size_t>(pixels))};
  std::memcpy(picture.argb.data(), static_cast<const char*>(memory.get()) + sizeof answer,
              picture.argb.size() * sizeof(std::uint32_t));
  return picture;
}

}  // namespace gongkai::kiosk
