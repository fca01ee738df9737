#include "app/kiosk/freshness.h"

#include <fstream>
#include <string>

namespace gongkai::kiosk {

std::optional<model::Instant> last_contact(const std::filesystem::path& store) {
  std::ifstream in(store / "last-contact");
  std::string word;
  if (!(in >> word)) return std::nullopt;
  return model::parse_instant(word);
}

screens::Freshness freshness_of(model::Instant contact, model::Instant now) {
  using namespace std::chrono_literals;
  const auto age = now - contact;
  // From a clock that was ahead then, or is behind now: it says nothing.
  if (age < -10min) return screens::Freshness::offline;
  if (age > 7 * 24h) return screens::Freshness::very_stale;
  if (age > 24h) return screens::Freshness::stale;
  return age > 10min ? screens::Freshness::offline : screens::Freshness::fresh;
}

}  // namespace gongkai::kiosk
