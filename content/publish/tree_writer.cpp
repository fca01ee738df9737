#include "content/publish/tree_writer.h"

#include <algorithm>

#include "content/publish/atomic_file.h"
#include "content/publish/bundle.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/role_document.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

const trust::Delegation& delegation_of(const RepositoryState& state, const trust::RoleName& role) {
  return *std::find_if(state.targets.delegations.begin(), state.targets.delegations.end(),
                       [&](const trust::Delegation& delegation) { return delegation.name == role; });
}

}  // namespace

Result<std::vector<const SigningKey*>> TreeWriter::signers(const trust::RoleName& role, const trust::RoleKeys& keys,
                                                            const std::vector<trust::Duty>& duties) const {
  if (signatures_ == Signatures::those_at_hand) return signers_at_hand(ring_, keys, duties);
  return choose_signers(ring_, role, keys, duties);
}

Result<void> TreeWriter::write_immutable(const fs::path& file, const std::string& bytes,
                                         const std::string& compressed) {
  if (auto twin = replace_file(file.string() + ".gz", compressed); !twin) return twin;
  if (auto plain = replace_file(file, bytes); !plain) return plain;
  written_.push_back(file.lexically_relative(repository_));
  return {};
}

Result<void> TreeWriter::place_document(const fs::path& file, const std::string& bytes) {
  return write_immutable(file, bytes, gzip(bytes));
}

Result<void> TreeWriter::write_picture(const std::string& sha256, const std::string& bytes) {
  const fs::path file = blob_file(repository_, sha256);
  auto placed = replace_file(file, bytes);
  if (placed) written_.push_back(file.lexically_relative(repository_));
  return placed;
}

Result<void> TreeWriter::write_root(RepositoryState& state) {
  state.root.expires = now_ + root_life;
  const auto chosen = signers("root", state.root.roles.at("root"));
  if (!chosen) return tl::make_unexpected(chosen.error());
  const std::string document = signed_document(root_body(state.root), *chosen);
  return write_immutable(metadata_file(repository_, state.root.version, "root"), document, gzip(document));
}

Result<void> TreeWriter::write_targets(RepositoryState& state) {
  ++state.targets.version;
  state.targets.expires = now_ + targets_life;
  const auto chosen = signers("targets", state.root.roles.at("targets"));
  if (!chosen) return tl::make_unexpected(chosen.error());
  const std::string document = signed_document(targets_body(state.targets), *chosen);
  state.snapshot.meta["targets.json"].version = state.targets.version;
  return write_immutable(metadata_file(repository_, state.targets.version, "targets"), document, gzip(document));
}

Result<void> TreeWriter::write_role(RepositoryState& state, const trust::RoleName& role) {
  trust::Targets& targets = state.roles[role];
  ++targets.version;
  targets.expires = now_ + (role == emergency_role ? emergency_life : bureau_life);
  const trust::Delegation& delegation = delegation_of(state, role);
  const auto chosen = signers(role, delegation.role, delegation.duties);
  if (!chosen) return tl::make_unexpected(chosen.error());
  const std::string document = signed_document(targets_body(targets), *chosen);
  state.snapshot.meta[role + ".json"].version = targets.version;
  return write_immutable(metadata_file(repository_, targets.version, role), document, gzip(document));
}

Result<void> TreeWriter::write_starter(RepositoryState& state) {
  const auto bytes = renewed_starter(repository_, state);
  if (!bytes) return tl::make_unexpected(bytes.error());
  if (!*bytes) return {};
  state.snapshot.starter = state.snapshot.version;
  return write_immutable(starter_file(repository_, state.snapshot.version), **bytes, gzip(**bytes));
}

Result<void> TreeWriter::write_snapshot(RepositoryState& state) {
  ++state.snapshot.version;
  if (auto written = write_starter(state); !written) return written;
  state.snapshot.expires = now_ + snapshot_life;
  const auto chosen = signers("snapshot", state.root.roles.at("snapshot"));
  if (!chosen) return tl::make_unexpected(chosen.error());
  const std::string document = signed_document(snapshot_body(state.snapshot), *chosen);
  return write_immutable(metadata_file(repository_, state.snapshot.version, "snapshot"), document, gzip(document));
}

Result<void> TreeWriter::write_timestamp(RepositoryState& state) {
  ++state.timestamp.version;
  state.timestamp.expires = now_ + timestamp_life;
  state.timestamp.signed_at = now_;
  state.timestamp.snapshot = {state.snapshot.version, std::nullopt, {}};
  const auto chosen = signers("timestamp", state.root.roles.at("timestamp"));
  if (!chosen) return tl::make_unexpected(chosen.error());
  const std::string document = signed_document(timestamp_body(state.timestamp), *chosen);
  // No .gz twin: two files cannot be replaced at one moment.
  auto placed = replace_file(timestamp_file(repository_), document, ModifiedTime::strictly_later);
  if (placed) written_.push_back(timestamp_file(repository_).lexically_relative(repository_));
  if (placed && state.snapshot.starter) remove_old_starters(repository_, *state.snapshot.starter);
  return placed;
}

Result<std::size_t> TreeWriter::write_pack(const model::BureauName& bureau, const WrittenPack& pack) {
  const std::string compressed = gzip(pack.bytes);
  const fs::path file = target_file(repository_, pack_path(bureau, pack.pack), pack.pack.file);
  if (auto placed = write_immutable(file, pack.bytes, compressed); !placed) {
    return tl::make_unexpected(placed.error());
  }
  return compressed.size();
}

}  // namespace gongkai::publish
