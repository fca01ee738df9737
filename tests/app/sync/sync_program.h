// gongkai-sync as a child process, a repository, and the web server between them.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "tests/fakes/http_fake.h"
#include "tests/fakes/repository_maker.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::agent_test {

constexpr int notices = 30;

inline model::Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

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

  // Its output goes to out.txt and err.txt.
  pid_t start_program(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string out = folder / "out.txt", err = folder / "err.txt";
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    pid_t child = -1;
    EXPECT_EQ(posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return child;
  }

  pid_t start(const std::vector<std::string>& more = {"--once"}) {
    std::vector<std::string> words{GONGKAI_BINARY_DIR "/app/sync/gongkai-sync",
                                   "--url",   server.url(),
                                   "--state", folder / "state",
                                   "--store", folder / "store",
                                   "--root",  folder / "root.json"};
    words.insert(words.end(), more.begin(), more.end());
    return start_program(std::move(words));
  }

  static int exit_code(pid_t child) {
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  int run(const std::vector<std::string>& more = {"--once"}) { return exit_code(start(more)); }

  std::string output() const { return bytes_of(folder / "out.txt"); }
  std::string errors() const { return bytes_of(folder / "err.txt"); }

  fakes::TemporaryFolder folder;
  fakes::RepositoryMaker maker;
  fakes::HttpFake server;
};

}  // namespace gongkai::agent_test
