// Bytes of the current generation go bad, and a disk that is full: never a wrong row, nothing mended by hand.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "content/store/generation.h"
#include "content/store/store_directory.h"
#include "tests/crash/crash_terminal.h"

namespace gongkai::crash {
namespace {

namespace fs = std::filesystem;

TEST(Damage, AByteAnywhereIsNeverShownWrongAndIsFetchedAgain) {
  CrashTerminal terminal;
  terminal.publish();
  ASSERT_FALSE(terminal.cycle().error);
  const std::string first = terminal.shown();
  terminal.publish();
  ASSERT_FALSE(terminal.cycle().error);
  const std::string second = terminal.shown();
  const std::string current = store::generation_file(terminal.store(), 2);
  const Tree whole = read_tree(terminal.disk());
  std::mt19937 random(4);
  int fell_back = 0, in_part = 0;
  for (int i = 0; i < 300; ++i) {
    Tree damaged = whole;
    std::string& bytes = damaged.at(current);
    const std::size_t place = random() % bytes.size();
    bytes[place] = static_cast<char>(bytes[place] ^ (1 + random() % 255));
    write_tree(terminal.disk(), damaged);

    const auto generation = store::open_current(terminal.store());
    ASSERT_TRUE(generation) << place;
    if (generation->info().number == 1) {
      ++fell_back;
      ASSERT_EQ(terminal.shown(), first) << place;
    } else {
      // Each row as it was, or not there and counted.
      const auto rows = generation->list({}, terminal.now);
      ASSERT_EQ(rows.size() + static_cast<std::size_t>(generation->info().damaged), 12u) << place;
      in_part += generation->info().damaged > 0 ? 1 : 0;
      for (const auto& row : rows) {
        const auto item = generation->find(row.id);
        ASSERT_NE(second.find(row.id + " " + row.title + " " + (item ? "2" : "")), std::string::npos) << place;
      }
    }
    const auto report = terminal.cycle();
    ASSERT_FALSE(report.error) << place << ": " << report.error->message;
    ASSERT_EQ(terminal.shown(), second) << place;
  }
  EXPECT_GT(fell_back, 10);
  EXPECT_GT(in_part, 5);
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// A file system of its own, as small as a worn flash card. $1: the disk, $2: where to show what it holds, $3...: the
// command. Says the exit code of each run, first with so many KiB left, then with room again.
constexpr const char* full_disk_script = R"sh(
set -e
disk=$1 show=$2; shift 2
cp -a "$disk" "$show/before"
mount -t tmpfs -o size=1m tmpfs "$disk"
for left in 0 8 32 64 128 192; do
  rm -rf "$disk"/*
  cp -a "$show/before/." "$disk"
  free=$(df -k --output=avail "$disk" | tail -n 1)
  head -c $(((free - left) * 1024)) /dev/zero >"$disk/ballast"
  code=0; "$@" >"$show/out-$left" 2>&1 || code=$?
  mkdir "$show/full-$left"; cp -a "$disk/store" "$show/full-$left"
  rm "$disk/ballast"
  again=0; "$@" >"$show/again-$left" 2>&1 || again=$?
  mkdir "$show/room-$left"; cp -a "$disk/store" "$show/room-$left"
  echo "$left $code $again $(grep -c STORE-032 "$show/out-$left")" >>"$show/codes"
done
)sh";

TEST(DiskFull, KeepsTheOldContentAndGoesOnWhenThereIsRoom) {
  CrashTerminal terminal;
  terminal.publish();
  ASSERT_EQ(terminal.run(), 0) << terminal.output();
  const std::string old_content = terminal.shown();
  terminal.publish();
  const fs::path show = terminal.folder / "show";
  fs::create_directories(show);
  std::ofstream(terminal.folder / "full.sh") << full_disk_script;
  // A mount of our own needs a namespace of our own, and outside of root one of users as well.
  std::string command = ::geteuid() == 0 ? "unshare -m" : "unshare -Urm";
  command += " bash " + (terminal.folder / "full.sh").string() + " " + terminal.disk().string() + " " + show.string();
  for (const std::string& word : terminal.command()) command += " '" + word + "'";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;

  std::ifstream codes(show / "codes");
  int full = 0, rounds = 0;
  std::string left, code, again, named;
  while (codes >> left >> code >> again >> named) {
    ++rounds;
    EXPECT_EQ(again, "0") << left;
    EXPECT_EQ(terminal.shown(show / ("room-" + left) / "store").find("第1版"), std::string::npos) << left;
    if (code == "0") continue;
    ++full;
    EXPECT_EQ(code, "74") << left;
    EXPECT_EQ(named, "1") << left << text_of(show / ("out-" + left));
    EXPECT_EQ(terminal.shown(show / ("full-" + left) / "store"), old_content) << left;
  }
  EXPECT_EQ(rounds, 6);
  EXPECT_GE(full, 3);
}

}  // namespace
}  // namespace gongkai::crash
