// Seven ed25519 keys that are the same in every run, so that a finding can be replayed, and signed metadata files made
// with them.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "content/trust/canonical_json.h"
#include "tests/fuzz/fuzz_input.h"

namespace gongkai::fuzz {

inline constexpr int signer_count = 7;

class FuzzSigner {
 public:
  FuzzSigner() {
    for (int i = 0; i < signer_count; ++i) {
      std::array<unsigned char, 32> secret;
      secret.fill(static_cast<unsigned char>(i + 1));
      keys_[i].reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, secret.data(), secret.size()));
      std::array<unsigned char, 32> open;
      std::size_t size = open.size();
      require(EVP_PKEY_get_raw_public_key(keys_[i].get(), open.data(), &size) == 1, "OpenSSL knows ed25519");
      public_hex_[i] = hex({reinterpret_cast<const char*>(open.data()), size});
    }
  }

  // "$0" to "$6" become the public keys: metadata in a corpus stays short and readable.
  std::string with_keys(std::string_view text) const {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool names_key = text[i] == '$' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] < '0' + signer_count;
      if (names_key) {
        out += public_hex_[text[++i] - '0'];
      } else {
        out += text[i];
      }
    }
    return out;
  }

  // A metadata file with a right signature by each key whose bit is set in `signers`; the key ids are "0" to "6". Bit 7
  // adds a signature under the id "x" that no key of ours made.
  std::string sign(const std::string& body, int signers) const {
    const auto parsed = trust::parse_strict(body);
    const std::string message = parsed ? trust::canonical(*parsed) : body;
    std::string file = R"({"signatures":[)";
    for (int i = 0; i < signer_count; ++i) {
      if ((signers & 1 << i) != 0) add_signature(file, std::to_string(i), signature(i, message));
    }
    if ((signers & 1 << signer_count) != 0) add_signature(file, "x", std::string(140, 'a'));
    return file + R"(],"signed":)" + body + "}";
  }

 private:
  struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };
  struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };

  static std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
      out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
      out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    return out;
  }

  static void add_signature(std::string& file, const std::string& keyid, const std::string& sig) {
    if (file.back() == '}') file += ',';
    file += R"({"keyid":")" + keyid + R"(","sig":")" + sig + R"("})";
  }

  std::string signature(int key, const std::string& message) const {
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    std::array<unsigned char, 64> bytes;
    std::size_t size = bytes.size();
    const auto* text = reinterpret_cast<const unsigned char*>(message.data());
    require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, keys_[key].get()) == 1 &&
                EVP_DigestSign(context.get(), bytes.data(), &size, text, message.size()) == 1,
            "OpenSSL signs");
    return hex({reinterpret_cast<const char*>(bytes.data()), size});
  }

  std::array<std::unique_ptr<EVP_PKEY, FreeKey>, signer_count> keys_;
  std::array<std::string, signer_count> public_hex_;
};

}  // namespace gongkai::fuzz
