// The file format of a generation: a SQLite database of schema/*_v2.sql with our application id. What is not
// in a hashed row (progress, role versions, numbers) is covered by one "ledger hash" in meta.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "content/store/generation.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

inline constexpr int schema_version = 2;
inline constexpr int oldest_schema = 1;

enum class Accept {
  this_schema,    // what a reader understands
  older_schemas,  // what a writer can begin from
};

// Signed role -> version, bureau -> last sequence number applied.
struct Ledger {
  std::map<std::string, std::int64_t> role_versions;
  std::map<model::BureauName, std::int64_t> progress;
};

// Opens a finished generation, and checks that it is one and its ledger is whole.
// E: STORE-001 not a store, STORE-002 schema newer than this program, STORE-003 damaged, STORE-005 schema older than
// accepted.
model::Result<SqliteHandle> open_generation_file(const std::filesystem::path& file, Accept accept);

model::Result<GenerationInfo> read_meta(sqlite3* database);
model::Result<Ledger> read_ledger(sqlite3* database);

// ---- for the writer

// Tables of rows alone.
model::Result<void> create_schema(sqlite3* database);
// In the copy of a generation of an older schema. The rows, and with them their hashes, stay as they are.
model::Result<void> upgrade_schema(sqlite3* database);
// What lists and the search need, from the rows that are there; the search packs are still to be written. After a new
// terminal's rows, not before them: what a bureau's pack may have to undo would hold most of the indexes in memory.
model::Result<void> add_lists_and_search(sqlite3* database);
// Replaces number, times and count in meta (`damaged` is not stored), then the ledger hash.
model::Result<void> write_meta(sqlite3* database, const GenerationInfo& info);

}  // namespace gongkai::store
