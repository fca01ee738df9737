// What a terminal reports to its office, as text (catalogue section 6): one JSON object a line, UTF-8, each line ended by
// "\n". The signature is a further line that content/publish/report_object.h puts behind these.
//   {"format":"gongkai-report/1","kiosk":"hall-01","seq":1795360000,"series":1795360000,"made":"2026-11-22T16:00:00+08:00",
//    "before":"<sha256 of the report before>"}
//   {"t":"journal","name":"lobby","after":{"seq":17,"hash":"<hex>"}}    the rows that follow are of that journal
//   {"t":"play","seq":18,"kind":"shown",…every field of model::PlayRow…,"hash":"<hex>"}
//   {"t":"rating","entity":"guide-1","rev":3,"grade":1,"reasons":["…"],"text":"…","at":"…"}
//   {"t":"wish","topics":["…"],"text":"…","at":"…"}
//   {"t":"feedback_dropped","records":4}
//   {"t":"state",…}                                                   the only line of a heartbeat, whose "seq" is 0
// Types and fields that we do not know are passed over and counted: a newer terminal may report to an older office.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/model/feedback.h"
#include "content/model/play_row.h"
#include "content/model/result.h"

namespace gongkai::codec {

inline constexpr std::size_t max_report_text = 8 * 1024 * 1024;  // bytes, the signature's line included
inline constexpr std::size_t max_report_lines = 5'000;           // without it

// What a first batch has before it.
inline constexpr std::string_view no_report = "0000000000000000000000000000000000000000000000000000000000000000";

// Of a terminal, and of a journal of it: 1 to 64 letters, digits, "-" and "_" of ASCII, the first a letter or digit. Safe as
// a file name and in an address.
bool is_report_name(std::string_view name);

struct ReportHeader {
  std::string kiosk;
  std::int64_t seq = 0;     // of the batch; 0: a heartbeat
  std::int64_t series = 0;  // number of the first batch of this outbox: the Unix second at which it was made
  model::Instant made{};
  std::string before;       // of a batch: the digest of the batch before, all zeros in the first; of a heartbeat empty
};

// Rows of one journal, in their order. `after` is the head they chain on behind, as the terminal sees it: mostly the end
// of what it reported of this journal before; another one where the journal was begun anew, or old rows had to go unsent.
// Neither that the rows follow nor that their hashes are right is checked here (store::PlayJournal::import_rows does).
struct JournalPart {
  std::string name;
  model::JournalHead after;
  std::vector<model::WrittenRow> rows;
};

// So many records had to make room in the terminal's queue since the batch before.
struct DroppedFeedback {
  std::int64_t records = 0;
};

// What a heartbeat says about one journal.
struct JournalState {
  std::string name;
  std::int64_t last_seq = 0;
  std::optional<model::Instant> last_at;  // when its last row ended: the screen lives; none: no row yet
  std::int64_t unsent = 0;                // rows that are in no batch yet
};

struct KioskState {
  std::int64_t next_seq = 0;                  // of the batch that will be made next
  std::int64_t waiting = 0;                   // batches made and not sent yet
  std::string version;                        // of gongkai-sync
  std::optional<model::Instant> content_at;   // when what the terminal shows was signed
  std::optional<model::Instant> applied_at;   // when the terminal took it over
  std::optional<model::Instant> contact_at;   // when the catalogue was last heard
  std::optional<model::Error> error;          // of the last cycle
  std::vector<JournalState> journals;
};

using ReportLine = std::variant<JournalPart, model::Feedback, DroppedFeedback, KioskState>;

struct ReportBatch {
  ReportHeader header;
  std::vector<ReportLine> lines;
  std::int64_t passed_over = 0;  // lines and fields of a kind we do not know; of decoding only
};

// The text without its signature. Total: whatever the values are, the text is UTF-8.
std::string encode_report(const ReportBatch& batch);

// A line of that text, for who wants to know how long the text will be: journal and play lines, one of `said`.
std::string encode_report_line(const model::WrittenRow& row);
std::string encode_report_line(const model::Feedback& said);

// Reads the text without its signature. E: REPORT-007 no header in form, REPORT-008 of a newer form, REPORT-011 a line
// (named by its number) is not in form, REPORT-012 too many lines or bytes.
model::Result<ReportBatch> decode_report(std::string_view text);

}  // namespace gongkai::codec
