// What the targets about signed metadata begin with: one moment, who signs what with the keys of fuzz_signer.h, and the
// first root.
#pragma once

#include "content/model/date.h"

namespace gongkai::fuzz {

inline const model::Instant now = *model::parse_instant("2026-11-21T09:00:00+08:00");

// Keys 0 and 1 (both) sign root, 2 targets, 3 snapshot, 4 timestamp; 5 edits and 6 reviews for a bureau.
enum : int { root_keys = 1 | 2, targets_key = 4, snapshot_key = 8, timestamp_key = 16, bureau_keys = 32 | 64 };

inline constexpr const char* root_body =
    R"({"_type":"root","consistent_snapshot":true,"expires":"2027-11-01T00:00:00Z","keys":{)"
    R"("0":{"keytype":"ed25519","keyval":{"public":"$0"},"scheme":"ed25519"},)"
    R"("1":{"keytype":"ed25519","keyval":{"public":"$1"},"scheme":"ed25519"},)"
    R"("2":{"keytype":"ed25519","keyval":{"public":"$2"},"scheme":"ed25519"},)"
    R"("3":{"keytype":"ed25519","keyval":{"public":"$3"},"scheme":"ed25519"},)"
    R"("4":{"keytype":"ed25519","keyval":{"public":"$4"},"scheme":"ed25519"}},)"
    R"("roles":{"root":{"keyids":["0","1"],"threshold":2},"snapshot":{"keyids":["3"],"threshold":1},)"
    R"("targets":{"keyids":["2"],"threshold":1},"timestamp":{"keyids":["4"],"threshold":1}},)"
    R"("spec_version":"1.0.34","version":1})";

}  // namespace gongkai::fuzz
