#include "content/codec/bundle.h"

#include <utility>

namespace gongkai::codec {
namespace {

const std::string digest(64, 'a');

std::string bundle(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string bytes = bundle_head();
  for (const auto& [name, content] : parts) bytes += bundle_part_head(name, content.size()) + content + "\n";
  return bytes + bundle_end(digest);
}

model::Result<BundleIndex> index_of(const std::string& bytes) {
  return read_bundle_index(bytes.size(), [&](std::uint64_t offset, std::size_t length) -> model::Result<std::string> {
    EXPECT_LE(offset + length, bytes.size()) << "asked for what is not there";
    return bytes.substr(offset, length);
  });
}

std::string code_of(const std::string& bytes) {
  const auto index = index_of(bytes);
  return index ? "" : index.error().code;
}

TEST(Bundle, WhatIsWrittenIsFound) {
  const std::string bytes = bundle({{"metadata/timestamp.json", "{}"}, {"targets/zrzy/ab.1-2.pack", "line\n\n"}});
  const auto index = index_of(bytes);
  ASSERT_TRUE(index) << index.error().message;
  ASSERT_EQ(index->parts.size(), 2U);
  EXPECT_EQ(index->parts[0].name, "metadata/timestamp.json");
  EXPECT_EQ(bytes.substr(index->parts[0].offset, index->parts[0].length), "{}");
  EXPECT_EQ(bytes.substr(index->parts[1].offset, index->parts[1].length), "line\n\n");
  EXPECT_EQ(index->sha256, digest);
  EXPECT_EQ(index->digested, bytes.size() - 72);
}

TEST(Bundle, AnEmptyOneAndAnEmptyPart) {
  EXPECT_EQ(index_of(bundle({})).value().parts.size(), 0U);
  EXPECT_EQ(index_of(bundle({{"metadata/a", ""}})).value().parts.at(0).length, 0U);
}

TEST(Bundle, CutOffAnywhereItIsRefused) {
  const std::string bytes = bundle({{"metadata/timestamp.json", "{}"}, {"targets/zrzy/ab.1-2.pack", "line\n"}});
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_EQ(code_of(bytes.substr(0, length)), length < bundle_head().size()
                                                    ? (length < 15 ? "BUNDLE-001" : "BUNDLE-003")
                                                    : "BUNDLE-002")
        << length;
  }
  EXPECT_EQ(code_of(bytes + "x"), "BUNDLE-002");
}

TEST(Bundle, WhatIsNoneAndWhatIsNewer) {
  EXPECT_EQ(code_of("PK\x03\x04 an archive of another kind, long enough to be read"), "BUNDLE-001");
  EXPECT_EQ(code_of("gongkai-bundle 2\n" + bundle_end(digest)), "BUNDLE-003");
}

TEST(Bundle, NamesStayWithinTheTwoFolders) {
  for (const char* name : {"metadata/7.zrzy.json", "metadata/7.%C3%B6.json", "targets/zrzy/ab.1-250.pack"}) {
    EXPECT_TRUE(is_bundle_name(name)) << name;
    EXPECT_EQ(code_of(bundle({{name, "x"}})), "") << name;
  }
  const std::string long_name = "metadata/" + std::string(max_bundle_name, 'a');
  for (const std::string& name : {std::string(), std::string("metadata"), std::string("metadata/"), std::string("/etc/passwd"),
                                  std::string("metadata/../../x"), std::string("metadata/.hidden"), std::string("targets//x"),
                                  std::string("targets/a b"), std::string("targets\\x"), std::string("keys/root.pem"),
                                  std::string("targets/a\0b", 11), long_name}) {
    EXPECT_FALSE(is_bundle_name(name)) << name;
    EXPECT_EQ(code_of(bundle({{name, "x"}})), "BUNDLE-002") << name;
  }
}

TEST(Bundle, LengthsThatLie) {
  const std::string part = "metadata/a\nxxx\n";
  for (const char* length : {"2 ", "4 ", "03 ", "+3 ", "-3 ", " ", "3x ", "18446744073709551615 ", "99999999999999999999 ",
                             "67108865 "}) {
    EXPECT_EQ(code_of(bundle_head() + length + part + bundle_end(digest)), "BUNDLE-002") << length;
  }
  EXPECT_EQ(code_of(bundle_head() + "3 " + part + bundle_end(digest)), "");
  EXPECT_EQ(code_of(bundle({{"metadata/a", "1"}, {"metadata/a", "2"}})), "BUNDLE-002");
  EXPECT_EQ(code_of(bundle_head() + "3 " + part + bundle_end(std::string(64, 'g'))), "BUNDLE-002");
}

}  // namespace
}  // namespace gongkai::codec
