// Notices and publicities in the look of an official document (GB/T 9704-2012): red head, document number, red rule,
// centred title, body of 28 characters a line, signature and date at the right.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/detail_kinds.h"
#include "app/screens/excerpt.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int body_size = 36;         // 28 characters fill the 1008 units between the margins
constexpr int body_line_height = 167; // 22 lines of 60 units a page
constexpr int two_em = 128;           // in 1/64 em

FontRole serif(const Building& building) { return building.state.large_text ? FontRole::sans : FontRole::serif; }
FontRole serif_bold(const Building& building) {
  return building.state.large_text ? FontRole::sans_bold : FontRole::serif_bold;
}

struct ParagraphLook {
  FontRole role = FontRole::serif;
  Align align = Align::justify;
  int indent_em64 = two_em;
};

Block paragraph(const std::string& words, const ParagraphLook& look) {
  Block block = text(words, {.size = body_size, .role = look.role, .align = look.align, .line_height = body_line_height});
  std::get<layout::TextContent>(block.content).style.indent_first_em64 = look.indent_em64;
  return block;
}

// The signature stands centred over the date, and the date ends four characters before the right margin.
Edges signature_inset(const std::string& words) {
  constexpr int date_characters = 8;  // "2026年11月18日" is about eight em wide
  const int over = (static_cast<int>(grapheme_count(words)) - date_characters) / 2;
  return {0, 12, std::max(0, (4 - over) * body_size), 0};
}

Block text_block(const Building& building, const TextBlock& block) {
  switch (block.role) {
    case TextRole::paragraph: return paragraph(block.text, {serif(building)});
    case TextRole::addressee: return paragraph(block.text, {serif(building), Align::justify, 0});
    case TextRole::heading1: return paragraph(block.text, {FontRole::sans_bold});
    case TextRole::heading2:
    case TextRole::heading3: return paragraph(block.text, {serif_bold(building)});
    case TextRole::heading4: return paragraph(block.text, {serif(building)});
    case TextRole::attachment: return padded(paragraph(block.text, {serif(building)}), {0, 12, 0, 0});
    case TextRole::signature:
      return padded(paragraph(block.text, {serif(building), Align::end, 0}), signature_inset(block.text));
    case TextRole::date:
      return padded(paragraph(block.text, {serif(building), Align::end, 0}), {0, 0, 4 * body_size, 0});
  }
  return {};
}

Block list_block(const Building& building, const ListBlock& list) {
  Blocks rows;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string mark = list.style == ListStyle::numbers ? fmt::format("{}.", i + 1) : "·";
    Block number = text(mark, {.size = body_size, .role = serif_bold(building), .line_height = body_line_height});
    number.width = 56;
    rows.push_back(row({std::move(number), grown(paragraph(list.items[i], {serif(building), Align::justify, 0}))}, 0,
                       Place::start));
  }
  return padded(column(std::move(rows)), {72, 0, 0, 0});
}

// A column is as wide as what stands in it, within reason.
layout::TableColumn column_of(const std::string& title, std::size_t index, const std::vector<std::vector<std::string>>& rows) {
  int widest = half_ems(title);
  for (const auto& cells : rows) {
    if (index < cells.size()) widest = std::max(widest, half_ems(cells[index]));
  }
  return {title, std::clamp(widest, 6, 30), Align::start};
}

Block table_block(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
  layout::TableContent table;
  table.grid = true;
  table.text_size = 30;
  for (std::size_t i = 0; i < columns.size(); ++i) table.columns.push_back(column_of(columns[i], i, rows));
  for (const auto& cells : rows) {
    layout::TableRow line;
    for (const std::string& cell : cells) line.cells.push_back({cell, FontRole::sans, Tone::ink, false});
    table.rows.push_back(std::move(line));
  }
  Block block;
  block.content = std::move(table);
  return padded(std::move(block), {0, 12, 0, 12});
}

Blocks body_blocks(const Building& building, const Item& item, const std::vector<BodyBlock>& body) {
  Blocks blocks;
  for (const BodyBlock& block : body) {
    if (const auto* words = std::get_if<TextBlock>(&block)) blocks.push_back(text_block(building, *words));
    if (const auto* list = std::get_if<ListBlock>(&block)) blocks.push_back(list_block(building, *list));
    if (const auto* table = std::get_if<TableBlock>(&block)) blocks.push_back(table_block(table->columns, table->rows));
    if (const auto* image = std::get_if<ImageBlock>(&block)) {
      blocks.push_back(picture_block(building, {image->sha256, marks_repaired(item.header, image->caption)}));
    }
  }
  return blocks;
}

