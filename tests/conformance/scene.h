// A repository, the host it lies on (in memory), and a client that keeps its trust in a folder. A test changes the
// values of `maker`, publishes, and looks at what the client makes of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/sync/http_client.h"
#include "content/trust/metadata.h"
#include "tests/fakes/repository_maker.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::conformance {

inline const model::Instant start = *model::parse_instant("2026-11-21T09:42:00+08:00");

// 200 for what is there, 404 for the rest.
class MemoryHost final : public sync::HttpClient {
 public:
  model::Result<sync::HttpResponse> get(const sync::HttpRequest& request) override;
  sync::HttpTotals totals() const override { return {}; }

  std::map<std::string, std::string> files;  // "metadata/1.root.json", "targets/a/<sha256>.b"
  std::vector<std::string> asked;
};

using KeyNames = std::vector<std::string>;

class Scene {
 public:
  explicit Scene(model::Instant made_at = start);

  // Delegates to `role`, which gets one key of its name (or `keys`, all of them needed) and signs with it.
  trust::Delegation& delegate(const trust::RoleName& delegator, const trust::RoleName& role,
                              const std::vector<std::string>& paths, const KeyNames& keys = {});
  // The role lists a target, and the host has it.
  void list(const trust::RoleName& role, const std::string& path, const std::string& bytes);
  trust::Targets& role(const trust::RoleName& name);  // "targets" too

  // Snapshot and timestamp name what is there; everything goes to the host.
  void publish();
  // The same without new versions: for a test that has set them itself.
  void upload();
  // The bytes of a role as its keys sign it.
  std::string role_bytes(const trust::RoleName& name);
  // A root of the next version, signed by the keys given.
  void publish_root(const KeyNames& signers);
  trust::KeyId add_root_key(const std::string& name);

  // "ok", or the code of the error.
  std::string refresh();
  // The role that answers for the path after a refresh, or the code of the error.
  std::string find(const std::string& path);
  std::string find_in_one_cycle(const std::vector<std::string>& paths);  // "a TRUST-010"
  std::string download(const std::string& path);

  // What the client trusts now: 0 for nothing.
  std::int64_t trusted_version(const trust::RoleName& role) const;
  std::vector<std::string> persisted() const;  // file names, sorted
  // The delegated roles that were asked for since the last call of this, in order: "a b".
  std::string asked_roles();

  model::Instant now;
  fakes::RepositoryMaker maker;
  MemoryHost host;
  std::map<trust::RoleName, KeyNames> signers;  // of targets and delegated roles
  fakes::TemporaryFolder folder;
};

}  // namespace gongkai::conformance
