// One row of the table items (schema/generation_v2.sql): what the writer stores and the reader trusts. The words a
// list shows (detail, badge, place) are computed here from the model, once, when the row is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/item.h"

namespace gongkai::store {

class Statement;

inline constexpr std::int64_t no_end = INT64_MAX;

struct ItemRow {
  model::EntityId id;
  std::string kind;  // JSON name
  std::int64_t rev = 0;
  model::BureauName bureau;
  std::int64_t seq = 0;
  std::string state;
  std::string title, reason;
  model::EntityId organ;
  std::int64_t publish_at = 0, valid_from = 0, valid_to = no_end;
  std::string detail, badge, place, letter, sort_key;
  std::string targets, catalog, search;  // one entry a line
  std::string body_hash;                 // of the JSON text
};

// Where a row comes from in the pack log.
struct RowOrigin {
  model::BureauName bureau;
  std::int64_t seq = 0;
};

ItemRow make_row(const model::Item& item, std::string_view json, const RowOrigin& origin);

// SHA-256 over all fields, each with its length, so that no two rows have the same input.
std::string head_hash(const ItemRow& row);

// The columns of a row in the order of read_row, followed by head_hash.
inline constexpr std::string_view row_columns =
    "id,kind,rev,bureau,seq,state,title,reason,organ,publish_at,valid_from,valid_to,detail,badge,place,letter,"
    "sort_key,targets,catalog,search,body_hash,head_hash";
inline constexpr int row_column_count = 22;

// Reads a row whose statement selected `row_columns` from column 0. False when the hash does not match.
bool read_row(const Statement& statement, ItemRow& row);
// Binds the columns, head_hash last, from position 1 on.
void bind_row(Statement& statement, const ItemRow& row);

std::vector<std::string> lines_of(std::string_view text);

}  // namespace gongkai::store
