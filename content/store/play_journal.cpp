#include "content/store/play_journal.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "content/store/store_directory.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

// "GKPJ": a file of ours, and no generation.
constexpr const char* make_schema = R"(
  PRAGMA journal_mode=DELETE;
  PRAGMA synchronous=FULL;
  BEGIN IMMEDIATE;
  PRAGMA application_id=1196118090;
  PRAGMA user_version=1;
  CREATE TABLE IF NOT EXISTS plays (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, screen TEXT NOT NULL, item TEXT NOT NULL, rev INTEGER NOT NULL,
    page INTEGER NOT NULL, mode TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
    visible_ms INTEGER NOT NULL, planned_ms INTEGER NOT NULL, counted INTEGER NOT NULL,
    clock_jumped INTEGER NOT NULL, frame_crc INTEGER NOT NULL, lost INTEGER NOT NULL, hash TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS anchor (seq INTEGER NOT NULL, hash TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS plays_by_start ON plays (started);
  COMMIT;)";

constexpr const char* insert_row = "INSERT INTO plays VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* select_rows =
    "SELECT seq,kind,screen,item,rev,page,mode,started,ended,visible_ms,planned_ms,counted,clock_jumped,frame_crc,"
    "lost,hash FROM plays WHERE seq>? ORDER BY seq LIMIT ?";
// What an empty chain begins behind.
constexpr const char* no_hash = "0000000000000000000000000000000000000000000000000000000000000000";

// The screen's loop waits for no reader longer than this; what it could not write it tries again. Readers can wait, the agent
// less than a person.
constexpr std::chrono::milliseconds writer_patience{40}, agent_patience{200}, reader_patience{2000};
// Rows that are read in one go, before the writer has its turn: a few milliseconds.
constexpr std::int64_t rows_at_once = 1000;

std::int64_t seconds(model::Instant at) { return at.time_since_epoch().count(); }
model::Instant instant(std::int64_t at) { return model::Instant{std::chrono::seconds{at}}; }

// Every field, each closed by a character no field holds, behind the hash of the row before.
std::string hash_of(const PlayRow& row, const std::string& before) {
  std::string all = before;
  const auto add = [&all](std::string_view field) { all.append("\x1f").append(field); };
  add(model::word(row.kind));
  add(row.screen);
  add(row.item);
  add(row.mode);
  for (const std::int64_t number :
       {row.seq, row.rev, row.page, seconds(row.from), seconds(row.to), row.visible_ms, row.planned_ms,
        std::int64_t{row.counted}, std::int64_t{row.clock_jumped}, row.frame_crc, row.lost}) {
    add(std::to_string(number));
  }
  return trust::sha256_hex(all);
}

model::Error not_opened(const std::filesystem::path& file, const model::Error& why) {
  return {is_passing(why) ? why.code : "STORE-050", "打不开播放记录 " + file.string() + "：" + why.message};
}

std::filesystem::path head_file(const std::filesystem::path& file) { return file.string() + ".head"; }

model::Result<JournalHead> head_of(sqlite3* database) {
  // The last row alone is looked up: a union of the two tables would go through two years of rows each time.
  auto statement = Statement::prepare(
      database, "SELECT seq,hash FROM plays WHERE seq=(SELECT max(seq) FROM plays) UNION ALL SELECT seq,hash FROM anchor ORDER BY seq DESC LIMIT 1");
  if (!statement) return tl::unexpected(statement.error());
  const auto step = statement->step();
  if (!step) return tl::unexpected(step.error());
  if (*step == Statement::Step::done) return JournalHead{0, no_hash};
  return JournalHead{statement->integer(0), std::string(statement->text(1))};
}

model::Result<void> insert(Statement& statement, const PlayRow& row, const std::string& hash) {
  statement.reset();
  statement.bind(1, row.seq).bind(2, model::word(row.kind)).bind(3, row.screen);
  statement.bind(4, row.item).bind(5, row.rev).bind(6, row.page).bind(7, row.mode);
  statement.bind(8, seconds(row.from)).bind(9, seconds(row.to)).bind(10, row.visible_ms).bind(11, row.planned_ms);
  statement.bind(12, std::int64_t{row.counted}).bind(13, std::int64_t{row.clock_jumped}).bind(14, row.frame_crc);
  statement.bind(15, row.lost).bind(16, hash);
  if (auto step = statement.step(); !step) return tl::unexpected(step.error());
  return {};
}

// A row as it stands in the file. Out of form: no journal of ours writes such values.
struct StoredRow {
  model::WrittenRow written;
  bool in_form = false;
};

StoredRow row_of(const Statement& statement) {
  StoredRow stored;
  PlayRow& row = stored.written.row;
  row.seq = statement.integer(0);
  const auto kind = model::play_kind(statement.text(1));
  row.kind = kind.value_or(PlayKind::shown);
  row.screen = statement.text(2);
  row.item = statement.text(3);
  row.rev = statement.integer(4);
  row.page = statement.integer(5);
  row.mode = statement.text(6);
  row.from = instant(statement.integer(7));
  row.to = instant(statement.integer(8));
  row.visible_ms = statement.integer(9);
  row.planned_ms = statement.integer(10);
  row.counted = statement.integer(11) != 0;
  row.clock_jumped = statement.integer(12) != 0;
  row.frame_crc = statement.integer(13);
  row.lost = statement.integer(14);
  stored.written.hash = statement.text(15);
  stored.in_form = kind && statement.integer(11) >> 1 == 0 && statement.integer(12) >> 1 == 0;
  return stored;
}

// The next rows behind `seq`. The file is held for this one query only: a writer waits for readers.
model::Result<std::vector<StoredRow>> next_rows(Statement& statement, std::int64_t seq, std::int64_t most) {
  std::vector<StoredRow> rows;
  statement.bind(1, seq).bind(2, most);
  auto step = statement.step();
  for (; step && *step == Statement::Step::row; step = statement.step()) rows.push_back(row_of(statement));
  statement.reset();
  if (!step) return tl::unexpected(step.error());
  return rows;
}

model::Result<JournalHead> anchor_of(sqlite3* database) {
  auto statement = Statement::prepare(database, "SELECT seq,hash FROM anchor ORDER BY seq DESC LIMIT 1");
  if (!statement) return tl::unexpected(statement.error());
  const auto step = statement->step();
  if (!step) return tl::unexpected(step.error());
  if (*step == Statement::Step::done) return JournalHead{0, no_hash};
  return JournalHead{statement->integer(0), std::string(statement->text(1))};
}

model::Result<void> put_anchor(sqlite3* database, const JournalHead& head) {
  auto statement = Statement::prepare(database, "INSERT INTO anchor VALUES (?,?)");
  if (!statement) return tl::unexpected(statement.error());
  if (auto step = statement->bind(1, head.seq).bind(2, head.hash).step(); !step) return tl::unexpected(step.error());
  return {};
}

// Of the row of that number, empty where there is none.
model::Result<std::string> hash_at(sqlite3* database, std::int64_t seq) {
  auto statement = Statement::prepare(database, "SELECT hash FROM plays WHERE seq=?");
  if (!statement) return tl::unexpected(statement.error());
  const auto step = statement->bind(1, seq).step();
  if (!step) return tl::unexpected(step.error());
  return *step == Statement::Step::row ? std::string(statement->text(0)) : std::string();
}

// A transaction that is undone unless it is finished: a full disk must not leave one open.
model::Result<void> in_transaction(sqlite3* database, const std::function<model::Result<void>()>& change) {
  if (auto begun = execute(database, "BEGIN IMMEDIATE"); !begun) return begun;
  model::Result<void> done = change();
  if (done) done = execute(database, "COMMIT");
  if (!done) static_cast<void>(execute(database, "ROLLBACK"));
  return done;
}

model::Result<void> as_journal_error(const model::Result<void>& done) {
  if (done || is_passing(done.error())) return done;
  return model::failure("STORE-051", "播放记录写不进去：" + done.error().message);
}

std::optional<JournalHead> read_head_file(const std::filesystem::path& file) {
  std::ifstream in(head_file(file));
  JournalHead head;
  if (!(in >> head.seq >> head.hash)) return std::nullopt;
  return head;
}

// Whether what was written down beside the file is still in it. Cutting off the end is what the chain cannot show.
std::string judge_head(const std::optional<JournalHead>& kept, const JournalHead& last, const std::string& hash_at_head) {
  if (!kept) return last.seq == 0 ? "" : "旁边没有 .head 文件，无法判断末尾是否被截去";
  if (kept->seq > last.seq) {
    return "末尾被截去：曾写到第 " + std::to_string(kept->seq) + " 条，现在只到第 " + std::to_string(last.seq) + " 条";
  }
  return hash_at_head.empty() || hash_at_head == kept->hash ? "" : "与旁边 .head 文件记下的校验值不符";
}

// Why a row is not the next of the chain; empty where it is.
std::string fault_of(const JournalHead& before, const model::WrittenRow& written, bool in_form) {
  if (written.row.seq != before.seq + 1) return "第 " + std::to_string(before.seq + 1) + " 条被删去";
  if (in_form && hash_of(written.row, before.hash) == written.hash) return "";
  return "第 " + std::to_string(written.row.seq) + " 条与写入时不同";
}

// In one short transaction: the head and the rows are of one moment. It ends with the connection.
model::Result<JournalRows> rows_behind(sqlite3* database, const JournalHead& after, std::int64_t most) {
  if (auto begun = execute(database, "BEGIN"); !begun) return tl::unexpected(begun.error());
  auto last = head_of(database);
  if (!last) return tl::unexpected(last.error());
  auto anchor = anchor_of(database);
  if (!anchor) return tl::unexpected(anchor.error());
  const auto here = hash_at(database, after.seq);
  if (!here) return tl::unexpected(here.error());
  const bool goes_on = after == *anchor || (after.seq > 0 && *here == after.hash);
  JournalRows found{goes_on ? after : std::move(*anchor), {}, std::move(*last), std::nullopt};
  auto statement = Statement::prepare(database, select_rows);
  if (!statement) return tl::unexpected(statement.error());
  auto rows = next_rows(*statement, found.after.seq, most);
  if (!rows) return tl::unexpected(rows.error());
  for (StoredRow& one : *rows) found.rows.push_back(std::move(one.written));
  auto newest = next_rows(*statement, found.last.seq - 1, 1);
  if (!newest) return tl::unexpected(newest.error());
  if (!newest->empty()) found.last_at = newest->front().written.row.to;
  return found;
}

}  // namespace

