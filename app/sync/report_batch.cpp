#include "app/sync/report_batch.h"

#include <chrono>
#include <string_view>
#include <system_error>
#include <utility>

#include "content/store/feedback_sent.h"
#include "content/store/play_journal.h"

namespace gongkai::agent {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::int64_t rows_at_once = 200;  // the screen cannot write meanwhile: a millisecond
constexpr auto settles_after = 3h;          // an hour for the time that is kept by the hour, two for the visit
constexpr std::string_view plays = "/plays", feedback = "/feedback";

std::string plays_of(const fs::path& screen) { return store::source_name(screen).append(plays); }
std::string feedback_of(const fs::path& screen) { return store::source_name(screen).append(feedback); }

store::SourceMark mark_of(const store::SourceMarks& marks, const std::string& source) {
  const auto found = marks.find(source);
  return found == marks.end() ? store::SourceMark{} : found->second;
}

class Gathering {
 public:
  Gathering(const store::SourceMarks& read, model::Instant now) : read_(read), now_(now) {}

  // The words of citizens first: they are few, and somebody waits for an answer.
  GatheredRecords from(const std::vector<fs::path>& screens) {
    for (const fs::path& screen : screens) take_feedback(screen);
    for (const fs::path& screen : screens) take_plays(screen);
    return std::move(gathered_);
  }

 private:
  // False: it goes into the next report.
  bool room_for(std::size_t bytes) {
    gathered_.full = gathered_.full || bytes_ + bytes > report_text_bytes;
    if (!gathered_.full) bytes_ += bytes;
    return !gathered_.full;
  }

  void unread(const fs::path& file, const model::Error& why) {
    if (why.code == store::file_in_use) {
      gathered_.in_use = true;
      return;
    }
    gathered_.unread.push_back({"REPORT-032", file.string() + " 读不了，其中的记录没有回传：" + why.message});
  }

  void take_feedback(const fs::path& screen) {
    const std::string source = feedback_of(screen);
    const store::SourceMark before = mark_of(read_, source);
    const auto part = store::read_feedback_after(screen / "feedback.db",
                                                 {{before.chain, before.seq}, now_ - settles_after, now_, rows_at_once});
    if (!part) return unread(screen / "feedback.db", part.error());
    store::SourceMark mark{part->up_to.seq, part->up_to.origin, part->dropped};
    for (const store::QueuedFeedback& record : part->records) {
      if (!room_for(codec::encode_report_line(record.said).size())) {
        mark.seq = record.seq - 1;
        break;
      }
      gathered_.lines.emplace_back(record.said);
    }
    const std::int64_t dropped_before = before.chain == mark.chain ? before.dropped : 0;
    if (mark.dropped > dropped_before) gathered_.lines.emplace_back(codec::DroppedFeedback{mark.dropped - dropped_before});
    if (mark != before) gathered_.marks[source] = std::move(mark);
    gathered_.full = gathered_.full || static_cast<std::int64_t>(part->records.size()) == rows_at_once;
  }

  void take_plays(const fs::path& screen) {
    const fs::path file = screen / "journal.db";
    std::error_code unknown;
    if (!fs::exists(file, unknown) && !unknown) return;
    const std::string source = plays_of(screen);
    const store::SourceMark before = mark_of(read_, source);
    model::JournalHead head{before.seq, before.chain};
    codec::JournalPart part{store::source_name(screen), head, {}};
    while (!gathered_.full) {
      auto found = store::read_rows(file, head, rows_at_once);
      if (!found) {
        unread(file, found.error());
        break;
      }
      if (part.rows.empty()) part.after = found->after;
      if (found->rows.empty() || (!part.rows.empty() && found->after != head)) break;
      for (model::WrittenRow& written : found->rows) {
        if (!room_for(codec::encode_report_line(written).size())) break;
        head = {written.row.seq, written.hash};
        part.rows.push_back(std::move(written));
      }
      if (static_cast<std::int64_t>(found->rows.size()) < rows_at_once) break;
    }
    if (part.rows.empty()) return;
    gathered_.lines.emplace_back(std::move(part));
    gathered_.marks[source] = {head.seq, head.hash, 0};
  }

  const store::SourceMarks& read_;
  model::Instant now_;
  std::size_t bytes_ = 0;
  GatheredRecords gathered_;
};

}  // namespace

GatheredRecords gather_records(const std::vector<fs::path>& screens, const store::SourceMarks& read, model::Instant now) {
  return Gathering(read, now).from(screens);
}

std::vector<codec::JournalState> journal_states(const std::vector<fs::path>& screens, const store::SourceMarks& read) {
  std::vector<codec::JournalState> states;
  for (const fs::path& screen : screens) {
    const store::SourceMark mark = mark_of(read, plays_of(screen));
    const auto found = store::read_rows(screen / "journal.db", {mark.seq, mark.chain}, 1);
    if (!found) continue;
    states.push_back({store::source_name(screen), found->last.seq, found->last_at, found->last.seq - found->after.seq});
  }
  return states;
}

std::map<std::string, store::FeedbackMark> sent_feedback(const store::SourceMarks& sent) {
  std::map<std::string, store::FeedbackMark> marks;
  for (const auto& [source, mark] : sent) {
    if (!source.ends_with(feedback)) continue;
    marks[source.substr(0, source.size() - feedback.size())] = {mark.chain, mark.seq};
  }
  return marks;
}

}  // namespace gongkai::agent
