// The program as it reports: killed anywhere, stopped in the middle of a request, set up wrongly.
#include <algorithm>
#include <thread>

#include "app/process/exit_codes.h"
#include "app/sync/report_key.h"
#include "content/publish/report_object.h"
#include "content/store/play_journal.h"
#include "tests/app/sync/sync_program.h"
#include "tests/fakes/nginx_dav.h"

namespace gongkai::agent {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using agent_test::bytes_of;

class ReportProgram : public agent_test::Program {
 protected:
  void write_settings(const std::string& url) {
    std::ofstream(folder / "sync.toml") << "interval = 1\n[reports]\nurl = \"" << url << "\"\nkiosk = \"hall-01\"\nscreens = [\""
                                        << (folder / "lobby").string() << "\"]\ninterval = 10\n";
  }
  std::vector<std::string> with_settings(std::vector<std::string> words = {}) {
    words.insert(words.end(), {"--config", folder / "sync.toml"});
    return words;
  }
  void write_rows(int count) {
    fs::create_directories(folder / "lobby");
    auto journal = store::PlayJournal::open(folder / "lobby" / "journal.db");
    ASSERT_TRUE(journal && journal->append(std::vector<model::PlayRow>(static_cast<std::size_t>(count))));
  }
  // The rows on the host in the order of its numbers, after looking at every signature and the chain of the batches.
  std::vector<std::int64_t> rows_on(const fs::path& root) {
    std::vector<std::int64_t> rows, numbers;
    for (const auto& entry : fs::directory_iterator(root / "hall-01")) {
      const std::string name = entry.path().filename();
      if (!name.starts_with("heartbeat")) numbers.push_back(std::stoll(name));
    }
    std::sort(numbers.begin(), numbers.end());
    const auto key = publish::load_public_key(report_folder(folder / "state") / "report-key.pub.pem");
    std::string before(codec::no_report);
    std::int64_t next = numbers.empty() ? 0 : numbers.front();
    for (const std::int64_t number : numbers) {
      EXPECT_EQ(number, next++) << "a hole";
      const publish::ReportPlace place{"hall-01", number};
      const auto opened = publish::open_report(bytes_of(root / publish::report_path(place)), {{publish::key_id(*key), *key}}, place);
      EXPECT_TRUE(opened.has_value()) << opened.error().message;
      EXPECT_EQ(opened->batch.header.before, before);
      before = opened->digest;
      for (const auto& written : std::get<codec::JournalPart>(opened->batch.lines.at(0)).rows) rows.push_back(written.row.seq);
    }
    return rows;
  }
};

TEST_F(ReportProgram, KilledAnywhereTheOfficeGetsEveryRowOnce) {
  const fakes::NginxDav host("create_full_put_path on;");
  publish_revision(1);
  write_settings(host.url());
  constexpr int rounds = 12, rows_a_round = 40;
  for (int round = 0; round < rounds; ++round) {
    write_rows(rows_a_round);
    const pid_t agent = start(with_settings());
    std::this_thread::sleep_for(std::chrono::milliseconds(15 + 9 * round));  // when it is killed is what varies
    ASSERT_EQ(::kill(agent, SIGKILL), 0);
    ASSERT_EQ(exit_code(agent), -SIGKILL);
  }
  ASSERT_EQ(run(with_settings({"--once"})), process::exit_ok);
  std::vector<std::int64_t> all;
  for (std::int64_t row = 1; row <= rounds * rows_a_round; ++row) all.push_back(row);
  EXPECT_EQ(rows_on(host.root()), all);
  EXPECT_TRUE(fs::exists(host.root() / "hall-01" / "heartbeat.ndjson.gz"));
  EXPECT_EQ(run(with_settings({"status"})), process::exit_ok);
  EXPECT_NE(output().find("待传 0 批"), std::string::npos) << output();
}

TEST_F(ReportProgram, StopsAndFetchesWhileTheHostForReportsIsSilent) {
  publish_revision(1);
  write_rows(1);
  fakes::HttpFake host(folder / "reports");
  host.add_fault({fakes::Spoil::silence, "hall-01"});
  write_settings(host.url());
  const pid_t agent = start(with_settings());
  while (host.counts().requests < 1) std::this_thread::yield();
  EXPECT_TRUE(fs::exists(folder / "store" / "current")) << "the content came first";
  const auto asked = std::chrono::steady_clock::now();
  ASSERT_EQ(::kill(agent, SIGTERM), 0);
  EXPECT_EQ(exit_code(agent), process::exit_ok);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 2s);
}

TEST_F(ReportProgram, TellsItsPublicKeyAndWhatIsWrongWithItsSettings) {
  fs::create_directories(folder / "state");
  EXPECT_EQ(run({"report-key"}), process::exit_ok);
  const std::string pem = output();
  EXPECT_TRUE(pem.starts_with("-----BEGIN PUBLIC KEY-----\n") && pem.ends_with("-----END PUBLIC KEY-----\n")) << pem;
  EXPECT_NE(errors().find("公钥"), std::string::npos);
  std::ofstream(folder / "sync.toml") << "[reports]\nurl = \"ftp://host\"\nkiosk = \"大厅\"\nscreens = [\"lobby\"]\nintervall = 5\n";
  EXPECT_EQ(run(with_settings({"--check-config"})), process::exit_config);
  for (const char* word : {"sync.toml:5:1", "reports.url", "reports.kiosk", "reports.screens"}) {
    EXPECT_NE(errors().find(word), std::string::npos) << word << "\n" << errors();
  }
}

TEST_F(ReportProgram, WhatTheScreenShowsDoesNotHangOnAPassword) {
  publish_revision(1);
  write_settings("http://127.0.0.1:1");
  std::ofstream(folder / "sync.toml", std::ios::app) << "credentials = \"" << (folder / "absent").string() << "\"\n";
  EXPECT_EQ(run(with_settings({"--check-config"})), process::exit_config);
  EXPECT_NE(errors().find("absent"), std::string::npos) << errors();
  EXPECT_EQ(run(with_settings({"--once"})), process::exit_ok) << errors();
  run(with_settings({"status"}));
  EXPECT_NE(output().find("REPORT-033"), std::string::npos) << output();
}

}  // namespace
}  // namespace gongkai::agent
