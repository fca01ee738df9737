#include "tests/fakes/older_store.h"

#include <cstdlib>

#include "content/store/seal.h"
#include "content/store/sqlite_connection.h"
#include "content/store/store_directory.h"

namespace gongkai::fakes {
namespace {

constexpr const char* to_schema_1 =
    "DROP INDEX items_by_kind; DROP INDEX items_by_organ; DROP INDEX items_by_time; DROP TABLE search_packs;"
    "CREATE INDEX items_by_kind ON items (kind, state, publish_at);"
    "CREATE INDEX items_by_organ ON items (organ);"
    "PRAGMA user_version=1";

}  // namespace

void make_schema_1(const std::filesystem::path& store) {
  auto listed = store::listed_generations(store);
  for (store::Listed& generation : listed) {
    const auto file = store::generation_file(store, generation.number);
    {
      const auto database = store::open_database(file, store::OpenMode::read_write_create);
      if (!database || !store::execute(database->get(), to_schema_1)) std::abort();
    }
    generation.seal = store::seal_of(file).value();
  }
  if (!store::write_listed(store, listed)) std::abort();
}

}  // namespace gongkai::fakes
