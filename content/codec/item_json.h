// JSON text of one entity <-> model::Item. The form is the content model "zwgk/1"; content/README.md has its
// rules.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/fault.h"
#include "content/model/item.h"

namespace gongkai::codec {

inline constexpr std::size_t max_entity_bytes = 2 * 1024 * 1024;
inline constexpr int max_json_depth = 32;

enum class Outcome {
  applied,               // `item` is there; faults hold W and I at most
  rejected,              // at least one E: the previous revision stays on the screen
  skipped_unknown_kind,  // a kind of a later program: skip it, go on with the rest (W)
  refused_schema,        // a newer major schema: keep the old revision (E)
};

struct Decoded {
  std::optional<model::Item> item;  // only with Outcome::applied
  std::optional<model::Item>
      draft;  // what could be read of a rejected entity, for all_faults only; may be absent
  std::vector<model::Fault> faults;  // all faults of bytes and form, in the order of the fields
  Outcome outcome = Outcome::rejected;
  model::EntityId id;  // as far as it could be read, also when rejected
};

// Reads the whole JSON text of one entity; a BOM is accepted. Checks the bytes (UTF-8, control characters,
// U+FFFD, 2 MiB, depth 32, duplicate keys), then the form of every field, and reports everything it finds at
// once. Unknown fields are ignored with an I. A withdrawn entity needs only schema, kind, id, rev, state and
// reason. The rules of the content model are model::check_item's work. Never throws.
Decoded decode_item(std::string_view bytes);

// The faults of decoding and those of model::check_item together, also of an entity that was rejected for its
// form: a clerk is told everything at once. A rule's fault is left out where the form of the same field is
// already wrong.
std::vector<model::Fault> all_faults(const Decoded& decoded, const model::WorkCalendar& calendar);

// One line of JSON with a stable order of keys, without a newline: decode_item(encode_item(x)) gives x again,
// and equal items have equal bytes.
std::string encode_item(const model::Item& item);

}  // namespace gongkai::codec
