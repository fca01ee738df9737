#include "content/trust/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

namespace gongkai::trust {
namespace {

constexpr std::string_view message = "政务公开";

std::string hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

// A key pair made by OpenSSL itself, signing as the scheme says, to check our verification against.
class KeyPair {
 public:
  enum class Padding { none, pss };

  explicit KeyPair(EVP_PKEY* key) : key_(key, &EVP_PKEY_free) {}

  std::string public_pem() const {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PUBKEY(bio.get(), key_.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
  }

  std::string sign(const EVP_MD* digest, Padding padding, std::string_view sm2_id = {}) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> parameters(
        EVP_PKEY_CTX_new(key_.get(), nullptr), &EVP_PKEY_CTX_free);
    EVP_PKEY_CTX* used = nullptr;
    if (!sm2_id.empty()) {
      EVP_PKEY_CTX_set1_id(parameters.get(), sm2_id.data(), static_cast<int>(sm2_id.size()));
      EVP_MD_CTX_set_pkey_ctx(context.get(), parameters.get());
    }
    EVP_DigestSignInit(context.get(), sm2_id.empty() ? &used : nullptr, digest, nullptr, key_.get());
    if (padding == Padding::pss) {
      EVP_PKEY_CTX_set_rsa_padding(used, RSA_PKCS1_PSS_PADDING);
      EVP_PKEY_CTX_set_rsa_pss_saltlen(used, RSA_PSS_SALTLEN_DIGEST);
    }
    std::string signature(1024, '\0');
    std::size_t size = signature.size();
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                       message.size()) != 1) {
      return {};
    }
    signature.resize(size);
    return hex(signature);
  }

 private:
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

void expect_only_this_message(const Key& key, const std::string& signature) {
  EXPECT_TRUE(scheme_is_known(key));
  EXPECT_TRUE(verify_signature(key, message, signature));
  EXPECT_FALSE(verify_signature(key, "政务公开 ", signature));
  std::string damaged = signature;
  damaged[damaged.size() / 2] = damaged[damaged.size() / 2] == 'a' ? 'b' : 'a';
  EXPECT_FALSE(verify_signature(key, message, damaged));
  EXPECT_FALSE(verify_signature(key, message, signature.substr(2)));
  EXPECT_FALSE(verify_signature(key, message, ""));
  EXPECT_FALSE(verify_signature(key, message, "zz"));
}

TEST(Signature, Ed25519AgreesWithRfc8032) {
  // RFC 8032 section 7.1, TEST 2.
  const Key key{"ed25519", "ed25519", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"};
  const std::string signature =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
  EXPECT_TRUE(verify_signature(key, "\x72", signature));
  EXPECT_FALSE(verify_signature(key, "\x73", signature));
  Key wrong = key;
  wrong.public_value.pop_back();
  EXPECT_FALSE(verify_signature(wrong, "\x72", signature));
}

TEST(Signature, EcdsaP256) {
  const KeyPair pair(EVP_EC_gen("P-256"));
  const std::string signature = pair.sign(EVP_sha256(), KeyPair::Padding::none);
  expect_only_this_message({"ecdsa", "ecdsa-sha2-nistp256", pair.public_pem()}, signature);
  EXPECT_TRUE(verify_signature({"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", pair.public_pem()}, message, signature));
}

TEST(Signature, RsaPss) {
  const KeyPair pair(EVP_RSA_gen(2048));
  expect_only_this_message({"rsa", "rsassa-pss-sha256", pair.public_pem()},
                           pair.sign(EVP_sha256(), KeyPair::Padding::pss));
  const std::string old_padding = pair.sign(EVP_sha256(), KeyPair::Padding::none);
  EXPECT_FALSE(verify_signature({"rsa", "rsassa-pss-sha256", pair.public_pem()}, message, old_padding));
}

TEST(Signature, Sm2NeedsTheCommonSignerId) {
  const KeyPair pair(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
  const std::string signature = pair.sign(EVP_sm3(), KeyPair::Padding::none, "1234567812345678");
  expect_only_this_message({"sm2", "sm2-sm3", pair.public_pem()}, signature);
  EXPECT_TRUE(verify_signature({"sm2", "sm2", pair.public_pem()}, message, signature));
  const std::string other_id = pair.sign(EVP_sm3(), KeyPair::Padding::none, "alice");
  EXPECT_FALSE(verify_signature({"sm2", "sm2-sm3", pair.public_pem()}, message, other_id));
}

TEST(Signature, KeysOfAnotherKindOrSchemeNeverVerify) {
  const KeyPair ec(EVP_EC_gen("P-256"));
  const std::string signature = ec.sign(EVP_sha256(), KeyPair::Padding::none);
  EXPECT_FALSE(verify_signature({"rsa", "rsassa-pss-sha256", ec.public_pem()}, message, signature));
  EXPECT_FALSE(verify_signature({"sm2", "sm2", ec.public_pem()}, message, signature));
  EXPECT_FALSE(verify_signature({"ecdsa", "ecdsa-sha2-nistp256", "no PEM"}, message, signature));
  EXPECT_FALSE(verify_signature({"ecdsa", "none", ec.public_pem()}, message, signature));
  EXPECT_FALSE(scheme_is_known({"ecdsa", "none", ec.public_pem()}));
}

}  // namespace
}  // namespace gongkai::trust
