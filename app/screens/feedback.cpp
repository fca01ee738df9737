// 评价 and 我想了解: grades, reasons to choose from, and a few words. Nobody is asked who they are (GB/T 39735).
#include "app/screens/feedback.h"

#include <algorithm>
#include <span>

#include "app/screens/chrome.h"
#include "app/screens/feedback_phrases.h"
#include "app/screens/keyboard.h"
#include "app/screens/navigate.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

using model::Grade;
using Words = std::span<const Phrase>;

static_assert(phrases::item_better.size() <= model::most_reasons && phrases::service_better.size() <= model::most_reasons);

Words reasons_of(const FeedbackPage& page) {
  const bool good = praises(*page.grade);
  if (page.item.empty()) return good ? Words(phrases::service_good) : Words(phrases::service_better);
  return good ? Words(phrases::item_good) : Words(phrases::item_better);
}

// A page on which something is sent: how it is led to, what it asks for, what came of it.
struct Form {
  std::vector<std::string> crumbs;
  std::string ask_words;       // above what is written
  std::string text;
  bool writing = false;
  Sent sent = Sent::nothing;
  const Phrase* send_words = nullptr;
  bool ready = false;          // enough was chosen to be sent
};

Block words_box(const Building& building, const Form& form, const Phrase& hint) {
  return text(form.text.empty() ? say(building, hint) : form.text, {.size = 36, .tone = form.text.empty() ? Tone::ink_second : Tone::ink});
}

std::string count_words(const Building& building, const Form& form) {
  return say(building, phrases::words_of_most, model::grapheme_count(form.text), model::most_feedback_text);
}

Block framed(Blocks parts) {
  Block box = row(std::move(parts), 16);
  box.padding = layout::edges(28, 18);
  box.min_height = 96;
  box = filled(std::move(box), Tone::surface, 16);
  box.border = Tone::indigo;
  box.border_width = 2;
  return box;
}

Blocks written(const Building& building, const Form& form) {
  Block box = framed({icon(icons::pencil, 40, Tone::indigo), grown(words_box(building, form, phrases::write_here)), secondary(count_words(building, form))});
  return {section_title(form.ask_words, Tone::ink), tapped(std::move(box), building.intents.add(OpenKeyboard{}), form.ask_words),
          secondary(say(building, phrases::anonymous))};
}

Block writing_page(const Building& building, const Form& form) {
  Block box = framed({grown(words_box(building, form, phrases::write_below))});
  Block body = column({bold(form.ask_words, 40), std::move(box), secondary(count_words(building, form) + "　" + say(building, phrases::anonymous))}, 16);
  body.padding = layout::edges(page_margin, 28);
  Block bar = breadcrumb_bar(building, form.crumbs, Tone::indigo), over = scroll(std::move(body), 60);
  KeyboardUse use{building.context.device.width_units, phrases::done_writing, GoBack{}};
  if (!building.context.device.landscape()) return touch_page(building, {std::move(bar), std::move(over), {keyboard(building, use)}});
  use.width = 1080;
  return touch_page(building, {std::move(bar), row({column({std::move(over)}), keyboard_beside(building, use)}, 0, Place::stretch), {}});
}

Block below_bar(const Building& building, const Phrase& words, Intent intent) {
  Block bar = row({grown(button(say(building, words), true, building.intents.add(std::move(intent))))});
  bar.padding = layout::edges(page_margin, 12);
  return filled(std::move(bar), Tone::surface_soft);
}

Block sent_page(const Building& building, const Form& form) {
  const std::string& hotline = building.context.hall.hotline;
  const bool kept = form.sent != Sent::too_much;
  Block mark = text(kept ? icons::done : icons::information, {.size = 120, .tone = kept ? Tone::jade : Tone::indigo, .role = FontRole::icon,
                                                              .align = Align::center, .line_height = 110});
  const Phrase& said = form.sent == Sent::replaced ? phrases::thanks_again : kept ? phrases::thanks : phrases::too_much;
  const std::string more = say(building, kept ? phrases::goes_to : phrases::not_noted, hotline);
  Block words = card({std::move(mark), text(say(building, said), {.size = 48, .role = FontRole::sans_bold, .align = Align::center}),
                      text(more, {.size = 34, .align = Align::center})},
                     48, 20);
  Block body = column({std::move(words)});
  body.padding = layout::edges(page_margin, 28);
  return touch_page(building, {breadcrumb_bar(building, form.crumbs, Tone::indigo), scroll(std::move(body), 60),
                               {below_bar(building, phrases::back, GoBack{})}});
}

// What is asked beside each other in landscape, one below the other else.
Block asking_page(const Building& building, const Form& form, Blocks first, Blocks second) {
  if (form.sent == Sent::not_stored) {
    const std::string words = say(building, phrases::cannot_keep, building.context.hall.hotline);
    first.insert(first.begin(), card({text(words, {.size = 34, .tone = Tone::vermilion, .role = FontRole::sans_bold})}, 28, 8));
  }
  Block left = column(std::move(first), 20), right = column(std::move(second), 20), body;
  if (building.context.device.landscape()) {
    left.width = right.width = (building.context.device.width_units - 2 * page_margin - 24) / 2;
    body = row({std::move(left), std::move(right)}, 24, Place::start);
  } else {
    body = column({std::move(left), std::move(right)}, 20);
  }
  body.padding = layout::edges(page_margin, 24);
  PageParts parts{breadcrumb_bar(building, form.crumbs, Tone::indigo), scroll(std::move(body), 60), {}};
  if (form.ready) parts.below.push_back(below_bar(building, *form.send_words, SendFeedback{}));
  return touch_page(building, std::move(parts));
}

