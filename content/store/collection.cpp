#include "content/store/collection.h"

#include "content/store/feedback_rows.h"

namespace gongkai::store {
namespace {

// Of the batches only the last one is kept, and those that were given up.
constexpr const char* make_batches = R"(
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS batches (
    last INTEGER PRIMARY KEY, first INTEGER NOT NULL, series INTEGER NOT NULL, digest TEXT NOT NULL, given_up TEXT NOT NULL);
  COMMIT;)";

model::Result<CollectedMark> read_mark(sqlite3* database) {
  auto statement = Statement::prepare(database, "SELECT series,last,digest FROM batches ORDER BY last DESC LIMIT 1");
  if (!statement) return tl::unexpected(statement.error());
  const auto step = statement->step();
  if (!step) return tl::unexpected(step.error());
  if (*step == Statement::Step::done) return CollectedMark{};
  return CollectedMark{statement->integer(0), statement->integer(1), std::string(statement->text(2))};
}

model::Result<void> put_mark(sqlite3* database, const CollectedMark& before, const CollectedBatch& batch) {
  if (auto cleared = execute(database, "DELETE FROM batches WHERE given_up=''"); !cleared) return cleared;
  auto statement = Statement::prepare(database, "INSERT INTO batches VALUES (?,?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  const CollectedMark& mark = batch.mark;
  const std::int64_t first = before.series == mark.series && before.seq != 0 ? before.seq + 1 : mark.series;
  statement->bind(1, mark.seq).bind(2, first).bind(3, mark.series).bind(4, mark.digest).bind(5, batch.given_up);
  if (auto step = statement->step(); !step) return tl::unexpected(step.error());
  return {};
}

model::Result<void> add_dropped(sqlite3* database, std::int64_t records) {
  auto statement = Statement::prepare(database, "UPDATE dropped SET rows=rows+?");
  if (!statement) return tl::unexpected(statement.error());
  if (auto step = statement->bind(1, records).step(); !step) return tl::unexpected(step.error());
  return {};
}

}  // namespace

model::Result<Collection> Collection::open(const std::filesystem::path& file) {
  auto database = open_feedback(file);
  if (!database) return tl::unexpected(database.error());
  auto made = execute(database->get(), make_batches);
  if (!made) return tl::unexpected(feedback_not_opened(file, made.error()));
  auto mark = read_mark(database->get());
  if (!mark) return tl::unexpected(feedback_not_opened(file, mark.error()));
  return Collection(std::move(*database), std::move(*mark));
}

model::Result<void> Collection::add(const CollectedBatch& batch) {
  sqlite3* database = database_.get();
  const auto change = [&]() -> model::Result<void> {
    for (const model::Feedback& said : batch.said) {
      if (auto inserted = insert_feedback(database, said); !inserted) return inserted;
    }
    if (auto counted = add_dropped(database, batch.dropped); !counted) return counted;
    return put_mark(database, mark_, batch);
  };
  auto done = change_feedback(database, change);
  if (done) mark_ = batch.mark;
  return done;
}

model::Result<std::vector<GivenUp>> read_given_up(const std::filesystem::path& file) {
  std::vector<GivenUp> all;
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown) && !unknown) return all;
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(feedback_not_opened(file, database.error()));
  auto statement = Statement::prepare(database->get(), "SELECT first,last,given_up FROM batches WHERE given_up<>'' ORDER BY last");
  if (!statement) return tl::unexpected(feedback_not_opened(file, statement.error()));
  for (auto step = statement->step();; step = statement->step()) {
    if (!step) return tl::unexpected(feedback_not_opened(file, step.error()));
    if (*step == Statement::Step::done) return all;
    all.push_back({statement->integer(0), statement->integer(1), std::string(statement->text(2))});
  }
}

}  // namespace gongkai::store
