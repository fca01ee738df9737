// The program itself, as a child process: exit codes, the lock, and kill -9 at random moments.
#include <random>
#include <thread>

#include "app/process/exit_codes.h"
#include "content/store/generation.h"
#include "content/store/store_directory.h"
#include "tests/app/sync/sync_program.h"

namespace gongkai::agent {
namespace {

using agent_test::notices;
using agent_test::now;
using agent_test::Program;

TEST_F(Program, SyncsOnceAndSaysSo) {
  publish_revision(1);
  EXPECT_EQ(run(), process::exit_ok);
  EXPECT_EQ(output(), "已更新到第 1 代：写入 30 条，撤回 0 条，未变 0 条。\n");
  EXPECT_EQ(run({"--once", "--json"}), process::exit_ok);
  EXPECT_TRUE(output().starts_with(R"({"outcome":"up_to_date","generation":1,)")) << output();
}

TEST_F(Program, DryRunWritesNothing) {
  publish_revision(1);
  EXPECT_EQ(run({"--dry-run"}), process::exit_ok);
  EXPECT_NE(output().find("需下载 1 个内容包"), std::string::npos) << output();
  EXPECT_FALSE(std::filesystem::exists(folder / "store"));
  EXPECT_FALSE(std::filesystem::exists(folder / "state"));
}

TEST_F(Program, ExitCodes) {
  EXPECT_EQ(run({"--no-such-option"}), process::exit_usage);
  EXPECT_EQ(run({"--once", "--url", "gopher://x"}), process::exit_config);
  EXPECT_EQ(run({"--once", "--root", folder / "none.json"}), process::exit_config);
  EXPECT_EQ(run({"--version"}), process::exit_ok);
  server.add_fault({fakes::Spoil::portal, ""});
  EXPECT_EQ(run(), process::exit_data);
  server.go_down();
  EXPECT_EQ(run(), process::exit_unavailable);
}

TEST_F(Program, CheckConfigNamesThePlaceOfAFault) {
  std::ofstream(folder / "sync.toml") << "url = \"http://127.0.0.1/\"\nintervall = 5\n";
  EXPECT_EQ(run({"--check-config", "--config", folder / "sync.toml"}), process::exit_config);
  const std::string text = errors();
  EXPECT_NE(text.find("sync.toml:2:1"), std::string::npos) << text;
  EXPECT_NE(text.find("interval"), std::string::npos) << text;
}

TEST_F(Program, ASecondAgentIsTurnedAway) {
  server.add_fault({fakes::Spoil::silence, "timestamp"});
  const pid_t first = start({});
  while (server.counts().requests == 0) std::this_thread::yield();  // it holds the lock before it asks
  EXPECT_EQ(run(), process::exit_try_later);
  ASSERT_EQ(::kill(first, SIGKILL), 0);
  EXPECT_EQ(exit_code(first), -SIGKILL);
  server.clear_faults();
  EXPECT_EQ(run(), process::exit_ok);  // the lock went with the process
}

TEST_F(Program, StopsCleanlyInTheMiddleOfARequest) {
  server.add_fault({fakes::Spoil::silence, "timestamp"});
  const pid_t agent = start({});
  while (server.counts().requests < 2) std::this_thread::yield();
  const auto asked = std::chrono::steady_clock::now();
  ASSERT_EQ(::kill(agent, SIGTERM), 0);
  EXPECT_EQ(exit_code(agent), process::exit_ok);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(2));
}

TEST_F(Program, ReloadsItsSettingsInTheMiddleOfARequest) {
  const auto write_settings = [&](const std::string& text) { std::ofstream(folder / "sync.toml") << text; };
  write_settings("interval = 5\n");
  server.add_fault({fakes::Spoil::silence, "timestamp"});
  const pid_t agent = start({"--config", folder / "sync.toml"});
  while (server.counts().requests < 2) std::this_thread::yield();
  write_settings("intervall = 5\n");
  ASSERT_EQ(::kill(agent, SIGHUP), 0);
  while (server.counts().requests < 4) std::this_thread::yield();  // goes on asking with the old settings
  ASSERT_EQ(::kill(agent, SIGTERM), 0);
  EXPECT_EQ(exit_code(agent), process::exit_ok);
  const std::string log = errors();
  EXPECT_NE(log.find("SYNC-106"), std::string::npos) << log;
  EXPECT_NE(log.find("sync.toml:1:1"), std::string::npos) << log;
}

TEST_F(Program, KilledAHundredTimesTheStoreIsOldOrNewNeverMixed) {
  publish_revision(1);
  // Moments spread over one run and a little more, however slow this machine is just now.
  const auto started = std::chrono::steady_clock::now();
  ASSERT_EQ(run(), process::exit_ok);
  const auto one_run = std::chrono::steady_clock::now() - started;
  std::mt19937 random(2);
  std::uniform_real_distribution<> moment(0.0, 1.2);
  std::int64_t published = 1, shown = 1, killed = 0;
  for (int round = 0; round < 100; ++round) {
    publish_revision(++published);
    const pid_t agent = start();
    std::this_thread::sleep_for(moment(random) * one_run);
    ::kill(agent, SIGKILL);
    killed += exit_code(agent) == -SIGKILL ? 1 : 0;

    const auto generation = store::open_current(folder / "store");
    ASSERT_TRUE(generation) << generation.error().message;
    store::ListQuery query;
    query.limit = 1000;
    const auto rows = generation->list(query, now());
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(notices));
    const std::int64_t revision = generation->find("notice-0")->header.rev;
    EXPECT_GE(revision, shown);
    EXPECT_LE(revision, published);
    shown = revision;
    for (const auto& row : rows) EXPECT_EQ(row.title, "第" + std::to_string(revision) + "版");
  }
  EXPECT_GT(killed, 20) << "the agent was done before it could be killed";
  EXPECT_EQ(run(), process::exit_ok);
  EXPECT_EQ(store::open_current(folder / "store")->find("notice-0")->header.rev, published);
  for (const auto& entry : std::filesystem::directory_iterator(store::generations_directory(folder / "store"))) {
    EXPECT_FALSE(entry.path().filename().string().starts_with(".new-")) << entry.path();
  }
}

}  // namespace
}  // namespace gongkai::agent
