// Bytes that may not reach a screen (scenario 21): each is named with the entity and the byte offset, none
// ends the program.
#include "content/codec/json_bytes.h"

#include <ctime>

#include "tests/content/codec/sample_json.h"

namespace gongkai::codec {
namespace {

using namespace sample;
using namespace std::string_view_literals;

// A notice whose text holds `bytes`.
std::string holding(std::string_view bytes) { return with(fixture("notice"), "为方便群众办事", bytes); }

struct Bad {
  const char* name;
  std::string_view bytes;
  const char* code;
};
void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

class BadBytes : public testing::TestWithParam<Bad> {};

TEST_P(BadBytes, AreNamedWithEntityAndOffset) {
  const std::string text = holding(GetParam().bytes);
  const Decoded decoded = decode_item(text);
  EXPECT_EQ(decoded.outcome, Outcome::rejected);
  EXPECT_EQ(decoded.id, "notice-2026-118");
  ASSERT_FALSE(decoded.faults.empty());
  const model::Fault& fault = decoded.faults[0];
  EXPECT_EQ(fault.code, GetParam().code) << fault.message;
  EXPECT_EQ(fault.entity, "notice-2026-118");
  ASSERT_TRUE(fault.byte_offset);
  EXPECT_EQ(*fault.byte_offset, text.find(GetParam().bytes));
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, BadBytes,
    testing::Values(
        Bad{"BadContinuation", "\xC3\x28", "E-BYTES-UTF8"}, Bad{"Surrogate", "\xED\xA0\x80", "E-BYTES-UTF8"},
        Bad{"OverlongSlash", "\xC0\xAF", "E-BYTES-UTF8"}, Bad{"Overlong3", "\xE0\x80\xAF", "E-BYTES-UTF8"},
        Bad{"Beyond10FFFF", "\xF4\x90\x80\x80", "E-BYTES-UTF8"},
        Bad{"LoneContinuation", "\xBF\xBF\xBF\xBF", "E-BYTES-UTF8"}, Bad{"Nul", "\0"sv, "E-BYTES-CONTROL"},
        Bad{"Bell", "\a", "E-BYTES-CONTROL"}, Bad{"NulEscape", "\\u0000", "E-BYTES-CONTROL"},
        Bad{"BackspaceEscape", "\\b", "E-BYTES-CONTROL"}, Bad{"LoneReturn", "\\rx", "E-BYTES-CONTROL"},
        Bad{"Replacement", "\uFFFD", "E-BYTES-FFFD"}, Bad{"ReplacementEscape", "\\ufffd", "E-BYTES-FFFD"},
        Bad{"HighSurrogateEscape", "\\ud800", "E-BYTES-UTF8"},
        Bad{"LowSurrogateEscape", "\\udc00", "E-BYTES-UTF8"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Bytes, GoodOnesPass) {
  for (const char* good : {"\\ud870\\udfce", "𬭎", "\\u4e2d", "\\r\\n", "\\t", "\\/", "ཀ"}) {
    EXPECT_EQ(decode_item(holding(good)).outcome, Outcome::applied) << good;
  }
}

TEST(Bytes, AllAreReported) {
  const Decoded decoded = decode_item(with(holding("\xC3\x28 \xEF\xBF\xBD"), "一、", "\x01"));
  EXPECT_EQ(decoded.faults.size(), 3u) << all_of(decoded.faults);
}

TEST(Bytes, AByteOrderMarkIsAccepted) {
  EXPECT_EQ(decode_item("\xEF\xBB\xBF" + fixture("fee")).outcome, Outcome::applied);
}

TEST(Bytes, OffsetsCountTheByteOrderMark) {
  const std::string text = "\xEF\xBB\xBF{\"id\":\"fee-1\" \"rev\":1}";
  const Decoded decoded = decode_item(text);
  ASSERT_EQ(decoded.faults.size(), 1u);
  EXPECT_EQ(decoded.faults[0].code, "E-JSON-SYNTAX");
  EXPECT_GE(*decoded.faults[0].byte_offset, text.find("\"rev\""));
}

TEST(Bytes, TwoMebibytesAreTheLimit) {
  const std::string huge = holding(std::string(10 * 1024 * 1024, 'a'));
  const Decoded decoded = decode_item(huge);
  EXPECT_EQ(decoded.outcome, Outcome::rejected);
  ASSERT_EQ(decoded.faults.size(), 1u);
  EXPECT_EQ(decoded.faults[0].code, "E-BYTES-SIZE");
  EXPECT_EQ(decoded.faults[0].entity, "notice-2026-118");
  const std::string text = fixture("fee");
  EXPECT_EQ(decode_item(text + std::string(max_entity_bytes - text.size(), ' ')).outcome, Outcome::applied);
  EXPECT_EQ(decode_item(text + std::string(max_entity_bytes - text.size() + 1, ' ')).outcome,
            Outcome::rejected);
}

std::string nested(int depth) {
  return with(fixture("fee"), "\"rows\"",
              "\"x\": " + std::string(static_cast<std::size_t>(depth), '[') +
                  std::string(static_cast<std::size_t>(depth), ']') + ", \"rows\"");
}

TEST(Bytes, DepthIsLimited) {
  EXPECT_EQ(decode_item(nested(max_json_depth - 1)).outcome, Outcome::applied);
  for (const int depth : {max_json_depth, 1000, 500000}) {
    const Decoded decoded = decode_item(nested(depth));
    ASSERT_EQ(decoded.faults.size(), 1u);
    EXPECT_EQ(decoded.faults[0].code, "E-JSON-DEPTH");
    EXPECT_EQ(decoded.id, "fee-hw-01");
  }
}

TEST(Bytes, BracketsInTextAreNoDepth) {
  EXPECT_EQ(decode_item(holding(std::string(100, '['))).outcome, Outcome::applied);
}

TEST(Bytes, OnlyTheTopLevelIdNamesTheEntity) {
  const ByteReport report =
      check_bytes(R"({"a":{"id":"inner-1"},"b":"id","id":"outer-1","c":[{"id":"inner-2"}]})");
  EXPECT_EQ(report.id, "outer-1");
  EXPECT_EQ(check_bytes(R"({"b":"id","x":"not-this"})").id, "");
}

// Any prefix, and any single damaged byte, is refused or read; nothing crashes or hangs.
TEST(Bytes, DamageIsNeverFatal) {
  const std::string text = fixture("publicity");
  for (std::size_t i = 0; i < text.size(); i += 7) {
    EXPECT_NE(decode_item(text.substr(0, i)).outcome, Outcome::applied) << i;
    std::string damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x80);
    const Decoded decoded = decode_item(damaged);
    EXPECT_EQ(decoded.item.has_value(), decoded.outcome == Outcome::applied) << i;
  }
}

// Found by tests/fuzz: with the square of their number it took minutes.
TEST(Bytes, ManySmallObjectsTakeTimeOnlyByTheirNumber) {
  std::string many = R"({"schema":"zwgk/1","kind":"slogan","id":"slogan-0001","rev":1,"x":[{})";
  for (int i = 0; i < 170'000; ++i) many += ",{}";
  const std::clock_t before = std::clock();  // of this process alone: a busy machine does not matter
  EXPECT_EQ(decode_item(many + "]}").id, "slogan-0001");
  EXPECT_LT(std::clock() - before, 5 * CLOCKS_PER_SEC);
}

TEST(Bytes, DuplicateKeysAreRefused) {
  const Decoded decoded = decode_item(with(fixture("fee"), "\"rev\": 1", "\"rev\": 1, \"rev\": 2"));
  EXPECT_EQ(decoded.outcome, Outcome::rejected);
  EXPECT_EQ(decoded.faults[0].code, "E-JSON-DUPLICATE");
  EXPECT_TRUE(has(decode_item("[]").faults, "E-JSON-SYNTAX", ""));
  EXPECT_TRUE(has(decode_item("").faults, "E-JSON-SYNTAX", ""));
}

}  // namespace
}  // namespace gongkai::codec
