#include "content/publish/release.h"

#include <sys/stat.h>

#include <fstream>

#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "content/publish/repository_setup.h"
#include "content/trust/digest.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using Outcome = ReleaseReport::Outcome;

const model::Instant start = *model::parse_instant("2026-11-21T09:00:00+08:00");

class Release : public testing::Test {
 protected:
  Release() {
    fakes::write_sample_draft(draft, 3);
    if (!make_keys(keys, {"zwzx"}) || !set_up_repository(repository, keys, start)) std::abort();
  }

  fakes::TemporaryFolder folder;
  fs::path draft = folder / "draft";
  fs::path keys = folder / "keys";
  fs::path repository = folder / "repository";

  ReleaseReport publish(model::Instant now = start, Renewal renewal = Renewal::with_changes) {
    const auto read = read_draft(draft, model::date_of(now));
    const auto report = release({repository, keys, now, renewal}, *read);
    if (!report) {
      ADD_FAILURE() << report.error().message;
      return {};
    }
    return *report;
  }
  RepositoryState state() { return *read_repository(repository, *read_file(keys / "root.json", 100'000)); }
};

TEST_F(Release, TheFirstOnePublishesEverythingInOnePack) {
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::published);
  ASSERT_EQ(report.bureaus.size(), 1u);
  EXPECT_EQ(report.bureaus[0].changes.size(), 8u);
  ASSERT_EQ(report.bureaus[0].packs.size(), 1u);
  EXPECT_EQ(report.bureaus[0].packs[0].path, "zwzx/1-8.pack");
  EXPECT_EQ(state().roles.at("zwzx").targets.size(), 1u);
}

TEST_F(Release, WithoutChangesNothingIsWritten) {
  publish();
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::unchanged);
  EXPECT_TRUE(report.written.empty());
}

TEST_F(Release, OneChangedItemWritesOnePackOneRoleSnapshotAndTimestamp) {
  publish();
  fakes::write_notice(draft, "notice-0002", 2, "关于调整第2号窗口受理时间的补充通知");
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::published);
  ASSERT_EQ(report.written.size(), 4u);
  EXPECT_EQ(report.written[0].extension(), ".pack");
  EXPECT_EQ(report.written[1], "metadata/3.zwzx.json");
  EXPECT_EQ(report.written[2], "metadata/3.snapshot.json");
  EXPECT_EQ(report.written[3], "metadata/timestamp.json");
  ASSERT_EQ(report.bureaus[0].changes.size(), 1u);
  EXPECT_EQ(report.bureaus[0].changes[0].kind, ChangeKind::changed);
  EXPECT_TRUE(fs::exists((repository / report.written[0]).string() + ".gz"));
}

TEST_F(Release, ThePicturesOfAnItemAreWrittenBeforeItsPack) {
  const std::string picture = "\x89PNG…";
  const std::string name = trust::sha256_hex(picture);
  const fs::path file = draft / "zwzx/notice/notice-0002.json";
  std::string json = *read_file(file, 100'000);
  const auto body = json.find("\"body\"");
  ASSERT_NE(body, std::string::npos);
  json.insert(json.find('[', body) + 1, "{\"t\":\"image\",\"sha256\":\"" + name + "\",\"caption\":\"图\"},");
  std::ofstream(file, std::ios::binary) << json;
  const ReleaseReport refused = publish();
  EXPECT_EQ(refused.outcome, Outcome::refused);
  ASSERT_EQ(refused.faults.size(), 1u);
  EXPECT_EQ(refused.faults[0].fault.code, "E-RELEASE-PICTURE");
  EXPECT_NE(refused.faults[0].fault.message.find(name), std::string::npos) << "says how the file must be called";
  EXPECT_FALSE(fs::exists(repository / "targets/blobs"));

  fs::create_directories(draft / "blobs");
  std::ofstream(draft / "blobs" / (name + ".png"), std::ios::binary) << "other bytes";
  EXPECT_EQ(publish().outcome, Outcome::refused);
  std::ofstream(draft / "blobs" / (name + ".png"), std::ios::binary) << picture;
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::published);
  ASSERT_FALSE(report.written.empty());
  EXPECT_EQ(report.written[0], fs::path("targets/blobs") / name.substr(0, 2) / name);
  EXPECT_EQ(*read_file(repository / report.written[0], 100), picture);
}

