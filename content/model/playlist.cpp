#include "content/model/playlist.h"

#include <algorithm>

#include "content/model/code_points.h"
#include "content/model/item_rules.h"

namespace gongkai::model {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

constexpr days fresh_for{3};
constexpr milliseconds shortest{8000}, longest{40000}, longest_publicity{60000}, alert_dwell{15000};
// By so much of the opening hours the daily exposure of a posting shall be reached.
constexpr int exposure_target_permille = 800;

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

// How much running text a page of the loop holds beside the title, in tenths of a 字: three lines on the touch home
// page, six on the lobby screen. The strip crawls its own words.
std::int64_t page_tenths(Surface surface) {
  switch (surface) {
    case Surface::touch: return 900;
    case Surface::wall: return 1500;
    case Surface::led: return 0;
  }
  return 0;
}

std::int64_t text_tenths(const Item& item) {
  constexpr std::int64_t key_lines = 400, fee_row = 120;
  constexpr std::size_t rows_on_page = 3;
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) return body_tenths(publicity->body);
  if (const auto* notice = std::get_if<Notice>(&item.body)) return body_tenths(notice->body);
  if (std::holds_alternative<Guide>(item.body) || std::holds_alternative<Stats>(item.body)) return key_lines;
  if (const auto* fee = std::get_if<Fee>(&item.body)) {
    return key_lines + static_cast<std::int64_t>(std::min(fee->rows.size(), rows_on_page)) * fee_row;
  }
  if (const auto* pledge = std::get_if<Pledge>(&item.body)) {
    return pledge->pledges.empty() ? 0 : reading_tenths(pledge->pledges.front());
  }
  return 0;
}

milliseconds dwell_of(const Item& item, Surface surface) {
  const bool led = surface == Surface::led && !item.header.led_text.empty();
  const std::int64_t head = reading_tenths(led ? item.header.led_text : item.header.title);
  const milliseconds most = item.kind() == Kind::publicity ? longest_publicity : longest;
  return dwell_of(head + std::min(text_tenths(item), page_tenths(surface)), most);
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
  bool owed = false;
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

std::vector<LoopMember> alert_slots(std::vector<Candidate> alerts, LoopClass loop_class) {
  std::sort(alerts.begin(), alerts.end(), more_urgent);
  std::vector<LoopMember> slots;
  for (const Candidate& alert : alerts) slots.push_back({alert.item->header.id, loop_class, alert_dwell, false});
  return slots;
}

// The node itself or one below it: "C" holds "C-01".
bool is_below(const NodeCode& node, const NodeCode& root) {
  return node == root || (node.starts_with(root) && node[root.size()] == '-');
}

bool filed_under(const Header& header, const std::vector<NodeCode>& nodes) {
  return std::any_of(header.catalog.begin(), header.catalog.end(), [&](const NodeCode& code) {
    return std::any_of(nodes.begin(), nodes.end(), [&](const NodeCode& node) { return is_below(code, node); });
  });
}

bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::size_t index_of(LoopClass loop_class) {
  return static_cast<std::size_t>(std::find(turn_classes.begin(), turn_classes.end(), loop_class) -
                                  turn_classes.begin());
}

// What the profile says against an item of this class. Alerts hang everywhere.
std::optional<Absence> unwanted(const Item& item, LoopClass loop_class, const LoopContext& context) {
  if (context.skipped.contains(item.header.id)) return Absence::skipped;
  if (loop_class == LoopClass::takeover || loop_class == LoopClass::banner) return std::nullopt;
  const LoopRules& rules = context.rules;
  if (rules.weights[index_of(loop_class)] == 0) return Absence::class_off;
  if (!rules.organs.empty() && !contains(rules.organs, item.header.organ)) return Absence::other_organ;
  // A slogan is filed nowhere.
  const bool filed = item.kind() != Kind::slogan;
  if (filed && !rules.nodes.empty() && !filed_under(item.header, rules.nodes)) return Absence::other_node;
  return std::nullopt;
}

bool is_owed(const Item& item, LoopClass loop_class, const LoopContext& context) {
  const auto* publicity = std::get_if<Publicity>(&item.body);
  if (publicity == nullptr || loop_class != LoopClass::publicity) return false;
  const auto shown = context.shown_today.find(item.header.id);
  return behind(publicity->exposure, shown == context.shown_today.end() ? Shown{} : shown->second,
                context.open_permille);
}

// Today's part of a class of which not all are wanted: the next `most` of them each day, going round.
std::vector<Candidate> part_of_today(const std::vector<Candidate>& all, int most, std::int64_t day) {
  const auto size = static_cast<std::int64_t>(all.size());
  const std::int64_t first = ((day * most) % size + size) % size;
  std::vector<Candidate> part;
  for (std::int64_t i = 0; i < size; ++i) {
    if ((i - first + size) % size < most) part.push_back(all[static_cast<std::size_t>(i)]);
  }
  return part;
}

void note(std::map<EntityId, Absence>* absent, const Item& item, Absence why) {
  if (absent != nullptr) absent->emplace(item.header.id, why);
}

}  // namespace

