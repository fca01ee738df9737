#include "app/kiosk/view.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/kiosk/frame_changes.h"
#include "render/layout/running_line.h"
#include "render/paint/raster.h"

namespace gongkai::kiosk {

namespace {

using layout::TickerStrip;
using render::Rect;

std::string words_of(const TickerStrip& strip) {
  std::string words;
  if (strip.long_line) {
    for (const layout::TextSpan& span : strip.long_line->spans) words += span.text;
    return words;
  }
  for (const layout::Op& op : strip.ops) {
    if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) words += glyphs->text;
  }
  return words;
}

bool same_line(const TickerStrip& a, const TickerStrip& b) {
  return a.width == b.width && a.viewport == b.viewport && words_of(a) == words_of(b);
}

// The old line in the place of the new one.
TickerStrip continued(const TickerStrip& old, const TickerStrip& place) {
  TickerStrip strip = old;
  strip.depth = place.depth;
  strip.background = place.background;
  return strip;
}

template <class Parts>
auto* part_of(Parts& parts, std::uint32_t id) {
  const auto found = std::find_if(parts.begin(), parts.end(), [id](const auto& part) { return part.id == id; });
  return found == parts.end() ? nullptr : &*found;
}

std::int64_t moved(const paint::Motion& motion, std::uint32_t id) {
  const auto found = motion.ticker.find(id);
  return found == motion.ticker.end() ? 0 : found->second;
}

}  // namespace

void View::take_over_crawls(std::vector<TickerStrip>& strips, Crawl crawl) {
  next_.clear();
  std::map<std::uint32_t, std::int64_t> positions;
  for (TickerStrip& strip : strips) {
    const TickerStrip* old = part_of(frame_.tickers, strip.id);
    std::int64_t& position = positions[strip.id];
    position = 0;
    if (old == nullptr || crawl == Crawl::from_start) {
      stale_.push_back(strip.viewport);
      continue;
    }
    const std::int64_t before = moved(motion_, strip.id);
    if (same_line(*old, strip)) {
      position = before;
    } else if (old->viewport == strip.viewport && before % old->period() != 0) {
      position = before;
      next_[strip.id] = strip;
      strip = continued(*old, strip);
    } else {
      stale_.push_back(strip.viewport);
    }
  }
  motion_.ticker = std::move(positions);
}

bool View::moves_in(const layout::Frame& frame, const Rect& area) const {
  const auto meets = [&](const auto& part) { return !intersection(part.viewport, area).empty(); };
  return std::any_of(frame.tickers.begin(), frame.tickers.end(), meets) ||
         std::any_of(frame.scrolls.begin(), frame.scrolls.end(), meets);
}

void View::show(layout::Frame frame, const ScrollPositions& scroll, Crawl crawl, PageChange change) {
  unpress();
  const Rect whole{0, 0, frame.size.width, frame.size.height};
  const auto areas = changed_areas(frame_, frame);
  Rect area;
  for (const Rect& one : areas.value_or(std::vector{whole})) area = united(area, one);
  area = intersection(area, whole);
  if (transition_) stale_.push_back(transition_->area());  // what comes now comes on top of it
  transition_.reset();
  const bool calm = is_calm(change, area) && stale_.empty() && !everything_ && frame.size == frame_.size &&
                    !moves_in(frame_, area) && !moves_in(frame, area);
  if (calm) {
    transition_.emplace(change, area);
    transition_frames_ = 0;
  } else if (areas) {
    stale_.insert(stale_.end(), areas->begin(), areas->end());
  } else {
    everything_ = true;
  }
  take_over_crawls(frame.tickers, crawl);
  scrolled_.clear();
  const auto take_over = [&](const auto& part) {
    const auto at = scroll.find(part.id);
    scrolled_[part.id] = at == scroll.end() ? 0 : std::clamp(at->second, 0, part.furthest());
  };
  for (const auto& layer : frame.scrolls) {
    take_over(layer);
    for (const auto& part : layer.sideways) take_over(part);
  }
  stretched_by_ = 0;
  frame_ = std::move(frame);
}

void View::go_on(layout::Frame frame) {
  frame.tickers = std::move(frame_.tickers);  // they are on their way
  frame_ = std::move(frame);
}

void View::press(const Target& target) {
  pressed_ = target;
  pressed_->rect = intersection(target.rect, {0, 0, frame_.size.width, frame_.size.height});
  press_painted_ = false;
}

void View::unpress() {
  if (pressed_ && press_painted_) stale_.push_back(pressed_->rect);
  pressed_.reset();
}

void View::step(std::int64_t frames) {
  if (transition_ && transition_->begun()) transition_frames_ += frames;
  for (TickerStrip& strip : frame_.tickers) {
    std::int64_t& position = motion_.ticker[strip.id];
    const std::int64_t pass = position / strip.period();
    std::int64_t& waited = waited_[strip.id];
    waited += frames;
    position += waited / strip.stride.every * strip.stride.step;
    waited %= strip.stride.every;
    const auto next = next_.find(strip.id);
    if (next == next_.end() || position / strip.period() == pass) continue;
    strip = continued(next->second, strip);
    next_.erase(next);
    position = 0;
    stale_.push_back(strip.viewport);
  }
}

