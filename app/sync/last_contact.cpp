#include "app/sync/last_contact.h"

#include <fstream>
#include <system_error>

namespace gongkai::agent {

bool heard_from_catalogue(const sync::CycleReport& report) {
  if (report.outcome == sync::CycleOutcome::failed) return false;
  // After a 304 the only thing that can be wrong is the age of what we hold.
  return report.outcome != sync::CycleOutcome::not_modified || !report.error;
}

void note_contact(const std::filesystem::path& store, model::Instant now) {
  // No fsync: after a power cut an older contact, or none, does no harm, and flash is spared a write a minute.
  const std::filesystem::path file = store / "last-contact", fresh = store / ".last-contact";
  std::ofstream(fresh, std::ios::trunc) << model::format_instant(now) << "\n";
  std::error_code ignored;
  std::filesystem::rename(fresh, file, ignored);
}

}  // namespace gongkai::agent
