// The form of entities: what is read, what is written, what is refused and how that is said.
#include "content/codec/item_json.h"

#include <set>

#include "tests/content/codec/sample_json.h"

namespace gongkai::codec {
namespace {

using namespace sample;

class EveryKind : public testing::TestWithParam<int> {
 protected:
  std::string text() const { return fixture(model::word(static_cast<model::Kind>(GetParam()))); }
};
INSTANTIATE_TEST_SUITE_P(Kinds, EveryKind, testing::Range(0, model::kind_count), [](const auto& test) {
  return std::string(model::word(static_cast<model::Kind>(test.param)));
});

TEST_P(EveryKind, IsReadWithoutFaults) {
  const Decoded decoded = decode_item(text());
  EXPECT_EQ(decoded.outcome, Outcome::applied);
  EXPECT_TRUE(decoded.faults.empty()) << all_of(decoded.faults);
  ASSERT_TRUE(decoded.item);
  EXPECT_EQ(static_cast<int>(decoded.item->kind()), GetParam());
  EXPECT_EQ(decoded.item->header.id, decoded.id);
}

TEST_P(EveryKind, KeepsAllItsFieldsThroughWritingAndReading) {
  const Decoded first = decode_item(text());
  ASSERT_TRUE(first.item) << all_of(first.faults);
  const std::string line = encode_item(*first.item);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const Decoded second = decode_item(line);
  ASSERT_TRUE(second.item) << all_of(second.faults);
  EXPECT_EQ(encode_item(*second.item), line);
  // Each value of the source stands in what was written: nothing is dropped on the way in or out.
  for (const std::string& value : values_of(text())) EXPECT_NE(line.find(value), std::string::npos) << value;
}

TEST_P(EveryKind, MissesEachRequiredFieldByName) {
  for (const char* key : {"id", "rev", "state", "title", "scope"}) {
    const std::string name = std::string("\"") + key + "\":";
    const Decoded decoded = decode_item(with(text(), name, std::string("\"x-") + key + "\":"));
    EXPECT_EQ(decoded.outcome, Outcome::rejected);
    EXPECT_TRUE(has(decoded.faults, "E-FIELD-MISSING", std::string("/") + key))
        << key << all_of(decoded.faults);
  }
}

// A withdrawn entity is its id, its revision and the reason.
TEST_P(EveryKind, IsWithdrawnByATombstone) {
  const std::string kind{model::word(static_cast<model::Kind>(GetParam()))};
  const std::string stone =
      R"({"schema":"zwgk/1","kind":")" + kind + R"(","id":"some-1","rev":7,"state":"withdrawn")";
  const Decoded decoded = decode_item(stone + R"(,"reason":"信息有误"})");
  ASSERT_TRUE(decoded.item) << all_of(decoded.faults);
  EXPECT_EQ(decoded.item->header.reason, "信息有误");
  const Decoded again = decode_item(encode_item(*decoded.item));
  ASSERT_TRUE(again.item) << all_of(again.faults);
  EXPECT_EQ(encode_item(*again.item), encode_item(*decoded.item));
  EXPECT_TRUE(has(decode_item(stone + "}").faults, "E-FIELD-MISSING", "/reason"));
}

TEST(ItemJson, ReadsTheGuideOfTheSpecification) {
  const Decoded decoded = decode_item(fixture("guide"));
  ASSERT_TRUE(decoded.item);
  const auto& guide = std::get<model::Guide>(decoded.item->body);
  EXPECT_EQ(guide.item_type, model::ItemType::licence);
  EXPECT_EQ(guide.legal_days.n, 20);
  EXPECT_EQ(guide.materials.size(), 3u);
  EXPECT_EQ(guide.materials[1].source, model::MaterialSource::government);
  EXPECT_TRUE(guide.materials[1].shared);
  ASSERT_TRUE(guide.flow);
  EXPECT_EQ(guide.flow->nodes.size(), 6u);
  EXPECT_EQ(guide.flow->nodes[3].days, 1.5);
  EXPECT_EQ(guide.places[0].window, "A07");
  EXPECT_EQ(guide.online_url, "https://zwfw.linlan.example/zp");
  EXPECT_EQ(decoded.item->header.basis[0].doc_no, "临政发〔2025〕18号");
  EXPECT_EQ(model::format_date(*decoded.item->header.next_review_on), "2027-05-16");
  EXPECT_FALSE(decoded.item->header.valid_to);
}

TEST(ItemJson, ReadsTheBlocksOfADocument) {
  const Decoded decoded = decode_item(fixture("notice"));
  ASSERT_TRUE(decoded.item);
  const auto& body = std::get<model::Notice>(decoded.item->body).body;
  EXPECT_EQ(std::get<model::TextBlock>(body[0]).role, model::TextRole::addressee);
  EXPECT_EQ(std::get<model::ListBlock>(body[3]).style, model::ListStyle::numbers);
  EXPECT_EQ(std::get<model::ListBlock>(body[4]).style, model::ListStyle::bullets);
  EXPECT_EQ(std::get<model::TableBlock>(body[5]).rows[0][0], "A07");
  EXPECT_EQ(std::get<model::ImageBlock>(body[6]).caption, "大厅平面图");
}

TEST(ItemJson, PostingPeriodsAreWorkingOrCalendarDays) {
  const Decoded decoded = decode_item(with(fixture("publicity"), R"("unit": "wd")", R"("unit": "d")"));
  ASSERT_TRUE(decoded.item) << all_of(decoded.faults);
  const auto& rounds = std::get<model::Publicity>(decoded.item->body).rounds;
  EXPECT_EQ(rounds[0].minimum.unit, model::DayUnit::calendar_day);
  EXPECT_EQ(rounds[1].minimum.unit, model::DayUnit::working_day);
}

// Scenario 16: everything that is missing is said at once, in Chinese.
TEST(ItemJson, ListsEveryMissingFieldAtOnce) {
  std::string text = with(fixture("guide"), "\"complaint\"", "\"x1\"");
  text = with(text, "\"legal_days\"", "\"x2\"");
  text = with(text, "\"formed_on\"", "\"x3\"");
  text = with(text, "\"materials\": [", "\"materials\": [], \"x4\": [");
  text = with(text, "\"name\": \"户外招牌设置许可证\"", "\"x5\": 1");
  const Decoded decoded = decode_item(text);
  EXPECT_EQ(decoded.outcome, Outcome::rejected);
  EXPECT_FALSE(decoded.item);
  for (const char* pointer : {"/complaint", "/legal_days", "/formed_on", "/materials", "/result/name"}) {
    EXPECT_TRUE(has(decoded.faults, "E-FIELD-MISSING", pointer)) << pointer << "\n" << all_of(decoded.faults);
  }
  EXPECT_NE(all_of(decoded.faults).find("监督投诉方式"), std::string::npos);
  for (const model::Fault& fault : decoded.faults) EXPECT_EQ(fault.entity, "guide-cg-0007");
}

struct Wrong {
  const char* name;
  const char* kind;
  const char* from;
  const char* to;
  const char* code;
  const char* pointer;
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.name; }

class WrongField : public testing::TestWithParam<Wrong> {};

TEST_P(WrongField, IsRejectedWithItsPlace) {
  const Wrong& wrong = GetParam();
  const Decoded decoded = decode_item(with(fixture(wrong.kind), wrong.from, wrong.to));
  EXPECT_EQ(decoded.outcome, Outcome::rejected);
  EXPECT_TRUE(has(decoded.faults, wrong.code, wrong.pointer)) << all_of(decoded.faults);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, WrongField,
    testing::Values(
        Wrong{"Date", "guide", "2026-11-10", "2026-02-30", "E-FIELD-DATE", "/formed_on"},
        Wrong{"Instant", "guide", "2026-11-16T09:00:00+08:00", "2026-11-16T09:00:00Z", "E-FIELD-DATE",
              "/publish_at"},
        Wrong{"Holiday", "calendar", "2026-10-01", "2026-10-32", "E-FIELD-DATE", "/holidays/2"},
        Wrong{"Enum", "guide", "\"承诺件\"", "\"快办件\"", "E-FIELD-VALUE", "/case_type"},
        Wrong{"EnumInSet", "guide", "\"企业法人\"", "\"公司\"", "E-FIELD-VALUE", "/target/1"},
        Wrong{"NumberForText", "guide", "\"A07\"", "7", "E-FIELD-TYPE", "/places/0/window"},
        Wrong{"TextForNumber", "guide", "\"visits\": 1", "\"visits\": \"1\"", "E-FIELD-TYPE", "/visits"},
        Wrong{"FractionForInteger", "guide", "\"visits\": 1", "\"visits\": 1.5", "E-FIELD-TYPE", "/visits"},
        Wrong{"HugeNumber", "guide", "\"visits\": 1", "\"visits\": 99999999999", "E-FIELD-VALUE", "/visits"},
        Wrong{"HugerNumber", "stats", "\"received\": 1280", "\"received\": 18446744073709551615",
              "E-FIELD-VALUE", "/received"},
        Wrong{"TextForFlag", "guide", "\"charged\": false", "\"charged\": \"否\"", "E-FIELD-TYPE",
              "/fee/charged"},
        Wrong{"ListForObject", "guide", "\"flow\": {", "\"flow\": [], \"x\": {", "E-FIELD-TYPE", "/flow"},
        Wrong{"TextForList", "guide", "\"conditions\": [", "\"conditions\": \"无\", \"x\": [", "E-FIELD-TYPE",
              "/conditions"},
        Wrong{"TextForEntry", "fee", "\"rows\": [", "\"rows\": [\"x\",", "E-FIELD-TYPE", "/rows/0"},
        Wrong{"EmptyInList", "guide", "有固定经营场所", " ", "E-FIELD-EMPTY", "/conditions/0"},
        Wrong{"BlankTitle", "guide", "户外招牌设置许可（新办）", "　 ", "E-FIELD-MISSING", "/title"},
        Wrong{"CellType", "publicity", "\"易𬭎\"", "1", "E-FIELD-TYPE", "/rounds/0/rows/0/1"},
        Wrong{"BlockType", "notice", "\"t\": \"h1\"", "\"t\": \"h9\"", "E-FIELD-VALUE", "/body/2/t"},
        Wrong{"ReductionLeftOut", "fee", "\"reduction\"", "\"x\"", "E-FIELD-MISSING", "/rows/0/reduction"},
        Wrong{"ValidToLeftOut", "guide", "\"valid_to\"", "\"x\"", "E-FIELD-MISSING", "/valid_to"},
        Wrong{"ReviewOfStanding", "guide", "\"next_review_on\"", "\"x\"", "E-FIELD-MISSING",
              "/next_review_on"},
        Wrong{"PeriodOfPeriodic", "stats", "\"period\"", "\"x\"", "E-FIELD-MISSING", "/period"},
        Wrong{"Trail", "guide", "\"secrecy_by\"", "\"x\"", "E-FIELD-MISSING", "/trail/secrecy_by"},
        Wrong{"AlertWithoutArea", "emergency", "\"area\"", "\"x\"", "E-FIELD-MISSING", "/area"},
        Wrong{"ChangesOfRound2", "publicity", "\"no\": 2", "\"no\": 2, \"changes\": 1, \"x\": 1",
              "E-JSON-DUPLICATE", ""}),
    [](const auto& test) { return std::string(test.param.name); });

// Scenario 19.
TEST(ItemJson, UnknownKindIsSkipped) {
  const Decoded decoded =
      decode_item(with(fixture("guide"), "\"kind\": \"guide\"", "\"kind\": \"hologram\""));
  EXPECT_EQ(decoded.outcome, Outcome::skipped_unknown_kind);
  ASSERT_EQ(decoded.faults.size(), 1u);
  EXPECT_EQ(decoded.faults[0].severity, model::Severity::warning);
  EXPECT_EQ(decoded.id, "guide-cg-0007");
}

TEST(ItemJson, UnknownFieldsAreIgnoredAndSaid) {
  const Decoded decoded = decode_item(with(fixture("guide"), "\"q\":", "\"a/b~\": 1, \"q\":"));
  EXPECT_EQ(decoded.outcome, Outcome::applied);
  ASSERT_EQ(decoded.faults.size(), 1u) << all_of(decoded.faults);
  EXPECT_EQ(decoded.faults[0].code, "I-FIELD-UNKNOWN");
  EXPECT_EQ(decoded.faults[0].pointer, "/faq/0/a~1b~0");
}

TEST(ItemJson, NewerMinorSchemaIsReadNewerMajorRefused) {
  EXPECT_EQ(decode_item(with(fixture("fee"), "zwgk/1", "zwgk/1.4")).outcome, Outcome::applied);
  const Decoded newer = decode_item(with(fixture("fee"), "zwgk/1", "zwgk/2"));
  EXPECT_EQ(newer.outcome, Outcome::refused_schema);
  EXPECT_TRUE(has(newer.faults, "E-SCHEMA-NEWER", "/schema"));
  for (const char* odd : {"zwgk/", "zwgk/0", "zwgk/1x", "other/1", ""}) {
    const Decoded decoded = decode_item(with(fixture("fee"), "zwgk/1", odd));
    EXPECT_EQ(decoded.outcome, Outcome::rejected) << odd;
    EXPECT_TRUE(has(decoded.faults, "E-SCHEMA-UNKNOWN", "/schema")) << odd;
  }
}

TEST(ItemJson, TextIsCleanedButNotOtherwiseTouched) {
  const Decoded decoded = decode_item(
      with(fixture("notice"), "为方便群众办事", "一行 \\r\\n二行　\\n\\n　　三行“\\\"\\\\”\\t字 \\n"));
  ASSERT_TRUE(decoded.item) << all_of(decoded.faults);
  const auto& block = std::get<model::TextBlock>(std::get<model::Notice>(decoded.item->body).body[1]);
  EXPECT_TRUE(block.text.starts_with("一行\n二行\n\n　　三行“\"\\”\t字\n")) << block.text;
  EXPECT_EQ(encode_item(*decode_item(encode_item(*decoded.item)).item), encode_item(*decoded.item));
}

TEST(ItemJson, PunctuationRepairIsOnUnlessTheEntitySaysNo) {
  const std::string line = encode_item(*decode_item(fixture("notice")).item);
  EXPECT_TRUE(decode_item(line).item->header.punctuation_repair);
  EXPECT_EQ(line.find("punctuation_repair"), std::string::npos) << "older programs read the same bytes";
  const Decoded off = decode_item(with(line, R"("rev":)", R"("punctuation_repair":false,"rev":)"));
  ASSERT_TRUE(off.item) << all_of(off.faults);
  EXPECT_FALSE(off.item->header.punctuation_repair);
  EXPECT_FALSE(decode_item(encode_item(*off.item)).item->header.punctuation_repair);
  const Decoded odd = decode_item(with(line, R"("rev":)", R"("punctuation_repair":"no","rev":)"));
  EXPECT_TRUE(has(odd.faults, "E-FIELD-TYPE", "/punctuation_repair")) << all_of(odd.faults);
}

TEST(ItemJson, WhatIsWrittenIsStableAndStartsWithTheSchema) {
  const std::string line = encode_item(*decode_item(fixture("fee")).item);
  EXPECT_TRUE(
      line.starts_with(R"({"schema":"zwgk/1","kind":"fee","id":"fee-hw-01","rev":1,"state":"published",)"))
      << line;
  EXPECT_NE(line.find(R"("reduction":null)"), std::string::npos);
  EXPECT_NE(line.find(R"("valid_to":null)"), std::string::npos);
}

TEST(ItemJson, AllFaultsTakesInTheRulesOfARejectedEntity) {
  std::string text = with(fixture("guide"), "\"complaint\"", "\"x1\"");
  text = with(text, "\"n\": 5", "\"n\": 30");         // promise > legal
  text = with(text, "\"0300-5550107\"", "\"5550\"");  // no phone number
  text = with(text, "\"legal_days\": {", "\"legal_days\": {\"y\": 1,");
  const auto faults = all_faults(decode_item(text), model::WorkCalendar());
  EXPECT_TRUE(has(faults, "E-FIELD-MISSING", "/complaint"));
  EXPECT_TRUE(has(faults, "E-GUIDE-PROMISE", "/promise_days/n"));
  EXPECT_TRUE(has(faults, "E-PHONE", "/consult"));
  EXPECT_FALSE(has(faults, "E-GUIDE-COMPLAINT", "/complaint")) << "said twice";
}

}  // namespace
}  // namespace gongkai::codec
