// Where a notice or a posting stands on its page: with the buttons that turn it, its source and its code.
#include <algorithm>
#include <iterator>

#include "app/screens/detail_kinds.h"
#include "app/screens/feedback.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr std::uint32_t document_layer = 50, side_layer = 51;

// Whether an official document goes on below the first screen, as far as its length tells.
bool is_long(const Building& building, const Item& item) {
  if (item.kind() == Kind::publicity || building.state.large_text || building.state.low_reach) return true;
  constexpr std::size_t bytes_a_screen = 1200;  // 400 characters of UTF-8, a third of the 22 lines
  const auto* notice = std::get_if<Notice>(&item.body);
  if (notice == nullptr) return false;
  std::size_t bytes = 0;
  for (const BodyBlock& block : notice->body) {
    const auto* words = std::get_if<TextBlock>(&block);
    bytes += words != nullptr ? words->text.size() : bytes_a_screen;  // a list, a table or a picture
  }
  return bytes > bytes_a_screen;
}

Block buttons_below(Blocks parts) {
  Block bar = row(std::move(parts), 24);
  bar.padding = layout::edges(page_margin, 12);
  return filled(std::move(bar), Tone::surface_soft);
}

Blocks source_lines(const DocumentPage& page) {
  Blocks lines;
  for (const std::string& words : page.source) lines.push_back(secondary(words));
  return lines;
}

void append(Blocks& blocks, Blocks more) { std::move(more.begin(), more.end(), std::back_inserter(blocks)); }

// Portrait: one page over the whole width, buttons below it.
void place_tall(const Building& building, DocumentPage page, PageParts& parts) {
  Blocks cards{std::move(page.paper)};
  append(cards, std::move(page.cards));
  if (!has_attachments(page.item) && !building.context.hall.portal.empty()) cards.push_back(take_away_card(building, page.item));
  if (!page.source.empty()) cards.push_back(padded(secondary(joined(page.source)), layout::edges(28, 0)));
  parts.content = scroll(padded(column(std::move(cards), 24), {12, 20, 12, 28}), document_layer);
  if (!is_long(building, page.item)) return;
  Blocks both = page_buttons(building, document_layer);
  for (Block& one : both) one.grow = 1;
  parts.below.push_back(buttons_below(std::move(both)));
}

// What closes a book: how to take it along, where it is from, what one thinks of it.
Block closing(const Building& building, DocumentPage page, bool says_source) {
  Blocks blocks;
  if (!building.context.hall.portal.empty()) blocks.push_back(take_away_card(building, page.item));
  if (says_source) blocks.push_back(padded(column(source_lines(page), 4), layout::edges(32, 0)));
  append(blocks, std::move(page.cards));
  return column(std::move(blocks), 8);
}

// Landscape: two facing pages, turned by the buttons below or by a drag.
void place_book(const Building& building, DocumentPage page, PageParts& parts) {
  const bool buttons = is_long(building, page.item), says_source = !buttons || building.state.large_text;
  const std::string source = joined(page.source);
  auto& text_blocks = std::get<layout::Group>(page.paper.content).children;
  append(text_blocks, attachment_blocks(building, page.item, most_picture_height(building, DocumentForm::open_book)));
  layout::ScrollContent book{document_layer, {}, layout::ScrollForm::open_book};
  book.content.push_back(std::move(page.paper));
  book.content.push_back(closing(building, std::move(page), says_source));
  parts.content.content = std::move(book);
  if (!buttons) return;
  Blocks bar{says_source ? spacer() : grown(text(source, {.size = 28, .tone = Tone::ink_second, .max_lines = 2, .line_height = 130}))};
  append(bar, page_buttons(building, document_layer));
  parts.below.push_back(buttons_below(std::move(bar)));
}

// Landscape: the list at the left, what can be done about it at the right.
void place_beside(const Building& building, DocumentPage page, PageParts& parts) {
  constexpr int document_width = 1120;
  Blocks about;
  if (const auto* publicity = std::get_if<Publicity>(&page.item.body)) about.push_back(objection_box(building, *publicity, page.tab));
  Blocks source = source_lines(page);
  if (building.context.hall.portal.empty()) {
    append(about, std::move(source));
  } else {
    about.push_back(row({grown(column(std::move(source), 4)), take_away_code(building, page.item)}, 24));
  }
  Blocks cards{std::move(page.paper)};
  append(cards, std::move(page.cards));
  Block left = scroll(padded(column(std::move(cards), 24), {28, 14, 36, 28}), document_layer);
  left.grow = 0;
  left.width = document_width;
  Blocks right{scroll(padded(column(std::move(about), 20), {8, 0, page_margin, 20}), side_layer)};
  if (is_long(building, page.item)) {
    Blocks both = page_buttons(building, document_layer);
    for (Block& one : both) one.grow = 1;
    right.push_back(padded(row(std::move(both), 24), {8, 12, page_margin, 20}));
  }
  parts.content = row({std::move(left), grown(column(std::move(right)))}, 0, Place::stretch);
}

}  // namespace

void place_document(const Building& building, DocumentPage page, PageParts& parts) {
  if (!building.context.device.landscape()) return place_tall(building, std::move(page), parts);
  if (document_form(building, page.item) == DocumentForm::open_book) return place_book(building, std::move(page), parts);
  place_beside(building, std::move(page), parts);
}

}  // namespace gongkai::screens