TEST_F(Release, OtherContentWithoutAHigherRevIsRefusedWhole) {
  publish();
  fakes::write_notice(draft, "notice-0001", 2, "一条正当的更新");
  fakes::write_notice(draft, "notice-0002", 1, "改了内容却没有提高版本");
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::refused);
  EXPECT_TRUE(report.written.empty());
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0].fault.code, "E-RELEASE-REV");
  EXPECT_EQ(report.faults[0].fault.entity, "notice-0002");
  EXPECT_NE(report.faults[0].fault.message.find("rev 1 不高于已发布的 1：请把 rev 提高到 2"), std::string::npos)
      << report.faults[0].fault.message;
  EXPECT_EQ(state().timestamp.version, 2) << "the valid change was not published either";
}

// Its text is another one each day without anybody's hand, so nobody can be asked for a higher rev.
TEST_F(Release, WhatTheDayHasChangedGetsTheNextRevision) {
  fakes::write_notice(draft, "notice-0001", 1, "办理日期 {today}");
  publish();
  EXPECT_EQ(publish().outcome, Outcome::unchanged);
  for (std::int64_t day = 1; day <= 2; ++day) {
    const ReleaseReport report = publish(start + std::chrono::days(day));
    ASSERT_EQ(report.bureaus.size(), 1u);
    ASSERT_EQ(report.bureaus[0].changes.size(), 1u);
    EXPECT_EQ(report.bureaus[0].changes[0].rev, 1 + day);
  }
  fakes::write_notice(draft, "notice-0001", 9, "办理日期 {today}，窗口照常");
  EXPECT_EQ(publish(start + std::chrono::days(2)).bureaus.at(0).changes.at(0).rev, 9) << "a higher one in the file counts";
}

TEST_F(Release, TheTimestampSaysWhenItWasSigned) {
  publish(start + std::chrono::minutes(7));
  EXPECT_EQ(state().timestamp.signed_at, start + std::chrono::minutes(7));
}

TEST_F(Release, ADraftWithErrorsIsRefused) {
  CatalogueDraft broken = *read_draft(draft, model::date_of(start));
  broken.faults.push_back({"x.json", 1, 1, {model::Severity::error, "E-X", "", "", std::nullopt, ""}});
  EXPECT_EQ(release({repository, keys, start}, broken).error().code, "PUBLISH-034");
}

TEST_F(Release, AWithdrawalIsATombstoneAndADeletedFileIsNot) {
  publish();
  ASSERT_TRUE(withdraw_in_draft(draft, "notice-0001", "内容有误").has_value());
  fs::remove(draft / "zwzx/notice/notice-0003.json");
  const ReleaseReport report = publish();
  ASSERT_EQ(report.bureaus.size(), 1u);
  ASSERT_EQ(report.bureaus[0].changes.size(), 1u);
  EXPECT_EQ(report.bureaus[0].changes[0].kind, ChangeKind::withdrawn);
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0].fault.code, "W-RELEASE-GONE");
  const auto packs = *listed_packs("zwzx", state().roles.at("zwzx"));
  const auto bytes = read_pack(repository, "zwzx", packs.back());
  EXPECT_NE(bytes->find("\"withdrawn\":{"), std::string::npos);
  EXPECT_NE(bytes->find("内容有误"), std::string::npos);
}

TEST_F(Release, WhatWasNeverPublishedNeedsNoTombstone) {
  ASSERT_TRUE(withdraw_in_draft(draft, "notice-0001", "不再需要").has_value());
  EXPECT_EQ(publish().bureaus[0].changes.size(), 7u);
}

TEST_F(Release, AnEntityStaysWithItsBureau) {
  publish();
  ASSERT_TRUE(make_keys(keys, {"cgj"}).has_value());
  ASSERT_TRUE(set_up_repository(repository, keys, start).has_value());
  fs::create_directories(draft / "cgj/notice");
  fs::rename(draft / "zwzx/notice/notice-0001.json", draft / "cgj/notice/notice-0001.json");
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::refused);
  EXPECT_EQ(report.faults[0].fault.code, "E-RELEASE-OWNER");
}

TEST_F(Release, ABureauWithoutARoleIsRefused) {
  fs::create_directories(draft / "mzj/notice");
  fs::rename(draft / "zwzx/notice/notice-0001.json", draft / "mzj/notice/notice-0001.json");
  const ReleaseReport report = publish();
  EXPECT_EQ(report.outcome, Outcome::refused);
  EXPECT_EQ(report.faults[0].fault.code, "E-RELEASE-ROLE");
}

