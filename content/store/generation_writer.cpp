#include "content/store/generation_writer.h"

#include <unistd.h>

#include <set>
#include <utility>

#include "content/model/names.h"
#include "content/store/generation_format.h"
#include "content/store/search_pack.h"
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

constexpr std::string_view set_progress_sql = "INSERT OR REPLACE INTO progress(bureau, seq) VALUES(?, ?)";

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

// Those that may still take the place of the newest one.
void add_older(const fs::path& store, std::vector<Listed>& listed) {
  std::error_code error;
  for (const Listed& older : listed_generations(store)) {
    const bool before = older.number < listed.front().number;
    if (before && listed.size() < kept_generations && fs::exists(generation_file(store, older.number), error)) {
      listed.push_back(older);
    }
  }
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
  bool lists_missing = false;
  bool text_withdrawn = false;  // the generations before may hold a text that nobody may see any more
  std::set<std::int64_t> changed_packs;
  std::optional<Statement> select_row, insert_row, delete_nodes, insert_node;

  model::Result<void> prepare();
  model::Result<std::optional<ItemRow>> stored(const model::EntityId& id);
  model::Result<void> upgrade();
  model::Result<void> drop_damaged_rows(const StoreState& base);
  model::Result<void> replace_older(const Listed& newest);
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
      // An entity keeps its rowid, and with it its search pack.
      {&insert_row, "INSERT OR REPLACE INTO items(" + columns +
                        ",json,rowid) VALUES(?1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                        "(SELECT rowid FROM items WHERE id=?1))"},
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

model::Result<void> GenerationWriter::State::upgrade() {
  if (auto done = upgrade_schema(database.get()); !done) return done;
  auto last_row = Statement::prepare(database.get(), "SELECT coalesce(max(rowid), 0) FROM items");
  if (!last_row) return tl::unexpected(last_row.error());
  if (auto step = last_row->step(); !step) return tl::unexpected(step.error());
  const std::int64_t last_pack = pack_of(last_row->integer(0));
  for (std::int64_t pack = 0; pack <= last_pack; ++pack) changed_packs.insert(pack);
  return {};
}

// They are never shown anyway. Their bureaus are asked for everything again, now or whenever they can be reached.
model::Result<void> GenerationWriter::State::drop_damaged_rows(const StoreState& base) {
  if (base.damaged_rows.empty()) return {};
  text_withdrawn = true;  // a damaged row does not tell
  for (const std::int64_t row : base.damaged_rows) {
    const std::string sql = "DELETE FROM items WHERE rowid=" + std::to_string(row);
    if (auto done = execute(database.get(), sql.c_str()); !done) return done;
    changed_packs.insert(pack_of(row));
  }
  for (const auto& [bureau, seq] : base.ledger.progress) {
    if (auto done = run_sql(database.get(), set_progress_sql, bureau, seq); !done) return done;
  }
  return {};
}

// The text of a withdrawn entity leaves the disk: what was kept before goes, and a second copy of the new generation
// takes its place, in case a part of the disk goes bad. Without room for a copy there is none until the next change.
model::Result<void> GenerationWriter::State::replace_older(const Listed& newest) {
  remove_set_aside(store);
  remove_unlisted(store);
  const Listed second{newest.number - 1, newest.seal};
  if (second.number < 1) return {};
  file = generations_directory(store) / ".new-copy";
  if (auto done = duplicate_file(generation_file(store, newest.number), file); !done) return done;
  if (auto done = sync_file(file); !done) return done;
  if (auto done = finish_generation(store, file, second.number); !done) return done;
  file.clear();
  return write_listed(store, {newest, second});
}

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

model::Result<void> GenerationWriter::State::write(const ItemRow& row, std::string_view json) {
  bind_row(*insert_row, row);
  insert_row->bind(row_column_count + 1, json);
  if (auto done = run(*insert_row); !done) return done;
  changed_packs.insert(pack_of(last_row_number(database.get())));
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
  const auto base = inspect_store(store, OnDamage::set_aside);
  if (!base) return tl::unexpected(base.error());

  auto state = std::make_unique<State>();
  state->store = store;
  state->now = now;
  state->number = next_number(store);
  state->file = generations_directory(store) / (".new-" + std::to_string(state->number));
  if (base->number) {
    if (auto copied = duplicate_file(generation_file(store, *base->number), state->file); !copied) {
      return tl::unexpected(copied.error());
    }
  }
  auto database = open_database(state->file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(database.error());
  state->database = std::move(*database);
  if (auto done = execute(state->database.get(), session_settings); !done) return tl::unexpected(done.error());
  if (auto done = execute(state->database.get(), "BEGIN IMMEDIATE"); !done) return tl::unexpected(done.error());
  state->lists_missing = !base->number || base->info.schema < schema_version;
  if (!base->number) {
    if (auto done = create_schema(state->database.get()); !done) return tl::unexpected(done.error());
  } else if (base->info.schema < schema_version) {
    if (auto done = state->upgrade(); !done) return tl::unexpected(done.error());
  }
  if (auto done = state->drop_damaged_rows(*base); !done) return tl::unexpected(done.error());
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
    if (row.rev == old.rev) return PutOutcome::unchanged;
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
    state_->text_withdrawn = state_->text_withdrawn || !is_withdrawn(old);
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
  return run_sql(state_->database.get(), set_progress_sql, bureau, seq);
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
  if (state_->lists_missing) {
    if (auto done = add_lists_and_search(database); !done) return tl::unexpected(done.error());
  }
  for (const std::int64_t pack : state_->changed_packs) {
    if (auto done = write_pack(database, pack); !done) return tl::unexpected(done.error());
  }
  if (auto done = write_meta(database, info); !done) return tl::unexpected(done.error());
  if (auto done = execute(database, "COMMIT"); !done) return tl::unexpected(done.error());
  if (auto whole = quick_check(database); !whole) return tl::unexpected(whole.error());
  for (auto* statement : {&state_->select_row, &state_->insert_row, &state_->delete_nodes, &state_->insert_node}) {
    statement->reset();
  }
  state_->database.reset();

  if (auto done = sync_file(state_->file); !done) return tl::unexpected(done.error());
  auto seal = seal_of(state_->file);
  if (!seal) return tl::unexpected(seal.error());
  if (auto done = finish_generation(state_->store, state_->file, state_->number); !done) {
    return tl::unexpected(done.error());
  }
  state_->file.clear();
  const Listed newest{state_->number, std::move(*seal)};
  std::vector<Listed> listed{newest};
  if (!state_->text_withdrawn) add_older(state_->store, listed);
  if (auto done = write_listed(state_->store, listed); !done) return tl::unexpected(done.error());
  // From here on it is done, whatever becomes of the rest; what is left over the next writer removes.
  if (state_->text_withdrawn) static_cast<void>(state_->replace_older(newest));
  remove_unlisted(state_->store);
  return info.number;
}

model::Result<std::optional<std::int64_t>> upgrade_store(const fs::path& store, model::Instant now) {
  for (const Listed& listed : listed_generations(store)) {
    const auto opened = Generation::open(generation_file(store, listed.number));
    if (opened || opened.error().code == "STORE-002") return std::nullopt;
    if (opened.error().code != "STORE-005") continue;
    const auto base = inspect_store(store, OnDamage::set_aside);
    if (!base) return tl::unexpected(base.error());
    if (!base->number || base->info.schema == schema_version) return std::nullopt;
    auto writer = GenerationWriter::begin(store, now);
    if (!writer) return tl::unexpected(writer.error());
    return writer->commit(base->info.catalogue_at);
  }
  return std::nullopt;
}

}  // namespace gongkai::store
