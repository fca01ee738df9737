// A bundle from a stick: the same checks as over the line, all or nothing.
#include "content/sync/bundle.h"

#include <fstream>

#include "content/codec/bundle.h"
#include "content/publish/bundle.h"
#include "content/trust/digest.h"
#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

using sync_test::notice_line;
using sync_test::Terminal;

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

struct Part {
  std::string name, bytes;
};

std::string make_bundle(const std::vector<Part>& parts) {
  std::string bytes = codec::bundle_head();
  for (const Part& part : parts) bytes += codec::bundle_part_head(part.name, part.bytes.size()) + part.bytes + "\n";
  return bytes + codec::bundle_end(trust::sha256_hex(bytes));
}

std::vector<Part> parts_of(const std::string& bytes) {
  const auto index = codec::read_bundle_index(bytes.size(), [&](std::uint64_t offset, std::size_t length) {
    return model::Result<std::string>(bytes.substr(offset, length));
  });
  std::vector<Part> parts;
  for (const auto& part : index.value().parts) parts.push_back({part.name, bytes.substr(part.offset, part.length)});
  return parts;
}

class Stick : public testing::Test {
 protected:
  Stick() {
    terminal.publish_pack("zwzx", 1, 2, notice_line(1, "notice-1", 1, "甲") + notice_line(2, "notice-2", 1, "乙"));
    terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-3", 1, "丙"));
  }

  std::string bundle(std::optional<std::int64_t> since = std::nullopt) {
    const auto made = publish::write_bundle({terminal.folder / "repository", file, since});
    EXPECT_TRUE(made) << made.error().message;
    return bytes_of(file);
  }

  // "" when it was applied or nothing was to be done.
  std::string apply(const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    const auto stick = Bundle::open(file);
    if (!stick) return stick.error().code;
    report = apply_bundle(*stick, terminal.settings, terminal.now);
    EXPECT_EQ(report.outcome == CycleOutcome::failed, report.error.has_value());
    return report.error ? report.error->code : "";
  }

  bool untouched() const {
    return !std::filesystem::exists(terminal.settings.state) && !std::filesystem::exists(terminal.settings.store);
  }

  Terminal terminal;
  std::filesystem::path file = terminal.folder / "update.bundle";
  CycleReport report;
};

TEST_F(Stick, ANewTerminalGetsEverythingWithoutALine) {
  const std::string bytes = bundle();
  terminal.server.go_down();
  EXPECT_EQ(apply(bytes), "");
  EXPECT_EQ(report.outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
  EXPECT_EQ(terminal.shown_title("notice-3"), "丙");
  EXPECT_EQ(apply(bytes), "");
  EXPECT_EQ(report.outcome, CycleOutcome::up_to_date);
}

TEST_F(Stick, TheScreenSaysWhenTheCatalogueWasSignedNotWhenTheStickCame) {
  const auto shown_since = [&] { return store::open_current(terminal.settings.store)->info().catalogue_at; };
  terminal.maker.timestamp.signed_at = terminal.now;
  terminal.publish();
  const std::string bytes = bundle();
  const auto signed_at = terminal.now;
  terminal.now += std::chrono::hours(5);
  EXPECT_EQ(apply(bytes), "");
  EXPECT_EQ(shown_since(), signed_at);
}

TEST_F(Stick, ATerminalGoesOnOverTheLineAfterwards) {
  EXPECT_EQ(apply(bundle()), "");
  terminal.publish_pack("zwzx", 3, 3, notice_line(3, "notice-1", 2, "甲（改）"));
  terminal.server.forget();
  EXPECT_EQ(terminal.sync(CycleKind::poll).changes.stored, 1);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(Stick, WhatChangedSinceIsEnoughForWhoHasTheRest) {
  terminal.sync();
  const std::int64_t version = terminal.maker.snapshot.version;
  terminal.publish_pack("zwzx", 3, 3, notice_line(3, "notice-1", 2, "甲（改）"));
  const std::size_t whole = bundle().size();
  const std::string bytes = bundle(version);
  EXPECT_LT(bytes.size(), whole);
  EXPECT_EQ(apply(bytes), "");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(Stick, WhatChangedSinceIsRefusedByWhoLacksTheRest) {
  const std::int64_t version = terminal.maker.snapshot.version;
  terminal.publish_pack("zwzx", 3, 3, notice_line(3, "notice-1", 2, "甲（改）"));
  EXPECT_EQ(apply(bundle(version)), "BUNDLE-006");
  EXPECT_TRUE(untouched());
}

TEST_F(Stick, SinceMustBeASnapshotOfTheRepository) {
  const auto made = publish::write_bundle({terminal.folder / "repository", file, 99});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "PUBLISH-058");
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Stick, CutOffOrSpoiltAnywhereItIsRefusedWhole) {
  const std::string bytes = bundle();
  for (std::size_t length = 0; length < bytes.size(); length += 97) {
    EXPECT_TRUE(apply(bytes.substr(0, length)).starts_with("BUNDLE-00")) << length;
  }
  for (std::size_t at = 0; at < bytes.size(); at += 41) {
    std::string spoilt = bytes;
    spoilt[at] ^= 4;
    EXPECT_TRUE(apply(spoilt).starts_with("BUNDLE-00")) << at;
  }
  EXPECT_TRUE(untouched());
}

// Whoever mends the digest meets the signatures.
TEST_F(Stick, EachPartForgedIsRefusedWhole) {
  const auto parts = parts_of(bundle());
  ASSERT_EQ(parts.size(), 8U);  // root, timestamp, snapshot, targets, two roles, two packs
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].name == "metadata/1.root.json") continue;  // the terminal has its own, and does not look
    auto forged = parts;
    forged[i].bytes[forged[i].bytes.size() / 2] ^= 1;
    EXPECT_NE(apply(make_bundle(forged)), "") << parts[i].name;
    auto missing = parts;
    missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
    const std::string code = apply(make_bundle(missing));
    EXPECT_TRUE(code == "BUNDLE-005" || code == "BUNDLE-006") << parts[i].name << " " << code;
    EXPECT_TRUE(untouched()) << parts[i].name;
  }
  EXPECT_EQ(apply(make_bundle(parts)), "");
}

