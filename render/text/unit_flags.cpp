#include "render/text/unit_flags.h"

#include "render/text/break_levels.h"

namespace gongkai::text {
namespace {

using B = BreakClass;

// Which classes may not stand at a line's edge even where a line is torn for want of room.
ClassFlags make_class_flags(const BreakTailoring& tailoring) {
  ClassFlags out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    switch (tailoring.standard[i]) {
      case B::CL:
      case B::CP:
      case B::EX:
      case B::IS:
      case B::SY:
      case B::NS:
      case B::IN:
      case B::BA:
      case B::PO:
      case B::CM:
      case B::ZWJ:
        out[i] = not_at_start;
        break;
      case B::OP:
      case B::BB:
      case B::PR:
        out[i] = not_at_end;
        break;
      case B::QU:
        out[i] = static_cast<B>(i) == B::full_solidus ? not_at_start | not_at_end : 0;
        break;
      case B::GL:
      case B::WJ:
        out[i] = not_at_start | not_at_end;
        break;
      default:
        break;
    }
  }
  for (const B stop : {B::exclamation, B::full_stop_mark}) out[static_cast<std::size_t>(stop)] |= stop_mark;
  out[static_cast<std::size_t>(B::comma)] |= comma_mark;
  return out;
}

}  // namespace

const ClassFlags& class_flags(BreakLevel level, Language language) {
  static const auto all = [] {
    std::array<std::array<ClassFlags, 2>, 5> flags;
    for (std::size_t i = 0; i < flags.size(); ++i) {
      flags[i][0] = make_class_flags(break_tailoring(static_cast<BreakLevel>(i), Language::en));
      flags[i][1] = make_class_flags(break_tailoring(static_cast<BreakLevel>(i), Language::zh_hans));
    }
    return flags;
  }();
  const bool chinese = language == Language::zh_hans || language == Language::zh_hant;
  return all[static_cast<std::size_t>(level)][chinese ? 1 : 0];
}

}  // namespace gongkai::text
