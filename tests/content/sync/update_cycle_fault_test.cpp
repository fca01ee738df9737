// What a bad line, a bad host and a bad disk do: the old content stays, the fault is named, and the next good cycle
// repairs it. Reliability section 4.
#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "content/publish/repository.h"
#include "content/publish/role_document.h"
#include "content/store/store_directory.h"
#include "content/sync/update_cycle.h"
#include "tests/content/sync/sync_terminal.h"
#include "tests/fakes/older_store.h"

namespace gongkai::sync {
namespace {

using fakes::Spoil;
using sync_test::notice_line;
using sync_test::Terminal;

// A terminal that shows 甲 while 甲（改） waits on the host.
class UpdateFault : public testing::Test {
 protected:
  void SetUp() override {
    terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-1", 1, "甲"));
    ASSERT_EQ(terminal.sync().outcome, CycleOutcome::applied);
    terminal.publish_pack("zwzx", 2, 2, notice_line(2, "notice-1", 2, "甲（改）"));
  }

  // The cycle fails with this code; nothing changes on the screen; then all is well again and the change arrives.
  void expect_fault(const std::string& code) {
    const auto report = terminal.sync();
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, code) << report.error->message;
    EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
    terminal.server.clear_faults();
    const auto next = terminal.sync();
    EXPECT_FALSE(next.error) << next.error->message;
    EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
  }

  void expect_fault_when(const fakes::Fault& fault, const std::string& code) {
    terminal.server.add_fault(fault);
    expect_fault(code);
  }

  void overwrite_timestamp(const std::string& bytes) {
    std::ofstream(terminal.folder / "repository" / "metadata" / "timestamp.json", std::ios::binary) << bytes;
  }

  Terminal terminal;
};

TEST_F(UpdateFault, ServerDown) {
  terminal.server.go_down();
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "HTTP-001");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
}

TEST_F(UpdateFault, ServerDownAfterAnUpgradeOfTheProgram) {
  fakes::make_schema_1(terminal.settings.store);
  ASSERT_FALSE(terminal.shown_title("notice-1"));
  terminal.server.go_down();
  const auto report = terminal.sync(CycleKind::poll);
  EXPECT_EQ(report.error->code, "HTTP-001");
  EXPECT_EQ(report.upgraded, 2);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲") << "the screen does not wait for the network";
}

TEST_F(UpdateFault, AfterAnUpgradeOfTheProgramOnlyWhatIsNewIsFetched) {
  fakes::make_schema_1(terminal.settings.store);
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error);
  EXPECT_EQ(report.packs, 1);
  EXPECT_EQ(report.generation, 3);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, NotFoundInTheMiddle) {
  expect_fault_when({Spoil::status, "snapshot", 404}, "SYNC-011");
}
TEST_F(UpdateFault, TimestampNotFound) { expect_fault_when({Spoil::status, "timestamp", 404}, "SYNC-011"); }
TEST_F(UpdateFault, BureauRoleNotFound) { expect_fault_when({Spoil::status, "zwzx.json", 404}, "SYNC-011"); }
TEST_F(UpdateFault, PackNotFound) { expect_fault_when({Spoil::status, ".pack", 404}, "SYNC-011"); }
TEST_F(UpdateFault, PackGoneIsNoWithdrawal) { expect_fault_when({Spoil::status, ".pack", 410}, "SYNC-011"); }

TEST_F(UpdateFault, AVerifiedTimestampStaysTrustedWhenTheSnapshotIsMissing) {
  terminal.server.add_fault({Spoil::status, "snapshot", 404});
  terminal.sync();
  std::ifstream file(terminal.settings.state / "metadata" / "timestamp.json", std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), terminal.maker.timestamp_bytes());
}

TEST_F(UpdateFault, RetryAfterIsHandedOn) {
  terminal.server.add_fault({Spoil::status, "timestamp", 503, -1, 30});
  EXPECT_EQ(terminal.sync().retry_after_seconds, 30);
}

TEST_F(UpdateFault, WrongHashOfAPack) { expect_fault_when({Spoil::other_bytes, ".pack"}, "TRUST-041"); }
TEST_F(UpdateFault, CutOffPack) { expect_fault_when({Spoil::cut_off, ".pack"}, "HTTP-006"); }
TEST_F(UpdateFault, TooLongPack) { expect_fault_when({Spoil::too_long, ".pack"}, "HTTP-004"); }
TEST_F(UpdateFault, EndlessPack) { expect_fault_when({Spoil::endless_chunks, ".pack"}, "HTTP-004"); }
TEST_F(UpdateFault, GzipBombPack) { expect_fault_when({Spoil::gzip_bomb, ".pack"}, "HTTP-004"); }
TEST_F(UpdateFault, GzipBombSnapshot) { expect_fault_when({Spoil::gzip_bomb, "snapshot"}, "HTTP-004"); }
TEST_F(UpdateFault, DrippingPack) { expect_fault_when({Spoil::drip, ".pack"}, "HTTP-002"); }
TEST_F(UpdateFault, SilentHost) { expect_fault_when({Spoil::silence, "snapshot"}, "HTTP-002"); }
TEST_F(UpdateFault, CaptivePortal) { expect_fault_when({Spoil::portal, ""}, "SYNC-010"); }
TEST_F(UpdateFault, RedirectedElsewhere) { expect_fault_when({Spoil::redirect_elsewhere, ""}, "HTTP-005"); }

