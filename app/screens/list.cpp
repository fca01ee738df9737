#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/feedback.h"
#include "app/screens/letter_bar.h"
#include "app/screens/list_filters.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using model::Kind;

// Who sits at a window: "首席代表 全海棠 在岗".
Blocks roster(const Building& building, const store::ItemSummary& item) {
  if (item.kind != Kind::window) return {};
  const auto whole = building.context.store->find(item.id);
  const auto* window = whole ? std::get_if<model::Window>(&whole->body) : nullptr;
  Blocks lines;
  for (std::size_t i = 0; window != nullptr && i < window->posts.size(); ++i) {
    const model::Post& post = window->posts[i];
    if (!post.staff) continue;
    const Tone tone = post.status == model::PostStatus::present ? Tone::jade : Tone::ink_second;
    lines.push_back(rich_text({{joined({post.post, post.staff->name}, " ") + "　", FontRole::sans, 28, Tone::ink, false},
                               {closed_word(building, word(post.status)), FontRole::sans_bold, 28, tone, false}},
                              {.line_height = 130}));
  }
  return lines;
}

Block list_row(const Building& building, const store::ItemSummary& item) {
  const std::string title = shown_title(building, item).words;
  Blocks words{text(title, {.size = title_size(title, {38, 860}), .role = FontRole::sans_bold})};
  if (std::string second = second_line(building, item); !second.empty()) words.push_back(secondary(std::move(second)));
  for (Block& line : roster(building, item)) words.push_back(std::move(line));
  Blocks parts{grown(column(std::move(words), 2))};
  Blocks right;
  if (!item.badge.empty()) {
    right.push_back(text(badge_words(building, item.badge), {.size = 30, .tone = Tone::jade, .role = FontRole::sans_bold, .align = Align::end}));
  }
  if (!item.place.empty()) {
    right.push_back(text(say(building, phrases::window_number, item.place), {.size = 28, .tone = Tone::ink_second, .align = Align::end}));
  }
  if (!right.empty()) parts.push_back(column(std::move(right), 2));
  parts.push_back(icon(icons::forward, 44, Tone::ink_second));
  Block block = row(std::move(parts), 24);
  block.padding = layout::edges(32, 24);
  block.min_height = 124;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(OpenItem{item.id}), item.title);
}

// Fees are compared side by side: a table, not a list of titles.
Block fee_table(const Building& building, const std::vector<store::ItemSummary>& rows) {
  const bool two_columns = building.state.large_text;  // four would break every word
  layout::TableContent table;
  const bool wide = !two_columns && building.context.device.landscape();
  table.columns = {{say(building, phrases::fee_item), wide ? 34 : 30, Align::start}, {say(building, phrases::rate), wide ? 33 : 26, Align::start}};
  if (!two_columns) {
    table.columns.push_back({say(building, phrases::policy_basis), 24, Align::start});
    table.columns.push_back({say(building, phrases::reduction), wide ? 32 : 24, Align::start});
  }
  if (wide) {
    table.columns.push_back({say(building, phrases::collector), 33, Align::start});
    table.columns.push_back({say(building, phrases::fund_handling), 20, Align::start});
  }
  table.text_size = wide ? 28 : 30;
  for (const auto& summary : rows) {
    const auto item = building.context.store->find(summary.id);
    const auto* fee = item ? std::get_if<model::Fee>(&item->body) : nullptr;
    if (fee == nullptr) continue;
    const bool single = fee->rows.size() == 1;
    const std::string standard =
        fee->rows.empty() ? say(building, phrases::free_of_charge)
                          : (single ? fee->rows[0].standard + "/" + fee->rows[0].unit
                                    : say(building, phrases::rates, fee->rows.size()));
    const std::string basis = item->header.basis.empty() ? "" : item->header.basis.front().doc_no.empty()
                                                                    ? item->header.basis.front().name
                                                                    : two_columns
                                                                          ? item->header.basis.front().doc_no
                                                                          : number_in_two_lines(item->header.basis.front().doc_no);
    std::string reduction = say(building, phrases::no_reduction);
    for (const auto& r : fee->rows) {
      if (r.reduction) {
        reduction = *r.reduction;
        break;
      }
    }
    layout::TableRow line;
    line.action = building.intents.add(OpenItem{summary.id});
    line.cells = {{shown_title(building, summary).words, FontRole::sans, Tone::ink, false},
                  {standard, FontRole::sans_bold, Tone::ink, false}};
    if (!two_columns) {
      line.cells.push_back({or_none(building, basis), FontRole::sans, Tone::ink, false});
      line.cells.push_back({reduction, FontRole::sans, Tone::ink, false});
    }
    if (wide) {
      line.cells.push_back({or_none(building, fee->collector), FontRole::sans, Tone::ink, false});
      line.cells.push_back({closed_word(building, word(fee->fund_handling)), FontRole::sans, Tone::ink, false});
    }
    table.rows.push_back(std::move(line));
  }
  Block block;
  block.content = std::move(table);
  block.padding = layout::edges(12, 8);
  return filled(std::move(block), Tone::surface, 16);
}

