// Preloaded into a program (LD_PRELOAD): stands between it, its libraries and SQLite on one side and the disk on the
// other, counts every call that changes or opens a file below one folder, writes down what it does, and fails one.
//   DISK_SHIM_ROOT   the folder; calls elsewhere pass untouched
//   DISK_SHIM_LOG    where to write them down (power_cut.cpp reads it)
//   DISK_SHIM_FAIL   "<n>:kill" SIGKILL instead of call n; "<n>:eio", "<n>:short" once; "<n>:enospc" from call n on,
//                    for calls that need room
//   DISK_SHIM_SYNC   "off": fsync says yes and does nothing, as some flash does
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

enum class Fault { none, kill, eio, enospc, shortened };

struct Shim {
  std::string root;
  int log = -1;
  long fail_at = 0, count = 0;
  Fault fault = Fault::none;
  bool sync_off = false;
  std::string paths[1024];  // of open descriptors below root

  Shim() {
    if (const char* folder = getenv("DISK_SHIM_ROOT")) root = folder;
    if (const char* file = getenv("DISK_SHIM_LOG")) {
      log = static_cast<int>(syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    }
    if (const char* sync = getenv("DISK_SHIM_SYNC")) sync_off = std::string(sync) == "off";
    if (const char* fail = getenv("DISK_SHIM_FAIL")) {
      char* end = nullptr;
      fail_at = strtol(fail, &end, 10);
      const std::string kind = *end == ':' ? end + 1 : "";
      fault = kind == "kill" ? Fault::kill : kind == "eio" ? Fault::eio : kind == "enospc" ? Fault::enospc : Fault::shortened;
    }
  }
};

Shim& shim() {
  static Shim* one = new Shim;  // outlives every other destructor of the program
  return *one;
}

bool below_root(const char* path) {
  const std::string& root = shim().root;
  return path && !root.empty() && strncmp(path, root.c_str(), root.size()) == 0 && path[root.size()] == '/';
}

const std::string* path_of(int descriptor) {
  if (descriptor < 0 || descriptor >= 1024 || shim().paths[descriptor].empty()) return nullptr;
  return &shim().paths[descriptor];
}

int64_t inode(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 ? static_cast<int64_t>(status.st_ino) : 0;
}

void put(std::string& record, const void* bytes, size_t size) { record.append(static_cast<const char*>(bytes), size); }

void write_down(char kind, const std::string& path, const std::string& other, int64_t node, int64_t offset,
                const void* data = nullptr, size_t size = 0) {
  if (shim().log < 0) return;
  std::string record(1, kind);
  for (const std::string* text : {&path, &other}) {
    const auto length = static_cast<uint32_t>(text->size());
    put(record, &length, sizeof length);
    record += *text;
  }
  put(record, &node, sizeof node);
  put(record, &offset, sizeof offset);
  const auto length = static_cast<uint32_t>(size);
  put(record, &length, sizeof length);
  if (size > 0) put(record, data, size);
  const char* rest = record.data();
  for (size_t left = record.size(); left > 0;) {
    const long written = syscall(SYS_write, shim().log, rest, left);
    if (written <= 0) abort();
    rest += written;
    left -= static_cast<size_t>(written);
  }
}

enum class Needs { nothing, room };
enum class Verdict { go_on, fail, shorten };

// Counts a call and says what becomes of it; errno is set for fail.
Verdict judge(Needs needs, size_t bytes = 0) {
  Shim& s = shim();
  const long number = ++s.count;
  if (s.fault == Fault::enospc && s.fail_at > 0 && number >= s.fail_at && needs == Needs::room) {
    errno = ENOSPC;
    return Verdict::fail;
  }
  if (number != s.fail_at) return Verdict::go_on;
  if (s.fault == Fault::kill) {
    raise(SIGKILL);
  } else if (s.fault == Fault::eio) {
    errno = EIO;
    return Verdict::fail;
  } else if (s.fault == Fault::shortened && bytes > 1) {
    return Verdict::shorten;
  }
  return Verdict::go_on;
}

void remember(int descriptor, const char* path) {
  if (descriptor >= 0 && descriptor < 1024) shim().paths[descriptor] = path;
}

// What an open makes or cuts, as a record; 'o' where it does neither.
template <class Open>
int opened(const char* path, int flags, Open open) {
  if (!below_root(path)) return open();
  const bool there = faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
  const bool makes = (flags & O_CREAT) && !there;
  if (judge(makes ? Needs::room : Needs::nothing) == Verdict::fail) return -1;
  const int descriptor = open();
  remember(descriptor, path);
  const int64_t node = descriptor >= 0 ? inode(descriptor) : 0;
  const int error = errno;
  write_down(descriptor >= 0 && makes ? 'c' : descriptor >= 0 && (flags & O_TRUNC) ? 't' : 'o', path, "", node, 0);
  errno = error;
  return descriptor;
}

template <class Write>
ssize_t written(int descriptor, const void* data, size_t size, int64_t offset, Write write) {
  const std::string* path = path_of(descriptor);
  if (!path) return write(size);
  switch (judge(Needs::room, size)) {
    case Verdict::fail: write_down('w', *path, "", inode(descriptor), offset); return -1;
    case Verdict::shorten: size /= 2; break;
    case Verdict::go_on: break;
  }
  const ssize_t done = write(size);
  const int error = errno;
  write_down('w', *path, "", inode(descriptor), offset, data, done > 0 ? static_cast<size_t>(done) : 0);
  errno = error;
  return done;
}

int64_t position(int descriptor) { return lseek(descriptor, 0, SEEK_CUR); }

template <class Call>
int on_name(char kind, const char* path, const char* other, Needs needs, Call call) {
  if (!below_root(path)) return call();
  if (judge(needs) == Verdict::fail) return -1;
  const int status = call();
  const int error = errno;
  write_down(status == 0 ? kind : 'o', path, other ? other : "", 0, 0);
  errno = error;
  return status;
}

template <class Sync>
int synced(int descriptor, Sync sync) {
  const std::string* path = path_of(descriptor);
  if (!path) return sync();
  if (judge(Needs::room) == Verdict::fail) return -1;
  if (shim().sync_off) return 0;
  const int status = sync();
  write_down(status == 0 ? 's' : 'o', *path, "", inode(descriptor), 0);
  return status;
}

int flags_of(const char* mode) {
  if (mode[0] == 'w') return O_WRONLY | O_CREAT | O_TRUNC;
  return mode[0] == 'a' ? O_WRONLY | O_CREAT : O_RDONLY;
}

FILE* stream_opened(const char* name, const char* path, const char* mode) {
  FILE* stream = nullptr;
  opened(path, flags_of(mode), [&] {
    stream = next<FILE*(const char*, const char*)>(name)(path, mode);
    return stream ? fileno(stream) : -1;
  });
  return stream;
}

}  // namespace

