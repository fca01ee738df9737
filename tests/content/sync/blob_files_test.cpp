// Pictures by Range: an interrupted transfer goes on, and nothing joined wrongly is ever taken.
#include "content/sync/blob_files.h"

#include <fstream>

#include "content/trust/digest.h"
#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

namespace fs = std::filesystem;
using fakes::Spoil;

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// Every part of it is different from every other.
std::string picture() {
  std::string bytes;
  for (int i = 0; bytes.size() < 200'000; ++i) bytes += std::to_string(i) + "|";
  return bytes;
}

class Blob : public testing::Test {
 protected:
  Blob() : bytes(picture()), name(trust::sha256_hex(bytes)), server(folder / "host"), http(sync_test::impatient()),
           reader(http, catalogue_urls(server.url())), blobs(folder / "store", folder / "state") {
    put_on_host(bytes);
  }

  void put_on_host(const std::string& content) {
    const fs::path place = folder / "host" / "targets" / "blobs" / name.substr(0, 2) / name;
    fs::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << content;
  }
  void leave_partial(const std::string& content) {
    fs::create_directories(folder / "state" / "blobs");
    std::ofstream(partial(), std::ios::binary) << content;
  }
  fs::path partial() const { return folder / "state" / "blobs" / (name + ".part"); }
  fs::path finished() const { return folder / "store" / "blobs" / name.substr(0, 2) / name; }

  // Fetched whole, in so many requests, and nothing is left over.
  void expect_fetched(std::int64_t requests) {
    server.forget();
    const auto fetched = blobs.fetch(reader, name);
    ASSERT_TRUE(fetched) << fetched.error().message;
    EXPECT_EQ(bytes_of(finished()), bytes);
    EXPECT_TRUE(fs::is_empty(folder / "state" / "blobs"));
    EXPECT_EQ(server.counts().requests, requests);
  }
  void interrupt() {
    server.add_fault({Spoil::cut_off, "blobs"});
    EXPECT_EQ(blobs.fetch(reader, name).error().code, "HTTP-006");
    server.clear_faults();
    EXPECT_EQ(fs::file_size(partial()), bytes.size() / 2);
  }

  fakes::TemporaryFolder folder;
  std::string bytes, name;
  fakes::HttpFake server;
  CurlHttpClient http;
  RepositoryReader reader;
  BlobFiles blobs;
};

TEST_F(Blob, IsFetchedUnderItsHash) { expect_fetched(1); }

TEST_F(Blob, AnInterruptedTransferDoesNotFetchItsFirstPartAgain) {
  interrupt();
  expect_fetched(1);
  EXPECT_LT(server.counts().bytes_out, static_cast<std::int64_t>(bytes.size() / 2 + 500));
}

TEST_F(Blob, GoesOnInSmallSteps) {
  for (int i = 0; i < 3; ++i) {
    server.add_fault({Spoil::cut_off, "blobs"});
    EXPECT_FALSE(blobs.fetch(reader, name));
    server.clear_faults();
  }
  EXPECT_EQ(fs::file_size(partial()), bytes.size() - bytes.size() / 8);
  expect_fetched(1);
}

TEST_F(Blob, AnotherFileOnTheHostIsNotJoined) {
  put_on_host(std::string(bytes.size(), 'x'));
  interrupt();
  put_on_host(bytes);  // another ETag: If-Range gets all of it
  expect_fetched(1);
}

TEST_F(Blob, AHostWithoutRangesSendsAllOfIt) {
  interrupt();
  server.add_fault({Spoil::no_ranges, "blobs"});
  expect_fetched(1);
}

TEST_F(Blob, WrongBytesAtTheJoinAreFetchedAgain) {
  leave_partial(std::string(1000, 'x'));
  expect_fetched(2);
}

TEST_F(Blob, APartThatWasNotAskedForIsNotTaken) {
  interrupt();
  server.add_fault({Spoil::wrong_range, "blobs", 0, 1});
  expect_fetched(2);
}

TEST_F(Blob, AWholePartialFileIsTakenAsItIs) {
  leave_partial(bytes);  // the agent was killed before the last step; the host says 416
  expect_fetched(1);
  EXPECT_LT(server.counts().bytes_out, 500);
}

TEST_F(Blob, APartialFileLongerThanTheFileIsThrownAway) {
  leave_partial(bytes + "more");
  expect_fetched(2);
}

TEST_F(Blob, OtherBytesOnTheHostAreRefusedAndLeaveNothing) {
  put_on_host("something else");
  EXPECT_EQ(blobs.fetch(reader, name).error().code, "TRUST-041");
  EXPECT_FALSE(fs::exists(finished()));
  EXPECT_TRUE(fs::is_empty(folder / "state" / "blobs"));
}

TEST_F(Blob, ABlobWithoutEndIsCutAndLeavesNothing) {
  server.add_fault({Spoil::endless_chunks, "blobs"});
  EXPECT_EQ(blobs.fetch(reader, name).error().code, "HTTP-004");
  EXPECT_TRUE(fs::is_empty(folder / "state" / "blobs"));
}

TEST_F(Blob, AMissingBlobIsNamed) {
  server.add_fault({Spoil::status, "blobs", 404});
  EXPECT_EQ(blobs.fetch(reader, name).error().code, "SYNC-011");
}

TEST_F(Blob, WhatIsWantedSurvivesUntilItIsThere) {
  ASSERT_TRUE(blobs.want({name}));
  const BlobFiles next_start(folder / "store", folder / "state");
  EXPECT_EQ(next_start.wanted(), std::set<BlobName>{name});
  ASSERT_TRUE(next_start.fetch(reader, name));
  EXPECT_TRUE(next_start.wanted().empty());
}

// A notice with a picture.
std::string with_picture(std::string json, const std::string& name) {
  const std::string mark = "\"body\":[";
  return json.insert(json.find(mark) + mark.size(),
                     R"({"t":"image","sha256":")" + name + R"(","caption":"窗口分布图"},)");
}

TEST(BlobInCycle, TheWordsDoNotWaitForThePictureAndThePictureGoesOnInTheNextPoll) {
  sync_test::Terminal terminal;
  const std::string bytes = picture(), name = trust::sha256_hex(bytes);
  const fs::path place = terminal.folder / "repository" / "targets" / "blobs" / name.substr(0, 2) / name;
  fs::create_directories(place.parent_path());
  std::ofstream(place, std::ios::binary) << bytes;
  terminal.publish_pack("zwzx", 1, 1,
                        sync_test::item_line(1, with_picture(fakes::notice_json("notice-1", 1, "甲"), name)));
  terminal.server.add_fault({Spoil::cut_off, "blobs"});
  auto report = terminal.sync();
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "HTTP-006");
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");

  terminal.server.clear_faults();
  terminal.server.forget();
  report = terminal.sync(CycleKind::poll);
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(bytes_of(terminal.settings.store / "blobs" / name.substr(0, 2) / name), bytes);
  EXPECT_LT(terminal.server.counts().bytes_out, static_cast<std::int64_t>(bytes.size() * 3 / 4));
}

