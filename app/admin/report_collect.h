// Collecting what terminals report (catalogue section 6) into the archive of an office (report_archive.h). A host is not
// trusted: what it holds counts only when a key of that terminal has signed it, and its numbers and digests leave no room
// for a batch that was left out or put in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/admin/publish_target.h"
#include "app/admin/report_archive.h"
#include "content/publish/catalogue_draft.h"

namespace gongkai::admin {

// Batches that a person has given up: lost or damaged on the host for good. Those that are whole are taken all the same.
struct GivenUpRange {
  std::string kiosk;
  std::int64_t first = 0, last = 0;
};
// "hall-01=1795360012", "hall-01=1795360012-1795360020"; nullopt for anything else.
std::optional<GivenUpRange> parse_given_up(const std::string& text);

// What becomes of a batch on the host when we have it.
enum class Originals { keep, remove };

struct CollectOrder {
  std::filesystem::path keys;       // <kiosk>/*.pem: the public keys of each terminal
  std::filesystem::path into;
  model::Instant now{};
  std::vector<GivenUpRange> given_up;
  Originals originals = Originals::keep;
};

struct Collected {
  std::string kiosk;
  std::int64_t batches = 0;         // that were taken now
  std::int64_t rows = 0;            // of them, rows of journals that are new here
  std::int64_t said = 0, dropped = 0;
  std::int64_t given_up = 0;        // batches
  std::optional<Heartbeat> heartbeat;
  std::vector<std::string> notes;   // Chinese
  std::optional<model::Error> fault;  // why it ended before its time; what was taken until then stays
};

// The terminals that have keys, by name. E: REPORT-040 there is none, or a name is not one of a terminal.
model::Result<std::vector<std::string>> kiosks_with_keys(const std::filesystem::path& keys);

// Takes all that one terminal has sent and that we do not have. A kill at any point leaves an archive that the next run
// goes on with: a batch counts once. Faults: REPORT-001 to -012 of a batch or heartbeat (content/publish/report_object.h),
// REPORT-040 its keys, REPORT-041 what must be on the host and is not, REPORT-042 a batch that does not follow on the one
// before, STORE-053 a row that was changed on the terminal, STORE-0NN the archive, those of the target.
Collected collect_from(PublishTarget& source, const CollectOrder& order, const std::string& kiosk,
                       const publish::Progress& progress = {});

// Whether a fault is one of the host or the way there: the next terminal would fare no better, and this one is not to blame.
bool is_of_the_host(const model::Error& error);

}  // namespace gongkai::admin
