#include <algorithm>
#include <set>

#include "app/screens/detail_kinds.h"
#include "app/screens/excerpt.h"
#include "app/screens/letter_bar.h"
#include "content/model/names.h"
#include "content/store/pinyin.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

std::string basis_words(const Building& building, const Item& item, int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= item.header.basis.size()) return say(building, phrases::none);
  const Basis& basis = item.header.basis[static_cast<std::size_t>(index)];
  if (basis.doc_no.empty()) return basis.name;
  return building.context.device.landscape() && !building.state.large_text ? basis.doc_no : number_in_two_lines(basis.doc_no);
}

}  // namespace

layout::TableContent fee_table(const Building& building) {
  layout::TableContent table;
  table.text_size = 30;
  if (building.state.large_text) {
    table.columns = {{say(building, phrases::fee_item), 42, Align::start}, {say(building, phrases::rate_basis_reduction), 58, Align::start}};
  } else {
    table.columns = {{say(building, phrases::fee_item), 34, Align::start}, {say(building, phrases::rate), 24, Align::start}, {say(building, phrases::basis), 24, Align::start}, {say(building, phrases::reduction), 22, Align::start}};
  }
  return table;
}

layout::TableRow fee_row(const Building& building, const Item& item, std::size_t row, Action action) {
  const FeeRow& r = std::get<Fee>(item.body).rows[row];
  const std::string standard = r.standard + "/" + r.unit, basis = basis_words(building, item, r.basis_ref), reduction = r.reduction.value_or(say(building, phrases::no_reduction));
  layout::TableRow line;
  line.action = action;
  line.cells = {{r.name, FontRole::sans, Tone::ink, false}};
  if (building.state.large_text) {
    line.cells.push_back({standard + "\n" + say(building, phrases::basis_is, basis) + "\n" + say(building, phrases::reduction_is, reduction), FontRole::sans, Tone::ink, false});
  } else {
    line.cells.push_back({standard, FontRole::sans_bold, Tone::ink, false});
    line.cells.push_back({basis, FontRole::sans, Tone::ink, false});
    line.cells.push_back({reduction, FontRole::sans, Tone::ink, false});
  }
  return line;
}

std::vector<std::string> fee_letters(const Fee& fee) {
  if (fee.rows.size() <= long_fee_table) return {};
  std::set<std::string> letters;
  for (const FeeRow& row : fee.rows) letters.insert(store::index_letter(row.name));
  return {letters.begin(), letters.end()};
}

Block fee_letter_bar(const Building& building, const Fee& fee, int chosen) {
  std::vector<Letter> keys{{say(building, phrases::all_letters), chosen == 0, ChooseTab{0}}};
  for (const std::string& letter : fee_letters(fee)) {
    const int number = static_cast<int>(keys.size());
    keys.push_back({letter, number == chosen, ChooseTab{number}});
  }
  return letter_bar(building, keys);
}

Block fee_row_sheet(const Building& building, const Item& item, std::size_t row) {
  const FeeRow& r = std::get<Fee>(item.body).rows[row];
  const bool based = r.basis_ref >= 0 && static_cast<std::size_t>(r.basis_ref) < item.header.basis.size();
  const std::string basis = based ? cited(item.header.basis[static_cast<std::size_t>(r.basis_ref)]) : "";
  const std::string reduction = r.reduction.value_or(say(building, phrases::no_reduction));
  // Some rows are long enough to fill any sheet; most leave the page in sight.
  constexpr int brief_half_ems = 240;
  const bool brief = half_ems(r.name + r.standard + r.unit + reduction + basis) <= brief_half_ems;
  const bool fits = brief && !building.state.large_text && !building.state.low_reach;
  return sheet(building, say(building, phrases::fee_details),
               {bold(r.name, 40), fact_row(building, phrases::rate, r.standard), fact_row(building, phrases::unit_of_charge, r.unit),
                fact_row(building, phrases::reduction, reduction), fact_row(building, phrases::basis, basis)},
               fits ? SheetHeight::as_needed : SheetHeight::most);
}

Blocks fee_sections(const Building& building, const Item& item, const Fee& fee, int letter) {
  Blocks facts{fact_row(building, phrases::fee_class, closed_word(building, word(fee.fee_class))), fact_row(building, phrases::collector, fee.collector),
               fact_row(building, phrases::fund_handling, closed_word(building, word(fee.fund_handling))), fact_row(building, phrases::how_to_pay, fee.payment_method)};
  // In landscape two beside each other, so that the table begins high on the page.
  Blocks lines;
  const std::size_t across = building.context.device.landscape() && !building.state.large_text ? 2 : 1;
  for (std::size_t i = 0; i < facts.size(); i += across) {
    Blocks line{grown(std::move(facts[i]))};
    if (across == 2) line.push_back(grown(std::move(facts[i + 1])));
    lines.push_back(row(std::move(line), 32, Place::start));
  }
  Blocks cards{card(std::move(lines), 32, 12)};
  if (fee.rows.empty()) {
    cards.push_back(card({bold(say(building, phrases::fee_is_free), 40)}));
  } else {
    layout::TableContent table = fee_table(building);
    const auto letters = fee_letters(fee);
    const auto chosen = static_cast<std::size_t>(std::max(0, letter));
    for (std::size_t i = 0; i < fee.rows.size(); ++i) {
      if (chosen > 0 && chosen <= letters.size() && store::index_letter(fee.rows[i].name) != letters[chosen - 1]) continue;
      table.rows.push_back(fee_row(building, item, i, building.intents.add(ChooseStep{static_cast<int>(i)})));
    }
    const std::size_t all = fee.rows.size(), shown = table.rows.size();
    cards.push_back(secondary(shown < all ? say(building, phrases::fee_rows_shown, all, shown) : say(building, phrases::fee_rows, all)));
    Block block;
    block.content = std::move(table);
    block.padding = layout::edges(12, 8);
    cards.push_back(filled(std::move(block), Tone::surface, 16));
  }
  cards.push_back(card({section_title(say(building, phrases::policy_basis), Tone::amber), basis_lines(building, item.header.basis)}, 32, 12));
  cards.push_back(secondary(say(building, phrases::only_listed_call, building.context.hall.hotline)));
  return cards;
}

}  // namespace gongkai::screens