Blocks red_head(const Building& building, const RedHead& head) {
  const int characters = std::max<int>(1, static_cast<int>(grapheme_count(head.issuer)));
  // The name of the issuer fills the line, at most 72 units high; a long one gets smaller, never a second line.
  const int room = building.state.large_text ? 920 * 2 / 3 : 920;
  const int size = std::clamp(room / characters - 6, 28, 72);
  Block issuer = text(head.issuer, {.size = size, .tone = Tone::official_red, .role = serif_bold(building),
                                    .align = Align::center});
  std::get<layout::TextContent>(issuer.content).style.letter_spacing_px = building.state.large_text ? 0 : 6;
  return {gap(28), std::move(issuer), gap(12),
          text(head.doc_no, {.size = 32, .role = serif(building), .align = Align::center}), gap(4),
          rule(Tone::official_red, 5), gap(28)};
}

// Lines of like length that end where a phrase ends.
Block title(const Building& building, const std::string& words) {
  constexpr int width = 920;  // a line of the title is shorter than those of the text
  const int size = title_size(words, {46, width}), a_line = building.state.large_text ? 13 : width / size;
  std::string broken;
  for (const std::string& line : title_lines(words, a_line)) broken += (broken.empty() ? "" : "\n") + line;
  return text(broken, {.size = size, .role = serif_bold(building), .align = Align::center});
}

struct RoundView {
  const Publicity& publicity;
  const PublicityRound& round;
  const PublicityRound* before = nullptr;  // the round it corrects
};

const RowChange* change_of(const PublicityRound& round, const std::string& key) {
  for (const RowChange& change : round.changes) {
    if (change.row_key == key) return &change;
  }
  return nullptr;
}

layout::TableRow plain_row(const std::vector<std::string>& cells, const RowChange* change) {
  layout::TableRow line;
  const bool removed = change != nullptr && change->type == ChangeType::removed;
  for (const std::string& cell : cells) {
    line.cells.push_back({cell, FontRole::sans, removed ? Tone::ink_second : Tone::ink, removed});
  }
  if (change != nullptr) {
    line.cells.back().strike = false;
    line.fill = removed ? Tone::vermilion_soft : change->type == ChangeType::added ? Tone::jade_soft : Tone::amber_soft;
  }
  return line;
}

// Why rows differ from the round before, in words below the table: in a column they would leave no room for the list.
Block change_reasons(const Building& building, const PublicityRound& round) {
  Blocks lines{text(say(building, phrases::since_last_round), {.size = 32, .role = FontRole::sans_bold})};
  for (const RowChange& change : round.changes) {
    lines.push_back(text(change.row_key + "　" + say(building, phrases::named, closed_word(building, word(change.type)), change.reason),
                         {.size = 30, .align = Align::justify}));
  }
  return column(std::move(lines), 6);
}

// Rows of the round, its changes marked in words; removed rows stay readable, struck through.
Block round_table(const Building& building, const RoundView& view) {
  layout::TableContent table;
  table.grid = true;
  table.text_size = 30;
  for (std::size_t i = 0; i < view.round.columns.size(); ++i) {
    table.columns.push_back(column_of(view.round.columns[i], i, view.round.rows));
  }
  const bool marks = !view.round.changes.empty();
  if (marks) table.columns.push_back({say(building, phrases::change), 6, Align::start});
  const auto add = [&](const std::vector<std::string>& cells) {
    const RowChange* change = cells.empty() ? nullptr : change_of(view.round, cells.front());
    std::vector<std::string> shown = cells;
    if (marks) shown.push_back(change == nullptr ? "" : closed_word(building, word(change->type)));
    table.rows.push_back(plain_row(shown, change));
  };
  for (const auto& cells : view.round.rows) add(cells);
  if (view.before != nullptr) {
    for (const auto& cells : view.before->rows) {
      const RowChange* change = cells.empty() ? nullptr : change_of(view.round, cells.front());
      if (change != nullptr && change->type == ChangeType::removed) add(cells);
    }
  }
  Block block;
  block.content = std::move(table);
  block = padded(std::move(block), {0, 12, 0, 12});
  return marks ? column({std::move(block), change_reasons(building, view.round)}) : block;
}

// When a round runs, in words and working days; without a known end nothing.
struct RoundTime {
  std::string period, until;
  int whole = 1, left = 0;
};

RoundTime time_of(const Building& building, const Publicity& publicity, const PublicityRound& round) {
  const WorkCalendar calendar = building.context.store->calendar();
  const Date today = date_of(building.context.now);
  const auto end = round_end(round, calendar);
  if (!end || !round.start_on) return {};
  const Language language = building.state.language;
  const std::string name = round_name(publicity, round.no, language), last_day = date_words(end->last_day, language);
  RoundTime time;
  time.whole = std::max(1, calendar.workdays_between(*round.start_on, end->last_day));
  time.left = calendar.workdays_between(today, end->last_day);
  std::string state = end->last_day < today ? say(building, phrases::over)
                      : time.left == 0      ? say(building, phrases::ends_today)
                                            : say(building, phrases::days_left, time.left);
  if (end->estimated) state += say(building, phrases::estimated);
  time.period = say(building, phrases::period, name, date_words(*round.start_on, language), last_day, state);
  time.until = say(building, phrases::posted_until, name, last_day, state);
  return time;
}

