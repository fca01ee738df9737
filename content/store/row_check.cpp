#include "content/store/row_check.h"

#include <string>

#include "content/model/names.h"
#include "content/store/generation_format.h"
#include "content/store/item_row.h"
#include "content/store/search_pack.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

tl::unexpected<model::Error> damaged(const std::string& what) {
  return model::failure("STORE-003", "本地库已损坏：" + what);
}

// integrity_check compares indexes with rows, but not the rows and packs with what they were.
model::Result<void> check_structure(sqlite3* database) {
  auto integrity = Statement::prepare(database, "PRAGMA integrity_check(1)");
  if (!integrity) return damaged(integrity.error().message);
  const auto verdict = integrity->step();
  if (!verdict) return damaged(verdict.error().message);
  if (integrity->text(0) != "ok") return damaged(std::string(integrity->text(0)));
  return check_packs(database);
}

}  // namespace

model::Result<DamagedRows> check_every_row(sqlite3* database) {
  if (auto sound = check_structure(database); !sound) return tl::unexpected(sound.error());
  const auto info = read_meta(database);
  if (!info) return damaged(info.error().message);
  auto rows = Statement::prepare(database, "SELECT " + std::string(row_columns) + ",json,rowid FROM items");
  if (!rows) return damaged(rows.error().message);
  DamagedRows found;
  std::int64_t live = 0;
  ItemRow row;
  while (true) {
    const auto step = rows->step();
    if (!step) return damaged(step.error().message);
    if (*step == Statement::Step::done) break;
    if (read_row(*rows, row) && trust::sha256_hex(rows->text(row_column_count)) == row.body_hash) {
      live += row.state == model::word(model::State::published) ? 1 : 0;
      continue;
    }
    found.rowids.push_back(rows->integer(row_column_count + 1));
    found.bureaus.insert(row.bureau);
  }
  if (live + static_cast<std::int64_t>(found.rowids.size()) < info->items) return damaged("缺少内容");
  return found;
}

}  // namespace gongkai::store
