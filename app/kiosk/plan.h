// What a screen will show when, and why an item is not among it: the loop of the program itself, run ahead of time.
#pragma once

#include <string>
#include <vector>

#include "app/kiosk/attract.h"
#include "app/kiosk/profile.h"

namespace gongkai::kiosk {

struct PlanOrder {
  model::Instant from{};
  std::chrono::minutes length{24 * 60};
  std::set<model::EntityId> skipped;  // items that made the program crash
};

struct PlanRow {
  enum class What { item, dark, nothing } what = What::item;
  model::Instant from{}, to{};
  model::LoopClass loop_class = model::LoopClass::notice;
  model::EntityId id;  // of an item
};

struct PlannedExposure {
  model::Exposure wanted;
  model::Shown open_hours;  // what the plan shows of a posting while the hall is open
};

struct Plan {
  std::vector<PlanRow> rows;
  std::map<model::EntityId, model::Absence> absent;       // at the beginning
  std::map<model::EntityId, std::string> titles;          // of all above
  std::map<model::EntityId, PlannedExposure> exposures;   // of the postings, on the first day
  std::chrono::milliseconds cycle{0};                     // until every item has had its turn, at the beginning
  std::size_t cycle_turns = 0, members = 0;
};

// On a strip the time of a crawl is an estimate: the width of its glyphs is not looked up.
Plan plan_of(const store::Generation& store, const Profile& profile, const PlanOrder& order);

// W: a full cycle lasts longer than an hour; a posting does not get its exposure.
std::vector<std::string> plan_warnings(const Plan& plan);

std::string as_text(const Plan& plan);
std::string as_json(const Plan& plan);

// "24h", "90m", "7d"; nullopt for anything else or more than a week.
std::optional<std::chrono::minutes> read_length(const std::string& words);

}  // namespace gongkai::kiosk
