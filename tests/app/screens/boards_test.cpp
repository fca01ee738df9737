// Whatever item is on, with and without an alert's banner, a board shows whole what it shows: nothing hangs over its
// edge, and the crawl is on the glass.
#include <gtest/gtest.h>

#include <map>

#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

std::vector<model::EntityId> items_of_boards() {
  using model::Kind;
  std::vector<model::EntityId> ids;
  for (const model::Item& item : demo_city().store.items({Kind::notice, Kind::publicity, Kind::guide, Kind::fee, Kind::stats, Kind::pledge},
                                                         fakes::demo_now())) {
    ids.push_back(item.header.id);
  }
  return ids;
}

// Of a line of text its em boxes (880 of 1000 above the baseline); the bounds of an op are those of any ink there may be.
render::Rect box_of(const layout::Op& op) {
  const auto* text = std::get_if<layout::GlyphOp>(&op.what);
  if (text == nullptr || text->glyphs.empty()) return op.bounds;
  const int baseline = text->origin.y + text->glyphs.front().y / 64, left = text->origin.x + text->glyphs.front().x / 64;
  return {left, baseline - text->px * 88 / 100, text->origin.x + text->glyphs.back().x / 64 - left, text->px};
}

// How far the frame's content reaches over its edge, device px.
int overhang(const layout::Frame& frame) {
  int out = 0;
  const auto look = [&](const render::Rect& rect) {
    out = std::max({out, -rect.x, -rect.y, rect.right() - frame.size.width, rect.bottom() - frame.size.height});
  };
  for (const auto& op : frame.ops) look(box_of(op));
  for (const auto& layer : frame.scrolls) look(layer.viewport);
  for (const auto& ticker : frame.tickers) look(ticker.viewport);
  return out;
}

TEST(Boards, NothingHangsOverTheEdge) {
  std::map<std::string, int> faults;
  const auto ids = items_of_boards();
  ASSERT_GT(ids.size(), 80u);
  for (const Surface surface : {Surface::lobby, Surface::wall}) {
    for (const auto what : {Shown::What::usual, Shown::What::banner}) {
      const Shown shown{"", {}, surface, what};
      for (const model::EntityId& id : ids) {
        Context context = context_of(shown);
        context.loop.shown = id;
        const Screen screen = build({}, context);
        const layout::Theme theme = surface == Surface::lobby ? layout::default_theme() : layout::led_theme();
        const int over = overhang(layout::lay_out(screen.root, theme, size_of(surface), demo_city().engine));
        if (over > 0) faults[(surface == Surface::lobby ? "lobby " : "wall ") + std::string(what == Shown::What::banner ? "banner " : "") + id] = over;
      }
    }
  }
  for (const auto& [where, px] : faults) ADD_FAILURE() << where << ": " << px << " px over the edge";
}

}  // namespace
}  // namespace gongkai::screens
