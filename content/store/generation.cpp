#include "content/store/generation.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "content/codec/item_json.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"
#include "content/store/generation_format.h"
#include "content/store/item_row.h"
#include "content/store/list_query.h"
#include "content/store/row_check.h"
#include "content/store/search_pack.h"
#include "content/store/sqlite_connection.h"
#include "content/store/store_directory.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

template <std::size_t... I>
model::Body empty_body(std::size_t kind, std::index_sequence<I...>) {
  model::Body body;
  ((I == kind ? static_cast<void>(body.emplace<I>()) : void()), ...);
  return body;
}

// What is left of a withdrawn entity.
model::Item tombstone(const ItemRow& row, model::Kind kind) {
  model::Item item;
  item.body = empty_body(static_cast<std::size_t>(kind), std::make_index_sequence<model::kind_count>());
  item.header.id = row.id;
  item.header.rev = row.rev;
  item.header.state = model::State::withdrawn;
  item.header.title = row.title;
  item.header.reason = row.reason;
  return item;
}

const std::string select_from = "SELECT " + std::string(row_columns) + " FROM ";
const std::string select_rows = select_from + "items";
const std::string select_rows_with_json = "SELECT " + std::string(row_columns) + ",json FROM items";

struct Tree {
  std::vector<NodeCount> in_order;                          // counts left at 0
  std::map<model::NodeCode, std::set<model::NodeCode>> up;  // a node -> itself and all above it
};

}  // namespace

struct Generation::Connection {
  SqliteHandle database;
  GenerationInfo info;
  SealCheck seal;
  std::set<model::EntityId> damaged;

  // A generation never changes, so what has been read once stays right.
  std::optional<std::map<model::EntityId, std::string>> organ_names;
  std::optional<Tree> tree;

  // Calls `use(row, statement)` for each whole row; damaged ones are only counted. A database error ends the list:
  // what was read before it stays.
  template <class Use>
  void for_each_row(const std::string& select, const SqlCondition& condition, const std::string& rest, Use use) {
    auto statement = Statement::prepare(database.get(), select + condition.where + rest);
    if (!statement) return;
    bind_all(*statement, condition.values);
    ItemRow row;
    for (auto step = statement->step(); step && *step == Statement::Step::row; step = statement->step()) {
      if (read_row(*statement, row)) {
        use(row, *statement);
      } else {
        damaged.insert(row.id);
      }
    }
  }

  std::optional<model::Item> item_of(const ItemRow& row, const Statement& statement) {
    const std::string_view json = statement.text(row_column_count);
    if (trust::sha256_hex(json) == row.body_hash) {
      codec::Decoded decoded = codec::decode_item(json);
      if (decoded.item) return std::move(decoded.item);
    }
    damaged.insert(row.id);
    return std::nullopt;
  }

  std::vector<model::Item> items(SqlCondition condition, const std::vector<model::Kind>& kinds);
  const std::map<model::EntityId, std::string>& organs();
  const Tree& nodes();
  std::vector<model::NodeCode> below(const std::optional<model::NodeCode>& node);
  ItemSummary summary_of(const ItemRow& row);
};

namespace {

void append_children(const std::vector<model::Item>& nodes, const model::NodeCode& parent,
                     const std::set<model::NodeCode>& above, Tree& tree) {
  for (const model::Item& item : nodes) {
    const auto& node = std::get<model::Node>(item.body);
    // A node that names itself or one below it as its parent would never end.
    if (node.parent != parent || above.contains(node.code)) continue;
    std::set<model::NodeCode> up = above;
    up.insert(node.code);
    tree.in_order.push_back({node, item.header.title, 0});
    tree.up[node.code] = up;
    append_children(nodes, node.code, up, tree);
  }
}

}  // namespace

std::vector<model::Item> Generation::Connection::items(SqlCondition condition, const std::vector<model::Kind>& kinds) {
  add_kinds(condition, kinds);
  std::vector<model::Item> found;
  for_each_row(select_rows_with_json, condition, " ORDER BY publish_at DESC, id DESC",
               [&](const ItemRow& row, const Statement& statement) {
                 if (auto item = item_of(row, statement)) found.push_back(std::move(*item));
               });
  return found;
}

const std::map<model::EntityId, std::string>& Generation::Connection::organs() {
  if (!organ_names) {
    organ_names.emplace();
    SqlCondition condition{" WHERE state='published'", {}};
    add_kinds(condition, {model::Kind::organ});
    for_each_row(select_rows, condition, "",
                 [&](const ItemRow& row, const Statement&) { organ_names->emplace(row.id, row.title); });
  }
  return *organ_names;
}