model::Result<PlayJournal> PlayJournal::open(const std::filesystem::path& file) {
  auto database = open_database(file, OpenMode::read_write_create);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  wait_when_busy(database->get(), writer_patience);
  if (auto made = execute(database->get(), make_schema); !made) {
    return tl::unexpected(not_opened(file, made.error()));
  }
  auto head = head_of(database->get());
  if (!head) return tl::unexpected(not_opened(file, head.error()));
  return PlayJournal(file, std::move(*database), std::move(*head));
}

model::Result<void> PlayJournal::append(std::vector<PlayRow> rows) {
  JournalHead head = head_;
  auto done = in_transaction(database_.get(), [&]() -> model::Result<void> {
    auto statement = Statement::prepare(database_.get(), insert_row);
    if (!statement) return tl::unexpected(statement.error());
    for (PlayRow& row : rows) {
      row.seq = ++head.seq;
      head.hash = hash_of(row, head.hash);
      if (auto inserted = insert(*statement, row, head.hash); !inserted) return inserted;
    }
    return {};
  });
  if (!done) return as_journal_error(done);
  write_head(std::move(head));
  return {};
}

void PlayJournal::write_head(JournalHead head) {
  head_ = std::move(head);
  // The rows are safe; a head that could not be written is older, which proves less but nothing false.
  static_cast<void>(replace_file(head_file(file_), std::to_string(head_.seq) + " " + head_.hash + "\n"));
}

