// Whatever item is on, with and without an alert's banner, a board shows whole what it shows: nothing hangs over its
// edge, and the crawl is on the glass.
#include <gtest/gtest.h>

#include <map>

#include "tests/app/screens/overhang.h"
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
