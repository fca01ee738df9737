#include "content/store/stroke_table.h"

#include <algorithm>
#include <fstream>

#include "content/model/code_points.h"
#include "content/store/pinyin.h"

namespace gongkai::store {
namespace {

// Fewer is no table of the characters of 通用规范汉字表.
constexpr std::size_t fewest_codes = 7000;

bool is_code(std::string_view text) {
  return !text.empty() && text.find_first_not_of("hspnz") == std::string_view::npos;
}

}  // namespace

// The file is a Rime dictionary: a YAML head, a line "...", then "character TAB code [TAB weight]".
model::Result<StrokeTable> StrokeTable::read(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) {
    return model::failure("STORE-060", "无法读取笔画表 " + file.string() + "，请安装软件包 rime-data-stroke");
  }
  StrokeTable table;
  bool head = true;
  for (std::string line; std::getline(stream, line);) {
    if (head) {
      head = line != "...";
      continue;
    }
    const std::string_view whole = line;
    const auto tab = whole.find('\t');
    if (tab == std::string_view::npos || tab == 0) continue;
    const model::CodePoint character = model::code_point_at(whole, 0);
    const std::string_view rest = whole.substr(tab + 1);
    const std::string_view code = rest.substr(0, rest.find('\t'));
    if (character.length != tab || !is_code(code) || readings_of(character.value).empty()) continue;
    table.codes_.push_back({character.value, static_cast<std::uint32_t>(table.strokes_.size()),
                            static_cast<std::uint32_t>(code.size())});
    table.strokes_ += code;
  }
  if (table.size() < fewest_codes) {
    return model::failure("STORE-061", file.string() + " 不是笔画表，请重新安装软件包 rime-data-stroke");
  }
  std::stable_sort(table.codes_.begin(), table.codes_.end(),
                   [](const Code& a, const Code& b) { return a.character < b.character; });
  return table;
}

std::vector<std::string_view> StrokeTable::codes_of(char32_t character) const {
  auto code = std::lower_bound(codes_.begin(), codes_.end(), character,
                               [](const Code& known, char32_t wanted) { return known.character < wanted; });
  std::vector<std::string_view> found;
  for (; code != codes_.end() && code->character == character; ++code) {
    found.push_back(std::string_view(strokes_).substr(code->begin, code->length));
  }
  return found;
}

char stroke_of(char32_t typed) {
  switch (typed) {
    case U'一': return 'h';
    case U'丨': return 's';
    case U'丿': return 'p';
    case U'丶': return 'n';
    case U'乛': return 'z';
    default: return 0;
  }
}

}  // namespace gongkai::store
