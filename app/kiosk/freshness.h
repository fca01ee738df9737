// How far the content on the screen may be trusted, by the time since this terminal last spoke with the catalogue.
#pragma once

#include <filesystem>
#include <optional>

#include "app/screens/screens.h"
#include "content/model/date.h"

namespace gongkai::kiosk {

// The moment gongkai-sync last reached the catalogue, as it wrote it to <store>/last-contact (RFC 3339, +08:00).
// nullopt where there is no such file or it says something else.
std::optional<model::Instant> last_contact(const std::filesystem::path& store);

// Domain section 6: offline after 10 minutes without contact (ordinary polls come every minute), amber after a day,
// red after a week. A contact in the future counts as none.
screens::Freshness freshness_of(model::Instant contact, model::Instant now);

}  // namespace gongkai::kiosk
