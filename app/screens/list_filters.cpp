#include "app/screens/list_filters.h"

#include <fmt/format.h>

#include <set>

#include "app/screens/pages.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using model::Kind;

struct Filter {
  std::string title;
  store::ListQuery query;
};

// Where the windows are: "一楼东区", in this order.
std::vector<std::string> floors_of(const Building& building) {
  store::ListQuery windows;
  windows.kinds = {Kind::window};
  windows.limit = 500;
  std::set<std::string> floors;
  for (const auto& window : building.context.store->list(windows, building.context.now)) floors.insert(window.detail);
  floors.erase("");
  return {floors.begin(), floors.end()};
}

// What was taken back is named with its reason (行政处罚法 48). Policies are notices, and withdrawn ones have no heading.
bool explains_withdrawals(ListKind kind) {
  return kind == ListKind::announcements || kind == ListKind::guides || kind == ListKind::fees || kind == ListKind::powers;
}

// One of them is on. The first always means everything.
std::vector<Filter> filters_of(const Building& building, ListKind kind) {
  std::vector<Filter> filters{{say(building, phrases::all), query_of(kind)}};
  const auto add = [&](const Phrase& title, void (*change)(store::ListQuery&)) {
    filters.push_back({say(building, title), query_of(kind)});
    change(filters.back().query);
  };
  switch (kind) {
    case ListKind::announcements:
      add(phrases::publicities, [](store::ListQuery& q) { q.kinds = {Kind::publicity}; });
      add(phrases::proclamations, [](store::ListQuery& q) { q.detail = "公告"; });
      add(phrases::notices, [](store::ListQuery& q) { q.detail = "通知"; });
      add(phrases::news, [](store::ListQuery& q) { q.detail = "部门动态"; });
      break;
    case ListKind::guides:
      add(phrases::for_persons, [](store::ListQuery& q) { q.target = model::Target::natural_person; });
      add(phrases::for_enterprises, [](store::ListQuery& q) { q.target = model::Target::enterprise; });
      add(phrases::on_the_spot, [](store::ListQuery& q) { q.badge = "即办"; });
      break;
    case ListKind::fees:
      add(phrases::administrative_fees, [](store::ListQuery& q) { q.detail = "行政事业性收费"; });
      add(phrases::service_fees, [](store::ListQuery& q) { q.detail = "经营服务性收费"; });
      add(phrases::funds, [](store::ListQuery& q) { q.detail = "政府性基金"; });
      break;
    case ListKind::policies:
      add(phrases::policies, [](store::ListQuery& q) { q.detail = "政策文件"; });
      add(phrases::explanations, [](store::ListQuery& q) { q.detail = "政策解读"; });
      add(phrases::plans, [](store::ListQuery& q) { q.detail = "规划计划"; });
      break;
    case ListKind::places:
      add(phrases::organs, [](store::ListQuery& q) { q.kinds = {Kind::organ}; });
      add(phrases::windows, [](store::ListQuery& q) { q.kinds = {Kind::window}; });
      for (const std::string& floor : floors_of(building)) {
        filters.push_back({floor, query_of(kind)});
        filters.back().query.detail = floor;
      }
      break;
    case ListKind::powers:
      for (const std::string_view type : model::words<model::PowerType>()) {
        filters.push_back({closed_word(building, type), query_of(kind)});
        filters.back().query.detail = std::string(type);
      }
      break;
    case ListKind::figures:
    case ListKind::contacts: break;
  }
  if (explains_withdrawals(kind)) {
    store::ListQuery withdrawn = query_of(kind);
    withdrawn.state = model::State::withdrawn;
    if (building.context.store->count(withdrawn, building.context.now) > 0) {
      filters.push_back({say(building, phrases::withdrawals), std::move(withdrawn)});
    }
  }
  return filters;
}

// Organ, subject and order, on top of `query`.
void narrow(store::ListQuery& query, const ListPage& page) {
  if (!page.organ.empty()) query.organ = page.organ;
  if (!page.subject.empty()) query.node = page.subject;
  if (page.order == ListSort::newest) query.order = store::ListOrder::newest;
  if (page.order == ListSort::title) query.order = store::ListOrder::title;
  if (page.order == ListSort::frequent) query.order = store::ListOrder::priority;
}

bool by_organ(ListKind kind) {
  return kind == ListKind::announcements || kind == ListKind::guides || kind == ListKind::fees || kind == ListKind::policies ||
         kind == ListKind::powers;
}

bool by_subject(ListKind kind) { return by_organ(kind) && kind != ListKind::fees; }

std::string name_of_node(const Building& building, const model::NodeCode& code) {
  for (const auto& node : building.context.store->nodes(building.context.now)) {
    if (node.node.code == code) return node.title;
  }
  return code;
}

// A choice that stands is a chip that takes it back; one that does not, a chip that opens it.
Block choice_chip(const Building& building, const ListPage& page, Choosing choosing) {
  const bool organ = choosing == Choosing::organ;
  const std::string& chosen = organ ? page.organ : page.subject;
  if (chosen.empty()) return chip(say(building, title_of(choosing)), false, tone_of(page.kind), building.intents.add(OpenChoice{choosing}));
  const auto found = organ ? building.context.store->find(chosen) : std::nullopt;
  const std::string name = found ? found->header.title : organ ? chosen : name_of_node(building, chosen);
  const Action back = organ ? building.intents.add(ChooseOrgan{}) : building.intents.add(ChooseSubject{});
  return chip(name + "　×", true, tone_of(page.kind), back);
}

