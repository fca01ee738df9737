// The Unicode Consortium's own test files (15.0), as Debian's unicode-data installs them: every line must be
// right.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "render/text/bidi.h"
#include "render/text/grapheme_breaks.h"
#include "render/text/line_breaks.h"

namespace gongkai::text {
namespace {

const std::string folder = "/usr/share/unicode/";

// A line of ÷ and × between code points.
struct BreakCase {
  std::u32string text;
  std::vector<bool> breaks;  // before each character, and at the end
};

std::vector<BreakCase> read_break_cases(const std::string& path) {
  std::vector<BreakCase> cases;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    BreakCase one;
    for (std::string word; words >> word;) {
      if (word == "÷" || word == "×") {
        one.breaks.push_back(word == "÷");
      } else {
        one.text.push_back(static_cast<char32_t>(std::strtoul(word.c_str(), nullptr, 16)));
      }
    }
    if (!one.text.empty()) cases.push_back(std::move(one));
  }
  return cases;
}

TEST(UnicodeConformance, LineBreakTest) {
  const auto cases = read_break_cases(folder + "auxiliary/LineBreakTest.txt");
  ASSERT_EQ(cases.size(), 7654u);
  const BreakTailoring& root = break_tailoring(BreakLevel::root, Language::zh_hans);
  for (const BreakCase& c : cases) {
    std::vector<BreakClass> classes;
    for (const char32_t character : c.text) classes.push_back(unicode_record(character).break_class);
    std::vector<Break> breaks;
    find_line_breaks(c.text, classes, root, breaks);
    ASSERT_EQ(breaks.size(), c.breaks.size());
    for (std::size_t i = 0; i < breaks.size(); ++i) {
      EXPECT_EQ(breaks[i] != Break::none, c.breaks[i]) << "case " << &c - cases.data() << " at " << i;
    }
  }
}

TEST(UnicodeConformance, GraphemeBreakTest) {
  const auto cases = read_break_cases(folder + "auxiliary/GraphemeBreakTest.txt");
  ASSERT_EQ(cases.size(), 602u);
  for (const BreakCase& c : cases) {
    std::vector<bool> breaks(c.text.size() + 1, false);
    for (std::size_t i = 0; i < c.text.size(); i = cluster_end(c.text, i)) breaks[i] = true;
    breaks.back() = true;
    EXPECT_EQ(breaks, c.breaks) << "case " << &c - cases.data();
  }
}

// One line of BidiCharacterTest: code points; base direction; base level; levels ("x": removed); visual
// order.
struct BidiCase {
  std::u32string text;
  BaseDirection base = BaseDirection::automatic;
  std::uint8_t base_level = 0;
  std::vector<std::string> levels;
};

bool parse_bidi_case(const std::string& line, BidiCase& out) {
  if (line.empty() || line[0] == '#') return false;
  std::istringstream fields(line);
  std::string characters, base, level, levels;
  std::getline(fields, characters, ';');
  std::getline(fields, base, ';');
  std::getline(fields, level, ';');
  std::getline(fields, levels, ';');
  std::istringstream words(characters), level_words(levels);
  for (std::string word; words >> word;) {
    out.text.push_back(static_cast<char32_t>(std::strtoul(word.c_str(), nullptr, 16)));
  }
  for (std::string word; level_words >> word;) out.levels.push_back(word);
  const BaseDirection directions[] = {BaseDirection::left_to_right, BaseDirection::right_to_left,
                                      BaseDirection::automatic};
  out.base = directions[std::atoi(base.c_str())];
  out.base_level = static_cast<std::uint8_t>(std::atoi(level.c_str()));
  return !out.text.empty();
}

TEST(UnicodeConformance, BidiCharacterTest) {
  std::ifstream file(folder + "BidiCharacterTest.txt");
  int cases = 0, wrong = 0;
  std::vector<std::uint8_t> levels;
  for (std::string line; std::getline(file, line);) {
    BidiCase c;
    if (!parse_bidi_case(line, c)) continue;
    ++cases;
    bool right = find_bidi_levels(c.text, c.base, levels) == c.base_level && levels.size() == c.levels.size();
    for (std::size_t i = 0; right && i < levels.size(); ++i) {
      right = c.levels[i] == "x" || std::to_string(levels[i]) == c.levels[i];
    }
    if (!right && ++wrong <= 10) ADD_FAILURE() << line;
  }
  EXPECT_EQ(cases, 91707);
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace gongkai::text
