#include <fmt/format.h>

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"

namespace gongkai::screens {

namespace {

std::string count_words(std::int64_t items) { return items == 0 ? "暂无内容" : fmt::format("{} 条", items); }

Block node_row(const Building& building, const store::NodeCount& node) {
  Block words = row({grown(text(node.title, {.size = 36, .role = FontRole::sans_bold})),
                     text(count_words(node.items),
                          {.size = 28, .tone = node.items == 0 ? Tone::ink_second : Tone::jade}),
                     icon(icons::forward, 40, Tone::disabled)},
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
    Block head = row({grown(bold(root.title, 40, Tone::jade)), secondary(count_words(root.items))}, 20);
    head.padding = {32, 20, 32, 8};
    Blocks rows{std::move(head)};
    for (const auto& child : nodes) {
      if (child.node.parent == root.node.code) rows.push_back(node_row(building, child));
    }
    cards.push_back(filled(column(std::move(rows)), Tone::surface, 16));
  }
  return cards;
}

Block item_row(const Building& building, const store::ItemSummary& item) {
  Block block = row({grown(column({text(item.title, {.size = 36, .role = FontRole::sans_bold}),
                                   secondary(joined({item.organ_name, item.detail, day_words(item.publish_at)}))},
                                  2)),
                     icon(icons::forward, 44, Tone::disabled)},
                    20);
  block.padding = layout::edges(32, 22);
  block.min_height = 116;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(OpenItem{item.id}), item.title);
}

Blocks items_of(const Building& building, const model::NodeCode& code, const std::vector<store::NodeCount>& nodes) {
  Blocks rows;
  Blocks children;
  for (const auto& child : nodes) {
    if (child.node.parent == code) children.push_back(node_row(building, child));
  }
  if (!children.empty()) rows.push_back(filled(column(std::move(children)), Tone::surface, 16));
  store::ListQuery query;
  query.node = code;
  query.limit = 200;
  for (const auto& item : building.context.store->list(query, building.context.now)) {
    rows.push_back(item_row(building, item));
  }
  if (rows.empty()) {
    rows.push_back(card({bold("这个栏目暂无内容", 40),
                         text(fmt::format("如需了解有关信息，可在咨询窗口申请公开，或拨打 {}。", building.context.hall.hotline))},
                        48, 12));
  }
  return rows;
}

}  // namespace

Block catalog_page(const Building& building, const CatalogPage& page) {
  const auto nodes = building.context.store->nodes(building.context.now);
  std::vector<std::string> crumbs{"首页", "公开目录"};
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
