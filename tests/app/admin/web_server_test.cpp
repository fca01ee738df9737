#include "app/admin/web_server.h"

#include <atomic>
#include <future>
#include <thread>

#include "content/publish/atomic_file.h"
#include "tests/fakes/raw_http.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

using fakes::raw_get;
using fakes::raw_request;

class Server : public testing::Test {
 protected:
  Server() {
    put("metadata/timestamp.json", R"({"version":1})");
    put("metadata/1.root.json", std::string(1000, 'r'));
    put("metadata/1.root.json.gz", "compressed");
    server_ = std::make_unique<WebServer>(*WebServer::start({folder.path(), "127.0.0.1", 0}));
    thread_ = std::thread([this] {
      while (!stop_) server_->run_for(10);
    });
  }
  ~Server() override {
    stop_ = true;
    thread_.join();
  }

  void put(const std::string& name, const std::string& bytes) {
    if (!publish::replace_file(folder / name, bytes, publish::ModifiedTime::strictly_later)) std::abort();
  }
  std::uint16_t port() const { return server_->port(); }

  fakes::TemporaryFolder folder;

 private:
  std::unique_ptr<WebServer> server_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

TEST_F(Server, ServesFilesWithAnEntityTag) {
  const auto reply = raw_get(port(), "/metadata/timestamp.json");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"version":1})");
  EXPECT_EQ(reply.header("Content-Type"), "application/json");
  EXPECT_FALSE(reply.header("ETag").empty());
}

TEST_F(Server, AnswersNotModifiedUntilTheFileChanges) {
  const std::string etag = raw_get(port(), "/metadata/timestamp.json").header("ETag");
  const auto same = raw_get(port(), "/metadata/timestamp.json", "If-None-Match: " + etag + "\r\n");
  EXPECT_EQ(same.status, 304);
  EXPECT_TRUE(same.body.empty());
  put("metadata/timestamp.json", R"({"version":2})");
  const auto changed = raw_get(port(), "/metadata/timestamp.json", "If-None-Match: " + etag + "\r\n");
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.body, R"({"version":2})");
}

TEST_F(Server, SendsTheGzTwinToThoseWhoAcceptIt) {
  const auto gzip = raw_get(port(), "/metadata/1.root.json", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(gzip.header("Content-Encoding"), "gzip");
  EXPECT_EQ(gzip.body, "compressed");
  EXPECT_EQ(gzip.header("Content-Type"), "application/json");
  const auto plain = raw_get(port(), "/metadata/1.root.json");
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(plain.body.size(), 1000u);
  EXPECT_NE(gzip.header("ETag"), plain.header("ETag"));
}

TEST_F(Server, SendsRangesOfThePlainFile) {
  put("targets/a.pack", "0123456789");
  const auto part = raw_get(port(), "/targets/a.pack", "Range: bytes=3-5\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "345");
  EXPECT_EQ(part.header("Content-Range"), "bytes 3-5/10");
  const auto beyond = raw_get(port(), "/targets/a.pack", "Range: bytes=10-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.header("Content-Range"), "bytes */10");
  const auto resumed = raw_get(port(), "/targets/a.pack",
                               "Range: bytes=3-\r\nIf-Range: " + part.header("ETag") + "\r\n");
  EXPECT_EQ(resumed.body, "3456789");
  const auto other = raw_get(port(), "/targets/a.pack", "Range: bytes=3-\r\nIf-Range: \"other\"\r\n");
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(other.body, "0123456789");
}

TEST_F(Server, RefusesToLeaveItsFolder) {
  for (const char* path : {"/../etc/passwd", "/metadata/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                           "/metadata/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/.lock", "/metadata"}) {
    EXPECT_EQ(raw_get(port(), path).status, 404) << path;
  }
}

TEST_F(Server, AcceptsOnlyGetAndHead) {
  const auto head = raw_request(port(), "HEAD /metadata/timestamp.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  const auto post = raw_request(
      port(), "POST /metadata/timestamp.json HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab");
  EXPECT_EQ(post.status, 405);
}

TEST_F(Server, HoldsARequestUntilTheTimestampChanges) {
  const std::string etag = raw_get(port(), "/metadata/timestamp.json").header("ETag");
  auto held = std::async(std::launch::async, [&] {
    return raw_get(port(), "/metadata/timestamp.json", "If-None-Match: " + etag + "\r\nPrefer: wait=20\r\n");
  });
  // Still open after a while: the server did not answer 304 at once.
  EXPECT_EQ(held.wait_for(std::chrono::milliseconds{300}), std::future_status::timeout);
  const auto before = std::chrono::steady_clock::now();
  put("metadata/timestamp.json", R"({"version":2})");
  const auto reply = held.get();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{5});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"version":2})");
  EXPECT_EQ(reply.header("Preference-Applied"), "wait=20");
}

TEST_F(Server, AHeldRequestEndsWithNotModifiedAfterItsTime) {
  const std::string etag = raw_get(port(), "/metadata/timestamp.json").header("ETag");
  const auto before = std::chrono::steady_clock::now();
  const auto reply =
      raw_get(port(), "/metadata/timestamp.json", "If-None-Match: " + etag + "\r\nPrefer: wait=1\r\n");
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds{900});
  EXPECT_EQ(reply.status, 304);
  EXPECT_EQ(reply.header("Preference-Applied"), "wait=1");
}

TEST_F(Server, OnlyTheTimestampIsHeld) {
  const std::string etag = raw_get(port(), "/metadata/1.root.json").header("ETag");
  const auto reply = raw_get(port(), "/metadata/1.root.json", "If-None-Match: " + etag + "\r\nPrefer: wait=20\r\n");
  EXPECT_EQ(reply.status, 304);
  EXPECT_EQ(reply.header("Preference-Applied"), "");
}

TEST_F(Server, StopsWhileRequestsAreHeld) {
  const std::string etag = raw_get(port(), "/metadata/timestamp.json").header("ETag");
  const std::uint16_t where = port();
  std::thread client([&, where] {
    raw_request(where, "GET /metadata/timestamp.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIf-None-Match: " +
                           etag + "\r\nPrefer: wait=60\r\n\r\n", std::chrono::milliseconds{500});
  });
  client.join();  // gave up; the server still holds its request when the fixture ends
  EXPECT_EQ(raw_get(port(), "/metadata/1.root.json").status, 200);
}

TEST(ServerStart, FaultsAreNamed) {
  fakes::TemporaryFolder folder;
  EXPECT_EQ(WebServer::start({folder / "none"}).error().code, "ADMIN-010");
  EXPECT_EQ(WebServer::start({folder.path(), "localhost", 0}).error().code, "ADMIN-011");
  const auto first = WebServer::start({folder.path(), "127.0.0.1", 0});
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(WebServer::start({folder.path(), "127.0.0.1", first->port()}).error().code, "ADMIN-012");
  const auto v6 = WebServer::start({folder.path(), "::1", 0});
  EXPECT_TRUE(v6.has_value() || v6.error().code == "ADMIN-012") << "where the machine has no IPv6";
}

}  // namespace
}  // namespace gongkai::admin
