#include "content/store/generation_writer.h"

#include <unistd.h>

#include <utility>

#include "content/model/names.h"
#include "content/store/generation_format.h"
#include "content/store/store_directory.h"
#include "content/store/store_state.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace fs = std::filesystem;
namespace {

// DELETE journal: a reader opens the finished file immutable, which a WAL would forbid. secure_delete: the text of a
// withdrawn entity must not stay in free pages.
constexpr const char* session_settings =
    "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY";

model::Result<void> run(Statement& statement) {
  auto step = statement.step();
  statement.reset();
  if (!step) return tl::unexpected(step.error());
  return {};
}

model::Result<void> run_sql(sqlite3* database, std::string_view sql, const std::string& text, std::int64_t number) {
  auto statement = Statement::prepare(database, sql);
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, std::string_view(text)).bind(2, number);
  return run(*statement);
}

void remove_with_journal(const fs::path& file) {
  ::unlink(file.c_str());
  ::unlink((file.string() + "-journal").c_str());
}

bool is_withdrawn(const ItemRow& row) { return row.state == model::word(model::State::withdrawn); }

}  // namespace

struct GenerationWriter::State {
  fs::path store;
  fs::path file;  // private until commit
  model::Instant now{};
  std::int64_t number = 0;
  SqliteHandle database;
  bool marked = false;
  std::optional<Statement> select_row, insert_row, delete_nodes, insert_node;

  model::Result<void> prepare();
  model::Result<std::optional<ItemRow>> stored(const model::EntityId& id);
  bool body_is_whole(const ItemRow& row);
  model::Result<void> write(const ItemRow& row, std::string_view json);

  ~State() {
    if (file.empty()) return;
    for (auto* statement : {&select_row, &insert_row, &delete_nodes, &insert_node}) statement->reset();
    database.reset();
    remove_with_journal(file);
  }
};

