// Keys change while a terminal is switched off: the root's several times, a bureau's people. Reliability section 4, rows
// 27 and 28.
#include <fstream>

#include "content/publish/repository.h"
#include "content/publish/role_document.h"
#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

using sync_test::notice_line;
using sync_test::Terminal;

class KeyRotation : public testing::Test {
 protected:
  void SetUp() override {
    terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
    ASSERT_EQ(terminal.sync().outcome, CycleOutcome::applied);
  }

  void use_key(const std::string& role, const std::string& old, const std::string& name) {
    auto& keyids = maker.root.roles.at(role).keyids;
    std::erase(keyids, maker.keyid(old));
    keyids.push_back(maker.keyid(name));
    maker.root.keys[maker.keyid(name)] = maker.key(name).public_key();
  }

  // The next root: its oldest key gives way to a new one. Two keys that stay sign for both.
  void rotate_root() {
    const std::int64_t n = ++maker.root.version;
    use_key("root", "root-" + std::to_string(n - 1), "root-" + std::to_string(n + 2));
    maker.root_signers = {"root-" + std::to_string(n), "root-" + std::to_string(n + 1)};
  }

  // Other people sign for the bureau from now on.
  void rotate_people(const std::string& suffix) {
    auto& delegation = maker.targets.delegations.front();
    ASSERT_EQ(delegation.name, "zwzx");
    delegation.role.keyids.clear();
    const char* people[] = {"zwzx-editor", "zwzx-reviewer", "zwzx-secrecy"};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto& key = maker.key(people[i] + suffix);
      maker.targets.keys[key.keyid()] = key.public_key();
      delegation.role.keyids.push_back(key.keyid());
      delegation.duties.at(i).keyids = {key.keyid()};
    }
    ++maker.targets.version;
  }

  void a_year_later() {
    const auto later = std::chrono::hours(24 * 365);
    terminal.now += later;
    maker.root.expires += later;
    maker.timestamp.expires += later;
    maker.snapshot.expires += later;
    maker.targets.expires += later;
    for (auto& [name, role] : maker.roles) role.expires += later;
    ++maker.root.version;  // the same keys, for longer
    ++maker.targets.version;
    for (auto& [name, role] : maker.roles) ++role.version;
    maker.raise_versions();
  }

  // What the bureau's role is, signed by these.
  void sign_role(const std::vector<std::string>& names) {
    const auto& role = maker.roles.at("zwzx");
    std::ofstream(publish::metadata_file(terminal.folder / "repository", role.version, "zwzx"), std::ios::binary)
        << maker.sign(publish::targets_body(role), names);
  }

  void expect_refused(const CycleReport& report, const std::string& code) {
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, code) << report.error->message;
    EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  }

  Terminal terminal;
  fakes::RepositoryMaker& maker = terminal.maker;
};

TEST_F(KeyRotation, FiveRootsInAYearAreFollowedOneByOne) {
  for (int i = 0; i < 5; ++i) {
    rotate_root();
    if (i == 2) {
      use_key("timestamp", "timestamp", "timestamp-2");
      maker.timestamp_signer = "timestamp-2";
    }
    terminal.publish();
  }
  a_year_later();
  terminal.publish_pack("zwzx", 2, 2, notice_line(2, "notice-1", 2, "甲（改）"));
  terminal.server.forget();
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
  const auto paths = terminal.server.paths();
  for (int n = 2; n <= 7; ++n) {
    EXPECT_EQ(paths.at(static_cast<std::size_t>(n - 2)), "metadata/" + std::to_string(n) + ".root.json");
  }
}

TEST_F(KeyRotation, AMissingLinkOfTheChainIsNotJumpedOver) {
  rotate_root();
  terminal.publish();
  rotate_root();
  terminal.publish();
  rotate_root();
  use_key("timestamp", "timestamp", "timestamp-2");
  maker.timestamp_signer = "timestamp-2";
  terminal.publish_pack("zwzx", 2, 2, notice_line(2, "notice-1", 2, "甲（改）"));
  const auto link = publish::metadata_file(terminal.folder / "repository", 3, "root");
  std::filesystem::rename(link, link.string() + ".away");
  expect_refused(terminal.sync(), "TRUST-010");
  std::filesystem::rename(link.string() + ".away", link);
  EXPECT_FALSE(terminal.sync().error);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(KeyRotation, ARootThatTheOldKeysDidNotSignIsRefused) {
  rotate_root();
  use_key("root", "root-3", "root-9");
  maker.root_signers = {"root-4", "root-9"};  // enough by its own rule
  terminal.publish();
  expect_refused(terminal.sync(), "TRUST-010");
}

TEST_F(KeyRotation, TheNewPeopleOfABureauAreBelievedAndTheOldOnesNotAnyMore) {
  rotate_people("-2");
  a_year_later();
  maker.person_suffix = "-2";
  terminal.publish_pack("zwzx", 2, 2, notice_line(2, "notice-1", 2, "甲（改）"));
  const auto& zrzy = maker.roles.at("zrzy");  // its people are the old ones
  std::ofstream(publish::metadata_file(terminal.folder / "repository", zrzy.version, "zrzy"), std::ios::binary)
      << maker.sign(publish::targets_body(zrzy), {"zrzy-editor", "zrzy-reviewer", "zrzy-secrecy"});
  sign_role({"zwzx-editor", "zwzx-reviewer", "zwzx-secrecy"});
  expect_refused(terminal.sync(), "TRUST-011");
  sign_role({"zwzx-editor-2", "zwzx-reviewer-2", "zwzx-secrecy-2"});
  EXPECT_FALSE(terminal.sync().error);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(KeyRotation, EachDutyIsAskedOfTheNewPeople) {
  rotate_people("-2");
  ++maker.roles.at("zwzx").version;
  maker.raise_versions();
  terminal.publish();
  sign_role({"zwzx-editor-2", "zwzx-reviewer-2", "zwzx-secrecy"});
  const auto report = terminal.sync();
  expect_refused(report, "TRUST-011");
  EXPECT_NE(report.error->message.find("保密审查"), std::string::npos) << report.error->message;
}

}  // namespace
}  // namespace gongkai::sync
