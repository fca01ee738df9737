// Rules of a flow chart: what can be drawn and read as a procedure.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

// The chart as numbers: nodes by index, edges that have both ends.
struct Graph {
  struct Exit {
    std::size_t to = 0, edge = 0;
  };
  std::map<std::string_view, std::size_t> index;
  std::vector<std::vector<Exit>> exits;  // of each node
};

std::string node_pointer(std::size_t index) { return at("/flow/nodes", index); }
std::string edge_pointer(std::size_t index) { return at("/flow/edges", index); }

Graph build_graph(const FlowGraph& flow, RuleReport& report) {
  Graph graph;
  graph.exits.resize(flow.nodes.size());
  for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
    if (!graph.index.emplace(flow.nodes[i].id, i).second) {
      report.error("E-FLOW-ID", node_pointer(i) + "/id",
                   fmt::format("环节编号“{}”重复，请改一个。", flow.nodes[i].id));
    }
  }
  for (std::size_t i = 0; i < flow.edges.size(); ++i) {
    const FlowEdge& edge = flow.edges[i];
    const auto from = graph.index.find(edge.from), to = graph.index.find(edge.to);
    if (from == graph.index.end() || to == graph.index.end()) {
      report.error("E-FLOW-EDGE", edge_pointer(i),
                   fmt::format("连线“{}”到“{}”指向不存在的环节，请核对编号。", edge.from, edge.to));
      continue;
    }
    graph.exits[from->second].push_back({to->second, i});
  }
  return graph;
}

void check_ends(const FlowGraph& flow, RuleReport& report) {
  const auto count = [&](FlowNodeType type) {
    return std::count_if(flow.nodes.begin(), flow.nodes.end(),
                         [type](const FlowNode& node) { return node.type == type; });
  };
  if (count(FlowNodeType::start) != 1)
    report.error("E-FLOW-START", "/flow/nodes", "流程图应有且只有一个开始环节。");
  if (count(FlowNodeType::end) < 1) report.error("E-FLOW-END", "/flow/nodes", "流程图至少要有一个结束环节。");
}

void check_node(const FlowGraph& flow, const Graph& graph, std::size_t index, RuleReport& report) {
  const FlowNode& node = flow.nodes[index];
  const std::string pointer = node_pointer(index);
  report.at_most("E-FLOW-LABEL", pointer + "/label", "环节名称", node.label, 16);
  if (node.days && (*node.days < 0 || *node.days > 365)) {
    report.error("E-FLOW-DAYS", pointer + "/days", fmt::format("环节“{}”的天数应在0—365之间。", node.label));
  }
  const auto& exits = graph.exits[index];
  if (node.type == FlowNodeType::end) {
    if (!exits.empty()) {
      report.error("E-FLOW-AFTER-END", pointer, fmt::format("结束环节“{}”后面不应再有连线。", node.label));
    }
    return;
  }
  if (exits.empty()) {
    report.error("E-FLOW-DEAD-END", pointer,
                 fmt::format("环节“{}”没有下一步，请补连线或改为结束环节。", node.label));
    return;
  }
  if (node.type != FlowNodeType::decision) return;
  const bool labelled = std::all_of(exits.begin(), exits.end(), [&](const Graph::Exit& exit) {
    return !flow.edges[exit.edge].label.empty();
  });
  if (exits.size() < 2 || !labelled) {
    report.error("E-FLOW-DECISION", pointer,
                 fmt::format("判断环节“{}”至少要有两条连线，每条都要写明条件。", node.label));
  }
}

void check_reachable(const FlowGraph& flow, const Graph& graph, std::size_t start, RuleReport& report) {
  std::vector<bool> seen(flow.nodes.size(), false);
  std::vector<std::size_t> open{start};
  seen[start] = true;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const Graph::Exit& exit : graph.exits[node]) {
      if (!seen[exit.to]) open.push_back(exit.to);
      seen[exit.to] = true;
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] || flow.nodes[i].type == FlowNodeType::start) continue;
    report.error("E-FLOW-ORPHAN", node_pointer(i),
                 fmt::format("从开始环节走不到“{}”，请补连线或删除该环节。", flow.nodes[i].label));
  }
}

// A way back to an earlier step is a correction or a return, and must say so.
class BackEdges {
 public:
  BackEdges(const FlowGraph& flow, const Graph& graph, RuleReport& report)
      : flow_(flow), graph_(graph), report_(report), state_(flow.nodes.size(), State::untouched) {}

  // Depth first with a stack of our own; at most 30 nodes, but the graph is untrusted.
  void search(std::size_t start) {
    std::vector<Step> path{{start, 0}};
    state_[start] = State::on_path;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == graph_.exits[step.node].size()) {
        state_[step.node] = State::done;
        path.pop_back();
        continue;
      }
      const Graph::Exit exit = graph_.exits[step.node][step.next++];
      if (state_[exit.to] == State::on_path) judge(exit.edge);
      if (state_[exit.to] == State::untouched) {
        state_[exit.to] = State::on_path;
        path.push_back({exit.to, 0});
      }
    }
  }

 private:
  enum class State { untouched, on_path, done };
  struct Step {
    std::size_t node = 0, next = 0;
  };

  void judge(std::size_t index) {
    const FlowEdge& edge = flow_.edges[index];
    const bool named =
        edge.label.find("补正") != edge.label.npos || edge.label.find("退回") != edge.label.npos;
    if (edge.from != edge.to && named) return;
    report_.error("E-FLOW-BACK", edge_pointer(index),
                  fmt::format("“{}”到“{}”是往回走的连线，只能是补正或退回，请在连线上写明。",
                              label_of(edge.from), label_of(edge.to)));
  }

  const std::string& label_of(const std::string& id) const { return flow_.nodes[graph_.index.at(id)].label; }

  const FlowGraph& flow_;
  const Graph& graph_;
  RuleReport& report_;
  std::vector<State> state_;
};

}  // namespace

void check_flow(const FlowGraph& flow, RuleReport& report) {
  if (flow.nodes.size() < 2 || flow.nodes.size() > 30) {
    report.error("E-FLOW-SIZE", "/flow/nodes", "流程图应有2—30个环节。");
  }
  check_ends(flow, report);
  const Graph graph = build_graph(flow, report);
  for (std::size_t i = 0; i < flow.nodes.size(); ++i) check_node(flow, graph, i, report);
  const auto start = std::find_if(flow.nodes.begin(), flow.nodes.end(),
                                  [](const FlowNode& node) { return node.type == FlowNodeType::start; });
  if (start == flow.nodes.end()) return;
  const auto index = static_cast<std::size_t>(start - flow.nodes.begin());
  check_reachable(flow, graph, index, report);
  BackEdges(flow, graph, report).search(index);
}

}  // namespace gongkai::model
