// Settings files (TOML). A program asks for each key it knows; whatever else stands in the file is a fault that names
// the nearest known key. Every fault carries file, line and column; a running program keeps its old settings when a
// file has any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::process {

struct SettingsFault {
  std::string file;
  int line = 0, column = 0;  // 1-based; 0 when the whole file is meant
  std::string message;       // Chinese
};
std::string describe(const SettingsFault& fault);  // "profile.toml:3:1: …"

struct FileEntry {
  std::string path;
  int index = 0;
};

class SettingsReader {
 public:
  explicit SettingsReader(const std::filesystem::path& file);
  SettingsReader(SettingsReader&&) noexcept;
  ~SettingsReader();

  // Each leaves `value` as it is when the key is absent, and notes a fault when it is of another type or out of range.
  // Keys are dotted: "screen.width". Ranges are inclusive.
  void text(std::string_view key, std::string& value);
  void integer(std::string_view key, int& value, int least, int most);
  void real(std::string_view key, double& value, double least, double most);
  void boolean(std::string_view key, bool& value);
  // `value` becomes the position of the word in `words`.
  void choice(std::string_view key, int& value, const std::vector<std::string>& words);
  // "#RRGGBB" as 0xRRGGBB.
  void color(std::string_view key, std::uint32_t& value);
  void files(std::string_view key, std::vector<FileEntry>& value);  // [{path = "…", index = 2}, …]
  void paths(std::string_view key, std::filesystem::path& value);   // relative to the file's own folder
  void require(std::string_view key);                               // its absence is a fault
  void texts(std::string_view key, std::vector<std::string>& value);  // ["…", …]
  // A list of exactly value.size() whole numbers.
  void integers(std::string_view key, std::span<int> value, int least, int most);
  // A text that `take` understands; what it returns, unless empty, is the fault. False: the key is absent or faulty.
  bool parsed(std::string_view key, const std::function<std::string(const std::string&)>& take);
  // A fault of our own finding, at a key that is there.
  void fault(std::string_view key, std::string message);
  // How many [[key]] sections there are; their keys are then "key[0].name" and so on.
  int sections(std::string_view key);

  // All faults, unknown keys included. Call once, last.
  std::vector<SettingsFault> finish();

 private:
  struct Document;
  std::unique_ptr<Document> document_;
};

}  // namespace gongkai::process
