#include "render/text/spacing.h"

namespace gongkai::text {
namespace {

constexpr unsigned adjustable = cuts_left | cuts_right;

bool is_interpunct(const Unit& unit) { return (unit.flags & adjustable) == adjustable; }
bool is_closing(const Unit& unit) { return (unit.flags & adjustable) == cuts_right; }
bool is_opening(const Unit& unit) { return (unit.flags & adjustable) == cuts_left; }

class Spacer {
 public:
  Spacer(const ParagraphStyle& style, ShapedParagraph& paragraph) : paragraph_(paragraph), style_(style) {}

  void run(std::span<const std::uint32_t> places) {
    const auto& units = paragraph_.units;
    if (style_.letter_spacing_px != 0) {
      for (std::size_t i = 0; i + 1 < units.size(); ++i) {
        if (!is_hard_break(units[i].flags)) widen(i, style_.letter_spacing_px * 64);  // a line feed has no width
      }
    }
    constexpr unsigned sides = han_side | latin_side;
    for (const std::uint32_t i : places) {
      if ((units[i].flags & adjustable) != 0) trim_mark(i);
      if (i > 0 && ((units[i].flags ^ units[i - 1].flags) & sides) == sides) add_gap(i - 1);
    }
  }

 private:
  void widen(std::size_t i, std::int32_t by) { set_advance(paragraph_, i, advance_of(paragraph_, i) + by); }
  void cut_left(std::size_t i) {
    widen(i, -trim_amount(paragraph_, i));
    paragraph_.units[i].flags |= left_is_cut;
  }
  void cut_right(std::size_t i) {
    widen(i, -trim_amount(paragraph_, i));
    paragraph_.units[i].flags |= right_is_cut;
  }

  // Of two marks in a row the outer halves stay: 》《 loses one half, 》， one, （《 one.
  void trim_mark(std::size_t i) {
    auto& units = paragraph_.units;
    if (is_interpunct(units[i])) {
      cut_left(i);
      cut_right(i);
    }
    if (i == 0) return;
    const Unit& before = units[i - 1];
    const bool before_is_mark = (before.flags & adjustable) != 0;
    if (is_opening(units[i]) && before_is_mark && !is_interpunct(before)) cut_left(i);
    if (is_closing(units[i]) && is_closing(before)) cut_right(i - 1);
  }

  // Both bits differ between the two units: one is Han, the other Latin.
  void add_gap(std::size_t i) {
    widen(i, han_latin_gap(run_of(paragraph_, i)));
    paragraph_.units[i].flags |= gap_after;
  }

  ShapedParagraph& paragraph_;
  const ParagraphStyle& style_;
};

}  // namespace

void set_spacing(const ParagraphStyle& style, std::span<const std::uint32_t> places,
                 ShapedParagraph& paragraph) {
  Spacer(style, paragraph).run(places);
}

}  // namespace gongkai::text
