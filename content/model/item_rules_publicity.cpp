// Rules of a posting for objection (公示).
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "content/model/field_shapes.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"
#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

constexpr std::size_t most_columns = 10, most_rows = 5000, most_rounds = 3;

std::string round_pointer(std::size_t index) { return at("/rounds", index); }

struct LegalMinimum {
  DayLimit period;
  std::string_view law;
};

// The shortest posting period the law allows; where it leaves the length to local rules, one working day.
LegalMinimum legal_minimum(PublicitySubtype subtype, const std::string& title) {
  const auto says = [&](std::string_view word) { return title.find(word) != title.npos; };
  if (says("补偿"))
    return {{30, DayUnit::calendar_day}, "土地管理法实施条例第二十八条、国有土地上房屋征收与补偿条例第十条"};
  switch (subtype) {
    case PublicitySubtype::recruitment:
      return {{5, DayUnit::working_day}, "公务员法第三十二条"};
    case PublicitySubtype::appointment:
      return {{5, DayUnit::working_day}, "党政领导干部选拔任用工作条例"};
    case PublicitySubtype::tender:
      return {{3, DayUnit::calendar_day}, "招标投标法实施条例第五十四条"};
    case PublicitySubtype::land:
      return {{10, DayUnit::working_day}, "土地管理法实施条例第二十六条"};
    case PublicitySubtype::planning:
      return {{30, DayUnit::calendar_day}, "城乡规划法第二十六条"};
    default:
      return {{1, DayUnit::working_day}, "公示期不能为零"};
  }
}

void check_period(const Item& item, std::size_t index, const WorkCalendar& calendar, RuleReport& report) {
  const auto& publicity = std::get<Publicity>(item.body);
  const PublicityRound& round = publicity.rounds[index];
  if (round.minimum.n < 1 || round.minimum.n > 365) {
    report.error("E-PUB-PERIOD", round_pointer(index) + "/min/n", "公示期应在1—365天之间。");
    return;
  }
  const auto end = round_end(round, calendar);
  if (!end) return;
  const LegalMinimum legal = legal_minimum(publicity.subtype, item.header.title);
  const PeriodEnd least = calendar.period_end(*round.start_on, legal.period.n, legal.period.unit);
  if (end->last_day < least.last_day) {
    report.error("E-PUB-PERIOD", round_pointer(index) + "/min",
                 fmt::format("第{}榜公示期只到{}，至少应为{}个{}（{}），即到{}。", round.no,
                             format_date_zh(end->last_day), legal.period.n, word(legal.period.unit),
                             legal.law, format_date_zh(least.last_day)));
  }
  if (end->estimated) {
    report.warning("W-PUB-ESTIMATED", round_pointer(index) + "/min",
                   fmt::format("缺少相关年份的工作日历，第{}榜截止日期{}是估算，请先录入工作日历。", round.no,
                               format_date_zh(end->last_day)));
  }
}

// Round n+1 opens on the day after round n has ended at the earliest.
void check_succession(const Publicity& publicity, std::size_t index, const WorkCalendar& calendar,
                      RuleReport& report) {
  const PublicityRound& round = publicity.rounds[index];
  if (round.no != static_cast<int>(index) + 1) {
    report.error("E-PUB-ROUND-NO", round_pointer(index) + "/no", "榜次应从1起连续编号。");
  }
  if (index == 0 || !round.start_on || !round.override_reason.empty()) return;
  const auto before = round_end(publicity.rounds[index - 1], calendar);
  if (before && *round.start_on <= before->last_day) {
    report.error("E-PUB-ROUND-EARLY", round_pointer(index) + "/start_on",
                 fmt::format("第{}榜最早应在{}开始（上一榜{}截止）；确需提前的，请写明理由。", index + 1,
                             format_date_zh(before->last_day + std::chrono::days{1}),
                             format_date_zh(before->last_day)));
  }
}

void check_table(const Publicity& publicity, std::size_t index, RuleReport& report) {
  const PublicityRound& round = publicity.rounds[index];
  const std::string pointer = round_pointer(index);
  if (round.columns.empty() || round.columns.size() > most_columns) {
    report.error("E-PUB-COLUMNS", pointer + "/columns", fmt::format("名单应有1—{}列。", most_columns));
  }
  if (round.rows.size() > most_rows) {
    report.error("E-PUB-ROWS", pointer + "/rows",
                 fmt::format("名单有{}行，最多{}行，请拆分。", round.rows.size(), most_rows));
  }
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < round.rows.size(); ++i) {
    const auto& row = round.rows[i];
    const std::string place = at(pointer + "/rows", i);
    if (row.size() != round.columns.size()) {
      report.error("E-PUB-ROW-LENGTH", place,
                   fmt::format("第{}榜第{}行有{}格，表头有{}列，请补齐。", index + 1, i + 1, row.size(),
                               round.columns.size()));
    }
    if (row.empty()) continue;
    if (row[0].empty() || !keys.insert(row[0]).second) {
      report.error("E-PUB-ROW-KEY", place + "/0",
                   fmt::format("第{}榜第{}行首列“{}”为空或与前面重复；首列用来识别每一行，不能重复。",
                               index + 1, i + 1, row[0]));
    }
  }
}

