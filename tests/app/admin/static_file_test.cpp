#include "app/admin/static_file.h"

#include <fcntl.h>
#include <unistd.h>

#include "content/publish/atomic_file.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

TEST(EntityTags, MatchListsWeakOnesAndStar) {
  EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("\"x\", W/\"a\" ,\"y\"", "\"a\""));
  EXPECT_TRUE(etag_matches("*", "\"a\""));
  EXPECT_FALSE(etag_matches("", "\"a\""));
  EXPECT_FALSE(etag_matches("\"ab\"", "\"a\""));
}

TEST(AcceptEncoding, GzipMustBeNamedAndNotRefused) {
  EXPECT_TRUE(accepts_gzip("gzip"));
  EXPECT_TRUE(accepts_gzip("deflate, gzip;q=0.5"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("deflate, br"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_FALSE(accepts_gzip("gzip; q=0.000"));
  EXPECT_FALSE(accepts_gzip("xgzip"));
}

TEST(Ranges, FollowRfc9110) {
  const auto part = [](const char* text, std::uint64_t offset, std::uint64_t length) {
    const RangeAnswer answer = parse_range(text, 100);
    return answer.kind == RangeAnswer::Kind::part && answer.offset == offset && answer.length == length;
  };
  EXPECT_TRUE(part("bytes=0-0", 0, 1));
  EXPECT_TRUE(part("bytes=10-19", 10, 10));
  EXPECT_TRUE(part("bytes=90-", 90, 10));
  EXPECT_TRUE(part("bytes=90-1000", 90, 10));
  EXPECT_TRUE(part("bytes=-30", 70, 30));
  EXPECT_TRUE(part("bytes=-1000", 0, 100));
  for (const char* whole : {"", "bytes=", "bytes=a-b", "bytes=5-3", "bytes=0-1,5-6", "lines=1-2", "bytes=-",
                            "bytes=99999999999999999999-"}) {
    EXPECT_EQ(parse_range(whole, 100).kind, RangeAnswer::Kind::whole) << whole;
  }
  EXPECT_EQ(parse_range("bytes=100-", 100).kind, RangeAnswer::Kind::unsatisfiable);
  EXPECT_EQ(parse_range("bytes=-0", 100).kind, RangeAnswer::Kind::unsatisfiable);
  EXPECT_EQ(parse_range("bytes=-5", 0).kind, RangeAnswer::Kind::unsatisfiable);
}

TEST(WaitPreference, IsReadAndCapped) {
  EXPECT_EQ(wait_preference("wait=25"), 25);
  EXPECT_EQ(wait_preference("respond-async, Wait=10; x=y"), 10);
  EXPECT_EQ(wait_preference("wait=100000"), 60);
  EXPECT_EQ(wait_preference("wait=-1"), std::nullopt);
  EXPECT_EQ(wait_preference("handling=lenient"), std::nullopt);
}

TEST(OpenBelow, NeverLeavesTheFolder) {
  fakes::TemporaryFolder folder;
  const auto put = [&](const char* name) { ASSERT_TRUE(publish::replace_file(folder / name, "x").has_value()); };
  put("secret");
  put("root/a.json");
  put("root/d/b.json");
  put("root/.lock");
  std::filesystem::create_symlink("../secret", folder / "root/link");
  std::filesystem::create_directory_symlink("..", folder / "root/up");
  const int root = ::open((folder / "root").c_str(), O_RDONLY | O_DIRECTORY);
  EXPECT_TRUE(open_below(root, "/a.json").has_value());
  EXPECT_TRUE(open_below(root, "/d/b.json").has_value());
  for (const char* path : {"", "/", "a.json", "/..", "/../secret", "/d/../a.json", "/d", "/d/", "//a.json", "/./a.json",
                           "/.lock", "/link", "/up/secret", "/d\\b.json", "/nothing"}) {
    EXPECT_FALSE(open_below(root, path).has_value()) << path;
  }
  ::close(root);
}

}  // namespace
}  // namespace gongkai::admin
