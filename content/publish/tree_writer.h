// Writes metadata and packs of a repository tree in the order that keeps it valid at every moment.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/publish/pack_log.h"
#include "content/publish/repository.h"
#include "content/publish/signing_key.h"

namespace gongkai::publish {

enum class Signatures {
  all,            // a missing key is PUBLISH-030
  those_at_hand,  // for a proposal (proposal.h): the others sign elsewhere
};

class TreeWriter {
 public:
  TreeWriter(std::filesystem::path repository, const KeyRing& ring, model::Instant now,
             Signatures signatures = Signatures::all)
      : repository_(std::move(repository)), ring_(ring), now_(now), signatures_(signatures) {}

  // Each signs one role, sets its version and expiry in `state`, and writes its file. Immutable files get a .gz twin
  // for web servers that send it to clients which accept gzip. E: PUBLISH-010, PUBLISH-030.
  model::Result<void> write_root(RepositoryState& state);
  model::Result<void> write_targets(RepositoryState& state);
  model::Result<void> write_role(RepositoryState& state, const trust::RoleName& role);
  model::Result<void> write_snapshot(RepositoryState& state);  // and a new starter before it, where one is due
  // Last: from here on terminals see the new state.
  model::Result<void> write_timestamp(RepositoryState& state);

  // Returns the size of the gzip twin.
  model::Result<std::size_t> write_pack(const model::BureauName& bureau, const WrittenPack& pack);

  // A file that others have signed, or a pack, with its .gz twin.
  model::Result<void> place_document(const std::filesystem::path& file, const std::string& bytes);
  // As it is: pictures are compressed already.
  model::Result<void> write_picture(const std::string& sha256, const std::string& bytes);

  const std::vector<std::filesystem::path>& written() const { return written_; }

 private:
  model::Result<void> write_starter(RepositoryState& state);
  model::Result<void> write_immutable(const std::filesystem::path& file, const std::string& bytes,
                                      const std::string& compressed);

  model::Result<std::vector<const SigningKey*>> signers(const trust::RoleName& role, const trust::RoleKeys& keys,
                                                        const std::vector<trust::Duty>& duties = {}) const;

  std::filesystem::path repository_;
  const KeyRing& ring_;
  model::Instant now_;
  Signatures signatures_;
  std::vector<std::filesystem::path> written_;
};

}  // namespace gongkai::publish
