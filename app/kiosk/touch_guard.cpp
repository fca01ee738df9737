#include "app/kiosk/touch_guard.h"

#include <algorithm>
#include <utility>

namespace gongkai::kiosk {

namespace {

constexpr std::size_t most_places = 16;   // a broken panel may touch everywhere; the oldest place is given up
constexpr std::size_t most_fingers = 64;  // of a panel that never lifts what it has put down

bool near(render::Point a, render::Point b, std::int64_t reach) {
  const std::int64_t dx = a.x - b.x, dy = a.y - b.y;
  return dx * dx + dy * dy < reach * reach;
}

}  // namespace

TouchGuard::Place* TouchGuard::known_place(render::Point point) {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& p) { return near(p.at, point, rules_.place_px); });
  return found == places_.end() ? nullptr : &*found;
}

TouchGuard::Place& TouchGuard::place_at(render::Point point, Moment now) {
  if (Place* known = known_place(point)) return *known;
  if (places_.size() == most_places) {
    const auto earlier = [](const Place& a, const Place& b) { return a.last < b.last; };
    places_.erase(std::min_element(places_.begin(), places_.end(), earlier));
  }
  return places_.emplace_back(Place{point, {point, now}, {point, now}, now, now});
}

// The finger alone is ignored, not its place: the word that it was lifted may have been lost.
bool TouchGuard::expel_if_resting(Finger& finger, Moment now) {
  if (finger.ignored || finger.strayed || now - finger.since < rules_.resting) return false;
  finger.ignored = finger.rested = true;
  reports_.push_back({Report::What::resting, finger.down});
  return true;
}

void TouchGuard::hear_silent_places(Moment now) {
  for (Place& place : places_) {
    if (!place.ignored || now - place.last < rules_.silence) continue;
    place.ignored = false;
    place.begin_anew(place.at, now);
    reports_.push_back({Report::What::heard_again, place.at});
  }
}

// Whether a touch that begins here is anybody's.
bool TouchGuard::tap(render::Point point, Moment now) {
  Place& place = place_at(point, now);
  const Moment pause = now - place.last;
  const auto moved = [&](const Stay& stay) { return !near(stay.at, point, rules_.still_px); };
  if (pause > rules_.drumming_pause || (moved(place.drum) && pause > rules_.fastest_hand)) place.drum = {point, now};
  if (pause > rules_.haunting_pause || moved(place.haunt)) place.haunt = {point, now};
  if (pause > rules_.haunting_pause) place.alone_since = now;
  place.last = now;
  for (Place& other : places_) {
    if (&other != &place && !place.ignored) other.haunt.since = other.alone_since = now;
  }
  if (now - place.drum.since >= rules_.drumming || now - place.haunt.since >= rules_.haunting ||
      now - place.alone_since >= rules_.haunting_moving) {
    if (!std::exchange(place.ignored, true)) reports_.push_back({Report::What::repeating, place.at});
  }
  return !place.ignored;
}

TouchGuard::Verdict TouchGuard::hear(const sdl::TouchEvent& event, Moment now) {
  hear_silent_places(now);
  if (event.phase == sdl::TouchPhase::cancelled) {
    fingers_.clear();
    return Verdict::heard;
  }
  if (event.phase == sdl::TouchPhase::down) {
    const bool heard = tap(event.position, now);
    if (fingers_.size() >= most_fingers) fingers_.clear();
    fingers_[event.finger] = {event.position, now, false, !heard, false};
    return heard ? Verdict::heard : Verdict::ignored;
  }
  const auto found = fingers_.find(event.finger);
  if (found == fingers_.end()) return Verdict::heard;
  Finger& finger = found->second;
  Place* const place = known_place(finger.down);
  if (!finger.strayed && !near(finger.down, event.position, rules_.place_px)) {
    finger.strayed = true;
    if (place != nullptr && !place->ignored) place->begin_anew(finger.down, now);  // it is a hand that drags
  }
  if (place != nullptr && place->ignored) place->last = now;
  const bool expelled = expel_if_resting(finger, now);
  const Verdict verdict = expelled ? Verdict::expelled : finger.ignored ? Verdict::ignored : Verdict::heard;
  if (event.phase == sdl::TouchPhase::up) {
    if (finger.rested) reports_.push_back({Report::What::heard_again, finger.down});
    fingers_.erase(found);
  }
  return verdict;
}

std::vector<std::int64_t> TouchGuard::look(Moment now) {
  std::vector<std::int64_t> expelled;
  for (auto& [id, finger] : fingers_) {
    if (expel_if_resting(finger, now)) expelled.push_back(id);
  }
  hear_silent_places(now);
  return expelled;
}

std::optional<TouchGuard::Moment> TouchGuard::next_due() const {
  std::optional<Moment> due;
  const auto sooner = [&](Moment at) { due = due ? std::min(*due, at) : at; };
  for (const auto& [id, finger] : fingers_) {
    if (!finger.strayed && !finger.ignored) sooner(finger.since + rules_.resting);
  }
  for (const Place& place : places_) {
    if (place.ignored) sooner(place.last + rules_.silence);
  }
  return due;
}

std::vector<TouchGuard::Report> TouchGuard::take_reports() { return std::exchange(reports_, {}); }

}  // namespace gongkai::kiosk
