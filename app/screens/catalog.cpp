#include <algorithm>
#include <optional>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"

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
  const std::string title = shown_title(building, item).words;
  Blocks words{text(title, {.size = title_size(title, {36, 860}), .role = FontRole::sans_bold})};
  if (std::string second = second_line(building, item); !second.empty()) words.push_back(secondary(std::move(second)));
  Block block = row({grown(column(std::move(words), 2)), icon(icons::forward, 44, Tone::ink_second)}, 20);
  block.padding = layout::edges(32, 22);
  block.min_height = 116;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(OpenItem{item.id}), item.title);
}

// What a page of the node lists, and how much all its pages do.
struct Listed {
  std::vector<store::ItemSummary> items;
  std::int64_t total = 0;
};

// The items filed under the node, then those that the standard catalogue shows there.
Listed listed_on(const Building& building, const CatalogPage& page) {
  const store::Generation& store = *building.context.store;
  store::ListQuery query;
  query.node = page.node;
  query.offset = static_cast<std::size_t>(page.page) * rows_a_page;
  query.limit = rows_a_page;
  Listed listed{store.list(query, building.context.now), store.count(query, building.context.now)};
  const auto kind = reference_kind(page.node);
  if (!kind) return listed;
  store::ListQuery others = reference_query(*kind);
  others.offset = query.offset - std::min(query.offset, static_cast<std::size_t>(listed.total));
  others.limit = rows_a_page - listed.items.size();
  for (auto& item : store.list(others, building.context.now)) listed.items.push_back(std::move(item));
  listed.total += store.count(others, building.context.now);
  return listed;
}

Blocks items_of(const Building& building, const CatalogPage& page, const std::vector<store::NodeCount>& nodes) {
  Blocks rows;
  Blocks children;
  for (const auto& child : nodes) {
    if (child.node.parent == page.node) children.push_back(node_row(building, child, count_of(building, child, nodes)));
  }
  if (!children.empty()) rows.push_back(filled(column(std::move(children)), Tone::surface, 16));
  const Listed listed = listed_on(building, page);
  Blocks items;
  for (const store::ItemSummary& item : listed.items) items.push_back(item_row(building, item));
  if (!items.empty()) rows.push_back(side_by_side(building, std::move(items), 20));
  for (Block& block : paging(building, page.page, listed.total)) rows.push_back(std::move(block));
  if (rows.empty()) {
    rows.push_back(card({bold(say(building, phrases::node_empty), 40),
                         text(say(building, phrases::node_request, building.context.hall.hotline))},
                        48, 12));
  }
  return rows;
}

// The node and what stands above it, from the root down.
std::vector<std::string> way_to(const model::NodeCode& code, const std::vector<store::NodeCount>& nodes) {
  std::vector<std::string> titles;
  model::NodeCode at = code;
  for (std::size_t depth = 0; depth < nodes.size(); ++depth) {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& n) { return n.node.code == at; });
    if (found == nodes.end()) break;
    titles.insert(titles.begin(), found->title);
    at = found->node.parent;
  }
  return titles;
}

}  // namespace

Block catalog_page(const Building& building, const CatalogPage& page) {
  const auto nodes = building.context.store->nodes(building.context.now);
  std::vector<std::string> crumbs{say(building, phrases::home), say(building, phrases::catalogue)};
  Blocks content;
  if (page.node.empty()) {
    content = roots(building, nodes);
  } else {
    for (std::string& title : way_to(page.node, nodes)) crumbs.push_back(std::move(title));
    content = items_of(building, page, nodes);
  }
  Block body = column(std::move(content), 20);
  body.padding = {40, 28, 40, 28};
  return touch_page(building,
                    {breadcrumb_bar(building, crumbs, Tone::jade), scroll(std::move(body), 30), {}});
}

}  // namespace gongkai::screens