// The whole line is the target; the stars say the same in another way.
Block grade_button(const Building& building, const FeedbackPage& page, Grade grade) {
  const bool chosen = page.grade == grade;
  const std::string words = say(building, phrases::grade_words[static_cast<std::size_t>(grade)]);
  const Tone ink = chosen ? Tone::on_accent : Tone::ink;
  const int stars = model::grades + 1 - model::number_of(grade);
  std::string row_of_stars;
  for (int i = 0; i < model::grades; ++i) row_of_stars += i < stars ? icons::star : icons::no_star;
  Block line = row({grown(text(words, {.size = 40, .tone = ink, .role = FontRole::sans_bold})),
                    text(row_of_stars, {.size = 44, .tone = chosen ? Tone::on_accent : Tone::indigo, .role = FontRole::icon, .line_height = 100})},
                   16);
  line.padding = layout::edges(32, 16);
  line.min_height = building.context.device.landscape() ? 92 : 100;
  line = filled(std::move(line), chosen ? Tone::indigo : Tone::surface, 16);
  if (!chosen) line.border = Tone::line;
  return tapped(std::move(line), building.intents.add(ChooseGrade{grade}), words);
}

// `kept`: the words that are sent, whatever language they are shown in.
Block word_chip(const Building& building, const std::string& shown, const std::string& kept, const std::vector<std::string>& chosen) {
  const bool on = std::find(chosen.begin(), chosen.end(), kept) != chosen.end();
  return chip(on ? "✓ " + shown : shown, on, Tone::indigo, building.intents.add(ChooseWords{kept}));
}

}  // namespace

Block feedback_page(const Building& building, const FeedbackPage& page) {
  const auto item = page.item.empty() ? std::nullopt : building.context.store->find(page.item);
  const bool service = page.item.empty();
  Form form{{say(building, phrases::home), say(building, phrases::give_rating)}, say(building, phrases::more_to_say), page.text, page.writing, page.sent, &phrases::send_rating, page.grade.has_value()};
  if (form.writing) return writing_page(building, form);
  if (form.sent == Sent::stored || form.sent == Sent::replaced || form.sent == Sent::too_much) return sent_page(building, form);
  Blocks head{bold(say(building, service ? phrases::hall_satisfied : phrases::item_satisfied), 46)};
  if (item) head.push_back(secondary(marks_repaired(item->header, item->header.title)));
  head.push_back(secondary(say(building, service ? phrases::hall_again : phrases::item_again)));
  Blocks grades{card(std::move(head), 28, 6)};
  for (int i = 0; i < model::grades; ++i) grades.push_back(grade_button(building, page, static_cast<Grade>(i)));
  Blocks first{column(std::move(grades), building.context.device.distance_units)}, more;
  if (page.grade) {
    more.push_back(section_title(say(building, praises(*page.grade) ? phrases::what_was_good : phrases::what_to_better), Tone::ink));
    Blocks chips;
    for (const Phrase& reason : reasons_of(page)) chips.push_back(word_chip(building, say(building, reason), std::string(reason.chinese), page.reasons));
    more.push_back(wrap(std::move(chips), building.context.device.distance_units));
    for (Block& block : written(building, form)) more.push_back(std::move(block));
  } else if (building.context.device.landscape()) {
    more.push_back(secondary(say(building, phrases::choose_first)));
  }
  return asking_page(building, form, std::move(first), std::move(more));
}

Block wish_page(const Building& building, const WishPage& page) {
  Form form{{say(building, phrases::home), say(building, phrases::i_want_to_know)}, say(building, phrases::wish_words), page.text, page.writing, page.sent, &phrases::send,
            !page.topics.empty() || !page.text.empty()};
  if (form.writing) return writing_page(building, form);
  if (form.sent == Sent::stored || form.sent == Sent::too_much) return sent_page(building, form);
  Blocks chips;
  for (const auto& node : building.context.store->nodes(building.context.now)) {
    if (!node.node.parent.empty()) chips.push_back(word_chip(building, node.title, node.title, page.topics));
  }
  Blocks first{card({bold(say(building, phrases::what_to_know), 46), secondary(say(building, phrases::choose_topics, model::most_topics))}, 28, 6),
               wrap(std::move(chips), building.context.device.distance_units)};
  return asking_page(building, form, std::move(first), written(building, form));
}

Blocks rate_card(const Building& building, const model::EntityId& item) {
  if (!building.context.takes_feedback) return {};
  Block words = grown(column({text(say(building, phrases::was_it_useful), {.size = 34, .role = FontRole::sans_bold}), secondary(say(building, phrases::rate_or_not))}, 2));
  return {card({row({std::move(words), button(say(building, phrases::give_rating), false, building.intents.add(OpenFeedback{item}))}, 24)}, 28, 8)};
}

Blocks opinion_card(const Building& building) {
  if (!building.context.takes_feedback) return {};
  Blocks both{button(say(building, phrases::rate_hall), false, building.intents.add(OpenFeedback{})), button(say(building, phrases::i_want_to_know), false, building.intents.add(OpenWish{}))};
  return {card({text(say(building, phrases::your_opinion), {.size = 34, .role = FontRole::sans_bold}), wrap(std::move(both), 24)}, 28, 16)};
}

Blocks wish_button(const Building& building) {
  if (!building.context.takes_feedback) return {};
  return {gap(8), row({button(say(building, phrases::tell_us), true, building.intents.add(OpenWish{})), spacer()})};
}

}  // namespace gongkai::screens
