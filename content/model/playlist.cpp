#include "content/model/playlist.h"

#include <algorithm>
#include <array>
#include <optional>

#include "content/model/code_points.h"
#include "content/model/item_rules.h"

namespace gongkai::model {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::array round_classes{LoopClass::publicity, LoopClass::fresh_notice, LoopClass::notice,
                                   LoopClass::guide,     LoopClass::fee,          LoopClass::figures,
                                   LoopClass::slogan};
constexpr std::array<int, round_classes.size()> weights{6, 4, 3, 2, 2, 1, 1};
constexpr std::chrono::days fresh_for{3};
constexpr milliseconds shortest{8000}, longest{40000}, longest_publicity{60000}, alert_dwell{15000};
// Notices, guides and fees must each come within 15 minutes; a forced turn may have to wait for one page.
constexpr milliseconds latest_turn = seconds{15 * 60} - longest_publicity;

bool on_surface(const Item& item, Surface surface) {
  const auto& channels = item.header.channels;
  // Alerts and slogans need not name their channels: alerts go everywhere, slogans to the strip.
  if (channels.empty() && item.kind() == Kind::emergency) return true;
  if (channels.empty() && item.kind() == Kind::slogan) return surface == Surface::led;
  return std::find(channels.begin(), channels.end(), surface) != channels.end();
}

bool names(const std::vector<std::string>& list, const std::string& wanted) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& one) { return one == "*" || one == wanted; });
}

// n of the dwell formula, in tenths.
std::int64_t reading_tenths(std::string_view text) {
  std::int64_t tenths = 0;
  for (const char32_t c : to_code_points(text)) {
    const bool letter = is_latin_letter(c) || is_digit(c);
    tenths += is_han(c) ? 10 : letter ? 5 : c > 0x20 ? 3 : 0;
  }
  return tenths;
}

milliseconds dwell_of(std::int64_t tenths, milliseconds most) {
  return std::clamp(milliseconds{2000 + tenths * 25}, shortest, most);  // 2 s + n/4
}

std::int64_t body_tenths(const std::vector<BodyBlock>& body) {
  std::int64_t tenths = 0;
  for (const BodyBlock& block : body) {
    if (const auto* text = std::get_if<TextBlock>(&block)) tenths += reading_tenths(text->text);
    if (const auto* list = std::get_if<ListBlock>(&block)) {
      for (const std::string& entry : list->items) tenths += reading_tenths(entry);
    }
  }
  return tenths;
}

// What the attract loop shows of an item: a notice and a posting in full, of the others the head and a few
// lines.
milliseconds dwell_of(const Item& item) {
  constexpr std::int64_t key_lines = 400, fee_row = 120, list_row = 40;  // tenths of a 字
  constexpr std::size_t rows_on_page = 10;
  std::int64_t tenths = reading_tenths(item.header.title) + reading_tenths(item.header.led_text);
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) {
    tenths += body_tenths(publicity->body);
    for (const PublicityRound& round : publicity->rounds) {
      tenths += static_cast<std::int64_t>(round.rows.size()) * list_row;
    }
    return dwell_of(tenths, longest_publicity);
  }
  if (const auto* notice = std::get_if<Notice>(&item.body)) tenths += body_tenths(notice->body);
  if (std::holds_alternative<Guide>(item.body)) tenths += key_lines;
  if (const auto* fee = std::get_if<Fee>(&item.body)) {
    tenths += static_cast<std::int64_t>(std::min(fee->rows.size(), rows_on_page)) * fee_row;
  }
  if (const auto* pledge = std::get_if<Pledge>(&item.body)) {
    for (const std::string& one : pledge->pledges) tenths += reading_tenths(one);
  }
  return dwell_of(tenths, longest);
}

bool running(const Publicity& publicity, const WorkCalendar& calendar, Date today) {
  const auto current = current_round(publicity, today);
  if (!current) return false;
  const auto end = round_end(publicity.rounds[*current], calendar);
  return end && today <= end->last_day;
}

