#include "app/kiosk/attract.h"

#include <algorithm>
#include <utility>

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using model::LoopClass;

constexpr std::size_t crawl_length = 8;  // more would take minutes to pass
constexpr auto alert_turn = 15s;         // domain section 7: several alerts take turns

// The calendars are no slots: they say which posting periods run.
const std::vector<model::Kind>& loop_kinds() {
  using model::Kind;
  static const std::vector<Kind> kinds = {Kind::guide, Kind::fee,    Kind::notice,    Kind::publicity, Kind::pledge,
                                          Kind::stats, Kind::slogan, Kind::emergency, Kind::calendar};
  return kinds;
}

std::int64_t count_live(const store::Generation& store, model::Instant now) {
  store::ListQuery query;
  query.kinds = loop_kinds();
  return store.count(query, now);
}

// What the crawl below a page says: the news of the cycle, each once, the most pressing class first.
std::vector<model::EntityId> crawl_of(const std::vector<model::PlaylistSlot>& loop) {
  std::vector<model::EntityId> ids;
  for (const LoopClass wanted : {LoopClass::banner, LoopClass::publicity, LoopClass::fresh_notice, LoopClass::notice,
                                 LoopClass::slogan}) {
    for (const auto& slot : loop) {
      if (ids.size() == crawl_length) return ids;
      if (slot.loop_class == wanted && std::find(ids.begin(), ids.end(), slot.id) == ids.end()) {
        ids.push_back(slot.id);
      }
    }
  }
  return ids;
}

std::vector<model::EntityId> ids_of(const std::vector<model::PlaylistSlot>& slots) {
  std::vector<model::EntityId> ids;
  for (const auto& slot : slots) ids.push_back(slot.id);
  return ids;
}

bool same_ids(const std::vector<model::PlaylistSlot>& a, const std::vector<model::PlaylistSlot>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.id == y.id; });
}

// Where `id` stands at or after `from`, going round.
std::optional<std::size_t> find_from(const std::vector<model::PlaylistSlot>& loop, std::size_t from,
                                     const model::EntityId& id) {
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const std::size_t at = (from + i) % loop.size();
    if (loop[at].id == id) return at;
  }
  return std::nullopt;
}

}  // namespace

void Attract::start_slot(std::size_t position, Moment now) {
  position_ = playlist_.loop.empty() ? 0 : position % playlist_.loop.size();
  slot_started_ = now;
}

void Attract::set(model::Playlist playlist, Moment now) {
  const auto before = std::move(playlist_);
  playlist_ = std::move(playlist);
  if (!same_ids(before.takeover, playlist_.takeover)) {
    alert_ = 0;
    alert_started_ = now;
  }
  if (before.loop.empty()) return start_slot(0, now);
  const auto place = find_from(playlist_.loop, position_, before.loop[position_].id);
  if (place) {
    position_ = *place;
  } else {
    start_slot(position_, now);  // its successor stands there now
  }
}

bool Attract::advance(Moment now, CrawlPass pass) {
  const bool waits_for_crawl = surface_ == screens::Surface::strip && pass != CrawlPass::absent;
  const bool alert_crawls = surface_ == screens::Surface::strip || surface_ == screens::Surface::wall;
  if (!playlist_.takeover.empty()) {
    const bool over = now - alert_started_ >= alert_turn && (!alert_crawls || pass != CrawlPass::running);
    if (playlist_.takeover.size() < 2 || !over) return false;
    alert_ = (alert_ + 1) % playlist_.takeover.size();
    alert_started_ = now;
    return true;
  }
  if (playlist_.loop.empty()) return false;
  const bool over = waits_for_crawl ? pass == CrawlPass::passed : now - slot_started_ >= playlist_.loop[position_].dwell;
  if (!over) return false;
  start_slot(position_ + 1, now);
  return true;
}

screens::Loop Attract::loop(Moment now) const {
  screens::Loop loop;
  loop.alerts = ids_of(playlist_.takeover);
  if (!loop.alerts.empty()) {
    std::rotate(loop.alerts.begin(), loop.alerts.begin() + static_cast<std::ptrdiff_t>(alert_), loop.alerts.end());
  }
  loop.banners = ids_of(playlist_.banner);
  loop.crawl = crawl_of(playlist_.loop);
  loop.count = static_cast<int>(playlist_.loop.size());
  if (playlist_.loop.empty()) return loop;
  const model::PlaylistSlot& slot = playlist_.loop[position_];
  loop.shown = slot.id;
  loop.position = static_cast<int>(position_);
  const auto dwell = std::max<Moment>(slot.dwell, 1ms);
  loop.progress_permille = static_cast<int>(std::clamp<std::int64_t>((now - slot_started_) * 1000 / dwell, 0, 1000));
  return loop;
}

std::optional<Attract::Moment> Attract::next_change() const {
  if (playlist_.takeover.size() > 1) return alert_started_ + alert_turn;
  if (!playlist_.takeover.empty() || playlist_.loop.size() < 2) return std::nullopt;
  return slot_started_ + playlist_.loop[position_].dwell;
}

Programme programme_of(const store::Generation& store, const model::ScreenIdentity& screen, model::Instant now) {
  const std::vector<model::Item> items = store.items(loop_kinds(), now);
  Programme programme{model::make_playlist(items, screen, now), now, std::nullopt, count_live(store, now)};
  const auto consider = [&](const std::optional<model::Instant>& at) {
    if (at && *at > now && (!programme.until || *at < *programme.until)) programme.until = at;
  };
  for (const model::Item& item : items) {
    if (!model::eligible(item, screen, now)) continue;
    consider(item.header.valid_to);
    if (const auto* alert = std::get_if<model::Emergency>(&item.body)) consider(alert->ends_at);
  }
  return programme;
}

bool is_current(const Programme& programme, const store::Generation& store, model::Instant now) {
  using std::chrono::floor, std::chrono::hours;
  if (floor<hours>(now) != floor<hours>(programme.made_at)) return false;
  if (programme.until && now >= *programme.until) return false;
  return count_live(store, now) == programme.items;
}

screens::Loop without_acknowledged(screens::Loop loop, const std::vector<model::EntityId>& acknowledged) {
  const auto known = [&](const model::EntityId& id) {
    return std::find(acknowledged.begin(), acknowledged.end(), id) != acknowledged.end();
  };
  std::vector<model::EntityId> read;
  std::copy_if(loop.alerts.begin(), loop.alerts.end(), std::back_inserter(read), known);
  std::erase_if(loop.alerts, known);
  loop.banners.insert(loop.banners.begin(), read.begin(), read.end());
  return loop;
}

}  // namespace gongkai::kiosk
