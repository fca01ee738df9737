// A bureau's private keys stay with its people; the root office sees public keys alone.
#include "content/publish/bureau_change.h"

#include <algorithm>

#include "content/publish/delegation_plan.h"
#include "tests/content/publish/proposals.h"

namespace gongkai::publish {
namespace {

class Bureaus : public Proposals {
 protected:
  Bureaus() {
    fs::create_directories(office / "office");
    fs::copy(all_keys / "office/targets.pem", office / "office/targets.pem");
    fs::create_directories(at_home);
    for (const char* duty : {"editor", "reviewer", "secrecy"}) make_person(duty);
  }

  void make_person(const std::string& name) {
    const auto made = SigningKey::generate();
    ASSERT_TRUE(made->save(at_home / (name + ".pem")).has_value());
    ASSERT_TRUE(made->save_public(at_home / (name + ".pub")).has_value());
  }
  SigningKey person(const std::string& name) const { return *SigningKey::load(at_home / (name + ".pem")); }
  // Public keys alone.
  BureauEdit joining(const std::string& editor = "editor") const {
    return {"zrzy", {{"editor", at_home / (editor + ".pub")}, {"reviewer", at_home / "reviewer.pub"},
                     {"secrecy", at_home / "secrecy.pub"}}};
  }
  std::string propose_code(const std::optional<BureauEdit>& edit) {
    fs::remove_all(proposal);
    const auto proposed = propose_delegations({repository, office, proposal, start}, edit);
    message = proposed ? "" : proposed.error().message;
    return proposed ? "" : proposed.error().code;
  }
  std::vector<std::string> words() {
    const auto read = read_proposal(proposal, root, start);
    EXPECT_TRUE(read.has_value()) << read.error().message;
    return read ? read->roles.front().words : std::vector<std::string>();
  }
  void let_join() {
    ASSERT_EQ(propose_code(joining()), "") << message;
    for (const char* duty : {"editor", "reviewer", "secrecy"}) ASSERT_EQ(sign_code(person(duty)), "") << message;
    ASSERT_EQ(install_code(), "") << message;
  }
  RepositoryState state() const { return *read_repository(repository, root); }

