#include "content/trust/path_pattern.h"

#include <string>

namespace gongkai::trust {
namespace {

TEST(PathPattern, PlainTextMatchesItself) {
  EXPECT_TRUE(pattern_matches("a/b.txt", "a/b.txt"));
  EXPECT_TRUE(pattern_matches("", ""));
  EXPECT_FALSE(pattern_matches("a/b.txt", "a/b.tx"));
  EXPECT_FALSE(pattern_matches("a/b.tx", "a/b.txt"));
  EXPECT_FALSE(pattern_matches("a", "A"));
}

TEST(PathPattern, AStarIsAnyRunWithinAPart) {
  EXPECT_TRUE(pattern_matches("*", "a"));
  EXPECT_TRUE(pattern_matches("*", ""));
  EXPECT_TRUE(pattern_matches("zrzy/*", "zrzy/1-250.pack"));
  EXPECT_TRUE(pattern_matches("*a*b*c", "xxaxxbxbxxc"));
  EXPECT_TRUE(pattern_matches("*.tar.*", "a.tar.tar.gz"));
  EXPECT_TRUE(pattern_matches("r/*/*", "r/x/y"));
  EXPECT_TRUE(pattern_matches("*/b", "/b"));
  EXPECT_FALSE(pattern_matches("*", "a/b"));
  EXPECT_FALSE(pattern_matches("zrzy/*", "zrzy/x/1"));
  EXPECT_FALSE(pattern_matches("zrzy/*", "zrzy"));
  EXPECT_FALSE(pattern_matches("*b", "a/b"));
  EXPECT_FALSE(pattern_matches("a*/b", "a/c/b"));
}

TEST(PathPattern, AQuestionMarkIsOneCharacterAndNoSlash) {
  EXPECT_TRUE(pattern_matches("foo-?.tgz", "foo-1.tgz"));
  EXPECT_TRUE(pattern_matches("?", "局"));
  EXPECT_TRUE(pattern_matches("??", "规划"));
  EXPECT_FALSE(pattern_matches("???", "局"));
  EXPECT_FALSE(pattern_matches("?", ""));
  EXPECT_FALSE(pattern_matches("a?b", "a/b"));
}

TEST(PathPattern, SetsAndRanges) {
  EXPECT_TRUE(pattern_matches("[abc].txt", "b.txt"));
  EXPECT_TRUE(pattern_matches("[0-9]", "7"));
  EXPECT_TRUE(pattern_matches("[!0-9]", "x"));
  EXPECT_TRUE(pattern_matches("[一-龥]", "局"));
  EXPECT_TRUE(pattern_matches("[]]", "]"));
  EXPECT_TRUE(pattern_matches("[a-]", "-"));
  EXPECT_TRUE(pattern_matches("*[ab]c", "xxbc"));
  EXPECT_FALSE(pattern_matches("[0-9]", "x"));
  EXPECT_FALSE(pattern_matches("[!0-9]", "7"));
  EXPECT_FALSE(pattern_matches("[!a]", "/"));
  EXPECT_FALSE(pattern_matches("[a]", ""));
}

TEST(PathPattern, WhatIsNoPatternStandsForItself) {
  EXPECT_TRUE(pattern_matches("[a", "[a"));
  EXPECT_TRUE(pattern_matches("\\*", "\\x"));  // a backslash, then a star
  EXPECT_FALSE(pattern_matches("\\*", "*"));
  EXPECT_TRUE(pattern_matches("{a,b}", "{a,b}"));
  EXPECT_TRUE(pattern_matches(".hidden", ".hidden"));
  EXPECT_TRUE(pattern_matches("*", ".hidden"));
}

// A matcher that goes back to every star takes longer than the universe here.
TEST(PathPattern, APatternMadeToHoldUsUpDoesNot) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(pattern_matches(pattern + "*b", std::string(2000, 'a')));
  EXPECT_TRUE(pattern_matches(pattern + "*", std::string(2000, 'a')));
}

}  // namespace
}  // namespace gongkai::trust
