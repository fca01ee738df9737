// What leaves this terminal: gathered from the records of its screens, sealed, and put on a host; a real nginx, or one that is
// as bad as we want it.
#include "app/sync/report_upload.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/sync/report_key.h"
#include "content/store/feedback_sent.h"
#include "content/store/play_journal.h"
#include "tests/fakes/nginx_dav.h"
#include "tests/fakes/s3_fake.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::agent {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Next = ReportUpload::Next;

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");
const std::int64_t first_number = morning.time_since_epoch().count();
constexpr const char* takes_reports = "create_full_put_path on;";

class HandClock final : public process::Clock {
 public:
  std::chrono::sys_seconds now() const override { return at; }
  std::chrono::nanoseconds monotonic() const override { return at - morning + 10000h; }
  model::Instant at = morning;
};

model::PlayRow play() {
  model::PlayRow row;
  row.screen = "lobby-01";
  row.item = "pub-1";
  row.from = row.to = morning;
  return row;
}

class Reports : public testing::Test {
 protected:
  Reports() {
    settings_.state = folder_ / "state";
    settings_.store = folder_ / "store";
    settings_.reports.kiosk = "hall-01";
    settings_.reports.screens = {folder_ / "lobby", folder_ / "touch"};
    for (const char* name : {"state", "store", "lobby", "touch"}) fs::create_directory(folder_ / name);
  }
  ~Reports() override { std::fclose(null_); }

  void write_rows(int count, const char* screen = "lobby") {
    auto journal = store::PlayJournal::open(folder_ / screen / "journal.db");
    ASSERT_TRUE(journal && journal->append(std::vector<model::PlayRow>(static_cast<std::size_t>(count), play())));
  }
  void rate(model::Instant at, const std::string& text = "") {
    auto queue = store::FeedbackQueue::open(folder_ / "touch" / "feedback.db");
    ASSERT_TRUE(queue && queue->put(model::Rating{"guide-1", 3, model::Grade::satisfied, {}, text, at}, {}, {}));
  }
  ReportUpload upload(const std::string& url) {
    settings_.reports.url = url;
    return ReportUpload({clock_, log_, settings_, morning - 24h, "0.1.0", {}});
  }
  static void send_all(ReportUpload& upload) {
    while (upload.turn({}) == Next::more) {
    }
  }
  std::string error() const {
    const auto last = read_last_report(settings_.state);
    return last && last->error ? last->error->code : "";
  }

