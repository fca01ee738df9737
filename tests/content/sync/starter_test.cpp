// The starter spares a new terminal a request for each role and each pack, and is believed in nothing.
#include <fstream>

#include "content/codec/bundle.h"
#include "content/publish/bundle.h"
#include "content/trust/digest.h"
#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

using sync_test::notice_line;
using sync_test::Terminal;

constexpr int packs_each = 2;

std::string name_of(int bureau) {
  return {'j', 'g', static_cast<char>('a' + bureau / 26), static_cast<char>('a' + bureau % 26)};
}

// A city of so many bureaus, each with a few packs of one notice.
class City : public testing::Test {
 protected:
  void build(int count) {
    bureaus = count;
    for (int i = 0; i < bureaus; ++i) terminal.maker.add_bureau(name_of(i));
    ++terminal.maker.targets.version;
    for (int i = 0; i < bureaus; ++i) {
      for (int n = 1; n <= packs_each; ++n) add_notice(i, n);
    }
    terminal.maker.write_with_starter(terminal.folder / "repository");
    terminal.server.forget();
  }

  void add_notice(int bureau, int seq) {
    const std::string id = "notice-" + name_of(bureau) + "-" + std::to_string(seq);
    terminal.maker.add_pack(name_of(bureau), seq, seq, notice_line(seq, id, 1, id));
  }

  void expect_everything() {
    const auto report = terminal.sync();
    EXPECT_FALSE(report.error) << report.error->message;
    EXPECT_EQ(report.outcome, CycleOutcome::applied);
    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.changes.stored, bureaus * packs_each);
  }

  std::filesystem::path starter() const {
    return publish::starter_file(terminal.folder / "repository", terminal.maker.snapshot.starter.value());
  }

  Terminal terminal;
  int bureaus = 0;
};

TEST_F(City, ANewTerminalOfFortyBureausAsksFiveTimes) {
  build(40);
  expect_everything();
  EXPECT_EQ(terminal.server.counts().requests, 5);  // next root, timestamp, snapshot, targets, starter
}

TEST_F(City, AnOlderStarterStillServesUntilTooMuchHasComeSince) {
  build(12);
  const auto first = terminal.maker.snapshot.starter;
  const auto publish_in = [&](int from, int to) {
    for (int i = from; i < to; ++i) add_notice(i, packs_each + 1);
    terminal.maker.write_with_starter(terminal.folder / "repository");
  };
  publish_in(0, 8);  // a role and a pack each: sixteen files that the starter has not
  EXPECT_EQ(terminal.maker.snapshot.starter, first);
  terminal.server.forget();
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(report.changes.stored, 12 * packs_each + 8);
  EXPECT_EQ(terminal.server.counts().requests, 5 + 16);
  publish_in(8, 9);
  EXPECT_EQ(terminal.maker.snapshot.starter, terminal.maker.snapshot.version);
}

TEST_F(City, FewFilesAreFetchedOneByOne) {
  build(10);
  expect_everything();
  add_notice(0, packs_each + 1);
  terminal.publish();
  terminal.server.forget();
  EXPECT_EQ(terminal.sync(CycleKind::poll).changes.stored, 1);
  for (const std::string& path : terminal.server.paths()) EXPECT_EQ(path.find("starter"), std::string::npos) << path;
}

TEST_F(City, AStoreThatWasLostComesBackByTheStarter) {
  build(10);
  expect_everything();
  std::filesystem::remove_all(terminal.settings.store);
  terminal.server.forget();
  expect_everything();
  EXPECT_LE(terminal.server.counts().requests, 4);
}

TEST_F(City, WhateverIsWrongWithTheStarterTheFilesAreFetched) {
  build(9);
  ASSERT_TRUE(terminal.maker.snapshot.starter);
  for (const fakes::Spoil spoil : {fakes::Spoil::status, fakes::Spoil::other_bytes, fakes::Spoil::cut_off,
                                   fakes::Spoil::gzip_bomb, fakes::Spoil::portal, fakes::Spoil::redirect_elsewhere}) {
    std::filesystem::remove_all(terminal.settings.state);
    std::filesystem::remove_all(terminal.settings.store);
    terminal.server.clear_faults();
    terminal.server.add_fault({spoil, "starter"});
    expect_everything();
  }
}

// Well formed, the digest right, but another's bytes in every part: nothing of it is taken.
TEST_F(City, AForgedStarterIsBelievedInNothing) {
  build(9);
  std::ifstream stream(starter(), std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  stream.close();
  const auto index = codec::read_bundle_index(bytes.size(), [&](std::uint64_t offset, std::size_t length) {
    return model::Result<std::string>(bytes.substr(offset, length));
  });
  ASSERT_TRUE(index) << index.error().message;
  for (const auto& part : index->parts) bytes[part.offset + part.length / 2] ^= 1;
  bytes.replace(index->digested, std::string::npos,
                codec::bundle_end(trust::sha256_hex(std::string_view(bytes).substr(0, index->digested))));
  std::ofstream(starter(), std::ios::binary) << bytes;
  std::filesystem::remove(starter().string() + ".gz");
  expect_everything();
  EXPECT_EQ(terminal.server.counts().requests, 5 + 2 + bureaus * (1 + packs_each));  // two empty roles
}

}  // namespace
}  // namespace gongkai::sync
