#include "content/store/item_parts.h"

#include <string>
#include <utility>

#include "content/codec/item_json.h"
#include "content/store/generation_format.h"
#include "content/store/item_row.h"
#include "content/store/list_query.h"
#include "content/trust/digest.h"

namespace gongkai::store {

model::Result<ItemParts> ItemParts::open(const std::filesystem::path& file) {
  auto database = open_generation_file(file, Accept::this_schema);
  if (!database) return tl::unexpected(database.error());
  auto newest = Statement::prepare(database->get(), "SELECT max(rowid) FROM items");
  if (!newest) return tl::unexpected(newest.error());
  const auto step = newest->step();
  if (!step) return tl::unexpected(step.error());
  const std::int64_t last = *step == Statement::Step::row ? newest->integer(0) : 0;
  return ItemParts(std::move(*database), last);
}

std::vector<model::Item> ItemParts::next(const std::vector<model::Kind>& kinds, std::int64_t rows) {
  SqlCondition condition = published();
  add_kinds(condition, kinds);
  condition.where += " AND rowid>? AND rowid<=?";
  condition.values.emplace_back(row_);
  condition.values.emplace_back(row_ + rows);
  row_ += rows;
  std::vector<model::Item> found;
  // By an index of kinds SQLite would look at all rows of a kind for each part.
  auto statement = Statement::prepare(
      database_.get(), "SELECT " + std::string(row_columns) + ",json FROM items NOT INDEXED" + condition.where);
  if (!statement) return found;
  bind_all(*statement, condition.values);
  ItemRow row;
  for (auto step = statement->step(); step && *step == Statement::Step::row; step = statement->step()) {
    if (!read_row(*statement, row)) continue;
    const std::string_view json = statement->text(row_column_count);
    if (trust::sha256_hex(json) != row.body_hash) continue;
    codec::Decoded decoded = codec::decode_item(json);
    if (decoded.item) found.push_back(std::move(*decoded.item));
  }
  return found;
}

}  // namespace gongkai::store
