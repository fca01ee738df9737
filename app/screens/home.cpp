#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"

namespace gongkai::screens {

namespace {

constexpr int column_gap = 24;

int half_width(const Device& device) { return (device.width_units - 2 * page_margin - column_gap) / 2; }

Block page_marks(const Building& building) {
  const Loop& loop = building.context.loop;
  // At most so many marks: more would say nothing.
  const bool narrow = building.state.large_text || building.context.device.landscape();
  const int count = std::min(loop.count, narrow ? 6 : 12);
  Blocks marks;
  for (int i = 0; i < count; ++i) {
    Block mark = filled(gap(8), i == loop.position % std::max(count, 1) ? Tone::vermilion : Tone::line, 4);
    mark.width = 44;
    marks.push_back(std::move(mark));
  }
  return row(std::move(marks), 12);
}

// Title, source and first lines as they stand in the card, with the lines each of them has room for.
struct CardWords {
  std::string title, source, excerpt;
  int title_lines = 2, source_lines = 1, excerpt_lines = 3;
};

Block card_words(const CardWords& words) {
  return column({text(words.title, {.size = 50, .role = FontRole::sans_bold, .max_lines = words.title_lines, .min_lines = words.title_lines}),
                 text(words.source, {.size = 28, .tone = Tone::ink_second, .max_lines = words.source_lines, .min_lines = words.source_lines}),
                 text(words.excerpt, {.size = 34, .align = Align::justify, .max_lines = words.excerpt_lines,
                                      .min_lines = words.excerpt_lines, .line_height = 160})},
                8);
}

// The item of the attract loop that is on: tag, title, source, first lines. It has the same height whatever the item, so
// that the doors below do not move while somebody reaches for one: a title of one line leaves its second to the text.
Block current_card(const Building& building) {
  const Context& context = building.context;
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (!item) {
    Block empty = card({bold(say(building, phrases::nothing_new), 48), text(say(building, phrases::look_below))}, 48, 16);
    empty.top_bar = Tone::vermilion;
    return empty;
  }
  const auto organ = context.store->find(item->header.organ);
  const Tone tone = tone_of(item->kind());
  const bool narrow = building.state.large_text || context.device.landscape();
  CardWords room;
  room.source_lines = narrow ? 2 : 1;
  CardWords words = room;
  const int width = context.device.landscape() ? half_width(context.device) : context.device.width_units - 2 * page_margin;
  const std::string title = marks_repaired(item->header, item->header.title);  // broken at its marks
  // One character less than there is room for: Latin letters may be wider than half of a Chinese one.
  const auto lines = title_lines(title, (width - 96) / (building.state.large_text ? 75 : 50) - 1);
  words.title = lines.size() == 2 ? lines[0] + "\n" + lines[1] : title;
  if (lines.size() == 1) {
    words.title_lines = 1;
    words.excerpt_lines = 4;
  }
  words.source = joined({organ ? organ->header.title : "", document_number(*item),
                         item->header.publish_at ? day_words(*item->header.publish_at) : ""});
  words.excerpt = excerpt(*item, building.state.language);
  Block more = row({page_marks(building), spacer(),
                    text(say(building, phrases::read_whole), {.size = 30, .tone = tone, .role = FontRole::sans_bold}),
                    icon(icons::forward, 36, tone)},
                   8);
  Block tags = row({tag(tag_words(*item, context.store->calendar(), model::date_of(context.now), building.state.language), tone), spacer()});
  Block block = card({std::move(tags), gap(4), stack({card_words(room), card_words(words)}), spacer(), gap(2), std::move(more)}, 48, 8);
  block.padding = {48, 40, 48, 28};
  block.top_bar = tone;
  block = with_marks_of(item->header, std::move(block));
  return tapped(std::move(block), building.intents.add(OpenItem{item->header.id}), say(building, phrases::read_whole));
}

Block search_bar(const Building& building) {
  Block bar = row({icon(icons::search, 48, Tone::indigo),
                   text(say(building, phrases::search_here), {.size = 34, .tone = Tone::ink_second, .max_lines = 2})},
                  20);
  bar.padding = layout::edges(40, 16);
  bar.min_height = 104;
  bar = filled(std::move(bar), Tone::surface, 52);
  bar.border = Tone::indigo;
  bar.border_width = 3;
  return tapped(std::move(bar), building.intents.add(OpenSearch{}), say(building, phrases::search));
}

struct Door {
  const Phrase& title;
  const Phrase& words;
  const char* glyph;
  Tone tone;
  std::string count;
  Intent intent;
};

Block door(const Building& building, const Door& d) {
  const bool landscape = building.context.device.landscape();
  Blocks words{grown(bold(say(building, d.title), 48, Tone::on_accent))};
  // In large text four characters fill a door of half the width.
  if (!landscape || !building.state.large_text) words.push_back(icon(d.glyph, 64, Tone::on_accent));
  Block head = row(std::move(words), 8, Place::start);
  Block block = column({std::move(head), text(say(building, d.words), {.size = 28, .tone = Tone::on_accent, .line_height = 125}),
                        gap(landscape ? 0 : 10), text(d.count, {.size = 30, .tone = Tone::on_accent, .line_height = 130})});
  block.padding = landscape ? Edges{32, 20, 28, 14} : Edges{32, 28, 28, 20};
  block.min_height = landscape ? 176 : 204;
  block = filled(std::move(block), d.tone, 16);
  return grown(tapped(std::move(block), building.intents.add(d.intent), say(building, d.title)));
}

Block small_door(const Building& building, const Phrase& phrase, const char* glyph, Intent intent) {
  const std::string title = say(building, phrase);
  Block block = row({icon(glyph, 40, Tone::indigo), bold(title, 30, Tone::indigo)}, 10);
  block.padding = layout::edges(16, 22);
  block.min_height = 92;
  std::get<layout::Group>(block.content).along = Place::center;
  return grown(tapped(filled(std::move(block), Tone::indigo_soft, 16), building.intents.add(std::move(intent)), title));
}

Block frequent_items(const Building& building) {
  const Context& context = building.context;
  // What most people come for.
  store::ListQuery query = query_of(ListKind::guides);
  query.order = store::ListOrder::priority;
  query.limit = 2;
  const auto guides = context.store->list(query, context.now);
  if (guides.empty()) return gap(1);
  Blocks rows;
  for (std::size_t i = 0; i < guides.size(); ++i) {
    const std::string place = guides[i].place.empty() ? "" : say(building, phrases::window_number, guides[i].place);
    Block line = row({grown(text(shown_title(building, guides[i]).words, {.size = 34, .max_lines = 1})),
                      secondary(joined({badge_words(building, guides[i].badge), place}))},
                     20);
    line.min_height = 84;
    line = tapped(std::move(line), building.intents.add(OpenItem{guides[i].id}), guides[i].title);
    if (i + 1 < guides.size()) line.bottom_line = Tone::line;
    rows.push_back(std::move(line));
  }
  Block block = column(std::move(rows));
  block.padding = layout::edges(32, 8);
  return filled(std::move(block), Tone::surface, 16);
}

std::string count_words(const Building& building, ListKind kind, const Phrase& words) {
  return say(building, words, building.context.store->count(query_of(kind), building.context.now));
}

}  // namespace

Block home_page(const Building& building) {
  const Context& context = building.context;
  store::ListQuery everything;
  Block doors = column(
      {row({door(building, {phrases::announcements, phrases::about_announcements, icons::bullhorn, Tone::vermilion,
                            count_words(building, ListKind::announcements, phrases::now_pieces), OpenList{ListKind::announcements}}),
            door(building, {phrases::guides, phrases::about_guides, icons::sitemap, Tone::indigo,
                            count_words(building, ListKind::guides, phrases::now_items), OpenList{ListKind::guides}})},
           24, Place::stretch),
       row({door(building, {phrases::fee_standards, phrases::about_fees, icons::cash, Tone::amber,
                            count_words(building, ListKind::fees, phrases::now_items), OpenList{ListKind::fees}}),
            door(building, {phrases::catalogue, phrases::about_catalogue, icons::document, Tone::jade,
                            say(building, phrases::now_pieces, context.store->count(everything, context.now)), OpenCatalog{}})},
           24, Place::stretch),
       row({small_door(building, phrases::places_door, icons::bank, OpenList{ListKind::places}),
            small_door(building, phrases::policies, icons::book, OpenList{ListKind::policies}),
            small_door(building, phrases::figures, icons::chart, OpenList{ListKind::figures}),
            small_door(building, phrases::contacts, icons::phone, OpenList{ListKind::contacts})},
           24, Place::stretch)},
      24);
  Block content;
  if (context.device.landscape()) {
    Block left = column({search_bar(building), std::move(doors)}, 22), right = current_card(building);
    left.width = right.width = half_width(context.device);
    content = row({std::move(left), std::move(right)}, column_gap, Place::stretch);
  } else {
    content = column({current_card(building), search_bar(building), std::move(doors), frequent_items(building)}, 22);
  }
  content.padding = {page_margin, 24, page_margin, 12};
  PageParts parts{home_bar(building), scroll(std::move(content), 10), {}};
  if (!context.loop.crawl.empty()) parts.below.push_back(crawl_bar(context, {34, 30, 18, 84}, building.state.language));
  return touch_page(building, std::move(parts));
}

}  // namespace gongkai::screens
