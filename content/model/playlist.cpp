#include "content/model/playlist.h"

#include <algorithm>

#include "content/model/item_rules.h"
#include "content/model/loop_item.h"

namespace gongkai::model {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

constexpr days fresh_for{3};
constexpr milliseconds alert_dwell{15000};
// By so much of the opening hours the daily exposure of a posting shall be reached.
constexpr int exposure_target_permille = 800;

bool running(const Publicity& publicity, const WorkCalendar& calendar, Date today) {
  const auto current = current_round(publicity, today);
  if (!current) return false;
  const auto end = round_end(publicity.rounds[*current], calendar);
  return end && today <= end->last_day;
}

// The class of an eligible item; nullopt for kinds that are found by touch only.
std::optional<LoopClass> class_of(const LoopItem& item, const WorkCalendar& calendar, Instant now) {
  switch (item.kind) {
    case Kind::emergency:
      return *item.alert <= AlertLevel::orange ? LoopClass::takeover : LoopClass::banner;
    case Kind::publicity:
      return running(*item.posting, calendar, date_of(now)) ? LoopClass::publicity : LoopClass::notice;
    case Kind::notice: {
      const bool fresh = item.publish_at && now - *item.publish_at <= fresh_for;
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
  const LoopItem* item = nullptr;
  bool owed = false;
};

// Priority first (0 is highest), then the newest, then the id: the same on every terminal.
bool shown_before(const Candidate& a, const Candidate& b) {
  const LoopItem &x = *a.item, &y = *b.item;
  if (x.priority != y.priority) return x.priority < y.priority;
  if (x.publish_at != y.publish_at) return x.publish_at > y.publish_at;
  return x.id < y.id;
}

// Alerts: the highest level first, then the newest.
bool more_urgent(const Candidate& a, const Candidate& b) {
  const LoopItem &x = *a.item, &y = *b.item;
  if (x.alert != y.alert) return x.alert < y.alert;
  if (x.issued_at != y.issued_at) return x.issued_at > y.issued_at;
  return x.id < y.id;
}

std::vector<LoopMember> alert_slots(std::vector<Candidate> alerts, LoopClass loop_class) {
  std::sort(alerts.begin(), alerts.end(), more_urgent);
  std::vector<LoopMember> slots;
  for (const Candidate& alert : alerts) slots.push_back({alert.item->id, loop_class, alert_dwell, false});
  return slots;
}

// The node itself or one below it: "C" holds "C-01".
bool is_below(const NodeCode& node, const NodeCode& root) {
  return node == root || (node.starts_with(root) && node[root.size()] == '-');
}

bool filed_under(const LoopItem& item, const std::vector<NodeCode>& nodes) {
  return std::any_of(item.catalog.begin(), item.catalog.end(), [&](const NodeCode& code) {
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
std::optional<Absence> unwanted(const LoopItem& item, LoopClass loop_class, const LoopContext& context) {
  if (context.skipped.contains(item.id)) return Absence::skipped;
  if (loop_class == LoopClass::takeover || loop_class == LoopClass::banner) return std::nullopt;
  const LoopRules& rules = context.rules;
  if (rules.weights[index_of(loop_class)] == 0) return Absence::class_off;
  if (!rules.organs.empty() && !contains(rules.organs, item.organ)) return Absence::other_organ;
  // A slogan is filed nowhere.
  const bool filed = item.kind != Kind::slogan;
  if (filed && !rules.nodes.empty() && !filed_under(item, rules.nodes)) return Absence::other_node;
  return std::nullopt;
}

bool is_owed(const LoopItem& item, LoopClass loop_class, const LoopContext& context) {
  if (item.posting == nullptr || loop_class != LoopClass::publicity) return false;
  const auto shown = context.shown_today.find(item.id);
  return behind(item.posting->exposure, shown == context.shown_today.end() ? Shown{} : shown->second,
                context.open_permille);
}

// Today's part of a class of which not all are wanted: the next `most` of them each day, going round. Of a large class
// only that part is put in order.
std::vector<Candidate> part_of_today(std::vector<Candidate>& all, int most, std::int64_t day) {
  const auto size = static_cast<std::int64_t>(all.size());
  const std::int64_t first = ((day * most) % size + size) % size;
  // So many from the beginning again, and those from `first` on.
  const auto round = all.begin() + std::max<std::int64_t>(0, first + most - size);
  const auto from = all.begin() + first, to = all.begin() + std::min(size, first + most);
  std::partial_sort(all.begin(), round, all.end(), shown_before);
  std::nth_element(round, from, all.end(), shown_before);
  std::partial_sort(from, to, all.end(), shown_before);
  std::vector<Candidate> part(all.begin(), round);
  part.insert(part.end(), from, to);
  return part;
}

void note(std::map<EntityId, Absence>* absent, const LoopItem& item, Absence why) {
  if (absent != nullptr) absent->emplace(item.id, why);
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

std::optional<Absence> absence_of(const LoopItem& item, Instant now) {
  if (item.never) return item.never;
  if (now < item.from) return Absence::not_yet;
  if (now >= item.until) return Absence::expired;
  return std::nullopt;
}

std::optional<Absence> absence_of(const Item& item, const ScreenIdentity& screen, Instant now) {
  return absence_of(loop_item(item, screen), now);
}

bool eligible(const Item& item, const ScreenIdentity& screen, Instant now) { return !absence_of(item, screen, now); }

Playlist make_playlist(std::span<const Item> items, const LoopContext& context, Instant now,
                       std::map<EntityId, Absence>* absent) {
  return make_playlist(loop_items(items, context.screen), context, now, absent);
}

Playlist make_playlist(const LoopItems& items, const LoopContext& context, Instant now,
                       std::map<EntityId, Absence>* absent) {
  std::array<std::vector<Candidate>, turn_classes.size()> classes;
  std::vector<Candidate> takeover, banner;
  for (const LoopItem& item : items.items) {
    const auto loop_class = class_of(item, items.calendar, now);
    auto why = loop_class ? absence_of(item, now) : Absence::kind_not_shown;
    if (!why) why = unwanted(item, *loop_class, context);
    if (why) {
      note(absent, item, *why);
      continue;
    }
    const Candidate entry{&item, is_owed(item, *loop_class, context)};
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
    const int most = context.rules.most[i];
    const bool enough = most <= 0 || all.size() <= static_cast<std::size_t>(most);
    if (enough) std::sort(all.begin(), all.end(), shown_before);
    const std::vector<Candidate> today = enough ? all : part_of_today(all, most, day);
    for (const Candidate& one : today) {
      playlist.loop.push_back({one.item->id, turn_classes[i], one.item->dwell, one.owed});
    }
    if (enough || absent == nullptr) continue;
    for (const Candidate& one : all) {
      const auto same = [&](const Candidate& other) { return other.item == one.item; };
      if (std::none_of(today.begin(), today.end(), same)) note(absent, *one.item, Absence::not_today);
    }
  }
  return playlist;
}

Instant playlist_until(std::span<const Item> items, Instant now) { return playlist_until(loop_items(items, {}), now); }

Instant playlist_until(const LoopItems& items, Instant now) {
  Instant until = start_of(date_of(now) + days{1});
  const auto consider = [&](Instant at) {
    if (at > now && at < until) until = at;
  };
  for (const LoopItem& item : items.items) {
    consider(item.from);
    consider(item.until);
    // Still fresh at the third day's last second.
    if (item.publish_at && item.kind == Kind::notice) consider(*item.publish_at + fresh_for + std::chrono::seconds{1});
  }
  return until;
}

bool behind(const Exposure& wanted, const Shown& shown, int open_permille) {
  const std::int64_t part = std::min(open_permille, exposure_target_permille);
  const std::int64_t visible_s = std::chrono::floor<std::chrono::seconds>(shown.visible).count();
  return shown.plays * std::int64_t{exposure_target_permille} < wanted.per_day_plays * part ||
         visible_s * exposure_target_permille < wanted.per_day_seconds * part;
}

}  // namespace gongkai::model
