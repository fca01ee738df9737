#include "app/kiosk/crash_memory.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace gongkai::kiosk {

namespace {

constexpr int crashes_to_skip = 2, crashes_to_safe_page = 5;
constexpr std::size_t most_remembered = 100;

struct Notes {
  std::string boot;
  bool running = false;
  int crashes = 0;
  CrashMemory::Draw drawing;
  std::map<CrashMemory::Draw, int> crashed;
};

Notes read_notes(const std::filesystem::path& file) {
  Notes notes;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string key;
    words >> key;
    if (key == "boot") words >> notes.boot;
    if (key == "running") notes.running = true;
    if (key == "crashes") words >> notes.crashes;
    if (key == "drawing") words >> notes.drawing.id >> notes.drawing.rev;
    CrashMemory::Draw draw;
    int times = 0;
    if (key == "crashed" && words >> draw.id >> draw.rev >> times && notes.crashed.size() < most_remembered) {
      notes.crashed[draw] = times;
    }
  }
  return notes;
}

std::vector<CrashMemory::Draw> to_skip(const std::map<CrashMemory::Draw, int>& crashed) {
  std::vector<CrashMemory::Draw> draws;
  for (const auto& [draw, times] : crashed) {
    if (times >= crashes_to_skip) draws.push_back(draw);
  }
  return draws;
}

}  // namespace

CrashMemory::CrashMemory(std::filesystem::path file, std::string boot) : file_(std::move(file)), boot_(std::move(boot)) {
  Notes notes = read_notes(file_);
  crashed_ = std::move(notes.crashed);
  const bool crashed = notes.running && notes.boot == boot_ && !boot_.empty();
  crashes_ = crashed ? notes.crashes + 1 : 0;
  if (crashed && !notes.drawing.id.empty()) ++crashed_[notes.drawing];
  write(true);
}

// Renamed into place, not synced: it must outlive the program, not the machine.
void CrashMemory::write(bool running) const {
  const std::filesystem::path fresh = file_.string() + ".new";
  std::ofstream out(fresh);
  out << "boot " << boot_ << "\n" << (running ? "running\n" : "") << "crashes " << crashes_ << "\n";
  if (running && !drawing_.id.empty()) out << "drawing " << drawing_.id << " " << drawing_.rev << "\n";
  for (const auto& [draw, times] : crashed_) out << "crashed " << draw.id << " " << draw.rev << " " << times << "\n";
  out.close();
  std::error_code ignored;
  if (out) std::filesystem::rename(fresh, file_, ignored);
}

void CrashMemory::drawing(const Draw& draw) {
  if (draw == drawing_) return;
  drawing_ = draw;
  write(true);
}

void CrashMemory::steady() {
  if (crashes_ == 0) return;
  crashes_ = 0;
  write(true);
}

void CrashMemory::clean_end() {
  crashes_ = 0;
  write(false);
}

bool CrashMemory::skips(const Draw& draw) const {
  const auto found = crashed_.find(draw);
  return found != crashed_.end() && found->second >= crashes_to_skip;
}

std::vector<CrashMemory::Draw> CrashMemory::skipped() const { return to_skip(crashed_); }

bool CrashMemory::safe_page() const { return crashes_ >= crashes_to_safe_page; }

std::vector<CrashMemory::Draw> skipped_items(const std::filesystem::path& file) {
  return to_skip(read_notes(file).crashed);
}

std::set<model::EntityId> not_revised(const std::vector<CrashMemory::Draw>& skipped, const store::Generation& store) {
  std::set<model::EntityId> ids;
  for (const auto& draw : skipped) {
    const auto item = store.find(draw.id);
    if (item && item->header.rev == draw.rev) ids.insert(draw.id);
  }
  return ids;
}

std::string boot_id() {
  // The unit file hands it over: the sandbox hides /proc/sys.
  if (const char* given = std::getenv("GONGKAI_BOOT_ID"); given != nullptr && *given != '\0') return given;
  std::ifstream in("/proc/sys/kernel/random/boot_id");
  std::string id;
  in >> id;
  return id;
}

}  // namespace gongkai::kiosk
