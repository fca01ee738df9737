#include "tests/render/text/breaches.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "render/text/utf8.h"

namespace gongkai::text {
namespace {

const std::u32string_view not_at_line_start =
    U"、，。．：；！？）》〉」』】〕〗］｝”’·～–…—％%‰℃°／,.:;!?)]}";
const std::u32string_view not_at_line_end = U"（《〈「『【〔〖［｛“‘／([{";

// Offsets of what must not be torn.
std::vector<std::pair<std::size_t, std::size_t>> tokens_of(const std::string& text) {
  static const std::regex pattern(
      "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}|〔[0-9]{4}〕("
      "第)?[0-9]+号|"
      "0[0-9]{2,3}-[0-9]{7,8}|[0-9]{3}-[0-9]{3,4}-[0-9]{4}|（0[0-9]{2,3}）[0-9]{7,8}|"
      "[0-9]{1,2}[:：][0-9]{2}|"
      "-?[0-9]+([.,][0-9]+)*(%|％|‰|℃|年|月|日|时|分|号|元|万元|亿元|个|项|条|款|件|户|人|平方米|公里|"
      "个工作日|小时)?|"
      "[A-Za-z]+");
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    auto begin = static_cast<std::size_t>(match->position());
    const std::size_t end_of_match = begin + static_cast<std::size_t>(match->length());
    // A hyphen after a letter or digit joins; it is no sign.
    if (text[begin] == '-' && begin > 0 && std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0)
      ++begin;
    found.emplace_back(begin, end_of_match);
  }
  return found;
}

// The token with the marks that cannot be parted from it: what must fit on a line as a whole.
std::string with_marks(const std::string& text, std::size_t begin, std::size_t end) {
  DecodedText all;
  decode_utf8(text, 0, all);
  std::size_t first = 0;
  while (all.offsets[first] < begin) ++first;
  std::size_t last = first;
  while (all.offsets[last] < end) ++last;
  while (first > 0 && not_at_line_end.find(all.characters[first - 1]) != std::u32string_view::npos) --first;
  while (last < all.characters.size() &&
         not_at_line_start.find(all.characters[last]) != std::u32string_view::npos)
    ++last;
  return text.substr(all.offsets[first], all.offsets[last] - all.offsets[first]);
}

bool fits(TextEngine& engine, const std::string& token, int px, int width_px) {
  Paragraph paragraph;
  paragraph.spans.push_back({token, FontRole::sans, px});
  return engine.lay_out(paragraph, 0).width <= width_px * 64;
}

char32_t first_of(const std::string& line) {
  DecodedText text;
  decode_utf8(line, 0, text);
  return text.characters.empty() ? U'\0' : text.characters.front();
}

char32_t last_of(const std::string& line) {
  DecodedText text;
  decode_utf8(line, 0, text);
  while (!text.characters.empty() && text.characters.back() == U' ') text.characters.pop_back();
  return text.characters.empty() ? U'\0' : text.characters.back();
}

bool in(std::u32string_view set, char32_t c) { return c != 0 && set.find(c) != std::u32string_view::npos; }

}  // namespace

std::string Breaches::report() const {
  std::string out = "starts " + std::to_string(line_starts) + ", ends " + std::to_string(line_ends) +
                    ", pairs " + std::to_string(pairs) + ", tokens " + std::to_string(tokens) + " in " +
                    std::to_string(breaks) + " breaks\n";
  for (const std::string& example : examples) out += example + "\n";
  return out;
}

void count_breaches(TextEngine& engine, const std::string& text, int px, int width_px, Breaches& out) {
  Paragraph paragraph;
  paragraph.spans.push_back({text, FontRole::sans, px});
  const std::vector<Line> lines = engine.lay_out(paragraph, width_px).lines;
  const auto note = [&](int& counter, std::size_t line, const char* what) {
    ++counter;
    if (out.examples.size() >= 12) return;
    const auto piece = [&](const Line& l) { return text.substr(l.text_begin, l.text_end - l.text_begin); };
    out.examples.push_back(std::string(what) + " at " + std::to_string(width_px / px) +
                           " em: " + piece(lines[line - 1]) + " ⏎ " + piece(lines[line]));
  };
  const auto tokens = lines.size() > 1 ? tokens_of(text) : std::vector<std::pair<std::size_t, std::size_t>>();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    ++out.breaks;
    const std::size_t cut = lines[i].text_begin;
    const char32_t first = first_of(text.substr(cut, 4)),
                   last = last_of(text.substr(lines[i - 1].text_begin, cut - lines[i - 1].text_begin));
    if (in(not_at_line_start, first)) note(out.line_starts, i, "start");
    if (in(not_at_line_end, last)) note(out.line_ends, i, "end");
    if ((first == U'—' && last == U'—') || (first == U'…' && last == U'…')) note(out.pairs, i, "pair");
    for (const auto& [begin, end] : tokens) {
      if (begin < cut && cut < end && fits(engine, with_marks(text, begin, end), px, width_px)) {
        note(out.tokens, i, "token");
      }
    }
  }
}

std::vector<std::string> chinese_strings(const std::string& folder) {
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t open = text.find('"'); open != std::string::npos;) {
      std::string value;
      std::size_t i = open + 1;
      for (; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\')
          value += text[++i] == 'n' ? '\n' : text[i];
        else
          value += text[i];
      }
      const bool chinese = std::any_of(value.begin(), value.end(), [](char c) { return (c & 0x80) != 0; });
      if (chinese) found.insert(value);
      open = text.find('"', i + 1);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace gongkai::text