// The letters titles begin with, under the filters that are on.
std::vector<std::string> letters_of(const Building& building, store::ListQuery query) {
  query.letter.reset();
  query.offset = 0;
  query.limit = 5000;
  std::set<std::string> letters;
  for (const auto& item : building.context.store->list(query, building.context.now)) letters.insert(item.letter);
  letters.erase("");  // of a withdrawn item the store keeps no letter
  return {letters.begin(), letters.end()};
}

Block letters_below(const Building& building, const ListPage& page, const store::ListQuery& query) {
  std::vector<std::string> letters = letters_of(building, query);
  if (!page.letter.empty() && std::find(letters.begin(), letters.end(), page.letter) == letters.end()) letters.push_back(page.letter);
  std::vector<Letter> keys{{say(building, phrases::all_letters), page.letter.empty(), ChooseLetter{}}};
  for (const std::string& letter : letters) keys.push_back({letter, letter == page.letter, ChooseLetter{letter}});
  return letter_bar(building, keys);
}

Block empty_list(const Building& building, const ListPage& page) {
  const std::string& hotline = building.context.hall.hotline;
  if (!is_narrowed(page)) {
    return card({bold(say(building, phrases::list_empty), 40), text(say(building, phrases::you_may_ask, hotline))}, 48, 12);
  }
  Block clear = row({button(say(building, phrases::clear_conditions), true, building.intents.add(ClearFilters{})), spacer()});
  return card({bold(say(building, phrases::nothing_matches), 40),
               text(say(building, phrases::drop_a_condition, hotline)), gap(8), std::move(clear)},
              48, 12);
}

}  // namespace

store::ListQuery query_of(ListKind kind) {
  store::ListQuery query;
  switch (kind) {
    case ListKind::announcements: query.kinds = {Kind::notice, Kind::publicity}; break;
    case ListKind::guides:
      query.kinds = {Kind::guide};
      query.order = store::ListOrder::title;
      break;
    case ListKind::fees:
      query.kinds = {Kind::fee};
      query.order = store::ListOrder::title;
      break;
    case ListKind::places:
      query.kinds = {Kind::organ, Kind::window};
      query.order = store::ListOrder::title;
      break;
    case ListKind::policies:
      query.kinds = {Kind::notice};
      query.node = "B";
      break;
    case ListKind::figures: query.kinds = {Kind::stats, Kind::report, Kind::pledge}; break;
    case ListKind::contacts: query.kinds = {Kind::channel}; query.order = store::ListOrder::title; break;
    case ListKind::powers: query.kinds = {Kind::power}; query.order = store::ListOrder::title; break;
  }
  return query;
}

const Phrase& title_of(ListKind kind) {
  switch (kind) {
    case ListKind::announcements: return phrases::announcements;
    case ListKind::guides: return phrases::guides;
    case ListKind::fees: return phrases::fee_standards;
    case ListKind::places: return phrases::places;
    case ListKind::policies: return phrases::policies;
    case ListKind::figures: return phrases::figures;
    case ListKind::contacts: return phrases::contacts;
    case ListKind::powers: return phrases::powers;
  }
  return phrases::catalogue;
}

Block list_page(const Building& building, const ListPage& page) {
  const Context& context = building.context;
  std::vector<std::string> crumbs{say(building, phrases::home), say(building, title_of(page.kind))};
  if (page.choosing != Choosing::nothing) {
    crumbs.push_back(say(building, title_of(page.choosing)));
    return touch_page(building, {breadcrumb_bar(building, crumbs, tone_of(page.kind)),
                                 scroll(padded(choices(building, page), layout::edges(page_margin, 28)), 21), {}});
  }
  store::ListQuery query = narrowed(building, page);
  const auto total = context.store->count(query, context.now);
  query.offset = static_cast<std::size_t>(page.page) * rows_a_page;
  query.limit = rows_a_page;
  const auto rows = context.store->list(query, context.now);

  Blocks content = filter_bar(building, page);
  if (page.kind == ListKind::contacts) {
    for (Block& block : opinion_card(building)) content.push_back(std::move(block));
  }
  if (page.kind == ListKind::fees) {
    content.push_back(secondary(say(building, phrases::fee_list_head, total, context.hall.hotline)));
  }
  if (rows.empty()) {
    content.push_back(empty_list(building, page));
  } else if (page.kind == ListKind::fees && query.state == model::State::published) {
    content.push_back(fee_table(building, rows));
  } else {
    Blocks items;
    for (const auto& item : rows) items.push_back(list_row(building, item));
    content.push_back(side_by_side(building, std::move(items), context.device.distance_units));
  }
  for (Block& block : paging(building, page.page, total)) content.push_back(std::move(block));

  Block body = column(std::move(content), context.device.distance_units);
  body.padding = layout::edges(page_margin, 28);
  PageParts parts{breadcrumb_bar(building, crumbs, tone_of(page.kind)), scroll(std::move(body), 20), {}};
  if (page.kind == ListKind::guides) {
    parts.below.push_back(rule());
    parts.below.push_back(letters_below(building, page, query));
  }
  return touch_page(building, std::move(parts));
}

}  // namespace gongkai::screens
