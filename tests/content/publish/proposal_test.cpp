#include "content/publish/proposal.h"

#include <gtest/gtest.h>

#include <functional>

#include "content/publish/atomic_file.h"
#include "content/publish/pack_log.h"
#include "content/publish/repository_setup.h"
#include "content/publish/role_document.h"
#include "content/publish/root_change.h"
#include "content/trust/digest.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

const model::Instant start = *model::parse_instant("2026-11-21T09:00:00+08:00");

// An office with the editor's key and the online ones; reviewer and secrecy reviewer keep theirs at home.
class Proposals : public testing::Test {
 protected:
  Proposals() {
    fakes::write_sample_draft(draft, 2);
    EXPECT_TRUE(make_keys(all_keys, {"zwzx"}).has_value());
    EXPECT_TRUE(set_up_repository(repository, all_keys, start).has_value());
    fs::create_directories(office / "bureaus/zwzx");
    fs::copy(all_keys / "online", office / "online", fs::copy_options::recursive);
    fs::copy(all_keys / "root.json", office / "root.json");
    fs::copy(all_keys / "bureaus/zwzx/editor.pem", office / "bureaus/zwzx/editor.pem");
    root = *read_file(all_keys / "root.json", 100'000);
  }

  ReleaseReport release_from(const fs::path& keys, const fs::path& to) {
    auto report = release({repository, keys, start, Renewal::with_changes, Writing::write, to},
                          *read_draft(draft, model::date_of(start)));
    EXPECT_TRUE(report.has_value()) << report.error().message;
    return report ? *report : ReleaseReport{};
  }
  SigningKey key(const std::string& name) const { return *SigningKey::load(all_keys / name); }

  std::string install_code() {
    const auto installed = install_proposal({repository, office, proposal, start});
    message = installed ? "" : installed.error().message;
    return installed ? "" : installed.error().code;
  }
  std::string read_code() {
    const auto read = read_proposal(proposal, root, start);
    return read ? "" : read.error().code;
  }
  std::string sign_code(const SigningKey& signer) {
    auto read = read_proposal(proposal, root, start);
    EXPECT_TRUE(read.has_value()) << read.error().message;
    const auto done = sign_proposal(*read, signer);
    message = done ? "" : done.error().message;
    return done ? "" : done.error().code;
  }

  // Changes the proposed role of zwzx and signs it again as the editor would.
  void forge(const std::function<void(trust::Targets&)>& change) {
    const fs::path file = read_proposal(proposal, root, start)->roles.front().file;
    auto role = trust::parse_targets(*read_file(file, 1'000'000))->role;
    change(role);
    const SigningKey editor = key("bureaus/zwzx/editor.pem");
    ASSERT_TRUE(replace_file(file, signed_document(targets_body(role), {&editor})).has_value());
  }

  fakes::TemporaryFolder folder;
  fs::path draft = folder / "draft", all_keys = folder / "keys", office = folder / "office",
           repository = folder / "repository", proposal = folder / "proposal";
  std::string root, message;
};

TEST_F(Proposals, ThreePeopleSignOnThreeMachines) {
  ASSERT_EQ(release_from(office, proposal).outcome, ReleaseReport::Outcome::prepared);
  EXPECT_EQ(read_repository(repository, root)->snapshot.version, 1) << "nothing is published yet";
  const auto read = read_proposal(proposal, root, start);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->roles.size(), 1u);
  EXPECT_EQ(read->roles[0].role, "zwzx");
  EXPECT_EQ(read->roles[0].changes.size(), 7u);
  EXPECT_EQ(read->roles[0].changes[0].kind, ChangeKind::added);
  EXPECT_EQ(missing_duties(read->roles[0]), "缺少“审核”的签名 1 个，缺少“保密审查”的签名 1 个");

  EXPECT_EQ(install_code(), "PUBLISH-055");
  EXPECT_NE(message.find("审核"), std::string::npos) << message;
  EXPECT_EQ(sign_code(key("bureaus/zwzx/reviewer.pem")), "");
  EXPECT_EQ(sign_code(key("bureaus/zwzx/reviewer.pem")), "PUBLISH-054");
  EXPECT_NE(message.find("缺少“保密审查”"), std::string::npos) << message;
  EXPECT_EQ(sign_code(key("bureaus/zwzx/editor.pem")), "PUBLISH-054") << "the editor has signed when preparing";
  EXPECT_EQ(sign_code(key("root/1.pem")), "PUBLISH-054");
  EXPECT_EQ(install_code(), "PUBLISH-055");
  EXPECT_EQ(sign_code(key("bureaus/zwzx/secrecy.pem")), "");
  EXPECT_EQ(install_code(), "") << message;

  const auto state = read_repository(repository, root);
  ASSERT_TRUE(state.has_value()) << state.error().message;
  EXPECT_EQ(state->roles.at("zwzx").version, 2);
  EXPECT_EQ(install_code(), "PUBLISH-056") << "twice";
  EXPECT_EQ(release_from(all_keys, {}).outcome, ReleaseReport::Outcome::unchanged);
}

