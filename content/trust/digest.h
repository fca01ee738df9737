// Digests as TUF writes them: lower-case hexadecimal of the exact bytes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace gongkai::trust {

std::string sha256_hex(std::string_view bytes);
std::string sha512_hex(std::string_view bytes);
std::string sm3_hex(std::string_view bytes);  // GB/T 32905

// sha256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  std::string hex();  // ends it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Algorithm name ("sha256", "sha512", "sm3") -> lower-case hex.
struct Hashes {
  std::map<std::string, std::string> by_algorithm;

  bool empty() const { return by_algorithm.empty(); }
};

// sha256 or sha512 is among them (sm3 stands beside, never alone).
bool has_usable_hash(const Hashes& hashes);

// Every algorithm we know must match, and a usable one must be among them. Unknown algorithms are passed over. `what` names the file in the message.
// E: TRUST-041 a hash differs, TRUST-042 no usable algorithm.
model::Result<void> check_hashes(const Hashes& hashes, std::string_view bytes, std::string_view what);

}  // namespace gongkai::trust
