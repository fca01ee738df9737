// What a proposal changes, found out from its bytes alone, as the second signer's machine does it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/model/result.h"
#include "content/publish/release.h"
#include "content/publish/repository.h"

namespace gongkai::publish {

// The changes of the items in the new packs of a bureau. The packs the role lists must be those that the published log
// and the new lines give when the roll-ups are made again. E: PUBLISH-052 they are not, PUBLISH-053 a line that is no
// sound item or out of order, PUBLISH-059 a picture of an item is missing or another one.
model::Result<std::vector<ItemChange>> recompute_changes(const std::filesystem::path& proposal,
                                                         const RepositoryState& base, const model::BureauName& bureau,
                                                         const trust::Targets& proposed);

}  // namespace gongkai::publish
