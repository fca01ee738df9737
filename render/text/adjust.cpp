#include "render/text/adjust.h"

#include <algorithm>

#include "render/text/spacing.h"

namespace gongkai::text {
namespace {

// Steps of CLREQ 3.1.7, in the order they are used up.
enum class Step : std::uint8_t {
  shrink_word_spaces,
  shrink_brackets_and_commas,
  shrink_stops,
  stretch_word_spaces,
  stretch_gaps,
  stretch_all
};
constexpr Step shrink_steps[] = {Step::shrink_word_spaces, Step::shrink_brackets_and_commas,
                                 Step::shrink_stops};
constexpr Step stretch_steps[] = {Step::stretch_word_spaces, Step::stretch_gaps, Step::stretch_all};

std::int32_t em_of(const ShapedParagraph& paragraph, std::uint32_t i) { return run_of(paragraph, i).px * 64; }

// A mark that still has a side to give: an opening one gives its left, a closing one its right.
bool gives_left(const Unit& u) { return (u.flags & (cuts_left | left_is_cut)) == cuts_left; }
bool gives_right(const Unit& u) { return (u.flags & (cuts_right | right_is_cut)) == cuts_right; }

bool is_word_space(const Unit& u) { return (u.flags & hangs) != 0; }

// —— …… and connectors keep their neighbours: nothing is put beside what a line may not tear. Letters of one
// word are never spread either.
bool may_open_between(const Unit& before, const Unit& after) {
  if ((before.flags & latin_side) != 0 && (after.flags & latin_side) != 0) return false;
  return (before.flags & break_bits) != 0 || (before.flags & (cuts_left | cuts_right)) != 0 ||
         (after.flags & (cuts_left | cuts_right)) != 0;
}

// What `step` can add (stretch) or take (shrink) at unit i, as a size.
std::int32_t capacity(const ShapedParagraph& paragraph, std::uint32_t i, Step step) {
  const Unit& unit = paragraph.units[i];
  switch (step) {
    case Step::shrink_word_spaces:
      return is_word_space(unit) ? advance_of(paragraph, i) / 4 : 0;
    case Step::shrink_brackets_and_commas:
      return (gives_left(unit) || gives_right(unit)) && (unit.flags & stop_mark) == 0
                 ? trim_amount(paragraph, i)
                 : 0;
    case Step::shrink_stops:
      return gives_right(unit) && (unit.flags & stop_mark) != 0 ? trim_amount(paragraph, i) : 0;
    case Step::stretch_word_spaces:
      return is_word_space(unit) ? std::max(em_of(paragraph, i) / 2 - advance_of(paragraph, i), 0) : 0;
    case Step::stretch_gaps:
      return (unit.flags & gap_after) != 0 ? em_of(paragraph, i) / 8 : 0;
    case Step::stretch_all:
      return 0;
  }
  return 0;
}

// Adds `amount` (of either sign) over units in proportion to their weights; what rounding leaves goes on with
// the sum.
class Distribution {
 public:
  Distribution(std::vector<std::int32_t>& shifts, std::int32_t amount, std::int64_t total)
      : shifts_(shifts), amount_(amount), total_(total) {}
  void add(std::size_t place, std::int32_t weight) {
    weight_ += weight;
    const auto due = static_cast<std::int32_t>(amount_ * weight_ / total_);
    if (place < shifts_.size()) shifts_[place] += due - given_;
    given_ = due;
  }

 private:
  std::vector<std::int32_t>& shifts_;
  std::int64_t amount_, total_, weight_ = 0;
  std::int32_t given_ = 0;
};

// One step over the inside of the line. Returns what is left to do.
std::int32_t apply(const ShapedParagraph& paragraph, const FittedLine& line, Step step, std::int32_t amount,
                   std::vector<std::int32_t>& shifts) {
  std::int64_t total = 0;
  for (std::uint32_t i = line.first; i < line.visible_end; ++i) {
    if (i + 1 == line.visible_end && !gives_left(paragraph.units[i])) continue;
    if (i == line.first && gives_left(paragraph.units[i])) continue;
    total += capacity(paragraph, i, step);
  }
  if (total == 0) return amount;
  const bool shrinks = amount < 0;
  const auto taken = static_cast<std::int32_t>(std::min<std::int64_t>(total, shrinks ? -amount : amount));
  Distribution distribution(shifts, shrinks ? -taken : taken, total);
  for (std::uint32_t i = line.first; i < line.visible_end; ++i) {
    const bool left = gives_left(paragraph.units[i]);
    if ((i + 1 == line.visible_end && !left) || (i == line.first && left)) continue;
    const std::int32_t weight = capacity(paragraph, i, step);
    if (weight > 0) distribution.add(i - line.first + (left && shrinks ? 0 : 1), weight);
  }
  return shrinks ? amount + taken : amount - taken;
}

void stretch_all(const ShapedParagraph& paragraph, const FittedLine& line, std::int32_t amount,
                 std::vector<std::int32_t>& shifts) {
  std::int64_t places = 0;
  for (std::uint32_t i = line.first + 1; i < line.visible_end; ++i) {
    places += may_open_between(paragraph.units[i - 1], paragraph.units[i]) ? 1 : 0;
  }
  // More than a quarter em between all characters reads as separate words: such a line (an unbreakable number
  // follows) is better left short.
  if (places == 0 || amount > places * em_of(paragraph, line.first) / 4) return;
  Distribution distribution(shifts, amount, places);
  for (std::uint32_t i = line.first + 1; i < line.visible_end; ++i) {
    if (may_open_between(paragraph.units[i - 1], paragraph.units[i])) distribution.add(i - line.first, 1);
  }
}

}  // namespace

std::int32_t shrink_room(const ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last) {
  std::int32_t room = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    for (const Step step : shrink_steps) room += capacity(paragraph, i, step);
  }
  return room;
}

void justify(const ShapedParagraph& paragraph, const FittedLine& line, std::int32_t limit,
             std::vector<std::int32_t>& shifts) {
  shifts.assign(line.visible_end - line.first, 0);
  std::int32_t amount = limit - line.width;
  if (amount < 0) {
    for (const Step step : shrink_steps) {
      if (amount < 0) amount = apply(paragraph, line, step, amount, shifts);
    }
    return;
  }
  for (const Step step : stretch_steps) {
    if (amount > 0) amount = apply(paragraph, line, step, amount, shifts);
  }
  if (amount > 0) stretch_all(paragraph, line, amount, shifts);
}

}  // namespace gongkai::text
