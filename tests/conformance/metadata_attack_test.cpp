// What a host, or the thief of one key, can do to the top-level roles: nothing but delay.
#include <algorithm>

#include "content/publish/role_document.h"
#include "content/trust/digest.h"
#include "tests/conformance/client_steps.h"
#include "tests/conformance/scene.h"

namespace gongkai::conformance {
namespace {

// ---- requests and what is kept

TEST(Refresh, AsksForNoMoreThanItNeeds) {
  Scene scene;
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.host.asked, (std::vector<std::string>{"metadata/2.root.json", "metadata/timestamp.json",
                                                        "metadata/1.snapshot.json", "metadata/1.targets.json"}));
  scene.host.asked.clear();
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.host.asked, (std::vector<std::string>{"metadata/2.root.json", "metadata/timestamp.json"}));
}

TEST(Refresh, KeepsTheExactBytes) {
  Scene scene;
  const std::string odd = " " + scene.maker.timestamp_bytes() + " \n";
  scene.host.files["metadata/timestamp.json"] = odd;
  ASSERT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(bytes_of(scene.folder / "timestamp.json"), odd);
}

TEST(Refresh, ReplacesAStoredFileThatIsSpoilt) {
  for (const char* role : {"timestamp", "snapshot", "targets"}) {
    Scene scene;
    ASSERT_EQ(scene.refresh(), "ok");
    const auto file = scene.folder / (std::string(role) + ".json");
    const std::string good = bytes_of(file);
    std::filesystem::resize_file(file, good.size() / 2);
    EXPECT_EQ(scene.refresh(), "ok") << role;
    EXPECT_EQ(bytes_of(file), good) << role;
  }
}

TEST(Refresh, WithoutConsistentSnapshotsUsesPlainNames) {
  Scene scene;
  scene.host.files.clear();
  scene.maker.root.consistent_snapshot = false;
  scene.publish_root({"root-1", "root-2"});
  scene.delegate("targets", "a", {"a/*"});
  scene.list("a", "a/b", "content");
  scene.publish();
  EXPECT_EQ(scene.download("a/b"), "content");
  EXPECT_EQ(scene.host.asked,
            (std::vector<std::string>{"metadata/2.root.json", "metadata/3.root.json", "metadata/timestamp.json",
                                      "metadata/snapshot.json", "metadata/targets.json", "metadata/a.json",
                                      "targets/a/b"}));
}

// ---- signatures and thresholds

TEST(Threshold, EachRoleNeedsItsOwnKeys) {
  const std::pair<const char*, const char*> wrong[] = {
      {"timestamp", "snapshot"}, {"snapshot", "timestamp"}, {"targets", "snapshot"}};
  for (const auto& [role, thief] : wrong) {
    Scene scene;
    ASSERT_EQ(scene.refresh(), "ok");
    ++scene.maker.targets.version;
    scene.publish();
    const std::string name = std::string(role);
    std::string& file =
        scene.host.files["metadata/" + (name == "timestamp" ? "" : std::string("2.")) + name + ".json"];
    const std::string body = name == "timestamp"  ? publish::timestamp_body(scene.maker.timestamp)
                             : name == "snapshot" ? publish::snapshot_body(scene.maker.snapshot)
                                                  : publish::targets_body(scene.maker.targets);
    file = scene.maker.sign(body, {thief});
    EXPECT_EQ(scene.refresh(), "TRUST-010") << role;
    EXPECT_EQ(scene.trusted_version(role), 1) << role;
  }
}

TEST(Threshold, MoreThanThereAreKeysCanNeverBeMet) {
  Scene scene;
  scene.maker.root.roles["snapshot"].threshold = 2;
  scene.publish_root({"root-1", "root-2"});
  EXPECT_EQ(scene.refresh(), "TRUST-010");
  EXPECT_EQ(scene.trusted_version("root"), 2);
  EXPECT_EQ(scene.trusted_version("snapshot"), 0);
}

TEST(Threshold, ARepeatedKeyidIsRefused) {
  Scene scene;
  auto& role = scene.maker.root.roles["snapshot"];
  role.keyids.push_back(role.keyids.front());
  role.threshold = 2;
  scene.publish_root({"root-1", "root-2"});
  EXPECT_EQ(scene.refresh(), "TRUST-004");
  EXPECT_EQ(scene.trusted_version("root"), 1);
}

