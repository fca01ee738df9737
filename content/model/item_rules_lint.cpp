// Lint: what a clerk's text must not say on a public screen, with a hint how to put it right (content
// model 4.3).
#include <fmt/format.h>

#include <cmath>

#include "content/model/code_points.h"
#include "content/model/field_shapes.h"
#include "content/model/item_rules.h"
#include "content/model/item_texts.h"
#include "content/model/rule_report.h"
#include "content/model/text_lint.h"

namespace gongkai::model {
namespace {

constexpr double rate_tolerance = 0.1;  // percentage points

struct Check {
  Slip (*find)(std::u32string_view);
  const char* code;
  std::string_view message;  // {} is the offending text
  bool in_cells;             // also for cells of public lists, where × masks a name
  bool in_names;
};

constexpr Check checks[] = {
    {find_placeholder, "W-LINT-PLACEHOLDER", "“{}”像是没有填完的占位文字，请填写真实内容。", false, true},
    {find_wrong_year_brackets, "W-LINT-BRACKETS", "文号“{}”的年份应用六角括号，如〔2006〕43号。", true, true},
    {find_wrong_zero, "W-LINT-ZERO", "“{}”里的零不是汉字“〇”，应如二〇〇七。", true, true},
    {find_phonetic, "W-LINT-PHONETIC", "“{}”里夹了注音，请删除括号和注音。", true, true},
    {find_traditional, "W-LINT-TRADITIONAL", "“{}”是繁体字，姓名以外请用规范汉字。", false, false},
    {find_empty_brackets, "W-LINT-EMPTY-BRACKETS", "“{}”括号里没有内容，请补填或删除。", true, true},
    {find_not_normal, "W-LINT-NFC", "“{}”不是规范的Unicode形式（NFC），请重新输入。", true, true},
};

void check_speed_up(const PlacedText& placed, std::u32string_view text, const Item& item,
                    RuleReport& report) {
  const auto stated = find_rate(text, U"提速");
  if (!stated) return;
  const auto legal = find_number_after(text, U"法定");
  const auto promised = find_number_after(text, U"承诺");
  BasisPoints ours;
  if (legal && promised && *legal > 0) {
    ours = std::llround((*legal - *promised) / *legal * 10000);
  } else if (const auto* guide = std::get_if<Guide>(&item.body)) {
    ours = speed_up(guide->legal_days, guide->promise_days);
  }
  if (ours && std::abs(stated->percent - static_cast<double>(*ours) / 100) > rate_tolerance) {
    report.warning("W-LINT-RATE", placed.pointer,
                   fmt::format("提速写的是{}%，应为{}，请核对。", stated->percent, format_rate(ours)));
  }
}

void check_stated_rates(const PlacedText& placed, std::u32string_view text, const Stats& stats,
                        RuleReport& report) {
  struct Named {
    std::u32string_view name;
    std::string_view label;
    BasisPoints value;
  };
  const std::u32string_view on_time = U"按时办结率";
  const Named named[] = {{on_time, "按时办结率", rate(stats.on_time, stats.closed)},
                         {U"即办比例", "即办比例", rate(stats.instant, stats.received)},
                         {U"满意率", "满意率", rate(stats.satisfied, stats.rated)},
                         {U"办结率", "办结率", rate(stats.closed, stats.received)}};
  for (const Named& one : named) {
    const auto stated = find_rate(text, one.name);
    const bool of_on_time =
        one.name == U"办结率" && text.find(on_time) != text.npos;  // a part of the other's name
    if (!stated || !one.value || of_on_time) continue;
    if (std::abs(stated->percent - static_cast<double>(*one.value) / 100) > rate_tolerance) {
      report.warning(
          "W-LINT-RATE", placed.pointer,
          fmt::format("{}写的是{}%，应为{}，请核对。", one.label, stated->percent, format_rate(one.value)));
    }
  }
}

void check_total(const PlacedText& placed, std::u32string_view text, RuleReport& report) {
  const auto stated = find_total(text);
  if (stated && stated->total != stated->sum) {
    report.warning("W-LINT-TOTAL", placed.pointer,
                   fmt::format("总数写的是{}项，分项相加是{}项，请核对。", stated->total, stated->sum));
  }
}

void check_text(const PlacedText& placed, const Item& item, RuleReport& report) {
  const std::u32string text = to_code_points(placed.text);
  for (const Check& check : checks) {
    if ((placed.use == TextUse::cell && !check.in_cells) || (placed.use == TextUse::name && !check.in_names))
      continue;
    if (const Slip slip = check.find(text)) {
      report.warning(check.code, placed.pointer, fmt::format(fmt::runtime(check.message), *slip));
    }
  }
  if (placed.use != TextUse::prose) return;
  check_speed_up(placed, text, item, report);
  check_total(placed, text, report);
  if (const auto* stats = std::get_if<Stats>(&item.body)) check_stated_rates(placed, text, *stats, report);
  if (holds_identity_number(placed.text)) {
    report.warning("W-LINT-PRIVACY", placed.pointer,
                   "文字里有完整的公民身份号码，请遮盖，如9901**********0021。");
  }
}

}  // namespace

void check_texts(const Item& item, RuleReport& report) {
  for_each_text(item, [&](const PlacedText& placed) { check_text(placed, item, report); });
}

}  // namespace gongkai::model
