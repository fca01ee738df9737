// Where the rules write what they find. Internal to content/model: the public face is item_rules.h.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "content/model/fault.h"
#include "content/model/item.h"

namespace gongkai::model {

class RuleReport {
 public:
  explicit RuleReport(EntityId entity) : entity_(std::move(entity)) {}

  void error(const char* code, std::string pointer, std::string message) {
    add(Severity::error, code, std::move(pointer), std::move(message));
  }
  void warning(const char* code, std::string pointer, std::string message) {
    add(Severity::warning, code, std::move(pointer), std::move(message));
  }
  void info(const char* code, std::string pointer, std::string message) {
    add(Severity::info, code, std::move(pointer), std::move(message));
  }

  // E with `code` where `text` has more than `limit` 字.
  void at_most(const char* code, const std::string& pointer, std::string_view label, std::string_view text,
               std::size_t limit);

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  void add(Severity severity, const char* code, std::string pointer, std::string message) {
    faults_.push_back({severity, code, entity_, std::move(pointer), std::nullopt, std::move(message)});
  }

  EntityId entity_;
  std::vector<Fault> faults_;
};

// "/rows/3": the pointer of an element.
inline std::string at(std::string list, std::size_t index) {
  return std::move(list) + "/" + std::to_string(index);
}

// ---- the rules by topic, one file each

void check_envelope(const Item& item, const WorkCalendar& calendar, RuleReport& report);
void check_withdrawal(const Item& item, RuleReport& report);
void check_guide(const Header& header, const Guide& guide, RuleReport& report);
void check_flow(const FlowGraph& flow, RuleReport& report);
void check_fee(const Header& header, const Fee& fee, RuleReport& report);
void check_publicity(const Item& item, const WorkCalendar& calendar, RuleReport& report);
void check_kind(const Item& item, RuleReport& report);   // the other kinds
void check_texts(const Item& item, RuleReport& report);  // lint

// A list or table of blocks: table rows as long as their head, image hashes, length in 字.
void check_blocks(const std::vector<BodyBlock>& body, RuleReport& report);

}  // namespace gongkai::model
