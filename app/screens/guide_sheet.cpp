#include "app/screens/guide_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/detail_kinds.h"
#include "app/screens/excerpt.h"
#include "app/screens/pieces.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int margin = 150;      // no printer prints up to the edge
constexpr int body_size = 40;    // 11.3 pt: to be read without glasses by most
constexpr int line_height = 140;
// The sheet speaks Chinese, as what it repeats.
std::string in_full(const std::string& words) { return words.empty() ? "无" : words; }

constexpr std::size_t most_materials = 20, most_fees = 6, most_steps = 12, most_places = 3;

class Sheet {
 public:
  Sheet(const Context& context, const Item& item, SheetLength length)
      : context_(context), item_(item), guide_(std::get<Guide>(item.body)), length_(length) {}

  Block build() {
    Blocks parts{head(), rule(Tone::ink, 4), title(), figures(), materials()};
    if (length_ == SheetLength::whole) {
      if (!guide_.conditions.empty()) parts.push_back(section("受理条件", {numbered(guide_.conditions)}));
      parts.push_back(section("办理流程", {line(steps())}));
    }
    parts.push_back(section("收费", fees()));
    parts.push_back(section("到哪里办", places()));
    parts.push_back(spacer());
    for (Block& block : foot()) parts.push_back(std::move(block));
    Block all = column(std::move(parts), 28);
    all.padding = layout::edges(margin, margin);
    all.width = sheet_width_units;
    all.min_height = sheet_height_units;
    return filled(std::move(all), Tone::surface);
  }

 private:
  std::size_t at_most(std::size_t usual) const { return length_ == SheetLength::shortest ? usual / 2 : usual; }
  int most_lines() const { return length_ == SheetLength::shortest ? 1 : 0; }

  Block line(std::string words, FontRole role = FontRole::sans) const {
    return text(std::move(words), {.size = body_size, .role = role, .max_lines = most_lines(), .line_height = line_height});
  }
  Block small(std::string words) const {
    return text(std::move(words), {.size = 34, .tone = Tone::ink_second, .max_lines = 2, .line_height = line_height});
  }

  Block section(const std::string& name, Blocks lines) const {
    Block mark = text(name, {.size = 44, .role = FontRole::sans_bold, .line_height = line_height});
    mark.width = 260;
    Block all = row({std::move(mark), grown(column(std::move(lines), 6))}, 20, Place::start);
    all.padding = {0, 16, 0, 0};
    return column({rule(Tone::line, 3), std::move(all)});
  }

  Block head() const {
    return row({grown(text(context_.hall.name, {.size = 46, .role = FontRole::sans_bold, .max_lines = 1})),
                text("办事指南（要点）", {.size = 46})},
               40);
  }

  Block title() {
    const auto organ = context_.store->find(item_.header.organ);
    const int most = length_ == SheetLength::shortest ? 2 : 4;
    Block name = text(item_.header.title, {.size = 72, .role = FontRole::sans_bold, .max_lines = most});
    Block words = column({std::move(name), small(joined({std::string(word(guide_.item_type)), "编码 " + guide_.impl_code})),
                          small("实施主体：" + (organ ? organ->header.title : item_.header.organ))},
                         8);
    if (context_.hall.portal.empty()) return words;
    Block code;
    code.content = layout::QrContent{context_.hall.portal + item_.header.id};
    code.width = code.height = 300;
    Block way = column({std::move(code), text("扫码看全文", {.size = 34, .align = Align::center})}, 4);
    return row({grown(std::move(words)), std::move(way)}, 40, Place::start);
  }

  Block figure(const std::string& value, const std::string& name) const {
    Block block = column({text(value, {.size = 58, .role = FontRole::sans_bold, .align = Align::center, .max_lines = 1}),
                          text(name, {.size = 34, .align = Align::center, .max_lines = 1})});
    block.padding = layout::edges(10, 14);
    block.border = Tone::ink;
    block.width = (sheet_width_units - 2 * margin - 3 * 24) / 4;
    return block;
  }
  Block figures() const {
    const std::string visits = guide_.visits == 0 ? "全程网办" : fmt::format("{}次", guide_.visits);
    return row({figure(day_limit_words(guide_.promise_days), "承诺时限"), figure(day_limit_words(guide_.legal_days), "法定时限"),
                figure(visits, "到现场"), figure(guide_.charged ? "收费" : "不收费", "收费")},
               24, Place::stretch);
  }

