#include "content/store/feedback_rows.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace gongkai::store {
namespace {

// "GKFB".
constexpr const char* make_schema = R"(
  PRAGMA journal_mode=DELETE;
  PRAGMA synchronous=FULL;
  PRAGMA secure_delete=ON;
  BEGIN IMMEDIATE;
  PRAGMA application_id=1196115522;
  PRAGMA user_version=1;
  CREATE TABLE IF NOT EXISTS feedback (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, entity TEXT NOT NULL, rev INTEGER NOT NULL,
    grade INTEGER NOT NULL, chosen TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS dropped (rows INTEGER NOT NULL);
  INSERT INTO dropped SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM dropped);
  CREATE TABLE IF NOT EXISTS origin (id TEXT NOT NULL);
  INSERT INTO origin SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM origin);
  COMMIT;)";

// A visitor waits for an answer, and so does the screen.
constexpr std::chrono::milliseconds writer_patience{40};
constexpr const char* rating = "rating";
constexpr const char* wish = "wish";

// Words the visitor chose from, one a line: none of them has a line break.
std::string lines_of(const std::vector<std::string>& words) {
  std::string lines;
  for (const std::string& one : words) lines += (lines.empty() ? "" : "\n") + one;
  return lines;
}

std::vector<std::string> words_of(std::string_view lines) {
  std::vector<std::string> words;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    words.emplace_back(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return words;
}

struct Row {
  const char* kind;
  std::string entity;
  std::int64_t rev, grade;
  std::string chosen, text;
  model::Instant at;
};

struct RowOf {
  Row operator()(const model::Rating& said) const {
    return {rating, said.entity, said.rev, model::number_of(said.grade), lines_of(said.reasons), said.text, said.at};
  }
  Row operator()(const model::Wish& said) const { return {wish, "", 0, 0, lines_of(said.topics), said.text, said.at}; }
};

}  // namespace

model::Result<SqliteHandle> open_feedback(const std::filesystem::path& file) {
  auto database = open_database(file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(feedback_not_opened(file, database.error()));
  wait_when_busy(database->get(), writer_patience);
  if (auto made = execute(database->get(), make_schema); !made) return tl::unexpected(feedback_not_opened(file, made.error()));
  return database;
}

model::Error feedback_not_opened(const std::filesystem::path& file, const model::Error& why) {
  return {is_passing(why) ? why.code : "STORE-060", "打不开评价记录 " + file.string() + "：" + why.message};
}

model::Error feedback_not_written(const model::Error& why) {
  return is_passing(why) ? why : model::Error{"STORE-061", "评价写不进去：" + why.message};
}

model::Result<void> change_feedback(sqlite3* database, const std::function<model::Result<void>()>& change) {
  if (auto begun = execute(database, "BEGIN IMMEDIATE"); !begun) return tl::unexpected(feedback_not_written(begun.error()));
  model::Result<void> done = change();
  if (done) done = execute(database, "COMMIT");
  if (done) return {};
  static_cast<void>(execute(database, "ROLLBACK"));
  return tl::unexpected(feedback_not_written(done.error()));
}

model::Result<void> insert_feedback(sqlite3* database, const model::Feedback& said) {
  const Row row = std::visit(RowOf{}, said);
  auto statement = Statement::prepare(database, "INSERT INTO feedback (kind,entity,rev,grade,chosen,text,at) VALUES (?,?,?,?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, row.kind).bind(2, row.entity).bind(3, row.rev).bind(4, row.grade).bind(5, row.chosen).bind(6, row.text);
  statement->bind(7, std::int64_t{row.at.time_since_epoch().count()});
  if (auto step = statement->step(); !step) return tl::unexpected(step.error());
  return {};
}

std::optional<model::Feedback> feedback_of(const Statement& row) {
  const model::Instant at{std::chrono::seconds{row.integer(6)}};
  std::string text(row.text(5));
  if (row.text(0) == wish) return model::Wish{words_of(row.text(4)), std::move(text), at};
  const std::int64_t grade = row.integer(3);
  if (row.text(0) != rating || grade < 1 || grade > model::grades) return std::nullopt;
  return model::Rating{std::string(row.text(1)), row.integer(2), static_cast<model::Grade>(grade - 1), words_of(row.text(4)), std::move(text), at};
}

}  // namespace gongkai::store
