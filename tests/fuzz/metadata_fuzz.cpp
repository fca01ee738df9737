// TUF metadata: any bytes, and any bytes signed by whom they please, judged from one fixed state of trust. Nothing may
// be accepted that the right people have not signed.
//
// Input: a byte for the role, one with a bit for each key that signs, and the "signed" part, in which "$0" to "$6"
// stand for the public keys. Role 5 is a whole file as it is, without any signature of ours.
#include <optional>

#include "content/trust/digest.h"
#include "content/trust/limits.h"
#include "content/trust/verifier.h"
#include "tests/fuzz/fuzz_catalogue.h"
#include "tests/fuzz/fuzz_signer.h"

namespace {

using namespace gongkai;
using namespace gongkai::fuzz;

constexpr const char* timestamp_body =
    R"({"_type":"timestamp","expires":"2026-11-22T00:00:00Z","meta":{"snapshot.json":{"version":3}},)"
    R"("spec_version":"1.0.34","version":3})";
constexpr const char* snapshot_body =
    R"({"_type":"snapshot","expires":"2026-11-28T00:00:00Z","meta":{"targets.json":{"version":2},)"
    R"("zrzy.json":{"version":4}},"spec_version":"1.0.34","version":3})";
constexpr const char* targets_body =
    R"({"_type":"targets","delegations":{"keys":{)"
    R"("5":{"keytype":"ed25519","keyval":{"public":"$5"},"scheme":"ed25519"},)"
    R"("6":{"keytype":"ed25519","keyval":{"public":"$6"},"scheme":"ed25519"}},"roles":[{"keyids":["5","6"],)"
    R"("name":"zrzy","paths":["zrzy/*"],"terminating":true,"threshold":2,)"
    R"("x-duties":[{"keyids":["5"],"min":1,"name":"编辑"},{"keyids":["6"],"min":1,"name":"审核"}]}]},)"
    R"("expires":"2027-11-01T00:00:00Z","spec_version":"1.0.34","targets":{},"version":2})";

// What the terminal trusts already.
struct Trusted {
  FuzzSigner signer;
  trust::Root root = *trust::load_trusted_root(file(root_body, root_keys));
  trust::Timestamp timestamp =
      *trust::verify_timestamp(root, nullptr, file(timestamp_body, timestamp_key), now, trust::Expiry::enforce);
  trust::Snapshot snapshot = *trust::verify_snapshot(root, timestamp, nullptr, file(snapshot_body, snapshot_key), now,
                                                     trust::Expiry::enforce);
  trust::Targets targets =
      *trust::verify_targets(root, snapshot, file(targets_body, targets_key), now, trust::Expiry::enforce);

  std::string file(std::string_view body, int signers) const { return signer.sign(signer.with_keys(body), signers); }
};

bool all_of(int signers, int wanted) { return (signers & wanted) == wanted; }

void use(const trust::Targets& targets) {
  for (const auto& [path, file] : targets.targets) {
    for (const trust::Delegation& delegation : targets.delegations) trust::delegation_covers(delegation, path);
    if (const auto verified = trust::verify_target(file, path, "bytes")) {
      require(file.length == 5 && !file.hashes.empty(), "a target has its length and a hash");
    }
  }
}

void judge_root(const Trusted& trusted, std::string_view file, int signers) {
  const auto root = trust::verify_next_root(trusted.root, file);
  if (!root) return;
  require(all_of(signers, root_keys), "a root is signed by both its keepers");
  require(root->version == trusted.root.version + 1 && root->roles.size() == 4, "a root follows the one before");
  trust::check_root_expiry(*root, now);
}

void judge_timestamp(const Trusted& trusted, std::string_view file, int signers) {
  const auto timestamp = trust::verify_timestamp(trusted.root, &trusted.timestamp, file, now, trust::Expiry::enforce);
  if (!timestamp) return;
  require(all_of(signers, timestamp_key), "a timestamp is signed");
  require(timestamp->version > trusted.timestamp.version && timestamp->expires > now, "a timestamp is new and fresh");
  require(timestamp->snapshot.version >= trusted.timestamp.snapshot.version, "a timestamp names no older snapshot");
}

void judge_snapshot(const Trusted& trusted, std::string_view file, int signers) {
  const bool local = trust::load_local_snapshot(trusted.root, file).has_value();
  const auto snapshot = trust::verify_snapshot(trusted.root, trusted.timestamp, &trusted.snapshot, file, now,
                                               trust::Expiry::enforce);
  require(!local || all_of(signers, snapshot_key), "a snapshot is signed");
  if (!snapshot) return;
  require(local && snapshot->version == trusted.timestamp.snapshot.version, "a snapshot is the one asked for");
  require(snapshot->meta.contains("zrzy.json") && snapshot->meta.at("zrzy.json").version >= 4, "no role vanishes");
}

void judge_targets(const Trusted& trusted, std::string_view file, int signers) {
  const auto targets = trust::verify_targets(trusted.root, trusted.snapshot, file, now, trust::Expiry::enforce);
  if (!targets) return;
  require(all_of(signers, targets_key) && targets->version == 2, "the targets role is signed and the one asked for");
  use(*targets);
  for (const trust::Delegation& delegation : targets->delegations) {
    trust::verify_delegated(*targets, delegation.name, trusted.snapshot, file, now, trust::Expiry::ignore);
  }
}

void judge_bureau(const Trusted& trusted, std::string_view file, int signers) {
  const auto bureau =
      trust::verify_delegated(trusted.targets, "zrzy", trusted.snapshot, file, now, trust::Expiry::enforce);
  if (!bureau) return;
  require(all_of(signers, bureau_keys), "two persons sign for a bureau");
  require(bureau->version == 4 && bureau->expires > now, "the bureau's role is the one asked for");
  use(*bureau);
}

void judge_canonical_form(std::string_view body) {
  const auto parsed = trust::parse_strict(body);
  if (!parsed) return;
  const std::string once = trust::canonical(*parsed);
  const auto again = trust::parse_strict(once);
  if (again) require(trust::canonical(*again) == once, "the canonical form is its own");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Trusted trusted;
  constexpr void (*judges[])(const Trusted&, std::string_view, int) = {judge_root, judge_timestamp, judge_snapshot,
                                                                        judge_targets, judge_bureau};
  fuzz::FuzzInput in(data, size);
  const int role = in.below(6);
  const int signers = in.byte();
  judge_canonical_form(in.rest());
  if (role < 5) {
    judges[role](trusted, trusted.file(in.rest(), signers), signers);
    return 0;
  }
  trust::load_trusted_root(in.rest());
  for (const auto judge : judges) judge(trusted, in.rest(), 0);
  return 0;
}
