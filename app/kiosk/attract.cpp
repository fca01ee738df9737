#include "app/kiosk/attract.h"

#include <algorithm>
#include <utility>

#include "app/kiosk/loop_reader.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using model::LoopClass;

constexpr std::size_t crawl_length = 8;  // more would take minutes to pass
constexpr auto alert_turn = 15s;         // domain section 7: several alerts take turns

// What the crawl below a page says: the news, the most pressing class first.
std::vector<model::EntityId> crawl_of(const model::Playlist& playlist) {
  std::vector<model::EntityId> ids;
  const auto take = [&](const std::vector<model::LoopMember>& members, LoopClass wanted) {
    for (const auto& member : members) {
      if (ids.size() < crawl_length && member.loop_class == wanted) ids.push_back(member.id);
    }
  };
  take(playlist.banner, LoopClass::banner);
  for (const LoopClass wanted :
       {LoopClass::publicity, LoopClass::fresh_notice, LoopClass::notice, LoopClass::slogan}) {
    take(playlist.loop, wanted);
  }
  return ids;
}

std::vector<model::EntityId> ids_of(const std::vector<model::LoopMember>& members) {
  std::vector<model::EntityId> ids;
  for (const auto& member : members) ids.push_back(member.id);
  return ids;
}

const model::LoopMember* find_in(const std::vector<model::LoopMember>& members, const model::EntityId& id) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.id == id; });
  return found == members.end() ? nullptr : &*found;
}

std::size_t class_number(LoopClass loop_class) {
  return static_cast<std::size_t>(std::find(model::turn_classes.begin(), model::turn_classes.end(), loop_class) -
                                  model::turn_classes.begin());
}

// The windows of the hall are no disclosure of their own, so the playlist does not know them: the first one in scope
// stands for all, at the end of the figures.
void add_roster(const model::LoopContext& context, const screens::Context& board, model::Playlist& playlist) {
  const std::size_t figures = class_number(LoopClass::figures);
  if (context.rules.weights[figures] == 0 || !context.rules.organs.empty() || !context.rules.nodes.empty()) return;
  for (const model::Item& item : board.store->items({model::Kind::window}, board.now)) {
    if (!model::in_scope(item.header, context.screen)) continue;
    const auto after = std::find_if(playlist.loop.begin(), playlist.loop.end(), [&](const auto& member) {
      return class_number(member.loop_class) > figures;
    });
    playlist.loop.insert(after, {item.header.id, LoopClass::figures, std::chrono::seconds(board.device.led.hold_s), false});
    return;
  }
}

}  // namespace

void Attract::start_turn(Moment now) {
  const model::LoopMember* next = next_turn(playlist_, rotation_, now);
  turn_ = next != nullptr ? std::optional(*next) : std::nullopt;
  turn_started_ = now;
  if (turn_ && length_) turn_->dwell = length_(*turn_, model::turn_of(rotation_, turn_->id)).value_or(turn_->dwell);
}

void Attract::set(model::Playlist playlist, Moment now, CrawlPass pass) {
  const auto alerts_before = ids_of(playlist_.takeover);
  playlist_ = std::move(playlist);
  if (alerts_before != ids_of(playlist_.takeover)) {
    alert_ = 0;
    alert_started_ = now;
  }
  const bool stays = turn_ && (find_in(playlist_.loop, turn_->id) || find_in(playlist_.banner, turn_->id));
  const bool crawls_on = turn_ && surface_ == screens::Surface::strip && pass == CrawlPass::running;
  if (!stays && !crawls_on) start_turn(now);
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
  if (!turn_) return false;
  const bool over = waits_for_crawl ? pass == CrawlPass::passed : now - turn_started_ >= turn_->dwell;
  if (!over) return false;
  start_turn(now);
  return true;
}

const model::LoopMember* Attract::on() const {
  if (!playlist_.takeover.empty()) return &playlist_.takeover[alert_];
  return turn_ ? &*turn_ : nullptr;
}

Attract::Moment Attract::started() const { return playlist_.takeover.empty() ? turn_started_ : alert_started_; }

screens::Loop Attract::loop(Moment now) const {
  screens::Loop loop;
  loop.alerts = ids_of(playlist_.takeover);
  if (!loop.alerts.empty()) {
    std::rotate(loop.alerts.begin(), loop.alerts.begin() + static_cast<std::ptrdiff_t>(alert_), loop.alerts.end());
  }
  loop.banners = ids_of(playlist_.banner);
  loop.crawl = crawl_of(playlist_);
  loop.count = static_cast<int>(playlist_.loop.size());
  if (!turn_) return loop;
  loop.shown = turn_->id;
  const model::LoopMember* member = find_in(playlist_.loop, turn_->id);
  loop.position = member != nullptr ? static_cast<int>(member - playlist_.loop.data()) : 0;
  loop.turn = model::turn_of(rotation_, turn_->id);
  const auto dwell = std::max<Moment>(turn_->dwell, 1ms);
  loop.progress_permille = static_cast<int>(std::clamp<std::int64_t>((now - turn_started_) * 1000 / dwell, 0, 1000));
  return loop;
}

std::optional<Attract::Moment> Attract::next_change() const {
  if (playlist_.takeover.size() > 1) return alert_started_ + alert_turn;
  if (!playlist_.takeover.empty() || !turn_) return std::nullopt;
  return turn_started_ + turn_->dwell;
}

namespace {

// On boards of LEDs.
void tell_roster(const model::LoopContext& context, const screens::Context& board, model::Playlist& playlist) {
  const screens::Surface surface = board.device.surface;
  if (surface != screens::Surface::strip && surface != screens::Surface::wall) return;
  add_roster(context, board, playlist);
}

}  // namespace

Programme programme_of(const model::LoopItems& items, const model::LoopContext& context, const screens::Context& board,
                       std::map<model::EntityId, model::Absence>* absent) {
  Programme programme{model::make_playlist(items, context, board.now, absent), model::playlist_until(items, board.now)};
  tell_roster(context, board, programme.playlist);
  return programme;
}

Programme programme_of(const model::LoopContext& context, const screens::Context& board,
                       std::map<model::EntityId, model::Absence>* absent) {
  return programme_of(model::loop_items(board.store->items(loop_kinds()), context.screen), context, board, absent);
}

bool any_withdrawn(const screens::Loop& loop, const store::Generation& store) {
  std::vector<model::EntityId> shown = loop.crawl;
  if (loop.shown) shown.push_back(*loop.shown);
  return std::any_of(shown.begin(), shown.end(), [&](const model::EntityId& id) {
    const auto item = store.find(id);
    return !item || item->header.state == model::State::withdrawn;
  });
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
