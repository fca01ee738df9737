// The chains of fonts/fonts.toml, for tests that need real Chinese fonts.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "render/text/font_stack.h"
#include "render/text/paragraph.h"

namespace gongkai::text {

inline FontPlan installed_plan() {
  const std::string noto = "/usr/share/fonts/truetype/noto/", cjk = "/usr/share/fonts/opentype/noto/";
  const std::string bitmap = "/usr/share/fonts/X11/misc/", hana = "/usr/share/fonts/truetype/hanazono/";
  const std::vector<FontFileSpec> rest = {{noto + "NotoSansArabic-Regular.ttf", 0},
                                          {noto + "NotoSerifTibetan-Regular.ttf", 0},
                                          {noto + "NotoSansMongolian-Regular.ttf", 0},
                                          {noto + "NotoSansYi-Regular.ttf", 0},
                                          {noto + "NotoColorEmoji.ttf", 0},
                                          {hana + "HanaMinA.ttf", 0},
                                          {hana + "HanaMinB.ttf", 0}};
  FontPlan plan;
  const auto chain = [&](FontRole role, std::vector<FontFileSpec> first) {
    first.insert(first.end(), rest.begin(), rest.end());
    plan.roles[static_cast<int>(role)] = std::move(first);
  };
  chain(FontRole::sans, {{cjk + "NotoSansCJK-Regular.ttc", 2}});
  chain(FontRole::sans_bold, {{cjk + "NotoSansCJK-Bold.ttc", 2}});
  chain(FontRole::serif, {{cjk + "NotoSerifCJK-Regular.ttc", 2}});
  chain(FontRole::serif_bold, {{cjk + "NotoSerifCJK-Bold.ttc", 2}});
  chain(FontRole::icon,
        {{"/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf", 0}});
  chain(FontRole::led, {{bitmap + "wenquanyi_9pt.pcf", 0},
                        {bitmap + "wenquanyi_12pt.pcf", 0},
                        {"/usr/share/fonts/opentype/unifont/unifont.otf", 0},
                        {cjk + "NotoSansCJK-Regular.ttc", 2}});
  return plan;
}

inline const FontStack& installed_fonts() {
  static const FontStack stack = [] {
    auto loaded = FontStack::load(installed_plan());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
  }();
  return stack;
}

inline Paragraph one_span(const std::string& text, int px = 32, FontRole role = FontRole::sans) {
  Paragraph paragraph;
  Span& span = paragraph.spans.emplace_back();
  span.text = text;
  span.role = role;
  span.px = px;
  return paragraph;
}

}  // namespace gongkai::text
