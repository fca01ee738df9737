// --plan: what a screen will show, and why an item is not among it.
#include "app/kiosk/plan.h"

#include <algorithm>

#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

using model::Absence;

class PlanTest : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    profile_ = adapted(profile_, screens::Surface::lobby);
    profile_.screen_id = "lobby-01";
  }
  // A copy of the demo's first notice with something changed.
  template <class Change>
  void put(const std::string& id, const Change& change) {
    const auto now = fakes::demo_now();
    auto writer = store::GenerationWriter::begin(profile_.store, now);
    ASSERT_TRUE(writer.has_value());
    model::Item item = store::open_current(profile_.store)->items({model::Kind::notice}, now).front();
    item.header.id = id;
    item.header.title = "试验 " + id;
    item.header.scope = {{"*"}, {"*"}};
    item.header.channels = {model::Surface::wall};
    item.header.valid_to.reset();
    change(item.header);
    ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", 7000}).has_value());
    ASSERT_TRUE(writer->commit(now).has_value());
  }
  void put_alert(const std::string& id, const char* issued, const char* to) {
    const auto now = fakes::demo_now();
    auto writer = store::GenerationWriter::begin(profile_.store, now);
    ASSERT_TRUE(writer.has_value());
    model::Item item;
    item.header.id = id;
    item.header.rev = 1;
    item.header.title = "暴雨红色预警";
    item.header.scope = {{"*"}, {"*"}};
    item.header.channels = {model::Surface::wall};
    const model::Instant at = *model::parse_instant(issued);
    item.body = model::Emergency{"暴雨", model::AlertLevel::red, at, *model::parse_instant(to), at, "汀兰区",
                                 "强降雨", {"停止户外作业"}, "临澜市气象台", {"duty-a", "duty-b"}};
    ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", 7100}).has_value());
    ASSERT_TRUE(writer->commit(now).has_value());
  }
  Plan plan(std::chrono::minutes length = 60min, std::set<model::EntityId> skipped = {}) {
    const auto store = store::open_current(profile_.store);
    return plan_of(*store, profile_, {*model::parse_instant("2026-11-23T09:00:00+08:00"), length, std::move(skipped)});
  }
};

TEST_F(PlanTest, NamesTheReasonOfEachItemThatIsNotShown) {
  const model::Instant now = fakes::demo_now();
  put("notice-ahead", [&](auto& header) { header.publish_at = header.valid_from = now + 72h; });
  put("notice-over", [&](auto& header) { header.valid_to = now + 1h; });
  put("notice-hall", [](auto& header) { header.scope.halls = {"hall-09"}; });
  put("notice-screen", [](auto& header) { header.scope.screens = {"lobby-02"}; });
  put("notice-touch", [](auto& header) { header.channels = {model::Surface::touch}; });
  put("notice-organ", [](auto& header) { header.organ = "org-test"; });
  put("notice-good", [](auto&) {});
  profile_.schedule.rules.weights[4] = 0;  // fees
  const Plan all = plan(60min, {"notice-good"});
  const std::pair<const char*, Absence> expected[] = {
      {"notice-ahead", Absence::not_yet},          {"notice-over", Absence::expired},          {"notice-hall", Absence::other_hall},
      {"notice-screen", Absence::other_screen},    {"notice-touch", Absence::other_surface},   {"fee-cgj-01", Absence::class_off},
      {"notice-good", Absence::skipped}};
  const std::string words = as_text(all), json = as_json(all);
  for (const auto& [id, why] : expected) {
    ASSERT_TRUE(all.absent.contains(id)) << id;
    EXPECT_EQ(all.absent.at(id), why) << id;
    const std::string line = std::string(id) + "  " + std::string(model::absence_words(why)) + "  " + all.titles.at(id);
    EXPECT_NE(words.find(line), words.npos) << line;
    EXPECT_NE(json.find("\"why\":\"" + std::string(model::absence_words(why)) + "\""), json.npos);
  }
  EXPECT_FALSE(all.absent.contains("notice-organ"));
  profile_.schedule.rules.organs = {"org-test"};
  EXPECT_EQ(plan().absent.at("notice-good"), Absence::other_organ);
  profile_.schedule.rules.organs.clear();
  profile_.schedule.rules.nodes = {"Z"};
  EXPECT_EQ(plan().absent.at("notice-good"), Absence::other_node);
  profile_.schedule.rules.nodes.clear();
  profile_.schedule.rules.most[2] = 1;
  const Plan some = plan();
  EXPECT_TRUE(std::any_of(some.absent.begin(), some.absent.end(), [](const auto& one) { return one.second == Absence::not_today; }));
}

