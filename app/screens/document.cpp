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

constexpr int body_line_height = 167; // 22 lines of 60 units a page in portrait
constexpr int two_em = 128;           // in 1/64 em

// What the parts of a document need to know of their page.
struct Press {
  const Building& building;
  DocumentForm form;

  // 28 characters fill the line: 1008 units of a page by itself, 896 of one of two.
  int body_size() const { return form == DocumentForm::open_book ? 32 : 36; }
  int line_width() const { return 28 * body_size(); }
  bool large() const { return building.state.large_text; }
  FontRole serif() const { return large() ? FontRole::sans : FontRole::serif; }
  FontRole serif_bold() const { return large() ? FontRole::sans_bold : FontRole::serif_bold; }
};

struct ParagraphLook {
  FontRole role = FontRole::serif;
  Align align = Align::justify;
  int indent_em64 = two_em;
};

Block paragraph(const Press& press, const std::string& words, const ParagraphLook& look) {
  Block block = text(words, {.size = press.body_size(), .role = look.role, .align = look.align, .line_height = body_line_height});
  std::get<layout::TextContent>(block.content).style.indent_first_em64 = look.indent_em64;
  return block;
}

Block heading(const Press& press, const std::string& words, FontRole role) {
  Block block = paragraph(press, words, {role});
  block.with_next = true;
  return block;
}

// The signature stands centred over the date, and the date ends four characters before the right margin.
Edges signature_inset(const Press& press, const std::string& words) {
  constexpr int date_characters = 8;  // "2026年11月18日" is about eight em wide
  const int over = (static_cast<int>(grapheme_count(words)) - date_characters) / 2;
  return {0, 12, std::max(0, (4 - over) * press.body_size()), 0};
}

Block text_block(const Press& press, const TextBlock& block) {
  switch (block.role) {
    case TextRole::paragraph: return paragraph(press, block.text, {press.serif()});
    case TextRole::addressee: return paragraph(press, block.text, {press.serif(), Align::justify, 0});
    case TextRole::heading1: return heading(press, block.text, FontRole::sans_bold);
    case TextRole::heading2:
    case TextRole::heading3: return heading(press, block.text, press.serif_bold());
    case TextRole::heading4: return paragraph(press, block.text, {press.serif()});
    case TextRole::attachment: return padded(paragraph(press, block.text, {press.serif()}), {0, 12, 0, 0});
    case TextRole::signature: {
      Block signature = padded(paragraph(press, block.text, {press.serif(), Align::end, 0}), signature_inset(press, block.text));
      signature.with_next = true;  // over its date
      return signature;
    }
    case TextRole::date:
      return padded(paragraph(press, block.text, {press.serif(), Align::end, 0}), {0, 0, 4 * press.body_size(), 0});
  }
  return {};
}

Block list_block(const Press& press, const ListBlock& list) {
  Blocks rows;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string mark = list.style == ListStyle::numbers ? fmt::format("{}.", i + 1) : "·";
    Block number = text(mark, {.size = press.body_size(), .role = press.serif_bold(), .line_height = body_line_height});
    number.width = 56;
    rows.push_back(row({std::move(number), grown(paragraph(press, list.items[i], {press.serif(), Align::justify, 0}))}, 0,
                       Place::start));
  }
  return padded(column(std::move(rows)), {2 * press.body_size(), 0, 0, 0});
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

Blocks body_blocks(const Press& press, const Item& item, const std::vector<BodyBlock>& body) {
  Blocks blocks;
  for (const BodyBlock& block : body) {
    if (const auto* words = std::get_if<TextBlock>(&block)) blocks.push_back(text_block(press, *words));
    if (const auto* list = std::get_if<ListBlock>(&block)) blocks.push_back(list_block(press, *list));
    if (const auto* table = std::get_if<TableBlock>(&block)) blocks.push_back(table_block(table->columns, table->rows));
    if (const auto* image = std::get_if<ImageBlock>(&block)) {
      blocks.push_back(picture_block(press.building, {image->sha256, marks_repaired(item.header, image->caption), most_picture_height(press.building, press.form)}));
    }
  }
  return blocks;
}

