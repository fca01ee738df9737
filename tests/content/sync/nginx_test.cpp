// A real static host. Its ETag is seconds and size: two publishes of equal size within one second look the same to a
// conditional GET (catalogue section 4). Two things stand against that, and each is tested alone.
#include <fstream>

#include "content/publish/atomic_file.h"
#include "tests/content/sync/sync_terminal.h"
#include "tests/fakes/nginx_host.h"

namespace gongkai::sync {
namespace {

namespace fs = std::filesystem;

class Nginx : public testing::Test {
 protected:
  Nginx() : nginx(terminal.folder / "repository", terminal.folder / "nginx") {
    terminal.settings.url = nginx.url();
    publish(1, publish::ModifiedTime::as_is);
  }

  fs::path timestamp() const { return terminal.folder / "repository" / "metadata" / "timestamp.json"; }

  // The timestamp is written last and as the publisher writes it; the maker knows nothing of times.
  void publish(std::int64_t rev, publish::ModifiedTime time) {
    const fs::path aside = terminal.folder / "timestamp-before";
    fs::copy_file(timestamp(), aside, fs::copy_options::overwrite_existing);
    const auto modified = fs::last_write_time(timestamp());
    terminal.publish_pack("zwzx", rev, rev, sync_test::notice_line(rev, "notice-1", rev, title(rev)));
    fs::rename(aside, timestamp());
    fs::last_write_time(timestamp(), modified);
    ASSERT_TRUE(publish::replace_file(timestamp(), terminal.maker.timestamp_bytes(), time));
  }

  static std::string title(std::int64_t rev) { return "第" + std::to_string(rev) + "版"; }

  sync_test::Terminal terminal;
  fakes::NginxHost nginx;
};

TEST_F(Nginx, ServesACatalogue) {
  EXPECT_EQ(terminal.sync().outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), title(1));
  EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::not_modified);
}

TEST_F(Nginx, TheSameSecondAndSizeIsAFalse304WhichTheNextFullCycleSeesThrough) {
  ASSERT_EQ(terminal.sync().outcome, CycleOutcome::applied);
  const auto modified = fs::last_write_time(timestamp());
  const auto size = fs::file_size(timestamp());
  publish(2, publish::ModifiedTime::as_is);
  ASSERT_EQ(fs::file_size(timestamp()), size);
  fs::last_write_time(timestamp(), modified);  // within the same second
  EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::not_modified) << "the trap";
  EXPECT_EQ(terminal.sync(CycleKind::full).outcome, CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), title(2));
}

TEST_F(Nginx, APublisherThatForcesALaterTimeIsSeenByTheNextPoll) {
  ASSERT_EQ(terminal.sync().outcome, CycleOutcome::applied);
  for (std::int64_t rev = 2; rev <= 4; ++rev) {  // faster than a second each
    publish(rev, publish::ModifiedTime::strictly_later);
    EXPECT_EQ(terminal.sync(CycleKind::poll).outcome, CycleOutcome::applied);
    EXPECT_EQ(terminal.shown_title("notice-1"), title(rev));
  }
}

}  // namespace
}  // namespace gongkai::sync
