// Owning handles of SQLite, and the few calls the store makes. A library error is a value with SQLite's own words;
// STORE-032 whenever the disk is full, STORE-033 whenever another program holds the file: that ends by itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "content/model/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gongkai::store {

inline constexpr const char* disk_full = "STORE-032";
inline constexpr const char* file_in_use = "STORE-033";

// Errors that end by themselves keep their code, whatever was being done.
bool is_passing(const model::Error& error);

struct SqliteCloser {
  void operator()(sqlite3* database) const;
};
using SqliteHandle = std::unique_ptr<sqlite3, SqliteCloser>;

struct StatementCloser {
  void operator()(sqlite3_stmt* statement) const;
};

enum class OpenMode {
  immutable_read_only,  // a finished generation: no locks, no -wal, no -shm, works for any user who may read the file
  read_only,            // of a file that another program may be writing
  read_write_create,
};

// E: STORE-003 cannot be opened.
model::Result<SqliteHandle> open_database(const std::filesystem::path& file, OpenMode mode);
// How long a statement waits for another program that holds the file before it is STORE-033; 0 after opening.
void wait_when_busy(sqlite3* database, std::chrono::milliseconds longest);
// Runs statements without results. E: STORE-004.
model::Result<void> execute(sqlite3* database, const char* sql);
// Of the row that was inserted last.
std::int64_t last_row_number(sqlite3* database);
// E: STORE-003 with the first complaint of PRAGMA quick_check.
model::Result<void> quick_check(sqlite3* database);

// A prepared statement. Bind by position (from 1), then step; text and blobs are copied.
class Statement {
 public:
  static model::Result<Statement> prepare(sqlite3* database, std::string_view sql);

  Statement& bind(int position, std::string_view text);
  Statement& bind(int position, std::int64_t number);
  Statement& bind_blob(int position, std::string_view bytes);

  enum class Step { row, done };
  model::Result<Step> step();  // E: STORE-004
  void reset();

  std::string_view text(int column) const;  // valid until the next step
  std::string_view blob(int column) const;
  std::int64_t integer(int column) const;

 private:
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  std::unique_ptr<sqlite3_stmt, StatementCloser> handle_;
};

}  // namespace gongkai::store
