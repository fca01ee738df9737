#include "content/store/store_state.h"

#include <set>

#include "content/store/item_row.h"
#include "content/store/store_directory.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

struct Damage {
  std::int64_t rows = 0;
  std::set<model::BureauName> bureaus;  // as far as the damaged rows still say
};

// quick_check passes over contents and over what indexes say; this does not.
model::Result<Damage> check_every_row(sqlite3* database) {
  auto integrity = Statement::prepare(database, "PRAGMA integrity_check(1)");
  if (!integrity) return model::failure("STORE-003", integrity.error().message);
  const auto verdict = integrity->step();
  if (!verdict || integrity->text(0) != "ok") return model::failure("STORE-003", "本地库已损坏");

  auto rows = Statement::prepare(database, "SELECT " + std::string(row_columns) + ",json FROM items");
  if (!rows) return model::failure("STORE-003", rows.error().message);
  Damage damage;
  ItemRow row;
  while (true) {
    const auto step = rows->step();
    if (!step) return model::failure("STORE-003", step.error().message);
    if (*step == Statement::Step::done) return damage;
    if (read_row(*rows, row) && trust::sha256_hex(rows->text(row_column_count)) == row.body_hash) continue;
    ++damage.rows;
    damage.bureaus.insert(row.bureau);
  }
}

void forget_progress(Ledger& ledger, const Damage& damage) {
  for (const model::BureauName& bureau : damage.bureaus) {
    const auto known = ledger.progress.find(bureau);
    if (known == ledger.progress.end()) {
      // The name of the bureau itself is damaged, so it may be any of them.
      for (auto& [name, seq] : ledger.progress) seq = 0;
      return;
    }
    known->second = 0;
  }
}

model::Result<StoreState> state_of(const std::filesystem::path& file, Inspection inspection) {
  auto database = open_generation_file(file);
  if (!database) return tl::unexpected(database.error());
  StoreState state;
  auto info = read_meta(database->get());
  if (!info) return tl::unexpected(info.error());
  auto ledger = read_ledger(database->get());
  if (!ledger) return tl::unexpected(ledger.error());
  state.info = *info;
  state.ledger = std::move(*ledger);
  if (inspection == Inspection::every_row) {
    const auto damage = check_every_row(database->get());
    if (!damage) return tl::unexpected(damage.error());
    state.damaged_rows = damage->rows;
    forget_progress(state.ledger, *damage);
  }
  return state;
}

}  // namespace

model::Result<StoreState> inspect_store(const std::filesystem::path& store, Inspection inspection) {
  std::int64_t set_aside_count = 0;
  const auto pointed = read_pointer(store);
  for (const std::int64_t number : generation_numbers(store)) {
    if (pointed && number > *pointed) continue;
    auto state = state_of(generation_file(store, number), inspection);
    if (state) {
      state->number = number;
      state->set_aside = set_aside_count;
      return state;
    }
    // A store of a newer program is not ours to touch.
    if (state.error().code == "STORE-002") return state;
    set_aside(store, number);
    ++set_aside_count;
  }
  StoreState empty;
  empty.set_aside = set_aside_count;
  return empty;
}

}  // namespace gongkai::store