Blocks red_head(const Press& press, const RedHead& head) {
  const int characters = std::max<int>(1, static_cast<int>(grapheme_count(head.issuer)));
  // The name of the issuer fills the line, at most two characters of the body high; a long one gets smaller, never a
  // second line.
  const int line = press.line_width() * 10 / 11, room = press.large() ? line * 2 / 3 : line;
  const int size = std::clamp(room / characters - 6, 28, 2 * press.body_size());
  Block issuer = text(head.issuer, {.size = size, .tone = Tone::official_red, .role = press.serif_bold(),
                                    .align = Align::center});
  std::get<layout::TextContent>(issuer.content).style.letter_spacing_px = press.large() ? 0 : 6;
  const int apart = press.form == DocumentForm::open_book ? 12 : 28;
  return {gap(apart), std::move(issuer), gap(press.form == DocumentForm::open_book ? 6 : 12),
          text(head.doc_no, {.size = press.body_size() - 4, .role = press.serif(), .align = Align::center}), gap(4),
          rule(Tone::official_red, 5), gap(apart)};
}

// Lines of like length that end where a phrase ends.
Block title(const Press& press, const std::string& words) {
  // A line of the title is shorter than those of the text.
  const int width = press.form == DocumentForm::open_book ? 850 : 920;
  const int size = title_size(words, {press.body_size() + 10, width});
  return text(broken_title(words, press.large() ? 13 : width / size), {.size = size, .role = press.serif_bold(), .align = Align::center});
}

std::size_t byte_count(const BodyBlock& block) {
  std::size_t bytes = 0;
  const auto count = [&](const std::vector<std::string>& all) {
    for (const std::string& words : all) bytes += words.size();
  };
  if (const auto* words = std::get_if<TextBlock>(&block)) bytes = words->text.size();
  if (const auto* list = std::get_if<ListBlock>(&block)) count(list->items);
  if (const auto* table = std::get_if<TableBlock>(&block)) {
    count(table->columns);
    for (const auto& row : table->rows) count(row);
  }
  return bytes;
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

DocumentForm document_form(const Building& building, const Item& item) {
  // A book is laid out whole; a longer text only where the reader is.
  constexpr std::size_t most_bytes = std::size_t{24} << 10;
  const auto* notice = std::get_if<Notice>(&item.body);
  if (notice == nullptr || !building.context.device.landscape()) return DocumentForm::column;
  std::size_t bytes = 0;
  for (const BodyBlock& block : notice->body) bytes += byte_count(block);
  return bytes <= most_bytes ? DocumentForm::open_book : DocumentForm::column;
}

Block document(const Building& building, const Item& item, int tab) {
  const Press press{building, document_form(building, item)};
  const bool in_book = press.form == DocumentForm::open_book;
  const auto* notice = std::get_if<Notice>(&item.body);
  const auto* publicity = std::get_if<Publicity>(&item.body);
  const auto& head = notice != nullptr ? notice->red_head : publicity->red_head;
  Blocks parts;
  if (head) {
    parts = red_head(press, *head);
  } else {
    parts.push_back(gap(in_book ? 12 : 24));
  }
  parts.push_back(title(press, marks_repaired(item.header, item.header.title)));  // broken at its marks
  if (publicity != nullptr && !building.context.device.landscape()) {
    parts.push_back(gap(8));
    parts.push_back(deadline_line(building, *publicity, tab));
  }
  parts.push_back(gap(in_book ? 8 : 20));
  for (Block& block : body_blocks(press, item, notice != nullptr ? notice->body : publicity->body)) {
    parts.push_back(std::move(block));
  }
  if (publicity != nullptr) {
    for (Block& block : rounds(building, *publicity, tab)) parts.push_back(std::move(block));
    if (!publicity->outcome.empty()) parts.push_back(paragraph(press, say(building, phrases::publicity_outcome, publicity->outcome), {press.serif()}));
  }
  if (!in_book) parts.push_back(gap(24));
  Block paper = column(std::move(parts), 8);
  paper.padding = in_book ? Edges{12, 16, 12, 8} : layout::edges(24, 12);
  return filled(std::move(paper), Tone::surface, 16);
}

}  // namespace gongkai::screens
