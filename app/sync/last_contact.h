// When the agent last heard from the catalogue, left in the store for the screen: "离线" there is counted from it.
#pragma once

#include <filesystem>

#include "content/model/date.h"
#include "content/sync/update_cycle.h"

namespace gongkai::agent {

// Whether the cycle heard something that a signature not yet expired vouches for. With a clock that has run away every
// signature looks expired; the screen must not take such a contact for a proof of the time.
bool heard_from_catalogue(const sync::CycleReport& report);

// Writes <store>/last-contact (RFC 3339, +08:00) by rename. A disk that refuses is left alone: the screen then says
// offline, which is near enough to the truth.
void note_contact(const std::filesystem::path& store, model::Instant now);

}  // namespace gongkai::agent
