#include <fmt/format.h>

#include "app/screens/detail_kinds.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

std::string basis_words(const Item& item, int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= item.header.basis.size()) return "无";
  const Basis& basis = item.header.basis[static_cast<std::size_t>(index)];
  return basis.doc_no.empty() ? basis.name : basis.doc_no;
}

}  // namespace

layout::TableContent fee_table(const Building& building) {
  layout::TableContent table;
  table.text_size = 30;
  if (building.state.large_text) {
    table.columns = {{"收费项目", 42, Align::start}, {"标准、依据、减免", 58, Align::start}};
  } else {
    table.columns = {{"收费项目", 34, Align::start}, {"标准", 24, Align::start}, {"依据", 24, Align::start}, {"减免", 22, Align::start}};
  }
  return table;
}

layout::TableRow fee_row(const Building& building, const Item& item, std::size_t row, Action action) {
  const FeeRow& r = std::get<Fee>(item.body).rows[row];
  const std::string standard = r.standard + "/" + r.unit, basis = basis_words(item, r.basis_ref), reduction = r.reduction.value_or("无减免");
  layout::TableRow line;
  line.action = action;
  line.cells = {{r.name, FontRole::sans, Tone::ink, false}};
  if (building.state.large_text) {
    line.cells.push_back({standard + "\n依据：" + basis + "\n减免：" + reduction, FontRole::sans, Tone::ink, false});
  } else {
    line.cells.push_back({standard, FontRole::sans_bold, Tone::ink, false});
    line.cells.push_back({basis, FontRole::sans, Tone::ink, false});
    line.cells.push_back({reduction, FontRole::sans, Tone::ink, false});
  }
  return line;
}

Blocks fee_sections(const Building& building, const Item& item, const Fee& fee) {
  Block facts = card({fact_row("收费类别", std::string(word(fee.fee_class))), fact_row("执收单位", fee.collector),
                      fact_row("资金管理", std::string(word(fee.fund_handling))), fact_row("怎么交", fee.payment_method)},
                     32, 12);
  Blocks cards{std::move(facts)};
  if (fee.rows.empty()) {
    cards.push_back(card({bold("本项目不收费", 40)}));
  } else {
    layout::TableContent table = fee_table(building);
    for (std::size_t i = 0; i < fee.rows.size(); ++i) table.rows.push_back(fee_row(building, item, i, layout::no_action));
    Block block;
    block.content = std::move(table);
    block.padding = layout::edges(12, 8);
    cards.push_back(filled(std::move(block), Tone::surface, 16));
  }
  cards.push_back(card({section_title("政策依据", Tone::amber), basis_lines(item.header.basis)}, 32, 12));
  cards.push_back(secondary(fmt::format("目录清单之外一律不得收取。监督投诉 {}", building.context.hall.hotline)));
  return cards;
}

}  // namespace gongkai::screens