// The class of an eligible item; nullopt for kinds that are found by touch only.
std::optional<LoopClass> class_of(const Item& item, const WorkCalendar& calendar, Instant now) {
  switch (item.kind()) {
    case Kind::emergency:
      return std::get<Emergency>(item.body).alert_level <= AlertLevel::orange ? LoopClass::takeover
                                                                              : LoopClass::banner;
    case Kind::publicity:
      return running(std::get<Publicity>(item.body), calendar, date_of(now)) ? LoopClass::publicity
                                                                             : LoopClass::notice;
    case Kind::notice: {
      const bool fresh = item.header.publish_at && now - *item.header.publish_at <= fresh_for;
      return fresh ? LoopClass::fresh_notice : LoopClass::notice;
    }
    case Kind::guide:
      return LoopClass::guide;
    case Kind::fee:
      return LoopClass::fee;
    case Kind::stats:
    case Kind::pledge:
      return LoopClass::figures;
    case Kind::slogan:
      return LoopClass::slogan;
    default:
      return std::nullopt;
  }
}

struct Candidate {
  const Item* item = nullptr;
  milliseconds dwell{};
};

// Priority first (0 is highest), then the newest, then the id: the same on every terminal.
bool shown_before(const Candidate& a, const Candidate& b) {
  const Header& x = a.item->header;
  const Header& y = b.item->header;
  if (x.priority != y.priority) return x.priority < y.priority;
  if (x.publish_at != y.publish_at) return x.publish_at > y.publish_at;
  return x.id < y.id;
}

// Alerts: the highest level first, then the newest.
bool more_urgent(const Candidate& a, const Candidate& b) {
  const auto& x = std::get<Emergency>(a.item->body);
  const auto& y = std::get<Emergency>(b.item->body);
  if (x.alert_level != y.alert_level) return x.alert_level < y.alert_level;
  if (x.issued_at != y.issued_at) return x.issued_at > y.issued_at;
  return a.item->header.id < b.item->header.id;
}

// One class in the round: its items in order, and the state of smooth weighted round robin.
struct Ring {
  LoopClass loop_class = LoopClass::notice;
  int weight = 1;
  std::vector<Candidate> entries;
  std::size_t next = 0;
  std::size_t shown = 0;
  int credit = 0;

  const Candidate& upcoming() const { return entries[next]; }
};

// The three groups of which one item must be seen in any 15 minutes.
constexpr std::size_t group_count = 3;
std::optional<std::size_t> group_of(LoopClass loop_class) {
  switch (loop_class) {
    case LoopClass::fresh_notice:
    case LoopClass::notice:
      return 0;
    case LoopClass::guide:
      return 1;
    case LoopClass::fee:
      return 2;
    default:
      return std::nullopt;
  }
}

class RoundRobin {
 public:
  explicit RoundRobin(std::vector<Ring> rings) : rings_(std::move(rings)) {}

  // One cycle: until every item of every class has been shown.
  std::vector<PlaylistSlot> cycle() {
    while (!complete()) show(choose());
    // The cycle repeats: its last item may not be its first.
    if (slots_.size() > 2 && slots_.back().id == slots_.front().id) slots_.pop_back();
    return std::move(slots_);
  }

 private:
  bool complete() const {
    return std::all_of(rings_.begin(), rings_.end(),
                       [](const Ring& ring) { return ring.shown >= ring.entries.size(); });
  }

  bool repeats(const Ring& ring) const { return ring.upcoming().item == last_; }

  // The ring that is due, by credit or because its group has waited too long; never the item just shown,
  // unless there is no other.
  Ring& choose() {
    int total = 0;
    for (Ring& ring : rings_) {
      ring.credit += ring.weight;
      total += ring.weight;
    }
    Ring* best = nullptr;
    for (Ring& ring : rings_) {
      if (repeats(ring) && rings_.size() > 1) continue;
      if (best == nullptr || overdue(ring) > overdue(*best) ||
          (overdue(ring) == overdue(*best) && ring.credit > best->credit)) {
        best = &ring;
      }
    }
    best->credit -= total;
    return *best;
  }

  bool overdue(const Ring& ring) const {
    const auto group = group_of(ring.loop_class);
    return group && elapsed_ - seen_[*group] > latest_turn;
  }

