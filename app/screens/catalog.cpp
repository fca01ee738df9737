#include <algorithm>
#include <optional>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"

namespace gongkai::screens {

namespace {

// Organs, windows and channels carry no catalogue code of their own: the standard catalogue shows them here.
std::optional<model::Kind> reference_kind(const model::NodeCode& code) {
  if (code == "A-01") return model::Kind::organ;
  if (code == "D-04") return model::Kind::window;
  if (code == "D-05") return model::Kind::channel;
  return std::nullopt;
}

store::ListQuery reference_query(model::Kind kind) {
  store::ListQuery query;
  query.kinds = {kind};
  query.order = store::ListOrder::title;
  query.limit = 200;
  return query;
}

std::string count_words(const Building& building, std::int64_t items) {
  return items == 0 ? say(building, phrases::no_items) : say(building, phrases::pieces, items);
}

// With what is shown there besides the items filed under the node.
std::int64_t count_of(const Building& building, const store::NodeCount& node,
                      const std::vector<store::NodeCount>& nodes) {
  std::int64_t count = node.items;
  const auto add = [&](const model::NodeCode& code) {
    if (const auto kind = reference_kind(code)) {
      count += building.context.store->count(reference_query(*kind), building.context.now);
    }
  };
  add(node.node.code);
  for (const auto& child : nodes) {
    if (child.node.parent == node.node.code) add(child.node.code);
  }
  return count;
}

Block node_row(const Building& building, const store::NodeCount& node, std::int64_t count) {
  Block words = row({grown(text(node.title, {.size = 36, .role = FontRole::sans_bold})),
                     text(count_words(building, count), {.size = 28, .tone = count == 0 ? Tone::ink_second : Tone::jade}),
                     icon(icons::forward, 40, Tone::ink_second)},
                    20);
  words.padding = layout::edges(32, 18);
  words.min_height = 96;
  words.bottom_line = Tone::line;
  return tapped(std::move(words), building.intents.add(OpenCatalog{node.node.code}), node.title);
}

// The five roots with the nodes below them: one look shows the whole catalogue.
Blocks roots(const Building& building, const std::vector<store::NodeCount>& nodes) {
  Blocks cards;
  for (const auto& root : nodes) {
    if (!root.node.parent.empty()) continue;
    Block head = row({grown(bold(root.title, 40, Tone::jade)), secondary(count_words(building, count_of(building, root, nodes)))}, 20);
    head.padding = {32, 20, 32, 8};
    Blocks rows{std::move(head)};
    for (const auto& child : nodes) {
      if (child.node.parent == root.node.code) rows.push_back(node_row(building, child, count_of(building, child, nodes)));
    }
    cards.push_back(filled(column(std::move(rows)), Tone::surface, 16));
  }
  return {side_by_side(building, std::move(cards), 20)};
}

Block item_row(const Building& building, const store::ItemSummary& item) {
  Blocks words{text(shown_title(building, item).words, {.size = 36, .role = FontRole::sans_bold})};
  if (std::string second = second_line(building, item); !second.empty()) words.push_back(secondary(std::move(second)));
  Block block = row({grown(column(std::move(words), 2)), icon(icons::forward, 44, Tone::ink_second)}, 20);
  block.padding = layout::edges(32, 22);
  block.min_height = 116;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(OpenItem{item.id}), item.title);
}

Blocks items_of(const Building& building, const model::NodeCode& code, const std::vector<store::NodeCount>& nodes) {
  Blocks rows;
  Blocks children;
  for (const auto& child : nodes) {
    if (child.node.parent == code) children.push_back(node_row(building, child, count_of(building, child, nodes)));
  }
  if (!children.empty()) rows.push_back(filled(column(std::move(children)), Tone::surface, 16));
  store::ListQuery query;
  query.node = code;
  query.limit = 200;
  Blocks items;
  for (const auto& item : building.context.store->list(query, building.context.now)) items.push_back(item_row(building, item));
  if (const auto kind = reference_kind(code)) {
    for (const auto& item : building.context.store->list(reference_query(*kind), building.context.now)) {
      items.push_back(item_row(building, item));
    }
  }
  if (!items.empty()) rows.push_back(side_by_side(building, std::move(items), 20));
  if (rows.empty()) {
    rows.push_back(card({bold(say(building, phrases::node_empty), 40),
                         text(say(building, phrases::node_request, building.context.hall.hotline))},
                        48, 12));
  }
  return rows;
}

}  // namespace

Block catalog_page(const Building& building, const CatalogPage& page) {
  const auto nodes = building.context.store->nodes(building.context.now);
  std::vector<std::string> crumbs{say(building, phrases::home), say(building, phrases::catalogue)};
  Blocks content;
  if (page.node.empty()) {
    content = roots(building, nodes);
  } else {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& n) { return n.node.code == page.node; });
    if (found != nodes.end()) crumbs.push_back(found->title);
    content = items_of(building, page.node, nodes);
  }
  Block body = column(std::move(content), 20);
  body.padding = {40, 28, 40, 28};
  return touch_page(building,
                    {breadcrumb_bar(building, crumbs, Tone::jade), scroll(std::move(body), 30), {}});
}

}  // namespace gongkai::screens
