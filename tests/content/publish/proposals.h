// An office whose people sign on machines of their own, for the tests of proposals.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>

#include "content/publish/atomic_file.h"
#include "content/publish/proposal.h"
#include "content/publish/repository_setup.h"
#include "content/publish/role_document.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {

namespace fs = std::filesystem;

inline const model::Instant start = *model::parse_instant("2026-11-21T09:00:00+08:00");

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

}  // namespace gongkai::publish
