#include "content/store/search_pack.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <tuple>

#include "content/model/code_points.h"
#include "content/model/names.h"
#include "content/store/body_signature.h"
#include "content/store/list_query.h"
#include "content/store/sqlite_connection.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

constexpr std::int64_t rows_in_a_pack = 256;

std::vector<model::Kind> searched_kinds() {
  auto kinds = disclosure_kinds();
  std::erase(kinds, model::Kind::slogan);
  kinds.insert(kinds.end(), {model::Kind::organ, model::Kind::window, model::Kind::channel});
  return kinds;
}

std::string pack_hash(std::int64_t pack, std::string_view entries, std::string_view signatures) {
  return trust::sha256_hex(std::to_string(pack) + ' ' + trust::sha256_hex(entries) + ' ' +
                           trust::sha256_hex(signatures));
}

// Up to the next `mark`, which is dropped.
std::string_view take_until(std::string_view& text, char mark) {
  const auto end = text.find(mark);
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return taken;
}

std::int64_t take_number(std::string_view& line) {
  const std::string_view digits = take_until(line, '\t');
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void add_field(std::string& line, FieldKind kind, std::string_view text) {
  line += '\t';
  line += static_cast<char>(kind);
  line += model::to_utf8(search_form(text));
}

// The columns of write_pack from `id` to `search`.
std::string entry_line(const Statement& row) {
  std::string line(row.text(0));
  for (int column = 1; column <= 4; ++column) line += '\t' + std::to_string(row.integer(column));
  add_field(line, FieldKind::title, row.text(5));
  std::string_view search = row.text(6);
  while (!search.empty()) {
    const std::string_view words = take_until(search, '\n');
    if (words.size() > 2) add_field(line, static_cast<FieldKind>(words.front()), words.substr(2));
  }
  return line + '\n';
}

// A line without its fields, read only for what may be shown.
struct Entry {
  model::EntityId id;
  std::int64_t rowid = 0, publish_at = 0;
  bool visible = false;
};

Entry entry_of(std::string_view line, std::int64_t now) {
  Entry entry;
  entry.id = take_until(line, '\t');
  entry.rowid = take_number(line);
  entry.publish_at = take_number(line);
  const std::int64_t valid_from = take_number(line);
  entry.visible = entry.publish_at <= now && valid_from <= now && take_number(line) > now;
  return entry;
}

struct NameMatch {
  MatchRank rank = MatchRank::none;
  std::size_t title_length = 0;
};

NameMatch match_line(std::string_view line, SearchQuery& query) {
  NameMatch match;
  for (int columns = 0; columns < 5; ++columns) take_until(line, '\t');
  while (!line.empty()) {
    std::string_view field = take_until(line, '\t');
    if (field.empty()) continue;
    const auto kind = static_cast<FieldKind>(field.front());
    field.remove_prefix(1);
    match.rank = std::min(match.rank, query.match(kind, field));
    if (kind == FieldKind::title && match.rank != MatchRank::none) {
      match.title_length = model::to_code_points(field).size();
    }
  }
  return match;
}

bool is_better(const SearchHit& a, const SearchHit& b) {
  return std::tie(a.rank, a.title_length, b.publish_at, b.id) < std::tie(b.rank, b.title_length, a.publish_at, a.id);
}

// Calls `use(entries, signatures)` for each pack. A database error ends the search: what was found before it stays.
template <class Use>
void for_each_pack(sqlite3* database, std::string_view columns, Use use) {
  auto packs = Statement::prepare(database, "SELECT " + std::string(columns) + " FROM search_packs");
  if (!packs) return;
  for (auto step = packs->step(); step && *step == Statement::Step::row; step = packs->step()) use(*packs);
}

}  // namespace

std::int64_t pack_of(std::int64_t rowid) { return rowid / rows_in_a_pack; }

