// A writer killed at any moment leaves the old generation or the new one, never a mixture, and nothing that the next
// writer would stumble over.
#include <signal.h>
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
  write_generation(folder.path(), 1);
  std::mt19937 random(1);
  std::int64_t last = 1;
  for (int round = 0; round < 100; ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_for_ever(folder.path());
    std::this_thread::sleep_for(std::chrono::microseconds(2'000 + random() % 40'000));
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

}  // namespace
}  // namespace gongkai::store
