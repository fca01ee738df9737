#include "app/admin/commands/proposal_report.h"

#include <fmt/format.h>

#include "content/publish/atomic_file.h"
#include "content/trust/limits.h"

namespace gongkai::admin {

model::Result<publish::RepositoryState> published_state(const std::filesystem::path& repository,
                                                        const std::filesystem::path& keys) {
  const auto trusted = publish::read_file(keys / "root.json", trust::limits::root_bytes);
  if (!trusted) return tl::unexpected(trusted.error());
  return publish::read_repository(repository, *trusted);
}

void print_expiry_warnings(const publish::RepositoryState& state, model::Instant now) {
  for (const std::string& sentence : publish::expiry_warnings(state, now)) fmt::print("注意：{}\n", sentence);
}

int show_for_signature(const std::filesystem::path& proposal, const std::filesystem::path& keys, const Moment& moment) {
  SignOptions look;
  look.proposal = proposal;
  look.root = keys / "root.json";
  look.moment = moment;
  return run_sign(look);
}

}  // namespace gongkai::admin