TEST(BlobInCycle, APictureThatNoGenerationShowsAnyMoreIsRemovedAndNotAskedForAgain) {
  sync_test::Terminal terminal;
  const auto kept_file = [&](const std::string& name) { return terminal.settings.store / "blobs" / name.substr(0, 2) / name; };
  const auto show = [&](std::int64_t seq, const std::string& id, std::int64_t rev, const std::string& bytes) {
    const std::string name = trust::sha256_hex(bytes);
    const fs::path place = terminal.folder / "repository" / "targets" / "blobs" / name.substr(0, 2) / name;
    fs::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << bytes;
    terminal.publish_pack("zwzx", seq, seq, sync_test::item_line(seq, with_picture(fakes::notice_json(id, rev, "甲"), name)));
    EXPECT_TRUE(terminal.sync().complete);
    return name;
  };
  const std::string first = show(1, "notice-1", 1, "one"), shared = show(2, "notice-2", 1, "two");
  EXPECT_EQ(show(3, "notice-3", 1, "two"), shared);
  const std::string second = show(4, "notice-1", 2, "three");
  EXPECT_TRUE(fs::exists(kept_file(first))) << "the generation before shows it";
  show(5, "notice-4", 1, "four");
  show(6, "notice-5", 1, "five");
  EXPECT_FALSE(fs::exists(kept_file(first)));
  EXPECT_TRUE(fs::exists(kept_file(second)));

  // A withdrawn item leaves every generation at once; the host has its picture no more, and that is no trouble.
  terminal.server.add_fault({Spoil::status, "blobs", 404});
  const std::string never = trust::sha256_hex("six");
  terminal.publish_pack("zwzx", 7, 7, sync_test::item_line(7, with_picture(fakes::notice_json("notice-6", 1, "甲"), never)));
  EXPECT_FALSE(terminal.sync().complete) << "a picture is wanted";
  std::int64_t seq = 7;
  for (const char* id : {"notice-1", "notice-2", "notice-6"}) {
    ++seq;
    terminal.publish_pack("zwzx", seq, seq, sync_test::withdrawn_line(seq, id, 3));
  }
  EXPECT_TRUE(terminal.sync().complete);
  EXPECT_FALSE(fs::exists(kept_file(second)));
  EXPECT_TRUE(fs::exists(kept_file(shared))) << "another item shows it";
}

}  // namespace
}  // namespace gongkai::sync
