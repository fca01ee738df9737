#include "content/store/store_state.h"

#include <utility>

#include "content/store/row_check.h"
#include "content/store/seal.h"
#include "content/store/store_directory.h"

namespace gongkai::store {
namespace {

void forget_progress(Ledger& ledger, const DamagedRows& damage) {
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

model::Result<StoreState> state_of(const std::filesystem::path& file, const std::string& seal) {
  const auto actual = seal_of(file);
  if (!actual) return tl::unexpected(actual.error());
  auto database = open_generation_file(file, Accept::older_schemas);
  // A file that is what it was and still cannot be opened is not damaged: there is something wrong with the machine.
  if (!database && *actual == seal && database.error().code != "STORE-002") {
    return model::failure("STORE-031", database.error().message);
  }
  if (!database) return tl::unexpected(database.error());
  StoreState state;
  auto info = read_meta(database->get());
  if (!info) return tl::unexpected(info.error());
  auto ledger = read_ledger(database->get());
  if (!ledger) return tl::unexpected(ledger.error());
  state.info = *info;
  state.ledger = std::move(*ledger);
  if (*actual != seal) {
    auto damage = check_every_row(database->get());
    if (!damage) return tl::unexpected(damage.error());
    forget_progress(state.ledger, *damage);
    state.damaged_rows = std::move(damage->rowids);
  }
  return state;
}

}  // namespace

model::Result<StoreState> inspect_store(const std::filesystem::path& store, OnDamage on_damage) {
  std::int64_t damaged_count = 0;
  StoreState found;
  for (const Listed& listed : listed_generations(store)) {
    const auto file = generation_file(store, listed.number);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) continue;
    auto state = state_of(file, listed.seal);
    if (state) {
      found = std::move(*state);
      found.number = listed.number;
      break;
    }
    const std::string& code = state.error().code;
    // A store of a newer program is not ours to touch, and a file that we may not open says nothing of its content.
    if (code == "STORE-002" || code == "STORE-031") return state;
    if (on_damage == OnDamage::set_aside) set_aside(store, listed.number);
    ++damaged_count;
  }
  found.set_aside = damaged_count;
  if (on_damage == OnDamage::set_aside) remove_unlisted(store);
  return found;
}

}  // namespace gongkai::store