TEST(Threshold, ARepeatedSignatureIsRefused) {
  Scene scene;
  scene.host.files["metadata/1.snapshot.json"] =
      scene.maker.sign(publish::snapshot_body(scene.maker.snapshot), {"snapshot", "snapshot"});
  EXPECT_EQ(scene.refresh(), "TRUST-012");
}

// A key type to come, with a form of its own, stands among the keys: the others go on counting.
TEST(Threshold, KeysThatWeDoNotKnowAreNoHindrance) {
  Scene scene;
  const trust::Key from_the_future{"kyber-x", "kyber-x-9", "?"};
  scene.maker.root.keys["future"] = from_the_future;
  for (const char* role : {"root", "snapshot"}) scene.maker.root.roles[role].keyids.push_back("future");
  ++scene.maker.root.version;
  std::string body = publish::root_body(scene.maker.root);
  const std::string known = R"({"public":"?"})";
  body.replace(body.find(known), known.size(), R"({"identity":"a@b.cn","points":[1,2]})");
  scene.host.files["metadata/2.root.json"] = scene.maker.sign(body, {"root-1", "root-3"});
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("root"), 2);
}

TEST(Threshold, AKeyThatWeDoNotKnowDoesNotCount) {
  Scene scene;
  scene.maker.root.keys["future"] = {"kyber-x", "kyber-x-9", "?"};
  scene.maker.root.roles["snapshot"] = {{"future", scene.maker.keyid("snapshot")}, 2};
  scene.publish_root({"root-1", "root-2"});
  const std::string body = publish::snapshot_body(scene.maker.snapshot);
  std::string file = scene.maker.sign(body, {"snapshot"});
  file.replace(file.find("[{"), 2, R"([{"keyid":"future","sig":"00"},{)");
  scene.host.files["metadata/1.snapshot.json"] = file;
  EXPECT_EQ(scene.refresh(), "TRUST-010");
}

// ---- root rotation

TEST(RootRotation, StopsWhereOneIsMissing) {
  Scene scene;
  scene.publish_root({"root-1", "root-2"});
  scene.publish_root({"root-1", "root-2"});
  scene.host.files.erase("metadata/2.root.json");
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("root"), 1);
}

TEST(RootRotation, ALaterRootInPlaceOfTheMissingOneIsRefused) {
  Scene scene;
  scene.publish_root({"root-1", "root-2"});
  scene.publish_root({"root-1", "root-2"});
  scene.host.files["metadata/2.root.json"] = scene.host.files["metadata/3.root.json"];
  EXPECT_EQ(scene.refresh(), "TRUST-020");
  EXPECT_EQ(scene.trusted_version("root"), 1);
}

// A terminal that was off while all keys changed twice comes back with the keys it was shipped with.
TEST(RootRotation, AllKeysTwiceWhileOffline) {
  Scene scene;
  KeyNames before = {"root-1", "root-2"};
  for (const char* generation : {"x", "y"}) {
    const KeyNames after = {std::string(generation) + "-1", std::string(generation) + "-2"};
    scene.maker.root.roles["root"] = {{scene.add_root_key(after[0]), scene.add_root_key(after[1])}, 2};
    scene.maker.root.expires = start + std::chrono::days{generation[0] == 'x' ? 10 : 800};
    KeyNames both = before;
    both.insert(both.end(), after.begin(), after.end());
    scene.publish_root(both);
    before = after;
  }
  scene.now = start + std::chrono::days{400};
  for (auto* role : {&scene.maker.targets}) role->expires = scene.now + std::chrono::days{30};
  scene.maker.snapshot.expires = scene.maker.timestamp.expires = scene.now + std::chrono::days{1};
  scene.publish();
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("root"), 3);
}

TEST(RootRotation, NeedsTheOldKeysAndTheNew) {
  for (const KeyNames& names : {KeyNames{"root-1", "root-2"}, KeyNames{"x-1", "x-2"}, KeyNames{"root-1", "x-1"}}) {
    Scene scene;
    scene.maker.root.roles["root"] = {{scene.add_root_key("x-1"), scene.add_root_key("x-2")}, 2};
    scene.publish_root(names);
    EXPECT_EQ(scene.refresh(), "TRUST-010");
    EXPECT_EQ(scene.trusted_version("root"), 1);
  }
}

