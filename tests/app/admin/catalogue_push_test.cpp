#include "app/admin/catalogue_push.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>

#include "content/publish/bundle.h"
#include "content/publish/proposal.h"
#include "content/publish/root_change.h"
#include "content/publish/signing_key.h"
#include "tests/app/admin/publishing_office.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/nginx_dav.h"
#include "tests/fakes/s3_fake.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using admin_test::Office;
using admin_test::S3Environment;
using admin_test::start;
using admin_test::Terminal;

// "" when all went well, the code otherwise.
std::string push_code(const std::string& to, const PushRequest& request, LockRule rule = LockRule::respect,
                      PushReport* report = nullptr) {
  auto target = open_target(to, {});
  if (!target) return target.error().code;
  const auto lock = TargetLock::take(*target, rule, start);
  if (!lock) return lock.error().code;
  PushRequest ruled = request;
  ruled.rule = rule;
  const auto sent = push(*target, *lock, ruled);
  if (sent && report != nullptr) *report = *sent;
  return sent ? "" : sent.error().code;
}

enum class Moment { before_request, after_request };

// A push in a process of its own that is killed at its Nth request. True when it was, false when it ended first.
bool push_and_kill(const std::string& to, const PushRequest& request, int nth, Moment moment) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto target = open_target(to, {});
    auto& host = std::get<HttpTarget>(*target);
    int count = 0;
    host.send = [inner = host.send, &count, nth, moment](const sync::HttpWrite& write) {
      ++count;
      if (count == nth && moment == Moment::before_request) ::kill(::getpid(), SIGKILL);
      auto answer = inner(write);
      if (count == nth && moment == Moment::after_request) ::kill(::getpid(), SIGKILL);
      return answer;
    };
    {
      const auto lock = TargetLock::take(*target, request.rule, start);
      if (!lock || !push(*target, *lock, request)) ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
  return WIFSIGNALED(status);
}

// At each request in turn: killed there, a terminal sees the old title or the new one, and the next push ends the work.
void expect_old_or_new_wherever_killed(const std::string& to, const std::string& url) {
  Office office;
  office.publish_title(1, "第1版");
  ASSERT_EQ(push_code(to, office.request()), "");
  Terminal terminal(url, office.root());
  std::string shown = terminal.fetch();
  ASSERT_EQ(shown, "第1版");
  PushRequest request = office.request();
  request.rule = LockRule::break_open;
  bool killed = true;
  for (int nth = 1; killed; ++nth) {
    ASSERT_LT(nth, 200);
    const std::string title = fmt::format("第{}版", nth + 1);
    office.publish_title(nth + 1, title);
    killed = push_and_kill(to, request, nth, nth % 2 == 0 ? Moment::before_request : Moment::after_request);
    const std::string seen = terminal.fetch();
    EXPECT_TRUE(seen == shown || seen == title) << "killed at " << nth << ": " << seen;
    ASSERT_EQ(push_code(to, office.request(), LockRule::break_open), "") << "after " << nth;
    shown = terminal.fetch();
    ASSERT_EQ(shown, title);
    ASSERT_EQ(Terminal(url, office.root()).fetch(), title) << "a new terminal";
    ASSERT_TRUE(killed || nth > 10) << "a push is more requests than that";
  }
}

TEST(Push, NginxKilledAtEveryRequestIsOldOrNew) {
  const fakes::NginxDav nginx;
  expect_old_or_new_wherever_killed(nginx.url(), nginx.url());
}

TEST(Push, S3KilledAtEveryRequestIsOldOrNew) {
  const fakes::S3Keys keys;
  const S3Environment environment(keys);
  const fakes::S3Fake store(keys);
  expect_old_or_new_wherever_killed("s3+" + store.url() + "/bucket/tree", store.url() + "/bucket/tree");
  EXPECT_EQ(store.refused(), 0);
  EXPECT_GT(store.signed_requests(), 100);
}

