// Pictures of items: immutable files named by their sha256, which stands in a signed pack. Finished ones lie in
// <store>/blobs/<first two>/<sha256>. One on its way grows in <state>/blobs/<sha256>.part, with the host's ETag beside
// it, and goes on where it was cut off (Range and If-Range, RFC 9110, sections 13.1.5 and 14.2). What is joined wrongly
// shows at the hash and is fetched once more from its beginning.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "content/model/result.h"
#include "content/sync/repository_reader.h"

namespace gongkai::sync {

using BlobName = std::string;  // 64 lower-case hex digits

class BlobFiles {
 public:
  BlobFiles(std::filesystem::path store, std::filesystem::path state)
      : store_(std::move(store)), finished_(store_ / "blobs"), state_(std::move(state) / "blobs") {}

  // Notes in <state>/blobs/wanted that these are to be had; those that are there are passed over. E: SYNC-020.
  model::Result<void> want(const std::set<BlobName>& names) const;
  std::set<BlobName> wanted() const;  // and not there yet
  // What no item shows any more is wanted no more, and removed.
  void keep_used() const;

  // E: HTTP codes, SYNC-011, SYNC-015, TRUST-041 the host has other bytes under this name, SYNC-020.
  model::Result<void> fetch(RepositoryReader& reader, const BlobName& name) const;

 private:
  enum class Transfer { whole, unusable };
  std::filesystem::path finished_file(const BlobName& name) const;
  std::filesystem::path partial_file(const BlobName& name) const;
  model::Result<Transfer> go_on(RepositoryReader& reader, const BlobName& name) const;
  model::Result<Transfer> take_whole(const BlobName& name) const;
  void forget_partial(const BlobName& name) const;
  model::Result<void> write_wanted(const std::set<BlobName>& names) const;

  std::filesystem::path store_, finished_, state_;
};

}  // namespace gongkai::sync