TEST(RootRotation, NoMoreThanTheLimitInOneCycle) {
  Scene scene;
  for (int i = 0; i < 300; ++i) scene.publish_root({"root-1", "root-2"});
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("root"), 257);
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("root"), 301);
}

// ---- expiry

TEST(Expired, ARootIsKeptButNothingIsTakenUnderIt) {
  Scene scene;
  ASSERT_EQ(scene.refresh(), "ok");
  scene.maker.root.expires = start - std::chrono::days{1};
  scene.publish_root({"root-1", "root-2"});
  scene.publish();
  EXPECT_EQ(scene.refresh(), "TRUST-030");
  EXPECT_EQ(scene.trusted_version("root"), 2);
  EXPECT_EQ(scene.trusted_version("timestamp"), 1);
}

TEST(Expired, TimestampSnapshotAndTargetsAreNotTaken) {
  const auto expire = [](Scene& scene, const std::string& role) -> model::Instant& {
    if (role == "timestamp") return scene.maker.timestamp.expires;
    return role == "snapshot" ? scene.maker.snapshot.expires : scene.maker.targets.expires;
  };
  for (const char* role : {"timestamp", "snapshot", "targets"}) {
    Scene scene;
    ASSERT_EQ(scene.refresh(), "ok");
    ++scene.maker.targets.version;
    expire(scene, role) = start;
    scene.publish();
    EXPECT_EQ(scene.refresh(), "TRUST-030") << role;
    EXPECT_EQ(scene.trusted_version(role), 1) << role;
    // What comes before it in the workflow is trusted already.
    EXPECT_EQ(scene.trusted_version("timestamp"), std::string(role) == "timestamp" ? 1 : 2) << role;
  }
}

// Freeze: the host goes on giving what was good once.
TEST(Expired, AFrozenHostIsNoticed) {
  Scene scene;
  ASSERT_EQ(scene.refresh(), "ok");
  scene.now = scene.maker.timestamp.expires;
  EXPECT_EQ(scene.refresh(), "TRUST-030");
}

TEST(Expired, LocalMetadataIsReplaced) {
  Scene scene;
  ASSERT_EQ(scene.refresh(), "ok");
  scene.now = start + std::chrono::days{300};
  scene.maker.timestamp.expires = scene.maker.snapshot.expires = scene.now + std::chrono::days{1};
  ++scene.maker.targets.version;
  scene.maker.targets.expires = scene.maker.root.expires = scene.now + std::chrono::days{60};
  scene.publish_root({"root-1", "root-2"});
  scene.publish();
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(scene.trusted_version("targets"), 2);
}

// ---- lengths, hashes, mixtures

class SignedLength : public testing::Test {
 protected:
  // Length and hash of what the host has, as the file above names them.
  trust::MetaFile of(const std::string& name) {
    const std::string& bytes = scene.host.files.at(name);
    return {2, static_cast<std::int64_t>(bytes.size()), {{{"sha256", trust::sha256_hex(bytes)}}}};
  }
  void sign_all() {
    scene.host.files["metadata/2.snapshot.json"] = scene.maker.snapshot_bytes();
    scene.maker.timestamp.snapshot = of("metadata/2.snapshot.json");
    scene.host.files["metadata/timestamp.json"] = scene.maker.timestamp_bytes();
  }
  SignedLength() {
    scene.maker.targets.version = 2;
    scene.publish();
    scene.maker.snapshot.meta["targets.json"] = of("metadata/2.targets.json");
    sign_all();
  }

  Scene scene;
};

TEST_F(SignedLength, TheRightOnesAreAccepted) { EXPECT_EQ(scene.refresh(), "ok"); }

TEST_F(SignedLength, LongerIsNotEvenRead) {
  for (const char* name : {"metadata/2.snapshot.json", "metadata/2.targets.json"}) {
    const std::string good = scene.host.files[name];
    scene.host.files[name] += " ";
    EXPECT_EQ(scene.refresh(), "HTTP-004") << name;
    scene.host.files[name] = good;
  }
}