const Tree& Generation::Connection::nodes() {
  if (!tree) {
    tree.emplace();
    std::vector<model::Item> all = items(published(), {model::Kind::node});
    std::sort(all.begin(), all.end(), [](const model::Item& a, const model::Item& b) {
      const auto& left = std::get<model::Node>(a.body);
      const auto& right = std::get<model::Node>(b.body);
      return std::tie(left.order, left.code) < std::tie(right.order, right.code);
    });
    append_children(all, "", {}, *tree);
  }
  return *tree;
}

std::vector<model::NodeCode> Generation::Connection::below(const std::optional<model::NodeCode>& node) {
  std::vector<model::NodeCode> codes;
  if (!node) return codes;
  for (const auto& [code, up] : nodes().up) {
    if (up.contains(*node)) codes.push_back(code);
  }
  return codes;
}

ItemSummary Generation::Connection::summary_of(const ItemRow& row) {
  ItemSummary summary;
  summary.id = row.id;
  summary.kind = model::from_word<model::Kind>(row.kind).value_or(model::Kind::notice);
  summary.title = row.title;
  summary.organ = row.organ;
  const auto organ = organs().find(row.organ);
  if (organ != organs().end()) summary.organ_name = organ->second;
  summary.detail = row.detail;
  summary.badge = row.badge;
  summary.place = row.place;
  summary.letter = row.letter;
  summary.publish_at = model::Instant(std::chrono::seconds(row.publish_at));
  summary.state = model::from_word<model::State>(row.state).value_or(model::State::published);
  return summary;
}

