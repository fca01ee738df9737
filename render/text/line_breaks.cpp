#include "render/text/line_breaks.h"

namespace gongkai::text {
namespace {

using B = BreakClass;

// A set of classes as bits: the standard classes are fewer than 64.
constexpr std::uint64_t set_of(std::initializer_list<B> classes) {
  std::uint64_t bits = 0;
  for (const B c : classes) bits |= std::uint64_t{1} << static_cast<int>(c);
  return bits;
}
constexpr bool in(B c, std::uint64_t set) { return (set >> static_cast<int>(c) & 1) != 0; }

constexpr std::uint64_t hard = set_of({B::BK, B::CR, B::LF, B::NL});
constexpr std::uint64_t combining = set_of({B::CM, B::ZWJ});
constexpr std::uint64_t letters = set_of({B::AL, B::HL});
constexpr std::uint64_t affix = set_of({B::PR, B::PO});
constexpr std::uint64_t ideographs = set_of({B::ID, B::EB, B::EM});
constexpr std::uint64_t hangul = set_of({B::JL, B::JV, B::JT, B::H2, B::H3});
constexpr std::uint64_t number_end = set_of({B::NU, B::SY, B::IS, B::CL, B::CP});
constexpr std::uint64_t never_before = set_of({B::CL, B::CP, B::EX, B::IS, B::SY});  // LB13
constexpr std::uint64_t after_break_opportunity = set_of({B::BA, B::HY, B::NS});     // LB21

// Where the scan stands: what lies before the character looked at.
struct State {
  B base = B::XX;       // last class that is not a space or an attached mark (LB9, LB10)
  B raw = B::XX;        // class of the character just before
  bool spaced = false;  // spaces lie between base and here
  bool text_begun = false;
  bool hebrew_hyphen = false;  // base is the HY or BA of HL (HY | BA), LB21a
  bool in_number = false;      // NU (NU | SY | IS)*
  bool number_closed = false;  // ... (CL | CP)
  int indicators = 0;          // regional indicators up to base
  std::size_t base_index = 0;
};

class Scan {
 public:
  Scan(std::span<const char32_t> text, std::span<const B> fine, const BreakTailoring& tailoring)
      : text_(text), fine_(fine), tailoring_(tailoring) {}

  // Most pairs are of classes that need no context, and most of those are two ideographs: they are read from
  // a table, and the state is only made up when something else comes.
  void run(Break* breaks) {
    const SimplePairs& pairs = tailoring_.pairs;
    std::uint8_t last = SimplePairs::not_simple;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const std::uint8_t next = pairs.index[static_cast<std::size_t>(fine_[i])];
      if (last != SimplePairs::not_simple && next != SimplePairs::not_simple) {
        const std::uint8_t known = pairs.breaks[last][next];
        if (known != SimplePairs::not_simple) {
          // One ideograph after another: the same answer as long as the class stays.
          breaks[i] = static_cast<Break>(known);
          if (last == next) {
            while (i + 1 < text_.size() && fine_[i + 1] == fine_[i]) breaks[++i] = static_cast<Break>(known);
          }
          last = next;
          continue;
        }
      }
      if (last != SimplePairs::not_simple) restore(i - 1);
      B c = tailoring_[fine_[i]];
      if (c == B::CL || c == B::OP) c = quote_or_apostrophe(i, c);
      breaks[i] = before(i, c);
      advance(i, c);
      last = next;
    }
  }

 private:
  // The state after character i, which is of a simple class.
  void restore(std::size_t i) {
    if (state_.base_index == i && state_.text_begun) return;  // the slow path was here itself
    state_ = State{};
    state_.base = state_.raw = tailoring_[fine_[i]];
    state_.text_begun = true;
    state_.base_index = i;
    state_.in_number = state_.base == B::NU;
  }

  // ’ between letters is an apostrophe, whatever the level says of quotation marks.
  B quote_or_apostrophe(std::size_t i, B c) const {
    if (!tailoring_.apostrophes || (fine_[i] != B::single_quote_close && fine_[i] != B::single_quote_open))
      return c;
    const bool inside = i > 0 && i + 1 < text_.size() &&
                        in(tailoring_[fine_[i - 1]], letters | set_of({B::NU})) &&
                        in(tailoring_[fine_[i + 1]], letters);
    return inside ? B::QU : c;
  }

