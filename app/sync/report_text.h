// A cycle's report for people, for scripts, and for the log.
#pragma once

#include <string>
#include <string_view>

#include "app/process/log.h"
#include "content/sync/update_cycle.h"

namespace gongkai::agent {

std::string report_in_words(const sync::CycleReport& report);  // lines in Chinese
std::string report_in_json(const sync::CycleReport& report, const sync::HttpTotals& traffic);  // one line

// Events: SYNC-101 a new generation, SYNC-102 up to date, SYNC-103 refused entities, SYNC-104 damage found and
// repaired; troubles under their own codes.
void log_report(process::Log& log, const sync::CycleReport& report, const sync::HttpTotals& traffic);

// sysexits for --once: 0 when everything is as the catalogue has it.
int exit_code_of(const sync::CycleReport& report);
int exit_code_of(const model::Error& error);

std::string_view outcome_name(sync::CycleOutcome outcome);  // "not_modified"

}  // namespace gongkai::agent