TEST_F(UpdateFault, CaptivePortalForThePackOnly) { expect_fault_when({Spoil::portal, ".pack", 200}, "TRUST-040"); }

TEST_F(UpdateFault, WrongSignatureOfTheTimestamp) {
  overwrite_timestamp(terminal.maker.sign(publish::timestamp_body(terminal.maker.timestamp), {"snapshot"}));
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-010");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
}

TEST_F(UpdateFault, OneSignatureOfABureauIsNotEnough) {
  const auto file = terminal.folder / "repository" / "metadata" / "3.zwzx.json";
  std::ofstream(file, std::ios::binary)
      << terminal.maker.sign(publish::targets_body(terminal.maker.roles.at("zwzx")), {"zwzx-editor"});
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-011");
  EXPECT_NE(report.error->message.find("审核"), std::string::npos) << report.error->message;
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
}

TEST_F(UpdateFault, OlderTimestampIsRefused) {
  terminal.sync();
  terminal.maker.timestamp.version -= 1;
  terminal.maker.timestamp.snapshot.version -= 1;
  terminal.publish();
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-021");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, AFrozenTimestampIsNamed) {
  terminal.sync();
  terminal.now += std::chrono::hours(48);
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-030");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, AFrozenHostIsNamedOnAPollToo) {
  terminal.sync();
  terminal.now += std::chrono::hours(48);
  const auto report = terminal.sync(CycleKind::poll);
  EXPECT_EQ(report.outcome, CycleOutcome::not_modified);
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-030");
}

TEST_F(UpdateFault, ADeadClockIsNamedAndDoesNotMakeOldMetadataFresh) {
  terminal.sync();
  terminal.now = model::Instant{};  // 1970
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error);
  ASSERT_FALSE(report.troubles.empty());
  EXPECT_EQ(report.troubles.front().code, "SYNC-014");
}

TEST_F(UpdateFault, OneBadBureauDoesNotHoldUpTheOthers) {
  terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-9", 1, "丙"));
  terminal.server.add_fault({Spoil::status, "zwzx/", 404});
  const auto report = terminal.sync();
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  ASSERT_TRUE(report.error);
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(terminal.shown_title("notice-9"), "丙");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  terminal.server.clear_faults();
  EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, AnExpiredBureauIsReportedAndDoesNotSlowDownTheOthers) {
  auto& maker = terminal.maker;
  maker.roles["zrzy"].expires = sync_test::start + std::chrono::hours(1);
  ++maker.roles["zrzy"].version;
  maker.raise_versions();
  terminal.publish();
  terminal.now += std::chrono::hours(2);
  const auto report = terminal.sync();
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-030");
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::not_modified);
}

TEST_F(UpdateFault, APackThatIsNoPackChangesNothing) {
  terminal.publish_pack("zwzx", 3, 3, notice_line(3, "notice-2", 1, "乙") + "not a line\n");
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "PACK-005");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  EXPECT_FALSE(terminal.shown_title("notice-2"));
}

TEST_F(UpdateFault, AFetchedPackIsNotFetchedAgain) {
  terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-9", 1, "丙"));
  terminal.server.add_fault({Spoil::cut_off, "zrzy/"});
  terminal.sync();
  terminal.server.clear_faults();
  terminal.server.forget();
  terminal.sync();
  std::size_t packs = 0;
  for (const std::string& path : terminal.server.paths()) packs += path.ends_with(".pack") ? 1 : 0;
  EXPECT_EQ(packs, 1u);
}

void damage(const std::filesystem::path& file, off_t place) {
  const int descriptor = ::open(file.c_str(), O_WRONLY);
  ASSERT_GE(descriptor, 0);
  const std::string zeros(4096, '\0');
  ASSERT_EQ(::pwrite(descriptor, zeros.data(), zeros.size(), place), static_cast<ssize_t>(zeros.size()));
  ::close(descriptor);
}

TEST_F(UpdateFault, ACorruptGenerationFallsBackAndIsFetchedAgain) {
  ASSERT_EQ(terminal.sync().generation, 2);
  damage(store::generation_file(terminal.settings.store, 2), 0);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");  // the generation before
  const auto report = terminal.sync();
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  EXPECT_EQ(report.set_aside, 1);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, WithEveryGenerationCorruptAllIsFetchedAgain) {
  terminal.sync();
  for (const std::int64_t number : {1, 2}) damage(store::generation_file(terminal.settings.store, number), 0);
  EXPECT_FALSE(terminal.shown_title("notice-1"));
  EXPECT_EQ(terminal.sync().outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, ADamagedRowIsFetchedAgain) {
  terminal.sync();
  const auto file = store::generation_file(terminal.settings.store, 2);
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  const auto place = bytes.find("甲（改）");
  ASSERT_NE(place, std::string::npos);
  bytes[place] = 'X';
  std::ofstream(file, std::ios::binary) << bytes;
  EXPECT_FALSE(terminal.shown_title("notice-1"));
  const auto report = terminal.sync();
  EXPECT_EQ(report.damaged_rows, 1);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(UpdateFault, LosingTheStateIsNotLosingTheRoot) {
  terminal.sync();
  std::filesystem::remove_all(terminal.settings.state);
  EXPECT_EQ(terminal.sync().outcome, CycleOutcome::up_to_date);
  std::ofstream(terminal.settings.state / "metadata" / "root.json") << "{";
  EXPECT_EQ(terminal.sync().outcome, CycleOutcome::up_to_date);
}

}  // namespace
}  // namespace gongkai::sync