model::Result<void> write_pack(sqlite3* database, std::int64_t pack) {
  SqlCondition condition{" WHERE rowid>=? AND rowid<? AND state='published'",
                         {pack * rows_in_a_pack, (pack + 1) * rows_in_a_pack}};
  add_kinds(condition, searched_kinds());
  auto rows = Statement::prepare(database, "SELECT id,rowid,publish_at,valid_from,valid_to,title,search,json FROM items" +
                                               condition.where + " ORDER BY rowid");
  if (!rows) return tl::unexpected(rows.error());
  bind_all(*rows, condition.values);
  std::string entries, signatures;
  while (true) {
    const auto step = rows->step();
    if (!step) return tl::unexpected(step.error());
    if (*step == Statement::Step::done) break;
    entries += entry_line(*rows);
    signatures += body_signature(rows->text(7));
  }
  auto insert = Statement::prepare(
      database, "INSERT OR REPLACE INTO search_packs(pack,hash,entries,signatures) VALUES(?,?,?,?)");
  if (!insert) return tl::unexpected(insert.error());
  const std::string hash = pack_hash(pack, entries, signatures);
  insert->bind(1, pack).bind(2, std::string_view(hash)).bind_blob(3, entries).bind_blob(4, signatures);
  if (auto done = insert->step(); !done) return tl::unexpected(done.error());
  return {};
}

model::Result<void> check_packs(sqlite3* database) {
  bool sound = true;
  for_each_pack(database, "pack,hash,entries,signatures", [&](const Statement& pack) {
    sound = sound && pack.text(1) == pack_hash(pack.integer(0), pack.blob(2), pack.blob(3));
  });
  if (!sound) return model::failure("STORE-003", "本地库已损坏：检索数据与校验值不符");
  return {};
}

std::vector<SearchHit> find_by_name(sqlite3* database, SearchQuery& query, model::Instant now, std::size_t limit) {
  std::vector<SearchHit> best;  // a heap, the worst of them in front
  if (limit == 0 || query.empty()) return best;
  const std::int64_t seconds = now.time_since_epoch().count();
  const auto look_at = [&](std::string_view line) {
    const NameMatch match = match_line(line, query);
    if (match.rank == MatchRank::none) return;
    Entry entry = entry_of(line, seconds);
    if (!entry.visible) return;
    SearchHit hit{match.rank, match.title_length, entry.publish_at, std::move(entry.id), entry.rowid};
    if (best.size() == limit) {
      if (!is_better(hit, best.front())) return;
      std::pop_heap(best.begin(), best.end(), is_better);
      best.pop_back();
    }
    best.push_back(std::move(hit));
    std::push_heap(best.begin(), best.end(), is_better);
  };
  for_each_pack(database, "entries", [&](const Statement& pack) {
    std::string_view entries = pack.blob(0);
    const std::string& literal = query.literal();
    // Most packs do not hold the text at all.
    if (!query.may_sound() && entries.find(literal) == std::string_view::npos) return;
    while (!entries.empty()) look_at(take_until(entries, '\n'));
  });
  std::sort_heap(best.begin(), best.end(), is_better);
  return best;
}

void for_each_candidate(sqlite3* database, std::string_view text, model::Instant now,
                        const std::function<bool(std::int64_t)>& use) {
  std::vector<Entry> candidates;
  const auto pairs = pairs_in(text);
  const std::int64_t seconds = now.time_since_epoch().count();
  for_each_pack(database, "entries,signatures", [&](const Statement& pack) {
    std::string_view entries = pack.blob(0), signatures = pack.blob(1);
    while (!entries.empty()) {
      const std::string_view line = take_until(entries, '\n');
      if (!next_has_all(signatures, pairs)) continue;
      Entry entry = entry_of(line, seconds);
      if (entry.visible) candidates.push_back(std::move(entry));
    }
  });
  // Few of them are asked for where many hold the text, so they are not sorted all.
  const auto is_older = [](const Entry& a, const Entry& b) {
    return std::tie(a.publish_at, a.id) < std::tie(b.publish_at, b.id);
  };
  std::make_heap(candidates.begin(), candidates.end(), is_older);
  while (!candidates.empty() && use(candidates.front().rowid)) {
    std::pop_heap(candidates.begin(), candidates.end(), is_older);
    candidates.pop_back();
  }
}

}  // namespace gongkai::store
