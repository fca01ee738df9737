#include "content/sync/pack_plan.h"

#include <algorithm>
#include <map>

#include "content/codec/pack.h"

namespace gongkai::sync {

model::Result<std::vector<PackOffer>> pack_offers(const trust::Targets& role) {
  std::vector<PackOffer> offers;
  for (const auto& [path, file] : role.targets) {
    if (!path.ends_with(".pack")) continue;
    const auto range = codec::parse_pack_range(file.custom);
    if (!range) return tl::unexpected(range.error());
    offers.push_back({path, range->from, range->to, file});
  }
  return offers;
}

std::int64_t newest_seq(std::span<const PackOffer> offers) {
  std::int64_t newest = 0;
  for (const PackOffer& offer : offers) newest = std::max(newest, offer.to);
  return newest;
}

// Shortest way from `applied` to the newest number, where a pack leads from any point inside or just before its range
// to its end.
std::optional<std::vector<PackOffer>> cheapest_cover(std::span<const PackOffer> offers, std::int64_t applied) {
  const std::int64_t newest = newest_seq(offers);
  if (newest <= applied) return std::vector<PackOffer>{};

  std::vector<const PackOffer*> by_end;
  for (const PackOffer& offer : offers) {
    if (offer.to > applied) by_end.push_back(&offer);
  }
  std::sort(by_end.begin(), by_end.end(), [](const PackOffer* a, const PackOffer* b) { return a->to < b->to; });

  struct Arrival {
    std::int64_t cost = 0;
    const PackOffer* by = nullptr;
    std::int64_t after = 0;  // the point it was reached from
  };
  std::map<std::int64_t, Arrival> reached{{applied, {}}};
  for (const PackOffer* offer : by_end) {
    std::optional<Arrival> best;
    for (auto point = reached.lower_bound(offer->from - 1); point != reached.end() && point->first < offer->to;
         ++point) {
      const std::int64_t cost = point->second.cost + offer->file.length + request_cost_bytes;
      if (!best || cost < best->cost) best = Arrival{cost, offer, point->first};
    }
    if (!best) continue;
    const auto known = reached.find(offer->to);
    if (known == reached.end() || best->cost < known->second.cost) reached[offer->to] = *best;
  }

  const auto end = reached.find(newest);
  if (end == reached.end()) return std::nullopt;
  std::vector<PackOffer> cover;
  for (std::int64_t point = newest; point != applied; point = reached.at(point).after) {
    cover.push_back(*reached.at(point).by);
  }
  std::reverse(cover.begin(), cover.end());
  return cover;
}

}  // namespace gongkai::sync
