#include <fmt/format.h>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/targets.h"
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

// Key size and distance: letters fill the width they are given, and are never smaller than a target.
class Keyboard {
 public:
  Keyboard(const Building& building, int width)
      : building_(building), apart_(building.context.device.distance_units), target_(building.context.device.target_units),
        width_(width - 2 * keyboard_margin), across_((width_ + apart_) / (target_ + apart_) >= 10 ? 10 : 8) {}

  // In high contrast a line is as bright as the letters: no ground for keys.
  Tone ground() const { return building_.state.high_contrast ? Tone::paper : Tone::line; }

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
    return filled(std::move(all), ground());
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

// The title, with what answers the text in another colour: not bolder, so that no word moves while one types.
Block marked_title(const Building& building, const store::ItemSummary& item) {
  const ShownTitle title = shown_title(building, item);
  std::vector<TextSpan> spans;
  std::size_t from = 0;
  const auto add = [&](std::size_t to, Tone tone) {
    if (to > from) spans.push_back({title.words.substr(from, to - from), FontRole::sans_bold, 38, tone, false});
    from = to;
  };
  for (const store::TextRange& mark : title.marks) {
    add(mark.begin, Tone::ink);
    add(mark.end, Tone::vermilion);
  }
  add(title.words.size(), Tone::ink);
  return rich_text(std::move(spans), {.role = FontRole::sans_bold});
}

Block result_row(const Building& building, const store::ItemSummary& item) {
  const std::string place = item.place.empty() ? "" : item.place + "窗口";
  Block block = row({grown(column({marked_title(building, item),
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

// What has been typed, or what can be. The keys below write into it: it is no target itself.
Block field(const SearchPage& page) {
  Blocks parts{icon(icons::search, 48, Tone::indigo)};
  if (page.text.empty()) {
    parts.push_back(text("输入拼音首字母或号码", {.size = 34, .tone = Tone::ink_second}));
  } else {
    parts.push_back(grown(text(page.text, {.size = 46, .role = FontRole::sans_bold})));
  }
  Block box = row(std::move(parts), 20);
  box.padding = layout::edges(40, 16);
  box.min_height = 104;
  box = filled(std::move(box), Tone::surface, 52);
  box.border = Tone::indigo;
  box.border_width = 3;
  return padded(column({std::move(box)}), {page_margin, 24, page_margin, 0});
}

Block results(const Building& building, const SearchPage& page) {
  Blocks content;
  if (!page.text.empty()) {
    const auto found = building.context.store->search(page.text, building.context.now, 40);
    content.push_back(found.empty() ? nothing_found(building) : secondary(fmt::format("找到 {} 条", found.size())));
    for (const auto& item : found) content.push_back(result_row(building, item));
  }
  Block body = column(std::move(content), 16);
  body.padding = {page_margin, 20, page_margin, 28};
  return scroll(std::move(body), 40);
}

}  // namespace

Block search_page(const Building& building, const SearchPage& page) {
  Block bar = breadcrumb_bar(building, {"首页", "搜索"}, Tone::indigo);
  if (!building.context.device.landscape()) {
    Block keys = Keyboard(building, building.context.device.width_units).block();
    return touch_page(building, {std::move(bar), results(building, page), {std::move(keys)}, {field(page)}});
  }
  const Keyboard keyboard(building, 1080);
  Block keys = filled(column({spacer(), keyboard.block()}), keyboard.ground());
  keys.width = 1080;
  Block found = grown(column({field(page), results(building, page)}));
  return touch_page(building, {std::move(bar), row({std::move(found), std::move(keys)}, 0, Place::stretch), {}});
}

}  // namespace gongkai::screens
