// The frame that is on the screen, where its moving parts stand, and which of its pixels are out of date.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "app/kiosk/attract.h"
#include "app/kiosk/gestures.h"
#include "app/kiosk/ink.h"
#include "app/kiosk/page_change.h"
#include "app/kiosk/session.h"
#include "render/layout/display_list.h"
#include "render/paint/painter.h"

namespace gongkai::kiosk {

class View {
 public:
  // A new frame, scrolled to `scroll` as far as it goes. A crawl whose text changes on the way first finishes its pass
  // with the old text; one that starts anew is told so by `crawl`.
  enum class Crawl { carry_on, from_start };
  // `change`: how what is different comes on; where something moves in it, at once.
  void show(layout::Frame frame, const ScrollPositions& scroll, Crawl crawl, PageChange change = {});
  // One page is giving way to another.
  bool changing() const { return transition_.has_value(); }

  // Whether the reader has come near the end of what is laid out of a long page.
  bool wants_more() const;
  // The same page laid out around another place of the reader: no pixel that is seen changes.
  void go_on(layout::Frame frame);

  const layout::Frame& frame() const { return frame_; }
  Target under(render::Point point) const;
  void press(const Target& target);
  void unpress();
  // What is written over the frame.
  Ink& ink() { return ink_; }
  const Ink& ink() const { return ink_; }

  // What follows holds for a layer, which goes up and down, and for a sideways part of one: `id` tells which.
  // Moves its content down or to the right by `px` (up or to the left if negative), as far as it goes. Returns how far it
  // went.
  int scroll(std::uint32_t id, int px);
  // How far something has to be scrolled until what is marked in it is seen; nothing where it is, or is not there.
  struct Way {
    std::uint32_t id = 0;
    int px = 0;
  };
  std::vector<Way> ways_to_mark() const;
  bool has_pages(std::uint32_t layer) const;           // it is an open book
  bool goes_sideways(std::uint32_t id) const;
  int way_to_page(std::uint32_t id, int pages) const;  // as the layout has it, in the direction of scroll()
  std::optional<Way> way_to_rest() const;                 // of a book that stands between two pages
  const ScrollPositions& scroll_positions() const { return scrolled_; }
  // Shows its content `px` beyond its place, until the next frame or another stretch.
  void stretch(std::uint32_t id, int px);
  int viewport_length(std::uint32_t id) const;  // the way it goes; 0: there is no such part

  bool has_crawl() const { return !frame_.tickers.empty(); }
  // Moves crawls and a change of pages on by frames of 1/60 s.
  void step(std::int64_t frames);
  CrawlPass crawl_pass() const;  // of the first crawl
  // Lays out what enters next of crawls too long to be laid out whole. Call before paint().
  void lay_out_crawls(text::TextEngine& engine);

  void redraw() { everything_ = true; }
  // Brings the pixels of `target`, which still holds what was painted last, up to date. Returns what was touched.
  std::vector<render::Rect> paint(paint::Painter& painter, paint::Bitmap target);

 private:
  void take_over_crawls(std::vector<layout::TickerStrip>& strips, Crawl crawl);
  std::vector<render::Rect> paint_changes(paint::Painter& painter, paint::Bitmap target);
  void paint_press(paint::Painter& painter, paint::Bitmap target, std::vector<render::Rect>& damage);
  bool stale(const render::Rect& area) const;
  render::Rect written_out_of_date(const render::Rect& whole);
  bool moves_in(const layout::Frame& frame, const render::Rect& area) const;
  void paint_transition(paint::Painter& painter, paint::Bitmap target, std::vector<render::Rect>& damage);

  // What goes by this id.
  struct Mover {
    const layout::ScrollLayer* layer = nullptr;
    const layout::SidewaysPart* part = nullptr;
  };
  Mover mover(std::uint32_t id) const;
  int scrolled(std::uint32_t id) const;
  int seen_at(std::uint32_t id) const;
  render::Rect place_of(const layout::ScrollLayer& layer, const layout::SidewaysPart& part) const;
  bool take_target(const layout::ScrollLayer& layer, render::Point point, Target& target) const;
  void paint_movers(const layout::ScrollLayer& layer, paint::Painter& painter, paint::Bitmap target,
                    std::vector<render::Rect>& damage);

  layout::Frame frame_;
  ScrollPositions scrolled_;
  std::uint32_t stretched_ = 0;
  int stretched_by_ = 0;
  paint::Motion motion_;                              // where things should stand
  paint::Motion painted_;                             // where their pixels stand
  std::map<std::uint32_t, layout::TickerStrip> next_; // crawls that come after the running pass
  std::map<std::uint32_t, std::int64_t> waited_;      // frames since a crawl of slow stride has moved
  std::optional<Transition> transition_;
  std::int64_t transition_frames_ = 0;                // that have passed since it was painted last
  std::vector<render::Rect> stale_;
  bool everything_ = true;
  std::optional<Target> pressed_;
  bool press_painted_ = false;
  Ink ink_;
};

}  // namespace gongkai::kiosk
