#include "content/store/sqlite_connection.h"

#include <sqlite3.h>

#include <cerrno>

namespace gongkai::store {
namespace {

bool is_disk_full(sqlite3* database) {
  const int code = sqlite3_errcode(database) & 0xFF;
  if (code == SQLITE_FULL) return true;
  // A file that cannot be made, or is not taken at the last moment: the system says why.
  const int reason = sqlite3_system_errno(database);
  return (code == SQLITE_CANTOPEN || code == SQLITE_IOERR) && (reason == ENOSPC || reason == EDQUOT);
}

model::Error sqlite_error(std::string code, sqlite3* database) {
  if (!database) return {std::move(code), "本地库出错：内存不足"};
  if (is_disk_full(database)) return {disk_full, "磁盘已满，本地库没有写成"};
  if ((sqlite3_errcode(database) & 0xFF) == SQLITE_BUSY) return {file_in_use, "另一个程序正在使用这个文件，请稍候再试"};
  return {std::move(code), std::string("本地库出错：") + sqlite3_errmsg(database)};
}

// The path as a file: URI. Only what ends or escapes a URI path needs to be encoded.
std::string file_uri(const std::filesystem::path& file, std::string_view query) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr std::string_view digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += digits[byte >> 4];
      uri += digits[byte & 15];
    } else {
      uri += c;
    }
  }
  return uri.append(query);
}

}  // namespace

bool is_passing(const model::Error& error) { return error.code == disk_full || error.code == file_in_use; }

void wait_when_busy(sqlite3* database, std::chrono::milliseconds longest) {
  sqlite3_busy_timeout(database, static_cast<int>(longest.count()));
}

void SqliteCloser::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void StatementCloser::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

model::Result<SqliteHandle> open_database(const std::filesystem::path& file, OpenMode mode) {
  const bool read_only = mode != OpenMode::read_write_create;
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* raw = nullptr;
  const int status =
      sqlite3_open_v2(file_uri(file, mode == OpenMode::immutable_read_only ? "?immutable=1" : "").c_str(), &raw, flags, nullptr);
  SqliteHandle handle(raw);
  if (status != SQLITE_OK) return tl::unexpected(sqlite_error("STORE-003", raw));
  // A store may come from a damaged disk: nothing in its schema may run code of its own.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return handle;
}

model::Result<void> execute(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return tl::unexpected(sqlite_error("STORE-004", database));
  }
  return {};
}

std::int64_t last_row_number(sqlite3* database) { return sqlite3_last_insert_rowid(database); }

model::Result<void> quick_check(sqlite3* database) {
  auto statement = Statement::prepare(database, "PRAGMA quick_check(1)");
  if (!statement) return model::failure("STORE-003", statement.error().message);
  const auto step = statement->step();
  if (!step) return model::failure("STORE-003", step.error().message);
  if (*step != Statement::Step::row || statement->text(0) != "ok") {
    return model::failure("STORE-003", "本地库已损坏：" + std::string(statement->text(0)));
  }
  return {};
}

model::Result<Statement> Statement::prepare(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK) {
    return tl::unexpected(sqlite_error("STORE-004", database));
  }
  return Statement(raw);
}

Statement& Statement::bind(int position, std::string_view text) {
  sqlite3_bind_text64(handle_.get(), position, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int position, std::int64_t number) {
  sqlite3_bind_int64(handle_.get(), position, number);
  return *this;
}

Statement& Statement::bind_blob(int position, std::string_view bytes) {
  sqlite3_bind_blob64(handle_.get(), position, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  return *this;
}

model::Result<Statement::Step> Statement::step() {
  const int status = sqlite3_step(handle_.get());
  if (status == SQLITE_ROW) return Step::row;
  if (status == SQLITE_DONE) return Step::done;
  return tl::unexpected(sqlite_error("STORE-004", sqlite3_db_handle(handle_.get())));
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)))
               : std::string_view();
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)))
               : std::string_view();
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

}  // namespace gongkai::store
