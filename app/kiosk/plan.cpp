#include "app/kiosk/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "app/kiosk/loop_reader.h"
#include "app/process/json_string.h"
#include "app/screens/led_pages.h"
#include "content/model/item_rules.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using model::Instant;
using model::LoopClass;
using process::json_string;
using std::chrono::milliseconds;

constexpr auto longest_plan = 7 * 24h;

const char* class_word(LoopClass loop_class) {
  switch (loop_class) {
    case LoopClass::takeover: return "紧急";
    case LoopClass::banner: return "预警";
    case LoopClass::publicity: return "公示";
    case LoopClass::fresh_notice: return "新发";
    case LoopClass::notice: return "通知";
    case LoopClass::guide: return "指南";
    case LoopClass::fee: return "收费";
    case LoopClass::figures: return "统计";
    case LoopClass::slogan: return "标语";
  }
  return "";
}

class Planner {
 public:
  Planner(const store::Generation& store, const Profile& profile, const PlanOrder& order)
      : store_(store), profile_(profile), order_(order), calendar_(store.calendar()), now_(order.from),
        items_(model::loop_items(store.items(loop_kinds()), identity_of(profile))) {}

  Plan plan() {
    const Instant end = order_.from + order_.length;
    while (now_ < end) {
      if (now_ >= until_) renew();
      step(end);
    }
    name_all();
    return std::move(plan_);
  }

 private:
  int open_permille() const {
    return passed_permille(open_hours(profile_.schedule, model::date_of(now_), calendar_), minute_of_day(now_));
  }

  void renew() {
    if (model::date_of(now_) != day_) {
      day_ = model::date_of(now_);
      shown_today_.clear();
    }
    const model::LoopContext context{identity_of(profile_), rules_at(profile_.schedule, calendar_, now_), shown_today_,
                                     open_permille(), order_.skipped};
    const bool first = now_ == order_.from;
    Programme programme = programme_of(items_, context, board_at(now_), first ? &plan_.absent : nullptr);
    playlist_ = std::move(programme.playlist);
    until_ = std::min(programme.until, schedule_until(profile_.schedule, calendar_, now_));
    if (!first) return;
    const model::Cycle cycle = model::cycle_of(playlist_, longest_plan, [this](const auto& member, int turn) { return length_of(member, turn); });
    plan_.cycle = cycle.length;
    plan_.cycle_turns = cycle.turns.size();
    plan_.members = playlist_.loop.size();
  }

  void step(Instant end) {
    if (!playlist_.takeover.empty()) {  // several take turns of 15 s: each is named for the whole of the time
      const Instant from = now_;
      for (const model::LoopMember& alert : playlist_.takeover) {
        add({PlanRow::What::item, from, std::min(until_, end), LoopClass::takeover, alert.id});
      }
      return;
    }
    if (is_dark(profile_.schedule, calendar_, now_)) {
      return add({PlanRow::What::dark, now_, std::min(until_, end), {}, {}});
    }
    const model::LoopMember* turn = model::next_turn(playlist_, rotation_, now_ - order_.from);
    if (turn == nullptr) return add({PlanRow::What::nothing, now_, std::min(until_, end), {}, {}});
    const milliseconds length = length_of(*turn, model::turn_of(rotation_, turn->id));
    const Instant to = now_ + std::max(1s, std::chrono::round<std::chrono::seconds>(length));
    if (turn->loop_class == LoopClass::publicity) note_exposure(turn->id, to - now_);
    add({PlanRow::What::item, now_, to, turn->loop_class, turn->id});
  }

  // One row for what goes on, whatever was looked at in between.
  void add(PlanRow row) {
    now_ = row.to;
    const bool still = row.what != PlanRow::What::item || row.loop_class == LoopClass::takeover;
    const auto goes_on = [&](const PlanRow& one) { return one.to == row.from && one.what == row.what && one.id == row.id; };
    const auto near_end = plan_.rows.size() - std::min(plan_.rows.size(), playlist_.takeover.size() + 1);
    const auto before = std::find_if(plan_.rows.begin() + static_cast<std::ptrdiff_t>(near_end), plan_.rows.end(), goes_on);
    if (still && before != plan_.rows.end()) {
      before->to = row.to;
    } else {
      plan_.rows.push_back(std::move(row));
    }
  }

  milliseconds length_of(const model::LoopMember& member, int turn) const {
    const auto item = store_.find(member.id);
    return item ? screens::board_turn(*item, board_at(now_), turn).value_or(member.dwell) : member.dwell;
  }

  screens::Context board_at(Instant now) const {
    screens::Context context;
    context.store = &store_;
    context.now = now;
    context.hall = profile_.hall;
    context.device = device_of(profile_);
    return context;
  }

  void note_exposure(const model::EntityId& id, std::chrono::seconds visible) {
    const auto add_to = [&](model::Shown& shown) {
      ++shown.plays;
      shown.visible += visible;
    };
    const bool open = inside(open_hours(profile_.schedule, model::date_of(now_), calendar_), minute_of_day(now_));
    if (!open) return;
    add_to(shown_today_[id]);
    if (model::date_of(now_) == model::date_of(order_.from)) add_to(plan_.exposures[id].open_hours);
  }

  void name_all() {
    const auto name = [&](const model::EntityId& id) {
      if (id.empty() || plan_.titles.contains(id)) return;
      const auto item = store_.find(id);
      plan_.titles[id] = item ? item->header.title : "";
    };
    for (const PlanRow& row : plan_.rows) name(row.id);
    for (const auto& [id, why] : plan_.absent) name(id);
    for (auto& [id, exposure] : plan_.exposures) {
      const auto item = store_.find(id);
      if (item) exposure.wanted = std::get<model::Publicity>(item->body).exposure;
    }
  }