TEST_F(Release, PlaceholdersAreRepublishedOnlyWhenTheirTextChanges) {
  fakes::write_notice(draft, "notice-0001", 1, "{today:md}起施行的通知");
  fakes::write_notice(draft, "notice-0002", 1, "{today:y}年的通知");
  publish();
  EXPECT_EQ(publish(start + std::chrono::hours{1}).outcome, Outcome::unchanged);
  const ReleaseReport report = publish(start + std::chrono::days{1});
  ASSERT_EQ(report.bureaus[0].changes.size(), 1u);
  EXPECT_EQ(report.bureaus[0].changes[0].id, "notice-0001");
}

TEST_F(Release, RolesAreRenewedAtHalfOfTheirLife) {
  publish();
  const auto later = start + std::chrono::hours{13};
  const ReleaseReport hint = publish(later);
  EXPECT_EQ(hint.outcome, Outcome::unchanged);
  EXPECT_EQ(hint.due, std::vector<std::string>{"timestamp"});
  const ReleaseReport renewed = publish(later, Renewal::when_due);
  EXPECT_EQ(renewed.outcome, Outcome::renewed);
  EXPECT_EQ(renewed.written, std::vector<fs::path>{"metadata/timestamp.json"});
  EXPECT_EQ(publish(later, Renewal::when_due).outcome, Outcome::unchanged);

  const ReleaseReport week = publish(start + std::chrono::days{5}, Renewal::when_due);
  EXPECT_EQ(week.outcome, Outcome::renewed);
  ASSERT_EQ(week.bureaus.size(), 1u);
  EXPECT_EQ(week.bureaus[0].bureau, "emergency");
  EXPECT_EQ(week.written.size(), 3u);
  EXPECT_GT(state().roles.at("emergency").expires, start + std::chrono::days{11});
}

TEST_F(Release, RootAndDelegationsAreRenewedWhereTheirKeysAre) {
  publish();
  const model::Instant later = start + std::chrono::days{330};
  const fs::path everything = keys;
  keys = folder / "bureau";
  fs::create_directories(keys);
  for (const char* part : {"bureaus", "online", "root.json"}) {
    fs::copy(everything / part, keys / part, fs::copy_options::recursive);
  }
  const ReleaseReport of_bureau = publish(later, Renewal::when_due);
  EXPECT_EQ(of_bureau.outcome, Outcome::renewed);
  EXPECT_TRUE(of_bureau.renewed.empty());
  ASSERT_EQ(of_bureau.expiring.size(), 2u) << "root and delegations, which others have to sign";
  EXPECT_NE(of_bureau.expiring[1].find("机构委托 还有 35 天过期"), std::string::npos) << of_bureau.expiring[1];

  keys = everything;
  const ReleaseReport of_office = publish(later, Renewal::when_due);
  EXPECT_EQ(of_office.outcome, Outcome::renewed);
  EXPECT_EQ(of_office.renewed, (std::vector<std::string>{"信任根第 2 版", "机构委托第 2 版"}));
  EXPECT_TRUE(of_office.expiring.empty());
  EXPECT_EQ(state().root.expires, later + std::chrono::days{365}) << "found from the root that terminals have";
  EXPECT_EQ(state().targets.expires, later + std::chrono::days{365});
}

TEST_F(Release, AnotherBureausKeysAreNotNeededToPublish) {
  ASSERT_TRUE(make_keys(keys, {"zwzx", "zrzy"}).has_value());
  ASSERT_TRUE(set_up_repository(repository, keys, start).has_value());
  fs::remove_all(keys / "bureaus/zrzy");
  const ReleaseReport report = publish(start + std::chrono::days{200});
  EXPECT_EQ(report.outcome, Outcome::published);
  EXPECT_EQ(state().roles.at("zrzy").version, 1) << "half of its life is over, its people will sign";
}

TEST_F(Release, OnlineRolesAreRenewedWithTheOnlineKeysAlone) {
  publish();
  fs::remove_all(keys / "bureaus");
  fs::remove_all(keys / "root");
  const auto not_due = renew_online_roles({repository, keys, start, Renewal::when_due});
  EXPECT_FALSE(*not_due);
  const auto renewed = renew_online_roles({repository, keys, start + std::chrono::days{4}, Renewal::when_due});
  ASSERT_TRUE(renewed.has_value()) << renewed.error().message;
  EXPECT_TRUE(*renewed);
  EXPECT_EQ(state().timestamp.expires, start + std::chrono::days{5});
}

