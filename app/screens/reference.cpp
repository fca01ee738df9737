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
    const auto guide = building.context.store->find(id);
    if (!guide || guide->header.state == State::withdrawn) continue;
    Block line = row({grown(text(marks_repaired(guide->header, guide->header.title), {.size = 34})), icon(icons::forward, 40, Tone::ink_second)}, 16);
    line.min_height = 84;
    line.bottom_line = Tone::line;
    rows.push_back(tapped(std::move(line), building.intents.add(OpenItem{id}), guide->header.title));
  }
  return rows;
}

}  // namespace

Blocks organ_sections(const Building& building, const Item& item, const Organ& organ) {
  Blocks duties{section_title("主要职责", Tone::indigo)};
  for (std::size_t i = 0; i < organ.duties.size(); ++i) {
    duties.push_back(text(fmt::format("{}. {}", i + 1, organ.duties[i]), {.size = 34, .align = Align::justify}));
  }
  Blocks leaders{section_title("领导分工", Tone::indigo)};
  for (const Leader& leader : organ.leaders) {
    leaders.push_back(fact_row(leader.name, joined({leader.post, leader.division}, "，")));
  }
  Blocks units{section_title("内设机构", Tone::indigo)};
  for (const Unit& unit : organ.units) units.push_back(fact_row(unit.name, joined({unit.duties, unit.phone})));
  Blocks cards;
  cards.push_back(card({fact_row("地址", organ.address), fact_row("办公时间", organ.hours), fact_row("电话", organ.phone)}, 32, 12));
  cards.push_back(card(std::move(duties), 32, 12));
  if (leaders.size() > 1) cards.push_back(card(std::move(leaders), 32, 12));
  if (units.size() > 1) cards.push_back(card(std::move(units), 32, 12));
  store::ListQuery query;
  query.kinds = {Kind::guide};
  query.organ = item.header.id;
  query.limit = 60;
  std::vector<EntityId> ids;
  for (const auto& guide : building.context.store->list(query, building.context.now)) ids.push_back(guide.id);
  if (!ids.empty()) {
    Blocks guides = guides_of(building, ids);
    guides.insert(guides.begin(), section_title("办事指南", Tone::indigo));
    cards.push_back(card(std::move(guides), 32, 4));
  }
  return cards;
}

Blocks window_sections(const Building& building, const Item&, const Window& window) {
  const auto organ = building.context.store->find(window.organ);
  Blocks posts{section_title("窗口人员", Tone::indigo)};
  for (const Post& post : window.posts) {
    const std::string person = post.staff ? fmt::format("{}（工号 {}）", post.staff->name, post.staff->badge) : "";
    posts.push_back(fact_row(post.post, joined({person, std::string(word(post.status))})));
  }
  Blocks cards;
  cards.push_back(card({fact_row("位置", joined({window.floor, window.zone})), fact_row("单位", organ ? organ->header.title : ""),
                        fact_row("时间", window.hours)},
                       32, 12));
  if (posts.size() > 1) cards.push_back(card(std::move(posts), 32, 12));
  Blocks guides = guides_of(building, window.items);
  if (!guides.empty()) {
    guides.insert(guides.begin(), section_title("受理事项", Tone::indigo));
    cards.push_back(card(std::move(guides), 32, 4));
  }
  return cards;
}

Blocks channel_sections(const Channel& channel) {
  Blocks rows;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) rows.push_back(fact_row(name, value));
  };
  add("电话", channel.phone);
  add("受理范围", channel.covers);
  add("受理部门", channel.office);
  add("地址", channel.address);
  add("时间", channel.hours);
  add("传真", channel.fax);
  add("邮箱", channel.email);
  return {card(std::move(rows), 32, 16)};
}

Blocks entry_sections(const Building& building, const Entry& entry) {
  Blocks cards;
  cards.push_back(card({fact_row("公开事项", joined({entry.topic, entry.subtopic}, " · ")), fact_row("公开内容", entry.content_elements),
                        fact_row("公开时限", entry.time_limit)},
                       32, 12));
  Blocks linked = guides_of(building, entry.linked);
  if (!linked.empty()) {
    linked.insert(linked.begin(), section_title("已公开的内容", Tone::jade));
    cards.push_back(card(std::move(linked), 32, 4));
  }
  return cards;
}

}  // namespace gongkai::screens
