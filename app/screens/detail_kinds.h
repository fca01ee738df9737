// The parts of the detail page that belong to one kind.
#pragma once

#include "app/screens/chrome.h"

namespace gongkai::screens {

// guide.cpp
inline constexpr int guide_pane_width = 860;  // in landscape the left one: a code of 31 characters beside the QR code
Block guide_title(const Building& building, const model::Item& item, const model::Guide& guide);  // to be read only
Block guide_panel(const Building& building, const model::Item& item, const model::Guide& guide, int chosen);  // key figures, tabs
Blocks guide_sections(const Building& building, const model::Item& item, const model::Guide& guide, int chosen);

// guide_flow.cpp
Block flow_chart(const Building& building, const model::FlowGraph& flow);
// In landscape: a card in which the chart goes from edge to edge, and sideways under a finger, with `below` under it.
Block wide_flow_card(const Building& building, const std::string& title, const model::FlowGraph& flow, Blocks below);
Block step_sheet(const Building& building, const model::FlowNode& node);
// Something looked at closely, over the page; a touch beside it closes it. What may be long scrolls in it.
enum class SheetHeight { as_needed, most };
Block sheet(const Building& building, const std::string& title, Blocks rows, SheetHeight height = SheetHeight::as_needed);

// fee.cpp
inline constexpr std::size_t long_fee_table = 30;  // rows; a longer one has letters to narrow it
// `letter`: 0 all rows, else the number of one of fee_letters().
Blocks fee_sections(const Building& building, const model::Item& item, const model::Fee& fee, int letter);
std::vector<std::string> fee_letters(const model::Fee& fee);  // none for a short table
Block fee_letter_bar(const Building& building, const model::Fee& fee, int chosen);
Block fee_row_sheet(const Building& building, const model::Item& item, std::size_t row);
// The columns of fees, and one row of them. In large text, where four columns would break every word, two: what stands
// in the others comes below the standard.
layout::TableContent fee_table(const Building& building);
layout::TableRow fee_row(const Building& building, const model::Item& item, std::size_t row, Action action);

// document.cpp: notices and publicities in the look of an official document
// column: one long page, 28 characters of 36 a line. open_book: what becomes two facing pages (layout::ScrollForm), 28
// characters of 32 a line; notices in landscape.
enum class DocumentForm { column, open_book };
DocumentForm document_form(const Building& building, const model::Item& item);
Block document(const Building& building, const model::Item& item, int tab);
// Period, days left and where to object, of the round that is shown; in landscape it stands beside the list.
Block objection_box(const Building& building, const model::Publicity& publicity, int tab);

// document_page.cpp
struct DocumentPage {
  const model::Item& item;
  int tab = 0;
  Block paper;                      // document()
  Blocks cards;                     // what follows it: a book takes the attachments into its pages by itself
  std::vector<std::string> source;  // organ, number, day
};
void place_document(const Building& building, DocumentPage page, PageParts& parts);

// reference.cpp and figures.cpp
Blocks organ_sections(const Building& building, const model::Item& item, const model::Organ& organ);
Blocks window_sections(const Building& building, const model::Item& item, const model::Window& window);
Blocks channel_sections(const Building& building, const model::Channel& channel);
// "市城市管理局监督投诉 0300-5554049"; a number as it is; without either the hall's hotline: everything has somebody to
// complain to.
std::string channel_words(const Building& building, const std::string& channel);
Blocks entry_sections(const Building& building, const model::Entry& entry);
Blocks power_sections(const Building& building, const model::Item& item, const model::Power& power);
Blocks pledge_sections(const Building& building, const model::Pledge& pledge);
Blocks stats_sections(const Building& building, const model::Stats& stats, int open);  // open: the rate whose formula is shown
Blocks report_sections(const Building& building, const model::Report& report);

// picture.cpp: pictures of the text and attachments. A tap on a picture opens it alone, with the caption as it is
// shown here.
struct PictureName {
  std::string sha256, caption;
  int most_height = 0;  // of the picture, in design units; 0 any
};
Block picture_block(const Building& building, const PictureName& picture);
bool has_attachments(const model::Item& item);
Blocks attachment_blocks(const Building& building, const model::Item& item, int most_height = 0);
// So high that a picture of the document stands on one page with its words; 0 where any height will do.
int most_picture_height(const Building& building, DocumentForm form);

// detail.cpp: shared by them
// The item, if a citizen may see it now: published and inside its window. What is sent ahead of its day waits (domain
// section 7), also where another item leads to it.
std::optional<model::Item> shown_now(const Context& context, const model::EntityId& id);
Block fact_row(const Building& building, const Phrase& name, const std::string& value);
Block fact_row(const Building& building, const std::string& name, const std::string& value);
std::string cited(const model::Basis& basis);  // 《name》（number）article
Block basis_lines(const Building& building, const std::vector<model::Basis>& basis);

// take_away.cpp
Block take_away_code(const Building& building, const model::Item& item);
Block take_away_card(const Building& building, const model::Item& item);  // the same with words, at the end of a page
Block print_card(const Building& building);       // of a guide
Block no_printer_line(const Building& building);

}  // namespace gongkai::screens