std::string describe(const RowChange& change) {
  return fmt::format("“{}”{}", change.row_key, word(change.type));
}

using NamedChanges = std::set<std::pair<std::string_view, ChangeType>>;

NamedChanges named(const std::vector<RowChange>& changes) {
  NamedChanges names;
  for (const RowChange& change : changes) names.emplace(change.row_key, change.type);
  return names;
}

// What a round says has changed must be what has changed.
void check_changes(const Publicity& publicity, std::size_t index, RuleReport& report) {
  const PublicityRound& round = publicity.rounds[index];
  const std::string pointer = round_pointer(index) + "/changes";
  for (std::size_t i = 0; i < round.changes.size(); ++i) {
    report.at_most("E-PUB-CHANGE", at(pointer, i) + "/reason", "变更理由", round.changes[i].reason, 100);
    if (round.changes[i].reason.empty()) {
      report.error("E-PUB-CHANGE", at(pointer, i) + "/reason", "每处变更都要写明理由。");
    }
  }
  const std::vector<RowChange> computed =
      index == 0 ? std::vector<RowChange>{} : round_diff(publicity.rounds[index - 1], round);
  const NamedChanges declared = named(round.changes), found = named(computed);
  for (const RowChange& change : computed) {
    if (!declared.contains({change.row_key, change.type})) {
      report.error(
          "E-PUB-DIFF", pointer,
          fmt::format("第{}榜名单里{}，变更说明没有写，请补上并说明理由。", index + 1, describe(change)));
    }
  }
  for (std::size_t i = 0; i < round.changes.size(); ++i) {
    if (!found.contains({round.changes[i].row_key, round.changes[i].type})) {
      report.error(
          "E-PUB-DIFF", at(pointer, i),
          fmt::format("变更说明写了{}，与上一榜对照并没有这处变更，请删除。", describe(round.changes[i])));
    }
  }
}

// 政府信息公开条例 15 and the personal information law: a list names people, never their numbers.
void check_privacy(const Publicity& publicity, std::size_t index, RuleReport& report) {
  const PublicityRound& round = publicity.rounds[index];
  for (std::size_t i = 0; i < round.rows.size(); ++i) {
    for (std::size_t j = 0; j < round.rows[i].size(); ++j) {
      const bool identity = holds_identity_number(round.rows[i][j]);
      if (!identity && !holds_mobile_number(round.rows[i][j])) continue;
      const std::string column = j < round.columns.size() ? round.columns[j] : std::to_string(j + 1);
      report.error("E-PUB-PRIVACY", at(at(round_pointer(index) + "/rows", i), j),
                   fmt::format("第{}榜第{}行“{}”列有未遮盖的{}，请遮盖后再提交，如{}。", index + 1, i + 1,
                               column, identity ? "公民身份号码" : "手机号码",
                               identity ? "9901**********0021" : "138****0000"));
    }
  }
}

void check_masked_columns(const Publicity& publicity, RuleReport& report) {
  for (std::size_t i = 0; i < publicity.masked_columns.size(); ++i) {
    const std::string& name = publicity.masked_columns[i];
    const bool known =
        std::any_of(publicity.rounds.begin(), publicity.rounds.end(), [&](const PublicityRound& round) {
          return std::find(round.columns.begin(), round.columns.end(), name) != round.columns.end();
        });
    if (!known) {
      report.error("E-PUB-MASKED", at("/masked_columns", i),
                   fmt::format("脱敏列“{}”不在表头里，请核对。", name));
    }
  }
}

}  // namespace

void check_publicity(const Item& item, const WorkCalendar& calendar, RuleReport& report) {
  const auto& publicity = std::get<Publicity>(item.body);
  if (publicity.total_rounds < 1 || publicity.total_rounds > static_cast<int>(most_rounds)) {
    report.error("E-PUB-ROUNDS", "/total_rounds", "总榜次应在1—3之间。");
  }
  if (publicity.rounds.empty() || static_cast<int>(publicity.rounds.size()) > publicity.total_rounds) {
    report.error("E-PUB-ROUNDS", "/rounds", "各榜至少一榜，且不能多于总榜次。");
  }
  for (std::size_t i = 0; i < publicity.rounds.size(); ++i) {
    check_period(item, i, calendar, report);
    check_succession(publicity, i, calendar, report);
    check_table(publicity, i, report);
    check_changes(publicity, i, report);
    check_privacy(publicity, i, report);
  }
  check_masked_columns(publicity, report);
  check_blocks(publicity.body, report);
  if (!is_entity_id(publicity.objection.channel)) {
    report.error("E-PUB-OBJECTION", "/objection/channel", "异议受理渠道应是投诉渠道的编号。");
  }
  if (publicity.exposure.per_day_plays < 0 || publicity.exposure.per_day_seconds < 0) {
    report.error("E-PUB-EXPOSURE", "/exposure", "展示次数和秒数不能为负。");
  }
}

}  // namespace gongkai::model
