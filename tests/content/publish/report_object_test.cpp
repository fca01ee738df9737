#include "content/publish/report_object.h"

#include <gtest/gtest.h>

#include "content/publish/atomic_file.h"
#include "content/trust/digest.h"

namespace gongkai::publish {
namespace {

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");

class ReportObject : public testing::Test {
 protected:
  static std::string text(std::int64_t seq) {
    codec::ReportBatch batch;
    batch.header = {"hall-01", seq, 1795360000, morning, seq > 0 ? std::string(codec::no_report) : ""};
    batch.lines.emplace_back(codec::DroppedFeedback{4});
    return codec::encode_report(batch);
  }
  std::string code(std::string_view bytes, const ReportPlace& place = {"hall-01", 1795360000}) const {
    const auto opened = open_report(bytes, keys_, place);
    return opened ? "" : opened.error().code;
  }

  SigningKey key_ = *SigningKey::generate(), stranger_ = *SigningKey::generate(), older_ = *SigningKey::generate();
  trust::Keys keys_{{key_.keyid(), key_.public_key()}, {older_.keyid(), older_.public_key()}};
  SealedReport sealed_ = *seal_report(text(1795360000), key_);
};

TEST_F(ReportObject, OpensAsItWasSealed) {
  const auto opened = open_report(sealed_.bytes, keys_, {"hall-01", 1795360000});
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  EXPECT_EQ(opened->keyid, key_.keyid());
  EXPECT_EQ(opened->digest, sealed_.digest);
  EXPECT_EQ(codec::encode_report(opened->batch), text(1795360000));
  EXPECT_EQ(seal_report(text(1795360000), key_)->bytes, sealed_.bytes) << "equal text, equal bytes";
  EXPECT_EQ(code(seal_report(text(1795360000), older_)->bytes), "") << "the key before a repair";
  EXPECT_EQ(code(seal_report(text(0), key_)->bytes, {"hall-01", 0}), "") << "a heartbeat";
}

TEST_F(ReportObject, LiesUnderItsTerminal) {
  EXPECT_EQ(report_path({"hall-01", 1795360000}), "hall-01/1795360000.ndjson.gz");
  EXPECT_EQ(report_path({"hall-01", 0}), "hall-01/heartbeat.ndjson.gz");
}

TEST_F(ReportObject, EveryByteThatIsTurnedIsFound) {
  for (std::size_t at = 0; at < sealed_.bytes.size(); ++at) {
    std::string turned = sealed_.bytes;
    turned[at] = static_cast<char>(turned[at] ^ 0x41);
    const auto opened = open_report(turned, keys_, {"hall-01", 1795360000});
    // The header of gzip has bytes that mean nothing (time, system); what is read must then be what was sealed.
    if (!opened) continue;
    EXPECT_LT(at, 10u);
    EXPECT_EQ(opened->digest, sealed_.digest) << at;
  }
  for (std::size_t size = 0; size < sealed_.bytes.size(); ++size) {
    EXPECT_EQ(code(sealed_.bytes.substr(0, size)), "REPORT-002") << "cut off at " << size;
  }
  EXPECT_EQ(code(sealed_.bytes + sealed_.bytes), "REPORT-002") << "a second file behind it";
}

TEST_F(ReportObject, TheTextIsNotReadBeforeItsSignature) {
  // Changed, and compressed again: what a host could do.
  const std::string whole = text(1795360000) + R"({"keyid":")" + key_.keyid() + R"(","sig":")" + key_.sign(text(1795360000)) + "\"}\n";
  ASSERT_EQ(code(gzip(whole)), "");
  std::string changed = whole;
  changed[changed.find("\"records\":4") + 10] = '5';
  EXPECT_EQ(code(gzip(changed)), "REPORT-006");
  EXPECT_EQ(code(gzip("[[[[[[" + whole)), "REPORT-006");
  EXPECT_EQ(code(gzip(whole + "\n")), "REPORT-004");
  EXPECT_EQ(code(gzip(text(1795360000))), "REPORT-004");
  EXPECT_EQ(code(gzip("")), "REPORT-004");
  EXPECT_EQ(code(seal_report(text(1795360000), stranger_)->bytes), "REPORT-005");
}

TEST_F(ReportObject, MustBeWhereItBelongs) {
  EXPECT_EQ(code(sealed_.bytes, {"hall-02", 1795360000}), "REPORT-009");
  EXPECT_EQ(code(sealed_.bytes, {"hall-01", 1795360001}), "REPORT-010");
  EXPECT_EQ(code(sealed_.bytes, {"hall-01", 0}), "REPORT-010") << "an old batch is no heartbeat";
  EXPECT_EQ(code(seal_report("not a report\n", key_)->bytes), "REPORT-007") << "signed, and still no report";
}

TEST_F(ReportObject, ABombIsNotUnpacked) {
  const std::string bomb = gzip(std::string(16 * 1024 * 1024, '0'));
  ASSERT_LT(bomb.size(), max_report_bytes);
  EXPECT_EQ(code(bomb), "REPORT-003");
  EXPECT_EQ(code(std::string(max_report_bytes + 1, 'x')), "REPORT-001");
  std::string noise;
  for (int i = 0; noise.size() < 3 * max_report_bytes; ++i) noise += trust::sha256_hex(std::to_string(i));
  EXPECT_EQ(seal_report(noise, key_).error().code, "REPORT-001");
}

}  // namespace
}  // namespace gongkai::publish
