// The search for a target through the delegations: who is asked, in which order, and who may not answer.
#include "content/trust/digest.h"
#include "tests/conformance/scene.h"

namespace gongkai::conformance {
namespace {

// ---- order (specification 5.6.7, preorder, depth first)

TEST(DelegationSearch, TheTopLevelRoleIsAskedFirst) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.list("a", "x", "of a");
  scene.list("targets", "x", "of targets");
  scene.publish();
  EXPECT_EQ(scene.find("x"), "targets");
  EXPECT_EQ(scene.asked_roles(), "");
}

TEST(DelegationSearch, GoesDeepBeforeItGoesOn) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("targets", "b", {"*"});
  scene.delegate("a", "c", {"*"});
  scene.delegate("a", "d", {"*"});
  scene.delegate("c", "e", {"*"});
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-015");
  EXPECT_EQ(scene.asked_roles(), "a c e d b");
}

TEST(DelegationSearch, StopsAtTheFirstThatListsIt) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("targets", "b", {"*"});
  scene.list("a", "x", "of a");
  scene.list("b", "x", "of b");
  scene.publish();
  EXPECT_EQ(scene.find("x"), "a");
  EXPECT_EQ(scene.asked_roles(), "a");
  EXPECT_EQ(scene.download("x"), "of a");
}

TEST(DelegationSearch, ACircleIsLeft) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("a", "b", {"*"});
  scene.delegate("b", "a", {"*"});
  scene.delegate("b", "c", {"*"});
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-015");
  EXPECT_EQ(scene.asked_roles(), "a b c");
}

TEST(DelegationSearch, AChainIsFollowedOnlySoFar) {
  Scene scene;
  std::string from = "targets";
  for (int i = 1; i <= 70; ++i) {
    const std::string role = "r" + std::to_string(i);
    scene.delegate(from, role, {"*"});
    from = role;
  }
  scene.list("r64", "near", "near");
  scene.list("r65", "far", "far");
  scene.publish();
  EXPECT_EQ(scene.find("near"), "r64");
  EXPECT_EQ(scene.find("far"), "TRUST-015");
}

// ---- who is asked at all

TEST(DelegationSearch, OnlyRolesThatThePathIsDelegatedTo) {
  Scene scene;
  scene.delegate("targets", "a", {"*.doc", "foo-?.tgz"});
  scene.delegate("targets", "b", {"releases/*/*"});
  scene.delegate("b", "c", {"releases/x/*"});
  scene.delegate("b", "d", {"releases/y/*.zip"});
  scene.list("a", "foo-1.tgz", "1");
  scene.list("a", "foo-12.tgz", "2");
  scene.list("d", "releases/y/1.zip", "3");
  scene.list("d", "releases/z/1.zip", "4");
  scene.publish();
  EXPECT_EQ(scene.find("foo-1.tgz"), "a");
  EXPECT_EQ(scene.asked_roles(), "a");
  EXPECT_EQ(scene.find("foo-12.tgz"), "TRUST-015");
  EXPECT_EQ(scene.find("releases/README"), "TRUST-015");
  EXPECT_EQ(scene.asked_roles(), "");
  EXPECT_EQ(scene.find("releases/y/1.zip"), "d");
  EXPECT_EQ(scene.asked_roles(), "b d");
  EXPECT_EQ(scene.find("releases/z/1.zip"), "TRUST-015");
}

TEST(DelegationSearch, HashPrefixesShareOutPathsAsWell) {
  Scene scene;
  const std::string prefix = trust::sha256_hex("bins/x").substr(0, 3);
  scene.delegate("targets", "other", {}).path_hash_prefixes = {prefix[0] == '0' ? "1" : "0"};
  scene.delegate("targets", "bin", {}).path_hash_prefixes = {"zz", prefix};
  scene.list("bin", "bins/x", "content");
  scene.list("other", "bins/x", "forged");
  scene.publish();
  EXPECT_EQ(scene.download("bins/x"), "content");
  EXPECT_EQ(scene.asked_roles(), "bin");
}

// Nobody hands on more than was given to them.
TEST(DelegationSearch, ADelegatorCannotGiveAwayWhatIsNotItsOwn) {
  Scene scene;
  scene.delegate("targets", "district", {"district/*"});
  scene.delegate("district", "accomplice", {"*", "*/*", "zrzy/*"});
  scene.delegate("targets", "zrzy", {"zrzy/*"});
  scene.list("accomplice", "zrzy/1", "forged");
  scene.list("zrzy", "zrzy/1", "genuine");
  scene.publish();
  EXPECT_EQ(scene.download("zrzy/1"), "genuine");
  EXPECT_EQ(scene.asked_roles(), "zrzy");
}

