#include <algorithm>

#include "app/screens/detail_kinds.h"
#include "app/screens/excerpt.h"
#include "app/screens/feedback.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

struct Found {
  const Building& building;
  const Item& item;
  const DetailPage& page;
};

const Phrase& parent_title(Kind kind) {
  switch (kind) {
    case Kind::notice:
    case Kind::publicity: return title_of(ListKind::announcements);
    case Kind::guide: return title_of(ListKind::guides);
    case Kind::fee: return title_of(ListKind::fees);
    case Kind::organ:
    case Kind::window: return title_of(ListKind::places);
    case Kind::channel: return title_of(ListKind::contacts);
    case Kind::power: return title_of(ListKind::powers);
    case Kind::stats:
    case Kind::report:
    case Kind::pledge: return title_of(ListKind::figures);
    case Kind::emergency: return phrases::alerts;
    default: return phrases::catalogue;
  }
}

std::string last_crumb(const Building& building, const Item& item) {
  if (const auto* notice = std::get_if<Notice>(&item.body)) return closed_word(building, word(notice->subtype));
  if (item.kind() == Kind::publicity) return say(building, phrases::publicity);
  if (item.kind() == Kind::report) return closed_word(building, title_zh(Kind::report));  // its title is too long for the bar
  return item.header.title;
}

// Source, document number, time of publishing: on every detail page.
std::vector<std::string> source_words(const Found& found) {
  const Header& header = found.item.header;
  const Building& building = found.building;
  const auto organ = building.context.store->find(header.organ);
  std::vector<std::string> words;
  if (organ) words.push_back(say(building, phrases::source, organ->header.title));
  if (std::string number = document_number(found.item); !number.empty()) words.push_back(std::move(number));
  if (header.publish_at) words.push_back(say(building, header.rev > 1 ? phrases::updated_on : phrases::published_on, day_words(*header.publish_at)));
  if (header.rev > 1) words.push_back(say(building, phrases::revision, header.rev - 1));
  return words;
}

Blocks source_line(const Found& found) {
  const std::string words = joined(source_words(found));
  if (words.empty()) return {};
  return {secondary(words)};
}

struct SectionsOf {
  const Found& found;

  Blocks operator()(const Organ& organ) const { return organ_sections(found.building, found.item, organ); }
  Blocks operator()(const Window& window) const { return window_sections(found.building, found.item, window); }
  Blocks operator()(const Channel& channel) const { return channel_sections(found.building, channel); }
  Blocks operator()(const Entry& entry) const { return entry_sections(found.building, entry); }
  Blocks operator()(const Power& power) const { return power_sections(found.building, found.item, power); }
  Blocks operator()(const Pledge& pledge) const { return pledge_sections(found.building, pledge); }
  Blocks operator()(const Stats& stats) const { return stats_sections(found.building, stats, found.page.step); }
  Blocks operator()(const Report& report) const { return report_sections(found.building, report); }
  Blocks operator()(const Fee& fee) const { return fee_sections(found.building, found.item, fee, found.page.tab); }
  Blocks operator()(const Guide& guide) const {
    return guide_sections(found.building, found.item, guide, found.page.tab);
  }
  Blocks operator()(const Notice&) const { return {}; }     // place_official()
  Blocks operator()(const Publicity&) const { return {}; }
  Blocks operator()(const Node&) const { return {}; }
  Blocks operator()(const Slogan&) const { return {card({text(found.item.header.led_text, {.size = 40})})}; }
  Blocks operator()(const Calendar&) const { return {}; }
  Blocks operator()(const Emergency&) const { return {}; }
};

// A withdrawn item keeps a page that says so (行政处罚法 48 asks for the reason in public).
Block withdrawn_page(const Building& building, const Item& item) {
  Block body = column({card({bold(say(building, phrases::has_been_withdrawn), 48, Tone::vermilion), text(marks_repaired(item.header, item.header.title), {.size = 40}),
                             text(say(building, phrases::why_withdrawn, or_none(building, marks_repaired(item.header, item.header.reason)))),
                             secondary(say(building, phrases::ask_if_in_doubt, building.context.hall.hotline))},
                            48, 16)});
  body.padding = {40, 28, 40, 28};
  return touch_page(building, {breadcrumb_bar(building, {say(building, phrases::home), say(building, parent_title(item.kind())), say(building, phrases::withdrawn)}, Tone::vermilion),
                               scroll(std::move(body), 50), {}});
}

