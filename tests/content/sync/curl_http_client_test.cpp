#include "content/sync/curl_http_client.h"

#include <sys/resource.h>

#include <chrono>
#include <fstream>

#include "tests/content/sync/sync_terminal.h"

namespace gongkai::sync {
namespace {

using fakes::Spoil;

class CurlClient : public testing::Test {
 protected:
  CurlClient() : server(folder.path()), http(sync_test::impatient()) {
    std::ofstream(folder / "file.json") << "hello";
  }

  model::Result<HttpResponse> get(const std::string& path = "file.json", std::size_t max_bytes = 1000) {
    return http.get({server.url() + path, max_bytes, "", 0});
  }
  std::string error_when(Spoil spoil) {
    server.add_fault({spoil, "file"});
    const auto response = get();
    return response ? "status " + std::to_string(response->status) : response.error().code;
  }

  fakes::TemporaryFolder folder;
  fakes::HttpFake server;
  CurlHttpClient http;
};

TEST_F(CurlClient, GetsAFileAndKeepsTheConnection) {
  for (int i = 0; i < 3; ++i) {
    const auto response = get();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "hello");
  }
  EXPECT_EQ(server.counts().connections, 1);
}

TEST_F(CurlClient, AsksConditionally) {
  const std::string etag = get()->etag;
  ASSERT_FALSE(etag.empty());
  const auto response = http.get({server.url() + "file.json", 1000, etag, 0});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 304);
  EXPECT_TRUE(response->body.empty());
}

TEST_F(CurlClient, CountsWhatGoesOverTheWire) {
  ASSERT_TRUE(get());
  EXPECT_EQ(http.totals().requests, 1);
  EXPECT_EQ(http.totals().bytes_down, server.counts().bytes_out);
  EXPECT_EQ(http.totals().bytes_up, server.counts().bytes_in);
}

TEST_F(CurlClient, AStatusIsAnAnswer) {
  EXPECT_EQ(get("missing.json")->status, 404);
  server.add_fault({Spoil::status, "file", 503, -1, 7});
  const auto response = get();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 503);
  EXPECT_EQ(response->retry_after_seconds, 7);
}

TEST_F(CurlClient, ServerDown) {
  server.go_down();
  EXPECT_EQ(get().error().code, "HTTP-001");
}

TEST_F(CurlClient, HoldsTheBoundExactly) {
  EXPECT_TRUE(get("file.json", 5));
  EXPECT_EQ(get("file.json", 4).error().code, "HTTP-004");
}

TEST_F(CurlClient, CutOffBody) { EXPECT_EQ(error_when(Spoil::cut_off), "HTTP-006"); }
TEST_F(CurlClient, EndlessChunks) { EXPECT_EQ(error_when(Spoil::endless_chunks), "HTTP-004"); }
TEST_F(CurlClient, HeaderFlood) { EXPECT_EQ(error_when(Spoil::header_flood), "HTTP-004"); }
TEST_F(CurlClient, SlowDrip) {
  std::ofstream(folder / "file.json") << std::string(100, 'x');
  EXPECT_EQ(error_when(Spoil::drip), "HTTP-002");
}
TEST_F(CurlClient, Silence) { EXPECT_EQ(error_when(Spoil::silence), "HTTP-002"); }
TEST_F(CurlClient, RedirectToAnotherHost) {
  EXPECT_EQ(error_when(Spoil::redirect_elsewhere), "HTTP-005");
  EXPECT_EQ(server.counts().requests, 1);
}
TEST_F(CurlClient, RedirectLoop) { EXPECT_EQ(error_when(Spoil::redirect_loop), "HTTP-005"); }

TEST_F(CurlClient, RefusesOtherProtocols) {
  EXPECT_FALSE(http.get({"file://" + (folder / "file.json").string(), 1000, "", 0}));
}

TEST_F(CurlClient, AGzipBombIsCutAtTheBound) {
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  server.add_fault({Spoil::gzip_bomb, "file"});
  EXPECT_EQ(get("file.json", 1024 * 1024).error().code, "HTTP-004");
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 20 * 1024);  // KiB
}

TEST_F(CurlClient, StopsWhenAsked) {
  CurlHttpClient stopped({}, [] { return true; });
  server.add_fault({Spoil::silence, "file"});
  EXPECT_EQ(stopped.get({server.url() + "file.json", 1000, "", 25}).error().code, "HTTP-007");
}

}  // namespace
}  // namespace gongkai::sync
