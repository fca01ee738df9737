// What the screen tests share: the demo city, opened once, and every page and board a citizen can come to.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "app/screens/screens.h"
#include "render/layout/flow.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/square_font.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::screens {

// The store and the text engine, made once for all tests of the executable.
struct DemoCity {
  fakes::TemporaryFolder folder;
  store::Generation store = fakes::demo_store(GONGKAI_SOURCE_DIR, folder / "store", fakes::DemoAlert::out);
  text::FontStack fonts = fakes::square_font_stack();
  text::TextEngine engine{fonts};
};

inline DemoCity& demo_city() {
  static DemoCity city;
  return city;
}

// The same city with its alert withdrawn.
inline store::Generation& city_without_alert() {
  static fakes::TemporaryFolder folder;
  static store::Generation store = fakes::demo_store(GONGKAI_SOURCE_DIR, folder / "store", fakes::DemoAlert::withdrawn);
  return store;
}

// The strokes of characters, read when a test types one.
inline const store::StrokeTable* strokes() {
  static const auto table = store::StrokeTable::read(store::installed_stroke_file);
  return table ? &*table : nullptr;
}

struct Shown {
  std::string name;
  ScreenState state = {};
  Surface surface = Surface::touch;
  // waiting: no store yet; withdrawn: the store in which the alert is withdrawn; printer: beside the terminal.
  enum class What { usual, alert, banner, waiting, withdrawn, printer } what = What::usual;
};

inline void PrintTo(const Shown& shown, std::ostream* out) { *out << shown.name; }

inline render::Size size_of(Surface surface) {
  switch (surface) {
    case Surface::touch: return {1080, 1920};
    case Surface::lobby: return {1920, 1080};
    case Surface::strip: return {512, 64};
    case Surface::wall: return {1920, 480};
  }
  return {};
}

inline Context context_of(const Shown& shown) {
  Context context;
  context.store = &demo_city().store;
  context.now = fakes::demo_now();
  context.hall = {"hall-01", "临澜市政务服务中心", "一楼大厅 A03", "12345", "https://zwfw.linlan.example/item/", true};
  const render::Size size = size_of(shown.surface);
  context.device = {shown.surface, size.width, size.height, 940, 2};
  context.strokes = strokes;
  context.takes_feedback = true;
  context.reads_handwriting = true;
  context.loop.shown = "pub-zjj-2026-01";
  context.loop.count = 5;
  context.loop.progress_permille = 400;
  context.loop.crawl = {"notice-2026-001"};
  if (shown.what == Shown::What::alert) context.loop.alerts = {"em-2026-0001"};
  if (shown.what == Shown::What::banner) context.loop.banners = {"em-2026-0001"};
  context.can_print = shown.what == Shown::What::printer;
  if (shown.what == Shown::What::waiting) context.store = nullptr;
  if (shown.what == Shown::What::withdrawn) context.store = &city_without_alert();
  return context;
}

inline ScreenState at(Page page) {
  ScreenState state;
  if (!std::holds_alternative<HomePage>(page)) state.pages.push_back(std::move(page));
  return state;
}

// The same with the field to write in, and what became of the strokes in it.
enum class Ink { none, read, not_read };
inline ScreenState writing(Page page, Ink ink) {
  ScreenState state = at(std::move(page));
  state.writing.open = true;
  state.writing.read = ink != Ink::none;
  if (ink == Ink::read) state.writing.candidates = {"户", "卢", "芦", "护", "沪", "庐", "驴", "炉", "尸", "声", "启", "肩"};
  return state;
}

inline layout::Frame frame_of(const Shown& shown) {
  const bool led = shown.surface == Surface::strip || shown.surface == Surface::wall;
  const layout::Theme theme = led ? layout::led_theme()
                                  : themed(shown.state, layout::default_theme(), layout::high_contrast_theme());
  const Screen screen = build(shown.state, context_of(shown));
  return layout::lay_out(screen.root, theme, size_of(shown.surface), demo_city().engine);
}

inline std::vector<Shown> touch_pages() {
  ScreenState idle;
  idle.idle_seconds_left = 12;
  return {{"home", {}},
          {"list-guides", at(ListPage{ListKind::guides})},
          {"list-announcements", at(ListPage{ListKind::announcements})},
          {"list-fees", at(ListPage{ListKind::fees})},
          {"list-places", at(ListPage{ListKind::places})},
          {"list-figures", at(ListPage{ListKind::figures})},
          {"list-contacts", at(ListPage{ListKind::contacts})},
          {"list-powers", at(ListPage{ListKind::powers})},
          {"list-empty", at(ListPage{ListKind::guides, 0, {}, "I", 0})},
          {"catalog", at(CatalogPage{})},
          {"catalog-node", at(CatalogPage{"C-01"})},
          {"guide", at(DetailPage{"guide-zrzy-0001", 0, -1})},
          {"guide-flow", at(DetailPage{"guide-zrzy-0005", 3, -1})},
          {"guide-step", at(DetailPage{"guide-cgj-0001", 3, 1})},
          {"fee", at(DetailPage{"fee-cgj-01", 0, -1})},
          {"notice", at(DetailPage{"notice-2026-001", 0, -1})},
          {"publicity", at(DetailPage{"pub-ymj-2026-01", 0, -1})},
          {"publicity-first-round", at(DetailPage{"pub-ymj-2026-01", 1, -1})},
          {"power", at(DetailPage{"pow-cgj-0002", 0, -1})},
          {"organ", at(DetailPage{"org-gaj", 0, -1})},
          {"window", at(DetailPage{"win-A04", 0, -1})},
          {"stats", at(DetailPage{"stats-2026-10", 0, -1})},
          {"missing", at(DetailPage{"notice-9999-999", 0, -1})},
          {"search", at(SearchPage{"SFZ"})},
          {"search-nothing", at(SearchPage{"QQQQQQ"})},
          {"writing", writing(SearchPage{"SFZ"}, Ink::read)},
          {"feedback", at(FeedbackPage{"guide-cgj-0001", model::Grade::dissatisfied, {"内容不全"}, "BU QUAN"})},
          {"wish", at(WishPage{{"收费标准"}})},
          {"idle", idle}};
}

inline std::vector<Shown> boards() {
  return {{"lobby", {}, Surface::lobby}, {"strip", {}, Surface::strip}, {"wall", {}, Surface::wall}};
}

// What stands instead of everything else: an alert, or the page before there is content.
inline std::vector<Shown> exceptions() {
  using What = Shown::What;
  return {{"alert", {}, Surface::touch, What::alert},        {"alert-lobby", {}, Surface::lobby, What::alert},
          {"alert-strip", {}, Surface::strip, What::alert},  {"alert-wall", {}, Surface::wall, What::alert},
          {"banner", {}, Surface::touch, What::banner},      {"banner-lobby", {}, Surface::lobby, What::banner},
          {"banner-wall", {}, Surface::wall, What::banner},  {"banner-open", at(DetailPage{"em-2026-0001", 0, -1}), Surface::touch, What::banner},
          {"withdrawn", at(DetailPage{"em-2026-0001", 0, -1}), Surface::touch, What::withdrawn},
          {"waiting", {}, Surface::touch, What::waiting},    {"waiting-strip", {}, Surface::strip, What::waiting}};
}

}  // namespace gongkai::screens
