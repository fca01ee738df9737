#include "content/publish/role_document.h"
#include "content/trust/verifier.h"
#include "tests/fakes/repository_maker.h"

namespace gongkai::trust {
namespace {

using fakes::RepositoryMaker;

const model::Instant now = *model::parse_instant("2026-11-21T09:00:00+08:00");

class DelegatedRole : public testing::Test {
 protected:
  DelegatedRole() { maker.add_bureau("zrzy"); }

  RepositoryMaker maker{now};

  model::Result<Targets> verify(const std::vector<std::string>& signers) {
    const std::string file = maker.sign(publish::targets_body(maker.roles.at("zrzy")), signers);
    return verify_delegated(maker.targets, "zrzy", maker.snapshot, file, now, Expiry::enforce);
  }
  std::string code(const std::vector<std::string>& signers) {
    const auto role = verify(signers);
    return role ? "accepted" : role.error().code;
  }
};

TEST_F(DelegatedRole, AllThreeDutiesSignedIsAccepted) {
  EXPECT_EQ(code({"zrzy-editor", "zrzy-reviewer", "zrzy-secrecy"}), "accepted");
}

TEST_F(DelegatedRole, AMissingDutyIsNamed) {
  const auto role = verify({"zrzy-editor", "zrzy-reviewer"});
  ASSERT_FALSE(role.has_value());
  EXPECT_EQ(role.error().code, "TRUST-011");
  EXPECT_NE(role.error().message.find("保密审查"), std::string::npos) << role.error().message;
}

TEST_F(DelegatedRole, TwoEditorsDoNotReplaceAReviewer) {
  Delegation& delegation = maker.targets.delegations.front();
  for (const char* name : {"editor-2", "editor-3"}) {
    maker.targets.keys[maker.keyid(name)] = maker.key(name).public_key();
    delegation.role.keyids.push_back(maker.keyid(name));
    delegation.duties.front().keyids.push_back(maker.keyid(name));
  }
  const auto role = verify({"zrzy-editor", "editor-2", "editor-3"});
  ASSERT_FALSE(role.has_value());
  EXPECT_EQ(role.error().code, "TRUST-011");
  EXPECT_NE(role.error().message.find("审核"), std::string::npos);
  EXPECT_EQ(code({"editor-2", "zrzy-reviewer", "zrzy-secrecy"}), "accepted");
}

TEST_F(DelegatedRole, OnePersonInTwoDutiesIsRefused) {
  // The same key under a second id, given the second duty: one person could sign alone.
  Delegation& delegation = maker.targets.delegations.front();
  maker.targets.keys["alias"] = maker.key("zrzy-editor").public_key();
  delegation.role.keyids[1] = "alias";
  delegation.duties[1].keyids = {"alias"};
  EXPECT_EQ(code({"zrzy-editor", "zrzy-reviewer", "zrzy-secrecy"}), "TRUST-013");
}

TEST_F(DelegatedRole, DutiesMustAddUpToTheThreshold) {
  maker.targets.delegations.front().role.threshold = 2;
  EXPECT_EQ(code({"zrzy-editor", "zrzy-reviewer", "zrzy-secrecy"}), "TRUST-013");
}

TEST_F(DelegatedRole, DutiesOfKeysOutsideTheRoleAreRefused) {
  maker.targets.keys[maker.keyid("stranger")] = maker.key("stranger").public_key();
  maker.targets.delegations.front().duties[2].keyids = {maker.keyid("stranger")};
  EXPECT_EQ(code({"zrzy-editor", "zrzy-reviewer", "zrzy-secrecy"}), "TRUST-013");
}

TEST_F(DelegatedRole, WithoutDutiesTheThresholdCounts) {
  Delegation& delegation = maker.targets.delegations.front();
  delegation.duties.clear();
  delegation.role.threshold = 2;
  EXPECT_EQ(code({"zrzy-editor", "zrzy-secrecy"}), "accepted");
  EXPECT_EQ(code({"zrzy-editor"}), "TRUST-010");
  EXPECT_EQ(code({"zrzy-editor", "stranger"}), "TRUST-010");
}

TEST_F(DelegatedRole, KeysOfAnotherBureauDoNotSign) {
  maker.add_bureau("cgj");
  EXPECT_EQ(code({"cgj-editor", "cgj-reviewer", "cgj-secrecy"}), "TRUST-011");
}

TEST_F(DelegatedRole, IsVerifiedByTheDelegatorThatIsAsked) {
  const std::string file = maker.role_bytes("zrzy");
  Targets other = maker.targets;
  other.keys.clear();
  for (const char* name : {"x-1", "x-2", "x-3"}) other.keys[maker.keyid(name)] = maker.key(name).public_key();
  other.delegations.front().role.keyids = {maker.keyid("x-1"), maker.keyid("x-2"), maker.keyid("x-3")};
  other.delegations.front().duties.clear();
  EXPECT_TRUE(verify_delegated(maker.targets, "zrzy", maker.snapshot, file, now, Expiry::enforce).has_value());
  EXPECT_EQ(verify_delegated(other, "zrzy", maker.snapshot, file, now, Expiry::enforce).error().code, "TRUST-010");
}

TEST_F(DelegatedRole, MustBeDelegatedListedCurrentAndFresh) {
  const std::vector<std::string> all = {"zrzy-editor", "zrzy-reviewer", "zrzy-secrecy"};
  EXPECT_EQ(verify_delegated(maker.targets, "nobody", maker.snapshot, "{}", now, Expiry::enforce).error().code,
            "TRUST-014");
  maker.roles["zrzy"].version = 2;
  EXPECT_EQ(code(all), "TRUST-020");
  maker.snapshot.meta["zrzy.json"].version = 2;
  EXPECT_EQ(code(all), "accepted");
  maker.roles["zrzy"].expires = now;
  EXPECT_EQ(code(all), "TRUST-030");
  maker.snapshot.meta.erase("zrzy.json");
  EXPECT_EQ(code(all), "TRUST-022");
}

TEST_F(DelegatedRole, MalformedDelegationsAreRefused) {
  const auto targets = [&](auto change) {
    Targets changed = maker.targets;
    change(changed.delegations.front());
    return parse_targets(maker.sign(publish::targets_body(changed), {"targets"}));
  };
  EXPECT_TRUE(targets([](Delegation&) {}).has_value());
  EXPECT_FALSE(targets([](Delegation& d) { d.name = "snapshot"; }).has_value());
  EXPECT_FALSE(targets([](Delegation& d) { d.role.keyids.push_back(d.role.keyids.front()); }).has_value());
  EXPECT_FALSE(targets([](Delegation& d) { d.role.threshold = 0; }).has_value());
  EXPECT_FALSE(targets([](Delegation& d) { d.duties.front().min = 0; }).has_value());
  Targets twice = maker.targets;
  twice.delegations.push_back(twice.delegations.front());
  EXPECT_EQ(parse_targets(maker.sign(publish::targets_body(twice), {"targets"})).error().code, "TRUST-004");
}

TEST(DelegationCovers, PatternsMatchPartByPart) {
  Delegation delegation;
  delegation.paths = {"zrzy/*", "a/?.json"};
  EXPECT_TRUE(delegation_covers(delegation, "zrzy/1-250.pack"));
  EXPECT_TRUE(delegation_covers(delegation, "a/b.json"));
  EXPECT_FALSE(delegation_covers(delegation, "zrzy/x/1-250.pack"));
  EXPECT_FALSE(delegation_covers(delegation, "zrzy"));
  EXPECT_FALSE(delegation_covers(delegation, "cgj/1.pack"));
  EXPECT_FALSE(delegation_covers(delegation, "a/bc.json"));
  delegation.paths = {"*.txt"};
  EXPECT_TRUE(delegation_covers(delegation, ".hidden.txt"));
  EXPECT_FALSE(delegation_covers(delegation, "d/x.txt"));
}

TEST(DelegationCovers, HashPrefixesMatchTheDigestOfThePath) {
  Delegation delegation;
  delegation.path_hash_prefixes = {sha256_hex("some/path").substr(0, 4)};
  EXPECT_TRUE(delegation_covers(delegation, "some/path"));
  EXPECT_FALSE(delegation_covers(delegation, "other/path"));
}

TEST(RoleNames, ArePercentEncodedInFileNames) {
  EXPECT_EQ(encoded_role_name("zrzy"), "zrzy");
  EXPECT_EQ(encoded_role_name("."), ".");
  EXPECT_EQ(encoded_role_name("../a"), "..%2Fa");
  EXPECT_EQ(encoded_role_name("ö"), "%C3%B6");
  EXPECT_EQ(encoded_role_name("a b%"), "a%20b%25");
}

}  // namespace
}  // namespace gongkai::trust
