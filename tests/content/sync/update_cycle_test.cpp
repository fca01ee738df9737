#include "content/sync/update_cycle.h"

#include <fstream>

#include "content/publish/role_document.h"
#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

using sync_test::notice_line;
using sync_test::Terminal;
using sync_test::withdrawn_line;

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

TEST(UpdateCycle, AnEmptyCatalogueIsAnEmptyGeneration) {
  Terminal terminal;
  const auto report = terminal.sync();
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  EXPECT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(store::open_current(terminal.settings.store).value().info().items, 0);
}

TEST(UpdateCycle, ContentArrives) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 2, notice_line(1, "notice-1", 1, "甲") + notice_line(2, "notice-2", 1, "乙"));
  const auto report = terminal.sync();
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  EXPECT_EQ(report.changes.stored, 2);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  EXPECT_EQ(terminal.shown_title("notice-2"), "乙");
}

TEST(UpdateCycle, OneChangedItemTakesFiveRequests) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  terminal.publish_pack("zwzx", 2, 2, notice_line(2, "notice-1", 2, "甲（改）"));
  terminal.server.forget();
  const auto report = terminal.sync(CycleKind::poll);
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
  EXPECT_EQ(terminal.server.counts().requests, 5);
}

TEST(UpdateCycle, AnIdlePollIsOneRequest) {
  Terminal terminal;
  terminal.sync();
  terminal.server.forget();
  EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::not_modified);
  EXPECT_EQ(terminal.server.paths(), std::vector<std::string>{"metadata/timestamp.json"});
  EXPECT_LE(terminal.server.counts().bytes_in + terminal.server.counts().bytes_out, 400);
}

TEST(UpdateCycle, AWithdrawalTakesTheItemOffTheScreen) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  terminal.publish_pack("zwzx", 2, 2, withdrawn_line(2, "notice-1", 2));
  EXPECT_EQ(terminal.sync(CycleKind::poll).changes.withdrawn, 1);
  EXPECT_FALSE(terminal.shown_title("notice-1"));
  EXPECT_EQ(store::open_current(terminal.settings.store).value().find("notice-1")->header.reason, "内容有误");
}

TEST(UpdateCycle, PersistsTheExactBytes) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  const auto metadata = terminal.settings.state / "metadata";
  const auto repository = terminal.folder / "repository" / "metadata";
  EXPECT_EQ(bytes_of(metadata / "timestamp.json"), bytes_of(repository / "timestamp.json"));
  EXPECT_EQ(bytes_of(metadata / "snapshot.json"), bytes_of(repository / "2.snapshot.json"));
  EXPECT_EQ(bytes_of(metadata / "targets.json"), bytes_of(repository / "1.targets.json"));
  EXPECT_EQ(bytes_of(metadata / "zwzx.json"), bytes_of(repository / "2.zwzx.json"));
}

TEST(UpdateCycle, DryRunWritesNothing) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  const auto report = terminal.sync(CycleKind::full, CycleMode::dry_run);
  EXPECT_EQ(report.outcome, CycleOutcome::would_apply);
  EXPECT_EQ(report.packs, 1);
  EXPECT_FALSE(std::filesystem::exists(terminal.settings.state));
  EXPECT_FALSE(std::filesystem::exists(terminal.settings.store));
}

TEST(UpdateCycle, FollowsRootRotationsOneByOne) {
  Terminal terminal;
  terminal.sync();
  for (int i = 0; i < 3; ++i) {
    ++terminal.maker.root.version;
    terminal.publish();
  }
  terminal.maker.raise_versions();
  terminal.publish();
  EXPECT_EQ(terminal.sync().outcome, CycleOutcome::up_to_date);
  EXPECT_EQ(bytes_of(terminal.settings.state / "metadata" / "root.json"), terminal.maker.root_bytes());
}

TEST(UpdateCycle, ARotatedTimestampKeyIsFollowed) {
  Terminal terminal;
  terminal.sync();
  auto& maker = terminal.maker;
  // The old key was stolen and used to run the version up; with a new key it may start low again.
  maker.timestamp.version = 1000;
  terminal.publish();
  terminal.sync();
  ++maker.root.version;
  maker.root.keys[maker.keyid("timestamp-2")] = maker.key("timestamp-2").public_key();
  maker.root.roles["timestamp"] = {{maker.keyid("timestamp-2")}, 1};
  maker.timestamp.version = 5;
  terminal.publish();
  std::ofstream(terminal.folder / "repository" / "metadata" / "timestamp.json")
      << maker.sign(publish::timestamp_body(maker.timestamp), {"timestamp-2"});
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error) << report.error->message;
}

TEST(UpdateCycle, ABureauThatLeavesIsWithdrawn) {
  Terminal terminal;
  terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  auto& maker = terminal.maker;
  std::erase_if(maker.targets.delegations, [](const auto& delegation) { return delegation.name == "zrzy"; });
  ++maker.targets.version;
  maker.raise_versions();
  terminal.publish();
  EXPECT_EQ(terminal.sync().changes.withdrawn, 1);
  EXPECT_FALSE(terminal.shown_title("notice-1"));
}

TEST(UpdateCycle, AnEntityThatTheRulesRejectKeepsItsOldRevision) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  std::string broken = fakes::notice_json("notice-1", 2, "甲（改）");
  broken.replace(broken.find("\"subtype\":\"通知\""), std::string("\"subtype\":\"通知\"").size(), "\"subtype\":\"无此类\"");
  terminal.publish_pack("zwzx", 2, 3, sync_test::item_line(2, broken) + notice_line(3, "notice-2", 1, "乙"));
  const auto report = terminal.sync();
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  EXPECT_EQ(report.changes.refused, 1);
  ASSERT_FALSE(report.faults.empty());
  EXPECT_EQ(report.faults.front().entity, "notice-1");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  EXPECT_EQ(terminal.shown_title("notice-2"), "乙");
}

TEST(UpdateCycle, ABureauCannotReplaceAnothersEntity) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-1", 9, "冒名"));
  EXPECT_EQ(terminal.sync().changes.refused, 1);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
}

TEST(UpdateCycle, AFalse304CannotHideAChangeForLong) {
  Terminal terminal;
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  terminal.sync();
  terminal.publish_pack("zwzx", 2, 2, notice_line(2, "notice-1", 2, "甲（改）"));
  terminal.server.add_fault({fakes::Spoil::status, "timestamp", 304});
  EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::not_modified);
  terminal.server.clear_faults();
  EXPECT_EQ(terminal.sync(CycleKind::full).outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

}  // namespace
}  // namespace gongkai::sync
