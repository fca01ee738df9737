// Power items with their discretion tables, pledges, statistics and annual reports.
#include <fmt/format.h>

#include <array>

#include "app/screens/charts.h"
#include "app/screens/detail_kinds.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"

namespace gongkai::screens {

using namespace gongkai::model;

namespace {

struct Ratio {
  const Phrase& name;
  const Phrase& formula;
  std::int64_t part = 0, whole = 0;
  Tone tone = Tone::jade;
};

// The formula stands below its rate when that is tapped.
Block ratio_bar(const Building& building, const Ratio& ratio, int number, int open) {
  const std::string name = say(building, ratio.name);
  Blocks lines{rate_bar({name, ratio.part, ratio.whole, ratio.tone, say(building, phrases::cases_of, ratio.part, ratio.whole)})};
  if (number == open) {
    lines.push_back(text(say(building, phrases::formula, name, say(building, ratio.formula), ratio.part, ratio.whole,
                             format_rate(rate(ratio.part, ratio.whole))), {.size = 30}));
  }
  return tapped(column(std::move(lines), 8), building.intents.add(ChooseStep{number == open ? -1 : number}), name);
}

std::string fine_words(const Building& building, const DiscretionRow& row) {
  if (row.max == 0) return say(building, phrases::no_fine);
  return row.min == row.max ? say(building, phrases::yuan, row.max) : say(building, phrases::yuan_range, row.min, row.max);
}

Blocks numbered_lines(const std::string& title, const std::vector<std::string>& lines, Tone tone) {
  Blocks rows{section_title(title, tone)};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    rows.push_back(text(fmt::format("{}. {}", i + 1, lines[i]), {.size = 34, .align = Align::justify}));
  }
  return rows;
}

}  // namespace

Blocks power_sections(const Building& building, const Item& item, const Power& power) {
  Blocks cards, facts{fact_row(building, phrases::power_type, closed_word(building, word(power.type))), fact_row(building, phrases::power_limit, power.limit),
                      fact_row(building, phrases::responsible_post, power.post)};
  if (power.type == PowerType::penalty) {
    facts.push_back(fact_row(building, phrases::first_offence, say(building, power.first_offence_free ? phrases::first_offence_free : phrases::not_applicable)));
  }
  cards.push_back(card(std::move(facts), 32, 12));
  if (!power.discretion.empty()) {
    layout::TableContent table;
    table.columns = {{say(building, phrases::grade), 10, Align::start}, {say(building, phrases::circumstance), 26, Align::start}, {say(building, phrases::measure), 14, Align::start},
                     {say(building, phrases::range), 16, Align::start}};
    table.text_size = 30;
    for (const DiscretionRow& one : power.discretion) {
      layout::TableRow line;
      line.cells = {{one.grade, FontRole::sans_bold, Tone::ink, false}, {one.circumstance, FontRole::sans, Tone::ink, false},
                    {one.measure, FontRole::sans, Tone::ink, false}, {fine_words(building, one), FontRole::sans_bold, Tone::ink, false}};
      table.rows.push_back(std::move(line));
    }
    Block block;
    block.content = std::move(table);
    cards.push_back(card({section_title(say(building, phrases::discretion), Tone::jade), std::move(block)}, 24, 12));
  }
  if (!power.procedure.empty()) cards.push_back(card(numbered_lines(say(building, phrases::procedure), power.procedure, Tone::jade), 32, 10));
  if (!power.documents.empty()) cards.push_back(card(numbered_lines(say(building, phrases::forms_used), power.documents, Tone::jade), 32, 10));
  cards.push_back(card({section_title(say(building, phrases::basis), Tone::jade), basis_lines(building, item.header.basis)}, 32, 12));
  return cards;
}

Blocks pledge_sections(const Building& building, const Pledge& pledge) {
  Blocks rows = numbered_lines(say(building, phrases::our_pledge), pledge.pledges, Tone::jade);
  rows.push_back(fact_row(building, phrases::pledging_unit, pledge.unit));
  rows.push_back(fact_row(building, phrases::supervision_phone, pledge.phone));
  return {card(std::move(rows), 32, 12)};
}

Blocks stats_sections(const Building& building, const Stats& stats, int open) {
  const std::string unit = say(building, phrases::cases_unit);
  Block handled = row({key_figure(std::to_string(stats.received), unit, say(building, phrases::received)), key_figure(std::to_string(stats.closed), unit, say(building, phrases::closed))}, 16,
                      Place::stretch);
  Block faults = row({key_figure(std::to_string(stats.overdue), unit, say(building, phrases::overdue)), key_figure(std::to_string(stats.complaints), unit, say(building, phrases::justified_complaints))}, 16,
                     Place::stretch);
  const bool narrow = building.state.large_text && !building.context.device.landscape();
  Block totals = narrow ? column({std::move(handled), std::move(faults)}, 16)
                        : row({grown(std::move(handled)), grown(std::move(faults))}, 16, Place::stretch);
  const std::array ratios{Ratio{phrases::closed_rate, phrases::closed_formula, stats.closed, stats.received, Tone::jade},
                          Ratio{phrases::on_time_rate, phrases::on_time_formula, stats.on_time, stats.closed, Tone::jade},
                          Ratio{phrases::instant_rate, phrases::instant_formula, stats.instant, stats.received, Tone::indigo},
                          Ratio{phrases::satisfied_rate, phrases::satisfied_formula, stats.satisfied, stats.rated, Tone::amber}};
  Blocks bars;
  for (std::size_t i = 0; i < ratios.size(); ++i) bars.push_back(ratio_bar(building, ratios[i], static_cast<int>(i), open));
  return {card({std::move(totals)}, 24), card(std::move(bars), 32, 28), secondary(say(building, phrases::rates_are_computed))};
}

Blocks report_sections(const Building& building, const Report& report) {
  layout::TableContent rules;
  rules.columns = {{say(building, phrases::rule_class), 24, Align::start}, {say(building, phrases::made), 12, Align::end}, {say(building, phrases::abolished), 12, Align::end},
                   {say(building, phrases::in_force), 12, Align::end}};
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
  cards.push_back(card({section_title(say(building, phrases::proactive), Tone::jade), std::move(table),
                        fact_row(building, phrases::report_licences, say(building, phrases::cases, report.licences)), fact_row(building, phrases::report_penalties, say(building, phrases::cases, report.penalties)),
                        fact_row(building, phrases::report_coercions, say(building, phrases::cases, report.coercions)), fact_row(building, phrases::report_fees, say(building, phrases::ten_thousand_yuan, report.fees_wan))},
                       32, 12));
  cards.push_back(card({section_title(say(building, phrases::requests), Tone::jade), fact_row(building, phrases::requests_received, say(building, phrases::cases, report.requests.received)),
                        fact_row(building, phrases::requests_carried_in, say(building, phrases::cases, report.requests.carried_in)),
                        fact_row(building, phrases::requests_closed, say(building, phrases::cases, report.requests.closed)),
                        fact_row(building, phrases::requests_carried_out, say(building, phrases::cases, report.requests.carried_out))},
                       32, 12));
  if (!report.problems.empty()) cards.push_back(card(numbered_lines(say(building, phrases::problems), report.problems, Tone::jade), 32, 10));
  if (!report.improvements.empty()) cards.push_back(card(numbered_lines(say(building, phrases::improvements), report.improvements, Tone::jade), 32, 10));
  return cards;
}

}  // namespace gongkai::screens
