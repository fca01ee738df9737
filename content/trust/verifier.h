// The rules of the TUF client workflow (TUF specification 1.0.34, section 5) as pure functions: bytes in, trusted
// values out. Nothing here reads a file, a socket or a clock; the caller keeps the state and the order of the steps.
//
// Codes: those of metadata.h and digest.h, and
//   TRUST-005 larger than limits.h allows          TRUST-010 too few valid signatures by different keys
//   TRUST-011 a duty of x-duties is not signed     TRUST-013 x-duties that contradict themselves
//   TRUST-014 no such delegation                   TRUST-020 not the version asked for
//   TRUST-021 older than what is already trusted   TRUST-022 a role vanished from the snapshot, or is not in it
//   TRUST-030 expired                              TRUST-040 the length differs
//   TRUST-EQUAL the timestamp has the version that is already trusted: not a fault, go on with the stored one
#pragma once

#include <string>
#include <string_view>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/trust/metadata.h"
#include "content/trust/verified_target.h"

namespace gongkai::trust {

// `ignore` is for metadata read back from our own state: it was checked when it came, and an expired role still
// protects against rollback (specification 5.3.10, 5.4.3).
enum class Expiry { enforce, ignore };

inline constexpr std::string_view equal_version_code = "TRUST-EQUAL";

// The root that was shipped or persisted: it must verify by its own keys. Its expiry is not looked at.
model::Result<Root> load_trusted_root(std::string_view bytes);
// Version N+1, signed by the thresholds of both N and N+1 (5.3.4, 5.3.5).
model::Result<Root> verify_next_root(const Root& trusted, std::string_view bytes);
// To be asked once, of the last root of the chain (5.3.10).
model::Result<void> check_root_expiry(const Root& root, model::Instant now);

// `previous` may be null. A timestamp of the version of `previous` gives TRUST-EQUAL (5.4.3).
model::Result<Timestamp> verify_timestamp(const Root& root, const Timestamp* previous, std::string_view bytes,
                                          model::Instant now, Expiry expiry);

// `previous` is the snapshot trusted before, or null (5.5).
model::Result<Snapshot> verify_snapshot(const Root& root, const Timestamp& timestamp, const Snapshot* previous,
                                        std::string_view bytes, model::Instant now, Expiry expiry);
// A snapshot from our own state, only its signatures checked: it serves as `previous` even where the timestamp names a
// newer one by now.
model::Result<Snapshot> load_local_snapshot(const Root& root, std::string_view bytes);

// The top-level targets role (5.6).
model::Result<Targets> verify_targets(const Root& root, const Snapshot& snapshot, std::string_view bytes,
                                      model::Instant now, Expiry expiry);
// A delegated role, by the keys, threshold and duties of THIS delegator. A role that is reached through two delegators
// must be verified against each of them.
model::Result<Targets> verify_delegated(const Targets& delegator, const RoleName& role, const Snapshot& snapshot,
                                        std::string_view bytes, model::Instant now, Expiry expiry);

// True when the delegation is responsible for the path: one of its patterns matches it (path_pattern.h), or the sha256
// of the path begins with one of its prefixes (section 4.5).
bool delegation_covers(const Delegation& delegation, std::string_view target_path);

}  // namespace gongkai::trust
