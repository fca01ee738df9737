#include "app/admin/terminal_health.h"

#include <fmt/format.h>

#include <algorithm>

#include "content/store/feedback_queue.h"
#include "content/store/play_journal.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using model::Result;
using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr seconds silent_after = 10min, long_silent_after = 24h;
// A screen is dark at night and writes nothing then; a whole day without a row is none of its habits.
constexpr seconds screen_dead_after = 24h;

void add(TerminalHealth& health, Care care, std::string words) {
  health.care = std::min(health.care, care);
  health.troubles.push_back(std::move(words));
}

void judge_silence(TerminalHealth& health) {
  if (!health.heartbeat) return add(health, Care::never_heard, "还没有回传过：请检查它的设置 [reports] 和网络");
  const seconds silence = health.collected->at - health.heartbeat->header.made;
  if (silence > silent_after) {
    add(health, silence > long_silent_after ? Care::long_silent : Care::silent,
        fmt::format("已 {}没有消息：可能断电、断网或程序停了", length_words(silence)));
  }
  if (-silence > silent_after) add(health, Care::troubled, fmt::format("它的时钟比本机快 {}", length_words(-silence)));
}

void judge_state(TerminalHealth& health) {
  if (!health.heartbeat) return;
  const codec::KioskState& state = health.heartbeat->state;
  if (state.error) add(health, Care::troubled, fmt::format("同步出错：{}（{}）", state.error->message, state.error->code));
  for (const codec::JournalState& journal : state.journals) {
    if (!journal.last_at) {
      add(health, Care::troubled, fmt::format("屏幕 {} 还没有播放记录", journal.name));
      continue;
    }
    const seconds quiet = health.heartbeat->header.made - *journal.last_at;
    if (quiet > screen_dead_after) add(health, Care::troubled, fmt::format("屏幕 {} 已 {}没有播放记录", journal.name, length_words(quiet)));
  }
}

Result<void> count_rows(const fs::path& folder, TerminalHealth& health) {
  for (const ArchivedJournal& journal : archived_journals(folder)) {
    const auto ends = store::read_rows(journal.file, {}, 1);
    if (!ends) return tl::unexpected(ends.error());
    health.rows += ends->last.seq - ends->after.seq;
  }
  return {};
}

Result<void> count_feedback(const fs::path& folder, TerminalHealth& health) {
  if (!fs::exists(feedback_file(folder))) return {};
  const auto totals = store::read_feedback(feedback_file(folder), [](const model::Feedback&) {});
  if (!totals) return tl::unexpected(totals.error());
  health.said = totals->records;
  health.dropped = totals->dropped;
  auto given_up = store::read_given_up(feedback_file(folder));
  if (!given_up) return tl::unexpected(given_up.error());
  health.given_up = std::move(*given_up);
  return {};
}

}  // namespace

Result<TerminalHealth> terminal_health(const fs::path& into, const std::string& kiosk) {
  const fs::path folder = into / kiosk;
  TerminalHealth health;
  health.kiosk = kiosk;
  health.collected = kept_state(folder);
  auto heartbeat = kept_heartbeat(folder);
  if (!heartbeat) return tl::unexpected(heartbeat.error());
  health.heartbeat = std::move(*heartbeat);
  if (auto counted = count_rows(folder, health); !counted) return tl::unexpected(counted.error());
  if (auto counted = count_feedback(folder, health); !counted) return tl::unexpected(counted.error());
  if (!health.collected) {
    add(health, Care::never_heard, "还没有收取过");
    return health;
  }
  if (const auto& fault = health.collected->fault) add(health, Care::refused, fmt::format("收取出错：{}（{}）", fault->message, fault->code));
  judge_silence(health);
  judge_state(health);
  for (const store::GivenUp& lost : health.given_up) {
    health.troubles.push_back(fmt::format("第 {}—{} 批没有收到，已跳过", lost.first, lost.last));
  }
  return health;
}

bool comes_first(const TerminalHealth& a, const TerminalHealth& b) {
  const auto heard = [](const TerminalHealth& one) { return one.heartbeat ? one.heartbeat->header.made : model::Instant{}; };
  return a.care != b.care ? a.care < b.care : heard(a) < heard(b);
}

std::string length_words(seconds length) {
  if (length >= 48h) return fmt::format("{} 天", length / 24h);
  if (length >= 1h) return fmt::format("{} 小时", length / 1h);
  return fmt::format("{} 分钟", length / 1min);
}

std::string age_words(seconds age) { return age < 1min ? "刚刚" : length_words(age) + "前"; }

}  // namespace gongkai::admin
