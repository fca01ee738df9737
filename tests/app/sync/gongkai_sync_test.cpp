// The program itself, as a child process: exit codes, the lock, and kill -9 at random moments.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "app/process/exit_codes.h"
#include "content/store/generation.h"
#include "content/store/store_directory.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/repository_maker.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::agent {
namespace {

constexpr int notices = 30;

model::Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

class Program : public testing::Test {
 protected:
  Program() : maker(now()), server(folder / "repository") {
    maker.add_bureau("zwzx");
    std::ofstream(folder / "root.json", std::ios::binary) << maker.root_bytes();
    maker.write(folder / "repository");
  }

  // Every notice gets revision n and "第n版" as its title, in one pack.
  void publish_revision(std::int64_t n) {
    std::string lines;
    for (int i = 0; i < notices; ++i) {
      lines += "{\"seq\":" + std::to_string((n - 1) * notices + i + 1) + ",\"item\":" +
               fakes::notice_json("notice-" + std::to_string(i), n, "第" + std::to_string(n) + "版") + "}\n";
    }
    maker.add_pack("zwzx", (n - 1) * notices + 1, n * notices, lines);
    maker.write(folder / "repository");
    maker.packs.clear();  // on disk now, and immutable
  }

  pid_t start(std::vector<std::string> more = {"--once"}) {
    std::vector<std::string> words{GONGKAI_BINARY_DIR "/app/sync/gongkai-sync",
                                   "--url",   server.url(),
                                   "--state", folder / "state",
                                   "--store", folder / "store",
                                   "--root",  folder / "root.json"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string out = folder / "out.txt";
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (folder / "err.txt").c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
    pid_t child = -1;
    EXPECT_EQ(posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return child;
  }

  static int exit_code(pid_t child) {
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  int run(std::vector<std::string> more = {"--once"}) { return exit_code(start(std::move(more))); }

  std::string output() const {
    std::ifstream stream(folder / "out.txt");
    return std::string(std::istreambuf_iterator<char>(stream), {});
  }

  fakes::TemporaryFolder folder;
  fakes::RepositoryMaker maker;
  fakes::HttpFake server;
};

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
  std::ifstream stream(folder / "err.txt");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
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
  std::ifstream stream(folder / "err.txt");
  const std::string log(std::istreambuf_iterator<char>(stream), {});
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
