// What the validator says. All faults of an entity are reported at once (行政许可法 32's 一次性告知, applied to clerks).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/ids.h"

namespace gongkai::model {

enum class Severity {
  error,    // E: the entity is rejected, the previous revision stays on the screen
  warning,  // W: a terminal accepts and flags it; the admin blocks draft -> review until fixed or waived
  info,     // I
};

struct Fault {
  Severity severity = Severity::error;
  std::string code;                          // stable: "E-GUIDE-PROMISE"
  EntityId entity;                           // may be empty when the bytes are too broken to know
  std::string pointer;                       // RFC 6901 JSON pointer, "/rows/3/amount"
  std::optional<std::uint64_t> byte_offset;  // where the bytes are at fault
  std::string message;                       // Chinese: what is wrong and what to do
};

inline bool has_error(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    if (fault.severity == Severity::error) return true;
  }
  return false;
}

}  // namespace gongkai::model
