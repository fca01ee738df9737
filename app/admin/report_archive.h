// What an office has collected from its terminals (catalogue section 6), a folder each:
//   <into>/<kiosk>/<journal>-<batch>.db   a journal of plays and its .head; <batch> is the number of the batch that its first
//                                         rows came in: a journal that the terminal has begun anew is another file
//   <into>/<kiosk>/feedback.db            what citizens have said, and which batches have been taken (content/store/collection.h)
//   <into>/<kiosk>/heartbeat.ndjson       what the terminal said of itself last, as it said it, without the signature
//   <into>/<kiosk>/state.json             how the last collecting went
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/codec/report_lines.h"
#include "content/model/result.h"

namespace gongkai::admin {

struct ArchivedJournal {
  std::filesystem::path file;
  std::string name;              // as the terminal calls it
  std::int64_t first_batch = 0;
};

// The terminals that have a folder, by name. E: REPORT-043 there is no such archive.
model::Result<std::vector<std::string>> archived_kiosks(const std::filesystem::path& into);
// Of one terminal's folder, by name, the oldest first; none where there is no folder.
std::vector<ArchivedJournal> archived_journals(const std::filesystem::path& folder);
// A file for a journal whose first rows come in that batch: one that is not there yet.
std::filesystem::path new_journal_file(const std::filesystem::path& folder, const std::string& name, std::int64_t batch);
std::filesystem::path feedback_file(const std::filesystem::path& folder);

struct Heartbeat {
  codec::ReportHeader header;
  codec::KioskState state;
};
// Nothing where the report holds no state.
std::optional<Heartbeat> heartbeat_of(const codec::ReportBatch& report);
// E: PUBLISH-010.
model::Result<void> keep_heartbeat(const std::filesystem::path& folder, const codec::ReportBatch& report);
// The one that was kept last, none where none was. E: PUBLISH-011, REPORT-0NN.
model::Result<std::optional<Heartbeat>> kept_heartbeat(const std::filesystem::path& folder);

// How the last collecting from a terminal went, as far as the host could be reached.
struct CollectState {
  model::Instant at{};
  std::optional<model::Error> fault;  // why not all of it could be taken
};
// E: PUBLISH-010.
model::Result<void> keep_state(const std::filesystem::path& folder, const CollectState& state);
// None where it was never collected, or the file is not one of ours.
std::optional<CollectState> kept_state(const std::filesystem::path& folder);

}  // namespace gongkai::admin