  void show(Ring& ring) {
    const Candidate& entry = ring.upcoming();
    slots_.push_back({entry.item->header.id, ring.loop_class, entry.dwell});
    elapsed_ += entry.dwell;
    if (const auto group = group_of(ring.loop_class)) seen_[*group] = elapsed_;
    last_ = entry.item;
    ring.next = (ring.next + 1) % ring.entries.size();
    ++ring.shown;
  }

  std::vector<Ring> rings_;
  std::vector<PlaylistSlot> slots_;
  milliseconds elapsed_{0};
  std::array<milliseconds, group_count> seen_{};
  const Item* last_ = nullptr;
};

std::vector<PlaylistSlot> alert_slots(std::vector<Candidate> alerts, LoopClass loop_class) {
  std::sort(alerts.begin(), alerts.end(), more_urgent);
  std::vector<PlaylistSlot> slots;
  for (const Candidate& alert : alerts) slots.push_back({alert.item->header.id, loop_class, alert_dwell});
  return slots;
}

// Every second slot belongs to the banners, in turn.
std::vector<PlaylistSlot> with_banners(const std::vector<PlaylistSlot>& loop,
                                       const std::vector<PlaylistSlot>& banners) {
  if (banners.empty()) return loop;
  if (loop.empty()) return banners;
  std::vector<PlaylistSlot> slots;
  slots.reserve(loop.size() * 2);
  for (std::size_t i = 0; i < loop.size(); ++i) {
    slots.push_back(banners[i % banners.size()]);
    slots.push_back(loop[i]);
  }
  return slots;
}

}  // namespace

bool in_scope(const Header& header, const ScreenIdentity& screen) {
  return names(header.scope.halls, screen.hall) && names(header.scope.screens, screen.screen);
}

bool eligible(const Item& item, const ScreenIdentity& screen, Instant now) {
  const Header& header = item.header;
  if (header.state != State::published || !in_scope(header, screen) || !on_surface(item, screen.surface))
    return false;
  if (header.publish_at && now < *header.publish_at) return false;
  if (header.valid_from && now < *header.valid_from) return false;
  if (header.valid_to && now >= *header.valid_to) return false;
  if (const auto* alert = std::get_if<Emergency>(&item.body)) {
    if (alert->issued_at && now < *alert->issued_at) return false;
    if (alert->ends_at && now >= *alert->ends_at) return false;
  }
  return true;
}

Playlist make_playlist(std::span<const Item> items, const ScreenIdentity& screen, Instant now) {
  const WorkCalendar calendar = work_calendar(items);
  std::vector<Ring> rings;
  for (std::size_t i = 0; i < round_classes.size(); ++i)
    rings.push_back({round_classes[i], weights[i], {}, 0, 0, 0});
  std::vector<Candidate> takeover, banner;
  for (const Item& item : items) {
    if (!eligible(item, screen, now)) continue;
    const auto loop_class = class_of(item, calendar, now);
    if (!loop_class) continue;
    const Candidate entry{&item, dwell_of(item)};
    if (*loop_class == LoopClass::takeover) {
      takeover.push_back(entry);
    } else if (*loop_class == LoopClass::banner) {
      banner.push_back(entry);
    } else {
      const auto ring = std::find_if(rings.begin(), rings.end(),
                                     [&](const Ring& one) { return one.loop_class == *loop_class; });
      ring->entries.push_back(entry);
    }
  }
  std::erase_if(rings, [](const Ring& ring) { return ring.entries.empty(); });
  for (Ring& ring : rings) std::sort(ring.entries.begin(), ring.entries.end(), shown_before);
  Playlist playlist;
  playlist.takeover = alert_slots(std::move(takeover), LoopClass::takeover);
  playlist.banner = alert_slots(std::move(banner), LoopClass::banner);
  playlist.loop = with_banners(RoundRobin(std::move(rings)).cycle(), playlist.banner);
  return playlist;
}

milliseconds dwell_for(std::string_view shown_text) { return dwell_of(reading_tenths(shown_text), longest); }

}  // namespace gongkai::model
