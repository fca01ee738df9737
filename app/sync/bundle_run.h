// gongkai-sync --bundle FILE: an update carried on a stick.
#pragma once

#include <filesystem>

#include "app/process/clock.h"
#include "content/sync/update_cycle.h"

namespace gongkai::agent {

enum class OutputForm { words, json };

// Applies it and prints what became of it; progress goes to a terminal on stderr. The state directory must be locked.
// Returns a code of sysexits: 0; 65 refused, nothing changed; 66 not readable; 74 the disk.
int run_bundle(const std::filesystem::path& file, const sync::CycleSettings& settings, const process::Clock& clock,
               OutputForm form);

}  // namespace gongkai::agent