// So many bureaus that the tree is born with a starter.
TEST(Push, TheStarterGoesWithTheCatalogue) {
  std::vector<model::BureauName> bureaus{"zwzx"};
  for (char c = 'a'; c <= 'q'; ++c) bureaus.push_back(std::string("jg") + c);
  Office office(bureaus);
  office.publish_title(1, "甲");
  fakes::TemporaryFolder host;
  fs::create_directories(host / "tree");
  ASSERT_EQ(push_code((host / "tree").string(), office.request()), "");
  fakes::HttpFake server(host / "tree");
  EXPECT_EQ(Terminal(server.url(), office.root()).fetch(), "甲");
  const auto paths = server.paths();
  EXPECT_TRUE(std::any_of(paths.begin(), paths.end(), [](const auto& path) { return path.ends_with(".starter.bundle"); }));
  EXPECT_LE(paths.size(), 8U) << "one request for all roles";

  // A new one is due when seventeen more files have come; it takes the place of the old one there.
  const auto starters = [&] {
    return std::count_if(fs::directory_iterator(host / "tree/metadata"), fs::directory_iterator(),
                         [](const auto& entry) { return entry.path().extension() == ".bundle"; });
  };
  EXPECT_EQ(starters(), 1);
  std::ofstream(publish::starter_file(office.repository, 1), std::ios::trunc) << "spoilt: it serves no more";
  office.publish_title(2, "乙");
  ASSERT_EQ(push_code((host / "tree").string(), office.request()), "");
  EXPECT_EQ(starters(), 1);
  EXPECT_EQ(Terminal(server.url(), office.root()).fetch(), "乙");
}

// A whole release of the second office takes the first one's state over; a bare push of a foreign tree is refused.
void expect_two_publishers_agree(const std::string& to, const std::string& url) {
  Office first;
  first.publish_title(1, "甲");
  ASSERT_EQ(push_code(to, first.request()), "");
  PushRequest second = first.request();
  second.repository = first.folder / "second";
  auto target = open_target(to, {});
  {
    const auto lock = TargetLock::take(*target, LockRule::respect, start);
    ASSERT_TRUE(lock.has_value());
    ASSERT_EQ(compare_target(*target, second).value(), TargetState::foreign);
    const auto taken = take_over(*target, second);
    ASSERT_TRUE(taken.has_value()) << taken.error().message;
    ASSERT_EQ(compare_target(*target, second).value(), TargetState::same);
  }
  // Both go on from the same state; the second is quicker.
  first.publish_title(second.repository, 2, "乙");
  ASSERT_EQ(push_code(to, second), "");
  first.publish_title(3, "甲二");
  EXPECT_EQ(push_code(to, first.request()), "PUSH-012");
  EXPECT_EQ(Terminal(url, first.root()).fetch(), "乙");
  {
    const auto lock = TargetLock::take(*target, LockRule::respect, start);
    ASSERT_TRUE(take_over(*target, first.request()).has_value());
  }
  first.publish_title(4, "甲三");
  ASSERT_EQ(push_code(to, first.request()), "");
  EXPECT_EQ(Terminal(url, first.root()).fetch(), "甲三");
}

TEST(Push, TwoPublishersOnNginx) {
  const fakes::NginxDav nginx;
  expect_two_publishers_agree(nginx.url(), nginx.url());
}

TEST(Push, TwoPublishersOnS3) {
  const fakes::S3Keys keys;
  const S3Environment environment(keys);
  const fakes::S3Fake store(keys);
  expect_two_publishers_agree("s3+" + store.url() + "/bucket", store.url() + "/bucket");
}

TEST(Push, TwoPublishersInAFolder) {
  const fakes::NginxDav nginx;
  expect_two_publishers_agree(nginx.root().string(), nginx.url());
}

