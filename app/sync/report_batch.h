// What is new in the records of this terminal's screens, as the body of one report: rows of their journals and what citizens
// said. Only reads; how far it read goes into the outbox together with the report.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/codec/report_lines.h"
#include "content/store/feedback_queue.h"
#include "content/store/outbox.h"

namespace gongkai::agent {

// Of one report: small enough to go through a slow line in a quarter of a minute.
inline constexpr std::size_t report_text_bytes = 256 * 1024;

struct GatheredRecords {
  std::vector<codec::ReportLine> lines;
  store::SourceMarks marks;             // up to where each source was read
  bool full = false;                    // there is more than one report takes
  bool in_use = false;                  // a screen was writing just then: its records come another time
  std::vector<model::Error> unread;     // REPORT-032: sources that could not be read; the others were
};

// `screens`: the folders the screens keep their records in (journal.db, feedback.db). `read`: up to where they were read
// before. What citizens said is taken three hours after: until then a visit may put a later word in the place of an earlier.
GatheredRecords gather_records(const std::vector<std::filesystem::path>& screens, const store::SourceMarks& read,
                               model::Instant now);

// What a heartbeat says of the journals. A journal that cannot be read is left out.
std::vector<codec::JournalState> journal_states(const std::vector<std::filesystem::path>& screens, const store::SourceMarks& read);

// The places in the queues of citizens' words that the office has, by screen.
std::map<std::string, store::FeedbackMark> sent_feedback(const store::SourceMarks& sent);

}  // namespace gongkai::agent
