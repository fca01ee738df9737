// Bytes whose length and hashes stand in signed metadata. Only verify_target makes one, so a function that takes a
// VerifiedTarget cannot be given anything else.
#pragma once

#include <string>
#include <utility>

#include "content/model/result.h"
#include "content/trust/metadata.h"

namespace gongkai::trust {

class VerifiedTarget {
 public:
  const std::string& name() const { return name_; }
  const std::string& bytes() const { return bytes_; }

 private:
  VerifiedTarget(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}
  friend model::Result<VerifiedTarget> verify_target(const TargetFile& file, std::string name, std::string bytes);

  std::string name_;
  std::string bytes_;
};

// Checks length and hashes of the decoded bytes (TUF specification 5.7.2).
// E: TRUST-040 the length differs, TRUST-041 a hash differs, TRUST-042 no usable hash.
model::Result<VerifiedTarget> verify_target(const TargetFile& file, std::string name, std::string bytes);

}  // namespace gongkai::trust