TEST_F(Proposals, TheSignerIsToldWhatAnItemWasAndWhichFieldsDiffer) {
  release_from(all_keys, {});
  fakes::write_notice(draft, "notice-0001", 2, "改过的标题");
  release_from(office, proposal);
  const auto read = read_proposal(proposal, root, start);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->roles[0].changes.size(), 1u);
  const ItemChange& change = read->roles[0].changes[0];
  EXPECT_EQ(change.kind, ChangeKind::changed);
  EXPECT_EQ(change.title, "改过的标题");
  EXPECT_FALSE(change.old_title.empty());
  EXPECT_NE(change.old_title, change.title);
  EXPECT_EQ(change.fields, std::vector<std::string>{"标题"});
}

TEST_F(Proposals, ARollUpThatLeavesSomethingOutIsNotSigned) {
  for (int rev = 1; rev <= 7; ++rev) {
    fakes::write_notice(draft, "notice-0001", rev, "第" + std::to_string(rev) + "版");
    release_from(all_keys, {});
  }
  fakes::write_notice(draft, "notice-0002", 2, "第八次发布");
  release_from(office, proposal);
  ASSERT_EQ(read_code(), "");
  forge([&](trust::Targets& role) {
    for (auto& [path, file] : role.targets) {
      if (file.custom.find("\"level\":1") == std::string::npos) continue;
      std::string bytes = *read_file(target_file(proposed_tree(proposal), path, file), 1'000'000);
      bytes.erase(0, bytes.find('\n') + 1);
      file.length = static_cast<std::int64_t>(bytes.size());
      file.hashes.by_algorithm["sha256"] = trust::sha256_hex(bytes);
      ASSERT_TRUE(replace_file(target_file(proposed_tree(proposal), path, file), bytes).has_value());
      return;
    }
    ADD_FAILURE() << "eight packs make a roll-up";
  });
  EXPECT_EQ(read_code(), "PUBLISH-052");
}

TEST_F(Proposals, WhatIsNotShownIsNotSigned) {
  release_from(office, proposal);
  forge([&](trust::Targets& role) {
    trust::Delegation hidden;
    hidden.name = "hidden";
    hidden.paths = {"zwzx/*"};
    hidden.role = {{key("root/1.pem").keyid()}, 1};
    role.keys[hidden.role.keyids[0]] = key("root/1.pem").public_key();
    role.delegations = {hidden};
  });
  EXPECT_EQ(read_code(), "PUBLISH-053");
}

TEST_F(Proposals, ForTooLongOrForAnotherRepositoryIsNotSigned) {
  release_from(office, proposal);
  EXPECT_EQ(read_proposal(proposal, root, start + std::chrono::days(400)).error().code, "PUBLISH-053") << "expired";
  EXPECT_EQ(read_proposal(proposal, root, start - std::chrono::days(30)).error().code, "PUBLISH-053") << "too long";
  ASSERT_TRUE(make_keys(folder / "others", {"zwzx"}).has_value());
  ASSERT_TRUE(set_up_repository(folder / "other", folder / "others", start).has_value());
  const std::string other_root = *read_file(folder / "others/root.json", 100'000);
  EXPECT_FALSE(read_proposal(proposal, other_root, start).has_value());
  EXPECT_EQ(read_proposal(folder / "none", root, start).error().code, "PUBLISH-051");
}

TEST_F(Proposals, TheRootIsRotatedByOldAndNewKeys) {
  const auto next = SigningKey::generate();
  ASSERT_TRUE(next->save(folder / "next.pem").has_value());
  ASSERT_TRUE(next->save_public(folder / "next.pub").has_value());
  const model::Instant later = start + std::chrono::days(320);
  const std::vector<std::string> warnings = expiry_warnings(*read_repository(repository, root), later);
  ASSERT_FALSE(warnings.empty());
  EXPECT_NE(warnings[0].find("信任根 还有 45 天过期"), std::string::npos) << warnings[0];

  const RootRequest request{repository, office, proposal, start};
  EXPECT_EQ(propose_root(request, {{}, {{"root", "ffffffff"}}, {}}).error().code, "PUBLISH-057");
  EXPECT_EQ(propose_root(request, {{}, {}, {{"root", 4}}}).error().code, "PUBLISH-057");
  const std::string removed = key("root/3.pem").keyid();
  const auto proposed = propose_root(request, {{{"root", folder / "next.pub"}}, {{"root", removed.substr(0, 8)}}, {}});
  ASSERT_TRUE(proposed.has_value()) << proposed.error().message;
  const auto read = read_proposal(proposal, root, start);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->roles[0].words.size(), 3u);
  EXPECT_EQ(read->roles[0].words[1], "根：移除密钥 " + removed.substr(0, 12));

  EXPECT_EQ(sign_code(key("root/1.pem")), "");
  EXPECT_EQ(install_code(), "PUBLISH-055");
  EXPECT_EQ(sign_code(*next), "") << "counts for the new root only";
  EXPECT_EQ(install_code(), "PUBLISH-055");
  EXPECT_NE(message.find("缺少“现有根密钥”的签名 1 个"), std::string::npos) << message;
  EXPECT_EQ(sign_code(key("root/3.pem")), "") << "leaves, and may still sign as an old one";
  EXPECT_EQ(install_code(), "") << message;
  const auto state = read_repository(repository, root);
  ASSERT_TRUE(state.has_value()) << state.error().message;
  EXPECT_EQ(state->root.version, 2);
  EXPECT_FALSE(state->root.keys.contains(removed));
}

}  // namespace
}  // namespace gongkai::publish
