#include "render/text/fit.h"

#include <algorithm>

#include "render/text/adjust.h"
#include "render/text/spacing.h"

namespace gongkai::text {
namespace {

class Fitter {
 public:
  Fitter(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::uint32_t first,
         std::int32_t limit)
      : paragraph_(paragraph),
        units_(paragraph.units),
        style_(style),
        first_(first),
        count_(static_cast<std::uint32_t>(units_.size())),
        limit_(limit) {}

  FittedLine run() {
    std::int32_t pen = -cut_at_start();
    std::uint32_t i = pass_plain_rows(pen);
    for (; i < count_; ++i) {
      const std::int32_t advance = width_of(i);
      if (pen + advance > limit_) break;
      pen += advance;
      if (is_hard_break(units_[i].flags)) return line(i + 1, i + 1, pen);
    }
    return line(i == count_ ? count_ : with_company(end_of_full_line(i, pen)), i, pen);
  }

 private:
  // Adds up whole rows of units as long as they fit and nothing in them asks for a closer look. Returns the unit
  // behind them.
  std::uint32_t pass_plain_rows(std::int32_t& pen) const {
    constexpr std::uint32_t row = 8;
    std::uint32_t i = first_;
    for (; count_ - i >= row; i += row) {
      const Unit* const units = units_.data() + i;
      std::int32_t width = 0;
      unsigned flags = 0;
      for (std::uint32_t k = 0; k < row; ++k) {
        width += units[k].advance;
        flags |= units[k].flags;
      }
      // Every hard break has this bit.
      if ((flags & (weak_break_after | has_side)) != 0 || pen + width > limit_) break;
      pen += width;
    }
    return i;
  }

  std::int32_t width_of(std::uint32_t i) const { return advance_of(paragraph_, i); }

  std::int32_t cut_at_start() const {
    const Unit& unit = units_[first_];
    return (unit.flags & (cuts_left | left_is_cut)) == cuts_left ? trim_amount(paragraph_, first_) : 0;
  }

  // What the unit loses when a line ends after it.
  std::int32_t cut_at_end(std::uint32_t index) const {
    const Unit& unit = units_[index];
    std::int32_t cut = 0;
    if ((unit.flags & (cuts_right | right_is_cut)) == cuts_right) cut += trim_amount(paragraph_, index);
    if ((unit.flags & gap_after) != 0) cut += han_latin_gap(run_of(paragraph_, index));
    if (index + 1 < count_ && !is_hard_break(unit.flags)) cut += style_.letter_spacing_px * 64;
    return cut;
  }

  bool may_end_after(std::uint32_t index) const {
    return index + 1 == count_ || (units_[index].flags & break_after) != 0;
  }

  // A space, or a line feed, which is a unit of its own without width.
  bool takes_no_room_at_end(std::uint32_t index) const {
    return (units_[index].flags & hangs) != 0 || (is_hard_break(units_[index].flags) && width_of(index) == 0);
  }

  // Past the spaces that begin at unit `index`, and a line feed after them.
  std::uint32_t skip_spaces(std::uint32_t index) const {
    while (index < count_ && takes_no_room_at_end(index)) {
      if (is_hard_break(units_[index++].flags)) break;
    }
    return index;
  }

  // The end of a line that reaches unit `index`: it takes the spaces behind, but never goes on after a line feed.
  std::uint32_t end_after(std::uint32_t index) const {
    return is_hard_break(units_[index].flags) ? index + 1 : skip_spaces(index + 1);
  }

  // The line is full: units [first, over) take `pen`, unit `over` is too much.
  std::uint32_t end_of_full_line(std::uint32_t over, std::int32_t pen) const {
    if (over > first_ && (units_[over].flags & hangs) != 0) {
      const std::uint32_t end = skip_spaces(over);
      if (may_end_after(end - 1)) return end;
    }
    if (const std::uint32_t end = end_with(over, pen); end != 0) return end;
    if (style_.align == Align::justify) {
      if (const std::uint32_t end = end_by_shrinking(over, pen); end != 0) return end;
    }
    const std::uint32_t end = last_break(over, break_after);
    if (end != 0 && !longer_than_a_line(end, break_after)) return end;
    if (const std::uint32_t weak = last_weak_break(over); weak > end) return weak;
    return end != 0 && !leaves_needless_hole(end, over, pen) ? end : torn(over, end);
  }

  // No character stands alone in the last line, with or without marks (CLREQ: 孤字): the line before it gives one away,
  // if it keeps enough to look full.
  std::uint32_t with_company(std::uint32_t end) const {
    if (style_.level < BreakLevel::basic || end >= count_ || is_hard_break(units_[end - 1].flags)) return end;
    std::uint32_t characters = 0, last = end;
    std::int32_t alone = 0;
    for (; last < count_ && !is_hard_break(units_[last].flags); ++last) {
      if ((units_[last].flags & (not_at_start | hangs)) == 0 && ++characters > 1) return end;
      alone += width_of(last);
    }
    const std::uint32_t earlier = last_break(end - 1, break_after);
    if (earlier == 0) return end;
    const std::int32_t given = width_between(earlier, end), kept = width_between(first_, earlier);
    const std::int32_t least = std::max(style_.align == Align::justify ? 8 * given : given, limit_ / 2);
    return kept >= least && given + alone <= limit_ ? earlier : end;
  }