  Break before(std::size_t i, B c) const {
    const State& s = state_;
    if (!s.text_begun) return Break::none;                                            // LB2
    if (in(s.raw, hard) && !(s.raw == B::CR && c == B::LF)) return Break::mandatory;  // LB4, LB5
    if (in(c, hard) || c == B::SP || c == B::ZW) return Break::none;                  // LB6, LB7
    if (s.base == B::ZW) return Break::allowed;                                       // LB8
    if (s.raw == B::ZWJ) return Break::none;                                          // LB8a
    if (in(c, combining)) {
      if (!s.spaced) return Break::none;  // LB9
      c = B::AL;                          // LB10
    }
    if (joined_across_spaces(c)) return Break::none;
    if (s.spaced) return Break::allowed;                       // LB18
    if (s.base == B::QU || c == B::QU) return Break::none;     // LB19
    if (s.base == B::CB || c == B::CB) return Break::allowed;  // LB20
    if (in(c, after_break_opportunity) || s.base == B::BB || s.hebrew_hyphen) return Break::none;
    if (s.base == B::SY && c == B::HL) return Break::none;  // LB21b
    if (c == B::IN) return Break::none;                     // LB22
    if (joined_words(c) || joined_number(i, c) || joined_rest(i, c)) return Break::none;
    return tailored(c);
  }

  // LB11 to LB17.
  bool joined_across_spaces(B c) const {
    const State& s = state_;
    if (c == B::WJ || (!s.spaced && s.base == B::WJ)) return true;                   // LB11
    if (!s.spaced && s.base == B::GL) return true;                                   // LB12
    if (!s.spaced && c == B::GL && s.base != B::BA && s.base != B::HY) return true;  // LB12a
    if (in(c, never_before)) return true;                                            // LB13
    if (s.base == B::OP) return true;                                                // LB14
    if (s.base == B::QU && c == B::OP) return true;                                  // LB15
    if ((s.base == B::CL || s.base == B::CP) && c == B::NS) return true;             // LB16
    return s.base == B::B2 && c == B::B2;                                            // LB17
  }

  // LB23, LB23a, LB24, LB28, LB29.
  bool joined_words(B c) const {
    const B b = state_.base;
    if ((in(b, letters) && c == B::NU) || (b == B::NU && in(c, letters))) return true;
    if ((b == B::PR && in(c, ideographs)) || (in(b, ideographs) && c == B::PO)) return true;
    if ((in(b, affix) && in(c, letters)) || (in(b, letters) && in(c, affix))) return true;
    return in(c, letters) && (in(b, letters) || b == B::IS);
  }

  // LB25 as in Example 7: a number with its signs, separators, brackets and unit.
  bool joined_number(std::size_t i, B c) const {
    const State& s = state_;
    if (in(s.base, affix) && (c == B::NU || ((c == B::OP || c == B::HY) && number_follows(i)))) return true;
    if ((s.base == B::OP || s.base == B::HY) && c == B::NU) return true;
    if (s.in_number && in(c, number_end)) return true;
    return (s.in_number || s.number_closed) && in(c, affix);
  }

  bool number_follows(std::size_t i) const {
    for (++i; i < text_.size(); ++i) {
      const B c = tailoring_[fine_[i]];
      if (!in(c, combining)) return c == B::NU;
    }
    return false;
  }

  // LB26, LB27, LB30, LB30a, LB30b.
  bool joined_rest(std::size_t i, B c) const {
    const State& s = state_;
    const B b = s.base;
    if (b == B::JL && in(c, set_of({B::JL, B::JV, B::H2, B::H3}))) return true;
    if ((b == B::JV || b == B::H2) && (c == B::JV || c == B::JT)) return true;
    if ((b == B::JT || b == B::H3) && c == B::JT) return true;
    if ((in(b, hangul) && c == B::PO) || (b == B::PR && in(c, hangul))) return true;
    const bool wordlike_before = in(b, letters) || b == B::NU, wordlike = in(c, letters) || c == B::NU;
    if (wordlike_before && c == B::OP && !unicode_record(text_[i]).has(wide_or_half)) return true;
    if (b == B::CP && wordlike && !unicode_record(text_[s.base_index]).has(wide_or_half)) return true;
    if (b == B::RI && c == B::RI) return s.indicators % 2 == 1;
    if (c != B::EM) return false;
    const CharacterRecord& base = unicode_record(text_[s.base_index]);
    return b == B::EB || (base.has(pictographic) && base.has(unassigned));
  }

