// The JSON that signatures are made over (TUF specification 4.2, "Canonical JSON"): members sorted by code point, no
// white space, only `\` and `"` escaped, raw UTF-8, integers only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace gongkai::trust {

// `value` must come from parse_strict or hold no floating-point numbers: a float aborts.
std::string canonical(const nlohmann::json& value);

// Parses one document and refuses what could be read in two ways: a member named twice, a number that is not a
// 64-bit integer, nesting deeper than limits::json_depth, invalid UTF-8, bytes after the end. A leading BOM is
// accepted. E: TRUST-001, the message tells where.
model::Result<nlohmann::json> parse_strict(std::string_view bytes);

}  // namespace gongkai::trust
