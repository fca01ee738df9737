// What the search reads instead of the rows: entities packed by 256, made once by the writer, so that the first search
// is as quick as any other and keeps nothing in memory. A pack holds one line an entity,
//   id TAB rowid TAB publish_at TAB valid_from TAB valid_to { TAB field } LF      field: "t" | "a" | "c", search form
// and one body signature an entity, in the same order. What is found here is shown only from its own, hashed row.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "content/model/date.h"
#include "content/model/ids.h"
#include "content/model/result.h"
#include "content/store/item_search.h"

struct sqlite3;

namespace gongkai::store {

std::int64_t pack_of(std::int64_t rowid);

// Makes a pack anew from its rows. E: STORE-004.
model::Result<void> write_pack(sqlite3* database, std::int64_t pack);

// E: STORE-003 a pack is not what it was.
model::Result<void> check_packs(sqlite3* database);

struct SearchHit {
  MatchRank rank = MatchRank::none;
  std::size_t title_length = 0;  // characters of its search form
  std::int64_t publish_at = 0;
  model::EntityId id;
  std::int64_t rowid = 0;
};

// The best `limit` of what may be seen at `now`, best first; equal ranks by length of title, then newest first.
std::vector<SearchHit> find_by_name(sqlite3* database, SearchQuery& query, model::Instant now, std::size_t limit);

// Rowids of what may be seen at `now` and may hold `text` in its JSON, newest first, until `use` says false.
void for_each_candidate(sqlite3* database, std::string_view text, model::Instant now,
                        const std::function<bool(std::int64_t)>& use);

}  // namespace gongkai::store
