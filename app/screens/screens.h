// Content -> what a screen says, as a Block tree. Pure: the same store, state and time give the same screen.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/screens/screen_state.h"
#include "content/store/generation.h"
#include "content/store/stroke_table.h"
#include "render/geometry.h"
#include "render/layout/block.h"

namespace gongkai::screens {

// How old the content is (domain section 6): amber after a day without contact, red after a week.
enum class Freshness { fresh, offline, stale, very_stale };

struct Hall {
  std::string id = "hall-01";
  std::string name = "政务服务中心";
  std::string place;              // 一楼大厅 A03
  std::string hotline = "12345";
  std::string portal;             // https://…/item/ ; QR codes lead to portal + id. Empty: no QR codes
  bool demo = false;              // shows the badge 演示数据
};

enum class Surface { touch, lobby, strip, wall };

// How a board of LEDs shows its messages. The three layouts of the strip are those of domain section 5: T1 one large
// line above a footer, T2 two lines, T4 four; automatic chooses by what there is to say.
enum class LedLayout { automatic, one_line, two_lines, four_lines };
// crawl: lines too long for the board run through it. The others break them into pages; still leaves one page for the
// whole turn. What happens between two pages is the view's business.
enum class LedEffect { crawl, scroll_up, page, curtain, still };
struct LedStyle {
  LedLayout layout = LedLayout::automatic;
  LedEffect effect = LedEffect::crawl;
  int hold_s = 8;                               // how long a page stands
};

// The zones of the lobby screen, of the theme file: where they stand, and how large in design units (1920 across). The
// main card has what they leave. The hall's name goes with the clock.
struct LobbyZones {
  enum class Clock { top, bottom, side } clock = Clock::top;
  enum class Crawl { bottom, top, none } crawl = Crawl::bottom;
  enum class Side { right, left, none } side = Side::right;
  enum class SideShows { guides_and_figures, guides, figures } side_shows = SideShows::guides_and_figures;
  int clock_height = 112, crawl_height = 100, side_width = 568;
};

struct Device {
  Surface surface = Surface::touch;
  int width_units = 1080, height_units = 1920;  // the screen in design units
  int reach_units = 940;                        // low reach: all controls in the lowest so many units
  int crawl_pixels_per_frame = 2;
  LedStyle led = {};
  LobbyZones lobby = {};
  int target_units = 80;                        // what can be tapped is at least so wide and high (targets.h)
  int distance_units = 16;                      // and so far from its neighbour

  bool landscape() const { return width_units > height_units; }
};

// What hangs on the wall at this moment: one slot of the attract loop.
struct Loop {
  std::optional<model::EntityId> shown;
  int position = 0, count = 0;     // page marks
  int progress_permille = 0;       // of its dwell
  int turn = 0;                    // how often it has been on before: a long text shows another page each time
  std::vector<model::EntityId> crawl;    // whose led_text the crawl carries
  std::vector<model::EntityId> alerts;   // to be shown instead of everything, most urgent first
  std::vector<model::EntityId> banners;
};

struct Context {
  const store::Generation* store = nullptr;  // null: no content yet
  model::Instant now{};
  bool clock_trusted = true;                 // false: no face of a clock, no date (reliability section 4, row 29)
  Hall hall;
  Device device;
  bool takes_feedback = false;               // there is a place to keep it: ratings and wishes are offered
  Freshness freshness = Freshness::fresh;
  bool can_print = false;                    // a printer stands beside the terminal
  Loop loop;
  // Size of a picture in pixels; nothing when it is not here or is refused.
  std::function<std::optional<render::Size>(const std::string& sha256)> picture_size = {};
  // How characters are written in strokes, asked for when one has been typed: it may have to be read first, and may be
  // null. Empty: there is no such table here, and no keys for strokes.
  std::function<const store::StrokeTable*()> strokes = {};
  bool reads_handwriting = false;            // characters can be written with a finger
};

// What is read aloud at one go, as it is shown.
struct Sentence {
  std::string shown;
  int paragraph = 0;  // sentences of one block of text share it
};

struct Screen {
  layout::Block root;
  std::vector<Intent> intents;     // Action n stands for intents[n - 1]
  std::vector<Sentence> sentences; // of the page, while it is read aloud
};

Screen build(const ScreenState& state, const Context& context);

// The theme adjusted to the modes: large text, high contrast.
layout::Theme themed(const ScreenState& state, const layout::Theme& normal, const layout::Theme& high_contrast);

}  // namespace gongkai::screens
