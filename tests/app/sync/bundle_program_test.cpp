// An update carried on a stick, with the programs as they are: gongkai-admin bundle there, gongkai-sync --bundle here.
#include "app/process/exit_codes.h"
#include "app/sync/state_lock.h"
#include "content/codec/bundle.h"
#include "content/store/generation.h"
#include "content/trust/digest.h"
#include "tests/app/sync/sync_program.h"

namespace gongkai::agent {
namespace {

using agent_test::bytes_of;

class Carried : public agent_test::Program {
 protected:
  Carried() { publish_revision(1); }

  // gongkai-admin bundle; its words are in output().
  int bundle(std::vector<std::string> more = {}) {
    std::vector<std::string> words{GONGKAI_BINARY_DIR "/app/admin/gongkai-admin", "bundle", "--repository",
                                   folder / "repository", "--out", stick};
    words.insert(words.end(), more.begin(), more.end());
    return exit_code(start_program(std::move(words)));
  }

  int apply() { return run({"--bundle", stick}); }

  int apply(const std::string& bytes) {
    std::ofstream(stick, std::ios::binary | std::ios::trunc) << bytes;
    return apply();
  }

  std::string shown() const {
    const auto generation = store::open_current(folder / "store");
    return generation ? generation->find("notice-0")->header.title : "";
  }

  // Refused whole, in words: why, and what to do.
  void expect_refused(const std::string& code, const std::string& advice) {
    const std::string text = errors();
    EXPECT_TRUE(text.starts_with("没有采用更新包，屏幕内容保持不变。\n原因：" + code)) << text;
    EXPECT_NE(text.find("处理："), std::string::npos) << text;
    EXPECT_NE(text.find(advice), std::string::npos) << text;
    EXPECT_EQ(output(), "");
  }

  std::string stick = folder / "gongkai.bundle";
};

TEST_F(Carried, WhatTheOfficeWritesIsShownWithoutALine) {
  ASSERT_EQ(bundle(), process::exit_ok) << errors();
  EXPECT_NE(output().find("已生成更新包"), std::string::npos) << output();
  EXPECT_NE(output().find("有效期至"), std::string::npos) << output();
  server.go_down();
  EXPECT_EQ(apply(), process::exit_ok) << errors();
  EXPECT_EQ(output(), "已更新到第 1 代：写入 30 条，撤回 0 条，未变 0 条。\n");
  EXPECT_EQ(shown(), "第1版");
  EXPECT_TRUE(std::filesystem::exists(folder / "store/last-contact")) << "the screen counts its age from here";
  EXPECT_EQ(apply(), process::exit_ok);
  EXPECT_EQ(output(), "内容已是最新。\n");
  EXPECT_EQ(run({"--bundle", stick, "--json"}), process::exit_ok);
  EXPECT_TRUE(output().starts_with(R"({"outcome":"up_to_date","generation":1,)")) << output();
  EXPECT_EQ(run({"status"}), process::exit_ok);
}

TEST_F(Carried, TheOfficeAsksStatusWhichVersionTheTerminalHas) {
  ASSERT_EQ(run(), process::exit_ok);
  ASSERT_EQ(run({"status"}), process::exit_ok);
  const std::string version = std::to_string(maker.snapshot.version);
  EXPECT_NE(output().find("快照第 " + version + " 版"), std::string::npos) << output();
  publish_revision(2);
  ASSERT_EQ(bundle({"--since", version}), process::exit_ok) << errors();
  EXPECT_EQ(apply(), process::exit_ok) << errors();
  EXPECT_EQ(shown(), "第2版");
  std::filesystem::remove_all(folder / "store");
  std::filesystem::remove_all(folder / "state");
  EXPECT_EQ(apply(), process::exit_data);
  expect_refused("BUNDLE-006", "完整的更新包");
  EXPECT_EQ(bundle({"--since", "99"}), process::exit_data);
  EXPECT_NE(errors().find("PUBLISH-058"), std::string::npos) << errors();
}

TEST_F(Carried, ASpoiltOneIsRefusedWhole) {
  ASSERT_EQ(bundle(), process::exit_ok);
  const std::string good = bytes_of(stick);
  std::string spoilt = good;
  spoilt[spoilt.size() / 2] ^= 1;
  EXPECT_EQ(apply(spoilt), process::exit_data);
  expect_refused("BUNDLE-004", "重新拷贝");
  EXPECT_EQ(apply(good.substr(0, good.size() / 2)), process::exit_data);
  expect_refused("BUNDLE-002", "重新拷贝");
  EXPECT_EQ(apply("PK"), process::exit_data);
  expect_refused("BUNDLE-001", "gongkai-admin bundle");
  EXPECT_EQ(run({"--bundle", folder / "none"}), process::exit_no_input);
  expect_refused("BUNDLE-010", "U 盘");
  EXPECT_EQ(shown(), "");
  EXPECT_EQ(apply(good), process::exit_ok);
}

TEST_F(Carried, APartThatIsMissingRefusesIt) {
  ASSERT_EQ(bundle(), process::exit_ok);
  const std::string good = bytes_of(stick);
  const auto index = codec::read_bundle_index(good.size(), [&](std::uint64_t offset, std::size_t length) {
    return model::Result<std::string>(good.substr(offset, length));
  });
  ASSERT_TRUE(index);
  std::string without = codec::bundle_head();
  for (const codec::BundlePart& part : index->parts) {
    if (part.name.ends_with(".zwzx.json")) continue;
    without += codec::bundle_part_head(part.name, part.length) + good.substr(part.offset, part.length) + "\n";
  }
  EXPECT_EQ(apply(without + codec::bundle_end(trust::sha256_hex(without))), process::exit_data);
  expect_refused("BUNDLE-005", "重新制作更新包");
}

TEST_F(Carried, AnOlderOneDoesNotTurnTheScreenBack) {
  ASSERT_EQ(bundle(), process::exit_ok);
  publish_revision(2);
  ASSERT_EQ(run(), process::exit_ok);
  EXPECT_EQ(apply(), process::exit_data);
  expect_refused("TRUST-021", "比本终端已有的旧");
  EXPECT_EQ(shown(), "第2版");
}

TEST_F(Carried, AnotherCitysOneIsRefused) {
  ASSERT_EQ(bundle(), process::exit_ok);
  fakes::RepositoryMaker other(agent_test::now());
  std::ofstream(folder / "root.json", std::ios::binary | std::ios::trunc) << other.root_bytes();
  EXPECT_EQ(apply(), process::exit_data);
  expect_refused("TRUST-010", "与发布单位核实");
  EXPECT_EQ(shown(), "");
}

TEST_F(Carried, OneThatWasOnItsWayTooLongIsRefusedWithTheRemedy) {
  maker.timestamp.expires = agent_test::now() - std::chrono::hours(1);
  maker.write(folder / "repository");
  ASSERT_EQ(bundle(), process::exit_ok);
  EXPECT_NE(output().find("警告：有签名已过期"), std::string::npos) << output();
  EXPECT_EQ(apply(), process::exit_data);
  expect_refused("TRUST-030", "release --renew");
  EXPECT_NE(errors().find("重新制作更新包"), std::string::npos) << errors();
}

TEST_F(Carried, NotWhileTheAgentIsRunning) {
  ASSERT_EQ(bundle(), process::exit_ok);
  const auto lock = StateLock::take(folder / "state");
  ASSERT_TRUE(lock);
  EXPECT_EQ(apply(), process::exit_try_later);
}

}  // namespace
}  // namespace gongkai::agent
