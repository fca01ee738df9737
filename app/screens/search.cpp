#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/feedback.h"
#include "app/screens/keyboard.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/title_lines.h"
#include "app/screens/writing_field.h"
#include "content/model/code_points.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

constexpr std::size_t most_results = 40;

// The title, with what answers the text in another colour: not bolder, so that no word moves while one types.
Block marked_title(const Building& building, const store::ItemSummary& item) {
  const ShownTitle title = shown_title(building, item);
  const int size = title_size(title.words, {38, 860});
  std::vector<TextSpan> spans;
  std::size_t from = 0;
  const auto add = [&](std::size_t to, Tone tone) {
    if (to > from) spans.push_back({title.words.substr(from, to - from), FontRole::sans_bold, size, tone, false});
    from = to;
  };
  for (const store::TextRange& mark : title.marks) {
    add(mark.begin, Tone::ink);
    add(mark.end, Tone::vermilion);
  }
  add(title.words.size(), Tone::ink);
  return rich_text(std::move(spans), {.role = FontRole::sans_bold});
}

Block result_row(const Building& building, const store::ItemSummary& item) {
  const std::string place = item.place.empty() ? "" : say(building, phrases::window_number, item.place);
  Block block = row({grown(column({marked_title(building, item),
                                   secondary(joined({closed_word(building, model::title_zh(item.kind)), item.organ_name, place}))},
                                  2)),
                     icon(icons::forward, 44, Tone::ink_second)},
                    20);
  block.padding = layout::edges(32, 20);
  block.min_height = 116;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(OpenItem{item.id}), item.title);
}

// What most people come for, in their own words: the first keyword of each of the foremost services, to be tapped.
Blocks keyword_chips(const Building& building) {
  constexpr std::size_t most = 12;
  store::ListQuery foremost;
  foremost.kinds = {model::Kind::guide};
  foremost.order = store::ListOrder::priority;
  foremost.limit = most;
  std::vector<std::string> words;
  for (const store::ItemSummary& summary : building.context.store->list(foremost, building.context.now)) {
    const auto guide = building.context.store->find(summary.id);
    if (!guide || guide->header.keywords.empty()) continue;
    const std::string& word = guide->header.keywords.front();
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  if (words.empty()) return {};
  Blocks chips;
  for (const std::string& word : words) chips.push_back(chip(word, false, Tone::indigo, building.intents.add(ReplaceText{word})));
  return {section_title(say(building, phrases::often_looked_for), Tone::ink), wrap(std::move(chips), building.context.device.distance_units)};
}

Block nothing_found(const Building& building) {
  Blocks words{bold(say(building, phrases::nothing_found), 40), text(say(building, phrases::how_to_search)),
               text(say(building, phrases::ask_or_call, building.context.hall.hotline))};
  for (Block& block : wish_button(building)) words.push_back(std::move(block));
  return card(std::move(words), 48, 12);
}

// What has been typed, or what can be. The keys below write into it: it is no target itself.
Block field(const Building& building, const SearchPage& page) {
  Blocks parts{icon(icons::search, 48, Tone::indigo)};
  if (page.text.empty()) {
    parts.push_back(text(say(building, is_writing(building) ? phrases::write_here_to_search : phrases::type_here), {.size = 34, .tone = Tone::ink_second}));
  } else {
    parts.push_back(grown(text(page.text, {.size = 46, .role = FontRole::sans_bold})));
  }
  Block box = row(std::move(parts), 20);
  box.padding = layout::edges(40, 16);
  box.min_height = 104;
  box = filled(std::move(box), Tone::surface, 52);
  box.border = Tone::indigo;
  box.border_width = 3;
  return padded(column({std::move(box)}), {page_margin, 24, page_margin, 0});
}

bool has_stroke(const std::string& typed) {
  for (std::size_t i = 0; i < typed.size();) {
    const model::CodePoint one = model::code_point_at(typed, i);
    if (store::stroke_of(one.value) != 0) return true;
    i += std::max<std::size_t>(one.length, 1);
  }
  return false;
}

std::vector<store::ItemSummary> search(const Building& building, const std::string& typed) {
  const Context& context = building.context;
  const store::StrokeTable* strokes = context.strokes && has_stroke(typed) ? context.strokes() : nullptr;
  return context.store->search(typed, context.now, most_results + 1, strokes);
}

// What was typed by its sound or its strokes, in characters: the words of the titles that answer it. A tap looks for
// that word alone.
Blocks word_chips(const Building& building, const std::string& typed, const std::vector<store::ItemSummary>& found) {
  constexpr std::size_t most = 6;
  std::vector<std::string> words;
  for (const store::ItemSummary& item : found) {
    for (const store::TextRange& mark : item.marks) {
      std::string word = item.title.substr(mark.begin, mark.end - mark.begin);
      if (word != typed && words.size() < most && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
  }
  Blocks chips;
  for (const std::string& word : words) chips.push_back(chip(word, false, Tone::indigo, building.intents.add(ReplaceText{word})));
  if (chips.empty()) return {};
  return {wrap(std::move(chips), building.context.device.distance_units)};
}

Block how_to_type(const Building& building) {
  if (is_writing(building)) return card({text(say(building, phrases::search_by_hand))}, 40, 12);
  Blocks lines{text(say(building, phrases::how_to_type))};
  if (building.context.strokes) lines.push_back(text(say(building, phrases::how_to_write)));
  if (building.context.reads_handwriting) lines.push_back(text(say(building, phrases::how_to_write_by_hand)));
  return card(std::move(lines), 40, 12);
}

Block results(const Building& building, const SearchPage& page) {
  Blocks content;
  if (page.text.empty()) {
    content.push_back(how_to_type(building));
    for (Block& block : keyword_chips(building)) content.push_back(std::move(block));
  } else {
    auto found = search(building, page.text);
    const bool more = found.size() > most_results;
    if (more) found.pop_back();
    for (Block& block : word_chips(building, page.text, found)) content.push_back(std::move(block));
    content.push_back(found.empty() ? nothing_found(building) : secondary(say(building, more ? phrases::found_more : phrases::found, found.size())));
    if (found.empty()) {
      for (Block& block : keyword_chips(building)) content.push_back(std::move(block));
    }
    for (const auto& item : found) content.push_back(result_row(building, item));
  }
  Block body = column(std::move(content), 16);
  body.padding = {page_margin, 20, page_margin, 28};
  return scroll(std::move(body), 40);
}

}  // namespace

Block search_page(const Building& building, const SearchPage& page) {
  Block bar = breadcrumb_bar(building, {say(building, phrases::home), say(building, phrases::search)}, Tone::indigo);
  if (building.state.sentence && building.context.device.landscape()) {  // who listens does not type
    return touch_page(building, {std::move(bar), column({field(building, page), results(building, page)}), {}});
  }
  const bool strokes = static_cast<bool>(building.context.strokes);
  if (!building.context.device.landscape()) {
    Block keys = keyboard(building, {.width = building.context.device.width_units, .strokes = strokes});
    return touch_page(building, {std::move(bar), results(building, page), {std::move(keys)}, {field(building, page)}});
  }
  Block keys = keyboard_beside(building, {.strokes = strokes});
  Block found = grown(column({field(building, page), results(building, page)}));
  return touch_page(building, {std::move(bar), row({std::move(found), std::move(keys)}, 0, Place::stretch), {}});
}

}  // namespace gongkai::screens