std::string_view absence_words(Absence absence) {
  switch (absence) {
    case Absence::withdrawn: return "已撤回";
    case Absence::not_yet: return "未到发布或生效时间";
    case Absence::expired: return "已过有效期";
    case Absence::other_hall: return "发布范围不含本大厅";
    case Absence::other_screen: return "发布范围不含本屏";
    case Absence::other_surface: return "发布渠道不含本类屏幕";
    case Absence::kind_not_shown: return "这类内容只在触摸查询时显示";
    case Absence::class_off: return "本屏设置不轮播这一类（权重为 0）";
    case Absence::other_organ: return "本屏设置只轮播指定机构的内容";
    case Absence::other_node: return "本屏设置只轮播指定目录的内容";
    case Absence::not_today: return "本屏每天只轮播这一类的一部分，今天未轮到";
    case Absence::skipped: return "曾使画面程序异常退出，暂停显示";
  }
  return "";
}

bool in_scope(const Header& header, const ScreenIdentity& screen) {
  return names(header.scope.halls, screen.hall) && names(header.scope.screens, screen.screen);
}

std::optional<Absence> absence_of(const Item& item, const ScreenIdentity& screen, Instant now) {
  const Header& header = item.header;
  if (header.state != State::published) return Absence::withdrawn;
  if (!names(header.scope.halls, screen.hall)) return Absence::other_hall;
  if (!names(header.scope.screens, screen.screen)) return Absence::other_screen;
  if (!on_surface(item, screen.surface)) return Absence::other_surface;
  if (header.publish_at && now < *header.publish_at) return Absence::not_yet;
  if (header.valid_from && now < *header.valid_from) return Absence::not_yet;
  if (header.valid_to && now >= *header.valid_to) return Absence::expired;
  if (const auto* alert = std::get_if<Emergency>(&item.body)) {
    if (alert->issued_at && now < *alert->issued_at) return Absence::not_yet;
    if (alert->ends_at && now >= *alert->ends_at) return Absence::expired;
  }
  return std::nullopt;
}

bool eligible(const Item& item, const ScreenIdentity& screen, Instant now) { return !absence_of(item, screen, now); }

Playlist make_playlist(std::span<const Item> items, const LoopContext& context, Instant now,
                       std::map<EntityId, Absence>* absent) {
  const WorkCalendar calendar = work_calendar(items);
  std::array<std::vector<Candidate>, turn_classes.size()> classes;
  std::vector<Candidate> takeover, banner;
  for (const Item& item : items) {
    const auto loop_class = class_of(item, calendar, now);
    auto why = loop_class ? absence_of(item, context.screen, now) : Absence::kind_not_shown;
    if (!why) why = unwanted(item, *loop_class, context);
    if (why) {
      note(absent, item, *why);
      continue;
    }
    const Candidate entry{&item, dwell_of(item, context.screen.surface), is_owed(item, *loop_class, context)};
    if (*loop_class == LoopClass::takeover) {
      takeover.push_back(entry);
    } else if (*loop_class == LoopClass::banner) {
      banner.push_back(entry);
    } else {
      classes[index_of(*loop_class)].push_back(entry);
    }
  }
  Playlist playlist;
  playlist.weights = context.rules.weights;
  playlist.takeover = alert_slots(std::move(takeover), LoopClass::takeover);
  playlist.banner = alert_slots(std::move(banner), LoopClass::banner);
  const std::int64_t day = date_of(now).time_since_epoch().count() + context.rules.seed;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    std::vector<Candidate>& all = classes[i];
    std::sort(all.begin(), all.end(), shown_before);
    const int most = context.rules.most[i];
    const bool enough = most <= 0 || all.size() <= static_cast<std::size_t>(most);
    const std::vector<Candidate> today = enough ? all : part_of_today(all, most, day);
    for (const Candidate& one : today) {
      playlist.loop.push_back({one.item->header.id, turn_classes[i], one.dwell, one.owed});
    }
    if (enough) continue;
    for (const Candidate& one : all) {
      const auto same = [&](const Candidate& other) { return other.item == one.item; };
      if (std::none_of(today.begin(), today.end(), same)) note(absent, *one.item, Absence::not_today);
    }
  }
  return playlist;
}

Instant playlist_until(std::span<const Item> items, Instant now) {
  Instant until = start_of(date_of(now) + days{1});
  const auto consider = [&](const std::optional<Instant>& at) {
    if (at && *at > now && *at < until) until = *at;
  };
  for (const Item& item : items) {
    const Header& header = item.header;
    consider(header.publish_at);
    consider(header.valid_from);
    consider(header.valid_to);
    // Still fresh at the third day's last second.
    if (header.publish_at && item.kind() == Kind::notice) {
      consider(*header.publish_at + fresh_for + std::chrono::seconds{1});
    }
    if (const auto* alert = std::get_if<Emergency>(&item.body)) {
      consider(alert->issued_at);
      consider(alert->ends_at);
    }
  }
  return until;
}

bool behind(const Exposure& wanted, const Shown& shown, int open_permille) {
  const std::int64_t part = std::min(open_permille, exposure_target_permille);
  const std::int64_t visible_s = std::chrono::floor<std::chrono::seconds>(shown.visible).count();
  return shown.plays * std::int64_t{exposure_target_permille} < wanted.per_day_plays * part ||
         visible_s * exposure_target_permille < wanted.per_day_seconds * part;
}

std::int64_t reading_tenths(std::string_view text) {
  std::int64_t tenths = 0;
  for (const char32_t c : to_code_points(text)) {
    const bool letter = is_latin_letter(c) || is_digit(c);
    tenths += is_han(c) ? 10 : letter ? 5 : c > 0x20 ? 3 : 0;
  }
  return tenths;
}

milliseconds dwell_for(std::string_view shown_text) { return dwell_of(reading_tenths(shown_text), longest); }

}  // namespace gongkai::model
