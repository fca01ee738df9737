#include "content/trust/verifier.h"

#include "content/publish/role_document.h"
#include "tests/fakes/repository_maker.h"

namespace gongkai::trust {
namespace {

using fakes::RepositoryMaker;

const model::Instant now = *model::parse_instant("2026-11-21T09:00:00+08:00");

template <class T>
std::string code(const model::Result<T>& result) {
  return result ? "accepted" : result.error().code;
}

class Verifier : public testing::Test {
 protected:
  RepositoryMaker maker{now};

  Root trusted_root() { return *load_trusted_root(maker.root_bytes()); }
};

// ---- root

TEST_F(Verifier, LoadsARootThatSignsItself) {
  const auto root = load_trusted_root(maker.root_bytes());
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(root->version, 1);
  EXPECT_TRUE(root->consistent_snapshot);
  EXPECT_EQ(root->roles.at("root").threshold, 2);
}

TEST_F(Verifier, RootBelowItsThresholdIsRefused) {
  EXPECT_EQ(code(load_trusted_root(maker.sign(publish::root_body(maker.root), {"root-1"}))), "TRUST-010");
  EXPECT_EQ(code(load_trusted_root(maker.sign(publish::root_body(maker.root), {"root-1", "targets"}))), "TRUST-010");
}

TEST_F(Verifier, NextRootNeedsOldAndNewKeys) {
  const Root old = trusted_root();
  maker.root.version = 2;
  maker.root.roles["root"] = {{maker.keyid("new-1"), maker.keyid("new-2")}, 2};
  for (const char* name : {"new-1", "new-2"}) maker.root.keys[maker.keyid(name)] = maker.key(name).public_key();
  const std::string body = publish::root_body(maker.root);
  EXPECT_EQ(code(verify_next_root(old, maker.sign(body, {"root-1", "root-2"}))), "TRUST-010");
  EXPECT_EQ(code(verify_next_root(old, maker.sign(body, {"new-1", "new-2"}))), "TRUST-010");
  EXPECT_EQ(code(verify_next_root(old, maker.sign(body, {"root-1", "new-1", "new-2"}))), "TRUST-010");
  EXPECT_EQ(code(verify_next_root(old, maker.sign(body, {"root-1", "root-3", "new-1", "new-2"}))), "accepted");
}

TEST_F(Verifier, NextRootMustBeTheNextVersion) {
  const Root old = trusted_root();
  EXPECT_EQ(code(verify_next_root(old, maker.root_bytes())), "TRUST-020");
  maker.root.version = 3;
  EXPECT_EQ(code(verify_next_root(old, maker.root_bytes())), "TRUST-020");
  maker.root.version = 2;
  EXPECT_EQ(code(verify_next_root(old, maker.root_bytes())), "accepted");
}

TEST_F(Verifier, RootExpiryIsCheckedOnlyWhenAsked) {
  maker.root.expires = now;
  const Root root = trusted_root();
  EXPECT_EQ(code(check_root_expiry(root, now)), "TRUST-030");
  EXPECT_EQ(code(check_root_expiry(root, now - std::chrono::seconds{1})), "accepted");
}

TEST_F(Verifier, AChainOfRotationsIsFollowedOneByOne) {
  Root root = trusted_root();
  for (int version = 2; version <= 6; ++version) {
    const std::string before = "root-" + std::to_string(version - 1);
    const std::string after = version == 2 ? "r-2" : "r-" + std::to_string(version);
    const std::vector<std::string> old_signers =
        version == 2 ? std::vector<std::string>{"root-1", "root-2"}
                     : std::vector<std::string>{"r-" + std::to_string(version - 1)};
    maker.root.version = version;
    maker.root.roles["root"] = {{maker.keyid(after)}, 1};
    maker.root.keys[maker.keyid(after)] = maker.key(after).public_key();
    std::vector<std::string> signers = old_signers;
    signers.push_back(after);
    auto next = verify_next_root(root, maker.sign(publish::root_body(maker.root), signers));
    ASSERT_EQ(code(next), "accepted") << version;
    root = *next;
  }
  EXPECT_EQ(root.version, 6);
}

// ---- thresholds and signatures

TEST_F(Verifier, OneKeyUnderTwoIdsCountsOnce) {
  maker.root.keys["alias"] = maker.key("root-1").public_key();
  maker.root.roles["root"] = {{maker.keyid("root-1"), "alias"}, 2};
  const std::string body = publish::root_body(maker.root);
  const std::string sig = maker.key("root-1").sign(body);
  const std::string file = R"({"signatures":[{"keyid":")" + maker.keyid("root-1") + R"(","sig":")" + sig +
                           R"("},{"keyid":"alias","sig":")" + sig + R"("}],"signed":)" + body + "}";
  EXPECT_EQ(code(load_trusted_root(file)), "TRUST-010");
}

