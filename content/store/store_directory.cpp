#include "content/store/store_directory.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace gongkai::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view finished_suffix = ".db";
constexpr std::string_view bad_suffix = ".db.bad";

std::optional<std::int64_t> number_before(std::string_view name, std::string_view suffix) {
  if (!name.ends_with(suffix)) return std::nullopt;
  name.remove_suffix(suffix.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || number < 1) return std::nullopt;
  return number;
}

std::vector<std::int64_t> numbers_with(const fs::path& store, std::string_view suffix) {
  std::vector<std::int64_t> numbers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(generations_directory(store), error)) {
    if (const auto number = number_before(entry.path().filename().string(), suffix)) numbers.push_back(*number);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

// The lines up to the first that is not one.
std::vector<Listed> read_current(const fs::path& store) {
  std::ifstream file(store / "current");
  std::vector<Listed> listed;
  for (std::string line; listed.size() < kept_generations && std::getline(file, line);) {
    const auto space = std::min(line.find(' '), line.size());
    const auto number = number_before(std::string_view(line).substr(0, space), "");
    if (!number) break;
    listed.push_back({*number, space < line.size() ? line.substr(space + 1) : ""});
  }
  return listed;
}

tl::unexpected<model::Error> disk_failure(const fs::path& file, const char* step) {
  const int reason = errno;
  if (reason == ENOSPC || reason == EDQUOT) {
    return model::failure("STORE-032", "磁盘已满，" + std::string(step) + "失败：" + file.string());
  }
  return model::failure("STORE-031", std::string(step) + "失败：" + file.string() + "：" + std::strerror(reason));
}

class Descriptor {
 public:
  Descriptor(const fs::path& file, int flags) : number_(::open(file.c_str(), flags | O_CLOEXEC, 0644)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

model::Result<void> sync_path(const fs::path& path, int flags) {
  const Descriptor descriptor(path, flags);
  if (descriptor.number() < 0) return disk_failure(path, "打开");
  if (::fsync(descriptor.number()) != 0) return disk_failure(path, "写盘");
  return {};
}

// False with errno set.
bool write_to(const Descriptor& descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

model::Result<void> write_all(const fs::path& file, std::string_view bytes) {
  const Descriptor descriptor(file, O_WRONLY | O_CREAT | O_TRUNC);
  if (descriptor.number() < 0) return disk_failure(file, "创建");
  if (!write_to(descriptor, bytes)) return disk_failure(file, "写入");
  if (::fsync(descriptor.number()) != 0) return disk_failure(file, "写盘");
  return {};
}

}  // namespace

fs::path generations_directory(const fs::path& store) { return store / "generations"; }

fs::path generation_file(const fs::path& store, std::int64_t number) {
  return generations_directory(store) / (std::to_string(number) + std::string(finished_suffix));
}

std::vector<std::int64_t> generation_numbers(const fs::path& store) { return numbers_with(store, finished_suffix); }

std::optional<std::int64_t> read_pointer(const fs::path& store) {
  const auto lines = read_current(store);
  if (lines.empty()) return std::nullopt;
  return lines.front().number;
}

std::vector<Listed> listed_generations(const fs::path& store) {
  std::vector<Listed> listed = read_current(store);
  if (!listed.empty() && !listed.front().seal.empty()) return listed;
  const std::int64_t newest = listed.empty() ? INT64_MAX : listed.front().number;
  listed.clear();
  for (const std::int64_t number : generation_numbers(store)) {
    if (number <= newest) listed.push_back({number, ""});
  }
  return listed;
}

std::int64_t next_number(const fs::path& store) {
  std::int64_t highest = read_pointer(store).value_or(0);
  for (const std::string_view suffix : {finished_suffix, bad_suffix}) {
    const auto numbers = numbers_with(store, suffix);
    if (!numbers.empty()) highest = std::max(highest, numbers.front());
  }
  return highest + 1;
}

model::Result<void> make_store(const fs::path& store) {
  std::error_code error;
  fs::create_directories(generations_directory(store), error);
  if (error) {
    return model::failure("STORE-030", "无法建立本地库目录 " + store.string() + "：" + error.message());
  }
  return {};
}

model::Result<void> replace_file(const fs::path& file, std::string_view bytes) {
  const fs::path fresh = file.string() + ".new";
  if (auto written = write_all(fresh, bytes); !written) {
    ::unlink(fresh.c_str());
    return written;
  }
  if (::rename(fresh.c_str(), file.c_str()) != 0) {
    auto failed = disk_failure(file, "改名");
    ::unlink(fresh.c_str());
    return failed;
  }
  return sync_directory(file.parent_path());
}

model::Result<void> sync_file(const fs::path& file) { return sync_path(file, O_RDONLY); }

model::Result<void> sync_directory(const fs::path& directory) {
  return sync_path(directory, O_RDONLY | O_DIRECTORY);
}

// Not std::filesystem::copy_file: where the disk fills up in the middle, it speaks of an input/output error.
model::Result<void> duplicate_file(const fs::path& from, const fs::path& to) {
  const Descriptor source(from, O_RDONLY);
  if (source.number() < 0) return disk_failure(from, "打开");
  const Descriptor copy(to, O_WRONLY | O_CREAT | O_TRUNC);
  if (copy.number() < 0) return disk_failure(to, "创建");
  std::string chunk(std::size_t{1} << 20, '\0');
  while (true) {
    const ssize_t got = ::read(source.number(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return disk_failure(from, "读取");
    if (got == 0) return {};
    if (!write_to(copy, std::string_view(chunk).substr(0, static_cast<std::size_t>(got)))) {
      return disk_failure(to, "写入");
    }
  }
}

model::Result<void> finish_generation(const fs::path& store, const fs::path& file, std::int64_t number) {
  if (::rename(file.c_str(), generation_file(store, number).c_str()) != 0) return disk_failure(file, "改名");
  return sync_directory(generations_directory(store));
}

model::Result<void> write_listed(const fs::path& store, const std::vector<Listed>& generations) {
  std::string text;
  for (const Listed& generation : generations) {
    text += std::to_string(generation.number);
    if (!generation.seal.empty()) text += ' ' + generation.seal;
    text += '\n';
  }
  return replace_file(store / "current", text);
}

void remove_unlisted(const fs::path& store) {
  std::error_code error;
  std::vector<fs::path> unlisted{store / "current.new"};
  for (const auto& entry : fs::directory_iterator(generations_directory(store), error)) {
    if (entry.path().filename().string().starts_with(".new-")) unlisted.push_back(entry.path());
  }
  const auto listed = listed_generations(store);
  for (const std::int64_t number : generation_numbers(store)) {
    const bool kept = std::any_of(listed.begin(), listed.end(), [&](const Listed& l) { return l.number == number; });
    if (!kept) unlisted.push_back(generation_file(store, number));
  }
  for (const fs::path& path : unlisted) fs::remove(path, error);
}

void set_aside(const fs::path& store, std::int64_t number) {
  remove_set_aside(store);
  std::error_code error;
  const fs::path file = generation_file(store, number);
  fs::rename(file, file.string() + ".bad", error);
}

void remove_set_aside(const fs::path& store) {
  std::error_code error;
  for (const std::int64_t number : numbers_with(store, bad_suffix)) {
    fs::remove(generation_file(store, number).string() + ".bad", error);
  }
}

}  // namespace gongkai::store