#define MODE_OF(flags, last)                              \
  mode_t mode = 0;                                        \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {                \
    va_list list;                                         \
    va_start(list, last);                                 \
    mode = va_arg(list, mode_t);                          \
    va_end(list);                                         \
  }

extern "C" {

int open(const char* path, int flags, ...) {
  MODE_OF(flags, flags)
  return opened(path, flags, [&] { return next<int(const char*, int, ...)>("open")(path, flags, mode); });
}
int open64(const char* path, int flags, ...) {
  MODE_OF(flags, flags)
  return opened(path, flags, [&] { return next<int(const char*, int, ...)>("open64")(path, flags, mode); });
}
FILE* fopen(const char* path, const char* mode) { return stream_opened("fopen", path, mode); }
FILE* fopen64(const char* path, const char* mode) { return stream_opened("fopen64", path, mode); }

int close(int descriptor) {
  if (path_of(descriptor)) shim().paths[descriptor].clear();
  return next<int(int)>("close")(descriptor);
}
int fclose(FILE* stream) {
  const int descriptor = fileno(stream);
  if (path_of(descriptor)) shim().paths[descriptor].clear();
  return next<int(FILE*)>("fclose")(stream);
}

ssize_t write(int descriptor, const void* data, size_t size) {
  const int64_t offset = path_of(descriptor) ? position(descriptor) : 0;
  return written(descriptor, data, size, offset,
                 [&](size_t n) { return next<ssize_t(int, const void*, size_t)>("write")(descriptor, data, n); });
}
ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset) {
  return written(descriptor, data, size, offset, [&](size_t n) {
    return next<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, data, n, offset);
  });
}
ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t offset) {
  return written(descriptor, data, size, offset, [&](size_t n) {
    return next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(descriptor, data, n, offset);
  });
}
ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  if (!path_of(descriptor)) return next<ssize_t(int, const struct iovec*, int)>("writev")(descriptor, parts, count);
  std::string all;
  for (int i = 0; i < count; ++i) put(all, parts[i].iov_base, parts[i].iov_len);
  return write(descriptor, all.data(), all.size());
}
int fsync(int descriptor) {
  return synced(descriptor, [&] { return next<int(int)>("fsync")(descriptor); });
}
int fdatasync(int descriptor) {
  return synced(descriptor, [&] { return next<int(int)>("fdatasync")(descriptor); });
}
int ftruncate(int descriptor, off_t size) {
  const std::string* path = path_of(descriptor);
  if (path && judge(Needs::nothing) == Verdict::fail) return -1;
  const int status = next<int(int, off_t)>("ftruncate")(descriptor, size);
  if (path) write_down(status == 0 ? 't' : 'o', *path, "", inode(descriptor), size);
  return status;
}
int ftruncate64(int descriptor, off64_t size) { return ftruncate(descriptor, size); }

int rename(const char* from, const char* to) {
  return on_name('r', from, to, Needs::room, [&] { return next<int(const char*, const char*)>("rename")(from, to); });
}
int unlink(const char* path) {
  return on_name('u', path, nullptr, Needs::nothing, [&] { return next<int(const char*)>("unlink")(path); });
}
int remove(const char* path) {
  return on_name('u', path, nullptr, Needs::nothing, [&] { return next<int(const char*)>("remove")(path); });
}
int unlinkat(int folder, const char* name, int flags) {
  // std::filesystem::remove_all walks with descriptors of folders.
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  const std::string whole = length > 0 ? std::string(path, static_cast<size_t>(length)) + "/" + name : name;
  return on_name('u', whole.c_str(), nullptr, Needs::nothing,
                 [&] { return next<int(int, const char*, int)>("unlinkat")(folder, name, flags); });
}
int mkdir(const char* path, mode_t mode) {
  return on_name('m', path, nullptr, Needs::room, [&] { return next<int(const char*, mode_t)>("mkdir")(path, mode); });
}

}  // extern "C"