// ---- terminating delegations

TEST(DelegationSearch, NobodyIsAskedAfterATerminatingDelegation) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("targets", "late", {"*"});
  scene.delegate("a", "c", {"*"}).terminating = true;
  scene.delegate("a", "d", {"*"});
  scene.delegate("c", "e", {"*"});
  scene.list("d", "x", "of d");
  scene.list("late", "x", "of late");
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-015");
  EXPECT_EQ(scene.asked_roles(), "a c e");
}

TEST(DelegationSearch, ATerminatingDelegationForOtherPathsStopsNothing) {
  Scene scene;
  scene.delegate("targets", "a", {"a/*"}).terminating = true;
  scene.delegate("targets", "b", {"b/*"});
  scene.list("b", "b/x", "content");
  scene.publish();
  EXPECT_EQ(scene.find("b/x"), "b");
}

TEST(DelegationSearch, ATerminatingDelegationToARoleSeenBeforeStopsAsWell) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("a", "c", {"*"});
  scene.delegate("targets", "c", {"*"}).terminating = true;
  scene.delegate("targets", "late", {"*"});
  scene.list("late", "x", "of late");
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-015");
  EXPECT_EQ(scene.asked_roles(), "a c");
}

// ---- one role, two delegators

class TwoDelegators : public testing::Test {
 protected:
  TwoDelegators() {
    scene.delegate("targets", "parent-a", {"team-a/*"});
    scene.delegate("targets", "parent-b", {"team-b/*"});
    scene.delegate("parent-a", "release", {"team-a/*"}, {"release-a"});
    scene.delegate("parent-b", "release", {"team-b/*"}, {"release-b"});
    scene.list("release", "team-a/x", "trusted by a");
    scene.list("release", "team-b/x", "claimed for b");
  }
  Scene scene;
};

TEST_F(TwoDelegators, TheRoleIsVerifiedAgainstEach) {
  scene.publish();
  EXPECT_EQ(scene.download("team-a/x"), "trusted by a");
  EXPECT_EQ(scene.download("team-b/x"), "TRUST-010");
  EXPECT_EQ(scene.download("team-a/x"), "trusted by a");
}

// What the same client has just verified for one delegator says nothing about the other.
TEST_F(TwoDelegators, WithinOneCycleToo) {
  scene.publish();
  EXPECT_EQ(scene.find_in_one_cycle({"team-a/x", "team-b/x", "team-a/x"}), "release TRUST-010 release");
}

TEST_F(TwoDelegators, TheFileIsAskedForOnce) {
  scene.signers["release"] = {"release-a", "release-b"};
  scene.publish();
  EXPECT_EQ(scene.find_in_one_cycle({"team-a/x", "team-b/x", "team-a/x"}), "release release release");
  EXPECT_EQ(scene.asked_roles(), "parent-a release parent-b");
}

// An accomplice among the delegators vouches for forged bytes while the host is in bad hands; when it is in good ones
// again, the genuine role comes through.
TEST_F(TwoDelegators, BytesThatOneVouchedForDoNotShutOutTheOther) {
  scene.publish();
  EXPECT_EQ(scene.download("team-a/x"), "trusted by a");
  scene.signers["release"] = {"release-b"};
  scene.upload();
  EXPECT_EQ(scene.download("team-b/x"), "claimed for b");
}

// ---- roles on the way that cannot be had

TEST(DelegationSearch, ARoleThatIsNotInTheSnapshotEndsTheSearch) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("targets", "b", {"*"});
  scene.list("b", "x", "of b");
  scene.maker.raise_versions();
  scene.maker.snapshot.meta.erase("a.json");
  scene.upload();
  EXPECT_EQ(scene.find("x"), "TRUST-022");
  EXPECT_EQ(scene.asked_roles(), "");
}

TEST(DelegationSearch, ARoleThatIsWithheldEndsTheSearch) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.delegate("targets", "b", {"*"});
  scene.list("b", "x", "of b");
  scene.publish();
  const std::string genuine = scene.host.files["metadata/1.a.json"];
  scene.host.files.erase("metadata/1.a.json");
  EXPECT_EQ(scene.find("x"), "SYNC-011");
  scene.host.files["metadata/1.a.json"] = scene.host.files["metadata/1.b.json"];
  EXPECT_EQ(scene.find("x"), "TRUST-010");
  scene.host.files["metadata/1.a.json"] = genuine;
  EXPECT_EQ(scene.find("x"), "b");
}

