// Old metadata offered anew, role by role, and the way out after an attacker has run versions up.
#include "content/publish/role_document.h"
#include "tests/conformance/scene.h"

namespace gongkai::conformance {
namespace {

TEST(Rollback, OfTheTimestampIsRefused) {
  Scene scene;
  const std::string old = scene.host.files.at("metadata/timestamp.json");
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  scene.host.files["metadata/timestamp.json"] = old;
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  EXPECT_EQ(scene.trusted_version("timestamp"), 2);
}

TEST(Rollback, OfTheSnapshotIsRefusedByTheTimestamp) {
  Scene scene;
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  ++scene.maker.timestamp.version;
  scene.maker.timestamp.snapshot.version = 1;
  scene.upload();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  EXPECT_EQ(scene.trusted_version("timestamp"), 2);
  EXPECT_EQ(scene.trusted_version("snapshot"), 2);
}

TEST(Rollback, OfTheTargetsIsRefusedByTheSnapshot) {
  Scene scene;
  scene.maker.targets.version = 2;
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  scene.maker.targets.version = 1;
  scene.publish();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  EXPECT_EQ(scene.trusted_version("snapshot"), 2);
  EXPECT_EQ(scene.trusted_version("targets"), 2);
}

TEST(Rollback, OfADelegatedRoleIsRefusedByTheSnapshot) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.maker.roles["a"].version = 2;
  scene.publish();
  scene.find("x");
  ASSERT_EQ(scene.trusted_version("a"), 2);
  scene.maker.roles["a"].version = 1;
  scene.publish();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  EXPECT_EQ(scene.trusted_version("a"), 2);
}

// The check is against the last snapshot seen, even where the timestamp has moved on without one.
TEST(Rollback, IsRefusedAfterASnapshotThatNeverCame) {
  Scene scene;
  scene.maker.targets.version = 2;
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  ++scene.maker.timestamp.version;
  ++scene.maker.timestamp.snapshot.version;
  scene.host.files["metadata/timestamp.json"] = scene.maker.timestamp_bytes();
  EXPECT_EQ(scene.refresh(), "SYNC-011");
  EXPECT_EQ(scene.trusted_version("timestamp"), 3);
  EXPECT_EQ(scene.trusted_version("snapshot"), 2);
  scene.maker.targets.version = 1;
  scene.maker.snapshot.version = 2;
  scene.publish();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
}

TEST(Rollback, ARoleMayNotVanishFromTheSnapshot) {
  Scene scene;
  scene.delegate("targets", "a", {"*"});
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  scene.maker.snapshot.meta.erase("a.json");
  ++scene.maker.snapshot.version;
  scene.maker.timestamp.snapshot.version = scene.maker.snapshot.version;
  ++scene.maker.timestamp.version;
  scene.upload();
  EXPECT_EQ(scene.refresh(), "TRUST-022");
  EXPECT_EQ(scene.trusted_version("snapshot"), 2);
}

TEST(Rollback, OfTheRootIsRefused) {
  Scene scene;
  const std::string first = scene.maker.root_bytes();
  scene.publish_root({"root-1", "root-2"});
  ASSERT_EQ(scene.refresh(), "ok");
  scene.host.files["metadata/3.root.json"] = first;
  EXPECT_EQ(scene.refresh(), "TRUST-020");
  EXPECT_EQ(scene.trusted_version("root"), 2);
}

// ---- fast-forward recovery: with the key the count starts anew (specification 5.3.11)

class FastForward : public testing::Test {
 protected:
  void rotate(const std::string& role) {
    const std::string fresh = role + "-2";
    scene.maker.root.roles[role] = {{scene.add_root_key(fresh)}, 1};
  }
  // Snapshot and timestamp of the scene, signed by the rotated keys where there are such.
  void upload(const KeyNames& snapshot_keys, const KeyNames& timestamp_keys) {
    scene.upload();
    auto& maker = scene.maker;
    scene.host.files["metadata/" + std::to_string(maker.snapshot.version) + ".snapshot.json"] =
        maker.sign(publish::snapshot_body(maker.snapshot), snapshot_keys);
    scene.host.files["metadata/timestamp.json"] =
        maker.sign(publish::timestamp_body(maker.timestamp), timestamp_keys);
  }

  Scene scene;
};

TEST_F(FastForward, OfTheTimestampIsUndoneByItsNewKey) {
  scene.maker.timestamp.version = 1'000'000;
  scene.upload();
  ASSERT_EQ(scene.refresh(), "ok");
  scene.maker.timestamp.version = 2;
  scene.upload();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  rotate("timestamp");
  scene.publish_root({"root-1", "root-2"});
  upload({"snapshot"}, {"timestamp-2"});
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("timestamp"), 2);
}

TEST_F(FastForward, OfTheSnapshotIsUndoneByNewKeysOfBoth) {
  scene.maker.snapshot.version = 1'000'000;
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  scene.maker.snapshot.version = 1;
  scene.publish();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  rotate("snapshot");
  rotate("timestamp");
  scene.publish_root({"root-1", "root-2"});
  upload({"snapshot-2"}, {"timestamp-2"});
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("snapshot"), 2);
}

TEST_F(FastForward, OfTheTargetsIsUndoneByANewSnapshotKey) {
  scene.maker.targets.version = 1'000'000;
  scene.publish();
  ASSERT_EQ(scene.refresh(), "ok");
  scene.maker.targets.version = 2;
  scene.publish();
  EXPECT_EQ(scene.refresh(), "TRUST-021");
  rotate("snapshot");
  scene.publish_root({"root-1", "root-2"});
  upload({"snapshot-2"}, {"timestamp"});
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("targets"), 2);
}

}  // namespace
}  // namespace gongkai::conformance
