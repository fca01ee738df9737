#include "content/publish/signing_key.h"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "content/publish/atomic_file.h"
#include "content/publish/delegation_plan.h"
#include "content/publish/repository_setup.h"
#include "content/trust/canonical_json.h"
#include "content/trust/digest.h"
#include "content/trust/signature.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

TEST(SigningKey, SignsWhatTheVerifierAccepts) {
  const auto key = SigningKey::generate();
  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE(trust::verify_signature(key->public_key(), "公示", key->sign("公示")));
  EXPECT_FALSE(trust::verify_signature(key->public_key(), "公告", key->sign("公示")));
}

TEST(SigningKey, IsStoredForItsOwnerOnlyAndReadBack) {
  fakes::TemporaryFolder folder;
  const auto key = SigningKey::generate();
  ASSERT_TRUE(key->save(folder / "a/key.pem").has_value());
  struct stat state {};
  ASSERT_EQ(::stat((folder / "a/key.pem").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600u);
  const auto loaded = SigningKey::load(folder / "a/key.pem");
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->keyid(), key->keyid());
  EXPECT_EQ(key->save(folder / "a/key.pem").error().code, "PUBLISH-003") << "never overwritten";
}

TEST(SigningKey, TheIdIsTheDigestOfTheCanonicalKey) {
  const trust::Key key{"ed25519", "ed25519", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"};
  const auto json = trust::parse_strict(
      R"({"scheme":"ed25519","keyval":{"public":"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"},"keytype":"ed25519"})");
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(key_id(key), trust::sha256_hex(trust::canonical(*json)));
}

TEST(SigningKey, BrokenFilesAreNamed) {
  fakes::TemporaryFolder folder;
  ASSERT_TRUE(replace_file(folder / "x.pem", "no key").has_value());
  const auto ring = load_key_ring(folder.path());
  ASSERT_FALSE(ring.has_value());
  EXPECT_EQ(ring.error().code, "PUBLISH-002");
  EXPECT_NE(ring.error().message.find("x.pem"), std::string::npos);
  EXPECT_EQ(load_key_ring(folder / "none").error().code, "PUBLISH-004");
}

TEST(MakeKeys, MakesWhatIsMissingAndKeepsWhatIsThere) {
  fakes::TemporaryFolder folder;
  const auto first = make_keys(folder.path(), {"zwzx"});
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->size(), 6u + 3u + 3u);
  const auto before = SigningKey::load(folder / "bureaus/zwzx/editor.pem")->keyid();
  const auto second = make_keys(folder.path(), {"zwzx", "cgj", "emergency"});
  EXPECT_EQ(second->size(), 3u);
  EXPECT_EQ(SigningKey::load(folder / "bureaus/zwzx/editor.pem")->keyid(), before);
}

TEST(PlanDelegations, PutsEmergencyFirstWithTwoDutyOfficers) {
  fakes::TemporaryFolder folder;
  ASSERT_TRUE(make_keys(folder.path(), {"cgj", "zwzx"}).has_value());
  const auto ring = load_key_ring(folder.path());
  ASSERT_TRUE(ring.has_value());
  const auto plan = plan_delegations(*ring);
  ASSERT_TRUE(plan.has_value());
  ASSERT_EQ(plan->delegations.size(), 3u);
  EXPECT_EQ(plan->delegations[0].name, "emergency");
  EXPECT_EQ(plan->delegations[0].role.threshold, 2);
  EXPECT_EQ(plan->delegations[1].name, "cgj");
  EXPECT_EQ(plan->delegations[1].role.threshold, 3);
  EXPECT_EQ(plan->delegations[1].paths, std::vector<std::string>{"cgj/*"});
  EXPECT_TRUE(plan->delegations[1].terminating);
  std::filesystem::remove(folder / "bureaus/cgj/secrecy.pem");
  const auto broken = plan_delegations(*load_key_ring(folder.path()));
  ASSERT_FALSE(broken.has_value());
  EXPECT_NE(broken.error().message.find("保密审查"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::publish
