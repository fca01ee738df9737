// A bundle (codec/bundle.h) to take files from: a file on a stick, or bytes that were fetched. Nothing in it is
// believed; who takes a part verifies it as if it had come over the line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "content/codec/bundle.h"
#include "content/model/result.h"

namespace gongkai::sync {

using BundleProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;  // bytes read

class Bundle {
 public:
  // Reads all of the file once, for its digest, and keeps it open; parts are read when asked for.
  // E: BUNDLE-001 to 003, BUNDLE-004 the digest is wrong, BUNDLE-010 the file cannot be read.
  static model::Result<Bundle> open(const std::filesystem::path& file, const BundleProgress& progress = {});
  static model::Result<Bundle> from_bytes(std::string bytes);  // E: BUNDLE-001 to 004
  Bundle(Bundle&& other) noexcept;
  Bundle& operator=(Bundle&& other) noexcept;
  ~Bundle();

  bool has(std::string_view name) const { return parts_.find(name) != parts_.end(); }
  std::size_t size() const { return parts_.size(); }
  // Pictures are named by their hash and in no signed list of their own. E: BUNDLE-004 one has other bytes, BUNDLE-010.
  model::Result<void> check_blobs() const;
  // nullopt where it is not there or larger than `max_bytes`. E: BUNDLE-010 the stick was pulled out.
  model::Result<std::optional<std::string>> read(std::string_view name, std::size_t max_bytes) const;

 private:
  Bundle() = default;
  model::Result<std::string> read_at(std::uint64_t offset, std::size_t length) const;
  model::Result<void> index(std::uint64_t size, const BundleProgress& progress);

  int descriptor_ = -1;  // or, where it is none:
  std::string bytes_;
  std::map<std::string, codec::BundlePart, std::less<>> parts_;
};

}  // namespace gongkai::sync
