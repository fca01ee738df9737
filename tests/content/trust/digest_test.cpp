#include "content/trust/digest.h"

namespace gongkai::trust {
namespace {

TEST(Digest, AgreesWithPublishedVectors) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha512_hex("").substr(0, 32), "cf83e1357eefb8bdf1542850d66d8007");
  EXPECT_EQ(sm3_hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");  // GB/T 32905 A.1
}

TEST(CheckHashes, WantsEveryKnownAlgorithmToMatch) {
  Hashes hashes{{{"sha256", sha256_hex("x")}, {"sm3", sm3_hex("x")}}};
  EXPECT_TRUE(check_hashes(hashes, "x", "f").has_value());
  EXPECT_EQ(check_hashes(hashes, "y", "f").error().code, "TRUST-041");
  hashes.by_algorithm["sm3"] = sm3_hex("y");
  EXPECT_EQ(check_hashes(hashes, "x", "f").error().code, "TRUST-041");
}

TEST(CheckHashes, PassesOverUnknownAlgorithmsButNeedsOneItKnows) {
  EXPECT_TRUE(check_hashes({{{"sha512", sha512_hex("x")}, {"blake9", "00"}}}, "x", "f").has_value());
  EXPECT_EQ(check_hashes({{{"blake9", "00"}}}, "x", "f").error().code, "TRUST-042");
  EXPECT_EQ(check_hashes({{{"sm3", sm3_hex("x")}}}, "x", "f").error().code, "TRUST-042");
}

}  // namespace
}  // namespace gongkai::trust
