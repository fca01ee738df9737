#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "content/publish/atomic_file.h"
#include "content/publish/release.h"
#include "content/publish/repository.h"
#include "content/publish/repository_setup.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

const model::Instant start = *model::parse_instant("2026-11-21T09:00:00+08:00");

// A release in a process of its own, killed after so many microseconds.
void release_and_kill(const ReleaseRequest& request, const CatalogueDraft& draft, unsigned microseconds) {
  const pid_t child = ::fork();
  if (child == 0) {
    release(request, draft).has_value() ? ::_exit(0) : ::_exit(1);
  }
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
}

// Every state a killed release leaves is one that verifies whole, with the old content or the new.
TEST(ReleaseCrash, KilledAtAnyMomentTheTreeIsOldOrNew) {
  fakes::TemporaryFolder folder;
  const fs::path draft = folder / "draft";
  const ReleaseRequest request{folder / "repository", folder / "keys", start};
  fakes::write_sample_draft(draft, 20);
  ASSERT_TRUE(make_keys(request.keys, {"zwzx"}).has_value());
  ASSERT_TRUE(set_up_repository(request.repository, request.keys, start).has_value());
  ASSERT_TRUE(release(request, *read_draft(draft, model::date_of(start))).has_value());
  const std::string root = *read_file(request.keys / "root.json", 100'000);

  std::mt19937 random(20261121);
  std::int64_t last_version = 0;
  for (int round = 2; round <= 41; ++round) {
    fakes::write_notice(draft, "notice-0001", round, "第" + std::to_string(round) + "次修改的通知");
    const auto read = read_draft(draft, model::date_of(start));
    release_and_kill(request, *read, std::uniform_int_distribution<unsigned>(200, 25'000)(random));

    const auto state = read_repository(request.repository, root);
    ASSERT_TRUE(state.has_value()) << round << ": " << state.error().message;
    EXPECT_GE(state->timestamp.version, last_version);
    last_version = state->timestamp.version;
    const auto packs = listed_packs("zwzx", state->roles.at("zwzx"));
    ASSERT_TRUE(packs.has_value());
    for (const Pack& pack : *packs) {
      EXPECT_TRUE(read_pack(request.repository, "zwzx", pack).has_value()) << round;
    }
  }
  const auto finished = release(request, *read_draft(draft, model::date_of(start)));
  ASSERT_TRUE(finished.has_value());
  EXPECT_NE(finished->outcome, ReleaseReport::Outcome::refused);
}

}  // namespace
}  // namespace gongkai::publish
