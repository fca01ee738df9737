#include "app/admin/publish_target.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/admin/http_target.h"
#include "tests/fakes/nginx_dav.h"
#include "tests/fakes/s3_fake.h"
#include "tests/fakes/temporary_folder.h"
#include "tests/fakes/tls_fake.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;

const model::Instant now = *model::parse_instant("2026-11-21T09:42:00+08:00");

TEST(PublishTarget, AddressesAreRecognised) {
  EXPECT_TRUE(std::holds_alternative<FolderTarget>(*open_target("/srv/gongkai", {})));
  const auto webdav = open_target("https://mulu.example/repository/", {});
  EXPECT_EQ(std::get<HttpTarget>(*webdav).url, "https://mulu.example/repository");
  for (const char* wrong : {"", "ftp://mulu.example", "s3+bucket", "https://a:b@mulu.example", "https://mulu.example/?x"}) {
    EXPECT_EQ(open_target(wrong, {}).error().code, "PUSH-001") << wrong;
  }
  EXPECT_EQ(open_target("s3+https://mulu.example/bucket", {}).error().code, "PUSH-002") << "no keys";
}

TEST(PublishTarget, CredentialsThatOthersCanReadAreNotUsed) {
  const fakes::TemporaryFolder folder;
  const fs::path file = folder / "credentials";
  std::ofstream(file) << "# 发布\nuser=office\npassword=a=b\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
  const auto open = open_target("https://mulu.example", file);
  EXPECT_EQ(open.error().code, "PUSH-002");
  EXPECT_NE(open.error().message.find("chmod 600"), std::string::npos);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(open_target("https://mulu.example", file).has_value());
  std::ofstream(file) << "password a\n";
  EXPECT_EQ(open_target("https://mulu.example", file).error().code, "PUSH-002");
}

TEST(PublishTarget, PathsAreEncoded) { EXPECT_EQ(url_path("metadata/1.%C3%B6 a.json"), "metadata/1.%25C3%25B6%20a.json"); }

// What each answer of a host means, and that it names a remedy.
TEST(PublishTarget, RefusalsHaveTheirOwnCodes) {
  const std::pair<int, const char*> cases[] = {{401, "PUSH-020"}, {403, "PUSH-020"}, {404, "PUSH-021"},
                                               {405, "PUSH-022"}, {409, "PUSH-022"}, {413, "PUSH-023"},
                                               {507, "PUSH-023"}, {503, "PUSH-024"}, {302, "PUSH-025"}};
  for (const auto& [status, code] : cases) {
    HttpTarget host{HttpTargetKind::s3, "http://mulu.example", nullptr, {}, {}};
    host.send = [answer = status](const sync::HttpWrite&) { return sync::HttpAnswer{answer, "", ""}; };
    const auto placed = http_place(host, "metadata/x", "x");
    ASSERT_FALSE(placed.has_value()) << status;
    EXPECT_EQ(placed.error().code, code);
    EXPECT_NE(placed.error().message.find("请"), std::string::npos) << placed.error().message;
  }
}

TEST(PublishTarget, NginxAsksForAPasswordThatNoMessageHolds) {
  const fakes::TemporaryFolder folder;
  const fs::path passwords = folder / "passwords";
  std::ofstream(passwords) << "office:{PLAIN}geheim-42\n";
  const fakes::NginxDav nginx("auth_basic x; auth_basic_user_file " + passwords.string() + ";");
  const fs::path file = folder / "credentials";
  const auto place = [&](const std::string& password) {
    std::ofstream(file) << "user=office\npassword=" << password << "\n";
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    auto target = open_target(nginx.url(), file);
    return place_target_file(*target, "a/b/c", "hello");
  };
  const auto refused = place("geheim-43");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "PUSH-020");
  EXPECT_EQ(refused.error().message.find("geheim"), std::string::npos);
  EXPECT_TRUE(place("geheim-42").has_value());
  EXPECT_TRUE(fs::exists(nginx.root() / "a/b/c"));
}

// A proxy is asked for the whole address; nginx takes the path of it.
TEST(PublishTarget, GoesThroughAProxy) {
  const fakes::NginxDav nginx;
  auto target = open_target("http://mulu.example", {}, {{}, nginx.url()});
  const auto placed = place_target_file(*target, "metadata/1.root.json", "hello");
  ASSERT_TRUE(placed.has_value()) << placed.error().message;
  EXPECT_TRUE(fs::exists(nginx.root() / "metadata/1.root.json"));
  auto nowhere = open_target("http://mulu.example", {}, {{}, "http://127.0.0.1:1"});
  const auto refused = place_target_file(*nowhere, "x", "x");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "HTTP-009") << refused.error().message;
}

TEST(PublishTarget, TrustsTheAuthorityItIsGiven) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsFake host(fakes::Certificate::good, folder / "ca.pem");
  auto trusting = open_target(host.url(), {}, {folder / "ca.pem", {}});
  EXPECT_TRUE(read_target_file(*trusting, "metadata/timestamp.json", 1000).has_value());
  auto strange = open_target(host.url(), {});
  const auto refused = read_target_file(*strange, "metadata/timestamp.json", 1000);
  ASSERT_FALSE(refused.has_value()) << "a fault is never taken for an absent file";
  EXPECT_EQ(refused.error().code, "HTTP-013") << refused.error().message;
}

TEST(PublishTarget, TheLockNamesItsOwnerAndCanBeBroken) {
  const fakes::NginxDav nginx;
  auto first = open_target(nginx.url(), {});
  auto second = open_target(nginx.url(), {});
  auto lock = TargetLock::take(*first, LockRule::respect, now);
  ASSERT_TRUE(lock.has_value());
  const auto refused = TargetLock::take(*second, LockRule::respect, now);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "PUSH-010");
  EXPECT_NE(refused.error().message.find("2026-11-21T09:42"), std::string::npos) << refused.error().message;
  EXPECT_NE(refused.error().message.find("--break-lock"), std::string::npos);
  {
    const model::Instant later = now + std::chrono::minutes(5);
    const auto broken = TargetLock::take(*second, LockRule::break_open, later);
    ASSERT_TRUE(broken.has_value());
    EXPECT_FALSE(lock->held().value()) << "the first one must learn of it";
    EXPECT_TRUE(broken->held().value());
  }
  EXPECT_FALSE(fs::exists(nginx.root() / "publish.lock"));
}

TEST(PublishTarget, AHostWithoutWebDavIsNotTakenForLocked) {
  const fakes::NginxDav nginx("dav_methods off;");
  auto target = open_target(nginx.url(), {});
  const auto lock = TargetLock::take(*target, LockRule::respect, now);
  ASSERT_FALSE(lock.has_value());
  EXPECT_EQ(lock.error().code, "PUSH-022") << lock.error().message;
}

// The example of "Authenticating Requests: Using the Authorization Header", GET Object, of the S3 API reference.
TEST(S3Fake, SignsAsThePublishedExample) {
  const fakes::S3Keys keys{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"};
  const fakes::S3Request request{
      "GET",
      "/test.txt",
      "",
      {{"host", "examplebucket.s3.amazonaws.com"},
       {"range", "bytes=0-9"},
       {"x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
       {"x-amz-date", "20130524T000000Z"}},
      ""};
  EXPECT_EQ(fakes::s3_signature(keys, request, "20130524T000000Z"),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

}  // namespace
}  // namespace gongkai::admin
