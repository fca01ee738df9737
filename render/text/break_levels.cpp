#include "render/text/break_levels.h"

#include "render/text/line_breaks.h"

namespace gongkai::text {
namespace {

using B = BreakClass;

struct Mapping {
  B fine, standard;
};

// LB1 for what the standard itself leaves open, and the UCD class of each finer class.
constexpr Mapping root_mappings[] = {{B::AI, B::AL},
                                     {B::SG, B::AL},
                                     {B::XX, B::AL},
                                     {B::SA, B::AL},
                                     {B::mark_of_sa, B::CM},
                                     {B::CJ, B::NS},
                                     {B::ambiguous_symbol, B::AL},
                                     {B::quote_open, B::QU},
                                     {B::quote_close, B::QU},
                                     {B::single_quote_open, B::QU},
                                     {B::single_quote_close, B::QU},
                                     {B::dash, B::B2},
                                     {B::horizontal_bar, B::AL},
                                     {B::ellipsis, B::IN},
                                     {B::en_dash, B::BA},
                                     {B::interpunct, B::AL},
                                     {B::hyphenation_point, B::BA},
                                     {B::centred_mark, B::NS},
                                     {B::exclamation, B::EX},
                                     {B::wave, B::NS},
                                     {B::connector, B::ID},
                                     {B::full_solidus, B::ID},
                                     {B::iteration, B::NS},
                                     {B::wide_postfix, B::PO},
                                     {B::wide_prefix, B::PR},
                                     {B::full_stop_mark, B::CL},
                                     {B::comma, B::CL},
                                     {B::wide_open, B::OP},
                                     {B::wide_close, B::CL}};

// CLREQ basic over root. A dash may start a line, a pair of them is never torn (B2 × B2).
constexpr Mapping basic_mappings[] = {
    {B::interpunct, B::NS},   {B::hyphenation_point, B::NS}, {B::connector, B::NS}, {B::en_dash, B::AL},
    {B::full_solidus, B::NS}, {B::horizontal_bar, B::B2},    {B::CJ, B::ID},        {B::wave, B::ID}};

// In Chinese a quotation mark has a side, and a circled number is as wide as a character.
constexpr Mapping chinese_mappings[] = {{B::quote_open, B::OP},
                                        {B::quote_close, B::CL},
                                        {B::single_quote_open, B::OP},
                                        {B::single_quote_close, B::CL},
                                        {B::ambiguous_symbol, B::ID}};

// The solidus clings to both sides, as an ambiguous quotation mark does; – is a connector too.
constexpr Mapping gb_mappings[] = {{B::full_solidus, B::QU}, {B::en_dash, B::NS}};

constexpr Mapping strict_mappings[] = {
    {B::dash, B::IN}, {B::horizontal_bar, B::IN}, {B::CJ, B::NS}, {B::wave, B::NS}};

// No rules for Chinese marks. …… stays one unit (B2 × B2); a suffix clings to its number as a letter does.
constexpr Mapping none_mappings[] = {{B::full_stop_mark, B::ID},
                                     {B::comma, B::ID},
                                     {B::wide_open, B::ID},
                                     {B::wide_close, B::ID},
                                     {B::centred_mark, B::ID},
                                     {B::exclamation, B::ID},
                                     {B::iteration, B::ID},
                                     {B::CJ, B::ID},
                                     {B::wave, B::ID},
                                     {B::connector, B::ID},
                                     {B::full_solidus, B::ID},
                                     {B::interpunct, B::ID},
                                     {B::hyphenation_point, B::ID},
                                     {B::ellipsis, B::B2},
                                     {B::IN, B::B2},
                                     {B::horizontal_bar, B::B2},
                                     {B::en_dash, B::AL},
                                     {B::wide_postfix, B::AL},
                                     {B::wide_prefix, B::AL},
                                     {B::ambiguous_symbol, B::ID},
                                     {B::quote_open, B::ID},
                                     {B::quote_close, B::ID},
                                     {B::single_quote_open, B::ID},
                                     {B::single_quote_close, B::ID}};

template <std::size_t N>
void apply(BreakTailoring& tailoring, const Mapping (&mappings)[N]) {
  for (const Mapping& m : mappings) tailoring.standard[static_cast<std::size_t>(m.fine)] = m.standard;
}

BreakTailoring make_classes(BreakLevel level, bool chinese) {
  BreakTailoring out;
  for (std::size_t i = 0; i < out.standard.size(); ++i) out.standard[i] = static_cast<B>(i);
  apply(out, root_mappings);
  if (level == BreakLevel::root) return out;
  out.apostrophes = chinese;
  if (level == BreakLevel::none) {
    apply(out, none_mappings);
    return out;
  }
  apply(out, basic_mappings);
  if (chinese) apply(out, chinese_mappings);
  out.keep_words = true;
  if (level == BreakLevel::basic) return out;
  apply(out, gb_mappings);
  out.keep_solidus_with_next = true;
  if (level == BreakLevel::strict) apply(out, strict_mappings);
  return out;
}

BreakTailoring make_tailoring(BreakLevel level, bool chinese) {
  BreakTailoring out = make_classes(level, chinese);
  out.pairs = make_simple_pairs(out);
  return out;
}

constexpr int level_count = 5;
const BreakTailoring tailorings[level_count][2] = {
    {make_tailoring(BreakLevel::root, false), make_tailoring(BreakLevel::root, true)},
    {make_tailoring(BreakLevel::none, false), make_tailoring(BreakLevel::none, true)},
    {make_tailoring(BreakLevel::basic, false), make_tailoring(BreakLevel::basic, true)},
    {make_tailoring(BreakLevel::gb, false), make_tailoring(BreakLevel::gb, true)},
    {make_tailoring(BreakLevel::strict, false), make_tailoring(BreakLevel::strict, true)}};

}  // namespace

const BreakTailoring& break_tailoring(BreakLevel level, Language language) {
  const bool chinese = language == Language::zh_hans || language == Language::zh_hant;
  return tailorings[static_cast<int>(level)][chinese ? 1 : 0];
}

}  // namespace gongkai::text