model::Result<void> check_rows(const JournalHead& after, const std::vector<model::WrittenRow>& rows) {
  JournalHead head = after;
  for (const model::WrittenRow& written : rows) {
    if (auto fault = fault_of(head, written, true); !fault.empty()) return model::failure("STORE-053", std::move(fault));
    head = {written.row.seq, written.hash};
  }
  return {};
}

model::Result<std::int64_t> PlayJournal::import_rows(const JournalHead& after, const std::vector<model::WrittenRow>& rows) {
  if (auto whole = check_rows(after, rows); !whole) return tl::unexpected(whole.error());
  if (rows.empty()) return 0;
  const auto first_new = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.row.seq > head_.seq; });
  const JournalHead joint = first_new == rows.begin() ? after : JournalHead{(first_new - 1)->row.seq, (first_new - 1)->hash};
  if (first_new == rows.end()) {
    const auto here = hash_at(database_.get(), joint.seq);
    if (!here) return tl::unexpected(as_journal_error(tl::unexpected(here.error())).error());
    if (*here != joint.hash) return model::failure("STORE-052", "第 " + std::to_string(joint.seq) + " 条不是已收到的那一条");
    // A kill may have come between the rows and their head.
    if (const auto kept = read_head_file(file_); !kept || kept->seq < head_.seq) write_head(head_);
    return 0;
  }
  const bool begins = head_.seq == 0 && joint.seq > 0;
  if (!begins && joint != head_) {
    return model::failure("STORE-052", "第 " + std::to_string(first_new->row.seq) + " 条接不上已收到的第 " + std::to_string(head_.seq) + " 条");
  }
  auto done = in_transaction(database_.get(), [&]() -> model::Result<void> {
    if (begins) {
      if (auto anchored = put_anchor(database_.get(), joint); !anchored) return anchored;
    }
    auto statement = Statement::prepare(database_.get(), insert_row);
    if (!statement) return tl::unexpected(statement.error());
    for (auto row = first_new; row != rows.end(); ++row) {
      if (auto inserted = insert(*statement, row->row, row->hash); !inserted) return inserted;
    }
    return {};
  });
  if (!done) return tl::unexpected(as_journal_error(done).error());
  write_head({rows.back().row.seq, rows.back().hash});
  return rows.end() - first_new;
}

