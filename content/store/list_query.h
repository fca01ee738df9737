// A ListQuery as SQL. Values are always bound, never written into the text.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "content/store/generation.h"

namespace gongkai::store {

class Statement;

using SqlValue = std::variant<std::string, std::int64_t>;

// "WHERE ..." and what to bind to its question marks, in order.
struct SqlCondition {
  std::string where;
  std::vector<SqlValue> values;
};

// Published, whatever its window.
SqlCondition published();
// Published, and `now` inside its window.
SqlCondition visible_at(model::Instant now);
// `nodes`: the node of the query and all below it, when the query names one.
SqlCondition condition_of(const ListQuery& query, const std::vector<model::NodeCode>& nodes, model::Instant now);
void add_kinds(SqlCondition& condition, const std::vector<model::Kind>& kinds);
// What to select from: the index that has all the query asks and the order of newest first. SQLite would rather sort.
std::string items_for(const ListQuery& query);
// " ORDER BY ..."
std::string order_of(const ListQuery& query);

void bind_all(Statement& statement, const std::vector<SqlValue>& values);

// The kinds that disclose something: all but the reference kinds and emergency.
std::vector<model::Kind> disclosure_kinds();

}  // namespace gongkai::store