Generation::Generation(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Generation::Generation(Generation&&) noexcept = default;
Generation& Generation::operator=(Generation&&) noexcept = default;
Generation::~Generation() = default;

model::Result<Generation> Generation::open(const std::filesystem::path& file, const std::string& seal) {
  auto database = open_generation_file(file, Accept::this_schema);
  if (!database) return tl::unexpected(database.error());
  auto meta = read_meta(database->get());
  if (!meta) return tl::unexpected(meta.error());
  auto connection = std::make_unique<Connection>();
  connection->database = std::move(*database);
  connection->info = *meta;
  connection->seal = SealCheck(file, seal);
  return Generation(std::move(connection));
}

Wholeness Generation::check(std::size_t bytes) {
  const Wholeness sealed = connection_->seal.step(bytes);
  if (sealed == Wholeness::checking || sealed == Wholeness::whole) return sealed;
  return check_every_row(connection_->database.get()) ? Wholeness::in_part : Wholeness::damaged;
}

GenerationInfo Generation::info() const {
  GenerationInfo info = connection_->info;
  info.damaged = static_cast<std::int64_t>(connection_->damaged.size());
  return info;
}

std::vector<ItemSummary> Generation::list(const ListQuery& query, model::Instant now) const {
  SqlCondition condition = condition_of(query, connection_->below(query.node), now);
  condition.values.emplace_back(static_cast<std::int64_t>(query.limit));
  condition.values.emplace_back(static_cast<std::int64_t>(query.offset));
  const std::string source = query.order == ListOrder::newest ? items_for(query) : "items";
  std::vector<ItemSummary> found;
  connection_->for_each_row(
      select_from + source, condition, order_of(query) + " LIMIT ? OFFSET ?",
      [&](const ItemRow& row, const Statement&) { found.push_back(connection_->summary_of(row)); });
  return found;
}

std::int64_t Generation::count(const ListQuery& query, model::Instant now) const {
  const SqlCondition condition = condition_of(query, connection_->below(query.node), now);
  auto statement =
      Statement::prepare(connection_->database.get(), "SELECT count(*) FROM " + items_for(query) + condition.where);
  if (!statement) return 0;
  bind_all(*statement, condition.values);
  const auto step = statement->step();
  return step && *step == Statement::Step::row ? statement->integer(0) : 0;
}

std::vector<NodeCount> Generation::nodes(model::Instant now) const {
  const Tree& tree = connection_->nodes();
  SqlCondition condition = visible_at(now);
  add_kinds(condition, disclosure_kinds());
  std::map<model::NodeCode, std::int64_t> counts;
  const std::string select = "SELECT catalog FROM items INDEXED BY items_by_time" + condition.where;
  auto statement = Statement::prepare(connection_->database.get(), select);
  if (!statement) return tree.in_order;
  bind_all(*statement, condition.values);
  for (auto step = statement->step(); step && *step == Statement::Step::row; step = statement->step()) {
    std::set<model::NodeCode> filed_under;
    for (const std::string& code : lines_of(statement->text(0))) {
      const auto up = tree.up.find(code);
      if (up != tree.up.end()) filed_under.insert(up->second.begin(), up->second.end());
    }
    for (const model::NodeCode& code : filed_under) ++counts[code];
  }
  std::vector<NodeCount> result = tree.in_order;
  for (NodeCount& node : result) node.items = counts[node.node.code];
  return result;
}

std::optional<model::Item> Generation::find(const model::EntityId& id) const {
  std::optional<model::Item> found;
  connection_->for_each_row(select_rows_with_json, {" WHERE id=?", {id}}, "",
                            [&](const ItemRow& row, const Statement& statement) {
                              if (row.state == model::word(model::State::published)) {
                                found = connection_->item_of(row, statement);
                              } else if (const auto kind = model::from_word<model::Kind>(row.kind)) {
                                found = tombstone(row, *kind);
                              }
                            });
  return found;
}

std::vector<model::Item> Generation::items(const std::vector<model::Kind>& kinds, model::Instant now) const {
  return connection_->items(visible_at(now), kinds);
}

std::vector<model::Item> Generation::items(const std::vector<model::Kind>& kinds) const {
  return connection_->items(published(), kinds);
}

std::vector<ItemSummary> Generation::search(const std::string& text, model::Instant now, std::size_t limit,
                                            const StrokeTable* strokes) const {
  SearchQuery query(text, strokes);
  std::vector<ItemSummary> found;
  std::set<std::int64_t> seen;
  const auto show = [&](std::int64_t rowid, const std::string& more, const std::string& words) {
    SqlCondition condition = visible_at(now);
    condition.where += " AND rowid=?" + more;
    condition.values.emplace_back(rowid);
    if (!words.empty()) condition.values.emplace_back(words);
    connection_->for_each_row(select_rows, condition, "", [&](const ItemRow& row, const Statement&) {
      found.push_back(connection_->summary_of(row));
      found.back().marks = query.marks(row.title);
    });
  };
  // Damaged rows leave gaps, which those after them fill.
  for (std::size_t wanted = limit; found.size() < limit; wanted *= 2) {
    const auto hits = find_by_name(connection_->database.get(), query, now, wanted);
    for (const SearchHit& hit : hits) {
      if (found.size() < limit && seen.insert(hit.rowid).second) show(hit.rowid, "", "");
    }
    if (hits.size() < wanted) break;
  }
  // Bodies come last, and only for Han text: a letter or two would be found in every body.
  const std::u32string form = search_form(text);
  const bool han = form.size() >= 2 && std::all_of(form.begin(), form.end(), [](char32_t c) { return c >= 0x2E80; });
  if (!han || found.size() >= limit) return found;
  for_each_candidate(connection_->database.get(), text, now, [&](std::int64_t rowid) {
    if (seen.insert(rowid).second) show(rowid, " AND instr(json, ?)>0", text);
    return found.size() < limit;
  });
  return found;
}

model::WorkCalendar Generation::calendar() const {
  const auto calendars = connection_->items(published(), {model::Kind::calendar});
  return model::work_calendar(calendars);
}

model::Result<Generation> open_current(const std::filesystem::path& store_directory, Check check, std::size_t skip) {
  model::Error last{"STORE-010", "本地库里还没有内容：" + store_directory.string()};
  for (const Listed& listed : listed_generations(store_directory)) {
    if (skip > 0) {
      --skip;
      continue;
    }
    auto generation = Generation::open(generation_file(store_directory, listed.number), listed.seal);
    if (!generation) {
      last = {"STORE-010", "本地库里没有完好的一代：" + generation.error().message};
    } else if (check == Check::later || generation->check(SIZE_MAX) != Wholeness::damaged) {
      return generation;
    } else {
      last = {"STORE-010", "本地库里没有完好的一代：第 " + std::to_string(listed.number) + " 代已损坏"};
    }
  }
  return tl::unexpected(last);
}

std::optional<std::int64_t> current_number(const std::filesystem::path& store_directory) {
  return read_pointer(store_directory);
}

}  // namespace gongkai::store
