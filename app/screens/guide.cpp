#include "app/screens/detail_kinds.h"

#include <fmt/format.h>

#include "app/screens/excerpt.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

struct Section {
  const Phrase& title;
  const Phrase& tab;  // the same in as few characters as say it
  Block (*build)(const Building&, const Item&, const Guide&);
  std::size_t count = 0;  // of what stands there; 0: not said
};

Block numbered(const std::vector<std::string>& lines) {
  Blocks rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Block number = text(fmt::format("{}.", i + 1), {.size = 34, .tone = Tone::indigo, .role = FontRole::sans_bold,
                                                    .line_height = 150});
    number.width = 56;
    rows.push_back(row({std::move(number), grown(text(lines[i], {.size = 34, .align = Align::justify}))}, 4,
                       Place::start));
  }
  return column(std::move(rows), 10);
}

std::string title_of_organ(const Building& building, const EntityId& id) {
  const auto organ = building.context.store->find(id);
  return organ ? organ->header.title : "";
}

// Several organs, one counter: who leads and who takes part (行政许可法 26).
std::string joint_words(const Building& building, const Joint& joint) {
  std::vector<std::string> others;
  for (const EntityId& id : joint.co) others.push_back(title_of_organ(building, id));
  return say(building, phrases::led_by, title_of_organ(building, joint.lead), joined(others, say(building, phrases::and_so_on)));
}

// What kind of matter it is, for whom, and what comes of it.
Block overview(const Building& building, const Item&, const Guide& guide) {
  std::vector<std::string> targets;
  for (const Target target : guide.target) targets.push_back(closed_word(building, word(target)));
  Blocks rows{fact_row(building, phrases::case_type, closed_word(building, word(guide.case_type))),
              fact_row(building, phrases::for_whom, joined(targets, say(building, phrases::and_so_on))),
              fact_row(building, phrases::is_charged, say(building, guide.charged ? phrases::see_fees : phrases::free_of_charge)),
              fact_row(building, phrases::outcome, joined({guide.result.name, guide.result.validity})),
              fact_row(building, phrases::visits, guide.visits == 0 ? say(building, phrases::wholly_online) : say(building, phrases::times, guide.visits))};
  if (!guide.online_url.empty()) rows.push_back(fact_row(building, phrases::online, guide.online_url));
  if (!guide.quantity_limit.empty()) rows.push_back(fact_row(building, phrases::quantity_limit, guide.quantity_limit));
  if (guide.joint) rows.push_back(fact_row(building, phrases::joint_approval, joint_words(building, *guide.joint)));
  if (!guide.base_code.empty()) rows.push_back(fact_row(building, phrases::base_code, guide.base_code));
  return column(std::move(rows), 12);
}

Block conditions(const Building&, const Item&, const Guide& guide) { return numbered(guide.conditions); }

Block material(const Building& building, const Material& m, std::size_t number) {
  Blocks marks;
  const Tone tone = m.need == MaterialNeed::required ? Tone::indigo
                    : m.need == MaterialNeed::may_follow ? Tone::amber : Tone::ink_second;
  marks.push_back(tag(closed_word(building, word(m.need)), tone));
  if (m.shared) marks.push_back(tag(say(building, phrases::need_not_be_brought), Tone::jade));
  Block head = row({grown(text(fmt::format("{}. {}", number, m.name), {.size = 36, .role = FontRole::sans_bold})),
                    row(std::move(marks), 10)},
                   16, Place::start);
  const std::string facts = joined({closed_word(building, word(m.kind)), closed_word(building, word(m.form)),
                                    m.copies > 0 ? say(building, phrases::copies, m.copies) : "", closed_word(building, word(m.source))});
  Blocks lines{std::move(head), secondary(facts)};
  for (const std::string& more : {m.spec, m.note, m.basis}) {
    if (!more.empty()) lines.push_back(text(more, {.size = 30, .tone = Tone::ink}));
  }
  Block block = column(std::move(lines), 4);
  block.padding = layout::edges(0, 18);
  block.bottom_line = Tone::line;
  return block;
}

Block materials(const Building& building, const Item&, const Guide& guide) {
  if (guide.materials.empty()) return text(say(building, phrases::no_materials));
  Blocks rows;
  for (std::size_t i = 0; i < guide.materials.size(); ++i) rows.push_back(material(building, guide.materials[i], i + 1));
  return column(std::move(rows));
}

// What is said below the steps.
Blocks about_steps(const Building& building, const Guide& guide) {
  Blocks parts;
  if (guide.flow) parts.push_back(secondary(say(building, phrases::tap_a_step)));
  for (const SpecialProcedure& special : guide.special) {
    parts.push_back(text(say(building, special.counted ? phrases::counted : phrases::not_counted, special.name, special.days), {.size = 30}));
  }
  return parts;
}