TEST_F(SignedLength, ShorterIsRefused) {
  scene.maker.timestamp.snapshot.length = *scene.maker.timestamp.snapshot.length + 1;
  scene.host.files["metadata/timestamp.json"] = scene.maker.timestamp_bytes();
  EXPECT_EQ(scene.refresh(), "TRUST-040");
}

TEST_F(SignedLength, AnotherHashIsRefused) {
  scene.maker.snapshot.meta["targets.json"].hashes.by_algorithm["sha256"] = std::string(64, '0');
  sign_all();
  EXPECT_EQ(scene.refresh(), "TRUST-041");
  EXPECT_EQ(scene.trusted_version("snapshot"), 2);
  EXPECT_EQ(scene.trusted_version("targets"), 0);
}

TEST(MixAndMatch, FilesOfAnotherDayAreRefused) {
  for (const char* role : {"snapshot", "targets"}) {
    Scene scene;
    ++scene.maker.targets.version;
    scene.publish();
    const std::string suffix = std::string(".") + role + ".json";
    scene.host.files["metadata/2" + suffix] = scene.host.files["metadata/1" + suffix];
    EXPECT_EQ(scene.refresh(), "TRUST-020") << role;
    EXPECT_EQ(scene.trusted_version(role), 0) << role;
  }
}

TEST(MixAndMatch, OneRoleIsNotTakenForAnother) {
  Scene scene;
  // A snapshot that would pass for a timestamp, by a key that may sign both.
  scene.maker.root.roles["timestamp"].keyids.push_back(scene.maker.keyid("snapshot"));
  scene.publish_root({"root-1", "root-2"});
  scene.maker.snapshot.meta["snapshot.json"].version = 1;
  scene.host.files["metadata/timestamp.json"] = scene.maker.snapshot_bytes();
  EXPECT_NE(scene.refresh(), "ok");
  EXPECT_EQ(scene.persisted(), std::vector<std::string>{"root.json"});
}

// The version stays, the content does not: what is trusted already goes on to be trusted.
TEST(MixAndMatch, ATimestampOfTheSameVersionChangesNothing) {
  Scene scene;
  ASSERT_EQ(scene.refresh(), "ok");
  const std::string before = bytes_of(scene.folder / "timestamp.json");
  scene.maker.timestamp.snapshot.version = 100;
  scene.host.files["metadata/timestamp.json"] = scene.maker.timestamp_bytes();
  EXPECT_EQ(scene.refresh(), "ok");
  EXPECT_EQ(bytes_of(scene.folder / "timestamp.json"), before);
}

TEST(Target, OtherBytesUnderItsNameAreRefused) {
  Scene scene;
  scene.list("targets", "dir/a.pack", "what was signed");
  ++scene.maker.targets.version;
  scene.publish();
  const std::string name = "targets/dir/" + trust::sha256_hex("what was signed") + ".a.pack";
  for (const auto& [bytes, code] : {std::pair("what was forged", "TRUST-041"), std::pair("short", "TRUST-040"),
                                    std::pair("what was signed, and more", "HTTP-004")}) {
    scene.host.files[name] = bytes;
    EXPECT_EQ(scene.download("dir/a.pack"), code);
  }
  scene.host.files[name] = "what was signed";
  EXPECT_EQ(scene.download("dir/a.pack"), "what was signed");
  scene.host.asked.clear();
  scene.host.files.erase(name);
  EXPECT_EQ(scene.download("dir/a.pack"), "what was signed");  // had already
}

TEST(Target, HashesWeDoNotKnowAreNotEnough) {
  Scene scene;
  scene.list("targets", "a", "content");
  scene.maker.targets.targets["a"].hashes.by_algorithm = {{"blake9", "00"}, {"sm3", trust::sm3_hex("content")}};
  ++scene.maker.targets.version;
  scene.publish();
  EXPECT_EQ(scene.download("a"), "TRUST-042");
  EXPECT_TRUE(std::none_of(scene.host.asked.begin(), scene.host.asked.end(),
                           [](const std::string& name) { return name.starts_with("targets/"); }));
}

}  // namespace
}  // namespace gongkai::conformance
