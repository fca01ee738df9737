// What citizens say at a terminal (domain sections 4.2 and 6): how content and service please them, and what else they
// would like to know. Nothing of who they are, and no word of which visit it was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/model/date.h"
#include "content/model/ids.h"

namespace gongkai::model {

// The five grades of GB/T 39735; the last two are 差评. Written as 1 to 5.
enum class Grade { very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied };
inline constexpr int grades = 5;

constexpr int number_of(Grade grade) { return static_cast<int>(grade) + 1; }
std::string_view word(Grade grade);  // 非常满意
constexpr bool is_bad(Grade grade) { return grade >= Grade::dissatisfied; }

struct Rating {
  EntityId entity = {};               // empty: the service of the hall as a whole
  std::int64_t rev = 0;               // the revision that was read
  Grade grade = Grade::very_satisfied;
  std::vector<std::string> reasons = {};  // as the visitor read them
  std::string text = {};
  Instant at{};
};

// 我想了解: what a citizen looked for and would like to see disclosed.
struct Wish {
  std::vector<std::string> topics = {};   // as the visitor read them
  std::string text = {};
  Instant at{};
};

using Feedback = std::variant<Rating, Wish>;

inline constexpr std::size_t most_feedback_text = 100;  // grapheme clusters
inline constexpr std::size_t most_reasons = 6;
inline constexpr std::size_t most_topics = 6;

// Telephone and identity numbers give way to "＊": they are never kept.
std::string without_long_numbers(const std::string& text);

}  // namespace gongkai::model