// Of what is disclosed on request only the name is shown, and how to ask (政府信息公开条例 29, 33).
Block on_request_page(const Found& found) {
  const Building& building = found.building;
  const auto organ = building.context.store->find(found.item.header.organ);
  Block body = column({card({bold(marks_repaired(found.item.header, found.item.header.title), 48), text(say(building, phrases::only_on_request), {.role = FontRole::sans_bold}),
                             fact_row(building, phrases::disclosing_organ, organ ? organ->header.title : found.item.header.organ),
                             fact_row(building, phrases::how_to_apply, say(building, phrases::how_to_apply_words)),
                             fact_row(building, phrases::reply_time, say(building, phrases::reply_time_words)),
                             secondary(say(building, phrases::ask_if_in_doubt, building.context.hall.hotline))},
                            48, 16)});
  body.padding = {40, 28, 40, 28};
  return touch_page(building, {breadcrumb_bar(building, {say(building, phrases::home), say(building, parent_title(found.item.kind())), say(building, phrases::on_request)}, tone_of(found.item.kind())),
                               scroll(std::move(body), 50), {}});
}

Block missing_page(const Building& building) {
  Block body = column({card({bold(say(building, phrases::no_such_item), 48), text(say(building, phrases::perhaps_updated))}, 48, 16)});
  body.padding = {40, 28, 40, 28};
  return touch_page(building, {breadcrumb_bar(building, {say(building, phrases::home), say(building, phrases::content)}, Tone::indigo), scroll(std::move(body), 50), {}});
}

bool showable(const Header& header, Instant now) {
  if (header.publish_at && *header.publish_at > now) return false;
  if (header.valid_from && *header.valid_from > now) return false;
  return !header.valid_to || *header.valid_to > now;
}

// A window is looked for by the number over it.
std::string heading_words(const Found& found) {
  const auto* window = std::get_if<Window>(&found.item.body);
  const std::string& title = found.item.header.title;
  return window == nullptr ? title : joined({say(found.building, phrases::window_number, window->no), title});
}

// Title and source of the kinds that have no head of their own.
Block plain_head(const Found& found) {
  Blocks lines = source_line(found);
  const std::string words = heading_words(found);
  lines.insert(lines.begin(), bold(words, title_size(words, {50, found.building.context.device.width_units - 2 * page_margin})));
  Block head = column(std::move(lines), 8);
  head.padding = {40, 28, 40, 24};
  return filled(std::move(head), Tone::surface);
}

// All below the head of a page that is no official document.
Block cards_of(const Found& found) {
  const Building& building = found.building;
  const bool guide = found.item.kind() == Kind::guide;
  Blocks cards = std::visit(SectionsOf{found}, found.item.body);
  if (!guide && has_attachments(found.item)) cards.push_back(card(attachment_blocks(building, found.item), 32, 20));
  // Below a long table nobody would find it.
  const auto* fee = std::get_if<Fee>(&found.item.body);
  const bool early = fee != nullptr && fee->rows.size() > long_fee_table;
  for (Block& block : rate_card(building, found.item.header.id)) cards.insert(early ? cards.begin() + 1 : cards.end(), std::move(block));
  // A guide's head has the code, and files come with theirs.
  const bool has_code = guide || has_attachments(found.item);
  if (!has_code && !building.context.hall.portal.empty()) cards.push_back(take_away_card(building, found.item));
  if (guide) cards.push_back(column(source_line(found)));
  if (guide && building.context.can_print) cards.insert(cards.begin(), print_card(building));
  if (guide && !building.context.can_print) cards.push_back(no_printer_line(building));
  return padded(column(std::move(cards), 24), {40, 24, 40, 28});
}

void place_official(const Found& found, PageParts& parts) {
  const Building& building = found.building;
  Blocks cards;
  const bool in_book = document_form(building, found.item) == DocumentForm::open_book;
  if (!in_book && has_attachments(found.item)) cards.push_back(card(attachment_blocks(building, found.item), 32, 20));
  for (Block& block : rate_card(building, found.item.header.id)) cards.push_back(std::move(block));
  place_document(building, {found.item, found.page.tab, document(building, found.item, found.page.tab), std::move(cards), source_words(found)}, parts);
}

// How high the title and what stands with it come to be at most, in design units.
int head_height(const Found& found) {
  const bool guide = found.item.kind() == Kind::guide;
  const double scale = found.building.state.large_text ? 1.5 : 1.0;
  const int width = found.building.context.device.width_units - 2 * page_margin - (guide ? 204 : 0);
  const int a_line = std::max(2, static_cast<int>(width / (25 * scale)) - 2);  // half em of 50 units
  const int lines = (half_ems(marks_repaired(found.item.header, heading_words(found))) + a_line - 1) / a_line;
  return static_cast<int>(scale * (65 * lines + (guide ? 200 : 120))) + 60;
}

// The head stands still over what scrolls; in large text it would leave no room to read, so it scrolls as well.
Block under(const Building& building, Blocks over, Block body) {
  if (!building.state.large_text) {
    over.push_back(scroll(std::move(body), 50));
    return column(std::move(over));
  }
  over.push_back(std::move(body));
  return column({scroll(column(std::move(over)), 50)});
}

// Landscape: what is chosen at the left, what is read at the right.
Block two_panes(Blocks left_parts, Block body) {
  Block left = filled(scroll(column(std::move(left_parts)), 51), Tone::surface);
  left.grow = 0;
  left.width = guide_pane_width;
  return row({std::move(left), scroll(std::move(body), 50)}, 0, Place::stretch);
}

}  // namespace

