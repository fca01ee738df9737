#include "content/trust/digest.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <optional>

namespace gongkai::trust {
namespace {

std::string to_hex(const unsigned char* bytes, std::size_t size) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string hex(size * 2, '0');
  for (std::size_t i = 0; i < size; ++i) {
    hex[2 * i] = digits[bytes[i] >> 4];
    hex[2 * i + 1] = digits[bytes[i] & 15];
  }
  return hex;
}

// Empty where this OpenSSL was built without the algorithm.
std::string digest_hex(const EVP_MD* algorithm, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1) return {};
  return to_hex(digest.data(), size);
}

std::optional<std::string> digest_by_name(std::string_view algorithm, std::string_view bytes) {
  if (algorithm == "sha256") return sha256_hex(bytes);
  if (algorithm == "sha512") return sha512_hex(bytes);
  if (algorithm == "sm3") return sm3_hex(bytes);
  return std::nullopt;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return digest_hex(EVP_sha256(), bytes); }
std::string sha512_hex(std::string_view bytes) { return digest_hex(EVP_sha512(), bytes); }
std::string sm3_hex(std::string_view bytes) { return digest_hex(EVP_sm3(), bytes); }

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

// Can fail only for want of memory; a digest that is empty then matches nothing.
Sha256::Sha256() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) != 1) return {};
  return to_hex(digest.data(), size);
}

bool has_usable_hash(const Hashes& hashes) {
  return hashes.by_algorithm.contains("sha256") || hashes.by_algorithm.contains("sha512");
}

model::Result<void> check_hashes(const Hashes& hashes, std::string_view bytes, std::string_view what) {
  if (!has_usable_hash(hashes)) {
    return model::failure("TRUST-042", fmt::format("{} 没有可用的散列值（需要 sha256 或 sha512）", what));
  }
  for (const auto& [algorithm, expected] : hashes.by_algorithm) {
    const auto actual = digest_by_name(algorithm, bytes);
    if (actual && (actual->empty() || *actual != expected)) {
      return model::failure("TRUST-041", fmt::format("{} 的 {} 散列值与签名清单不符", what, algorithm));
    }
  }
  return {};
}

}  // namespace gongkai::trust