  std::int32_t width_between(std::uint32_t first, std::uint32_t last) const {
    std::int32_t width = 0;
    for (; first < last; ++first) width += width_of(first);
    return width;
  }

  // Unit `over` still fits when it loses what a line end takes away.
  std::uint32_t end_with(std::uint32_t over, std::int32_t pen) const {
    const std::int32_t overhang = pen + width_of(over) - cut_at_end(over);
    const bool mark_hangs =
        style_.hanging == Hanging::stops && (units_[over].flags & (stop_mark | comma_mark)) != 0;
    if (overhang > limit_ && !mark_hangs) return 0;
    const std::uint32_t end = end_after(over);
    return may_end_after(end - 1) ? end : 0;
  }

  // Justified text prefers to push a unit in over spreading the line (CLREQ 3.1.7).
  std::uint32_t end_by_shrinking(std::uint32_t over, std::int32_t pen) const {
    const std::uint32_t inside = cut_at_start() > 0 ? first_ + 1 : first_;  // that half is taken already
    std::int32_t room = inside < over ? shrink_room(paragraph_, inside, over) : 0;
    for (std::uint32_t i = over; i < count_ && pen - room <= limit_; ++i) {
      pen += width_of(i);
      if (pen - room - cut_at_end(i) > limit_) return 0;
      const std::uint32_t end = end_after(i);
      if (may_end_after(end - 1)) return end;
      room += shrink_room(paragraph_, i, i + 1);
    }
    return 0;
  }

  // The end of the last unit before `over` that carries one of `wanted`; 0 if none.
  std::uint32_t last_break(std::uint32_t over, unsigned wanted) const {
    for (std::uint32_t i = over; i > first_; --i) {
      if ((units_[i - 1].flags & wanted) != 0) return i;
    }
    return 0;
  }

  // A weak break before an opening mark (发|〔2026〕12号) tears less than one behind it.
  std::uint32_t last_weak_break(std::uint32_t over) const {
    for (std::uint32_t i = over; i > first_; --i) {
      if ((units_[i - 1].flags & break_bits) != 0 && (units_[i].flags & not_at_end) != 0) return i;
    }
    return last_break(over, break_bits);
  }

  // Whether what follows unit `end` up to the next of the `wanted` breaks has room in no line. It is torn anyway, so it
  // may as well begin here.
  bool longer_than_a_line(std::uint32_t end, unsigned wanted) const {
    std::int32_t thing = 0;
    for (std::uint32_t i = end; i < count_; ++i) {
      thing += width_of(i);
      if (thing - cut_at_end(i) > limit_) return true;
      if ((units_[i].flags & wanted) != 0) return false;
    }
    return false;
  }

  // Even its first part up to a weak break is too long, and breaking before it would leave 3 em or more empty.
  bool leaves_needless_hole(std::uint32_t end, std::uint32_t over, std::int32_t pen) const {
    std::int32_t kept = pen;
    for (std::uint32_t i = end; i < over; ++i) kept -= width_of(i);
    return limit_ - kept >= 3 * 64 * paragraph_.largest_px && longer_than_a_line(end, break_bits);
  }

  // No break is left: tear between two units, at a mark inside the word if there is one, but back off where
  // that would put a closing mark at a line start or an opening mark at a line end.
  std::uint32_t torn(std::uint32_t over, std::uint32_t allowed) const {
    const std::uint32_t least = std::max(allowed, first_ + 1);
    for (const bool inside_word : {false, true}) {
      for (std::uint32_t end = over; end >= least && end > first_; --end) {
        const std::uint16_t before = units_[end - 1].flags, after = units_[end].flags;
        const bool tears_word = (before & after & latin_side) != 0;
        if ((after & not_at_start) == 0 && (before & not_at_end) == 0 && (inside_word || !tears_word))
          return end;
      }
    }
    return std::max(over, least);
  }

  // The line of units [first, end); up to unit `counted` they are `pen` wide after the cut at the start.
  FittedLine line(std::uint32_t end, std::uint32_t counted, std::int32_t pen) const {
    FittedLine out;
    out.first = first_;
    out.last = out.visible_end = end;
    while (out.visible_end > first_ && takes_no_room_at_end(out.visible_end - 1)) --out.visible_end;
    out.hard_end = end == count_ || is_hard_break(units_[end - 1].flags);
    if (out.visible_end > first_) {
      out.start_cut = cut_at_start();
      out.end_cut = cut_at_end(out.visible_end - 1);
    }
    for (; counted < out.visible_end; ++counted) pen += width_of(counted);
    while (counted > out.visible_end) pen -= width_of(--counted);
    out.width = out.visible_end > first_ ? pen - out.end_cut : 0;
    return out;
  }

  const ShapedParagraph& paragraph_;
  const UnfilledVector<Unit>& units_;
  const ParagraphStyle& style_;
  std::uint32_t first_, count_;
  std::int32_t limit_;
};

}  // namespace

FittedLine fit_line(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::uint32_t first,
                    std::int32_t limit) {
  return Fitter(paragraph, style, first, limit).run();
}

}  // namespace gongkai::text