TEST_F(Verifier, TwoSignaturesUnderOneIdAreRefused) {
  const std::string body = publish::root_body(maker.root);
  EXPECT_EQ(code(load_trusted_root(maker.sign(body, {"root-1", "root-1", "root-2"}))), "TRUST-012");
}

TEST_F(Verifier, ABrokenSignatureBesideEnoughGoodOnesIsPassedOver) {
  const std::string body = publish::root_body(maker.root);
  std::string file = maker.sign(body, {"root-1", "root-2", "root-3"});
  const std::size_t sig = file.find("\"sig\":\"") + 7;
  file[sig] = file[sig] == '0' ? '1' : '0';
  EXPECT_EQ(code(load_trusted_root(file)), "accepted");
}

TEST_F(Verifier, ChangedBytesAreRefused) {
  std::string file = maker.root_bytes();
  const std::size_t place = file.find("\"threshold\":2");
  file[place + 12] = '1';
  EXPECT_EQ(code(load_trusted_root(file)), "TRUST-010");
}

TEST_F(Verifier, UnknownFieldsAreSignedButIgnored) {
  std::string body = publish::timestamp_body(maker.timestamp);
  body.insert(body.size() - 1, R"(,"x-more":{"a":[1,"中"]})");
  EXPECT_EQ(code(verify_timestamp(trusted_root(), nullptr, maker.sign(body, {"timestamp"}), now, Expiry::enforce)),
            "accepted");
}

// ---- form

TEST_F(Verifier, FilesOfAWrongFormAreRefused) {
  const auto timestamp = [&](std::string from, std::string to) {
    std::string body = publish::timestamp_body(maker.timestamp);
    const std::size_t place = body.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    body.replace(place, from.size(), to);
    return code(verify_timestamp(trusted_root(), nullptr, maker.sign(body, {"timestamp"}), now, Expiry::enforce));
  };
  EXPECT_EQ(timestamp("\"timestamp\"", "\"snapshot\""), "TRUST-002");
  EXPECT_EQ(timestamp("\"1.0.34\"", "\"2.0\""), "TRUST-003");
  EXPECT_EQ(timestamp("\"1.0.34\"", "\"1.99.0\""), "accepted");
  EXPECT_EQ(timestamp("\"version\":1}", "\"version\":0}"), "TRUST-004");
  EXPECT_EQ(timestamp("\"version\":1}", "\"version\":-1}"), "TRUST-004");
  EXPECT_EQ(timestamp("\"snapshot.json\"", "\"snapshot\""), "TRUST-004");
  EXPECT_EQ(timestamp("Z\"", "+08:00\""), "TRUST-004");
  EXPECT_EQ(timestamp("2026-", "2026/"), "TRUST-004");
}

TEST_F(Verifier, FilesOverTheirSizeAreRefusedBeforeTheyAreRead) {
  EXPECT_EQ(code(load_trusted_root(std::string(512 * 1024 + 1, ' '))), "TRUST-005");
  EXPECT_EQ(code(verify_timestamp(trusted_root(), nullptr, std::string(16 * 1024 + 1, ' '), now, Expiry::enforce)),
            "TRUST-005");
}

// ---- timestamp

TEST_F(Verifier, TimestampOfAnotherRoleIsRefused) {
  const std::string file = maker.sign(publish::timestamp_body(maker.timestamp), {"snapshot"});
  EXPECT_EQ(code(verify_timestamp(trusted_root(), nullptr, file, now, Expiry::enforce)), "TRUST-010");
}

TEST_F(Verifier, TimestampMayNotGoBack) {
  maker.timestamp.version = 5;
  maker.timestamp.snapshot.version = 4;
  const Timestamp previous = maker.timestamp;
  EXPECT_EQ(code(verify_timestamp(trusted_root(), &previous, maker.timestamp_bytes(), now, Expiry::enforce)),
            "TRUST-EQUAL");
  maker.timestamp.version = 4;
  EXPECT_EQ(code(verify_timestamp(trusted_root(), &previous, maker.timestamp_bytes(), now, Expiry::enforce)),
            "TRUST-021");
  maker.timestamp.version = 6;
  maker.timestamp.snapshot.version = 3;
  EXPECT_EQ(code(verify_timestamp(trusted_root(), &previous, maker.timestamp_bytes(), now, Expiry::enforce)),
            "TRUST-021");
  maker.timestamp.snapshot.version = 4;
  EXPECT_EQ(code(verify_timestamp(trusted_root(), &previous, maker.timestamp_bytes(), now, Expiry::enforce)),
            "accepted");
}