Block process(const Building& building, const Item&, const Guide& guide) {
  Blocks parts = about_steps(building, guide);
  parts.insert(parts.begin(), guide.flow ? flow_chart(building, *guide.flow) : numbered(guide.steps));
  return column(std::move(parts), 16);
}

Block fees(const Building& building, const Item&, const Guide& guide) {
  if (!guide.charged) return text(say(building, phrases::guide_is_free));
  layout::TableContent table = fee_table(building);
  for (const EntityId& id : guide.fee_ids) {
    const auto item = shown_now(building.context, id);
    const auto* fee = item ? std::get_if<Fee>(&item->body) : nullptr;
    if (fee == nullptr) continue;
    const Action open = building.intents.add(OpenItem{id});
    for (std::size_t i = 0; i < fee->rows.size() && i < 8; ++i) table.rows.push_back(fee_row(building, *item, i, open));
    if (fee->rows.size() > 8) {
      layout::TableRow more;
      more.action = open;
      more.cells = {{say(building, phrases::all_rates, fee->rows.size()), FontRole::sans_bold, Tone::indigo, false}};
      more.cells.resize(table.columns.size());
      table.rows.push_back(std::move(more));
    }
  }
  Block block;
  block.content = std::move(table);
  return column({std::move(block), secondary(say(building, phrases::only_listed))}, 12);
}

Block basis(const Building& building, const Item& item, const Guide&) { return basis_lines(building, item.header.basis); }

Block contact(const Building& building, const Item&, const Guide& guide) {
  Blocks rows;
  for (const model::Place& place : guide.places) {
    rows.push_back(fact_row(building, phrases::where, place.address));
    if (!place.window.empty()) rows.push_back(fact_row(building, phrases::at_window, say(building, phrases::window_number, place.window)));
    rows.push_back(fact_row(building, phrases::when, place.hours));
  }
  rows.push_back(fact_row(building, phrases::enquiries, guide.consult));
  rows.push_back(fact_row(building, phrases::complaints, channel_words(building, guide.complaint)));
  return column(std::move(rows), 12);
}

Block questions(const Building& building, const Item&, const Guide& guide) {
  if (guide.faq.empty()) return text(say(building, phrases::no_questions));
  Blocks rows;
  for (const Question& question : guide.faq) {
    rows.push_back(text(say(building, phrases::question, question.q), {.size = 34, .role = FontRole::sans_bold}));
    rows.push_back(text(say(building, phrases::answer, question.a), {.size = 34, .align = Align::justify}));
    rows.push_back(gap(10));
  }
  return column(std::move(rows), 4);
}

Block samples(const Building& building, const Item& item, const Guide&) {
  return column(attachment_blocks(building, item), 20);
}

std::vector<Section> sections_of(const Item& item, const Guide& guide) {
  std::vector<Section> sections{{phrases::overview, phrases::overview, overview},
                                {phrases::conditions, phrases::conditions_tab, conditions},
                                {phrases::materials, phrases::materials_tab, materials, guide.materials.size()},
                                {phrases::process, phrases::process_tab, process},
                                {phrases::fees, phrases::fees, fees, guide.charged ? guide.fee_ids.size() : 0},
                                {phrases::basis, phrases::basis, basis},
                                {phrases::contact, phrases::contact_tab, contact},
                                {phrases::questions, phrases::questions, questions}};
  if (has_attachments(item)) sections.push_back({phrases::samples, phrases::samples, samples});
  return sections;
}

Block figures(const Building& building, const Guide& guide) {
  const auto limit = [&](DayLimit days) -> std::pair<std::string, std::string> {
    if (days.unit == DayUnit::instant || days.n == 0) return {say(building, phrases::done_at_once), ""};
    const bool working = days.unit == DayUnit::working_day;
    return {std::to_string(days.n), say(building, working ? phrases::working_day_unit : phrases::calendar_day_unit)};
  };
  const auto promise = limit(guide.promise_days);
  const auto legal = limit(guide.legal_days);
  const auto faster = speed_up(guide.legal_days, guide.promise_days);
  std::string percent = "—", percent_unit;
  if (faster) {
    percent = *faster % 100 == 0 ? std::to_string(*faster / 100) : fmt::format("{:.2f}", static_cast<double>(*faster) / 100.0);
    percent_unit = "%";
  }
  const std::string window = guide.places.empty() ? "" : guide.places.front().window;
  Block times = row({key_figure(promise.first, promise.second, say(building, phrases::promised)), key_figure(legal.first, legal.second, say(building, phrases::statutory))}, 16,
                    Place::stretch);
  Block effort = row({key_figure(percent, percent_unit, say(building, phrases::faster)),
                      key_figure(window.empty() ? say(building, phrases::online_short) : window, window.empty() ? "" : say(building, phrases::window_unit),
                                 guide.visits == 0 ? say(building, phrases::no_visit) : say(building, phrases::visits_of, guide.visits))},
                     16, Place::stretch);
  // English units are too long for four beside each other.
  const bool in_two_rows = building.state.large_text || building.context.device.landscape() || building.state.language == Language::english;
  if (in_two_rows) return column({std::move(times), std::move(effort)}, 16);
  return row({grown(std::move(times)), grown(std::move(effort))}, 16, Place::stretch);
}