  Break tailored(B c) const {
    if (state_.base != B::SY) return Break::allowed;
    if (tailoring_.keep_solidus_with_next && in(c, ideographs)) return Break::none;
    return tailoring_.keep_words && in(c, letters | set_of({B::NU})) ? Break::weak : Break::allowed;
  }

  void advance(std::size_t i, B c) {
    State& s = state_;
    const B raw = c;
    s.text_begun = true;
    if (c == B::SP) {
      s.raw = raw;
      s.spaced = true;
      s.in_number = s.number_closed = s.hebrew_hyphen = false;
      return;
    }
    if (in(c, combining)) {
      const bool attaches = !s.spaced && i > 0 && !in(s.raw, hard) && s.raw != B::ZW;
      s.raw = raw;
      if (attaches) return;
      c = B::AL;
    }
    s.hebrew_hyphen = !s.spaced && s.base == B::HL && (c == B::HY || c == B::BA);
    s.number_closed = s.in_number && (c == B::CL || c == B::CP);
    s.in_number = c == B::NU || (s.in_number && (c == B::SY || c == B::IS));
    s.indicators = c == B::RI ? (s.base == B::RI && !s.spaced ? s.indicators + 1 : 1) : 0;
    s.base = c;
    s.raw = raw;
    s.spaced = false;
    s.base_index = i;
  }

  std::span<const char32_t> text_;
  std::span<const B> fine_;
  const BreakTailoring& tailoring_;
  State state_;
};

}  // namespace

SimplePairs make_simple_pairs(const BreakTailoring& tailoring) {
  constexpr B simple[] = {B::ID, B::CL, B::OP, B::EX, B::NS, B::IN, B::B2, B::AL, B::NU};
  static_assert(std::size(simple) == SimplePairs::count);
  SimplePairs out;
  for (std::size_t fine = 0; fine < out.index.size(); ++fine) {
    out.index[fine] = SimplePairs::not_simple;
    const B c = static_cast<B>(fine);
    if (c == B::single_quote_open || c == B::single_quote_close) continue;  // may be an apostrophe
    for (std::size_t i = 0; i < SimplePairs::count; ++i) {
      if (tailoring[c] == simple[i]) out.index[fine] = static_cast<std::uint8_t>(i);
    }
  }
  // The pairs as the rules themselves decide them, on classes that stand for themselves.
  BreakTailoring plain = tailoring;
  for (const B c : simple) plain.standard[static_cast<std::size_t>(c)] = c;
  plain.pairs.index.fill(SimplePairs::not_simple);
  for (std::size_t a = 0; a < SimplePairs::count; ++a) {
    for (std::size_t b = 0; b < SimplePairs::count; ++b) {
      const char32_t text[] = {U'一', U'一'};
      const B classes[] = {simple[a], simple[b]};
      Break breaks[2];
      Scan(text, classes, plain).run(breaks);
      out.breaks[a][b] = static_cast<std::uint8_t>(breaks[1]);
      // Whether a letter or digit clings to a bracket depends on the width of the bracket (LB30), and a
      // bracket that closes a number still decides about the unit after it (LB25).
      const bool wordlike = simple[a] == B::AL || simple[a] == B::NU;
      if (wordlike && simple[b] == B::OP) out.breaks[a][b] = SimplePairs::not_simple;
      if (simple[a] == B::NU && simple[b] == B::CL) out.breaks[a][b] = SimplePairs::not_simple;
    }
  }
  return out;
}

void find_line_breaks(std::span<const char32_t> text, std::span<const BreakClass> classes,
                      const BreakTailoring& tailoring, std::vector<Break>& breaks) {
  breaks.resize(text.size() + 1);
  breaks.back() = text.empty() ? Break::none : Break::mandatory;
  Scan(text, classes, tailoring).run(breaks.data());
}

}  // namespace gongkai::text