TEST_F(Verifier, ExpiryIsEnforcedOrIgnoredAsAsked) {
  maker.timestamp.expires = now;
  const std::string file = maker.timestamp_bytes();
  EXPECT_EQ(code(verify_timestamp(trusted_root(), nullptr, file, now, Expiry::enforce)), "TRUST-030");
  EXPECT_EQ(code(verify_timestamp(trusted_root(), nullptr, file, now, Expiry::ignore)), "accepted");
}

// ---- snapshot

TEST_F(Verifier, SnapshotMustBeTheOneTheTimestampNames) {
  const std::string file = maker.snapshot_bytes();
  EXPECT_EQ(code(verify_snapshot(trusted_root(), maker.timestamp, nullptr, file, now, Expiry::enforce)), "accepted");
  maker.timestamp.snapshot.version = 2;
  EXPECT_EQ(code(verify_snapshot(trusted_root(), maker.timestamp, nullptr, file, now, Expiry::enforce)), "TRUST-020");
  maker.timestamp.snapshot = {1, static_cast<std::int64_t>(file.size()), {{{"sha256", sha256_hex(file)}}}};
  EXPECT_EQ(code(verify_snapshot(trusted_root(), maker.timestamp, nullptr, file, now, Expiry::enforce)), "accepted");
  maker.timestamp.snapshot.length = 10;
  EXPECT_EQ(code(verify_snapshot(trusted_root(), maker.timestamp, nullptr, file, now, Expiry::enforce)), "TRUST-040");
  maker.timestamp.snapshot.length.reset();
  maker.timestamp.snapshot.hashes.by_algorithm["sha256"] = sha256_hex("other");
  EXPECT_EQ(code(verify_snapshot(trusted_root(), maker.timestamp, nullptr, file, now, Expiry::enforce)), "TRUST-041");
}

TEST_F(Verifier, SnapshotMayNotLetARoleGoBackOrVanish) {
  maker.add_bureau("zrzy");
  maker.snapshot.meta["zrzy.json"].version = 3;
  const Snapshot previous = maker.snapshot;
  const auto verdict = [&] {
    return code(verify_snapshot(trusted_root(), maker.timestamp, &previous, maker.snapshot_bytes(), now,
                                Expiry::enforce));
  };
  EXPECT_EQ(verdict(), "accepted");
  maker.snapshot.meta["zrzy.json"].version = 2;
  EXPECT_EQ(verdict(), "TRUST-021");
  maker.snapshot.meta.erase("zrzy.json");
  EXPECT_EQ(verdict(), "TRUST-022");
}

TEST_F(Verifier, LocalSnapshotNeedsOnlyItsSignature) {
  maker.snapshot.version = 9;
  maker.snapshot.expires = now - std::chrono::days{30};
  EXPECT_EQ(code(load_local_snapshot(trusted_root(), maker.snapshot_bytes())), "accepted");
  const std::string file = maker.sign(publish::snapshot_body(maker.snapshot), {"targets"});
  EXPECT_EQ(code(load_local_snapshot(trusted_root(), file)), "TRUST-010");
}

// ---- targets

TEST_F(Verifier, TargetsMustBeTheVersionOfTheSnapshot) {
  const auto verdict = [&] {
    return code(verify_targets(trusted_root(), maker.snapshot, maker.targets_bytes(), now, Expiry::enforce));
  };
  EXPECT_EQ(verdict(), "accepted");
  maker.targets.version = 2;
  EXPECT_EQ(verdict(), "TRUST-020");
  maker.snapshot.meta["targets.json"].version = 2;
  EXPECT_EQ(verdict(), "accepted");
  maker.targets.expires = now;
  EXPECT_EQ(verdict(), "TRUST-030");
  maker.snapshot.meta.erase("targets.json");
  EXPECT_EQ(verdict(), "TRUST-022");
}

TEST_F(Verifier, TargetIsVerifiedByLengthAndHash) {
  TargetFile file{3, {{{"sha256", sha256_hex("abc")}}}, ""};
  const auto good = verify_target(file, "a/b", "abc");
  ASSERT_TRUE(good.has_value());
  EXPECT_EQ(good->name(), "a/b");
  EXPECT_EQ(good->bytes(), "abc");
  EXPECT_EQ(code(verify_target(file, "a/b", "abcd")), "TRUST-040");
  EXPECT_EQ(code(verify_target(file, "a/b", "abd")), "TRUST-041");
  file.hashes.by_algorithm = {{"md5", "900150983cd24fb0d6963f7d28e17f72"}};
  EXPECT_EQ(code(verify_target(file, "a/b", "abc")), "TRUST-042");
}

}  // namespace
}  // namespace gongkai::trust
