// A generation's items in parts, for a reader that may not stop for all of them: 100 000 take seconds to read and to
// decode. Reads through a connection of its own, so it outlives the Generation it belongs to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "content/model/item.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

class ItemParts {
 public:
  // E: those of Generation::open().
  static model::Result<ItemParts> open(const std::filesystem::path& file);

  // The live items of the kinds among the next `rows` rows, whatever their windows; damaged ones are left out.
  std::vector<model::Item> next(const std::vector<model::Kind>& kinds, std::int64_t rows);
  bool done() const { return row_ >= last_; }

 private:
  ItemParts(SqliteHandle database, std::int64_t last) : database_(std::move(database)), last_(last) {}
  SqliteHandle database_;
  std::int64_t row_ = 0, last_ = 0;  // read so far, and the last one there is
};

}  // namespace gongkai::store
