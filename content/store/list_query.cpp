#include "content/store/list_query.h"

#include "content/model/names.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {
namespace {

// "(?,?,?)"; an empty list matches nothing.
std::string placeholders(std::size_t count) {
  std::string text = "(";
  for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ",?";
  return text + ")";
}

void add_equal(SqlCondition& condition, const char* column, const std::optional<std::string>& value) {
  if (!value) return;
  condition.where += std::string(" AND ") + column + "=?";
  condition.values.emplace_back(*value);
}

}  // namespace

std::vector<model::Kind> disclosure_kinds() {
  using enum model::Kind;
  return {entry, guide, fee, notice, publicity, power, pledge, stats, report, slogan};
}

SqlCondition published() { return {" WHERE state='published'", {}}; }

SqlCondition visible_at(model::Instant now) {
  const std::int64_t seconds = now.time_since_epoch().count();
  return {" WHERE state='published' AND publish_at<=? AND valid_from<=? AND valid_to>?",
          {seconds, seconds, seconds}};
}

void add_kinds(SqlCondition& condition, const std::vector<model::Kind>& kinds) {
  condition.where += " AND kind IN " + placeholders(kinds.size());
  for (const model::Kind kind : kinds) condition.values.emplace_back(std::string(model::word(kind)));
}

SqlCondition condition_of(const ListQuery& query, const std::vector<model::NodeCode>& nodes, model::Instant now) {
  SqlCondition condition = visible_at(now);
  // A tombstone has no window; one without a number is the program's own, for a bureau that has left.
  if (query.state == model::State::withdrawn) condition = {" WHERE state='withdrawn' AND seq>0", {}};
  if (query.order == ListOrder::priority) condition.where += " AND kind='guide'";  // in words, for the index
  add_kinds(condition, query.kinds.empty() ? disclosure_kinds() : query.kinds);
  if (query.node) {
    condition.where += " AND id IN (SELECT id FROM item_nodes WHERE node IN " + placeholders(nodes.size()) + ")";
    for (const model::NodeCode& node : nodes) condition.values.emplace_back(node);
  }
  add_equal(condition, "organ", query.organ);
  add_equal(condition, "detail", query.detail);
  add_equal(condition, "badge", query.badge);
  add_equal(condition, "letter", query.letter);
  if (query.target) {
    condition.where += " AND instr(char(10)||targets||char(10), char(10)||?||char(10))>0";
    condition.values.emplace_back(std::string(model::word(*query.target)));
  }
  return condition;
}

std::string items_for(const ListQuery& query) {
  if (query.node || query.state == model::State::withdrawn) return "items";  // item_nodes leads to its rows
  if (query.organ) return "items INDEXED BY items_by_organ";
  return query.kinds.size() == 1 ? "items INDEXED BY items_by_kind" : "items INDEXED BY items_by_time";
}

std::string order_of(const ListQuery& query) {
  if (query.state == model::State::withdrawn) return " ORDER BY seq DESC, id";
  switch (query.order) {
    case ListOrder::title: return " ORDER BY sort_key, id";
    case ListOrder::priority: return R"( ORDER BY substr(json,instr(json,'"priority":')+11,1), sort_key, id)";  // one digit; as in the index
    case ListOrder::newest: break;
  }
  return " ORDER BY publish_at DESC, id DESC";
}

void bind_all(Statement& statement, const std::vector<SqlValue>& values) {
  int position = 1;
  for (const SqlValue& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      statement.bind(position++, std::string_view(*text));
    } else {
      statement.bind(position++, std::get<std::int64_t>(value));
    }
  }
}

}  // namespace gongkai::store