TEST_F(Stick, PicturesComeAlongAndASpoiltOneRefusesIt) {
  const std::string picture = "a picture", name = trust::sha256_hex(picture);
  const std::string path = "targets/blobs/" + name.substr(0, 2) + "/" + name;
  const auto host = terminal.folder / "repository" / path;
  std::filesystem::create_directories(host.parent_path());
  std::ofstream(host, std::ios::binary) << picture;
  std::string json = fakes::notice_json("notice-1", 2, "甲");
  const std::string mark = "\"body\":[";
  json.insert(json.find(mark) + mark.size(), R"({"t":"image","sha256":")" + name + R"(","caption":"窗口分布图"},)");
  terminal.publish_pack("zwzx", 3, 3, sync_test::item_line(3, json));
  auto parts = parts_of(bundle());
  ASSERT_EQ(parts.back().name, path);
  parts.back().bytes[0] ^= 1;
  EXPECT_EQ(apply(make_bundle(parts)), "BUNDLE-004");
  EXPECT_TRUE(untouched());
  parts.back().bytes[0] ^= 1;
  EXPECT_EQ(apply(make_bundle(parts)), "");
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(bytes_of(terminal.settings.store / path.substr(8)), picture);
}

TEST_F(Stick, AnOlderOneIsRefused) {
  const std::string old = bundle();
  terminal.publish_pack("zwzx", 3, 3, notice_line(3, "notice-1", 2, "甲（改）"));
  terminal.sync();
  EXPECT_EQ(apply(old), "TRUST-021");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(Stick, AnExpiredOneIsRefused) {
  const std::string bytes = bundle();
  terminal.now += std::chrono::hours(25);
  EXPECT_EQ(apply(bytes), "TRUST-030");
  EXPECT_TRUE(untouched());
}

TEST_F(Stick, AnotherCitysIsRefused) {
  const std::string bytes = bundle();
  fakes::RepositoryMaker other(terminal.now);
  terminal.settings.shipped_root = other.root_bytes();
  EXPECT_EQ(apply(bytes), "TRUST-010");
  EXPECT_TRUE(untouched());
}

TEST_F(Stick, WhatIsNoFile) {
  EXPECT_EQ(Bundle::open(terminal.folder / "none").error().code, "BUNDLE-010");
  EXPECT_EQ(Bundle::open(terminal.folder / "repository").error().code, "BUNDLE-010");
}

}  // namespace
}  // namespace gongkai::sync
