// A writer killed at any moment leaves the old generation or the new one, never a mixture, and nothing that the next
// writer would stumble over.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "content/store/generation.h"
#include "content/store/store_directory.h"
#include "tests/content/store/store_content.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using store_test::now;

constexpr int notices = 40;

// Generation n holds all notices with revision n and "n" in their title.
void write_generation(const std::filesystem::path& store, std::int64_t n) {
  std::vector<store_test::Text> texts;
  for (int i = 0; i < notices; ++i) {
    texts.push_back({"notice-" + std::to_string(i), "第" + std::to_string(n) + "版", n});
  }
  store_test::add_generation(store, texts);
}

[[noreturn]] void write_for_ever(const std::filesystem::path& store) {
  std::int64_t n = 0;
  if (const auto generation = open_current(store)) n = generation->find("notice-0")->header.rev;
  while (true) write_generation(store, ++n);
}

TEST(GenerationKill, OldOrNewNeverMixed) {
  const fakes::TemporaryFolder folder;
  // Moments spread over two writes, however slow this machine is just now.
  const auto started = std::chrono::steady_clock::now();
  write_generation(folder.path(), 1);
  const auto one_write = std::chrono::steady_clock::now() - started;
  std::mt19937 random(1);
  std::uniform_real_distribution<> moment(0.0, 2.5);
  std::int64_t last = 1;
  for (int round = 0; round < 100; ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_for_ever(folder.path());
    std::this_thread::sleep_for(moment(random) * one_write);
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));

    const auto opened = open_current(folder.path());
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->info().number, current_number(folder.path()));
    ListQuery query;
    query.limit = 1000;
    const auto rows = opened->list(query, now);
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(notices));
    const std::int64_t rev = opened->find("notice-0")->header.rev;
    EXPECT_GE(rev, last) << "an acknowledged generation was lost";
    last = rev;
    for (const ItemSummary& row : rows) EXPECT_EQ(row.title, "第" + std::to_string(rev) + "版");
    EXPECT_EQ(opened->info().damaged, 0);
  }
  EXPECT_GT(last, 10) << "the writer hardly got to write";

  write_generation(folder.path(), last + 1);
  EXPECT_LE(generation_numbers(folder.path()).size(), kept_generations);
  for (const auto& entry : std::filesystem::directory_iterator(generations_directory(folder.path()))) {
    EXPECT_FALSE(entry.path().filename().string().starts_with(".new-")) << entry.path();
  }
}

// A disk that takes no more, as seen by a process that may write no file beyond this size.
TEST(GenerationFull, KeepsTheOldOneAndLeavesNothingBehind) {
  const fakes::TemporaryFolder folder;
  write_generation(folder.path(), 1);
  for (const rlim_t most : {0, 5'000, 20'000, 60'000, 100'000}) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{most, most};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      auto writer = GenerationWriter::begin(folder.path(), now);
      if (!writer) ::_exit(0);
      for (int i = 0; i < notices; ++i) {
        const auto decoded = codec::decode_item(store_test::json_of({"notice-" + std::to_string(i), "第2版", 2}));
        if (!writer->put(*decoded.item, "{}" + std::string(4000, ' '), {"zwzx", 1})) ::_exit(0);
      }
      ::_exit(writer->commit(now) ? 1 : 0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "committed within " << most << " bytes";
    const auto opened = open_current(folder.path());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->find("notice-0")->header.rev, 1);
  }
  write_generation(folder.path(), 2);
  EXPECT_EQ(open_current(folder.path())->find("notice-0")->header.rev, 2);
}

}  // namespace
}  // namespace gongkai::store