// Two processes push rounds at the same host at once, each taking over and publishing; whatever a terminal sees at any
// time is whole, and one of the two always gets on.
TEST(Push, TwoProcessesAtOnceTakeTurns) {
  const fakes::NginxDav nginx;
  Office office;
  office.publish_title(1, "零");
  ASSERT_EQ(push_code(nginx.url(), office.request()), "");
  const auto publisher = [&](int number) {
    PushRequest request = office.request();
    request.repository = office.folder / fmt::format("tree-{}", number);
    const fs::path draft = office.folder / fmt::format("draft-{}", number);
    fakes::write_sample_draft(draft, 2);
    fakes::write_notice(draft, "notice-0001", 1, "零");  // as published before
    int published = 0;
    for (int attempt = 0; attempt < 500 && published < 6; ++attempt) {
      auto target = open_target(nginx.url(), {});
      const auto lock = TargetLock::take(*target, LockRule::respect, start);
      if (!lock) {
        if (lock.error().code != "PUSH-010") return 2;
        ::usleep(5'000);
        continue;
      }
      const auto state = compare_target(*target, request);
      if (!state || (*state == TargetState::foreign && !take_over(*target, request))) return 3;
      fakes::write_notice(draft, fmt::format("notice-00{}{}", number, published), 1, "并发");
      const auto report = publish::release({request.repository, office.keys, start},
                                           *publish::read_draft(draft, model::date_of(start)));
      if (!report || report->outcome != publish::ReleaseReport::Outcome::published) return 4;
      if (!push(*target, *lock, request)) return 5;
      ++published;
    }
    return published == 6 ? 0 : 6;
  };
  pid_t children[2];
  for (int number = 0; number < 2; ++number) {
    children[number] = ::fork();
    if (children[number] == 0) ::_exit(publisher(number + 1));
  }
  Terminal terminal(nginx.url(), office.root());
  int running = 2;
  while (running > 0) {
    terminal.fetch();
    int status = 0;
    for (pid_t& child : children) {
      if (child == 0 || ::waitpid(child, &status, WNOHANG) != child) continue;
      EXPECT_EQ(WEXITSTATUS(status), 0);
      child = 0;
      --running;
    }
  }
  auto target = open_target(nginx.url(), {});
  const auto bytes = read_target_file(*target, "metadata/timestamp.json", 100'000);
  EXPECT_EQ(trust::parse_timestamp(**bytes)->role.snapshot.version, 2 + 2 * 6) << "every publish counts once";
  EXPECT_EQ(read_target_file(*target, "publish.lock/owner", 100).value(), std::nullopt);
}

TEST(Push, ResumesWithoutSendingTwice) {
  const fakes::NginxDav nginx;
  Office office;
  office.publish_title(1, "甲");
  constexpr int in_the_middle = 12;
  ASSERT_TRUE(push_and_kill(nginx.url(), office.request(), in_the_middle, Moment::after_request));
  EXPECT_EQ(push_code(nginx.url(), office.request()), "PUSH-010") << "the lock of the killed one is still there";
  PushReport report;
  ASSERT_EQ(push_code(nginx.url(), office.request(), LockRule::break_open, &report), "");
  EXPECT_GT(report.kept, 0u);
  EXPECT_GT(report.sent, 0u);
  ASSERT_EQ(push_code(nginx.url(), office.request(), LockRule::respect, &report), "");
  EXPECT_EQ(report.sent, 0u) << "nothing left to send";
}

// Two timestamps of one size within a second would have one entity tag on nginx.
TEST(Push, TheTimestampGetsALaterSecond) {
  const fakes::NginxDav nginx;
  Office office;
  std::chrono::seconds last{0};
  for (int rev = 1; rev <= 3; ++rev) {
    office.publish_title(rev, fmt::format("第{}版", rev));
    ASSERT_EQ(push_code(nginx.url(), office.request()), "");
    const auto written = fs::last_write_time(nginx.root() / "metadata/timestamp.json").time_since_epoch();
    const auto time = std::chrono::floor<std::chrono::seconds>(written);
    EXPECT_TRUE(rev == 1 || time > last);
    last = time;
  }
}

TEST(Push, ADamagedLeftoverIsReplaced) {
  const fakes::NginxDav nginx;
  Office office;
  office.publish_title(1, "甲");
  const fs::path leftover = nginx.root() / "metadata/2.snapshot.json";
  ASSERT_TRUE(publish::replace_file(leftover, "half a file").has_value());
  ASSERT_EQ(push_code(nginx.url(), office.request()), "");
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "甲");
}

// What is published cannot be read whole, for a moment or for good: nothing is decided from that.
TEST(Push, AMissingFileOfThePublishedStateIsAFaultOfItsOwn) {
  const fakes::NginxDav nginx;
  const std::string to = nginx.root().string();
  Office office;
  office.publish_title(1, "甲");
  ASSERT_EQ(push_code(to, office.request()), "");
  fs::remove(nginx.root() / "metadata/2.snapshot.json");
  EXPECT_EQ(push_code(to, office.request()), "PUSH-015");
  office.publish_title(2, "乙");
  EXPECT_EQ(push_code(to, office.request()), "PUSH-015");
  EXPECT_FALSE(fs::exists(nginx.root() / "metadata/3.snapshot.json"));
  EXPECT_EQ(push_code(to, office.request(), LockRule::break_open), "");
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "乙");
}