std::string tab_words(const Building& building, const Section& section) {
  const std::string title = say(building, section.tab);
  return section.count == 0 ? title : fmt::format("{} {}", title, section.count);
}

// The largest that leaves all titles in one line.
int tab_size(const Building& building, const std::vector<Section>& sections) {
  int all = 0;
  for (const Section& section : sections) all += half_ems(tab_words(building, section));
  constexpr int half_ems_of_a_line = 49;
  return all > half_ems_of_a_line ? 28 : 31;
}

Block tabs(const Building& building, const std::vector<Section>& sections, int chosen) {
  Blocks all;
  const int size = tab_size(building, sections);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const bool on = static_cast<int>(i) == chosen;
    const std::string title = tab_words(building, sections[i]);
    Block one = text(title, {.size = size, .tone = on ? Tone::indigo : Tone::ink_second,
                                         .role = on ? FontRole::sans_bold : FontRole::sans, .line_height = 140});
    one = column({spacer(), std::move(one), spacer()});
    one.padding = layout::edges(size == 28 ? 2 : 6, 20);
    one.min_height = 84;
    if (on) one.bottom_bar = Tone::indigo;
    all.push_back(tapped(silent(std::move(one)), building.intents.add(ChooseTab{static_cast<int>(i)}), title));
  }
  // In one line only where the titles have room; how wide English words are is not known here, and none may be torn.
  const Device& device = building.context.device;
  const bool english = building.state.language == Language::english;
  if (english || building.state.large_text || device.landscape() || device.target_units > 90) return wrap(std::move(all), 16);
  Block line = row(std::move(all), 16);
  std::get<layout::Group>(line.content).along = Place::space_between;
  return line;
}

// What the title has beside the code.
int head_room(const Building& building) {
  const Device& device = building.context.device;
  return (device.landscape() ? guide_pane_width : device.width_units) - 2 * page_margin - (180 + 24);
}

}  // namespace

Block guide_title(const Building& building, const Item& item, const Guide& guide) {
  const auto organ = building.context.store->find(item.header.organ);
  const TitleRoom room{50, head_room(building)};
  const std::string title = marks_repaired(item.header, item.header.title);
  const int size = title_size(title, room), scaled = building.state.large_text ? size * 3 / 2 : size;
  Block words = column({text(broken_title(title, room.width / scaled), {.size = size, .role = FontRole::sans_bold}),
                        secondary(joined({closed_word(building, word(guide.item_type)), say(building, phrases::code, guide.impl_code)})),
                        secondary(say(building, phrases::carried_out_by, organ ? organ->header.title : item.header.organ))},
                       4);
  Blocks parts{grown(std::move(words))};
  if (!building.context.hall.portal.empty()) parts.push_back(take_away_code(building, item));
  return filled(padded(row(std::move(parts), 24, Place::start), {page_margin, 28, page_margin, 16}), Tone::surface);
}

Block guide_panel(const Building& building, const Item& item, const Guide& guide, int chosen) {
  Blocks parts{tabs(building, sections_of(item, guide), chosen)};
  // In large text the figures would push what was chosen off the page.
  if (!building.state.large_text || chosen == 0) parts.insert(parts.begin(), figures(building, guide));
  Block panel = column(std::move(parts), 16);
  return filled(padded(std::move(panel), layout::edges(page_margin, 0)), Tone::surface);
}

// The chosen section first, then the ones after it: a tab is a place to begin reading, not a wall.
Blocks guide_sections(const Building& building, const Item& item, const Guide& guide, int chosen) {
  const auto sections = sections_of(item, guide);
  Blocks cards;
  for (std::size_t i = static_cast<std::size_t>(std::max(0, chosen)); i < sections.size(); ++i) {
    const std::string title = say(building, sections[i].title);
    if (sections[i].build == process && guide.flow && building.context.device.landscape()) {
      cards.push_back(wide_flow_card(building, title, *guide.flow, about_steps(building, guide)));
    } else {
      cards.push_back(card({section_title(title, Tone::indigo), sections[i].build(building, item, guide)}, 32, 16));
    }
  }
  return cards;
}

}  // namespace gongkai::screens
