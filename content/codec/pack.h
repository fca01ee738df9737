// A pack: what one publish of a bureau changed, as JSON lines. Each line has the bureau's running sequence number and
// an entity or its withdrawal, and ends with "\n":
//   {"seq":17,"item":{"schema":"zwgk/1",...}}
//   {"seq":18,"withdrawn":{"id":"...","kind":"notice","rev":3,"title":"...","reason":"..."}}
// The outer form is fixed to the byte, so that an entity is read in place and its byte offsets stay true. A roll-up of
// several packs has the same form and leaves out lines that a later one supersedes. Packs travel gzip-compressed;
// everything here, and the signed length and hash, is about the plain bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/codec/item_json.h"
#include "content/model/item.h"
#include "content/model/result.h"

namespace gongkai::codec {

inline constexpr std::size_t max_pack_bytes = 64 * 1024 * 1024;
inline constexpr std::size_t max_pack_lines = 20'000;

// The tombstone of an entity. It stays in the catalogue, so that a terminal can say why the text is gone.
struct Withdrawal {
  model::EntityId id;
  model::Kind kind = model::Kind::notice;
  std::int64_t rev = 0;
  std::string title;
  std::string reason;
};

struct PackLine {
  std::int64_t seq = 0;
  std::variant<Decoded, Withdrawal> content;
};

// The sequence numbers that a pack covers, both included.
struct PackRange {
  std::int64_t from = 0;
  std::int64_t to = 0;
};

// A line with its "\n". An item in state withdrawn becomes a tombstone.
std::string encode_pack_line(std::int64_t seq, const model::Item& item);

// The lines of a pack without their "\n"; the views point into `bytes`.
// E: PACK-001 last line not ended, PACK-002 too many lines, PACK-003 more than 64 MiB, PACK-004 a line over 2 MiB.
model::Result<std::vector<std::string_view>> split_pack(std::string_view bytes);

// Reads one line. An entity that the content model rejects is not an error of the line: it is a Decoded with another
// outcome than applied, and the caller goes on with the next line. E: PACK-005 not the form of a pack line.
model::Result<PackLine> decode_pack_line(std::string_view line);

// Only the sequence number and the id of a line, without decoding the entity; nullopt where the form is wrong.
struct PackLineKey {
  std::int64_t seq = 0;
  model::EntityId id;
  std::int64_t rev = 0;
  bool withdrawn = false;
  std::string_view payload;  // the JSON of the entity or of the tombstone, inside the line
};
std::optional<PackLineKey> read_pack_line_key(std::string_view line);

// The `custom` text of a pack among the targets, {"from":1,"to":250,...}. E: PACK-006.
model::Result<PackRange> parse_pack_range(std::string_view custom);

}  // namespace gongkai::codec
