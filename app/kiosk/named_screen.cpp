#include "app/kiosk/named_screen.h"

#include <algorithm>
#include <functional>
#include <map>
#include <variant>

namespace gongkai::kiosk {

namespace {

using namespace screens;

const std::map<std::string, ListKind, std::less<>>& list_names() {
  static const std::map<std::string, ListKind, std::less<>> names = {
      {"list", ListKind::guides},       {"guides", ListKind::guides},     {"fees", ListKind::fees},
      {"notices", ListKind::announcements}, {"places", ListKind::places}, {"policies", ListKind::policies},
      {"figures", ListKind::figures},   {"contacts", ListKind::contacts}, {"powers", ListKind::powers}};
  return names;
}

// How well an item shows what its kind can show; the best one is taken, the first of equals.
int worth(const model::Item& item) {
  if (const auto* guide = std::get_if<model::Guide>(&item.body)) {
    return (guide->flow ? 4 : 0) + (guide->charged ? 2 : 0) + (guide->materials.size() > 2 ? 1 : 0);
  }
  if (const auto* fee = std::get_if<model::Fee>(&item.body)) {
    return fee->rows.size() > 4 && fee->rows.size() < 60 ? 2 : fee->rows.empty() ? 0 : 1;
  }
  if (const auto* notice = std::get_if<model::Notice>(&item.body)) {
    return (notice->red_head ? 2 : 0) + (notice->body.size() > 5 ? 1 : 0);
  }
  if (const auto* publicity = std::get_if<model::Publicity>(&item.body)) {
    return static_cast<int>(publicity->rounds.size());
  }
  return 0;
}

std::optional<model::EntityId> best_of(const store::Generation* store, model::Kind kind, model::Instant now) {
  if (store == nullptr) return std::nullopt;
  std::vector<model::Item> items = store->items({kind}, now);
  const auto best = std::max_element(items.begin(), items.end(), [](const model::Item& a, const model::Item& b) {
    return worth(a) < worth(b);
  });
  if (best == items.end()) return std::nullopt;
  return best->header.id;
}

NamedScreen opened(Page page) {
  NamedScreen screen;
  screen.state.pages.push_back(std::move(page));
  return screen;
}

model::Result<NamedScreen> no_such_item(const model::EntityId& id) {
  return model::failure("KIOSK-021", "内容库里没有“" + id + "”");
}

model::Result<NamedScreen> item_screen(const store::Generation* store, const model::EntityId& id) {
  if (store == nullptr || !store->find(id)) return no_such_item(id);
  return opened(DetailPage{id, 0, -1});
}

model::Result<NamedScreen> kind_screen(const store::Generation* store, model::Kind kind, model::Instant now) {
  const auto id = best_of(store, kind, now);
  if (!id) return model::failure("KIOSK-022", "内容库里现在没有这一类内容");
  return opened(DetailPage{*id, 0, -1});
}

// "search:gjj" -> "gjj" for the prefix "search:".
std::optional<std::string> after(const std::string& name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return std::nullopt;
  return name.substr(prefix.size());
}

std::optional<Surface> board_named(std::string_view name) {
  if (name == "lobby") return Surface::lobby;
  if (name == "strip") return Surface::strip;
  if (name == "wall") return Surface::wall;
  return std::nullopt;
}

// "strip:fee-cgj-01": a board while that item has its turn.
std::optional<model::Result<NamedScreen>> board_with_item(const std::string& name, const store::Generation* store) {
  const std::size_t colon = name.find(':');
  const auto surface = colon == name.npos ? std::nullopt : board_named(std::string_view(name).substr(0, colon));
  if (!surface) return std::nullopt;
  const model::EntityId id = name.substr(colon + 1);
  if (store == nullptr || !store->find(id)) return no_such_item(id);
  NamedScreen screen;
  screen.surface = surface;
  screen.shown = id;
  return screen;
}

std::optional<NamedScreen> fixed_screen(const std::string& name) {
  NamedScreen screen;
  if (name == "home") return screen;
  if (name == "feedback") return opened(FeedbackPage{});
  if (name == "wish") return opened(WishPage{});
  if (name == "catalog") return opened(CatalogPage{});
  if (name == "write") {
    screen = opened(SearchPage{});
    screen.state.writing.open = true;
    return screen;
  }
  if (const auto surface = board_named(name)) {
    screen.surface = surface;
    return screen;
  }
  if (name == "idle") {
    screen = opened(ListPage{});
    screen.state.idle_seconds_left = 20;
    return screen;
  }
  using Special = NamedScreen::Special;
  if (name == "rescue" || name == "empty" || name == "alert") {
    screen.special = name == "rescue" ? Special::rescue : name == "empty" ? Special::empty : Special::alert;
    return screen;
  }
  return std::nullopt;
}

}  // namespace

model::Result<NamedScreen> screen_named(const std::string& name, const store::Generation* store, model::Instant now) {
  if (const auto screen = fixed_screen(name)) return *screen;
  if (const auto board = board_with_item(name, store)) return *board;
  if (const auto list = list_names().find(name); list != list_names().end()) {
    return opened(ListPage{list->second, 0, {}, {}, 0});
  }
  if (const auto code = after(name, "node:")) return opened(CatalogPage{*code});
  if (const auto id = after(name, "item:")) return item_screen(store, *id);
  if (const auto id = after(name, "feedback:")) return opened(FeedbackPage{*id});
  if (const auto text = after(name, "search:")) return opened(SearchPage{*text});
  static const std::map<std::string, model::Kind, std::less<>> kinds = {{"guide", model::Kind::guide},
                                                                        {"fee", model::Kind::fee},
                                                                        {"notice", model::Kind::notice},
                                                                        {"publicity", model::Kind::publicity}};
  if (const auto kind = kinds.find(name); kind != kinds.end()) return kind_screen(store, kind->second, now);
  return model::failure("KIOSK-020", "不认识的画面“" + name + "”；可用：" + screen_names);
}

}  // namespace gongkai::kiosk
