// What several commands print alike: faults as a table, an error, progress.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/admin/commands/commands.h"
#include "content/model/result.h"
#include "content/publish/catalogue_draft.h"

namespace gongkai::admin {

// A table of all faults, E first in each file, and a line that counts them. "" for no faults.
std::string fault_table(const std::vector<publish::DraftFault>& faults);

// The same as a JSON array.
std::string faults_json(const std::vector<publish::DraftFault>& faults);

// The one that fits an error.
int exit_code_of(const model::Error& error);

// "错误：… （代码）" on stderr; returns the exit code that fits the error.
int report_error(const model::Error& error);

// "role=value" as an option gives it. E: PUBLISH-057 with `example` where it is not of that form.
model::Result<std::pair<std::string, std::string>> split_pair(const std::string& text, const char* example);

// Rewrites one line on stderr where that is a terminal, and says nothing elsewhere; ends the line when all is done.
// Shown at every `step`th.
publish::Progress progress_line(std::string label, std::size_t step = 50);

}  // namespace gongkai::admin
