#include "content/store/item_row.h"

#include <variant>

#include "content/model/names.h"
#include "content/store/pinyin.h"
#include "content/store/sqlite_connection.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

void add_line(std::string& lines, std::string_view line) {
  if (line.empty()) return;
  if (!lines.empty()) lines += '\n';
  lines += line;
}

std::int64_t seconds(const std::optional<model::Instant>& instant, std::int64_t absent) {
  return instant ? instant->time_since_epoch().count() : absent;
}

// "3个工作日", the limit a citizen looks for first.
std::string limit_words(const model::DayLimit& limit) {
  if (limit.unit == model::DayUnit::instant || limit.n == 0) return "即办";
  return std::to_string(limit.n) + "个" + std::string(model::word(limit.unit));
}

// What a list row shows beside the title, by kind.
struct ListWords {
  std::string detail, badge, place;
};

struct WordsOf {
  ListWords operator()(const model::Guide& guide) const {
    ListWords words{std::string(model::word(guide.item_type)), {}, {}};
    words.badge = guide.case_type == model::CaseType::on_the_spot ? "即办" : limit_words(guide.promise_days);
    for (const model::Place& place : guide.places) {
      if (words.place.empty()) words.place = place.window;
    }
    return words;
  }
  ListWords operator()(const model::Fee& fee) const { return {std::string(model::word(fee.fee_class)), {}, {}}; }
  ListWords operator()(const model::Notice& notice) const {
    return {std::string(model::word(notice.subtype)), {}, {}};
  }
  ListWords operator()(const model::Publicity& publicity) const {
    return {std::string(model::word(publicity.subtype)), {}, {}};
  }
  ListWords operator()(const model::Power& power) const { return {std::string(model::word(power.type)), {}, {}}; }
  ListWords operator()(const model::Emergency& emergency) const {
    return {emergency.category, std::string(model::word(emergency.alert_level)), {}};
  }
  ListWords operator()(const model::Window& window) const { return {window.floor + window.zone, {}, window.no}; }
  template <class Other>
  ListWords operator()(const Other&) const {
    return {};
  }
};

// The numbers that an entity itself is called by.
struct NumbersOf {
  std::vector<std::string> operator()(const model::Guide& guide) const { return {guide.impl_code, guide.base_code}; }
  std::vector<std::string> operator()(const model::Fee& fee) const { return {fee.project_code}; }
  std::vector<std::string> operator()(const model::Window& window) const { return {window.no}; }
  std::vector<std::string> operator()(const model::Notice& notice) const { return number_of(notice.red_head); }
  std::vector<std::string> operator()(const model::Publicity& publicity) const { return number_of(publicity.red_head); }
  template <class Other>
  std::vector<std::string> operator()(const Other&) const {
    return {};
  }

 private:
  static std::vector<std::string> number_of(const std::optional<model::RedHead>& head) {
    return head ? std::vector<std::string>{head->doc_no} : std::vector<std::string>{};
  }
};

std::string search_lines(const model::Item& item) {
  std::string lines;
  const auto add = [&](const char* prefix, const std::string& text) {
    if (!text.empty() && text.find('\n') == std::string::npos) add_line(lines, prefix + text);
  };
  for (const std::string& alias : item.header.aliases) add("a:", alias);
  for (const std::string& keyword : item.header.keywords) add("a:", keyword);
  if (const auto* organ = std::get_if<model::Organ>(&item.body)) add("a:", organ->abbr);
  for (const std::string& number : std::visit(NumbersOf{}, item.body)) add("n:", number);
  if (const auto* guide = std::get_if<model::Guide>(&item.body)) {
    for (const model::Place& place : guide->places) add("c:", place.window);
  }
  for (const model::Basis& basis : item.header.basis) add("c:", basis.doc_no);
  return lines;
}

model::EntityId organ_of(const model::Item& item) {
  if (const auto* window = std::get_if<model::Window>(&item.body)) return window->organ;
  return item.header.organ;
}

void feed(std::string& input, std::string_view field) {
  input += std::to_string(field.size());
  input += ':';
  input += field;
}

}  // namespace

ItemRow make_row(const model::Item& item, std::string_view json, const RowOrigin& origin) {
  const model::Header& header = item.header;
  ItemRow row;
  row.id = header.id;
  row.kind = model::word(item.kind());
  row.rev = header.rev;
  row.bureau = origin.bureau;
  row.seq = origin.seq;
  row.state = model::word(header.state);
  row.title = header.title;
  row.reason = header.reason;
  row.letter = index_letter(header.title);
  row.sort_key = sort_key(header.title);
  row.body_hash = trust::sha256_hex(json);
  if (header.state == model::State::withdrawn) return row;

  const ListWords words = std::visit(WordsOf{}, item.body);
  row.organ = organ_of(item);
  row.publish_at = seconds(header.publish_at, 0);
  row.valid_from = seconds(header.valid_from, 0);
  row.valid_to = seconds(header.valid_to, no_end);
  if (const auto* emergency = std::get_if<model::Emergency>(&item.body)) {
    row.publish_at = seconds(emergency->issued_at, row.publish_at);
    row.valid_to = seconds(emergency->ends_at, row.valid_to);
  }
  row.detail = words.detail;
  row.badge = words.badge;
  row.place = words.place;
  if (const auto* guide = std::get_if<model::Guide>(&item.body)) {
    for (const model::Target target : guide->target) add_line(row.targets, model::word(target));
  }
  for (const model::NodeCode& code : header.catalog) add_line(row.catalog, code);
  row.search = search_lines(item);
  return row;
}

std::string head_hash(const ItemRow& row) {
  std::string input;
  for (const std::string* field : {&row.id, &row.kind, &row.bureau, &row.state, &row.title, &row.reason, &row.organ,
                                   &row.detail, &row.badge, &row.place, &row.letter, &row.sort_key, &row.targets,
                                   &row.catalog, &row.search, &row.body_hash}) {
    feed(input, *field);
  }
  for (const std::int64_t number : {row.rev, row.seq, row.publish_at, row.valid_from, row.valid_to}) {
    feed(input, std::to_string(number));
  }
  return trust::sha256_hex(input);
}

bool read_row(const Statement& statement, ItemRow& row) {
  int column = 0;
  const auto text = [&] { return std::string(statement.text(column++)); };
  const auto number = [&] { return statement.integer(column++); };
  row.id = text();
  row.kind = text();
  row.rev = number();
  row.bureau = text();
  row.seq = number();
  row.state = text();
  row.title = text();
  row.reason = text();
  row.organ = text();
  row.publish_at = number();
  row.valid_from = number();
  row.valid_to = number();
  row.detail = text();
  row.badge = text();
  row.place = text();
  row.letter = text();
  row.sort_key = text();
  row.targets = text();
  row.catalog = text();
  row.search = text();
  row.body_hash = text();
  return statement.text(column) == head_hash(row);
}

void bind_row(Statement& statement, const ItemRow& row) {
  int position = 1;
  const auto text = [&](const std::string& value) { statement.bind(position++, std::string_view(value)); };
  const auto number = [&](std::int64_t value) { statement.bind(position++, value); };
  text(row.id);
  text(row.kind);
  number(row.rev);
  text(row.bureau);
  number(row.seq);
  text(row.state);
  text(row.title);
  text(row.reason);
  text(row.organ);
  number(row.publish_at);
  number(row.valid_from);
  number(row.valid_to);
  text(row.detail);
  text(row.badge);
  text(row.place);
  text(row.letter);
  text(row.sort_key);
  text(row.targets);
  text(row.catalog);
  text(row.search);
  text(row.body_hash);
  text(head_hash(row));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace gongkai::store