  std::string material_words(const Material& m) const {
    std::string words = m.name + "（" + std::string(word(m.need)) + (m.shared ? "，可免提交" : "") + "）";
    if (length_ > SheetLength::without_steps) return words;
    const std::string facts = joined({std::string(word(m.kind)), std::string(word(m.form)), m.copies > 0 ? fmt::format("{}份", m.copies) : "", m.spec}, "，");
    return words + facts;
  }
  Block materials() const {
    if (guide_.materials.empty()) return section("带什么", {line("不需要提交材料。")});
    std::vector<std::string> lines;
    for (const Material& m : guide_.materials) lines.push_back(material_words(m));
    Blocks blocks{numbered(lines)};
    if (lines.size() > at_most(most_materials)) {
      blocks.push_back(line(fmt::format("另有 {} 项，请扫码或到窗口查看。", lines.size() - at_most(most_materials))));
    }
    return section("带什么", std::move(blocks));
  }

  Block numbered(const std::vector<std::string>& lines) const {
    Blocks rows;
    for (std::size_t i = 0; i < std::min(lines.size(), at_most(most_materials)); ++i) {
      Block number = line(fmt::format("{}.", i + 1));
      number.width = 70;
      rows.push_back(row({std::move(number), grown(line(lines[i]))}, 4, Place::start));
    }
    return column(std::move(rows), 6);
  }

  // A step that only sends back lies beside the way.
  bool sends_back(const FlowNode& node) const {
    const auto onwards = [&](const FlowEdge& edge) { return edge.from == node.id && edge.label != "补正" && edge.label != "退回"; };
    return std::none_of(guide_.flow->edges.begin(), guide_.flow->edges.end(), onwards);
  }
  std::string steps() const {
    std::vector<std::string> names = guide_.steps;
    if (guide_.flow) {
      for (const FlowNode& node : guide_.flow->nodes) {
        const bool on_the_way = node.type == FlowNodeType::start || node.type == FlowNodeType::step;
        if (on_the_way && !sends_back(node)) names.push_back(node.label);
      }
    }
    if (names.size() > most_steps) names.resize(most_steps);
    return in_full(joined(names, " → "));
  }

  Blocks fees() const {
    if (!guide_.charged) return {line("本事项不收费。目录清单之外一律不得收取。")};
    Blocks lines;
    std::size_t left_out = 0;
    for (const EntityId& id : guide_.fee_ids) {
      const auto item = shown_now(context_, id);
      const auto* fee = item ? std::get_if<Fee>(&item->body) : nullptr;
      if (fee == nullptr) continue;
      for (const FeeRow& one : fee->rows) {
        if (lines.size() < at_most(most_fees)) lines.push_back(line(one.name + "：" + one.standard + "/" + one.unit));
        else ++left_out;
      }
    }
    if (left_out > 0) lines.push_back(line(fmt::format("另有 {} 档，请扫码或到窗口查看。", left_out)));
    if (lines.empty()) lines.push_back(line("收费标准请到窗口询问。"));
    return lines;
  }

  Blocks places() const {
    Blocks lines;
    const std::size_t shown = std::min(guide_.places.size(), at_most(most_places));
    for (std::size_t i = 0; i < shown; ++i) {
      const model::Place& place = guide_.places[i];
      const std::string where = joined({place.address, place.window.empty() ? "" : place.window + "窗口"}, "，");
      if (!where.empty()) lines.push_back(line(where, FontRole::sans_bold));
      if (!place.hours.empty()) lines.push_back(line("办理时间：" + place.hours));
    }
    if (guide_.places.size() > shown) lines.push_back(line(fmt::format("另有 {} 处，请扫码查看。", guide_.places.size() - shown)));
    if (!guide_.online_url.empty()) lines.push_back(line("网上办理：" + guide_.online_url));
    lines.push_back(line("咨询电话：" + in_full(guide_.consult)));
    lines.push_back(line("监督投诉：" + context_.hall.hotline));
    lines.push_back(line("办理结果：" + in_full(joined({guide_.result.name, guide_.result.validity}))));
    return lines;
  }

  Blocks foot() const {
    const auto organ = context_.store->find(item_.header.organ);
    const std::string source = organ ? "来源：" + organ->header.title : "";
    const std::string published = item_.header.publish_at ? "内容日期：" + day_words(*item_.header.publish_at) : "";
    const std::string printed = context_.clock_trusted ? "打印于 " + day_words(context_.now) + " " + format_clock(context_.now) : "";
    Blocks lines;
    if (length_ != SheetLength::whole) lines.push_back(small("篇幅所限，条件和流程等没有印出，请扫码或到窗口查看全文。"));
    lines.push_back(rule(Tone::ink, 4));
    lines.push_back(small(joined({source, published, printed})));
    lines.push_back(small((context_.hall.demo ? "演示数据。" : "") + std::string("内容可能变更，以窗口公布的为准。")));
    return lines;
  }

  const Context& context_;
  const Item& item_;
  const Guide& guide_;
  SheetLength length_;
};

}  // namespace

layout::Block guide_sheet(const Context& context, const Item& item, SheetLength length) {
  return Sheet(context, item, length).build();
}

}  // namespace gongkai::screens
