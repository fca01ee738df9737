// The text of signed metadata files (TUF specification 1.0.34, section 4), as this catalogue uses them
// (README.md of this folder): what stands in each role, how long it holds, and who signs.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/publish/signing_key.h"
#include "content/trust/metadata.h"

namespace gongkai::publish {

inline constexpr std::chrono::days root_life{365};
inline constexpr std::chrono::days targets_life{365};
inline constexpr std::chrono::days bureau_life{365};
inline constexpr std::chrono::days emergency_life{7};
inline constexpr std::chrono::days snapshot_life{7};
inline constexpr std::chrono::days timestamp_life{1};
inline constexpr const char* emergency_role = "emergency";

// A role's text without signatures: the canonical JSON of "signed".
std::string root_body(const trust::Root& root);
std::string timestamp_body(const trust::Timestamp& timestamp);
std::string snapshot_body(const trust::Snapshot& snapshot);
std::string targets_body(const trust::Targets& targets);

// The file: the body with signatures that were made before.
std::string document_of(const std::string& body, const std::vector<trust::Signature>& signatures);
// The file: the body and one signature by each signer.
std::string signed_document(const std::string& body, const std::vector<const SigningKey*>& signers);

// The keys of the ring that sign for a role: `threshold` of them, or `min` for each duty where there are duties.
// E: PUBLISH-030 naming the role and the duty whose key is missing.
model::Result<std::vector<const SigningKey*>> choose_signers(const KeyRing& ring, const trust::RoleName& role,
                                                             const trust::RoleKeys& keys,
                                                             const std::vector<trust::Duty>& duties = {});

// As choose_signers, but where keys are missing, those that are at hand: the others sign elsewhere.
std::vector<const SigningKey*> signers_at_hand(const KeyRing& ring, const trust::RoleKeys& keys,
                                               const std::vector<trust::Duty>& duties = {});

}  // namespace gongkai::publish
