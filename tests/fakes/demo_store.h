// The demo catalogue as a store generation, without the signed way: for tests of what is shown. The days are those of
// 2026-11-21, so pictures and frames stay the same on every day.
#pragma once

#include <filesystem>

#include "content/model/date.h"
#include "content/store/generation.h"

namespace gongkai::fakes {

// 2026-11-21T09:42:00+08:00, the moment on the design's pictures.
model::Instant demo_now();

// The demo's alert is a rehearsal, withdrawn in the draft; screens that show alerts want it out.
enum class DemoAlert { withdrawn, out };

// Writes the generation below `folder` (emptied first) and opens it. Throws std::runtime_error when the demo
// catalogue has a fault: then no test that shows it can say anything.
store::Generation demo_store(const std::filesystem::path& source, const std::filesystem::path& folder,
                             DemoAlert alert = DemoAlert::withdrawn);

}  // namespace gongkai::fakes
