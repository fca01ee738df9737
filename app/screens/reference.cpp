// Organs, windows and channels: who, where, by which number.
#include <fmt/format.h>

#include "app/screens/detail_kinds.h"
#include "app/screens/punctuation.h"
#include "content/model/names.h"

namespace gongkai::screens {

using namespace gongkai::model;

namespace {

Blocks guides_of(const Building& building, const std::vector<EntityId>& ids) {
  Blocks rows;
  for (const EntityId& id : ids) {
    const auto guide = shown_now(building.context, id);
    if (!guide) continue;
    Block line = row({grown(text(marks_repaired(guide->header, guide->header.title), {.size = 34})), icon(icons::forward, 40, Tone::ink_second)}, 16);
    line.min_height = 84;
    line.bottom_line = Tone::line;
    rows.push_back(tapped(std::move(line), building.intents.add(OpenItem{id}), guide->header.title));
  }
  return rows;
}

// Where to go in the hall.
Blocks windows_of(const Building& building, const EntityId& organ) {
  store::ListQuery query;
  query.kinds = {Kind::window};
  query.organ = organ;
  query.order = store::ListOrder::title;
  Blocks rows;
  for (const store::ItemSummary& window : building.context.store->list(query, building.context.now)) {
    Block where = secondary(joined({say(building, phrases::window_number, window.place), window.detail}));
    Block line = row({grown(text(window.title, {.size = 34})), std::move(where), icon(icons::forward, 40, Tone::ink_second)}, 16);
    line.min_height = 84;
    line.bottom_line = Tone::line;
    rows.push_back(tapped(std::move(line), building.intents.add(OpenItem{window.id}), window.title));
  }
  return rows;
}

}  // namespace

std::string channel_words(const Building& building, const std::string& channel) {
  const auto found = building.context.store->find(channel);
  if (const auto* body = found ? std::get_if<Channel>(&found->body) : nullptr) return joined({found->header.title, body->phone}, " ");
  const bool is_number = !channel.empty() && channel.find_first_not_of("0123456789-") == std::string::npos;
  return is_number ? channel : building.context.hall.hotline;
}

Blocks organ_sections(const Building& building, const Item& item, const Organ& organ) {
  Blocks duties{section_title(say(building, phrases::duties), Tone::indigo)};
  for (std::size_t i = 0; i < organ.duties.size(); ++i) {
    duties.push_back(text(fmt::format("{}. {}", i + 1, organ.duties[i]), {.size = 34, .align = Align::justify}));
  }
  Blocks leaders{section_title(say(building, phrases::leaders), Tone::indigo)};
  for (const Leader& leader : organ.leaders) {
    leaders.push_back(fact_row(building, leader.name, joined({leader.post, leader.division}, "，")));
  }
  Blocks units{section_title(say(building, phrases::units), Tone::indigo)};
  for (const Unit& unit : organ.units) units.push_back(fact_row(building, unit.name, joined({unit.duties, unit.phone})));
  Blocks cards;
  cards.push_back(card({fact_row(building, phrases::address, organ.address), fact_row(building, phrases::office_hours, organ.hours), fact_row(building, phrases::phone, organ.phone),
                        fact_row(building, phrases::complaints, channel_words(building, organ.complaint))},
                       32, 12));
  cards.push_back(card(std::move(duties), 32, 12));
  if (leaders.size() > 1) cards.push_back(card(std::move(leaders), 32, 12));
  if (units.size() > 1) cards.push_back(card(std::move(units), 32, 12));
  if (Blocks windows = windows_of(building, item.header.id); !windows.empty()) {
    windows.insert(windows.begin(), section_title(say(building, phrases::windows_of_organ), Tone::indigo));
    cards.push_back(card(std::move(windows), 32, 4));
  }
  store::ListQuery query;
  query.kinds = {Kind::guide};
  query.organ = item.header.id;
  query.limit = 60;
  std::vector<EntityId> ids;
  for (const auto& guide : building.context.store->list(query, building.context.now)) ids.push_back(guide.id);
  if (!ids.empty()) {
    Blocks guides = guides_of(building, ids);
    guides.insert(guides.begin(), section_title(say(building, phrases::guides), Tone::indigo));
    cards.push_back(card(std::move(guides), 32, 4));
  }
  return cards;
}

Blocks window_sections(const Building& building, const Item&, const Window& window) {
  const auto organ = building.context.store->find(window.organ);
  Blocks posts{section_title(say(building, phrases::window_staff), Tone::indigo)};
  for (const Post& post : window.posts) {
    const std::string person = post.staff ? say(building, phrases::badge_number, post.staff->name, post.staff->badge) : "";
    posts.push_back(fact_row(building, post.post, joined({person, closed_word(building, word(post.status))})));
  }
  Blocks cards;
  cards.push_back(card({fact_row(building, phrases::position, joined({window.floor, window.zone})), fact_row(building, phrases::organ, organ ? organ->header.title : ""),
                        fact_row(building, phrases::hours, window.hours)},
                       32, 12));
  if (posts.size() > 1) cards.push_back(card(std::move(posts), 32, 12));
  Blocks guides = guides_of(building, window.items);
  if (!guides.empty()) {
    guides.insert(guides.begin(), section_title(say(building, phrases::window_services), Tone::indigo));
    cards.push_back(card(std::move(guides), 32, 4));
  }
  return cards;
}

Blocks channel_sections(const Building& building, const Channel& channel) {
  Blocks rows;
  const auto add = [&](const Phrase& name, const std::string& value) {
    if (!value.empty()) rows.push_back(fact_row(building, name, value));
  };
  add(phrases::phone, channel.phone);
  add(phrases::covers, channel.covers);
  add(phrases::office, channel.office);
  add(phrases::address, channel.address);
  add(phrases::hours, channel.hours);
  add(phrases::fax, channel.fax);
  add(phrases::email, channel.email);
  return {card(std::move(rows), 32, 16)};
}

Blocks entry_sections(const Building& building, const Entry& entry) {
  Blocks cards;
  cards.push_back(card({fact_row(building, phrases::entry_topic, joined({entry.topic, entry.subtopic}, " · ")), fact_row(building, phrases::entry_content, entry.content_elements),
                        fact_row(building, phrases::entry_time, entry.time_limit)},
                       32, 12));
  Blocks linked = guides_of(building, entry.linked);
  if (!linked.empty()) {
    linked.insert(linked.begin(), section_title(say(building, phrases::disclosed), Tone::jade));
    cards.push_back(card(std::move(linked), 32, 4));
  }
  return cards;
}

}  // namespace gongkai::screens
