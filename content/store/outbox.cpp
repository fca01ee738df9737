#include "content/store/outbox.h"

#include <functional>
#include <utility>

#include "content/codec/report_lines.h"

namespace gongkai::store {
namespace {

// "GKOB". What was sent is wiped from the file: citizens' words are in it.
constexpr const char* make_schema = R"(
  PRAGMA journal_mode=DELETE;
  PRAGMA synchronous=FULL;
  PRAGMA secure_delete=ON;
  BEGIN IMMEDIATE;
  PRAGMA application_id=1196117826;
  PRAGMA user_version=1;
  CREATE TABLE IF NOT EXISTS numbering (series INTEGER NOT NULL, next INTEGER NOT NULL, before TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS batches (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS marks (
    batch INTEGER NOT NULL, source TEXT NOT NULL, seq INTEGER NOT NULL, chain TEXT NOT NULL, dropped INTEGER NOT NULL,
    PRIMARY KEY (batch, source)) WITHOUT ROWID;
  COMMIT;)";

// Under this number stands, for each source, up to where the host has it.
constexpr std::int64_t sent_marks = 0;

model::Error not_opened(const std::filesystem::path& file, const model::Error& why) {
  return {is_passing(why) ? why.code : "STORE-070", "打不开待回传的记录 " + file.string() + "：" + why.message};
}

tl::unexpected<model::Error> not_written(const model::Error& why) {
  if (is_passing(why)) return tl::unexpected(why);
  return model::failure("STORE-071", "待回传的记录写不进去：" + why.message);
}

model::Result<void> in_transaction(sqlite3* database, const std::function<model::Result<void>()>& change) {
  if (auto begun = execute(database, "BEGIN IMMEDIATE"); !begun) return not_written(begun.error());
  model::Result<void> done = change();
  if (done) done = execute(database, "COMMIT");
  if (done) return {};
  static_cast<void>(execute(database, "ROLLBACK"));
  return not_written(done.error());
}

// A statement that is done at its first step.
model::Result<void> run(model::Result<Statement> statement, const std::function<void(Statement&)>& bind) {
  if (!statement) return tl::unexpected(statement.error());
  bind(*statement);
  if (auto step = statement->step(); !step) return tl::unexpected(step.error());
  return {};
}

model::Result<void> put_mark(sqlite3* database, std::int64_t batch, const std::string& source, const SourceMark& mark) {
  return run(Statement::prepare(database, "INSERT OR REPLACE INTO marks VALUES (?,?,?,?,?)"), [&](Statement& statement) {
    statement.bind(1, batch).bind(2, source).bind(3, mark.seq).bind(4, mark.chain).bind(5, mark.dropped);
  });
}

model::Result<void> read_marks(sqlite3* database, OutboxState& state) {
  auto marks = Statement::prepare(database, "SELECT batch,source,seq,chain,dropped FROM marks ORDER BY batch");
  if (!marks) return tl::unexpected(marks.error());
  for (auto step = marks->step();; step = marks->step()) {
    if (!step) return tl::unexpected(step.error());
    if (*step == Statement::Step::done) return {};
    const std::string source(marks->text(1));
    const SourceMark mark{marks->integer(2), std::string(marks->text(3)), marks->integer(4)};
    if (marks->integer(0) == sent_marks) state.sent[source] = mark;
    state.read[source] = mark;
  }
}

model::Result<OutboxState> read_state(sqlite3* database) {
  OutboxState state;
  auto numbering = Statement::prepare(database, "SELECT series,next,before,(SELECT count(*) FROM batches),"
                                           "(SELECT coalesce(sum(length(bytes)),0) FROM batches) FROM numbering");
  if (!numbering) return tl::unexpected(numbering.error());
  if (auto step = numbering->step(); !step) return tl::unexpected(step.error());
  state.series = numbering->integer(0);
  state.next_seq = numbering->integer(1);
  state.before = numbering->text(2);
  state.batches = numbering->integer(3);
  state.bytes = numbering->integer(4);
  if (auto marks = read_marks(database, state); !marks) return tl::unexpected(marks.error());
  return state;
}

}  // namespace

model::Result<Outbox> Outbox::open(const std::filesystem::path& file, model::Instant now) {
  auto database = open_database(file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  if (auto made = execute(database->get(), make_schema); !made) return tl::unexpected(not_opened(file, made.error()));
  constexpr const char* begin_numbering = "INSERT INTO numbering SELECT ?1,?1,?2 WHERE NOT EXISTS (SELECT 1 FROM numbering)";
  const auto begun = run(Statement::prepare(database->get(), begin_numbering), [&](Statement& statement) {
    statement.bind(1, std::int64_t{now.time_since_epoch().count()}).bind(2, codec::no_report);
  });
  if (!begun) return tl::unexpected(not_opened(file, begun.error()));
  auto state = read_state(database->get());
  if (!state) return tl::unexpected(not_opened(file, state.error()));
  return Outbox(std::move(*database), std::move(*state));
}

model::Result<void> Outbox::add(const NewBatch& batch) {
  sqlite3* database = database_.get();
  const std::int64_t seq = state_.next_seq;
  const auto change = [&]() -> model::Result<void> {
    auto stored = run(Statement::prepare(database, "INSERT INTO batches VALUES (?,?)"),
                      [&](Statement& statement) { statement.bind(1, seq).bind_blob(2, batch.bytes); });
    if (!stored) return stored;
    for (const auto& [source, mark] : batch.marks) {
      if (auto marked = put_mark(database, seq, source, mark); !marked) return marked;
    }
    return run(Statement::prepare(database, "UPDATE numbering SET next=?,before=?"),
               [&](Statement& statement) { statement.bind(1, seq + 1).bind(2, batch.digest); });
  };
  if (auto done = in_transaction(database, change); !done) return done;
  state_.next_seq = seq + 1;
  state_.before = batch.digest;
  for (const auto& [source, mark] : batch.marks) state_.read[source] = mark;
  ++state_.batches;
  state_.bytes += static_cast<std::int64_t>(batch.bytes.size());
  return {};
}

model::Result<std::optional<OutboxBatch>> Outbox::oldest() const {
  auto statement = Statement::prepare(database_.get(), "SELECT seq,bytes FROM batches ORDER BY seq LIMIT 1");
  if (!statement) return not_written(statement.error());
  const auto step = statement->step();
  if (!step) return not_written(step.error());
  if (*step == Statement::Step::done) return std::optional<OutboxBatch>();
  return OutboxBatch{statement->integer(0), std::string(statement->blob(1))};
}

model::Result<void> Outbox::remove(std::int64_t seq) {
  sqlite3* database = database_.get();
  const auto change = [&]() -> model::Result<void> {
    for (const char* sql : {"INSERT OR REPLACE INTO marks SELECT 0,source,seq,chain,dropped FROM marks WHERE batch=?",
                            "DELETE FROM marks WHERE batch=?", "DELETE FROM batches WHERE seq=?"}) {
      const auto done = run(Statement::prepare(database, sql), [&](Statement& statement) { statement.bind(1, seq); });
      if (!done) return done;
    }
    return {};
  };
  if (auto done = in_transaction(database, change); !done) return done;
  auto state = read_state(database);
  if (!state) return not_written(state.error());
  state_ = std::move(*state);
  return {};
}

}  // namespace gongkai::store
