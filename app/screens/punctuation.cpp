#include "app/screens/punctuation.h"

#include <algorithm>

#include "render/text/repair.h"

namespace gongkai::screens {
namespace {

std::string repaired(const std::string& words) { return text::repaired(words).text; }

// Paragraphs and tables, which may be long, are repaired when they are laid out; what is short, here.
struct Repairing {
  void operator()(layout::TextContent& content) const { content.style.repair = text::Repair::punctuation; }
  void operator()(layout::TableContent& table) const { table.repair = text::Repair::punctuation; }
  void operator()(layout::Group& group) const { inside(group.children); }
  void operator()(layout::ScrollContent& scroll) const { inside(scroll.content); }
  void operator()(layout::FlowChartContent& chart) const {
    for (layout::FlowBox& box : chart.boxes) {
      for (std::string* words : {&box.label, &box.note, &box.aside}) *words = repaired(*words);
    }
    for (layout::FlowLink& link : chart.links) link.label = repaired(link.label);
  }
  void operator()(layout::ImageContent& image) const { image.caption = repaired(image.caption); }
  void operator()(layout::TickerContent& ticker) const {
    for (TextSpan& span : ticker.spans) span.text = repaired(span.text);
  }
  template <class Other>
  void operator()(Other&) const {}

  void inside(Blocks& blocks) const {
    for (Block& block : blocks) std::visit(*this, block.content);
  }
};

}  // namespace

Block with_marks_of(const model::Header& header, Block block) {
  if (header.punctuation_repair) std::visit(Repairing{}, block.content);
  return block;
}

std::string marks_repaired(const model::Header& header, const std::string& words) {
  return header.punctuation_repair ? repaired(words) : words;
}

model::Item with_repaired_words(model::Item item) {
  if (!item.header.punctuation_repair) return item;
  const auto repair = [](std::string& words) { words = repaired(words); };
  const auto repair_all = [&](std::vector<std::string>& list) { std::for_each(list.begin(), list.end(), repair); };
  repair(item.header.title);
  repair(item.header.led_text);
  if (auto* fee = std::get_if<model::Fee>(&item.body)) {
    for (model::FeeRow& row : fee->rows) {
      for (std::string* words : {&row.name, &row.unit, &row.standard}) repair(*words);
    }
  }
  if (auto* publicity = std::get_if<model::Publicity>(&item.body)) {
    for (model::PublicityRound& round : publicity->rounds) {
      repair_all(round.columns);
      std::for_each(round.rows.begin(), round.rows.end(), repair_all);
    }
  }
  if (auto* guide = std::get_if<model::Guide>(&item.body); guide != nullptr && guide->flow) {
    for (model::FlowNode& node : guide->flow->nodes) repair(node.label);
  }
  if (auto* pledge = std::get_if<model::Pledge>(&item.body)) repair_all(pledge->pledges);
  return item;
}

ShownTitle shown_title(const Building& building, const store::ItemSummary& item) {
  ShownTitle as_typed{item.title, item.marks};
  const text::RepairedText better = text::repaired(item.title);
  if (better.text == item.title) return as_typed;
  const auto whole = building.context.store->find(item.id);
  if (whole && !whole->header.punctuation_repair) return as_typed;
  ShownTitle shown{better.text, {}};
  const auto& raw = better.raw_offsets;  // of each byte and of the end, never falling
  const auto place_of = [&](std::size_t typed) {
    return static_cast<std::size_t>(std::lower_bound(raw.begin(), raw.end(), typed) - raw.begin());
  };
  for (const store::TextRange& mark : item.marks) shown.marks.push_back({place_of(mark.begin), place_of(mark.end)});
  return shown;
}

}  // namespace gongkai::screens
