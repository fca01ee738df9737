// Private keys of the people and machines that publish: ed25519, one PEM file (PKCS#8) a key, readable by its owner
// only. A ring is a folder of such files; which role a key serves stands in the signed metadata, not here.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "content/trust/metadata.h"

struct evp_pkey_st;

namespace gongkai::publish {

struct FreePrivateKey {
  void operator()(evp_pkey_st* key) const;
};

class SigningKey {
 public:
  static model::Result<SigningKey> generate();                                    // E: PUBLISH-001
  static model::Result<SigningKey> load(const std::filesystem::path& file);       // E: PUBLISH-002
  // Writes a new file with mode 0600; an existing file is never overwritten. E: PUBLISH-003.
  model::Result<void> save(const std::filesystem::path& file) const;

  // The public part for others, as PEM beside it; an existing file is never overwritten. E: PUBLISH-003.
  model::Result<void> save_public(const std::filesystem::path& file) const;

  const trust::Key& public_key() const { return public_key_; }
  const trust::KeyId& keyid() const { return keyid_; }
  // Lower-case hex of the 64 bytes.
  std::string sign(std::string_view message) const;

 private:
  using Handle = std::unique_ptr<evp_pkey_st, FreePrivateKey>;
  explicit SigningKey(Handle handle);

  Handle handle_;
  trust::Key public_key_;
  trust::KeyId keyid_;
};

// The public part of a PEM file that holds a private or a public ed25519 key. E: PUBLISH-002.
model::Result<trust::Key> load_public_key(const std::filesystem::path& file);

// sha256 of the canonical JSON of the key object (TUF specification 4.2).
trust::KeyId key_id(const trust::Key& key);

// A key of a ring and where it lies: "zrzy/editor.pem".
struct RingKey {
  std::string name;
  SigningKey key;
};
using KeyRing = std::map<trust::KeyId, RingKey>;

// All *.pem files below `directory`. E: PUBLISH-002 where one cannot be read, PUBLISH-004 where there is none.
model::Result<KeyRing> load_key_ring(const std::filesystem::path& directory);

}  // namespace gongkai::publish
