// What a disk may hold after a power cut. Takes the calls that the shim wrote down (disk_shim.cpp) and knows what the
// disk has promised: bytes of a file up to its last fsync, names in a folder up to the last fsync of the folder. All
// later writes may be there or not, each 512-byte sector for itself, and so may all later names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace gongkai::crash {

// Path -> content.
using Tree = std::map<std::string, std::string>;
Tree read_tree(const std::filesystem::path& root);
void write_tree(const std::filesystem::path& root, const Tree& tree);  // and nothing else below root

struct DiskCall {
  char kind = 'o';  // c creates, t truncates to offset, w writes, s syncs, r renames, u removes, o changes nothing
  std::string path, other;
  std::int64_t node = 0, offset = 0;
  std::string data;
};
std::vector<DiskCall> read_disk_log(const std::filesystem::path& file);

class Disk {
 public:
  // As it stands below `root`, all of it long on the disk.
  explicit Disk(const std::filesystem::path& root);

  void apply(const DiskCall& call);
  Tree cut(std::mt19937& random) const;

 private:
  struct Change {
    std::int64_t offset = 0;
    std::string bytes;
    bool truncates = false;
  };
  struct File {
    std::string durable;
    std::vector<Change> pending;
  };
  struct Renaming {
    std::string from, to;  // either may be empty: made, removed
    std::size_t file = 0;
  };
  using Names = std::map<std::string, std::size_t>;

  static void apply(const Change& change, std::string& bytes);
  static void apply(const Renaming& renaming, Names& names);
  void sync(const DiskCall& call);
  std::string cut(const File& file, std::mt19937& random) const;
  void rename(Renaming renaming);

  std::vector<File> files_;
  std::map<std::int64_t, std::size_t> by_node_;
  Names live_, durable_;
  std::vector<Renaming> pending_;
};

}  // namespace gongkai::crash
