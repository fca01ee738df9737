// The log of packs of one bureau. Each publish appends one pack (level 0); eight packs are rolled up into one of
// level 1, eight of those into level 2, eight of those into the base. A roll-up covers the same sequence numbers as its
// parts and leaves out superseded lines. The last eight of each level stay listed, so that a terminal that is a little
// behind fetches little, and a new one a handful. Values only: the bytes come from and go to the caller.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "content/model/result.h"
#include "content/trust/metadata.h"

namespace gongkai::publish {

inline constexpr int packs_per_roll_up = 8;
inline constexpr int base_level = 3;
// A publish larger than this becomes several packs, well below what a client accepts (codec/pack.h).
inline constexpr std::size_t pack_target_bytes = 16 * 1024 * 1024;

struct Pack {
  std::int64_t from = 0;  // sequence numbers covered, both included
  std::int64_t to = 0;
  int level = 0;
  trust::TargetFile file;
};

// "zrzy/1-250.pack": the target path of a pack.
std::string pack_path(const model::BureauName& bureau, const Pack& pack);

// The packs a bureau's role lists, by level and range. E: PUBLISH-040 a target that is no pack of this bureau.
model::Result<std::vector<Pack>> listed_packs(const model::BureauName& bureau, const trust::Targets& role);

// The fewest packs that cover after+1..last, in order; the first may begin earlier. Empty where there is nothing after
// `after`. E: PUBLISH-041 there is a gap.
model::Result<std::vector<Pack>> cover_after(const std::vector<Pack>& packs, std::int64_t after);
// cover_after(packs, 0): everything.
model::Result<std::vector<Pack>> whole_cover(const std::vector<Pack>& packs);

// What the catalogue holds of an entity after the last release.
struct LedgerEntry {
  std::int64_t rev = 0;
  std::string payload_hash;  // sha256 of the entity's or tombstone's JSON
  bool withdrawn = false;
};

struct Ledger {
  std::map<model::EntityId, LedgerEntry> entries;
  std::int64_t last_seq = 0;

  model::Result<void> add(std::string_view pack_bytes);  // packs in order; E: PUBLISH-042 not a pack
};

// sha256 of the JSON inside a pack line.
std::string payload_hash(std::string_view pack_line);

struct WrittenPack {
  Pack pack;
  std::string bytes;
};

struct Appended {
  std::vector<Pack> listed;          // what the role lists from now on
  std::vector<WrittenPack> written;  // new files, the publish itself first, then roll-ups
};

using LoadPack = std::function<model::Result<std::string>(const Pack&)>;

// Appends `lines` (each with "\n", numbered first_seq, first_seq + 1, ...) and makes the roll-ups that are due. `load`
// gives the bytes of a listed pack. E: what `load` gives, PUBLISH-042.
model::Result<Appended> append(std::vector<Pack> listed, std::int64_t first_seq,
                               const std::vector<std::string>& lines, const LoadPack& load);

}  // namespace gongkai::publish