  const store::Generation& store_;
  const Profile& profile_;
  const PlanOrder& order_;
  model::WorkCalendar calendar_;
  Instant now_, until_{};
  model::LoopItems items_;
  model::Date day_{};
  model::Playlist playlist_;
  model::Rotation rotation_;
  std::map<model::EntityId, model::Shown> shown_today_;
  Plan plan_;
};

std::string clock_words(Instant at) {
  const std::string words = model::format_instant(at);  // 2026-11-21T09:00:00+08:00
  return words.substr(0, 10) + " " + words.substr(11, 8);
}

std::string length_words(milliseconds length) {
  const auto seconds = std::chrono::round<std::chrono::seconds>(length).count();
  return seconds < 60 ? fmt::format("{} 秒", seconds) : fmt::format("{} 分 {} 秒", seconds / 60, seconds % 60);
}

std::string row_words(const PlanRow& row, const std::map<model::EntityId, std::string>& titles) {
  const std::string time = clock_words(row.from) + "–" + clock_words(row.to).substr(11);
  if (row.what == PlanRow::What::dark) return time + "  息屏\n";
  if (row.what == PlanRow::What::nothing) return time + "  没有可轮播的内容\n";
  return fmt::format("{}  {}  {}  {}\n", time, class_word(row.loop_class), row.id, titles.at(row.id));
}

std::int64_t seconds_of(milliseconds length) { return std::chrono::round<std::chrono::seconds>(length).count(); }

}  // namespace

Plan plan_of(const store::Generation& store, const Profile& profile, const PlanOrder& order) {
  return Planner(store, profile, order).plan();
}

std::vector<std::string> plan_warnings(const Plan& plan) {
  std::vector<std::string> warnings;
  if (plan.cycle > model::longest_cycle) {
    warnings.push_back(fmt::format("轮播一遍要 {}，超过 60 分钟：请在设置的 [loop] 中用 most 限制每天轮播的件数，或调整 weights",
                                   length_words(plan.cycle)));
  }
  for (const auto& [id, exposure] : plan.exposures) {
    const auto& [wanted, shown] = exposure;
    if (shown.plays >= wanted.per_day_plays && seconds_of(shown.visible) >= wanted.per_day_seconds) continue;
    warnings.push_back(fmt::format("公示 {} 在所列时段内预计展示 {} 次 {} 秒，每个开放日应有 {} 次 {} 秒", id, shown.plays,
                                   seconds_of(shown.visible), wanted.per_day_plays, wanted.per_day_seconds));
  }
  return warnings;
}

std::string as_text(const Plan& plan) {
  std::string out;
  for (const PlanRow& row : plan.rows) out += row_words(row, plan.titles);
  out += fmt::format("\n轮播 {} 件，每件至少一次要 {} 次、{}\n", plan.members, plan.cycle_turns, length_words(plan.cycle));
  for (const auto& [id, exposure] : plan.exposures) {
    out += fmt::format("公示曝光  {}  预计 {} 次 {} 秒（要求 {} 次 {} 秒）\n", id, exposure.open_hours.plays,
                       seconds_of(exposure.open_hours.visible), exposure.wanted.per_day_plays, exposure.wanted.per_day_seconds);
  }
  for (const std::string& warning : plan_warnings(plan)) out += "W  " + warning + "\n";
  if (!plan.absent.empty()) out += fmt::format("\n不轮播的 {} 件：\n", plan.absent.size());
  for (const auto& [id, why] : plan.absent) {
    out += fmt::format("{}  {}  {}\n", id, model::absence_words(why), plan.titles.at(id));
  }
  return out;
}

std::string as_json(const Plan& plan) {
  const auto joined = [](const auto& list, const auto& words) {
    std::string out;
    for (const auto& one : list) out += (out.empty() ? "" : ",") + words(one);
    return out;
  };
  const auto row = [&](const PlanRow& one) {
    const bool item = one.what == PlanRow::What::item;
    return fmt::format(R"({{"from":{},"to":{},"what":{},"class":{},"id":{},"title":{}}})",
                       json_string(model::format_instant(one.from)), json_string(model::format_instant(one.to)),
                       item ? R"("item")" : one.what == PlanRow::What::dark ? R"("dark")" : R"("nothing")",
                       item ? json_string(class_word(one.loop_class)) : "null", item ? json_string(one.id) : "null",
                       item ? json_string(plan.titles.at(one.id)) : "null");
  };
  const auto absent = [&](const auto& one) {
    return fmt::format(R"({{"id":{},"title":{},"why":{}}})", json_string(one.first),
                       json_string(plan.titles.at(one.first)), json_string(model::absence_words(one.second)));
  };
  return fmt::format(R"({{"rows":[{}],"absent":[{}],"cycle_seconds":{},"cycle_turns":{},"members":{},"warnings":[{}]}})",
                     joined(plan.rows, row), joined(plan.absent, absent), seconds_of(plan.cycle), plan.cycle_turns,
                     plan.members, joined(plan_warnings(plan), [](const std::string& w) { return json_string(w); })) + "\n";
}

std::optional<std::chrono::minutes> read_length(const std::string& words) {
  int number = 0;
  char unit = 0, rest = 0;
  if (std::sscanf(words.c_str(), "%6d%c%c", &number, &unit, &rest) != 2 || number <= 0) return std::nullopt;
  const std::chrono::minutes length{unit == 'd' ? number * 1440 : unit == 'h' ? number * 60 : unit == 'm' ? number : 0};
  if (length <= 0min || length > longest_plan) return std::nullopt;
  return length;
}

}  // namespace gongkai::kiosk
