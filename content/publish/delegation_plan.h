// Who may publish: the duties of a bureau, and its place among the delegations of the root office.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "content/model/result.h"
#include "content/publish/signing_key.h"
#include "content/trust/metadata.h"

namespace gongkai::publish {

inline constexpr const char* bureaus_folder = "bureaus";  // of a key folder (repository_setup.h)

struct DutyPlan {
  const char* stem;  // names of its keys begin with it: "editor.pem", "editor-2.pem"
  const char* name;
  int min;
};
const std::vector<DutyPlan>& duties_of(const model::BureauName& bureau);

using NamedKeys = std::map<std::string, trust::Key>;  // "reviewer.pem" -> key

// E: PUBLISH-032 a duty without enough keys, PUBLISH-057 a name no bureau may have, a key for no duty or for two.
model::Result<trust::Delegation> plan_delegation(const model::BureauName& bureau, const NamedKeys& keys);
// Keys and delegations that a key folder asks for. E: as above.
model::Result<trust::Targets> plan_delegations(const KeyRing& ring);

const trust::Delegation* find_delegation(const trust::Targets& targets, const model::BureauName& bureau);
bool same_delegation(const trust::Delegation& a, const trust::Delegation& b);
// Exactly as plan_delegation would make it, whatever the keys.
bool is_ordinary(const trust::Delegation& delegation);

// Adds a delegation, or replaces the bureau's: emergency first, the others by name. `keys` has those it names.
void put_delegation(trust::Targets& targets, const trust::Delegation& delegation, const trust::Keys& keys);
// Takes it out with the keys that nobody else uses. False where there is none.
bool drop_delegation(trust::Targets& targets, const model::BureauName& bureau);

}  // namespace gongkai::publish
