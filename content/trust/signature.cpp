#include "content/trust/signature.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>
#include <optional>
#include <string>

namespace gongkai::trust {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeDigestContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using KeyHandle = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeParameterContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using ParameterContext = std::unique_ptr<EVP_PKEY_CTX, FreeParameterContext>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigestContext>;

enum class Scheme { ed25519, ecdsa_sha256, ecdsa_sha384, rsa_pss_sha256, sm2_sm3 };

// Key types vary between implementations of the specification ("ecdsa" and "ecdsa-sha2-nistp256" name the same type);
// the scheme decides, and the parsed key must be of the kind it needs.
std::optional<Scheme> scheme_of(const Key& key) {
  if (key.scheme == "ed25519" && key.keytype == "ed25519") return Scheme::ed25519;
  if (key.scheme == "ecdsa-sha2-nistp256") return Scheme::ecdsa_sha256;
  if (key.scheme == "ecdsa-sha2-nistp384") return Scheme::ecdsa_sha384;
  if (key.scheme == "rsassa-pss-sha256" && key.keytype == "rsa") return Scheme::rsa_pss_sha256;
  if ((key.scheme == "sm2" || key.scheme == "sm2-sm3") && key.keytype == "sm2") return Scheme::sm2_sm3;
  return std::nullopt;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]);
    const int low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

const unsigned char* as_unsigned(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

KeyHandle read_pem(const std::string& pem) {
  const std::unique_ptr<BIO, FreeBio> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (!bio) return nullptr;
  return KeyHandle(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

KeyHandle read_key(const Key& key, Scheme scheme) {
  if (scheme == Scheme::ed25519) {
    const auto raw = from_hex(key.public_value);
    if (!raw || raw->size() != 32) return nullptr;
    return KeyHandle(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, as_unsigned(*raw), raw->size()));
  }
  KeyHandle handle = read_pem(key.public_value);
  if (!handle) return nullptr;
  const char* wanted = scheme == Scheme::rsa_pss_sha256 ? "RSA" : scheme == Scheme::sm2_sm3 ? "SM2" : "EC";
  if (EVP_PKEY_is_a(handle.get(), wanted) != 1) return nullptr;
  return handle;
}

const EVP_MD* digest_of(Scheme scheme) {
  switch (scheme) {
    case Scheme::ed25519: return nullptr;  // hashes by itself
    case Scheme::ecdsa_sha256: return EVP_sha256();
    case Scheme::ecdsa_sha384: return EVP_sha384();
    case Scheme::rsa_pss_sha256: return EVP_sha256();
    case Scheme::sm2_sm3: return EVP_sm3();
  }
  return nullptr;
}

// GB/T 32918.2: the signed digest begins with one over the signer's id. OpenSSL 3 takes an empty id for the default,
// and then nothing verifies; GM/T 0009 gives this one for all.
bool set_sm2_id(EVP_PKEY_CTX* parameters) {
  static constexpr std::string_view id = "1234567812345678";
  return EVP_PKEY_CTX_set1_id(parameters, id.data(), static_cast<int>(id.size())) == 1;
}

bool set_pss(EVP_PKEY_CTX* parameters) {
  return EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) == 1;
}

// For SM2 the id must be set before the digest is chosen, so the parameters are made first and lent to the context.
bool verify_sm2(EVP_PKEY* key, std::string_view message, std::string_view signature) {
  const ParameterContext parameters(EVP_PKEY_CTX_new(key, nullptr));
  const DigestContext context(EVP_MD_CTX_new());
  if (!parameters || !context || !set_sm2_id(parameters.get())) return false;
  EVP_MD_CTX_set_pkey_ctx(context.get(), parameters.get());
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sm3(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), as_unsigned(signature), signature.size(), as_unsigned(message),
                          message.size()) == 1;
}

bool verify_with(EVP_PKEY* key, Scheme scheme, std::string_view message, std::string_view signature) {
  if (scheme == Scheme::sm2_sm3) return verify_sm2(key, message, signature);
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;  // owned by the context
  if (!context || EVP_DigestVerifyInit(context.get(), &parameters, digest_of(scheme), nullptr, key) != 1) {
    return false;
  }
  if (scheme == Scheme::rsa_pss_sha256 && !set_pss(parameters)) return false;
  return EVP_DigestVerify(context.get(), as_unsigned(signature), signature.size(), as_unsigned(message),
                          message.size()) == 1;
}

}  // namespace

bool scheme_is_known(const Key& key) { return scheme_of(key).has_value(); }

bool verify_signature(const Key& key, std::string_view message, std::string_view signature_hex) {
  const auto scheme = scheme_of(key);
  const auto signature = from_hex(signature_hex);
  if (!scheme || !signature || signature->empty()) return false;
  const KeyHandle handle = read_key(key, *scheme);
  const bool valid = handle && verify_with(handle.get(), *scheme, message, *signature);
  ERR_clear_error();  // a signature that does not verify leaves a note in OpenSSL's queue of this thread
  return valid;
}

}  // namespace gongkai::trust
