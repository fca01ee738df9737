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
constexpr std::chrono::milliseconds writer_patience{40}, reader_patience{2000};
constexpr const char* rating = "rating";
constexpr const char* wish = "wish";

model::Error not_opened(const std::filesystem::path& file, const model::Error& why) {
  return {is_passing(why) ? why.code : "STORE-060", "打不开评价记录 " + file.string() + "：" + why.message};
}

model::Error not_written(const model::Error& why) {
  return is_passing(why) ? why : model::Error{"STORE-061", "评价写不进去：" + why.message};
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

constexpr const char* select_records = "SELECT kind,entity,rev,grade,chosen,text,at,seq FROM feedback";

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

// Empty: the file is of a program that gave its queues no origin yet; the terminal will when it opens it next.
model::Result<std::string> origin_of(sqlite3* database) {
  auto made = Statement::prepare(database, "SELECT 1 FROM sqlite_master WHERE type='table' AND name='origin'");
  if (!made) return tl::unexpected(made.error());
  const auto has_table = made->step();
  if (!has_table) return tl::unexpected(has_table.error());
  if (*has_table == Statement::Step::done) return std::string();
  auto origin = Statement::prepare(database, "SELECT id FROM origin");
  if (!origin) return tl::unexpected(origin.error());
  const auto step = origin->step();
  if (!step) return tl::unexpected(step.error());
  return *step == Statement::Step::row ? std::string(origin->text(0)) : std::string();
}

model::Result<void> read_part(sqlite3* database, const FeedbackQuestion& question, FeedbackPart& part) {
  auto begun = execute(database, "BEGIN");
  if (!begun) return begun;
  auto origin = origin_of(database);
  if (!origin) return tl::unexpected(origin.error());
  if (origin->empty()) return {};
  if (*origin != question.after.origin) part.up_to = {std::move(*origin), 0};
  auto dropped = Statement::prepare(database, "SELECT rows FROM dropped");
  if (!dropped) return tl::unexpected(dropped.error());
  if (auto step = dropped->step(); !step) return tl::unexpected(step.error());
  part.dropped = dropped->integer(0);
  auto rows = Statement::prepare(database, std::string(select_records) + " WHERE seq>? ORDER BY seq LIMIT ?");
  if (!rows) return tl::unexpected(rows.error());
  rows->bind(1, part.up_to.seq).bind(2, question.most);
  for (auto step = rows->step();; step = rows->step()) {
    if (!step) return tl::unexpected(step.error());
    if (*step == Statement::Step::done) return {};
    const model::Instant at{std::chrono::seconds{rows->integer(6)}};
    if (at > question.settled && at <= question.now) return {};
    part.up_to.seq = rows->integer(7);
    if (auto said = feedback_of(*rows)) part.records.push_back({part.up_to.seq, std::move(*said)});
  }
}

}  // namespace

model::Result<FeedbackQueue> FeedbackQueue::open(const std::filesystem::path& file) {
  auto database = open_database(file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  wait_when_busy(database->get(), writer_patience);
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

model::Result<void> FeedbackQueue::forget(const FeedbackMark& sent) {
  auto statement = Statement::prepare(database_.get(), "DELETE FROM feedback WHERE seq<=? AND (SELECT id FROM origin)=?");
  if (!statement) return tl::unexpected(not_written(statement.error()));
  if (auto step = statement->bind(1, sent.seq).bind(2, sent.origin).step(); !step) return tl::unexpected(not_written(step.error()));
  return {};
}

model::Result<FeedbackTotals> read_feedback(const std::filesystem::path& file, const std::function<void(const model::Feedback&)>& visit) {
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  wait_when_busy(database->get(), reader_patience);
  FeedbackTotals totals;
  auto dropped = Statement::prepare(database->get(), "SELECT rows FROM dropped");
  if (!dropped) return tl::unexpected(not_opened(file, dropped.error()));
  if (const auto step = dropped->step(); step && *step == Statement::Step::row) totals.dropped = dropped->integer(0);
  auto rows = Statement::prepare(database->get(), std::string(select_records) + " ORDER BY seq");
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

model::Result<FeedbackPart> read_feedback_after(const std::filesystem::path& file, const FeedbackQuestion& question) {
  FeedbackPart part;
  part.up_to = question.after;
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown) && !unknown) return part;
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  if (auto read = read_part(database->get(), question, part); !read) return tl::unexpected(not_opened(file, read.error()));
  return part;
}

}  // namespace gongkai::store
