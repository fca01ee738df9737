// Rules of a fee item (收费).
#include <fmt/format.h>

#include <set>

#include "content/model/field_shapes.h"
#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

constexpr std::size_t most_rows = 1000;

void check_row(const FeeRow& row, const std::string& pointer, std::size_t bases, RuleReport& report) {
  report.at_most("E-FEE-NAME", pointer + "/name", "收费名称", row.name, 60);
  report.at_most("E-FEE-UNIT", pointer + "/unit", "计费单位", row.unit, 16);
  report.at_most("E-FEE-STANDARD", pointer + "/standard", "收费标准", row.standard, 60);
  if (row.reduction)
    report.at_most("E-FEE-REDUCTION", pointer + "/reduction", "减免规定", *row.reduction, 200);
  if (row.basis_ref < 0 || static_cast<std::size_t>(row.basis_ref) >= bases) {
    report.error("E-FEE-BASIS", pointer + "/basis_ref",
                 fmt::format("依据序号{}不在公开依据之内，共{}条，从0数起。", row.basis_ref, bases));
  }
  if (row.amount.empty()) return;
  const auto amount = normal_amount(row.amount);
  if (!amount) {
    report.error("E-FEE-AMOUNT", pointer + "/amount",
                 fmt::format("金额“{}”应是数字，整数不超过12位，小数不超过4位。", row.amount));
  } else if (!mentions_amount(row.standard, *amount)) {
    report.error("E-FEE-AMOUNT", pointer + "/amount",
                 fmt::format("金额“{}”与收费标准“{}”对不上，请核对。", row.amount, row.standard));
  }
}

}  // namespace

void check_fee(const Header& header, const Fee& fee, RuleReport& report) {
  if (header.basis.empty()) report.error("E-ENV-BASIS", "/basis", "收费要写明政策依据。");
  report.at_most("E-FEE-COLLECTOR", "/collector", "执收单位", fee.collector, 40);
  report.at_most("E-FEE-PAYMENT", "/payment_method", "缴费方式", fee.payment_method, 200);
  const bool charged = fee.fee_class != FeeClass::none;
  if (charged && fee.payment_method.empty()) {
    report.error("E-FEE-PAYMENT", "/payment_method", "收费项目要写明缴费方式。");
  }
  if (charged == fee.rows.empty()) {
    report.error("E-FEE-ROWS", "/rows",
                 charged ? "收费项目至少要有一行收费标准。" : "不收费的项目不能有收费标准。");
  }
  if (fee.rows.size() > most_rows) {
    report.error("E-FEE-ROWS", "/rows",
                 fmt::format("收费标准有{}行，最多{}行，请拆分。", fee.rows.size(), most_rows));
  }
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t i = 0; i < fee.rows.size(); ++i) {
    const FeeRow& row = fee.rows[i];
    check_row(row, at("/rows", i), header.basis.size(), report);
    if (!seen.emplace(row.name, row.unit).second) {
      report.error("E-FEE-DUPLICATE", at("/rows", i),
                   fmt::format("第{}行“{}（{}）”与前面重复，请合并或改名。", i + 1, row.name, row.unit));
    }
  }
}

}  // namespace gongkai::model
