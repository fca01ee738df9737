#include "content/codec/pack.h"

namespace gongkai::codec {
namespace {

model::Item slogan(model::State state) {
  model::Item item;
  item.header.id = "slogan-0001";
  item.header.rev = 3;
  item.header.state = state;
  item.header.title = "依法行政\"为民\"服务";
  item.header.reason = "活动\n结束";
  item.body = model::Slogan{};
  return item;
}

TEST(PackLine, AnItemIsReadInPlace) {
  const std::string line = encode_pack_line(17, slogan(model::State::published));
  EXPECT_TRUE(line.starts_with("{\"seq\":17,\"item\":{"));
  EXPECT_TRUE(line.ends_with("}}\n"));
  const auto key = read_pack_line_key(std::string_view(line).substr(0, line.size() - 1));
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->seq, 17);
  EXPECT_EQ(key->id, "slogan-0001");
  EXPECT_EQ(key->rev, 3);
  EXPECT_FALSE(key->withdrawn);
  EXPECT_EQ(key->payload, encode_item(slogan(model::State::published)));
}

TEST(PackLine, AWithdrawnItemTravelsAsATombstone) {
  const std::string line = encode_pack_line(18, slogan(model::State::withdrawn));
  const auto decoded = decode_pack_line(std::string_view(line).substr(0, line.size() - 1));
  ASSERT_TRUE(decoded.has_value()) << decoded.error().message;
  EXPECT_EQ(decoded->seq, 18);
  const auto& withdrawal = std::get<Withdrawal>(decoded->content);
  EXPECT_EQ(withdrawal.id, "slogan-0001");
  EXPECT_EQ(withdrawal.kind, model::Kind::slogan);
  EXPECT_EQ(withdrawal.rev, 3);
  EXPECT_EQ(withdrawal.title, "依法行政\"为民\"服务");
  EXPECT_EQ(withdrawal.reason, "活动\n结束");
}

TEST(PackLine, ABadEntityIsAnOutcomeNotAnError) {
  const auto line = decode_pack_line(R"({"seq":2,"item":{"schema":"zwgk/1","kind":"hologram","id":"holo-1","rev":1}})");
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(std::get<Decoded>(line->content).outcome, Outcome::skipped_unknown_kind);
}

TEST(PackLine, OtherFormsAreRefused) {
  for (const char* text :
       {"", "{}", R"({"seq":0,"item":{}})", R"({"seq":-1,"item":{}})", R"({"item":{},"seq":1})", R"({"seq":1,"item":[]})",
        R"({"seq":1,"item":{})", R"({"seq": 1,"item":{}})", R"({"seq":99999999999999999999,"item":{}})",
        R"({"seq":1,"withdrawn":{"id":"a-1"}})", R"({"seq":1,"withdrawn":{"id":"a","kind":"x","rev":1,"title":"","reason":""}})",
        R"({"seq":1,"other":{}})"}) {
    const auto line = decode_pack_line(text);
    ASSERT_FALSE(line.has_value()) << text;
    EXPECT_EQ(line.error().code, "PACK-005");
  }
}

TEST(SplitPack, GivesTheLines) {
  const auto lines = split_pack("a\n\nb\n");
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ(*lines, (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_TRUE(split_pack("")->empty());
}

TEST(SplitPack, EnforcesEveryLimit) {
  EXPECT_EQ(split_pack("a\nb").error().code, "PACK-001");
  std::string many(max_pack_lines, '\n');
  EXPECT_EQ(split_pack(many)->size(), max_pack_lines);
  many += '\n';
  EXPECT_EQ(split_pack(many).error().code, "PACK-002");
  EXPECT_EQ(split_pack(std::string(max_pack_bytes + 1, '\n')).error().code, "PACK-003");
  std::string long_line(max_entity_bytes + 100, 'x');
  long_line += '\n';
  EXPECT_EQ(split_pack(long_line).error().code, "PACK-004");
}

TEST(PackRange, ComesFromTheCustomFieldOfATarget) {
  const auto range = parse_pack_range(R"({"from":3,"level":1,"to":9})");
  ASSERT_TRUE(range.has_value());
  EXPECT_EQ(range->from, 3);
  EXPECT_EQ(range->to, 9);
  for (const char* text : {"", "null", "{}", R"({"from":3})", R"({"from":0,"to":1})", R"({"from":5,"to":4})",
                           R"({"from":"1","to":2})"}) {
    EXPECT_EQ(parse_pack_range(text).error().code, "PACK-006") << text;
  }
}

}  // namespace
}  // namespace gongkai::codec
