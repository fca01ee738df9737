// Delegations between bureaus, as the agent sees them: a district between the root office and its bureaus, and what a
// dishonest one cannot do.
#include <algorithm>

#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "content/sync/update_cycle.h"
#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

using sync_test::notice_line;
using sync_test::Terminal;

class District : public testing::Test {
 protected:
  // A district that is asked before the bureaus zwzx and zrzy.
  District() {
    terminal.maker.add_bureau("district");
    auto& delegations = terminal.maker.targets.delegations;
    std::rotate(delegations.begin(), delegations.end() - 1, delegations.end());
    ++terminal.maker.targets.version;
  }

  // The district names `role` as its own, with the keys of the bureau `keys_of`.
  trust::Delegation& delegate(const std::string& role, const std::vector<std::string>& paths,
                              const std::string& keys_of) {
    auto& maker = terminal.maker;
    trust::Targets& district = maker.roles.at("district");
    trust::Delegation delegation;
    delegation.name = role;
    delegation.paths = paths;
    delegation.role.threshold = 3;
    for (const char* duty : {"-editor", "-reviewer", "-secrecy"}) {
      district.keys[maker.keyid(keys_of + duty)] = maker.key(keys_of + duty).public_key();
      delegation.role.keyids.push_back(maker.keyid(keys_of + duty));
    }
    ++district.version;
    district.delegations.push_back(std::move(delegation));
    return district.delegations.back();
  }

  // A pack under another bureau's path, listed in `role` and there to be fetched.
  void list_pack(const std::string& role, const std::string& path, const std::string& bytes) {
    trust::TargetFile file;
    file.length = static_cast<std::int64_t>(bytes.size());
    file.hashes.by_algorithm["sha256"] = trust::sha256_hex(bytes);
    file.custom = R"({"from":1,"to":1,"level":0})";
    terminal.maker.roles[role].targets[path] = file;
    const auto place = publish::target_file(terminal.folder / "repository", path, file);
    ASSERT_TRUE(publish::replace_file(place, bytes).has_value());
  }

  Terminal terminal;
};

TEST_F(District, HandsOnAPartOfItsOwnPaths) {
  auto& maker = terminal.maker;
  maker.targets.delegations.front().paths.push_back("street/*");
  maker.roles["street"].version = 1;
  maker.roles["street"].expires = maker.targets.expires;
  delegate("street", {"street/*"}, "street");
  terminal.publish_pack("street", 1, 1, notice_line(1, "notice-1", 1, "街道通知"));
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(terminal.shown_title("notice-1"), "街道通知");
}

TEST_F(District, CannotPublishUnderAnothersPathByARoleOfItsOwn) {
  auto& maker = terminal.maker;
  maker.roles["accomplice"].version = 1;
  maker.roles["accomplice"].expires = maker.targets.expires;
  delegate("accomplice", {"zrzy/*"}, "accomplice");
  list_pack("accomplice", "zrzy/1-1.pack", notice_line(1, "notice-1", 1, "冒名"));
  maker.raise_versions();
  terminal.publish_pack("zwzx", 1, 1, notice_line(1, "notice-2", 1, "乙"));
  terminal.sync();
  EXPECT_EQ(terminal.shown_title("notice-2"), "乙");
  EXPECT_FALSE(terminal.shown_title("notice-1"));
}

TEST_F(District, CannotListAnothersPathItself) {
  list_pack("district", "zrzy/1-1.pack", notice_line(1, "notice-1", 1, "冒名"));
  ++terminal.maker.roles["district"].version;
  terminal.maker.raise_versions();
  terminal.publish();
  terminal.sync();
  EXPECT_FALSE(terminal.shown_title("notice-1"));
}

// It names a bureau's role as its own, by the bureau's keys and for paths that do not matter: whoever took the first
// delegation met for the only one would not show the bureau any more.
TEST_F(District, CannotSilenceABureauByNamingItsRole) {
  delegate("zrzy", {"district/*"}, "zrzy");
  terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  const auto report = terminal.sync();
  EXPECT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
}

TEST_F(District, NamingABureausRoleByOtherKeysIsReportedAndChangesNothing) {
  delegate("zrzy", {"zrzy/*"}, "district");
  terminal.publish_pack("zrzy", 1, 1, notice_line(1, "notice-1", 1, "甲"));
  const auto report = terminal.sync();
  ASSERT_TRUE(report.error);
  EXPECT_EQ(report.error->code, "TRUST-010");
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲");
}

}  // namespace
}  // namespace gongkai::sync
