// What hangs on the screen by itself: for the journal, and for the notes of what is drawn when the program ends.
#include "app/kiosk/terminal.h"

namespace gongkai::kiosk {

std::optional<model::EntityId> Terminal::shown_item() const {
  if (rescue_ || dark() || !loop_is_seen() || attract_.on() == nullptr) return std::nullopt;
  return attract_.on()->id;
}

std::optional<Showing> Terminal::showing() const {
  const auto item = shown_item();
  if (!item || drawn_.id != *item) return std::nullopt;
  const bool led = profile_.surface == screens::Surface::strip || profile_.surface == screens::Surface::wall;
  Showing showing;
  // The windows of the hall stand in one table: no single one of them was shown.
  showing.item = roster_drawn_ ? "roster-" + profile_.hall.id : *item;
  showing.rev = roster_drawn_ ? 0 : drawn_.rev;
  showing.page = turns_of_shown_;
  showing.mode = takeover_ ? "alert" : led ? "led" : "attract";
  showing.turn = attract_.started();
  showing.planned = attract_.on()->dwell;
  if (profile_.surface == screens::Surface::strip) {
    const CrawlPass pass = view_.crawl_pass();
    showing.crawl = pass == CrawlPass::absent    ? Showing::Crawl::none
                    : pass == CrawlPass::running ? Showing::Crawl::running
                                                 : Showing::Crawl::passed;
  }
  return showing;
}

Now Terminal::now() const {
  const bool trusted = clock_fault_ == ClockFault::none;
  const model::Instant wall = time_.now();
  return {wall, clock_.monotonic(), trusted ? Now::Clock::trusted : Now::Clock::doubtful,
          &open_hours(profile_.schedule, model::date_of(wall), calendar_)};
}

// Which item the next frame shows is written down first: if drawing it ends the program, the next one knows.
void Terminal::note_drawing(int turns_before) {
  std::optional<model::EntityId> id;
  if (attract_.on() != nullptr) id = attract_.on()->id;
  const auto* detail = std::get_if<screens::DetailPage>(&session_.state.page());
  if (detail != nullptr && !takeover_) id = detail->id;
  const auto item = id ? watch_.generation()->find(*id) : std::nullopt;
  drawn_ = item ? CrashMemory::Draw{*id, item->header.rev} : CrashMemory::Draw{};
  roster_drawn_ = item && item->kind() == model::Kind::window && detail == nullptr;
  turns_of_shown_ = turns_before;
  if (crashes_ != nullptr) crashes_->drawing(drawn_);
}

}  // namespace gongkai::kiosk
