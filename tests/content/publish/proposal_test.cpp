#include "content/publish/proposal.h"

#include <fstream>

#include "content/publish/draft_pictures.h"
#include "content/publish/root_change.h"
#include "content/trust/digest.h"
#include "tests/content/publish/proposals.h"

namespace gongkai::publish {
namespace {

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

// The pictures of what is proposed travel with it: those who sign can look at them, and the host has them.
class ProposedPicture : public Proposals {
 protected:
  ProposedPicture() {
    fs::create_directories(draft / draft_pictures_folder);
    std::ofstream(draft / draft_pictures_folder / (name + ".png"), std::ios::binary) << picture;
    show_it(1);
  }
  // Writes the notice in this revision, with the picture in its text.
  void show_it(int rev) {
    std::string json = fakes::notice_json("notice-0001", rev, "窗口分布图");
    json.insert(json.find("\"body\":[") + 8, "{\"t\":\"image\",\"sha256\":\"" + name + "\",\"caption\":\"图\"},");
    ASSERT_TRUE(replace_file(draft / "zwzx/notice/notice-0001.json", json).has_value());
  }
  void sign_all_and_install() {
    EXPECT_EQ(sign_code(key("bureaus/zwzx/reviewer.pem")), "") << message;
    EXPECT_EQ(sign_code(key("bureaus/zwzx/secrecy.pem")), "") << message;
    EXPECT_EQ(install_code(), "") << message;
  }

  const std::string picture = "\x89PNG…", name = trust::sha256_hex(picture);
  const fs::path travelling = blob_file(proposed_tree(proposal), name), published = blob_file(repository, name);
};

TEST_F(ProposedPicture, TravelsWithTheProposalAndIsInstalled) {
  release_from(office, proposal);
  fs::remove_all(draft);
  const auto read = read_proposal(proposal, root, start);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->roles[0].changes.size(), 7u);
  EXPECT_EQ(*read_file(travelling, 100), picture);
  EXPECT_FALSE(fs::exists(published));
  sign_all_and_install();
  EXPECT_EQ(*read_file(published, 100), picture);
}

TEST_F(ProposedPicture, IsThereToBeSeenAlsoWhereItIsPublishedAlready) {
  release_from(all_keys, {});
  fs::remove_all(draft / draft_pictures_folder);
  show_it(2);
  release_from(office, proposal);
  EXPECT_EQ(*read_file(travelling, 100), picture);
  sign_all_and_install();
}

TEST_F(ProposedPicture, ThatIsMissingOrAnotherOneIsNotSigned) {
  release_from(office, proposal);
  ASSERT_TRUE(replace_file(travelling, "another picture").has_value());
  EXPECT_EQ(read_code(), "PUBLISH-059");
  fs::remove(travelling);
  EXPECT_EQ(read_code(), "PUBLISH-059");
  EXPECT_EQ(install_code(), "PUBLISH-059") << "nor published";
}

TEST_F(Proposals, AKeyUnderTheNumberOfAnotherIsNotSigned) {
  ASSERT_TRUE(propose_root({repository, office, proposal, start}, {}).has_value());
  const fs::path file = read_proposal(proposal, root, start)->roles.front().file;
  auto forged = trust::parse_root(*read_file(file, 1'000'000))->role;
  forged.keys.at(key("root/1.pem").keyid()) = SigningKey::generate()->public_key();
  ASSERT_TRUE(replace_file(file, signed_document(root_body(forged), {})).has_value());
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

  const ProposalRequest request{repository, office, proposal, start};
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
