#include "content/store/feedback_queue.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "content/store/feedback_rows.h"

namespace gongkai::store {
namespace {

constexpr std::chrono::milliseconds agent_patience{200}, reader_patience{2000};

model::Result<void> run(sqlite3* database, const char* sql, std::int64_t number) {
  auto statement = Statement::prepare(database, sql);
  if (!statement) return tl::unexpected(statement.error());
  if (auto step = statement->bind(1, number).step(); !step) return tl::unexpected(step.error());
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
  auto rows = Statement::prepare(database, std::string(select_feedback) + " WHERE seq>? ORDER BY seq LIMIT ?");
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
  auto database = open_feedback(file);
  if (!database) return tl::unexpected(database.error());
  return FeedbackQueue(std::move(*database));
}

model::Result<std::int64_t> FeedbackQueue::put(const model::Feedback& said, std::optional<std::int64_t> replaced,
                                               const FeedbackBounds& bounds) {
  sqlite3* database = database_.get();
  std::int64_t seq = 0;
  const auto done = change_feedback(database, [&]() -> model::Result<void> {
    if (replaced) {
      if (auto gone = run(database, "DELETE FROM feedback WHERE seq=?", *replaced); !gone) return gone;
    }
    if (auto inserted = insert_feedback(database, said); !inserted) return inserted;
    seq = last_row_number(database);
    return drop(database, bounds);
  });
  if (!done) return tl::unexpected(done.error());
  return seq;
}

model::Result<void> FeedbackQueue::forget(const FeedbackMark& sent) {
  auto statement = Statement::prepare(database_.get(), "DELETE FROM feedback WHERE seq<=? AND (SELECT id FROM origin)=?");
  if (!statement) return tl::unexpected(feedback_not_written(statement.error()));
  if (auto step = statement->bind(1, sent.seq).bind(2, sent.origin).step(); !step) return tl::unexpected(feedback_not_written(step.error()));
  return {};
}

model::Result<FeedbackTotals> read_feedback(const std::filesystem::path& file, const std::function<void(const model::Feedback&)>& visit) {
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(feedback_not_opened(file, database.error()));
  wait_when_busy(database->get(), reader_patience);
  FeedbackTotals totals;
  auto dropped = Statement::prepare(database->get(), "SELECT rows FROM dropped");
  if (!dropped) return tl::unexpected(feedback_not_opened(file, dropped.error()));
  if (const auto step = dropped->step(); step && *step == Statement::Step::row) totals.dropped = dropped->integer(0);
  auto rows = Statement::prepare(database->get(), std::string(select_feedback) + " ORDER BY seq");
  if (!rows) return tl::unexpected(feedback_not_opened(file, rows.error()));
  for (auto step = rows->step();; step = rows->step()) {
    if (!step) return tl::unexpected(feedback_not_opened(file, step.error()));
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
  if (!database) return tl::unexpected(feedback_not_opened(file, database.error()));
  wait_when_busy(database->get(), agent_patience);
  if (auto read = read_part(database->get(), question, part); !read) return tl::unexpected(feedback_not_opened(file, read.error()));
  return part;
}

}  // namespace gongkai::store