void View::lay_out_crawls(text::TextEngine& engine) {
  for (TickerStrip& strip : frame_.tickers) {
    const std::int64_t at = moved(motion_, strip.id);
    if (layout::wants_more(strip, at)) layout::lay_out_around(strip, at, engine);
  }
}

CrawlPass View::crawl_pass() const {
  if (frame_.tickers.empty()) return CrawlPass::absent;
  const TickerStrip& strip = frame_.tickers.front();
  return moved(motion_, strip.id) >= strip.period() ? CrawlPass::passed : CrawlPass::running;
}

bool View::stale(const Rect& area) const {
  return std::any_of(stale_.begin(), stale_.end(), [&](const Rect& r) { return !intersection(r, area).empty(); });
}

// Pixels may only be moved where they are right.
void View::paint_movers(const layout::ScrollLayer& layer, paint::Painter& painter, paint::Bitmap target,
                        std::vector<Rect>& damage) {
  const auto panned = [this](const layout::SidewaysPart& part) { return painted_.pan_x[part.id] != motion_.pan_x[part.id]; };
  const int before = painted_.scroll_y[layer.id], after = motion_.scroll_y[layer.id];
  if (before != after) {
    const bool both_ways = std::any_of(layer.sideways.begin(), layer.sideways.end(), panned);
    if (both_ways || stale(layer.viewport)) {
      stale_.push_back(layer.viewport);
    } else {
      damage.push_back(painter.scroll(frame_, layer.id, before, after, motion_, target));
    }
    return;
  }
  for (const auto& part : layer.sideways) {
    if (!panned(part)) continue;
    const Rect place = intersection(place_of(layer, part), layer.viewport);
    if (stale(place)) {
      stale_.push_back(place);
    } else if (!place.empty()) {
      damage.push_back(painter.pan(frame_, part.id, painted_.pan_x[part.id], motion_.pan_x[part.id], motion_, target));
    }
  }
}

std::vector<Rect> View::paint_changes(paint::Painter& painter, paint::Bitmap target) {
  std::vector<Rect> damage;
  for (const auto& layer : frame_.scrolls) paint_movers(layer, painter, target, damage);
  for (const TickerStrip& strip : frame_.tickers) {
    const std::int64_t before = moved(painted_, strip.id), after = moved(motion_, strip.id);
    if (before == after) continue;
    if (stale(strip.viewport)) {
      stale_.push_back(strip.viewport);
    } else {
      damage.push_back(painter.advance_ticker(frame_, strip.id, before, after, target));
    }
  }
  for (const Rect& area : stale_) {
    painter.paint(frame_, motion_, target, area);
    damage.push_back(area);
  }
  return damage;
}

void View::paint_press(paint::Painter& painter, paint::Bitmap target, std::vector<Rect>& damage) {
  const bool hurt = std::any_of(damage.begin(), damage.end(),
                                [&](const Rect& r) { return !intersection(r, pressed_->rect).empty(); });
  if (press_painted_ && !hurt) return;
  if (press_painted_) painter.paint(frame_, motion_, target, pressed_->rect);  // or parts would be shaded twice
  // Towards middle grey: seen on light and on dark themes alike.
  paint::fill_round({target, pressed_->rect}, pressed_->whole, {0x80, 0x80, 0x80, 73}, pressed_->radius);
  press_painted_ = true;
  damage.push_back(pressed_->rect);
}

void View::paint_transition(paint::Painter& painter, paint::Bitmap target, std::vector<Rect>& damage) {
  const Rect area = transition_->area();
  if (transition_->begun()) {
    for (const Rect& rect : transition_->advance(std::exchange(transition_frames_, 0), target)) damage.push_back(rect);
  } else {
    transition_->keep_old(target);
    painter.paint(frame_, motion_, target, area);
    transition_->take_new(target);
  }
  if (transition_->over()) transition_.reset();
}

// In one piece: ink painted twice over the same ground would have thicker edges.
Rect View::written_out_of_date(const Rect& whole) {
  for (const Rect& area : ink_.take_stale()) stale_.push_back(intersection(area, whole));
  if (everything_) return ink_.seen();
  Rect written;
  for (const Rect& area : stale_) written = united(written, intersection(area, ink_.seen()));
  if (!written.empty()) stale_.push_back(written);
  return written;
}

std::vector<Rect> View::paint(paint::Painter& painter, paint::Bitmap target) {
  const Rect whole{0, 0, std::min(frame_.size.width, target.width), std::min(frame_.size.height, target.height)};
  std::vector<Rect> damage;
  const Rect written = written_out_of_date(whole);
  motion_.scroll_y.clear();
  motion_.pan_x.clear();
  for (const auto& layer : frame_.scrolls) {
    motion_.scroll_y[layer.id] = seen_at(layer.id);
    for (const auto& part : layer.sideways) motion_.pan_x[part.id] = seen_at(part.id);
  }
  if (everything_) {
    painter.paint(frame_, motion_, target, whole);
    damage.push_back(whole);
    press_painted_ = false;
    transition_.reset();
  } else {
    if (transition_ && stale(transition_->area())) {
      stale_.push_back(transition_->area());
      transition_.reset();
    }
    damage = paint_changes(painter, target);
    if (transition_) paint_transition(painter, target, damage);
  }
  painted_ = motion_;
  stale_.clear();
  everything_ = false;
  ink_.paint(target, written);
  if (pressed_) paint_press(painter, target, damage);
  return damage;
}

}  // namespace gongkai::kiosk
