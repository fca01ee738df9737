// The sub-commands of gongkai-admin: each takes its options, prints for people (or JSON), and returns an exit code of
// sysexits.h. Results go to stdout; progress and faults that stop the command go to stderr.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/admin/publish_target.h"
#include "content/model/date.h"
#include "content/publish/release.h"

namespace gongkai::admin {

enum class Output { text, json };

// When the command runs: `now` signs and expires, `today` fills the date placeholders of a draft.
struct Moment {
  model::Instant now{};
  model::Date today{};
};

struct KeygenOptions {
  std::filesystem::path keys;
  std::filesystem::path draft;        // bureaus are its folders
  std::vector<std::string> bureaus;   // or named one by one
  std::filesystem::path single{};     // only one key, in this file, its public part beside it
};
int run_keygen(const KeygenOptions& options);

struct InitOptions {
  std::filesystem::path repository, keys;
  Moment moment;
};
int run_init(const InitOptions& options);

struct CheckOptions {
  std::filesystem::path draft;
  Moment moment;
  Output output = Output::text;
};
int run_check(const CheckOptions& options);

// Where a release is sent to (publish_target.h).
struct TargetOptions {
  std::string to;                     // empty: nowhere
  std::filesystem::path credentials;
  TargetRoute route{};
  LockRule rule = LockRule::respect;
};

struct ReleaseOptions {
  std::filesystem::path repository, keys, draft;
  Moment moment;
  publish::Renewal renewal = publish::Renewal::with_changes;
  publish::Writing writing = publish::Writing::write;
  Output output = Output::text;
  TargetOptions target{};
  std::filesystem::path proposal{};  // where given, nothing is published: it is written there to be signed
};
int run_release(const ReleaseOptions& options);

struct StateOptions {
  std::string id;
  std::string reason;  // for a withdrawal
  ReleaseOptions release;
};
int run_withdraw(const StateOptions& options);
int run_issue(const StateOptions& options);

struct SignOptions {
  std::filesystem::path proposal, root, key;  // without a key it is only shown
  bool confirmed = false;                     // --yes: not asked
  Moment moment;
};
int run_sign(const SignOptions& options);

struct RootOptions {
  std::filesystem::path repository, keys, proposal;  // without a proposal the root is only shown
  std::vector<std::string> added, removed, thresholds;  // "role=value"
  Moment moment;
};
int run_root(const RootOptions& options);

struct BureauOptions {
  std::filesystem::path repository, keys, proposal;  // without a proposal the bureaus are only shown
  std::string joining, leaving;                      // one of them, or neither
  std::vector<std::string> keys_of_duties;           // "duty=file" of the joining one
  Moment moment;
};
int run_bureau(const BureauOptions& options);

struct PushOptions {
  std::filesystem::path repository, keys;  // of keys, root.json; with `renewal` or `proposal` the online keys, too
  std::filesystem::path proposal;          // installed first, where given
  TargetOptions target{};
  Moment moment;
  publish::Renewal renewal = publish::Renewal::with_changes;
};
int run_push(const PushOptions& options);

struct PruneOptions {
  std::filesystem::path repository, keys;  // of keys, root.json
  TargetOptions target{};                  // where given, cleared there as well
  Moment moment;
  publish::Writing writing = publish::Writing::write;
};
int run_prune(const PruneOptions& options);

struct BundleOptions {
  std::filesystem::path repository, out;
  std::optional<std::int64_t> since;   // the snapshot version that the terminals have
  model::Instant now{};
  Output output = Output::text;
};
int run_bundle(const BundleOptions& options);

struct ServeOptions {
  std::filesystem::path repository;
  std::filesystem::path keys;          // when given, timestamp and snapshot are renewed while serving
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;              // 0: the system chooses, the address is printed
};
int run_serve(const ServeOptions& options);

struct CertificateOptions {
  std::string id;                                // the posting
  std::vector<std::filesystem::path> journals;   // journal.db of each screen
  std::filesystem::path collected;               // and those of an archive (report_archive.h); or empty
  std::filesystem::path store;                   // a terminal's store, for title, organ, exposure and holidays; or empty
  std::string hours = "09:00-17:00";             // opening hours
  std::filesystem::path output;                  // empty: stdout
  Moment moment;
};
int run_certificate(const CertificateOptions& options);

struct DumpOptions {
  std::filesystem::path path;          // a repository folder, a .pack file, or a store generation (.db)
  Output output = Output::text;
};
int run_dump(const DumpOptions& options);

}  // namespace gongkai::admin
