// Verification of one signature by one key, over OpenSSL 3.
#pragma once

#include <string_view>

#include "content/trust/metadata.h"

namespace gongkai::trust {

// True when `signature_hex` is a valid signature by `key` over `message`. Schemes: ed25519, ecdsa-sha2-nistp256 (and
// -nistp384), rsassa-pss-sha256, sm2-sm3 (GB/T 32918, user id "1234567812345678"). An unknown scheme, a broken key or
// broken hex is a signature that does not verify, not an error: other keys may still meet the threshold.
bool verify_signature(const Key& key, std::string_view message, std::string_view signature_hex);

// True when we can verify with this key at all.
bool scheme_is_known(const Key& key);

}  // namespace gongkai::trust
