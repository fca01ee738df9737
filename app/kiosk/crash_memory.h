// What made the program end without being asked to. Which item is drawn is written down before it is drawn; a program
// that starts and finds such a note of the same boot knows who it was. After two crashes an item is skipped until it has
// a new revision; after five crashes in a row, whoever it was, only the safe page is shown for a while.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "content/store/generation.h"

namespace gongkai::kiosk {

class CrashMemory {
 public:
  struct Draw {
    model::EntityId id;
    std::int64_t rev = 0;
    friend auto operator<=>(const Draw&, const Draw&) = default;
  };

  // Reads the notes of the program before. `boot` names this boot of the machine: what a power cut ended did not crash.
  CrashMemory(std::filesystem::path file, std::string boot);

  // Before an item is drawn. Writes only where it is another than before.
  void drawing(const Draw& draw);
  // The program has run long enough: the crashes before it are no series.
  void steady();
  // It ends because it was told to.
  void clean_end();

  bool skips(const Draw& draw) const;
  std::vector<Draw> skipped() const;
  bool safe_page() const;
  int crashes_in_a_row() const { return crashes_; }
  const std::map<Draw, int>& crashed() const { return crashed_; }

 private:
  void write(bool running) const;

  std::filesystem::path file_;
  std::string boot_;
  Draw drawing_;
  int crashes_ = 0;
  std::map<Draw, int> crashed_;
};

// The items a program started now would skip. Only reads.
std::vector<CrashMemory::Draw> skipped_items(const std::filesystem::path& file);

// Those of them that `store` still holds in the revision that crashed.
std::set<model::EntityId> not_revised(const std::vector<CrashMemory::Draw>& skipped, const store::Generation& store);

std::string boot_id();  // of this machine; "" where it is not known

}  // namespace gongkai::kiosk