model::Result<void> PlayJournal::prune(model::Instant before, std::int64_t most) {
  return as_journal_error(in_transaction(database_.get(), [&]() -> model::Result<void> {
    auto last = Statement::prepare(database_.get(), "SELECT coalesce(max(seq),0) FROM plays WHERE ended<? OR seq<=?");
    if (!last) return tl::unexpected(last.error());
    const auto step = last->bind(1, seconds(before)).bind(2, head_.seq - most).step();
    if (!step) return tl::unexpected(step.error());
    const std::int64_t seq = last->integer(0);
    last->reset();
    if (seq == 0) return {};
    for (const char* sql : {"DELETE FROM anchor", "INSERT INTO anchor SELECT seq,hash FROM plays WHERE seq=?1",
                            "DELETE FROM plays WHERE seq<=?1"}) {
      auto statement = Statement::prepare(database_.get(), sql);
      if (!statement) return tl::unexpected(statement.error());
      if (auto done = statement->bind(1, seq).step(); !done) return tl::unexpected(done.error());
    }
    return {};
  }));
}

void PlayJournal::add_shown(const std::string& screen, model::Instant from, model::Instant to, std::map<model::EntityId, model::Shown>& shown) const {
  auto statement = Statement::prepare(
      database_.get(), "SELECT item,count(*),sum(visible_ms) FROM plays WHERE started>=? AND started<? AND screen=? AND counted=1 GROUP BY item");
  if (!statement) return;
  statement->bind(1, seconds(from)).bind(2, seconds(to)).bind(3, screen);
  for (auto step = statement->step(); step && *step == Statement::Step::row; step = statement->step()) {
    model::Shown& one = shown[std::string(statement->text(0))];
    one.plays += static_cast<int>(statement->integer(1));
    one.visible += std::chrono::milliseconds{statement->integer(2)};
  }
}

model::Result<JournalRows> read_rows(const std::filesystem::path& file, const JournalHead& after, std::int64_t most) {
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  wait_when_busy(database->get(), agent_patience);
  auto found = rows_behind(database->get(), after, most);
  if (!found) return tl::unexpected(not_opened(file, found.error()));
  return found;
}

model::Result<JournalVerdict> read_journal(const std::filesystem::path& file,
                                           const std::function<void(const PlayRow&)>& visit) {
  auto database = open_database(file, OpenMode::read_only);
  if (!database) return tl::unexpected(not_opened(file, database.error()));
  wait_when_busy(database->get(), reader_patience);
  JournalVerdict verdict;
  auto anchor = anchor_of(database->get());
  if (!anchor) return tl::unexpected(not_opened(file, anchor.error()));
  verdict.first_before = verdict.last = std::move(*anchor);
  const auto kept = read_head_file(file);
  std::string hash_at_head;
  auto statement = Statement::prepare(database->get(), select_rows);
  if (!statement) return tl::unexpected(not_opened(file, statement.error()));
  while (true) {
    const auto rows = next_rows(*statement, verdict.last.seq, rows_at_once);
    if (!rows) return tl::unexpected(not_opened(file, rows.error()));
    if (rows->empty()) break;
    if (rows->front().written.row.seq > verdict.last.seq + 1) {
      // Perhaps the screen has just let go of rows that are too old.
      auto moved = anchor_of(database->get());
      if (moved && moved->seq > verdict.last.seq) verdict.last = std::move(*moved);
    }
    for (const auto& [written, in_form] : *rows) {
      if (auto fault = fault_of(verdict.last, written, in_form); !fault.empty()) {
        verdict.bad_row = written.row.seq;
        verdict.fault = std::move(fault);
        return verdict;
      }
      verdict.last = {written.row.seq, written.hash};
      ++verdict.rows;
      if (kept && kept->seq == written.row.seq) hash_at_head = written.hash;
      visit(written.row);
    }
  }
  verdict.fault = judge_head(kept, verdict.last, hash_at_head);
  return verdict;
}

}  // namespace gongkai::store