TEST_F(Release, EveryTimestampHasALaterSecond) {
  publish();
  std::int64_t before = 0;
  for (int i = 2; i <= 5; ++i) {
    fakes::write_notice(draft, "notice-0001", i, "第" + std::to_string(i) + "次修改的通知");
    publish();
    struct stat file {};
    ASSERT_EQ(::stat(timestamp_file(repository).c_str(), &file), 0);
    EXPECT_GT(file.st_mtim.tv_sec, before);
    before = file.st_mtim.tv_sec;
  }
}

TEST_F(Release, SeventyReleasesStayReadable) {
  publish();
  for (int i = 2; i <= 70; ++i) {
    fakes::write_notice(draft, "notice-0001", i, "第" + std::to_string(i) + "次修改的通知");
    const ReleaseReport report = publish();
    ASSERT_EQ(report.outcome, Outcome::published) << i;
    EXPECT_LE(report.bureaus[0].packs.size(), 3u);
  }
  const auto packs = *listed_packs("zwzx", state().roles.at("zwzx"));
  EXPECT_LE(packs.size(), 24u);
  EXPECT_LE(whole_cover(packs)->size(), 15u);
}

// A release that dies after any of its files leaves a tree that verifies, and the next release completes it.
TEST_F(Release, AnInterruptedOneLeavesTheOldStateWhole) {
  publish();
  const fs::path before = folder / "before";
  fs::copy(repository, before, fs::copy_options::recursive);
  fakes::write_notice(draft, "notice-0002", 2, "关于调整第2号窗口受理时间的补充通知");
  const ReleaseReport full = publish();
  const fs::path after = folder / "after";
  fs::rename(repository, after);
  for (std::size_t done = 0; done < full.written.size(); ++done) {
    fs::remove_all(repository);
    fs::copy(before, repository, fs::copy_options::recursive);
    for (std::size_t i = 0; i < done; ++i) {
      fs::create_directories((repository / full.written[i]).parent_path());
      fs::copy_file(after / full.written[i], repository / full.written[i], fs::copy_options::overwrite_existing);
    }
    EXPECT_EQ(state().snapshot.version, 2) << done;
    const ReleaseReport again = publish();
    EXPECT_EQ(again.outcome, Outcome::published) << done;
    EXPECT_EQ(state().snapshot.version, 3) << done;
  }
}

TEST_F(Release, ATamperedRepositoryIsNotContinued) {
  publish();
  const auto packs = *listed_packs("zwzx", state().roles.at("zwzx"));
  const fs::path file = target_file(repository, pack_path("zwzx", packs[0]), packs[0].file);
  std::string bytes = *read_file(file, 1'000'000);
  bytes[100] ^= 1;
  ASSERT_TRUE(replace_file(file, bytes).has_value());
  const auto report = release({repository, keys, start}, *read_draft(draft, model::date_of(start)));
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, "TRUST-041");
}

TEST_F(Release, ASecondPublisherIsTurnedAway) {
  const auto lock = RepositoryLock::take(repository);
  ASSERT_TRUE(lock.has_value());
  const auto report = release({repository, keys, start}, *read_draft(draft, model::date_of(start)));
  EXPECT_EQ(report.error().code, "PUBLISH-031");
}

TEST_F(Release, SettingUpAgainChangesNothingAndLetsABureauJoin) {
  publish();
  using Setup = SetupReport::Outcome;
  EXPECT_EQ(set_up_repository(repository, keys, start)->outcome, Setup::unchanged);
  ASSERT_TRUE(make_keys(keys, {"cgj"}).has_value());
  const auto joined = set_up_repository(repository, keys, start);
  ASSERT_TRUE(joined.has_value());
  EXPECT_EQ(joined->outcome, Setup::joined);
  EXPECT_EQ(joined->added, std::vector<std::string>{"cgj"});
  EXPECT_EQ(state().targets.version, 2);
  EXPECT_EQ(state().roles.at("cgj").version, 1);
  EXPECT_EQ(state().roles.at("zwzx").version, 2) << "the others are not signed again";
  EXPECT_EQ(publish().outcome, Outcome::unchanged);
}

TEST_F(Release, MissingRepositoryOrKeysAreNamed) {
  const auto read = *read_draft(draft, model::date_of(start));
  EXPECT_EQ(release({folder / "none", keys, start}, read).error().code, "PUBLISH-033");
  EXPECT_EQ(release({repository, folder / "none", start}, read).error().code, "PUBLISH-004");
  fs::remove(keys / "bureaus/zwzx/reviewer.pem");
  const auto report = release({repository, keys, start}, read);
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, "PUBLISH-030");
  EXPECT_NE(report.error().message.find("审核"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::publish
