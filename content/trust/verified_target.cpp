#include "content/trust/verified_target.h"

#include <fmt/format.h>

#include "content/trust/digest.h"

namespace gongkai::trust {

model::Result<VerifiedTarget> verify_target(const TargetFile& file, std::string name, std::string bytes) {
  if (static_cast<std::int64_t>(bytes.size()) != file.length) {
    return model::failure("TRUST-040", fmt::format("{} 长 {} 字节，签名清单写明 {} 字节", name, bytes.size(),
                                                   file.length));
  }
  if (auto checked = check_hashes(file.hashes, bytes, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return VerifiedTarget(std::move(name), std::move(bytes));
}

}  // namespace gongkai::trust
