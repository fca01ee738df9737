// A report of a terminal as the file that lies on the host (catalogue section 6): the text of content/codec/report_lines.h,
// one more line with the signature, gzip-compressed.
//   {"keyid":"<64 hex digits>","sig":"<128 hex digits>"}\n      ed25519 over all bytes of the text before this line
// It lies at <base>/<kiosk>/<seq>.ndjson.gz and never changes; the heartbeat at <base>/<kiosk>/heartbeat.ndjson.gz, and is
// written over. Nothing in a report is parsed before its signature was verified, nothing inflated beyond its bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "content/codec/report_lines.h"
#include "content/model/result.h"
#include "content/publish/signing_key.h"
#include "content/trust/metadata.h"

namespace gongkai::publish {

inline constexpr std::size_t max_report_bytes = 1024 * 1024;  // of the file, compressed

struct SealedReport {
  std::string bytes;   // the file: equal text and key give equal bytes
  std::string digest;  // lower-case hex sha256 of the uncompressed text with its signature: "before" of the next batch
};

// `text` is that of encode_report(). E: REPORT-001 the file would be larger than an office takes.
model::Result<SealedReport> seal_report(std::string_view text, const SigningKey& key);

// Where a report was found: it must say the same of itself.
struct ReportPlace {
  std::string kiosk;
  std::int64_t seq = 0;  // 0: the heartbeat
};

// "hall-01/1795360000.ndjson.gz", "hall-01/heartbeat.ndjson.gz": behind the base.
std::string report_path(const ReportPlace& place);

struct OpenedReport {
  codec::ReportBatch batch;
  std::string digest;   // as SealedReport has it
  trust::KeyId keyid;   // who signed: one of `keys`
};

// `keys`: the terminal's; several where it was replaced. The caller compares batch.header.before with the digest of the
// batch before. E: REPORT-001 more than 1 MiB, REPORT-002 no gzip file, or cut off, REPORT-003 more text than allowed,
// REPORT-004 no signature line, REPORT-005 signed by a key that is not among `keys`, REPORT-006 changed after it was
// signed, REPORT-009 of another terminal, REPORT-010 under another number; what decode_report() gives.
model::Result<OpenedReport> open_report(std::string_view bytes, const trust::Keys& keys, const ReportPlace& place);

}  // namespace gongkai::publish
