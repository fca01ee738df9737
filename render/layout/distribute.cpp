#include "render/layout/distribute.h"

#include <algorithm>
#include <cstdint>

namespace gongkai::layout {
namespace {

// `part` of `whole` in proportion, rounded so that consecutive parts add up exactly.
class Proportion {
 public:
  Proportion(std::int64_t amount, std::int64_t whole) : amount_(amount), whole_(whole) {}
  int next(std::int64_t part) {
    if (whole_ == 0) return 0;
    passed_ += part;
    const std::int64_t until = amount_ * passed_ / whole_;
    const int share = static_cast<int>(until - given_);
    given_ = until;
    return share;
  }

 private:
  std::int64_t amount_, whole_, passed_ = 0, given_ = 0;
};

// Growing children: equal shares by weight, but those whose floor is higher keep the floor.
void fill_growing(std::span<const Want> wants, int room, std::vector<int>& sizes) {
  std::vector<bool> frozen(wants.size(), false);
  for (std::size_t i = 0; i < wants.size(); ++i) frozen[i] = wants[i].grow == 0;
  for (bool again = true; again;) {
    again = false;
    std::int64_t weights = 0;
    for (std::size_t i = 0; i < wants.size(); ++i) weights += frozen[i] ? 0 : wants[i].grow;
    Proportion share(std::max(0, room), weights);
    for (std::size_t i = 0; i < wants.size(); ++i) {
      if (!frozen[i]) sizes[i] = share.next(wants[i].grow);
    }
    for (std::size_t i = 0; i < wants.size(); ++i) {
      if (frozen[i] || sizes[i] >= wants[i].least) continue;
      sizes[i] = wants[i].least;
      room -= wants[i].least;
      frozen[i] = again = true;
    }
  }
}

}  // namespace

std::vector<int> share_room(std::span<const Want> wants, int room) {
  std::vector<int> sizes(wants.size(), 0);
  int still = 0, growing_least = 0, slack = 0;
  for (const Want& want : wants) {
    if (want.grow > 0) {
      growing_least += want.least;
    } else {
      still += want.natural;
      slack += std::max(0, want.natural - want.least);
    }
  }
  const int missing = std::clamp(still + growing_least - room, 0, slack);
  Proportion loss(missing, slack);
  for (std::size_t i = 0; i < wants.size(); ++i) {
    if (wants[i].grow > 0) continue;
    sizes[i] = wants[i].natural - loss.next(std::max(0, wants[i].natural - wants[i].least));
    room -= sizes[i];
  }
  fill_growing(wants, room, sizes);
  return sizes;
}

namespace {

// One round of the flexible-length rule: shares by weight, then whoever breaks a bound is fixed at it. Only the kind of
// breach that weighs more is fixed in a round, or the sum would be missed. Returns whether someone was fixed.
bool fix_breaches(std::span<const Want> wants, std::vector<bool>& fixed, std::vector<int>& sizes, int room) {
  std::int64_t weights = 0;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    if (fixed[i]) room -= sizes[i];
    else weights += std::max(1, wants[i].grow);
  }
  if (weights == 0) return false;
  Proportion share(std::max(0, room), weights);
  std::int64_t breach = 0;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    if (fixed[i]) continue;
    const int wished = share.next(std::max(1, wants[i].grow));
    sizes[i] = std::clamp(wished, wants[i].least, std::max(wants[i].least, wants[i].natural));
    breach += sizes[i] - wished;
  }
  bool any = false;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    if (fixed[i]) continue;
    const bool at_least = sizes[i] == wants[i].least, at_most = sizes[i] >= wants[i].natural;
    if (breach == 0 || (breach > 0 && at_least) || (breach < 0 && at_most)) fixed[i] = any = true;
  }
  return any;
}

}  // namespace

std::vector<int> share_columns(std::span<const Want> wants, int room) {
  std::int64_t least = 0, natural = 0, weights = 0;
  for (const Want& want : wants) {
    least += want.least;
    natural += std::max(want.least, want.natural);
    weights += std::max(1, want.grow);
  }
  std::vector<int> sizes(wants.size(), 0);
  if (least >= room) {
    Proportion shrink(room, least);
    for (std::size_t i = 0; i < wants.size(); ++i) sizes[i] = shrink.next(wants[i].least);
    return sizes;
  }
  if (natural <= room) {
    Proportion extra(room - natural, weights);
    for (std::size_t i = 0; i < wants.size(); ++i) {
      sizes[i] = std::max(wants[i].least, wants[i].natural) + extra.next(std::max(1, wants[i].grow));
    }
    return sizes;
  }
  std::vector<bool> fixed(wants.size(), false);
  while (fix_breaches(wants, fixed, sizes, room)) {
  }
  return sizes;
}

}  // namespace gongkai::layout
