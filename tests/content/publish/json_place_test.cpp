#include "content/publish/json_place.h"

#include <string>

namespace gongkai::publish {
namespace {

constexpr std::string_view document = R"({
  "a": {"b~/c": [10, "x\"]", {"d": null}]},
  "rev": 3 ,
  "text": "政务{"
})";

std::string found(std::string_view pointer) {
  const auto range = find_value(document, pointer);
  return range ? std::string(document.substr(range->begin, range->end - range->begin)) : "nothing";
}

TEST(JsonPlace, FindsValuesByPointer) {
  EXPECT_EQ(found("/rev"), "3");
  EXPECT_EQ(found("/text"), "\"政务{\"");
  EXPECT_EQ(found("/a/b~0~1c/1"), "\"x\\\"]\"");
  EXPECT_EQ(found("/a/b~0~1c/2/d"), "null");
  EXPECT_EQ(found(""), document);
}

TEST(JsonPlace, ShowsTheParentOfWhatIsMissing) {
  EXPECT_EQ(found("/a/b~0~1c/2/e/f"), R"({"d": null})");
  EXPECT_EQ(found("/a/b~0~1c/7"), R"([10, "x\"]", {"d": null}])");
  EXPECT_FALSE(find_exact_value(document, "/missing").has_value());
  EXPECT_TRUE(find_exact_value(document, "/rev").has_value());
}

TEST(JsonPlace, SurvivesBrokenText) {
  for (const std::string_view text : {"", "{", "{\"a\"", "{\"a\":", "{\"a\":[1,", "{\"a\":\"x", "\xEF\xBB\xBF"}) {
    EXPECT_FALSE(find_exact_value(text, "/a/1").has_value()) << text;
  }
}

TEST(JsonPlace, CountsLinesAndCharacters) {
  const LineColumn place = line_column(document, document.find("{\"\n}"));
  EXPECT_EQ(place.line, 4u);
  EXPECT_EQ(place.column, 14u);  // two spaces, "text": , a quote, two characters
}

}  // namespace
}  // namespace gongkai::publish
