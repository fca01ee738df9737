#include "content/publish/signing_key.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "content/publish/atomic_file.h"
#include "content/trust/digest.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using BioHandle = std::unique_ptr<BIO, FreeBio>;
struct FreeDigestContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += fmt::format("{:02x}", bytes[i]);
  return text;
}

trust::Key public_part(EVP_PKEY* handle) {
  std::array<unsigned char, 32> raw{};
  std::size_t size = raw.size();
  if (EVP_PKEY_get_raw_public_key(handle, raw.data(), &size) != 1) std::abort();  // checked to be ed25519
  return {"ed25519", "ed25519", hex(raw.data(), size)};
}

std::string to_pem(EVP_PKEY* handle) {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_PrivateKey(bio.get(), handle, nullptr, nullptr, 0, nullptr, nullptr) != 1) return {};
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

// Without a terminal prompt: a key under a password is a key we cannot read.
int no_password(char*, int, int, void*) { return -1; }

}  // namespace

void FreePrivateKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

trust::KeyId key_id(const trust::Key& key) {
  // The canonical JSON of an ed25519 key; its three values need no escapes.
  return trust::sha256_hex(fmt::format(R"({{"keytype":"{}","keyval":{{"public":"{}"}},"scheme":"{}"}})", key.keytype,
                                       key.public_value, key.scheme));
}

SigningKey::SigningKey(Handle handle)
    : handle_(std::move(handle)), public_key_(public_part(handle_.get())), keyid_(key_id(public_key_)) {}

model::Result<SigningKey> SigningKey::generate() {
  Handle handle(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!handle) return model::failure("PUBLISH-001", "无法生成密钥：OpenSSL 没有给出 ed25519 密钥");
  return SigningKey(std::move(handle));
}

model::Result<SigningKey> SigningKey::load(const fs::path& file) {
  const BioHandle bio(BIO_new_file(file.c_str(), "rb"));
  if (!bio) return model::failure("PUBLISH-002", fmt::format("打不开密钥文件 {}", file.string()));
  Handle handle(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
  if (!handle || EVP_PKEY_get_id(handle.get()) != EVP_PKEY_ED25519) {
    return model::failure("PUBLISH-002", fmt::format("{} 不是 ed25519 私钥（PEM）", file.string()));
  }
  return SigningKey(std::move(handle));
}

model::Result<void> SigningKey::save(const fs::path& file) const {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  fs::permissions(file.parent_path(), fs::perms::owner_all, ignored);
  return write_new_file(file, to_pem(handle_.get()), 0600);
}

model::Result<void> SigningKey::save_public(const fs::path& file) const {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_PUBKEY(bio.get(), handle_.get()) != 1) std::abort();  // memory
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return write_new_file(file, {data, static_cast<std::size_t>(size)}, 0644);
}

model::Result<trust::Key> load_public_key(const fs::path& file) {
  if (const auto key = SigningKey::load(file)) return key->public_key();
  const BioHandle bio(BIO_new_file(file.c_str(), "rb"));
  if (!bio) return model::failure("PUBLISH-002", fmt::format("打不开密钥文件 {}", file.string()));
  const std::unique_ptr<EVP_PKEY, FreePrivateKey> key(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_password, nullptr));
  if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
    return model::failure("PUBLISH-002", fmt::format("{} 不是 ed25519 密钥（PEM）", file.string()));
  }
  return public_part(key.get());
}

std::string SigningKey::sign(std::string_view message) const {
  const std::unique_ptr<EVP_MD_CTX, FreeDigestContext> context(EVP_MD_CTX_new());
  std::array<unsigned char, 64> signature{};
  std::size_t size = signature.size();
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, handle_.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, bytes, message.size()) != 1) {
    std::abort();  // ed25519 signing cannot fail but for want of memory
  }
  return hex(signature.data(), size);
}

model::Result<KeyRing> load_key_ring(const fs::path& directory) {
  KeyRing ring;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file() || entry->path().extension() != ".pem") continue;
    auto key = SigningKey::load(entry->path());
    if (!key) return tl::make_unexpected(key.error());
    const std::string name = entry->path().lexically_relative(directory).generic_string();
    const trust::KeyId keyid = key->keyid();
    ring.emplace(keyid, RingKey{name, std::move(*key)});
  }
  if (ring.empty()) {
    return model::failure("PUBLISH-004", fmt::format("{} 中没有密钥，请先运行 gongkai-admin keygen", directory.string()));
  }
  return ring;
}

}  // namespace gongkai::publish
