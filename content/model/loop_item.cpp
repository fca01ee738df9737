#include "content/model/loop_item.h"

#include <algorithm>

#include "content/model/code_points.h"
#include "content/model/item_rules.h"

namespace gongkai::model {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest{8000}, longest{40000}, longest_publicity{60000};

bool on_surface(const Item& item, Surface surface) {
  const auto& channels = item.header.channels;
  // Alerts and slogans need not name their channels: alerts go everywhere, slogans to the strip.
  if (channels.empty() && item.kind() == Kind::emergency) return true;
  if (channels.empty() && item.kind() == Kind::slogan) return surface == Surface::led;
  return std::find(channels.begin(), channels.end(), surface) != channels.end();
}

bool names(const std::vector<std::string>& list, const std::string& wanted) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& one) { return one == "*" || one == wanted; });
}

std::int64_t body_tenths(const std::vector<BodyBlock>& body) {
  std::int64_t tenths = 0;
  for (const BodyBlock& block : body) {
    if (const auto* text = std::get_if<TextBlock>(&block)) tenths += reading_tenths(text->text);
    if (const auto* list = std::get_if<ListBlock>(&block)) {
      for (const std::string& entry : list->items) tenths += reading_tenths(entry);
    }
  }
  return tenths;
}

// How much running text a page of the loop holds beside the title, in tenths of a 字: three lines on the touch home
// page, six on the lobby screen. The strip crawls its own words.
std::int64_t page_tenths(Surface surface) {
  switch (surface) {
    case Surface::touch: return 900;
    case Surface::wall: return 1500;
    case Surface::led: return 0;
  }
  return 0;
}

std::int64_t text_tenths(const Item& item) {
  constexpr std::int64_t key_lines = 400, fee_row = 120;
  constexpr std::size_t rows_on_page = 3;
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) return body_tenths(publicity->body);
  if (const auto* notice = std::get_if<Notice>(&item.body)) return body_tenths(notice->body);
  if (std::holds_alternative<Guide>(item.body) || std::holds_alternative<Stats>(item.body)) return key_lines;
  if (const auto* fee = std::get_if<Fee>(&item.body)) {
    return key_lines + static_cast<std::int64_t>(std::min(fee->rows.size(), rows_on_page)) * fee_row;
  }
  if (const auto* pledge = std::get_if<Pledge>(&item.body)) {
    return pledge->pledges.empty() ? 0 : reading_tenths(pledge->pledges.front());
  }
  return 0;
}

milliseconds dwell_of(const Item& item, Surface surface) {
  const bool led = surface == Surface::led && !item.header.led_text.empty();
  const std::int64_t head = reading_tenths(led ? item.header.led_text : item.header.title);
  return reading_time(head + std::min(text_tenths(item), page_tenths(surface)), item.kind());
}

std::optional<Absence> never_on(const Item& item, const ScreenIdentity& screen) {
  if (item.header.state != State::published) return Absence::withdrawn;
  if (!names(item.header.scope.halls, screen.hall)) return Absence::other_hall;
  if (!names(item.header.scope.screens, screen.screen)) return Absence::other_screen;
  if (!on_surface(item, screen.surface)) return Absence::other_surface;
  return std::nullopt;
}

// When it runs and how often it is owed, of all that a posting says.
std::unique_ptr<const Publicity> posting_of(const Publicity& publicity) {
  auto posting = std::make_unique<Publicity>();
  posting->exposure = publicity.exposure;
  for (const PublicityRound& round : publicity.rounds) {
    posting->rounds.emplace_back();
    posting->rounds.back().start_on = round.start_on;
    posting->rounds.back().minimum = round.minimum;
  }
  return posting;
}

}  // namespace

bool in_scope(const Header& header, const ScreenIdentity& screen) {
  return names(header.scope.halls, screen.hall) && names(header.scope.screens, screen.screen);
}

std::int64_t reading_tenths(std::string_view text) {
  std::int64_t tenths = 0;
  for (const char32_t c : to_code_points(text)) {
    const bool letter = is_latin_letter(c) || is_digit(c);
    tenths += is_han(c) ? 10 : letter ? 5 : c > 0x20 ? 3 : 0;
  }
  return tenths;
}

milliseconds reading_time(std::int64_t tenths, Kind kind) {
  return std::clamp(milliseconds{2000 + tenths * 25}, shortest, longest_reading(kind));  // 2 s + n/4
}

milliseconds longest_reading(Kind kind) { return kind == Kind::publicity ? longest_publicity : longest; }

LoopItem loop_item(const Item& item, const ScreenIdentity& screen) {
  const Header& header = item.header;
  LoopItem kept;
  kept.id = header.id;
  kept.kind = item.kind();
  kept.never = never_on(item, screen);
  kept.publish_at = header.publish_at;
  kept.from = std::max(header.publish_at.value_or(Instant::min()), header.valid_from.value_or(Instant::min()));
  kept.until = header.valid_to.value_or(Instant::max());
  kept.dwell = dwell_of(item, screen.surface);
  kept.priority = header.priority;
  kept.organ = header.organ;
  kept.catalog = header.catalog;
  if (const auto* alert = std::get_if<Emergency>(&item.body)) {
    kept.alert = alert->alert_level;
    kept.issued_at = alert->issued_at;
    kept.from = std::max(kept.from, alert->issued_at.value_or(Instant::min()));
    kept.until = std::min(kept.until, alert->ends_at.value_or(Instant::max()));
  }
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) kept.posting = posting_of(*publicity);
  return kept;
}

LoopItems loop_items(std::span<const Item> items, const ScreenIdentity& screen) {
  LoopItems kept;
  kept.calendar = work_calendar(items);
  for (const Item& item : items) kept.items.push_back(loop_item(item, screen));
  return kept;
}

}  // namespace gongkai::model
