// What of a frame goes under a finger: layers up and down, their sideways parts to the left and right; and what lies where
// it has gone.
#include <algorithm>

#include "app/kiosk/view.h"

namespace gongkai::kiosk {

using render::Rect;

View::Mover View::mover(std::uint32_t id) const {
  for (const auto& layer : frame_.scrolls) {
    if (layer.id == id) return {&layer, nullptr};
    for (const auto& part : layer.sideways) {
      if (part.id == id) return {&layer, &part};
    }
  }
  return {};
}

int View::scrolled(std::uint32_t id) const {
  const auto at = scrolled_.find(id);
  return at == scrolled_.end() ? 0 : at->second;
}

// Where a sideways part of a layer stands on the screen.
Rect View::place_of(const layout::ScrollLayer& layer, const layout::SidewaysPart& part) const {
  return part.rect.shifted(layer.viewport.x, layer.viewport.y - seen_at(layer.id));
}

int View::scroll(std::uint32_t id, int px) {
  const Mover moving = mover(id);
  if (moving.layer == nullptr) return 0;
  const int from = scrolled(id), furthest = moving.part != nullptr ? moving.part->furthest() : moving.layer->furthest();
  const int to = std::clamp(from - px, 0, furthest);
  scrolled_[id] = to;
  return from - to;
}

void View::stretch(std::uint32_t id, int px) {
  stretched_ = id;
  stretched_by_ = px;
}

int View::viewport_length(std::uint32_t id) const {
  const Mover moving = mover(id);
  if (moving.part != nullptr) return moving.part->rect.width;
  return moving.layer == nullptr ? 0 : moving.layer->viewport.height;
}

bool View::has_pages(std::uint32_t id) const {
  const Mover book = mover(id);
  return book.layer != nullptr && book.part == nullptr && !book.layer->page_starts.empty();
}

bool View::goes_sideways(std::uint32_t id) const { return mover(id).part != nullptr; }

int View::way_to_page(std::uint32_t id, int pages) const {
  const Mover moving = mover(id);
  if (moving.part != nullptr) return -moving.part->way_to_page(scrolled(id), pages);
  return moving.layer == nullptr ? 0 : -moving.layer->way_to_page(scrolled(id), pages);
}

std::optional<View::Way> View::way_to_rest() const {
  for (const auto& layer : frame_.scrolls) {
    if (const int way = layer.way_to_rest(scrolled(layer.id)); way != 0) return Way{layer.id, -way};
  }
  return std::nullopt;
}

int View::seen_at(std::uint32_t id) const { return scrolled(id) - (id == stretched_ ? stretched_by_ : 0); }

std::vector<View::Way> View::ways_to_mark() const {
  std::vector<Way> ways;
  const auto go = [&](std::uint32_t id, int to) {
    if (to != scrolled(id)) ways.push_back({id, scrolled(id) - to});
  };
  for (const auto& layer : frame_.scrolls) {
    Rect area = layout::marked_area(layer.ops);
    for (const auto& part : layer.sideways) {
      const Rect marked = layout::marked_area(part.ops);
      if (marked.empty()) continue;
      area = marked.shifted(part.rect.x - scrolled(part.id), part.rect.y);
      if (area.x < part.rect.x || area.right() > part.rect.right()) go(part.id, marked.x - (part.rect.width - marked.width) / 2);
    }
    if (area.empty()) continue;
    const int at = scrolled(layer.id);
    if (area.y >= at && area.bottom() <= at + layer.viewport.height) continue;
    // A quarter down the page: what was just said is still above it.
    go(layer.id, layer.page_starts.empty() ? std::max(0, area.y - layer.viewport.height / 4) : layer.page_at(area.y));
  }
  return ways;
}

bool View::wants_more() const {
  return std::any_of(frame_.scrolls.begin(), frame_.scrolls.end(), [this](const auto& layer) {
    return layer.wants_more(scrolled(layer.id));
  });
}

Target View::under(render::Point point) const {
  // Layers lie over the rest of the page; what is painted above a layer marks it as covered.
  for (auto layer = frame_.scrolls.rbegin(); layer != frame_.scrolls.rend(); ++layer) {
    if (layer->covered || !layer->viewport.contains(point)) continue;
    Target target;
    if (take_target(*layer, point, target)) return target;
  }
  if (const auto* area = frame_.hits.at(point)) return {area->action, area->rect, 0, area->rect, area->radius};
  return {};
}

bool View::take_target(const layout::ScrollLayer& layer, render::Point point, Target& target) const {
  target.layer = layer.furthest() > 0 ? layer.id : 0;
  render::Point by{layer.viewport.x, layer.viewport.y - seen_at(layer.id)};
  Rect seen = layer.viewport;
  const layout::HitMap* hits = &layer.hits;
  for (const auto& part : layer.sideways) {
    const Rect place = place_of(layer, part);
    if (!place.contains(point)) continue;
    target.sideways = part.furthest() > 0 ? part.id : 0;
    by = {place.x - seen_at(part.id), place.y};
    seen = intersection(place, layer.viewport);
    hits = &part.hits;
  }
  if (const auto* area = hits->at({point.x - by.x, point.y - by.y})) {
    target.action = area->action;
    target.whole = area->rect.shifted(by.x, by.y);
    target.rect = intersection(target.whole, seen);
    target.radius = area->radius;
  }
  return target.action != 0 || target.layer != 0 || target.sideways != 0;
}

}  // namespace gongkai::kiosk
