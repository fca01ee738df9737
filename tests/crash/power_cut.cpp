#include "tests/crash/power_cut.h"

#include <sys/stat.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace gongkai::crash {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t sector = 512;

std::string read_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

class LogReader {
 public:
  explicit LogReader(std::string bytes) : bytes_(std::move(bytes)) {}
  bool at_end() const { return place_ == bytes_.size(); }
  char letter() { return take(1)[0]; }
  std::string text() { return take(number<std::uint32_t>()); }
  template <class Number>
  Number number() {
    Number value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

 private:
  std::string take(std::size_t size) {
    if (bytes_.size() - place_ < size) throw std::runtime_error("the log of the disk ends in the middle");
    place_ += size;
    return bytes_.substr(place_ - size, size);
  }
  std::string bytes_;
  std::size_t place_ = 0;
};

// How much of what was not promised has reached the disk; all and nothing are worth more than their share of tries.
double some_share(std::mt19937& random) {
  constexpr double shares[] = {0.0, 1.0, 0.1, 0.5, 0.9};
  return shares[random() % std::size(shares)];
}

bool by_chance(double share, std::mt19937& random) {
  return std::uniform_real_distribution<>(0.0, 1.0)(random) < share;
}

}  // namespace

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) tree[entry.path().string()] = read_file(entry.path());
  }
  return tree;
}

void write_tree(const fs::path& root, const Tree& tree) {
  fs::remove_all(root);
  fs::create_directories(root);
  for (const auto& [path, bytes] : tree) {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }
}

std::vector<DiskCall> read_disk_log(const fs::path& file) {
  LogReader log(read_file(file));
  std::vector<DiskCall> calls;
  while (!log.at_end()) {
    DiskCall call;
    call.kind = log.letter();
    call.path = log.text();
    call.other = log.text();
    call.node = log.number<std::int64_t>();
    call.offset = log.number<std::int64_t>();
    call.data = log.text();
    calls.push_back(std::move(call));
  }
  return calls;
}

Disk::Disk(const fs::path& root) {
  for (auto& [path, bytes] : read_tree(root)) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) throw std::runtime_error("no such file: " + path);
    by_node_[static_cast<std::int64_t>(status.st_ino)] = files_.size();
    live_[path] = durable_[path] = files_.size();
    files_.push_back({bytes, {}});
  }
}

void Disk::apply(const Change& change, std::string& bytes) {
  const auto offset = static_cast<std::size_t>(change.offset);
  if (change.truncates) {
    bytes.resize(offset);
    return;
  }
  if (bytes.size() < offset + change.bytes.size()) bytes.resize(offset + change.bytes.size());
  bytes.replace(offset, change.bytes.size(), change.bytes);
}

void Disk::apply(const Renaming& renaming, Names& names) {
  const auto old = names.find(renaming.from);
  if (old != names.end() && old->second == renaming.file) names.erase(old);
  if (!renaming.to.empty()) names[renaming.to] = renaming.file;
}

void Disk::rename(Renaming renaming) {
  apply(renaming, live_);
  pending_.push_back(std::move(renaming));
}

void Disk::apply(const DiskCall& call) {
  switch (call.kind) {
    case 'c':
      by_node_[call.node] = files_.size();
      files_.emplace_back();
      return rename({"", call.path, files_.size() - 1});
    case 't': return files_.at(by_node_.at(call.node)).pending.push_back({call.offset, "", true});
    case 'w': return files_.at(by_node_.at(call.node)).pending.push_back({call.offset, call.data, false});
    case 's': return sync(call);
    case 'r': return rename({call.path, call.other, live_.at(call.path)});
    case 'u':
      if (live_.contains(call.path)) rename({call.path, "", live_.at(call.path)});
      return;
    default: return;
  }
}

void Disk::sync(const DiskCall& call) {
  if (live_.contains(call.path)) {
    File& file = files_.at(by_node_.at(call.node));
    for (const Change& change : file.pending) apply(change, file.durable);
    file.pending.clear();
    return;
  }
  std::erase_if(pending_, [&](const Renaming& renaming) {
    const std::string& name = renaming.to.empty() ? renaming.from : renaming.to;
    if (fs::path(name).parent_path() != call.path) return false;
    apply(renaming, durable_);
    return true;
  });
}

std::string Disk::cut(const File& file, std::mt19937& random) const {
  std::string bytes = file.durable;
  const double share = some_share(random);
  for (const Change& change : file.pending) {
    if (change.truncates) {
      if (by_chance(share, random)) apply(change, bytes);
      continue;
    }
    for (std::size_t done = 0; done < change.bytes.size();) {
      const std::int64_t offset = change.offset + static_cast<std::int64_t>(done);
      const auto size = static_cast<std::size_t>(sector - offset % sector);
      if (by_chance(share, random)) apply({offset, change.bytes.substr(done, size), false}, bytes);
      done += size;
    }
  }
  return bytes;
}

Tree Disk::cut(std::mt19937& random) const {
  Names names = durable_;
  const double share = some_share(random);
  for (const Renaming& renaming : pending_) {
    if (by_chance(share, random)) apply(renaming, names);
  }
  Tree tree;
  for (const auto& [path, file] : names) tree[path] = cut(files_.at(file), random);
  return tree;
}

}  // namespace gongkai::crash