TEST(DelegationSearch, ExpiredOutdatedOrUndersignedRolesDoNotAnswer) {
  Scene scene;
  scene.delegate("targets", "a", {"*"}, {"a-1", "a-2"});
  scene.list("a", "x", "content");
  scene.publish();
  ASSERT_EQ(scene.find("x"), "a");
  const std::string old = scene.host.files["metadata/1.a.json"];
  auto& role = scene.maker.roles["a"];

  role.version = 2;
  scene.publish();
  scene.host.files["metadata/2.a.json"] = old;
  EXPECT_EQ(scene.find("x"), "TRUST-020");

  role.expires = start;
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-030");

  role.expires = start + std::chrono::days{1};
  scene.signers["a"] = {"a-1"};
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-010");
  EXPECT_EQ(scene.trusted_version("a"), 1);

  scene.signers["a"] = {"a-1", "a-2"};
  scene.publish();
  EXPECT_EQ(scene.find("x"), "a");
  EXPECT_EQ(scene.trusted_version("a"), 2);
}

TEST(DelegationSearch, LengthAndHashOfARoleCountWhereTheSnapshotGivesThem) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.list("a", "x", "content");
  const std::string bytes = scene.role_bytes("a");
  scene.maker.snapshot.meta["a.json"].length = static_cast<std::int64_t>(bytes.size());
  scene.maker.snapshot.meta["a.json"].hashes.by_algorithm["sha256"] = trust::sha256_hex(bytes);
  scene.publish();
  EXPECT_EQ(scene.find("x"), "a");
  scene.maker.snapshot.meta["a.json"].hashes.by_algorithm["sha256"] = trust::sha256_hex("other");
  scene.publish();
  EXPECT_EQ(scene.find("x"), "TRUST-041");
  scene.maker.snapshot.meta["a.json"].length = 10;
  scene.publish();
  EXPECT_EQ(scene.find("x"), "HTTP-004");
}

// ---- role names

TEST(RoleName, AnyTextIsSafeInUrlsAndFileNames) {
  const std::pair<const char*, const char*> names[] = {
      {".", "."},        {"..", ".."},           {"../../a", "..%2F..%2Fa"}, {"/a", "%2Fa"},
      {"?", "%3F"},      {"#", "%23"},           {"a b", "a%20b"},           {"%2e", "%252e"},
      {"ö", "%C3%B6"},   {"自然资源局", "%E8%87%AA%E7%84%B6%E8%B5%84%E6%BA%90%E5%B1%80"},
      {"a.root", "a.root"}, {"timestamp2", "timestamp2"}, {"a\\b", "a%5Cb"}};
  for (const auto& [name, encoded] : names) {
    Scene scene;
    scene.delegate("targets", name, {"*"});
    scene.list(name, "x", "content");
    scene.publish();
    EXPECT_EQ(scene.download("x"), "content") << name;
    EXPECT_EQ(scene.host.asked.at(4), "metadata/1." + std::string(encoded) + ".json");
    EXPECT_TRUE(std::filesystem::exists(scene.folder / (std::string(encoded) + ".json"))) << name;
    EXPECT_EQ(scene.persisted().size(), 5u) << name;
  }
}

TEST(RoleName, OfATopLevelRoleOrTooLongIsRefused) {
  for (const std::string& name : {std::string("root"), std::string("timestamp"), std::string("targets"),
                                  std::string(), std::string(81, 'x')}) {
    Scene scene;
    scene.delegate("targets", "a", {"*"}).name = name;
    ++scene.maker.targets.version;
    scene.publish();
    EXPECT_EQ(scene.refresh(), "TRUST-004") << name;
  }
  Scene scene;
  const std::string longest(80, '\x7f');  // three characters each when encoded
  scene.delegate("targets", longest, {"*"});
  scene.list(longest, "x", "content");
  scene.publish();
  EXPECT_EQ(scene.download("x"), "content");
}

TEST(TargetPath, OfAnyTextIsSafeInUrls) {
  for (const char* path : {"通知/一号 文.pack", "a/../b", "?", "#x", "a%2Fb"}) {
    Scene scene;
    scene.list("targets", path, "content");
    ++scene.maker.targets.version;
    scene.publish();
    EXPECT_EQ(scene.find(path), "targets") << path;
    scene.download(path);
    const std::string asked = scene.host.asked.back();
    EXPECT_TRUE(asked.starts_with("targets/")) << asked;
    EXPECT_EQ(asked.find_first_of("?# "), std::string::npos) << asked;
  }
}

}  // namespace
}  // namespace gongkai::conformance