  // The report of that number in a folder of a host, its signature verified.
  publish::OpenedReport on_host(const fs::path& root, std::int64_t seq) const {
    std::ifstream in(root / publish::report_path({"hall-01", seq}), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    const auto key = publish::load_public_key(report_folder(settings_.state) / "report-key.pub.pem");
    EXPECT_TRUE(key.has_value());
    auto opened = publish::open_report(bytes, {{publish::key_id(*key), *key}}, {"hall-01", seq});
    EXPECT_TRUE(opened.has_value()) << seq << ": " << opened.error().message;
    return opened.value_or(publish::OpenedReport{});
  }

  fakes::TemporaryFolder folder_;
  HandClock clock_;
  std::FILE* null_ = std::fopen("/dev/null", "w");
  process::Log log_{clock_, process::LogLevel::error, null_};
  AgentSettings settings_;
};

TEST_F(Reports, WhatWasShownAndSaidIsAtTheOfficeAndThenForgottenHere) {
  const fakes::NginxDav host(takes_reports);
  write_rows(3);
  rate(morning - 5h);
  rate(morning - 2h);
  auto reports = upload(host.url() + "/");
  EXPECT_EQ(reports.turn({}), Next::more) << "the heartbeat";
  EXPECT_EQ(reports.turn({}), Next::nothing);
  const auto batch = on_host(host.root(), first_number).batch;
  EXPECT_EQ(batch.header.series, first_number);
  ASSERT_EQ(batch.lines.size(), 2u);
  EXPECT_EQ(std::get<model::Rating>(std::get<model::Feedback>(batch.lines[0])).at, morning - 5h);
  EXPECT_EQ(std::get<codec::JournalPart>(batch.lines[1]).name, "lobby");
  EXPECT_EQ(std::get<codec::JournalPart>(batch.lines[1]).rows.size(), 3u);
  EXPECT_EQ(store::read_feedback_sent(settings_.store, "touch")->seq, 1) << "the later one may still be replaced";

  write_rows(1, "touch");
  EXPECT_EQ(reports.turn({}), Next::nothing) << "not yet time";
  EXPECT_GT(reports.due_in(), 0ns);
  clock_.at += 601s;
  EXPECT_EQ(reports.due_in(), 0ns);
  send_all(reports);
  const auto second = on_host(host.root(), first_number + 1).batch;
  EXPECT_EQ(second.header.before, on_host(host.root(), first_number).digest);
  ASSERT_EQ(second.lines.size(), 1u);
  EXPECT_EQ(std::get<codec::JournalPart>(second.lines[0]).name, "touch");
  clock_.at += 601s;
  send_all(reports);
  EXPECT_FALSE(fs::exists(host.root() / "hall-01" / (std::to_string(first_number + 2) + ".ndjson.gz"))) << "nothing new";
  EXPECT_EQ(error(), "");
}

TEST_F(Reports, TheHeartbeatTellsHowTheTerminalIs) {
  const fakes::NginxDav host(takes_reports);
  write_rows(2);
  auto reports = upload(host.url());
  LastCycles cycles;
  cycles.success_at = morning - 1h;
  cycles.error = model::Error{"HTTP-001", "连不上"};
  reports.turn(cycles);
  const auto beat = on_host(host.root(), 0).batch;
  const auto& state = std::get<codec::KioskState>(beat.lines.at(0));
  EXPECT_EQ(beat.header.series, first_number);
  EXPECT_EQ(state.next_seq, first_number + 1);
  EXPECT_EQ(state.waiting, 1);
  EXPECT_EQ(state.version, "0.1.0");
  EXPECT_EQ(state.contact_at, morning - 1h);
  EXPECT_EQ(state.error->code, "HTTP-001");
  ASSERT_EQ(state.journals.size(), 1u) << "the touch screen has none yet";
  EXPECT_EQ(state.journals[0].last_seq, 2);
  EXPECT_EQ(state.journals[0].unsent, 0);
  send_all(reports);
  write_rows(1);
  clock_.at += 61s;
  reports.turn({});
  const auto later = on_host(host.root(), 0).batch;
  EXPECT_EQ(later.header.made, morning + 61s);
  EXPECT_EQ(std::get<codec::KioskState>(later.lines.at(0)).journals[0].unsent, 1);
}

TEST_F(Reports, ALongBacklogGoesOutInPiecesWithoutAHole) {
  const fakes::NginxDav host(takes_reports);
  write_rows(3000);
  auto reports = upload(host.url());
  const auto files = [&] {
    const fs::path folder = host.root() / "hall-01";
    return fs::exists(folder) ? std::distance(fs::directory_iterator(folder), fs::directory_iterator()) : 0;
  };
  for (std::ptrdiff_t turns = 1; reports.turn({}) == Next::more; ++turns) {
    EXPECT_EQ(files(), turns) << "one request a turn: a poll for content can come between any two";
  }
  std::int64_t rows = 0, seq = first_number;
  std::string before(codec::no_report);
  for (; fs::exists(host.root() / publish::report_path({"hall-01", seq})); ++seq) {
    const auto opened = on_host(host.root(), seq);
    EXPECT_EQ(opened.batch.header.before, before);
    before = opened.digest;
    for (const auto& written : std::get<codec::JournalPart>(opened.batch.lines.at(0)).rows) EXPECT_EQ(written.row.seq, ++rows);
  }
  EXPECT_EQ(rows, 3000);
  EXPECT_GT(seq - first_number, 3);
}

TEST_F(Reports, WhileTheHostIsAwayEverythingWaitsAndIsAskedForEverMoreRarely) {
  write_rows(3000);
  {
    auto reports = upload("http://127.0.0.1:1/reports");  // nobody listens there
    EXPECT_EQ(reports.turn({}), Next::nothing);
    EXPECT_EQ(error(), "REPORT-020");
    std::vector<std::chrono::nanoseconds> pauses;
    for (int i = 0; i < 9; ++i) {
      pauses.push_back(reports.due_in());
      clock_.at += std::chrono::ceil<std::chrono::seconds>(reports.due_in());
      EXPECT_EQ(reports.turn({}), Next::nothing);
    }
    EXPECT_LE(pauses.front(), 6s);
    EXPECT_GE(pauses.back(), 240s);
    EXPECT_LE(pauses.back(), 360s);
    EXPECT_LE(read_last_report(settings_.state)->waiting, 4) << "the rest stays with the screens";
  }
  const fakes::NginxDav host(takes_reports);
  auto reports = upload(host.url());
  send_all(reports);
  EXPECT_EQ(error(), "");
  std::int64_t rows = 0;
  for (std::int64_t seq = first_number; fs::exists(host.root() / publish::report_path({"hall-01", seq})); ++seq) {
    for (const auto& line : on_host(host.root(), seq).batch.lines) {
      rows += static_cast<std::int64_t>(std::get<codec::JournalPart>(line).rows.size());
    }
  }
  EXPECT_EQ(rows, 3000) << "none lost, none twice";
}

TEST_F(Reports, WhatAHostAnswersIsSaidWithWhatToDo) {
  const struct {
    const char *answer, *code;
  } hosts[] = {{"return 401;", "REPORT-021"}, {"return 403;", "REPORT-022"}, {"return 404;", "REPORT-023"},
               {"return 405;", "REPORT-024"}, {"return 413;", "REPORT-025"}, {"return 507;", "REPORT-026"},
               {"return 503;", "REPORT-027"}, {"return 500;", "REPORT-028"}, {"return 302 http://portal/;", "REPORT-028"}};
  write_rows(1);
  for (const auto& one : hosts) {
    const fakes::NginxDav host(one.answer);
    auto reports = upload(host.url());
    EXPECT_EQ(reports.turn({}), Next::nothing);
    EXPECT_EQ(error(), one.code) << one.answer;
    clock_.at += 600s;
  }
  // A portal is glad of whatever it is sent; nothing is taken for delivered.
  const fakes::NginxDav portal("if ($request_method = PUT) { return 200 'please log in'; }");
  auto reports = upload(portal.url());
  EXPECT_EQ(reports.turn({}), Next::nothing);
  EXPECT_EQ(error(), "REPORT-028");
  EXPECT_EQ(read_last_report(settings_.state)->waiting, 1);
}

TEST_F(Reports, GoToABucketAsWell) {
  const fakes::S3Keys keys;
  const fakes::S3Fake host(keys);
  settings_.reports.credentials = folder_ / "credentials";
  std::ofstream(settings_.reports.credentials) << "user=" << keys.access << "\npassword=" << keys.secret << "\nregion=" << keys.region << "\n";
  write_rows(1);
  auto reports = upload("s3+" + host.url() + "/bucket/reports");
  reports.turn({});
  EXPECT_EQ(error(), "REPORT-033") << "others could read the file";
  ::chmod(settings_.reports.credentials.c_str(), 0600);
  clock_.at += 60s;
  send_all(reports);
  EXPECT_EQ(error(), "");
  EXPECT_EQ(host.refused(), 0);
  const auto objects = host.objects();
  EXPECT_TRUE(objects.contains("/bucket/reports/" + publish::report_path({"hall-01", 0})));
  EXPECT_TRUE(objects.contains("/bucket/reports/" + publish::report_path({"hall-01", first_number})));
}

TEST_F(Reports, OneUnreadableScreenKeepsNobodyElseFromBeingHeard) {
  const fakes::NginxDav host(takes_reports);
  std::ofstream(folder_ / "touch" / "journal.db") << std::string(9000, 'x');
  write_rows(1);
  auto reports = upload(host.url());
  send_all(reports);
  EXPECT_EQ(on_host(host.root(), first_number).batch.lines.size(), 1u);
  EXPECT_EQ(error(), "REPORT-032");
}

TEST_F(Reports, ADoubtfulClockGivesNoFirstNumber) {
  const fs::path outbox = report_folder(settings_.state) / "outbox-hall-01.db";
  LastCycles expired;
  expired.error = model::Error{"TRUST-030", "过期"};
  auto reports = upload("http://127.0.0.1:1/");
  reports.turn(expired);
  EXPECT_EQ(error(), "REPORT-031") << "a clock that has run away sees everything expired";
  clock_.at = morning - 30 * 24h;
  upload("http://127.0.0.1:1/").turn({});
  EXPECT_EQ(error(), "REPORT-031") << "before the program was built";
  EXPECT_FALSE(fs::exists(outbox));
  clock_.at = morning;
  upload("http://127.0.0.1:1/").turn({});
  EXPECT_TRUE(fs::exists(outbox));
  upload("http://127.0.0.1:1/").turn(expired);
  EXPECT_EQ(error(), "REPORT-020") << "numbers that have begun go on";
}

TEST_F(Reports, AreSentByNobodyWhoWasNotToldTo) {
  auto reports = upload("");
  EXPECT_EQ(reports.turn({}), Next::nothing);
  EXPECT_GT(reports.due_in(), 1h);
  EXPECT_FALSE(fs::exists(report_folder(settings_.state)));
}

TEST_F(Reports, TheKeyIsMadeOnceForItsOwner) {
  const auto pem = public_report_key(settings_.state);
  ASSERT_TRUE(pem.has_value()) << pem.error().message;
  EXPECT_TRUE(pem->starts_with("-----BEGIN PUBLIC KEY-----"));
  EXPECT_EQ(*public_report_key(settings_.state), *pem);
  struct stat state {};
  ASSERT_EQ(::stat((report_folder(settings_.state) / "report-key.pem").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat(report_folder(settings_.state).c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0700u) << "citizens' words are in the outbox";
}

}  // namespace
}  // namespace gongkai::agent
