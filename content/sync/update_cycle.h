// One cycle of the client: ask whether anything changed, follow the signed metadata (TUF specification 1.0.34, section
// 5), fetch the packs that are missing, and make a new generation of the store. A cycle that fails anywhere leaves the
// store as it was; what has been verified is kept, and the next cycle goes on from there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/fault.h"
#include "content/model/result.h"
#include "content/sync/bundle.h"
#include "content/sync/http_client.h"

namespace gongkai::sync {

enum class CycleKind {
  poll,  // conditional GET of the timestamp; ends there when the host says 304
  full,  // unconditional, asks for a new root, checks every row of the store
};

enum class CycleMode {
  apply,
  dry_run,   // verifies the metadata in memory and plans; nothing is written
  rehearse,  // and fetches and verifies every pack of the plan
};

struct CycleSettings {
  std::string url;                    // of the repository, with or without a slash at the end
  std::filesystem::path state;        // trusted metadata, spool
  std::filesystem::path store;
  std::string shipped_root;           // text of the root.json the terminal was installed with
  model::Instant not_before{};        // build date of the program: no clock is right before it
  int wait_seconds = 0;               // > 0: let the host hold a poll that long
  std::function<void()> alive;        // called now and then in long work, for a watchdog; may be empty
  // Where the source holds only part of the packs (a bundle): whether this address is among them. Empty: ask for any.
  std::function<bool(const std::string&)> at_hand;
};

enum class CycleOutcome {
  not_modified,  // 304
  up_to_date,    // the metadata is new or not, the content is what we have
  applied,       // a new generation
  would_apply,   // dry run, rehearsal
  failed,
};

// What became of the lines of the packs.
struct ChangeCounts {
  std::int64_t stored = 0, withdrawn = 0, unchanged = 0, older = 0;
  std::int64_t refused = 0;  // rejected by the content model, in conflict, or another bureau's
  std::int64_t skipped = 0;  // of a kind or schema this program does not know
};

struct CycleReport {
  CycleOutcome outcome = CycleOutcome::failed;
  // Why it failed, or what was wrong in part (a bureau that could not be fetched) though the rest was applied.
  std::optional<model::Error> error;
  std::vector<model::Error> troubles;     // all of them; `error` is the first that stopped something
  std::optional<int> retry_after_seconds; // as the host asked
  bool complete = false;                  // nothing is left to be tried again before the catalogue changes
  bool waited = false;                    // the host held the poll (Preference-Applied)
  std::optional<std::int64_t> generation; // the current one afterwards
  std::int64_t packs = 0, pack_bytes = 0; // fetched, or to be fetched in a dry run
  ChangeCounts changes;
  std::vector<model::Fault> faults;       // of refused entities, at most 1000
  std::int64_t damaged_rows = 0, set_aside = 0;
  std::optional<std::int64_t> upgraded;   // the generation made of one that an older program wrote
};

// Codes beside HTTP, TRUST, PACK, STORE and BUNDLE: SYNC-010 not a catalogue (a captive portal), SYNC-011 an HTTP status that
// is no success, SYNC-012 packs leave a gap, SYNC-013 a bureau's log was begun anew, SYNC-014 the clock is behind (a
// trouble, not a failure), SYNC-015 the host is busy (429, 503), SYNC-020 state directory.
CycleReport run_cycle(HttpClient& http, const CycleSettings& settings, CycleKind kind, CycleMode mode,
                      model::Instant now);

// A full cycle from a bundle (bundle.h), under the same checks but all or nothing: it is rehearsed first, and what is
// wrong anywhere refuses it whole, with nothing written. BUNDLE-006: it begins after what this terminal has.
CycleReport apply_bundle(const Bundle& bundle, CycleSettings settings, model::Instant now);

}  // namespace gongkai::sync
