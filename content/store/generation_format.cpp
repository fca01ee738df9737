#include "content/store/generation_format.h"

#include <charconv>
#include <chrono>

#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

constexpr const char* rows_sql =
#include "generation_schema.inc"
    ;
constexpr const char* lists_and_search_sql =
#include "lists_and_search_schema.inc"
    ;

// "GKBD", at byte 68 of the file.
constexpr std::int64_t application_id = 0x474B4244;

constexpr const char* schema_pragma = "PRAGMA user_version";

constexpr std::string_view ledger_hash_key = "ledger_hash";

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

model::Result<std::int64_t> pragma_number(sqlite3* database, const char* pragma) {
  auto statement = Statement::prepare(database, pragma);
  if (!statement) return tl::unexpected(statement.error());
  const auto step = statement->step();
  if (!step) return tl::unexpected(step.error());
  return *step == Statement::Step::row ? statement->integer(0) : 0;
}

using TextPairs = std::map<std::string, std::string>;

model::Result<TextPairs> pairs(sqlite3* database, const char* sql) {
  auto statement = Statement::prepare(database, sql);
  if (!statement) return tl::unexpected(statement.error());
  TextPairs found;
  while (true) {
    const auto step = statement->step();
    if (!step) return tl::unexpected(step.error());
    if (*step == Statement::Step::done) return found;
    found.emplace(statement->text(0), statement->text(1));
  }
}

struct LedgerTexts {
  TextPairs meta, roles, progress;
};

model::Result<LedgerTexts> ledger_texts(sqlite3* database) {
  LedgerTexts texts;
  auto meta = pairs(database, "SELECT key, value FROM meta");
  if (!meta) return tl::unexpected(meta.error());
  auto roles = pairs(database, "SELECT role, version FROM role_versions");
  if (!roles) return tl::unexpected(roles.error());
  auto progress = pairs(database, "SELECT bureau, seq FROM progress");
  if (!progress) return tl::unexpected(progress.error());
  return LedgerTexts{std::move(*meta), std::move(*roles), std::move(*progress)};
}

std::string ledger_hash(LedgerTexts texts) {
  texts.meta.erase(std::string(ledger_hash_key));
  std::string input;
  for (const TextPairs* table : {&texts.meta, &texts.roles, &texts.progress}) {
    for (const auto& [key, value] : *table) {
      input += std::to_string(key.size()) + ':' + key + std::to_string(value.size()) + ':' + value;
    }
    input += ';';
  }
  return trust::sha256_hex(input);
}

model::Result<void> check_ledger(sqlite3* database) {
  auto texts = ledger_texts(database);
  if (!texts) return model::failure("STORE-003", texts.error().message);
  const auto stored = texts->meta.find(std::string(ledger_hash_key));
  if (stored == texts->meta.end() || stored->second != ledger_hash(*texts)) {
    return model::failure("STORE-003", "本地库已损坏：登记数据与校验值不符");
  }
  return {};
}

std::map<std::string, std::int64_t> numbers(const TextPairs& texts) {
  std::map<std::string, std::int64_t> values;
  for (const auto& [key, value] : texts) values[key] = number_in(value);
  return values;
}

model::Result<void> stamp(sqlite3* database) {
  const std::string sql = "PRAGMA application_id=" + std::to_string(application_id) +
                          "; PRAGMA user_version=" + std::to_string(schema_version);
  return execute(database, sql.c_str());
}

}  // namespace

model::Result<SqliteHandle> open_generation_file(const std::filesystem::path& file, Accept accept) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return model::failure("STORE-001", "不是本地库文件：" + file.string());
  }
  auto database = open_database(file, OpenMode::immutable_read_only);
  if (!database) return tl::unexpected(database.error());
  const auto id = pragma_number(database->get(), "PRAGMA application_id");
  if (!id || *id != application_id) return model::failure("STORE-001", "不是本地库文件：" + file.string());
  const auto schema = pragma_number(database->get(), schema_pragma);
  if (!schema) return model::failure("STORE-003", schema.error().message);
  if (*schema > schema_version) {
    return model::failure("STORE-002", "本地库由更新版本的程序写成（格式 " + std::to_string(*schema) +
                                           "，本程序认识 " + std::to_string(schema_version) + "）");
  }
  if (*schema < (accept == Accept::older_schemas ? oldest_schema : schema_version)) {
    return model::failure("STORE-005", "本地库由更早版本的程序写成（格式 " + std::to_string(*schema) +
                                           "），等待 gongkai-sync 换成新格式");
  }
  if (auto whole = check_ledger(database->get()); !whole) return tl::unexpected(whole.error());
  return std::move(*database);
}

model::Result<GenerationInfo> read_meta(sqlite3* database) {
  auto meta = pairs(database, "SELECT key, value FROM meta");
  if (!meta) return tl::unexpected(meta.error());
  const auto schema = pragma_number(database, schema_pragma);
  if (!schema) return tl::unexpected(schema.error());
  const auto instant = [&](const char* key) { return model::Instant(std::chrono::seconds(number_in((*meta)[key]))); };
  GenerationInfo info;
  info.schema = static_cast<int>(*schema);
  info.number = number_in((*meta)["number"]);
  info.items = number_in((*meta)["items"]);
  info.applied_at = instant("applied_at");
  info.catalogue_at = instant("catalogue_at");
  return info;
}

model::Result<Ledger> read_ledger(sqlite3* database) {
  auto texts = ledger_texts(database);
  if (!texts) return tl::unexpected(texts.error());
  return Ledger{numbers(texts->roles), numbers(texts->progress)};
}

model::Result<void> create_schema(sqlite3* database) {
  if (auto done = execute(database, rows_sql); !done) return done;
  return stamp(database);
}

model::Result<void> add_lists_and_search(sqlite3* database) { return execute(database, lists_and_search_sql); }

model::Result<void> upgrade_schema(sqlite3* database) {
  std::vector<std::string> indexes;
  {
    auto statement = Statement::prepare(
        database, "SELECT name FROM sqlite_schema WHERE type='index' AND tbl_name='items' AND sql IS NOT NULL");
    if (!statement) return tl::unexpected(statement.error());
    for (auto step = statement->step(); step && *step == Statement::Step::row; step = statement->step()) {
      indexes.emplace_back(statement->text(0));
    }
  }
  for (const std::string& index : indexes) {
    if (auto done = execute(database, ("DROP INDEX " + index).c_str()); !done) return done;
  }
  if (auto done = execute(database, "DROP TABLE IF EXISTS search_packs"); !done) return done;
  return stamp(database);
}

model::Result<void> write_meta(sqlite3* database, const GenerationInfo& info) {
  auto statement = Statement::prepare(database, "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)");
  if (!statement) return tl::unexpected(statement.error());
  const auto put = [&](std::string_view key, const std::string& value) -> model::Result<void> {
    statement->reset();
    statement->bind(1, key).bind(2, std::string_view(value));
    const auto step = statement->step();
    if (!step) return tl::unexpected(step.error());
    return {};
  };
  const std::pair<std::string_view, std::int64_t> values[] = {
      {"number", info.number},
      {"items", info.items},
      {"applied_at", info.applied_at.time_since_epoch().count()},
      {"catalogue_at", info.catalogue_at.time_since_epoch().count()},
  };
  for (const auto& [key, value] : values) {
    if (auto done = put(key, std::to_string(value)); !done) return done;
  }
  auto texts = ledger_texts(database);
  if (!texts) return tl::unexpected(texts.error());
  return put(ledger_hash_key, ledger_hash(std::move(*texts)));
}

}  // namespace gongkai::store
