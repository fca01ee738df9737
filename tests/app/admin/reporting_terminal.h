// A terminal that reports into a folder, as a host would keep it: with a journal and a key of its own.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "content/publish/atomic_file.h"
#include "content/publish/report_object.h"
#include "content/publish/signing_key.h"
#include "content/store/play_journal.h"

namespace gongkai::admin_test {

inline const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");

class ReportingTerminal {
 public:
  // Its key is handed in at the office at once.
  ReportingTerminal(std::filesystem::path office, std::string kiosk)
      : office_(std::move(office)), kiosk_(std::move(kiosk)), key_(*publish::SigningKey::generate()) {
    hand_in_key();
    begin_series(1'000);
  }

  std::filesystem::path host() const { return office_ / "host"; }
  std::filesystem::path keys() const { return office_ / "keys"; }
  std::filesystem::path file(std::int64_t seq) const { return host() / publish::report_path({kiosk_, seq}); }
  std::int64_t last() const { return next_ - 1; }

  void hand_in_key() const {
    const auto folder = keys() / kiosk_;
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(key_.save_public(folder / (key_.keyid().substr(0, 8) + ".pem")).has_value());
  }
  void change_key() { key_ = *publish::SigningKey::generate(); }
  // As after it was set up anew: another outbox. The journal is another one as well, unless it is kept.
  void begin_series(std::int64_t first) {
    series_ = next_ = first;
    before_ = codec::no_report;
    reported_ = {};
  }
  void begin_journal() {
    ++journals_;
    reported_ = {};
  }

  // A minute each of this item, from `from` on, in the journal of the screen.
  void show(const std::string& item, int plays, model::Instant from) {
    std::vector<store::PlayRow> rows;
    for (int i = 0; i < plays; ++i) {
      store::PlayRow row;
      row.screen = "lobby-01";
      row.item = item;
      row.mode = "attract";
      row.from = from + std::chrono::minutes{i};
      row.to = row.from + std::chrono::minutes{1};
      row.visible_ms = row.planned_ms = 60'000;
      row.counted = true;
      rows.push_back(std::move(row));
    }
    auto journal = store::PlayJournal::open(journal_file());
    ASSERT_TRUE(journal && journal->append(std::move(rows)));
  }
  codec::JournalPart unsent() {
    auto rows = store::read_rows(journal_file(), reported_, 1'000);
    codec::JournalPart part{"lobby", rows->after, std::move(rows->rows)};
    if (!part.rows.empty()) reported_ = {part.rows.back().row.seq, part.rows.back().hash};
    return part;
  }

  // The next batch, on the host.
  void send(std::vector<codec::ReportLine> lines) {
    codec::ReportBatch batch{{kiosk_, next_, series_, morning, before_}, std::move(lines), 0};
    const auto sealed = publish::seal_report(codec::encode_report(batch), key_);
    ASSERT_TRUE(sealed.has_value());
    ASSERT_TRUE(publish::replace_file(file(next_), sealed->bytes).has_value());
    before_ = sealed->digest;
    ++next_;
  }
  // What it says of itself.
  void beat(model::Instant at, std::int64_t waiting = 0, codec::KioskState state = {}) {
    state.next_seq = next_;
    state.waiting = waiting;
    const codec::ReportBatch heartbeat{{kiosk_, 0, series_, at, ""}, {state}, 0};
    const auto sealed = publish::seal_report(codec::encode_report(heartbeat), key_);
    ASSERT_TRUE(sealed.has_value());
    ASSERT_TRUE(publish::replace_file(file(0), sealed->bytes).has_value());
  }

 private:
  std::filesystem::path journal_file() const { return office_ / (kiosk_ + "-journal-" + std::to_string(journals_) + ".db"); }

  std::filesystem::path office_;
  std::string kiosk_;
  publish::SigningKey key_;
  int journals_ = 0;
  std::int64_t series_ = 0, next_ = 0;
  std::string before_;
  model::JournalHead reported_;
};

}  // namespace gongkai::admin_test