Block countdown(const Building& building, const Publicity& publicity, const PublicityRound& round) {
  const RoundTime time = time_of(building, publicity, round);
  if (time.period.empty()) return gap(1);
  Block bar;
  bar.content = layout::ProgressContent{std::clamp(time.whole - time.left, 0, time.whole), time.whole, Tone::line, Tone::vermilion};
  bar.height = 10;
  Block box = column({text(time.period, {.size = 30, .role = FontRole::sans_bold}),
                      std::move(bar),
                      text(say(building, phrases::objections, publicity.objection.how, publicity.objection.office,
                               channel_words(building, publicity.objection.channel)),
                           {.size = 30})},
                     14);
  box.padding = layout::edges(28, 22);
  return padded(column({filled(std::move(box), Tone::vermilion_soft, 12)}), {0, 24, 0, 0});
}

// Tab 0 is the running round; the others are chosen by number.
std::optional<std::size_t> chosen_round(const Building& building, const Publicity& publicity, int tab) {
  if (tab > 0 && static_cast<std::size_t>(tab) <= publicity.rounds.size()) return static_cast<std::size_t>(tab) - 1;
  return current_round(publicity, date_of(building.context.now));
}

Blocks rounds(const Building& building, const Publicity& publicity, int tab) {
  Blocks blocks;
  const Date today = date_of(building.context.now);
  const auto current = current_round(publicity, today);
  if (!current) return blocks;
  const std::size_t chosen = *chosen_round(building, publicity, tab);
  if (publicity.total_rounds > 1) {
    Blocks chips;
    const WorkCalendar calendar = building.context.store->calendar();
    for (std::size_t i = 0; i <= *current && i < publicity.rounds.size(); ++i) {
      const auto end = round_end(publicity.rounds[i], calendar);
      const bool over = end && end->last_day < today;
      chips.push_back(chip(say(building, over ? phrases::round_over : phrases::round_running, round_name(publicity, publicity.rounds[i].no, building.state.language)), i == chosen,
                           Tone::vermilion, building.intents.add(ChooseTab{static_cast<int>(i) + 1})));
    }
    blocks.push_back(padded(wrap(std::move(chips), 16), {0, 20, 0, 8}));
  }
  const PublicityRound& round = publicity.rounds[chosen];
  blocks.push_back(round_table(building, {publicity, round, chosen > 0 ? &publicity.rounds[chosen - 1] : nullptr}));
  if (!building.context.device.landscape()) blocks.push_back(countdown(building, publicity, round));
  return blocks;
}

// How long there is to object stands above everything: the list and the box below it may be pages away.
Block deadline_line(const Building& building, const Publicity& publicity, int tab) {
  const auto chosen = chosen_round(building, publicity, tab);
  if (!chosen) return gap(1);
  const RoundTime time = time_of(building, publicity, publicity.rounds[*chosen]);
  if (time.period.empty()) return gap(1);
  return text(time.until, {.size = 32, .tone = Tone::vermilion, .role = FontRole::sans_bold, .align = Align::center});
}

}  // namespace

Block objection_box(const Building& building, const Publicity& publicity, int tab) {
  const auto chosen = chosen_round(building, publicity, tab);
  return chosen ? countdown(building, publicity, publicity.rounds[*chosen]) : gap(1);
}

Block document(const Building& building, const Item& item, int tab) {
  const auto* notice = std::get_if<Notice>(&item.body);
  const auto* publicity = std::get_if<Publicity>(&item.body);
  const auto& head = notice != nullptr ? notice->red_head : publicity->red_head;
  Blocks parts;
  if (head) {
    parts = red_head(building, *head);
  } else {
    parts.push_back(gap(24));
  }
  parts.push_back(title(building, marks_repaired(item.header, item.header.title)));  // broken at its marks
  if (publicity != nullptr && !building.context.device.landscape()) {
    parts.push_back(gap(8));
    parts.push_back(deadline_line(building, *publicity, tab));
  }
  parts.push_back(gap(20));
  for (Block& block : body_blocks(building, item, notice != nullptr ? notice->body : publicity->body)) {
    parts.push_back(std::move(block));
  }
  if (publicity != nullptr) {
    for (Block& block : rounds(building, *publicity, tab)) parts.push_back(std::move(block));
    if (!publicity->outcome.empty()) parts.push_back(paragraph(say(building, phrases::publicity_outcome, publicity->outcome), {serif(building)}));
  }
  parts.push_back(gap(24));
  Block paper = column(std::move(parts), 8);
  paper.padding = layout::edges(24, 12);
  return filled(std::move(paper), Tone::surface, 16);
}

}  // namespace gongkai::screens
