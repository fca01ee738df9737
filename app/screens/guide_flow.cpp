// The flow of a guide: its chart, and the sheet of a step.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/detail_kinds.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr std::uint32_t flow_part = 53;  // in the scroll of the page

std::string days_words(const Building& building, double days) {
  if (days == 0) return say(building, phrases::at_once);
  return say(building, phrases::days, fmt::format("{:.{}f}", days, days == static_cast<int>(days) ? 0 : 1));
}

// On the step's sheet, where there is room for the whole word.
std::string step_limit(const Building& building, double days) {
  return days == 0 ? days_words(building, days) : say(building, phrases::working_days, fmt::format("{:g}", days));
}

// What a step follows on, back edges left out; empty when that is a decision: its exits are choices, not parallel work.
std::string parallel_key(const FlowGraph& flow, const std::string& id) {
  std::string all;
  for (const FlowEdge& edge : flow.edges) {
    if (edge.to != id || edge.label == "补正" || edge.label == "退回") continue;
    for (const FlowNode& node : flow.nodes) {
      if (node.id == edge.from && node.type == FlowNodeType::decision) return {};
    }
    all += edge.from + "\n";
  }
  return all;
}

// A step that only sends back (补正, 退回) is not a step forward: it carries the first character of that word.
std::string return_mark(const FlowGraph& flow, const FlowNode& node) {
  std::string mark;
  for (const FlowEdge& edge : flow.edges) {
    if (edge.from != node.id) continue;
    if (edge.label != "补正" && edge.label != "退回") return {};
    mark = edge.label.substr(0, 3);  // three bytes of UTF-8
  }
  return node.type == FlowNodeType::step ? mark : std::string();
}

// Steps are numbered in the order they are given; parallel ones share a number and take a letter.
std::vector<std::string> step_marks(const FlowGraph& flow) {
  std::vector<std::string> marks(flow.nodes.size());
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = return_mark(flow, flow.nodes[i]);
  int number = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!marks[i].empty()) continue;
    ++number;
    std::vector<std::size_t> together{i};
    const std::string before = parallel_key(flow, flow.nodes[i].id);
    for (std::size_t j = i + 1; j < marks.size(); ++j) {
      const bool plain = flow.nodes[i].type == FlowNodeType::step && flow.nodes[j].type == FlowNodeType::step;
      if (plain && marks[j].empty() && !before.empty() && parallel_key(flow, flow.nodes[j].id) == before) together.push_back(j);
    }
    for (std::size_t k = 0; k < together.size(); ++k) {
      marks[together[k]] = std::to_string(number);
      if (together.size() > 1) marks[together[k]] += static_cast<char>('a' + k);
    }
  }
  return marks;
}

layout::FlowShape shape_of(FlowNodeType type) {
  switch (type) {
    case FlowNodeType::start: return layout::FlowShape::start;
    case FlowNodeType::decision: return layout::FlowShape::decision;
    case FlowNodeType::end: return layout::FlowShape::end;
    case FlowNodeType::step: return layout::FlowShape::step;
  }
  return layout::FlowShape::step;
}

layout::FlowChartContent chart_of(const Building& building, const FlowGraph& flow) {
  layout::FlowChartContent chart;
  const auto marks = step_marks(flow);
  for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
    const FlowNode& node = flow.nodes[i];
    layout::FlowBox box;
    box.mark = marks[i];
    box.label = node.label;
    box.note = node.note.empty() ? node.post : node.note;
    box.aside = node.days ? days_words(building, *node.days) : "";
    box.shape = shape_of(node.type);
    box.action = building.intents.add(ChooseStep{static_cast<int>(i)});
    chart.boxes.push_back(std::move(box));
  }
  const auto index = [&](const std::string& id) {
    std::size_t i = 0;
    while (i + 1 < flow.nodes.size() && flow.nodes[i].id != id) ++i;
    return i;
  };
  for (const FlowEdge& edge : flow.edges) chart.links.push_back({index(edge.from), index(edge.to), edge.label});
  return chart;
}

// Over a chart that is wider than its card: buttons for whom a drag is hard or unknown.
Block look_bar(const Building& building, const std::string& title) {
  const int above = std::max(16, (building.context.device.target_units - 52) / 2);  // the words stand in the middle
  const auto look = [&](const Phrase& words, int pages) {
    Block block = button(say(building, words), pages > 0, building.intents.add(TurnPage{flow_part, pages}));
    block.padding = layout::edges(36, above);
    block.min_height = 84;
    return block;
  };
  Blocks buttons{look(phrases::look_left, -1), look(phrases::look_right, 1)};
  Block heading = section_title(title, Tone::indigo);
  const bool large = building.state.large_text, chinese = building.state.language == Language::chinese;
  // English buttons in large text fill the line.
  if (large && !chinese) return column({std::move(heading), row(std::move(buttons), 24)}, 16);
  Blocks parts{std::move(heading)};
  parts.push_back(chinese && !large ? grown(silent(secondary(say(building, phrases::drag_chart)))) : spacer());
  for (Block& one : buttons) parts.push_back(std::move(one));
  return row(std::move(parts), 24);
}

}  // namespace

Block flow_chart(const Building& building, const FlowGraph& flow) {
  Block block;
  block.content = chart_of(building, flow);
  return block;
}

Block wide_flow_card(const Building& building, const std::string& title, const FlowGraph& flow, Blocks below) {
  constexpr int padding = 32, edge = 4;  // the chart leaves the card its outline
  const auto inset = [](Block block, int bottom) { return padded(std::move(block), {padding - edge, 0, padding - edge, bottom}); };
  layout::FlowChartContent chart = chart_of(building, flow);
  chart.direction = layout::ChartDirection::right;
  Block drawn;
  drawn.content = std::move(chart);
  layout::ScrollContent sideways{flow_part, {}, layout::ScrollForm::sideways};
  sideways.content.push_back(inset(std::move(drawn), 0));
  sideways.content.push_back(inset(look_bar(building, title), 16));
  sideways.content.push_back(inset(section_title(title, Tone::indigo), 16));
  Blocks parts(1);
  parts.front().content = std::move(sideways);
  for (Block& one : below) parts.push_back(inset(std::move(one), 0));
  return padded(card(std::move(parts), 0, 16), layout::edges(edge, padding));
}

Block step_sheet(const Building& building, const FlowNode& node) {
  std::string materials;
  for (const std::string& m : node.materials) materials += (materials.empty() ? "" : "、") + m;
  return sheet(building, node.label,
               {fact_row(building, phrases::post, node.post),
                fact_row(building, phrases::time_limit, node.days ? step_limit(building, *node.days) : ""),
                fact_row(building, phrases::step_materials, materials), fact_row(building, phrases::note, node.note)});
}

}  // namespace gongkai::screens
