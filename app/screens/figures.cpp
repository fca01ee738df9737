// Power items with their discretion tables, pledges, statistics and annual reports.
#include <fmt/format.h>

#include "app/screens/detail_kinds.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"

namespace gongkai::screens {

using namespace gongkai::model;

namespace {

Block ratio_bar(const std::string& name, std::int64_t part, std::int64_t whole, Tone tone) {
  Block bar;
  bar.content = layout::ProgressContent{static_cast<int>(part), static_cast<int>(std::max<std::int64_t>(whole, 1)), Tone::line, tone};
  bar.height = 24;
  Block head = row({grown(text(name, {.size = 34})), bold(format_rate(rate(part, whole)), 44, tone)}, 16);
  return column({std::move(head), std::move(bar), secondary(fmt::format("{} / {} 件", part, whole))}, 8);
}

std::string fine_words(const DiscretionRow& row) {
  if (row.max == 0) return "不予罚款";
  return row.min == row.max ? fmt::format("{}元", row.max) : fmt::format("{}元至{}元", row.min, row.max);
}

Blocks numbered_lines(const std::string& title, const std::vector<std::string>& lines, Tone tone) {
  Blocks rows{section_title(title, tone)};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    rows.push_back(text(fmt::format("{}. {}", i + 1, lines[i]), {.size = 34, .align = Align::justify}));
  }
  return rows;
}

}  // namespace

Blocks power_sections(const Item& item, const Power& power) {
  Blocks cards;
  cards.push_back(card({fact_row("权力类型", std::string(word(power.type))), fact_row("办理时限", power.limit),
                        fact_row("责任岗位", power.post),
                        fact_row("首违不罚", power.first_offence_free ? "适用：初次违法、后果轻微并及时改正的，可以不予处罚" : "不适用")},
                       32, 12));
  if (!power.discretion.empty()) {
    layout::TableContent table;
    table.columns = {{"情节", 10, Align::start}, {"具体情形", 26, Align::start}, {"处理", 14, Align::start},
                     {"幅度", 16, Align::start}};
    table.text_size = 30;
    for (const DiscretionRow& one : power.discretion) {
      layout::TableRow line;
      line.cells = {{one.grade, FontRole::sans_bold, Tone::ink, false}, {one.circumstance, FontRole::sans, Tone::ink, false},
                    {one.measure, FontRole::sans, Tone::ink, false}, {fine_words(one), FontRole::sans_bold, Tone::ink, false}};
      table.rows.push_back(std::move(line));
    }
    Block block;
    block.content = std::move(table);
    cards.push_back(card({section_title("自由裁量基准", Tone::jade), std::move(block)}, 24, 12));
  }
  if (!power.procedure.empty()) cards.push_back(card(numbered_lines("办理程序", power.procedure, Tone::jade), 32, 10));
  cards.push_back(card({section_title("依据", Tone::jade), basis_lines(item.header.basis)}, 32, 12));
  return cards;
}

Blocks pledge_sections(const Pledge& pledge) {
  Blocks rows = numbered_lines("我们承诺", pledge.pledges, Tone::jade);
  rows.push_back(fact_row("承诺单位", pledge.unit));
  rows.push_back(fact_row("监督电话", pledge.phone));
  return {card(std::move(rows), 32, 12)};
}

Blocks stats_sections(const Building& building, const Stats& stats) {
  Block handled = row({key_figure(std::to_string(stats.received), "件", "受理"), key_figure(std::to_string(stats.closed), "件", "办结")}, 16,
                      Place::stretch);
  Block faults = row({key_figure(std::to_string(stats.overdue), "件", "超期"), key_figure(std::to_string(stats.complaints), "件", "有效投诉")}, 16,
                     Place::stretch);
  const bool narrow = building.state.large_text && !building.context.device.landscape();
  Block totals = narrow ? column({std::move(handled), std::move(faults)}, 16)
                        : row({grown(std::move(handled)), grown(std::move(faults))}, 16, Place::stretch);
  return {card({std::move(totals)}, 24),
          card({ratio_bar("办结率", stats.closed, stats.received, Tone::jade), ratio_bar("按时办结率", stats.on_time, stats.closed, Tone::jade),
                ratio_bar("即办比例", stats.instant, stats.received, Tone::indigo),
                ratio_bar("群众满意率", stats.satisfied, stats.rated, Tone::amber)},
               32, 28),
          secondary("比率由系统按件数计算，四舍五入到小数点后两位。")};
}

Blocks report_sections(const Report& report) {
  layout::TableContent rules;
  rules.columns = {{"类别", 24, Align::start}, {"本年制发", 12, Align::end}, {"本年废止", 12, Align::end},
                   {"现行有效", 12, Align::end}};
  rules.text_size = 30;
  for (const RuleCount& one : report.rules) {
    layout::TableRow line;
    line.cells = {{one.name, FontRole::sans, Tone::ink, false}, {std::to_string(one.made), FontRole::sans, Tone::ink, false},
                  {std::to_string(one.abolished), FontRole::sans, Tone::ink, false},
                  {std::to_string(one.in_force), FontRole::sans_bold, Tone::ink, false}};
    rules.rows.push_back(std::move(line));
  }
  Block table;
  table.content = std::move(rules);
  Blocks cards;
  cards.push_back(card({section_title("主动公开情况", Tone::jade), std::move(table),
                        fact_row("行政许可", fmt::format("{} 件", report.licences)), fact_row("行政处罚", fmt::format("{} 件", report.penalties)),
                        fact_row("行政强制", fmt::format("{} 件", report.coercions)), fact_row("事业性收费", report.fees_wan + " 万元")},
                       32, 12));
  cards.push_back(card({section_title("依申请公开", Tone::jade), fact_row("本年新收", fmt::format("{} 件", report.requests.received)),
                        fact_row("上年结转", fmt::format("{} 件", report.requests.carried_in)),
                        fact_row("本年办结", fmt::format("{} 件", report.requests.closed)),
                        fact_row("结转下年", fmt::format("{} 件", report.requests.carried_out))},
                       32, 12));
  if (!report.problems.empty()) cards.push_back(card(numbered_lines("存在的问题", report.problems, Tone::jade), 32, 10));
  if (!report.improvements.empty()) cards.push_back(card(numbered_lines("改进情况", report.improvements, Tone::jade), 32, 10));
  return cards;
}

}  // namespace gongkai::screens