Block fact_row(const Building& building, const Phrase& name, const std::string& value) {
  return fact_row(building, say(building, name), value);
}

Block fact_row(const Building& building, const std::string& name, const std::string& value) {
  Block left = text(name, {.size = 30, .tone = Tone::ink_second});
  left.width = 200;
  return row({std::move(left), grown(text(or_none(building, value), {.size = 34}))}, 16, Place::start);
}

Block sheet(const Building& building, const std::string& title, Blocks rows, SheetHeight height) {
  constexpr int below = 188;  // the fixed buttons
  const Device& device = building.context.device;
  const std::string close = say(building, phrases::close);
  Block body = column(std::move(rows), 16);
  if (height == SheetHeight::most) body = scroll(std::move(body), 52);
  // The button stands below: in low reach a high sheet begins above what can be touched.
  Block paper = column({bold(title, 44), std::move(body), row({spacer(), button(close, false, building.intents.add(ChooseStep{-1}))})}, 16);
  paper.padding = layout::all_edges(40);
  paper = filled(std::move(paper), Tone::surface, 16);
  if (height == SheetHeight::most) {
    paper.height = std::min(building.state.low_reach ? device.reach_units : device.height_units, device.height_units - below) - below;
  }
  Block ground = tapped(column({spacer(), std::move(paper), gap(below)}), building.intents.add(ChooseStep{-1}), close);
  return filled(std::move(ground), Tone::scrim);
}

std::string cited(const Basis& basis) {
  const std::string name = basis.name.starts_with("《") ? basis.name : "《" + basis.name + "》";
  return name + (basis.doc_no.empty() ? "" : "（" + basis.doc_no + "）") + basis.article;
}

Block basis_lines(const Building& building, const std::vector<Basis>& basis) {
  if (basis.empty()) return text(say(building, phrases::none));
  Blocks rows;
  for (const Basis& one : basis) rows.push_back(text(cited(one), {.size = 34}));
  return column(std::move(rows), 8);
}

std::optional<Item> shown_now(const Context& context, const EntityId& id) {
  auto item = context.store->find(id);
  if (!item || item->header.state == State::withdrawn || !showable(item->header, context.now)) return std::nullopt;
  return item;
}

Block detail_page(const Building& building, const DetailPage& page) {
  const auto item = building.context.store->find(page.id);
  if (!item || item->kind() == Kind::node || item->kind() == Kind::calendar) return missing_page(building);
  if (item->header.state == State::withdrawn) return withdrawn_page(building, *item);
  if (!showable(item->header, building.context.now)) return missing_page(building);
  if (item->kind() == Kind::emergency) return alert_detail(building, *item);
  const Found found{building, *item, page};
  if (item->header.access == Access::on_request) return on_request_page(found);
  const auto* guide = std::get_if<Guide>(&item->body);
  const bool official = item->kind() == Kind::notice || item->kind() == Kind::publicity;
  const bool landscape = building.context.device.landscape();

  PageParts parts{breadcrumb_bar(building, {say(building, phrases::home), say(building, parent_title(item->kind())), last_crumb(building, *item)}, tone_of(item->kind())), {}, {}};
  Block body = official ? Block{} : cards_of(found);
  if (official) {
    place_official(found, parts);
  } else if (guide != nullptr && landscape) {
    parts.content = two_panes({guide_title(building, *item, *guide), guide_panel(building, *item, *guide, page.tab)}, std::move(body));
  } else {
    Blocks over;
    Block title = guide != nullptr ? guide_title(building, *item, *guide) : plain_head(found);
    (head_height(found) <= room_above_reach(building) ? parts.heading : over).push_back(std::move(title));
    if (guide != nullptr) over.push_back(guide_panel(building, *item, *guide, page.tab));
    parts.content = under(building, std::move(over), std::move(body));
  }
  const auto* fee = std::get_if<Fee>(&item->body);
  if (fee != nullptr && fee->rows.size() > long_fee_table) {
    parts.below.push_back(rule());
    parts.below.push_back(fee_letter_bar(building, *fee, page.tab));
  }
  Block page_block = with_marks_of(item->header, touch_page(building, std::move(parts)));
  const auto over_page = [&](Block closer) { return stack({grown(std::move(page_block)), grown(with_marks_of(item->header, std::move(closer)))}); };
  if (fee != nullptr && page.step >= 0 && static_cast<std::size_t>(page.step) < fee->rows.size()) {
    return over_page(fee_row_sheet(building, *item, static_cast<std::size_t>(page.step)));
  }
  if (guide != nullptr && guide->flow && page.step >= 0 &&
      static_cast<std::size_t>(page.step) < guide->flow->nodes.size()) {
    return over_page(step_sheet(building, guide->flow->nodes[static_cast<std::size_t>(page.step)]));
  }
  return page_block;
}

}  // namespace gongkai::screens
