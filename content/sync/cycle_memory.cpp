#include "content/sync/cycle_memory.h"

#include <charconv>
#include <fstream>
#include <string_view>

#include "content/store/store_directory.h"

namespace gongkai::sync {
namespace {

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

CycleMemory read_cycle_memory(const std::filesystem::path& state) {
  std::ifstream file(state / "last-cycle");
  CycleMemory memory;
  for (std::string line; std::getline(file, line);) {
    const auto space = line.find(' ');
    if (space == std::string::npos) continue;
    const std::string_view key = std::string_view(line).substr(0, space);
    const std::string value = line.substr(space + 1);
    if (key == "url") memory.url = value;
    if (key == "etag") memory.etag = value;
    if (key == "generation") memory.generation = number_in(value);
    if (key == "finished_at") memory.finished_at = model::Instant(std::chrono::seconds(number_in(value)));
  }
  return memory;
}

model::Result<void> write_cycle_memory(const std::filesystem::path& state, const CycleMemory& memory) {
  const std::string text = "url " + memory.url + "\netag " + memory.etag + "\ngeneration " +
                           std::to_string(memory.generation) + "\nfinished_at " +
                           std::to_string(memory.finished_at.time_since_epoch().count()) + "\n";
  return store::replace_file(state / "last-cycle", text);
}

}  // namespace gongkai::sync
