// When the agent last heard from the catalogue, left in the store for the screen: "离线" there is counted from it.
#pragma once

#include <filesystem>

#include "content/model/date.h"

namespace gongkai::agent {

// Writes <store>/last-contact (RFC 3339, +08:00) by rename. A disk that refuses is left alone: the screen then says
// offline, which is near enough to the truth.
void note_contact(const std::filesystem::path& store, model::Instant now);

}  // namespace gongkai::agent
