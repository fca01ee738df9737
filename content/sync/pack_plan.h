// Which packs of a bureau's log to fetch: the cheapest set of listed packs that covers what is missing, without a gap.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "content/model/result.h"
#include "content/trust/metadata.h"

namespace gongkai::sync {

// A pack as the bureau's role lists it.
struct PackOffer {
  std::string path;         // "zrzy/1-250.pack"
  std::int64_t from = 0;    // sequence numbers covered, both included
  std::int64_t to = 0;
  trust::TargetFile file;
};

// What one more request costs beside its bytes: its headers and one round trip on a slow line.
inline constexpr std::int64_t request_cost_bytes = 1024;

// The packs among the targets of a role. Targets that are no packs are passed over; one whose range does not parse is
// an error. Whether the role may speak for them is not asked here (target_search.h). E: PACK-006.
model::Result<std::vector<PackOffer>> pack_offers(const trust::Targets& role);

std::int64_t newest_seq(std::span<const PackOffer> offers);  // 0 for none

// In order of sequence; empty when `applied` is the newest already; nullopt where the offers leave a gap.
std::optional<std::vector<PackOffer>> cheapest_cover(std::span<const PackOffer> offers, std::int64_t applied);

}  // namespace gongkai::sync