  fs::path at_home = folder / "at-home";
};

TEST_F(Bureaus, JoinsWhenTheOfficeAndItsThreePeopleHaveSigned) {
  ASSERT_EQ(propose_code(joining()), "") << message;
  EXPECT_EQ(words().at(0), "机构 zrzy 加入");
  EXPECT_EQ(words().at(1), "机构 zrzy 的“编辑”：增加密钥 " + person("editor").keyid().substr(0, 12));
  EXPECT_EQ(install_code(), "PUBLISH-055");
  EXPECT_EQ(sign_code(person("editor")), "") << message;
  EXPECT_EQ(sign_code(person("editor")), "PUBLISH-054");
  EXPECT_EQ(sign_code(person("reviewer")), "") << message;
  EXPECT_EQ(install_code(), "PUBLISH-055") << "one of them has not shown that the key is theirs";
  EXPECT_NE(message.find("保密审查"), std::string::npos) << message;
  EXPECT_EQ(sign_code(person("secrecy")), "") << message;
  EXPECT_EQ(install_code(), "") << message;
  EXPECT_EQ(state().roles.at("zrzy").version, 1);
  EXPECT_EQ(state().targets.version, 2);
  EXPECT_EQ(state().roles.at("zwzx").version, 1) << "the others are not signed again";

  EXPECT_EQ(propose_code(joining()), "PUBLISH-057") << "nothing would change";
  EXPECT_EQ(set_up_repository(repository, all_keys, start)->outcome, SetupReport::Outcome::unchanged)
      << "a key folder without its keys does not put it out";
}

TEST_F(Bureaus, PublishesWithoutItsKeysEverLeavingItsPeople) {
  let_join();
  fs::create_directories(draft / "zrzy/notice");
  ASSERT_TRUE(replace_file(draft / "zrzy/notice/notice-0100.json", fakes::notice_json("notice-0100", 1, "土地征收公告")));
  fs::remove_all(draft / "zwzx/notice");
  fs::remove_all(proposal);
  release_from(office, proposal);
  const auto read = read_proposal(proposal, root, start);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->roles.front().role, "zrzy");
  for (const char* duty : {"editor", "reviewer", "secrecy"}) EXPECT_EQ(sign_code(person(duty)), "") << message;
  for (const char* duty : {"reviewer", "secrecy"}) {
    EXPECT_EQ(sign_code(key(std::string("bureaus/zwzx/") + duty + ".pem")), "") << message;
  }
  EXPECT_EQ(install_code(), "") << message;
  EXPECT_EQ(state().roles.at("zrzy").targets.size(), 1u);
}

TEST_F(Bureaus, ChangesAPersonAndKeepsItsContent) {
  let_join();
  make_person("next-editor");
  ASSERT_EQ(propose_code(joining("next-editor")), "") << message;
  EXPECT_EQ(words().at(1), "机构 zrzy 的“编辑”：移除密钥 " + person("editor").keyid().substr(0, 12));
  EXPECT_EQ(sign_code(person("editor")), "PUBLISH-054") << "has left";
  for (const char* who : {"next-editor", "reviewer", "secrecy"}) EXPECT_EQ(sign_code(person(who)), "") << message;
  EXPECT_EQ(install_code(), "") << message;
  EXPECT_EQ(state().roles.at("zrzy").version, 2);
  EXPECT_FALSE(state().targets.keys.contains(person("editor").keyid()));
}

TEST_F(Bureaus, LeavesAndMayComeBack) {
  let_join();
  ASSERT_EQ(propose_code(BureauEdit{"zrzy", {}}), "") << message;
  EXPECT_EQ(words().at(0), "机构 zrzy 退出：终端将撤下它的全部内容");
  ASSERT_EQ(install_code(), "") << "the office alone signs this: " << message;
  EXPECT_FALSE(state().roles.contains("zrzy"));
  EXPECT_TRUE(state().snapshot.meta.contains("zrzy.json")) << "no name may leave a snapshot";
  let_join();
  EXPECT_EQ(state().roles.at("zrzy").version, 2) << "terminals refuse to go back";
}

TEST_F(Bureaus, DelegationsAreRenewedByAProposalToo) {
  ASSERT_EQ(propose_code(std::nullopt), "") << message;
  EXPECT_EQ(words().size(), 1u) << "the expiry";
  ASSERT_EQ(install_code(), "") << message;
  EXPECT_EQ(state().targets.version, 2);
}

TEST_F(Bureaus, WhatCannotBeIsNamed) {
  BureauEdit edit = joining();
  edit.keys.pop_back();
  EXPECT_EQ(propose_code(edit), "PUBLISH-032");
  EXPECT_NE(message.find("保密审查"), std::string::npos) << message;
  edit.keys.emplace_back("secrecy", at_home / "editor.pub");
  EXPECT_EQ(propose_code(edit), "PUBLISH-057") << "one person for two duties";
  edit.keys.back() = {"director", at_home / "secrecy.pub"};
  EXPECT_EQ(propose_code(edit), "PUBLISH-057");
  edit.keys.back() = {"secrecy", at_home / "none.pub"};
  EXPECT_EQ(propose_code(edit), "PUBLISH-002");
  edit = joining();
  edit.bureau = "snapshot";
  EXPECT_EQ(propose_code(edit), "PUBLISH-057") << "a role of that name is there";
  EXPECT_EQ(propose_code(BureauEdit{"zrzy", {}}), "PUBLISH-057") << "never joined";
}

// The delegations as a dishonest machine would have them signed.
class ForgedDelegations : public Bureaus {
 protected:
  static trust::Delegation& zrzy(trust::Targets& role) {
    return *std::find_if(role.delegations.begin(), role.delegations.end(), [](const auto& d) { return d.name == "zrzy"; });
  }
  std::string forge_code(const std::function<void(trust::Targets&)>& change) {
    EXPECT_EQ(propose_code(joining()), "") << message;
    const fs::path file = read_proposal(proposal, root, start)->roles.front().file;
    auto role = trust::parse_targets(*read_file(file, 1'000'000))->role;
    change(role);
    EXPECT_TRUE(replace_file(file, signed_document(targets_body(role), {})).has_value());
    return read_code();
  }
};

TEST_F(ForgedDelegations, AreNotSigned) {
  EXPECT_EQ(forge_code([](trust::Targets&) {}), "");
  EXPECT_EQ(forge_code([](trust::Targets& role) { zrzy(role).paths = {"zwzx/*"}; }), "PUBLISH-053");
  EXPECT_EQ(forge_code([](trust::Targets& role) { zrzy(role).role.threshold = 1; }), "PUBLISH-053");
  EXPECT_EQ(forge_code([](trust::Targets& role) { zrzy(role).duties.clear(); }), "PUBLISH-053");
  EXPECT_EQ(forge_code([&](trust::Targets& role) {
    role.keys.at(person("editor").keyid()) = SigningKey::generate()->public_key();
  }), "PUBLISH-053");
  EXPECT_EQ(forge_code([](trust::Targets& role) { role.targets["zwzx/1-1.pack"] = {1, {{{"sha256", std::string(64, 'a')}}}, ""}; }),
            "PUBLISH-053");
  ASSERT_EQ(propose_code(joining()), "");
  fs::remove(metadata_file(proposed_tree(proposal), 1, "zrzy"));
  EXPECT_EQ(read_code(), "PUBLISH-053") << "its people have nothing to sign";
}

}  // namespace
}  // namespace gongkai::publish
