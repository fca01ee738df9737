#include <fmt/format.h>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

Block key(const Building& building, const std::string& words, Intent intent, int width, Tone fill, Tone ink) {
  // Keys keep their size in large text: ten of them fill the line.
  const int size = (words.size() > 3 ? 32 : 44) * (building.state.large_text ? 2 : 3) / 3;
  Block block = text(words, {.size = size, .tone = ink, .align = Align::center, .line_height = 120});
  block = column({spacer(), std::move(block), spacer()});
  block.width = width;
  block.height = building.state.low_reach ? 84 : 100;
  block = filled(std::move(block), fill, 10);
  block.border = Tone::line;
  return tapped(std::move(block), building.intents.add(std::move(intent)), words);
}

Block key_row(const Building& building, const char* letters) {
  Blocks keys;
  for (const char* c = letters; *c != '\0'; ++c) {
    keys.push_back(key(building, std::string(1, *c), TypeText{std::string(1, *c)}, 88, Tone::surface, Tone::ink));
  }
  Block line = row(std::move(keys), 16);
  std::get<layout::Group>(line.content).along = Place::center;
  return line;
}

Block keyboard(const Building& building) {
  Block last = row({key(building, "清空", ClearText{}, 150, Tone::surface_soft, Tone::ink),
                    key(building, "空格", TypeText{" "}, 300, Tone::indigo, Tone::on_accent),
                    key(building, "退格", EraseText{}, 150, Tone::surface_soft, Tone::ink),
                    key(building, "返回", GoBack{}, 200, Tone::indigo, Tone::on_accent)},
                   16);
  std::get<layout::Group>(last.content).along = Place::center;
  Block block = column({key_row(building, "1234567890"), key_row(building, "QWERTYUIOP"), key_row(building, "ASDFGHJKL"),
                        key_row(building, "ZXCVBNM"), std::move(last)},
                       16);
  block.padding = layout::edges(16, 20);
  return filled(std::move(block), Tone::line);
}

Block result_row(const Building& building, const store::ItemSummary& item) {
  const std::string place = item.place.empty() ? "" : item.place + "窗口";
  Block block = row({grown(column({text(item.title, {.size = 38, .role = FontRole::sans_bold}),
                                   secondary(joined({std::string(model::title_zh(item.kind)), item.organ_name, place}))},
                                  2)),
                     icon(icons::forward, 44, Tone::disabled)},
                    20);
  block.padding = layout::edges(32, 20);
  block.min_height = 116;
  return tapped(filled(std::move(block), Tone::surface, 16), building.intents.add(OpenItem{item.id}), item.title);
}

Block nothing_found(const Building& building) {
  return card({bold("没有找到，换个说法试试", 40),
               text("可以只输入拼音首字母，例如“居民身份证”输入 JMSFZ；也可以输入窗口号或文号里的数字。"),
               text(fmt::format("也可以到一楼咨询台询问，或拨打 {}。", building.context.hall.hotline))},
              48, 12);
}

}  // namespace

Block search_page(const Building& building, const SearchPage& page) {
  Blocks field{icon(icons::search, 48, Tone::indigo)};
  if (page.text.empty()) {
    field.push_back(text("搜事项、文号、收费项目，可输拼音首字母", {.size = 34, .tone = Tone::ink_second, .max_lines = 1}));
  } else {
    field.push_back(text(page.text, {.size = 46, .role = FontRole::sans_bold, .max_lines = 1}));
  }
  Block box = row(std::move(field), 20);
  box.padding = layout::edges(40, 16);
  box.min_height = 104;
  box = filled(std::move(box), Tone::surface, 52);
  box.border = Tone::indigo;
  box.border_width = 3;

  Blocks content{std::move(box)};
  if (!page.text.empty()) {
    const auto found = building.context.store->search(page.text, building.context.now, 40);
    if (found.empty()) {
      content.push_back(nothing_found(building));
    } else {
      content.push_back(secondary(fmt::format("找到 {} 条", found.size())));
    }
    for (const auto& item : found) content.push_back(result_row(building, item));
  }
  Block body = column(std::move(content), 16);
  body.padding = {40, 28, 40, 28};
  return touch_page(building, {breadcrumb_bar(building, {"首页", "搜索"}, Tone::indigo), scroll(std::move(body), 40),
                               {keyboard(building)}});
}

}  // namespace gongkai::screens