// The orders that a tap would bring stand in the chips, as the other chips say what a tap would leave.
Blocks order_chips(const Building& building, const ListPage& page) {
  struct Order {
    const Phrase& words;
    ListSort sort;
    store::ListOrder order;
  };
  static constexpr Order orders[] = {{phrases::sort_by_frequency, ListSort::frequent, store::ListOrder::priority},
                                     {phrases::sort_by_time, ListSort::newest, store::ListOrder::newest},
                                     {phrases::sort_by_pinyin, ListSort::title, store::ListOrder::title}};
  const store::ListOrder now = narrowed(building, page).order;
  Blocks chips;
  for (const Order& one : orders) {
    const bool offered = one.sort != ListSort::frequent || page.kind == ListKind::guides;
    if (!offered || now == one.order) continue;
    chips.push_back(chip(say(building, one.words), false, tone_of(page.kind), building.intents.add(ChooseOrder{one.sort})));
  }
  return chips;
}

Block choice_row(const Building& building, const std::string& words, std::int64_t count, Intent intent) {
  Block block = row({grown(text(words, {.size = 36, .role = FontRole::sans_bold})),
                     text(say(building, phrases::items, count), {.size = 28, .tone = Tone::ink_second}), icon(icons::forward, 40, Tone::ink_second)},
                    20);
  block.padding = layout::edges(32, 18);
  block.min_height = 96;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(std::move(intent)), words);
}

}  // namespace

Tone tone_of(ListKind kind) {
  switch (kind) {
    case ListKind::announcements: return Tone::vermilion;
    case ListKind::fees: return Tone::amber;
    case ListKind::figures:
    case ListKind::powers: return Tone::jade;
    default: return Tone::indigo;
  }
}

const Phrase& title_of(Choosing choosing) { return choosing == Choosing::organ ? phrases::by_organ : phrases::by_subject; }

store::ListQuery narrowed(const Building& building, const ListPage& page) {
  const auto filters = filters_of(building, page.kind);
  const auto chosen = static_cast<std::size_t>(page.filter) < filters.size() ? static_cast<std::size_t>(page.filter) : 0;
  store::ListQuery query = filters[chosen].query;
  narrow(query, page);
  if (!page.letter.empty()) query.letter = page.letter;
  return query;
}

bool is_narrowed(const ListPage& page) {
  return page.filter != 0 || !page.organ.empty() || !page.subject.empty() || !page.letter.empty() || page.order != ListSort::usual;
}

Blocks filter_bar(const Building& building, const ListPage& page) {
  const auto filters = filters_of(building, page.kind);
  if (filters.size() < 2) return {};
  Blocks chips;
  for (std::size_t i = 0; i < filters.size(); ++i) {
    store::ListQuery query = filters[i].query;
    narrow(query, page);
    const auto count = building.context.store->count(query, building.context.now);
    const bool chosen = static_cast<int>(i) == page.filter;
    if (count == 0 && i != 0 && !chosen) continue;
    chips.push_back(chip(fmt::format("{} {}", filters[i].title, count), chosen, tone_of(page.kind),
                         building.intents.add(ChooseFilter{static_cast<int>(i)})));
  }
  if (by_organ(page.kind)) {
    chips.push_back(choice_chip(building, page, Choosing::organ));
    if (by_subject(page.kind)) chips.push_back(choice_chip(building, page, Choosing::subject));
    for (Block& order : order_chips(building, page)) chips.push_back(std::move(order));
  }
  if (is_narrowed(page)) chips.push_back(chip(say(building, phrases::clear_all), false, tone_of(page.kind), building.intents.add(ClearFilters{})));
  return {wrap(std::move(chips), 16)};
}

Block choices(const Building& building, const ListPage& page) {
  const store::Generation& store = *building.context.store;
  store::ListQuery query = narrowed(building, page);
  query.letter.reset();
  const bool organ = page.choosing == Choosing::organ;
  if (organ) {
    query.organ.reset();
  } else {
    query.node = query_of(page.kind).node;
  }
  const auto all = store.count(query, building.context.now);
  Blocks rows;
  if (organ) {
    rows.push_back(choice_row(building, say(building, phrases::all_organs), all, ChooseOrgan{}));
    store::ListQuery organs;
    organs.kinds = {Kind::organ};
    organs.order = store::ListOrder::title;
    organs.limit = 500;
    for (const auto& one : store.list(organs, building.context.now)) {
      query.organ = one.id;
      const auto count = store.count(query, building.context.now);
      if (count > 0) rows.push_back(choice_row(building, one.title, count, ChooseOrgan{one.id}));
    }
  } else {
    rows.push_back(choice_row(building, say(building, phrases::all_subjects), all, ChooseSubject{}));
    for (const auto& node : store.nodes(building.context.now)) {
      if (node.node.parent.empty()) continue;
      query.node = node.node.code;
      const auto count = store.count(query, building.context.now);
      if (count > 0) rows.push_back(choice_row(building, node.title, count, ChooseSubject{node.node.code}));
    }
  }
  return side_by_side(building, std::move(rows), building.context.device.distance_units);
}

}  // namespace gongkai::screens
