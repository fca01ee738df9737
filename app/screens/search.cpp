#include <fmt/format.h>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

struct Key {
  std::string words;
  Intent intent;
  int width = 0;             // 0: as wide as a letter
  Tone fill = Tone::surface, ink = Tone::ink;
};

// Rows of letters for a screen on which `across` keys stand side by side. Ten make the keyboard people know; on a
// narrow one the alphabet is found faster than a keyboard broken in the middle.
std::vector<std::string> letter_rows(int across) {
  if (across >= 10) return {"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
  return {"12345678", "90ABCDEF", "GHIJKLMN", "OPQRSTUV"};
}

constexpr int keyboard_margin = 12;

// Key size and distance: letters fill the width they are given, and are never smaller than a target.
class Keyboard {
 public:
  Keyboard(const Building& building, int width)
      : building_(building), apart_(building.context.device.distance_units), target_(building.context.device.target_units),
        width_(width - 2 * keyboard_margin), across_((width_ + apart_) / (target_ + apart_) >= 10 ? 10 : 8) {}

  Block block() const {
    Blocks rows;
    for (const std::string& letters : letter_rows(across_)) {
      Blocks keys;
      for (const char letter : letters) keys.push_back(key({std::string(1, letter), TypeText{std::string(1, letter)}}));
      rows.push_back(line(std::move(keys)));
    }
    const bool narrow = across_ < 10;
    const int word = narrow ? 0 : std::max(150, target_);
    Blocks last;
    if (narrow) {  // what is left of the alphabet and the words share a row
      for (const char letter : {'W', 'X', 'Y', 'Z'}) last.push_back(key({std::string(1, letter), TypeText{std::string(1, letter)}}));
    }
    for (const Key& k : {Key{"清空", ClearText{}, word, Tone::surface_soft},
                         Key{"空格", TypeText{" "}, narrow ? 0 : width_ - 4 * apart_ - 3 * word - 60, Tone::indigo, Tone::on_accent},
                         Key{"退格", EraseText{}, word, Tone::surface_soft},
                         Key{"返回", GoBack{}, word, Tone::indigo, Tone::on_accent}}) {
      last.push_back(key(k));
    }
    rows.push_back(line(std::move(last)));
    Block all = column(std::move(rows), apart_);
    all.padding = layout::edges(keyboard_margin, 16);
    return filled(std::move(all), Tone::line);
  }

 private:
  Block key(Key k) const {
    // Keys keep their size in large text: ten of them fill the line.
    const int size = (k.words.size() > 3 ? 32 : 44) * (building_.state.large_text ? 2 : 3) / 3;
    Block words = text(k.words, {.size = size, .tone = k.ink, .align = Align::center, .line_height = 120});
    Block block = column({spacer(), std::move(words), spacer()});
    block.width = k.width != 0 ? k.width : std::min(100, (width_ - (across_ - 1) * apart_) / across_);
    const bool tight = building_.state.low_reach || building_.context.device.landscape();
    block.height = std::max(target_, tight ? 84 : 100);
    block = filled(std::move(block), k.fill, 10);
    block.border = Tone::line;
    return tapped(std::move(block), building_.intents.add(std::move(k.intent)), k.words);
  }

  Block line(Blocks keys) const {
    Block block = row(std::move(keys), apart_);
    std::get<layout::Group>(block.content).along = Place::center;
    return block;
  }

  const Building& building_;
  int apart_, target_, width_, across_;
};

Block result_row(const Building& building, const store::ItemSummary& item) {
  const std::string place = item.place.empty() ? "" : item.place + "窗口";
  Block block = row({grown(column({text(item.title, {.size = 38, .role = FontRole::sans_bold}),
                                   secondary(joined({std::string(model::title_zh(item.kind)), item.organ_name, place}))},
                                  2)),
                     icon(icons::forward, 44, Tone::ink_second)},
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
  Block bar = breadcrumb_bar(building, {"首页", "搜索"}, Tone::indigo);
  if (!building.context.device.landscape()) {
    Block keys = Keyboard(building, building.context.device.width_units).block();
    return touch_page(building, {std::move(bar), scroll(std::move(body), 40), {std::move(keys)}});
  }
  Block keys = filled(column({spacer(), Keyboard(building, 1080).block()}), Tone::line);
  keys.width = 1080;
  return touch_page(building, {std::move(bar), row({scroll(std::move(body), 40), std::move(keys)}, 0, Place::stretch), {}});
}

}  // namespace gongkai::screens