TEST(Push, WhatCannotBeReadIsNotAbsent) {
  const fakes::NginxDav nginx;
  Office office;
  office.publish_title(1, "甲");
  auto target = open_target(nginx.url(), {});
  auto& host = std::get<HttpTarget>(*target);
  for (const int status : {403, 500, 503, 507}) {
    host.send = [status](const sync::HttpWrite&) { return sync::HttpAnswer{status, "", ""}; };
    EXPECT_FALSE(compare_target(*target, office.request()).has_value()) << status;
  }
}

TEST(Push, ARootThatDisownsWhatIsPublishedStaysAtHome) {
  const fakes::NginxDav nginx;
  Office office;
  office.publish_title(1, "甲");
  ASSERT_EQ(push_code(nginx.url(), office.request()), "");
  // The online keys are replaced in one step instead of two.
  publish::RootEdit edit;
  for (const char* role : {"snapshot", "timestamp"}) {
    const fs::path old_key = office.keys / "online" / (std::string(role) + ".pem");
    const std::string keyid = publish::SigningKey::load(old_key)->keyid();
    const auto fresh = publish::SigningKey::generate();
    fs::remove(old_key);
    ASSERT_TRUE(fresh->save(old_key).has_value());
    edit.added.emplace_back(role, old_key);
    edit.removed.emplace_back(role, keyid);
  }
  const fs::path proposal = office.folder / "proposal";
  ASSERT_TRUE(publish::propose_root({office.repository, office.keys, proposal, start}, edit).has_value());
  const auto installed = publish::install_proposal({office.repository, office.keys, proposal, start});
  ASSERT_TRUE(installed.has_value()) << installed.error().message;
  EXPECT_EQ(push_code(nginx.url(), office.request()), "PUSH-014");
  EXPECT_FALSE(fs::exists(nginx.root() / "metadata/2.root.json"));
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "甲");
}

TEST(Push, OnS3LeftoversOfOthersStopUntilSomeoneHasLooked) {
  const fakes::S3Keys keys;
  const S3Environment environment(keys);
  fakes::S3Fake store(keys);
  const std::string to = "s3+" + store.url() + "/bucket";
  Office office;
  office.publish_title(1, "甲");
  store.put("/bucket/metadata/1.root.json", "a timestamp that cannot be read just now");
  EXPECT_EQ(push_code(to, office.request()), "PUSH-013");
  EXPECT_EQ(store.objects().size(), 1u) << "nothing was begun anew over it";
  store.put("/bucket/metadata/2.snapshot.json", "of another publisher");
  EXPECT_EQ(push_code(to, office.request()), "PUSH-013");
  EXPECT_FALSE(store.objects().contains("/bucket/metadata/timestamp.json"));
  EXPECT_EQ(push_code(to, office.request(), LockRule::break_open), "");
  EXPECT_EQ(Terminal(store.url() + "/bucket", office.root()).fetch(), "甲");
}

// The target changes while files are being sent: the timestamp is not touched.
TEST(Push, AnotherPublisherInBetweenIsNoticed) {
  const fakes::S3Keys keys;
  const S3Environment environment(keys);
  fakes::S3Fake store(keys);
  Office office;
  office.publish_title(1, "甲");
  auto target = open_target("s3+" + store.url() + "/bucket", {});
  const auto lock = TargetLock::take(*target, LockRule::respect, start);
  PushRequest request = office.request();
  request.progress = [&](std::size_t done, std::size_t) {
    if (done == 2) store.put("/bucket/metadata/timestamp.json", "{}");
  };
  const auto sent = push(*target, *lock, request);
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().code, "PUSH-011");
  EXPECT_EQ(store.objects().at("/bucket/metadata/timestamp.json"), "{}");
}

}  // namespace
}  // namespace gongkai::admin
