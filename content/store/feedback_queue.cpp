#include "content/store/feedback_queue.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace gongkai::store {
namespace {

// "GKFB". What is replaced or dropped is wiped from the file as well.
constexpr const char* make_schema = R"(
  PRAGMA journal_mode=DELETE;
  PRAGMA synchronous=FULL;
  PRAGMA secure_delete=ON;
  PRAGMA busy_timeout=300;
  BEGIN IMMEDIATE;
  PRAGMA application_id=1196115522;
  PRAGMA user_version=1;
  CREATE TABLE IF NOT EXISTS feedback (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, entity TEXT NOT NULL, rev INTEGER NOT NULL,
    grade INTEGER NOT NULL, chosen TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS dropped (rows INTEGER NOT NULL);
  INSERT INTO dropped SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM dropped);
  COMMIT;)";

constexpr const char* disk_full = "STORE-032";
constexpr const char* rating = "rating";
constexpr const char* wish = "wish";

model::Error not_opened(const std::filesystem::path& file, const model::Error& why) {
  return {why.code == disk_full ? disk_full : "STORE-060", "打不开评价记录 " + file.string() + "：" + why.message};
}

model::Error not_written(const model::Error& why) {
  return why.code == disk_full ? why : model::Error{"STORE-061", "评价写不进去：" + why.message};
}

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

model::Result<void> run(sqlite3* database, const char* sql, std::int64_t number) {
  auto statement = Statement::prepare(database, sql);
  if (!statement) return tl::unexpected(statement.error());
  if (auto step = statement->bind(1, number).step(); !step) return tl::unexpected(step.error());
  return {};
}

model::Result<void> insert(sqlite3* database, const Row& row) {
  auto statement = Statement::prepare(database, "INSERT INTO feedback (kind,entity,rev,grade,chosen,text,at) VALUES (?,?,?,?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, row.kind).bind(2, row.entity).bind(3, row.rev).bind(4, row.grade).bind(5, row.chosen).bind(6, row.text);
  statement->bind(7, std::int64_t{row.at.time_since_epoch().count()});
  if (auto step = statement->step(); !step) return tl::unexpected(step.error());
  return {};
}

model::Result<void> drop(sqlite3* database, const FeedbackBounds& bounds) {
  constexpr const char* count = "UPDATE dropped SET rows=rows+changes()";
  if (auto old = run(database, "DELETE FROM feedback WHERE at<?", bounds.not_before.time_since_epoch().count()); !old) return old;
  if (auto counted = execute(database, count); !counted) return counted;
  constexpr const char* too_many = "DELETE FROM feedback WHERE seq IN (SELECT seq FROM feedback ORDER BY seq DESC LIMIT -1 OFFSET ?)";
  if (auto over = run(database, too_many, bounds.most); !over) return over;
  return execute(database, count);
}

std::optional<model::Feedback> feedback_of(const Statement& row) {
  const model::Instant at{std::chrono::seconds{row.integer(6)}};
  std::string text(row.text(5));
  if (row.text(0) == wish) return model::Wish{words_of(row.text(4)), std::move(text), at};
  const std::int64_t grade = row.integer(3);
  if (row.text(0) != rating || grade < 1 || grade > model::grades) return std::nullopt;
  return model::Rating{std::string(row.text(1)), row.integer(2), static_cast<model::Grade>(grade - 1), words_of(row.text(4)), std::move(text), at};
}

}  // namespace

model::Result<FeedbackQueue> FeedbackQueue::open(const std::filesystem::path& file) {
  auto database = open_database(file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  if (auto made = execute(database->get(), make_schema); !made) return tl::unexpected(not_opened(file, made.error()));
  return FeedbackQueue(std::move(*database));
}

model::Result<std::int64_t> FeedbackQueue::put(const model::Feedback& said, std::optional<std::int64_t> replaced,
                                               const FeedbackBounds& bounds) {
  sqlite3* database = database_.get();
  std::int64_t seq = 0;
  const auto change = [&]() -> model::Result<void> {
    if (replaced) {
      if (auto gone = run(database, "DELETE FROM feedback WHERE seq=?", *replaced); !gone) return gone;
    }
    if (auto inserted = insert(database, std::visit(RowOf{}, said)); !inserted) return inserted;
    seq = last_row_number(database);
    return drop(database, bounds);
  };
  if (auto begun = execute(database, "BEGIN IMMEDIATE"); !begun) return tl::unexpected(not_written(begun.error()));
  model::Result<void> done = change();
  if (done) done = execute(database, "COMMIT");
  if (done) return seq;
  static_cast<void>(execute(database, "ROLLBACK"));
  return tl::unexpected(not_written(done.error()));
}

model::Result<FeedbackTotals> read_feedback(const std::filesystem::path& file, const std::function<void(const model::Feedback&)>& visit) {
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  static_cast<void>(execute(database->get(), "PRAGMA busy_timeout=2000"));
  FeedbackTotals totals;
  auto dropped = Statement::prepare(database->get(), "SELECT rows FROM dropped");
  if (!dropped) return tl::unexpected(not_opened(file, dropped.error()));
  if (const auto step = dropped->step(); step && *step == Statement::Step::row) totals.dropped = dropped->integer(0);
  auto rows = Statement::prepare(database->get(), "SELECT kind,entity,rev,grade,chosen,text,at FROM feedback ORDER BY seq");
  if (!rows) return tl::unexpected(not_opened(file, rows.error()));
  for (auto step = rows->step();; step = rows->step()) {
    if (!step) return tl::unexpected(not_opened(file, step.error()));
    if (*step == Statement::Step::done) return totals;
    if (const auto said = feedback_of(*rows)) {
      ++totals.records;
      visit(*said);
    }
  }
}

}  // namespace gongkai::store
