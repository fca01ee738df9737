// What a new root or new delegations change, in sentences for those who sign them.
#pragma once

#include <string>
#include <vector>

#include "content/model/result.h"
#include "content/trust/metadata.h"

namespace gongkai::publish {

// Keys that come and go by role, thresholds, the new expiry. E: PUBLISH-053 a key is not the one its number says: what
// is shown would not be what is signed.
model::Result<std::vector<std::string>> root_changes(const trust::Root& before, const trust::Root& after);

// Bureaus that join or leave, keys that come and go, the new expiry. E: PUBLISH-053 as above, or a delegation that no
// bureau may have.
model::Result<std::vector<std::string>> delegation_changes(const trust::Targets& before, const trust::Targets& after);

}  // namespace gongkai::publish