model::Result<void> GenerationWriter::State::prepare() {
  const std::string columns(row_columns);
  const std::pair<std::optional<Statement>*, std::string> statements[] = {
      {&select_row, "SELECT " + columns + " FROM items WHERE id=?"},
      {&insert_row, "INSERT OR REPLACE INTO items(" + columns +
                        ",json) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&delete_nodes, "DELETE FROM item_nodes WHERE id=?"},
      {&insert_node, "INSERT OR IGNORE INTO item_nodes(id, node) VALUES(?, ?)"},
  };
  for (const auto& [place, sql] : statements) {
    auto statement = Statement::prepare(database.get(), sql);
    if (!statement) return tl::unexpected(statement.error());
    place->emplace(std::move(*statement));
  }
  return {};
}

// The stored row, or nothing where there is none or it is damaged: then what comes in replaces it.
model::Result<std::optional<ItemRow>> GenerationWriter::State::stored(const model::EntityId& id) {
  select_row->reset();
  select_row->bind(1, std::string_view(id));
  const auto step = select_row->step();
  if (!step) return tl::unexpected(step.error());
  ItemRow row;
  const bool whole = *step == Statement::Step::row && read_row(*select_row, row);
  select_row->reset();
  if (!whole) return std::nullopt;
  return row;
}

bool GenerationWriter::State::body_is_whole(const ItemRow& row) {
  auto statement = Statement::prepare(database.get(), "SELECT json FROM items WHERE id=?");
  if (!statement) return false;
  statement->bind(1, std::string_view(row.id));
  const auto step = statement->step();
  return step && *step == Statement::Step::row && trust::sha256_hex(statement->text(0)) == row.body_hash;
}

model::Result<void> GenerationWriter::State::write(const ItemRow& row, std::string_view json) {
  bind_row(*insert_row, row);
  insert_row->bind(row_column_count + 1, json);
  if (auto done = run(*insert_row); !done) return done;
  delete_nodes->bind(1, std::string_view(row.id));
  if (auto done = run(*delete_nodes); !done) return done;
  for (const std::string& node : lines_of(row.catalog)) {
    insert_node->bind(1, std::string_view(row.id)).bind(2, std::string_view(node));
    if (auto done = run(*insert_node); !done) return done;
  }
  return {};
}

GenerationWriter::GenerationWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
GenerationWriter::GenerationWriter(GenerationWriter&&) noexcept = default;
GenerationWriter& GenerationWriter::operator=(GenerationWriter&&) noexcept = default;
GenerationWriter::~GenerationWriter() = default;

model::Result<GenerationWriter> GenerationWriter::begin(const fs::path& store, model::Instant now) {
  if (auto made = make_store(store); !made) return tl::unexpected(made.error());
  remove_unfinished(store);
  const auto base = inspect_store(store, Inspection::quick);
  if (!base) return tl::unexpected(base.error());

  auto state = std::make_unique<State>();
  state->store = store;
  state->now = now;
  state->number = next_number(store);
  state->file = generations_directory(store) / (".new-" + std::to_string(state->number));
  if (base->number) {
    std::error_code error;
    fs::copy_file(generation_file(store, *base->number), state->file, error);
    if (error) {
      const bool full = error == std::errc::no_space_on_device;
      return model::failure(full ? "STORE-032" : "STORE-031", "复制本地库失败：" + error.message());
    }
  }
  auto database = open_database(state->file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(database.error());
  state->database = std::move(*database);
  if (auto done = execute(state->database.get(), session_settings); !done) return tl::unexpected(done.error());
  if (auto done = execute(state->database.get(), "BEGIN IMMEDIATE"); !done) return tl::unexpected(done.error());
  if (!base->number) {
    if (auto done = create_schema(state->database.get()); !done) return tl::unexpected(done.error());
  }
  if (auto done = state->prepare(); !done) return tl::unexpected(done.error());
  return GenerationWriter(std::move(state));
}

model::Result<PutOutcome> GenerationWriter::put(const model::Item& item, std::string_view json,
                                                const RowOrigin& origin) {
  const auto existing = state_->stored(item.header.id);
  if (!existing) return tl::unexpected(existing.error());
  const ItemRow row = make_row(item, json, origin);
  // A tombstone without a sequence number is our own (withdraw_bureau): the bureau is back.
  const bool ours = *existing && is_withdrawn(**existing) && (*existing)->seq == 0;
  if (*existing && !ours) {
    const ItemRow& old = **existing;
    const bool given_up = is_withdrawn(old) && old.rev < row.rev;
    if (old.bureau != origin.bureau && !given_up) return PutOutcome::foreign;
    if (row.rev < old.rev) return PutOutcome::older;
    if (row.rev == old.rev && row.body_hash != old.body_hash) return PutOutcome::conflict;
    if (row.rev == old.rev && state_->body_is_whole(old)) return PutOutcome::unchanged;
  }
  if (auto done = state_->write(row, json); !done) return tl::unexpected(done.error());
  return PutOutcome::stored;
}

model::Result<PutOutcome> GenerationWriter::withdraw(const codec::Withdrawal& withdrawal, const RowOrigin& origin) {
  const auto existing = state_->stored(withdrawal.id);
  if (!existing) return tl::unexpected(existing.error());
  if (*existing) {
    const ItemRow& old = **existing;
    if (old.bureau != origin.bureau) return PutOutcome::foreign;
    if (withdrawal.rev < old.rev) return PutOutcome::older;
    if (withdrawal.rev == old.rev && is_withdrawn(old)) return PutOutcome::unchanged;
  }
  ItemRow row;
  row.id = withdrawal.id;
  row.kind = model::word(withdrawal.kind);
  row.rev = withdrawal.rev;
  row.bureau = origin.bureau;
  row.seq = origin.seq;
  row.state = model::word(model::State::withdrawn);
  row.title = withdrawal.title;
  row.reason = withdrawal.reason;
  row.body_hash = trust::sha256_hex("");
  if (auto done = state_->write(row, ""); !done) return tl::unexpected(done.error());
  return PutOutcome::stored;
}

model::Result<std::int64_t> GenerationWriter::withdraw_bureau(const model::BureauName& bureau,
                                                              const std::string& reason) {
  std::vector<codec::Withdrawal> withdrawals;
  {
    auto statement = Statement::prepare(state_->database.get(),
                                        "SELECT id, kind, rev, title FROM items WHERE bureau=? AND state='published'");
    if (!statement) return tl::unexpected(statement.error());
    statement->bind(1, std::string_view(bureau));
    for (auto step = statement->step(); step && *step == Statement::Step::row; step = statement->step()) {
      const auto kind = model::from_word<model::Kind>(statement->text(1)).value_or(model::Kind::notice);
      withdrawals.push_back({std::string(statement->text(0)), kind, statement->integer(2),
                             std::string(statement->text(3)), reason});
    }
  }
  for (const codec::Withdrawal& withdrawal : withdrawals) {
    if (auto done = withdraw(withdrawal, {bureau, 0}); !done) return tl::unexpected(done.error());
  }
  if (auto done = run_sql(state_->database.get(), "DELETE FROM progress WHERE bureau=? AND ?=0", bureau, 0); !done) {
    return tl::unexpected(done.error());
  }
  return static_cast<std::int64_t>(withdrawals.size());
}

model::Result<void> GenerationWriter::reject(const Rejection& rejection, const RowOrigin& origin) {
  auto statement = Statement::prepare(
      state_->database.get(), "INSERT OR REPLACE INTO rejected(id,rev,bureau,seq,code,message) VALUES(?,?,?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, std::string_view(rejection.id)).bind(2, rejection.rev);
  statement->bind(3, std::string_view(origin.bureau)).bind(4, origin.seq);
  statement->bind(5, std::string_view(rejection.code)).bind(6, std::string_view(rejection.message));
  return run(*statement);
}

model::Result<void> GenerationWriter::set_progress(const model::BureauName& bureau, std::int64_t seq) {
  return run_sql(state_->database.get(), "INSERT OR REPLACE INTO progress(bureau, seq) VALUES(?, ?)", bureau, seq);
}

model::Result<void> GenerationWriter::set_role_version(const std::string& role, std::int64_t version) {
  return run_sql(state_->database.get(), "INSERT OR REPLACE INTO role_versions(role, version) VALUES(?, ?)", role,
                 version);
}

model::Result<void> GenerationWriter::mark() {
  const bool again = std::exchange(state_->marked, true);
  return execute(state_->database.get(), again ? "RELEASE bureau; SAVEPOINT bureau" : "SAVEPOINT bureau");
}

model::Result<void> GenerationWriter::undo() {
  return execute(state_->database.get(), "ROLLBACK TO SAVEPOINT bureau");
}

model::Result<std::int64_t> GenerationWriter::commit(model::Instant catalogue_at) {
  sqlite3* database = state_->database.get();
  GenerationInfo info;
  info.number = state_->number;
  info.applied_at = state_->now;
  info.catalogue_at = catalogue_at;
  {
    auto statement = Statement::prepare(database, "SELECT count(*) FROM items WHERE state='published'");
    if (!statement) return tl::unexpected(statement.error());
    if (auto step = statement->step(); !step) return tl::unexpected(step.error());
    info.items = statement->integer(0);
  }
  if (auto done = write_meta(database, info); !done) return tl::unexpected(done.error());
  if (auto done = execute(database, "COMMIT"); !done) return tl::unexpected(done.error());
  if (auto whole = quick_check(database); !whole) return tl::unexpected(whole.error());
  for (auto* statement : {&state_->select_row, &state_->insert_row, &state_->delete_nodes, &state_->insert_node}) {
    statement->reset();
  }
  state_->database.reset();

  const fs::path finished = generation_file(state_->store, state_->number);
  if (auto done = sync_file(state_->file); !done) return tl::unexpected(done.error());
  if (::rename(state_->file.c_str(), finished.c_str()) != 0) {
    return model::failure("STORE-031", "本地库改名失败：" + finished.string());
  }
  state_->file.clear();
  if (auto done = sync_directory(generations_directory(state_->store)); !done) return tl::unexpected(done.error());
  if (auto done = write_pointer(state_->store, state_->number); !done) return tl::unexpected(done.error());
  remove_old_generations(state_->store);
  return info.number;
}

}  // namespace gongkai::store
