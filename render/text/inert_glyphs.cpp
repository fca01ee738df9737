#include "render/text/inert_glyphs.h"

#include <hb-ot.h>
#include <hb.h>

namespace gongkai::text {
namespace {

struct DropSet {
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
using Set = std::unique_ptr<hb_set_t, DropSet>;

// Every glyph that a lookup of the plan reads, in whatever place.
void collect(hb_face_t* face, hb_shape_plan_t* plan, hb_tag_t table, hb_set_t* glyphs) {
  const Set lookups(hb_set_create());
  hb_ot_shape_plan_collect_lookups(plan, table, lookups.get());
  for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &lookup);) {
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, glyphs, glyphs, glyphs, nullptr);
  }
}

struct DropPlan {
  void operator()(hb_shape_plan_t* plan) const { hb_shape_plan_destroy(plan); }
};
using Plan = std::unique_ptr<hb_shape_plan_t, DropPlan>;

Plan make_plan(hb_face_t* face, Script script, Language language) {
  hb_segment_properties_t properties = HB_SEGMENT_PROPERTIES_DEFAULT;
  properties.direction = HB_DIRECTION_LTR;
  properties.script = hb_script_from_iso15924_tag(script);
  properties.language = hb_language_from_string(language_tag(language), -1);
  return Plan(hb_shape_plan_create(face, &properties, nullptr, 0, nullptr));
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
  hb_blob_t* blob = hb_face_reference_table(face, tag);
  const bool present = hb_blob_get_length(blob) > 0;
  hb_blob_destroy(blob);
  return present;
}

}  // namespace

const char* language_tag(Language language) {
  switch (language) {
    case Language::zh_hans:
      return "zh-Hans";
    case Language::zh_hant:
      return "zh-Hant";
    case Language::ug:
      return "ug";
    case Language::bo:
      return "bo";
    case Language::mn:
      return "mn";
    case Language::ii:
      return "ii";
    case Language::en:
      return "en";
  }
  return "zh-Hans";
}

InertGlyphs::InertGlyphs(const FontFile& font, Script script, Language language) {
  if (font.bitmap()) {
    all_ = true;
    return;
  }
  hb_face_t* face = hb_font_get_face(font.shaper());
  touched_.assign(hb_face_get_glyph_count(face), false);
  // Apple's tables and the old kern table have no such list: nothing is known to be inert there.
  if (has_table(face, HB_TAG('m', 'o', 'r', 'x')) || has_table(face, HB_TAG('k', 'e', 'r', 'x')) ||
      (has_table(face, HB_TAG('k', 'e', 'r', 'n')) && !has_table(face, HB_TAG('G', 'P', 'O', 'S')))) {
    touched_.assign(touched_.size(), true);
    return;
  }
  const Plan plan = make_plan(face, script, language);
  const Set glyphs(hb_set_create());
  collect(face, plan.get(), HB_OT_TAG_GSUB, glyphs.get());
  collect(face, plan.get(), HB_OT_TAG_GPOS, glyphs.get());
  for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(glyphs.get(), &glyph);) {
    if (glyph < touched_.size()) touched_[glyph] = true;
  }
}

bool shape_alike(const FontFile& font, Script a, Script b, Language language) {
  if (a == b || font.bitmap()) return true;
  hb_face_t* face = hb_font_get_face(font.shaper());
  const Plan first = make_plan(face, a, language), second = make_plan(face, b, language);
  for (const hb_tag_t table : {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS}) {
    const Set lookups(hb_set_create()), others(hb_set_create());
    hb_ot_shape_plan_collect_lookups(first.get(), table, lookups.get());
    hb_ot_shape_plan_collect_lookups(second.get(), table, others.get());
    if (!hb_set_is_equal(lookups.get(), others.get())) return false;
  }
  return true;
}

}  // namespace gongkai::text
