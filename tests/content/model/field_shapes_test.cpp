#include "content/model/field_shapes.h"

#include <gtest/gtest.h>

namespace gongkai::model {
namespace {

TEST(FieldShapes, EntityIds) {
  for (const char* good : {"org-cgj", "guide-cg-0007", "em-2026-0004", "win-A07"})
    EXPECT_TRUE(is_entity_id(good)) << good;
  for (const char* bad : {"", "o-1", "org", "org-", "Org-1", "elevenchars-1", "org-中", "org-a_b", "-a"}) {
    EXPECT_FALSE(is_entity_id(bad)) << bad;
  }
  EXPECT_TRUE(is_entity_id("org-" + std::string(48, 'x')));
  EXPECT_FALSE(is_entity_id("org-" + std::string(49, 'x')));
}

TEST(FieldShapes, NodeCodes) {
  for (const char* good : {"A", "C-01", "C-01-02", "C-01-02-03"}) EXPECT_TRUE(is_node_code(good)) << good;
  for (const char* bad : {"", "c-01", "C-1", "C01", "C-01-", "C-01-02-03-04", "CC-01"})
    EXPECT_FALSE(is_node_code(bad)) << bad;
}

TEST(FieldShapes, PhoneNumbers) {
  for (const char* good : {"0300-5550107", "010-55501079", "5550107", "0300-5550107-12", "13855500071",
                           "12345", "400-555-0107", "8005550107"}) {
    EXPECT_TRUE(is_phone(good)) << good;
    EXPECT_FALSE(is_dummy_phone(good)) << good;
  }
  for (const char* bad : {"", "110", "22345", "0300 5550107", "03000-5550107", "300-5550107", "0300-555",
                          "400-55-0107", "138****0000", "0300-5550107-123456", "电话"}) {
    EXPECT_FALSE(is_phone(bad)) << bad;
  }
  for (const char* dummy : {"0300-8888888", "0300-1234567", "7654321", "0300-0123456"}) {
    EXPECT_TRUE(is_dummy_phone(dummy)) << dummy;
  }
}

TEST(FieldShapes, DocumentNumbers) {
  const auto good = parse_document_number("临政发〔2025〕18号");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->year, 2025);
  EXPECT_TRUE(good->right_brackets);
  for (const char* slip : {"临政发[2006]43号", "临政发（2006）43号", "临政发【2006】43号"}) {
    const auto number = parse_document_number(slip);
    ASSERT_TRUE(number) << slip;
    EXPECT_FALSE(number->right_brackets) << slip;
  }
  for (const char* bad :
       {"", "号", "临政发2025年18号", "〔2025〕18号", "临政发〔2025〕18", "临政发〔25〕18号",
        "临政发〔2025〕号", "临政发〔2025〕123456号", "一二三四五六七八九十一二三〔2025〕1号"}) {
    EXPECT_FALSE(parse_document_number(bad)) << bad;
  }
}

TEST(FieldShapes, Amounts) {
  EXPECT_EQ(normal_amount("6.50"), "6.5");
  EXPECT_EQ(normal_amount("006"), "6");
  EXPECT_EQ(normal_amount("0.8500"), "0.85");
  for (const char* bad : {"", "6元", "1,000", ".5", "5.", "-1", "1234567890123", "0.12345"})
    EXPECT_FALSE(normal_amount(bad)) << bad;
  EXPECT_TRUE(mentions_amount("每月6元", "6"));
  EXPECT_TRUE(mentions_amount("1,200.00元", "1200"));
  EXPECT_TRUE(mentions_amount("10—50元", "50"));
  EXPECT_FALSE(mentions_amount("60元", "6"));
  EXPECT_FALSE(mentions_amount("0.6元", "6"));
}

TEST(FieldShapes, PersonalNumbers) {
  EXPECT_TRUE(holds_identity_number("11010519491231002X"));
  EXPECT_TRUE(holds_identity_number("身份证11010519491231002x。"));
  EXPECT_FALSE(holds_identity_number("110105194912310021"));  // wrong check digit
  EXPECT_FALSE(holds_identity_number("1101**********002X"));
  EXPECT_FALSE(holds_identity_number("A11010519491231002X"));  // part of a longer code
  EXPECT_TRUE(holds_mobile_number("电话13855500071"));
  EXPECT_FALSE(holds_mobile_number("138****0071"));
  EXPECT_FALSE(holds_mobile_number("138555000710"));
  EXPECT_FALSE(holds_mobile_number("10000000000"));
}

}  // namespace
}  // namespace gongkai::model
