// Settings files: any bytes as TOML, asked for a key of every type. No fault may go without a place and a text.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "app/process/settings.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace gongkai;
using fuzz::require;

// A file in memory, so that the disk is not worn by thousands of inputs a second.
const std::string& write_file(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("settings.toml", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  require(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == static_cast<ssize_t>(size), "memory for the input");
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  process::SettingsReader reader(write_file(data, size));
  std::string name;
  int width = 5, surface = 0;
  double scale = 1.0;
  bool demo = false;
  std::uint32_t ink = 0;
  std::vector<process::FileEntry> files;
  std::filesystem::path store;
  reader.require("hall.name");
  reader.text("hall.name", name);
  reader.integer("screen.width", width, 1, 9);
  reader.real("screen.mm_per_px", scale, 0.5, 2.0);
  reader.boolean("hall.demo", demo);
  reader.choice("screen.surface", surface, {"touch", "lobby", "strip"});
  reader.color("colors.ink", ink);
  reader.files("roles.sans.files", files);
  reader.paths("store.directory", store);
  const auto faults = reader.finish();

  require(width >= 1 && width <= 9 && scale >= 0.5 && scale <= 2.0, "numbers stay in range");
  require(surface >= 0 && surface < 3 && ink <= 0xFFFFFF, "choices and colours stay in range");
  for (const process::SettingsFault& fault : faults) {
    require(fault.line >= 0 && fault.column >= 0 && !fault.message.empty(), "a fault says where and what");
    require(!process::describe(fault).empty(), "a fault can be printed");
  }
  return 0;
}
