#include "render/text/itemize.h"

#include <algorithm>

#include "render/text/grapheme_breaks.h"

namespace gongkai::text {
namespace {

using B = BreakClass;

constexpr std::size_t bracket_depth = 16;  // deeper brackets take the script before them

// HarfBuzz takes time with the square of the marks on one base. A base with more of them than any script piles up
// (UAX #15 allows 30 in its Stream-Safe format) is shaped in pieces.
constexpr std::size_t longest_cluster = 64;

bool is_chinese_mark(const CharacterRecord& record) {
  switch (record.break_class) {
    case B::quote_open:
    case B::quote_close:
    case B::single_quote_open:
    case B::dash:
    case B::horizontal_bar:
    case B::ellipsis:
    case B::interpunct:
    case B::hyphenation_point:
      return true;
    default:
      return record.has(wide);
  }
}

// The script of each cluster in turn.
class ScriptResolver {
 public:
  explicit ScriptResolver(Script main) : main_(main), current_(main) {}

  Script resolve(char32_t character, char32_t next) {
    const CharacterRecord& record = unicode_record(character);
    if (record.script != script_common && record.script != script_inherited) {
      current_ = record.script == script_unknown ? main_ : record.script;
      return current_;
    }
    if (main_ == script_han && is_chinese_mark(record)) return script_han;
    if (main_ == script_han && record.break_class == B::single_quote_close) {
      return current_ == script_latin && unicode_record(next).script == script_latin ? script_latin
                                                                                     : script_han;
    }
    if (record.has(opening_bracket) && depth_ < bracket_depth) open_[depth_++] = current_;
    if (record.has(closing_bracket) && depth_ > 0) return open_[--depth_];
    return current_;
  }

 private:
  Script main_, current_;
  Script open_[bracket_depth] = {};
  std::size_t depth_ = 0;
};

bool all_hidden(std::span<const char32_t> cluster, ChainTable& table) {
  return std::all_of(cluster.begin(), cluster.end(), [&](char32_t c) {
    return table.entry(c).slot == slot_invisible || unicode_record(c).has(ignorable);
  });
}

}  // namespace

Language item_language(Script script, Language paragraph) {
  switch (script) {
    case script_arabic:
      return Language::ug;
    case script_tibetan:
      return Language::bo;
    case script_mongolian:
      return Language::mn;
    case script_yi:
      return Language::ii;
    default:
      return paragraph;
  }
}

void itemize(std::span<const char32_t> text, ChainTable& table, std::span<const std::uint8_t> levels,
             std::vector<Item>& items) {
  items.clear();
  ScriptResolver scripts(table.main_script());
  bool cut = false;  // the cluster before is a piece
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = cluster_end(text.first(std::min(text.size(), begin + longest_cluster)), begin);
    const auto cluster = text.subspan(begin, end - begin);
    const char32_t next = end < text.size() ? text[end] : U' ';
    Item item{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
              scripts.resolve(text[begin], next), slot_invisible,
              levels.empty() ? std::uint8_t{0} : levels[begin]};
    if (!all_hidden(cluster, table)) {
      item.slot = cluster.size() == 1 ? table.entry(cluster[0]).slot : table.slot_for(cluster);
      // A base whose mark no font can join to it: the base is worth more than a box.
      if (item.slot == slot_missing && cluster.size() > 1) item.slot = table.entry(cluster[0]).slot;
    }
    item.script = table.shaping_script(item.slot, item.script);
    if (!items.empty() && !cut && items.back().script == item.script && items.back().slot == item.slot &&
        items.back().level == item.level) {
      items.back().end = item.end;
    } else {
      items.push_back(item);
    }
    cut = end - begin == longest_cluster;
    begin = end;
  }
}

}  // namespace gongkai::text
