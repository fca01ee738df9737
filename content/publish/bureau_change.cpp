#include "content/publish/bureau_change.h"

#include <fmt/format.h>

#include <algorithm>

#include "content/publish/delegation_plan.h"
#include "content/publish/tree_writer.h"

namespace gongkai::publish {
namespace {

using model::Result;

tl::unexpected<model::Error> impossible(const std::string& why) { return model::failure("PUBLISH-057", why); }

Result<NamedKeys> read_keys(const BureauEdit& edit) {
  const std::vector<DutyPlan>& duties = duties_of(edit.bureau);
  NamedKeys keys;
  for (const auto& [duty, file] : edit.keys) {
    const bool known = std::any_of(duties.begin(), duties.end(), [&stem = duty](const DutyPlan& plan) { return stem == plan.stem; });
    if (!known) {
      return impossible(fmt::format("没有职责 {}：机构的职责是 editor（编辑）、reviewer（审核）、secrecy（保密审查），"
                                    "应急的是 duty（值班）", duty));
    }
    const auto key = load_public_key(file);
    if (!key) return tl::make_unexpected(key.error());
    keys.emplace(fmt::format("{}-{}", duty, keys.size()), *key);
  }
  return keys;
}

Result<void> leave(trust::Targets& targets, const model::BureauName& bureau) {
  if (drop_delegation(targets, bureau)) return {};
  return impossible(fmt::format("{} 不在委托中", bureau));
}

Result<void> join(RepositoryState& state, const BureauEdit& edit) {
  const auto keys = read_keys(edit);
  if (!keys) return tl::make_unexpected(keys.error());
  const auto delegation = plan_delegation(edit.bureau, *keys);
  if (!delegation) return tl::make_unexpected(delegation.error());
  const trust::Delegation* known = find_delegation(state.targets, edit.bureau);
  if (known != nullptr && same_delegation(*known, *delegation)) {
    return impossible(fmt::format("{} 用的已经是这些密钥", edit.bureau));
  }
  trust::Keys all;
  for (const auto& [name, key] : *keys) all[key_id(key)] = key;
  put_delegation(state.targets, *delegation, all);
  state.roles[edit.bureau].version = published_version(state, edit.bureau);
  return {};
}

}  // namespace

Result<void> propose_delegations(const ProposalRequest& request, const std::optional<BureauEdit>& edit) {
  const auto start = begin_proposal(request);
  if (!start) return tl::make_unexpected(start.error());
  RepositoryState next = start->state;
  std::vector<trust::RoleName> signs_anew;
  if (edit && edit->keys.empty()) {
    if (auto left = leave(next.targets, edit->bureau); !left) return left;
  } else if (edit) {
    if (auto joined = join(next, *edit); !joined) return joined;
    signs_anew = {edit->bureau};
  }
  if (auto base = write_proposal_base(request.repository, start->state, signs_anew, request.proposal); !base) return base;
  TreeWriter writer(proposed_tree(request.proposal), start->ring, request.now, Signatures::those_at_hand);
  for (const trust::RoleName& role : signs_anew) {
    if (auto written = writer.write_role(next, role); !written) return written;
  }
  return writer.write_targets(next);
}

}  // namespace gongkai::publish