// A day without a hole: dark hours as such, at noon another rule, and nothing twice running.
TEST_F(PlanTest, TellsTheWholeDayInRowsThatFollowEachOther) {
  profile_.schedule.dark.workday = {{0, 450}, {1110, 1440}};
  Daypart noon{"午间", Daypart::Days::all, {{720, 810}}, profile_.schedule.rules};
  noon.rules.weights[3] = 0;
  profile_.schedule.dayparts = {noon};
  const Plan day = plan(24h);
  model::Instant at = *model::parse_instant("2026-11-23T09:00:00+08:00");
  int dark = 0;
  for (std::size_t i = 0; i < day.rows.size(); ++i) {
    const PlanRow& row = day.rows[i];
    ASSERT_EQ(row.from, at);
    ASSERT_GT(row.to, row.from);
    at = row.to;
    const int minute = minute_of_day(row.from);
    dark += row.what == PlanRow::What::dark;
    if (row.what != PlanRow::What::item) continue;
    ASSERT_TRUE(minute >= 450 && minute < 1110) << minute;
    if (minute >= 721 && minute < 810) { ASSERT_NE(row.loop_class, model::LoopClass::guide); }
    if (i > 0) { ASSERT_NE(row.id, day.rows[i - 1].id); }
  }
  EXPECT_GE(at, *model::parse_instant("2026-11-24T09:00:00+08:00"));
  EXPECT_EQ(dark, 1) << "one row for the whole night";
  EXPECT_NE(as_text(day).find("息屏"), std::string::npos);
}

TEST_F(PlanTest, WarnsOfACycleLongerThanAnHourAndOfPostingsThatFallShort) {
  const auto warned = [](const Plan& plan, const char* words) {
    const auto warnings = plan_warnings(plan);
    return std::any_of(warnings.begin(), warnings.end(), [&](const std::string& one) { return one.find(words) != one.npos; });
  };
  for (const int most : {1, 3, 0}) {
    profile_.schedule.rules.most.fill(most);
    const Plan loop = plan(30min);
    EXPECT_EQ(loop.cycle > 60min, warned(loop, "超过 60 分钟")) << most;
    EXPECT_TRUE(most != 1 || loop.cycle < 60min);
    EXPECT_TRUE(most != 0 || loop.cycle > 60min) << "the whole demo city takes longer than an hour";
  }
  profile_.schedule.open.workday = {{540, 1020}};
  EXPECT_TRUE(warned(plan(30min), "每个开放日应有 20 次 1200 秒")) << "half an hour is too short for it";
  EXPECT_FALSE(warned(plan(8h), "每个开放日应有 20 次 1200 秒"));
}

TEST_F(PlanTest, IsWhatTheTerminalShows) {
  profile_.size = {480, 270};
  start();
  std::vector<model::EntityId> shown;
  for (int second = 0; second < 600; ++second) {
    const auto item = terminal_->shown_item();
    if (item && (shown.empty() || shown.back() != *item)) shown.push_back(*item);
    tick(1s);
    terminal_->step(60);
  }
  ASSERT_GT(shown.size(), 15u);
  const auto store = store::open_current(profile_.store);
  const Plan planned = plan_of(*store, profile_, {fakes::demo_now(), 20min, {}});
  ASSERT_GE(planned.rows.size(), shown.size());
  for (std::size_t i = 0; i < shown.size(); ++i) EXPECT_EQ(planned.rows[i].id, shown[i]) << i;
}

// They take turns of some seconds; a row for each of those would bury the rest of the day.
TEST_F(PlanTest, AlertsThatOverlapHaveOneRowEachForAllTheirTime) {
  put_alert("em-2026-0051", "2026-11-23T09:10:00+08:00", "2026-11-23T09:40:00+08:00");
  put_alert("em-2026-0052", "2026-11-23T09:20:00+08:00", "2026-11-23T09:50:00+08:00");
  std::vector<std::string> alerts;
  model::Instant last{};
  const Plan day = plan(60min);
  for (const PlanRow& row : day.rows) {
    if (row.loop_class == model::LoopClass::takeover) {
      alerts.push_back(row.id + " " + model::format_instant(row.from).substr(11, 5) + "–" + model::format_instant(row.to).substr(11, 5));
      last = row.to;
    } else {
      EXPECT_TRUE(row.to <= *model::parse_instant("2026-11-23T09:11:00+08:00") || row.from >= last) << row.id << ": nothing beside an alert";
    }
  }
  EXPECT_EQ(alerts, (std::vector<std::string>{"em-2026-0051 09:10–09:40", "em-2026-0052 09:20–09:50"}));
  EXPECT_GE(day.rows.back().to, *model::parse_instant("2026-11-23T10:00:00+08:00"));
}

TEST(PlanLength, IsHoursMinutesOrDaysUpToAWeek) {
  EXPECT_EQ(read_length("24h"), 24h);
  EXPECT_EQ(read_length("90m"), 90min);
  EXPECT_EQ(read_length("7d"), 168h);
  for (const char* words : {"", "24", "h", "0h", "-1h", "8d", "24hh", "1.5h"}) EXPECT_FALSE(read_length(words)) << words;
}

}  // namespace
}  // namespace gongkai::kiosk
