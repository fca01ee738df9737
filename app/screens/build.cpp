#include "app/screens/chrome.h"
#include "app/screens/pages.h"
#include "app/screens/screens.h"
#include "app/screens/targets.h"

namespace gongkai::screens {

namespace {

// No store yet: the hall's name and where help is. (A fault so deep that not even this can be drawn is the rescue
// screen's business.)
Block waiting_page(const Building& building) {
  const Context& context = building.context;
  Block words = column({text(context.hall.name, {.size = 64, .tone = Tone::indigo, .role = FontRole::sans_bold, .align = Align::center}),
                        text(say(building, phrases::preparing), {.size = 50, .align = Align::center}),
                        text(say(building, phrases::while_preparing, context.hall.hotline),
                             {.size = 34, .tone = Tone::ink_second, .align = Align::center})},
                       24);
  words.padding = layout::edges(64, 0);
  return filled(column({spacer(), std::move(words), spacer()}), Tone::paper);
}

Block waiting_led(const Context& context) {
  const int size = context.device.height_units >= 200 ? 60 : 24;
  return filled(column({spacer(), text(context.hall.name + "　正在准备内容", {.size = size, .tone = Tone::led_amber, .role = FontRole::led,
                                                                            .align = Align::center, .max_lines = 1, .line_height = 110}),
                        spacer()}),
                Tone::led_background);
}

Block touch_screen(const Building& building) {
  struct PageOf {
    const Building& building;
    Block operator()(const HomePage&) const { return home_page(building); }
    Block operator()(const ListPage& page) const { return list_page(building, page); }
    Block operator()(const CatalogPage& page) const { return catalog_page(building, page); }
    Block operator()(const DetailPage& page) const { return detail_page(building, page); }
    Block operator()(const SearchPage& page) const { return search_page(building, page); }
    Block operator()(const FeedbackPage& page) const { return feedback_page(building, page); }
    Block operator()(const WishPage& page) const { return wish_page(building, page); }
    Block operator()(const PicturePage& page) const { return picture_page(building, page); }
  };
  Block page = std::visit(PageOf{building}, building.state.page());
  if (!building.state.idle_seconds_left) return page;
  return stack({grown(std::move(page)), grown(idle_question(building, *building.state.idle_seconds_left))});
}

Block board(const Building& building) {
  const Context& context = building.context;
  const bool led = context.device.surface == Surface::strip || context.device.surface == Surface::wall;
  if (context.store == nullptr) return led ? waiting_led(context) : waiting_page(building);
  if (!context.loop.alerts.empty()) {
    const auto alert = context.store->find(context.loop.alerts.front());
    if (alert && alert->kind() == model::Kind::emergency) return alert_page(building, *alert);
  }
  switch (context.device.surface) {
    case Surface::touch: return touch_screen(building);
    case Surface::lobby: return lobby_board(building);
    case Surface::strip: return strip_board(building);
    case Surface::wall: return wall_board(building);
  }
  return waiting_page(building);
}

}  // namespace

Screen build(const ScreenState& state, const Context& context) {
  Intents intents;
  Screen screen;
  screen.root = board(Building{state, context, intents, screen.sentences});
  if (context.device.surface == Surface::touch) make_touchable(screen.root, context.device);
  screen.intents = intents.take();
  return screen;
}

layout::Theme themed(const ScreenState& state, const layout::Theme& normal, const layout::Theme& high_contrast) {
  layout::Theme theme = state.high_contrast ? high_contrast : normal;
  theme.unit = normal.unit;
  if (state.large_text) {
    theme.text_scale = 1.5;
    theme.sans_only = true;
  }
  return theme;
}

}  // namespace gongkai::screens
