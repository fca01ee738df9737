// Every row of a generation looked at, for one whose seal is wrong or unknown.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "content/model/ids.h"
#include "content/model/result.h"

struct sqlite3;

namespace gongkai::store {

struct DamagedRows {
  std::vector<std::int64_t> rowids;       // in the table items
  std::set<model::BureauName> bureaus;    // as far as the damaged rows still say
};

// E: STORE-003 when more than contents of rows is damaged: an index that hides or moves rows, a row too few.
model::Result<DamagedRows> check_every_row(sqlite3* database);

}  // namespace gongkai::store
