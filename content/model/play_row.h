// A row of the journal of plays (domain section 7) as a value: what a screen has shown, when and for how long. The store
// keeps rows, chained by their hashes (content/store/play_journal.h); terminals report them (content/codec/report_lines.h).
// Nothing about citizens is in it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/date.h"
#include "content/model/ids.h"

namespace gongkai::model {

// What a row is about. `running`: the screen presented pictures all that time (uptime). `gap`: `lost` rows could not be
// written. `started`: the program began anew.
enum class PlayKind { shown, running, gap, started };

// As they are written, and hashed.
inline constexpr std::array<std::string_view, 4> play_kind_words{"shown", "running", "gap", "started"};

constexpr std::string_view word(PlayKind kind) { return play_kind_words[static_cast<std::size_t>(kind)]; }
constexpr std::optional<PlayKind> play_kind(std::string_view text) {
  const auto found = std::find(play_kind_words.begin(), play_kind_words.end(), text);
  if (found == play_kind_words.end()) return std::nullopt;
  return static_cast<PlayKind>(found - play_kind_words.begin());
}

struct PlayRow {
  std::int64_t seq = 0;             // given by the journal, from 1
  PlayKind kind = PlayKind::shown;
  std::string screen;
  EntityId item;                    // of a shown row; "roster-" and the hall's id: the table of its windows
  std::int64_t rev = 0;
  std::int64_t page = 0;            // in how many turns before it was on: a long text shows another part each time
  std::string mode;                 // "attract", "led", "alert"
  Instant from{}, to{};
  std::int64_t visible_ms = 0, planned_ms = 0;
  bool counted = false;             // a play: 80 % of the plan, or a crawl that passed
  bool clock_jumped = false;        // the wall clock and the time that passed disagree, or the clock is not trusted
  std::int64_t frame_crc = 0;       // CRC-32 of the picture as presented, rows from the top, 32-bit pixels
  std::int64_t lost = 0;            // of a gap
};

// Where a chain of rows ends, or what another begins behind.
struct JournalHead {
  std::int64_t seq = 0;   // 0: empty
  std::string hash;       // lower-case hex of 32 bytes; of an empty chain all zeros

  bool operator==(const JournalHead&) const = default;
};

// A row with its hash in the chain, as the journal that wrote it has it.
struct WrittenRow {
  PlayRow row;
  std::string hash;
};

}  // namespace gongkai::model
