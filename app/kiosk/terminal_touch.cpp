// What the terminal does with fingers: from a touch to a tap, a drag or a fling, and what each of them does.
#include <algorithm>
#include <string>
#include <variant>

#include "app/kiosk/terminal.h"
#include "app/kiosk/wiped_memory.h"

namespace gongkai::kiosk {

using Moment = Terminal::Moment;

void Terminal::touch(const sdl::TouchEvent& event) {
  if (profile_.surface != screens::Surface::touch || !passes_guard(event) || rescue_ || dark()) return;
  const Moment now = clock_.monotonic();
  kiosk::touch(session_, now);
  Target under = view_.under(event.position);
  under.written_on = is_written_on(under);
  if (event.phase == sdl::TouchPhase::down && (fling_.active() || glide_.active())) {
    // The touch that stops a moving page chooses nothing on it; the buttons beside the page stand still and act.
    const std::uint32_t moving = fling_.active() ? fling_.layer() : glide_.layer();
    if (under.layer == moving || under.sideways == moving) under.action = 0;
    fling_.stop();
    glide_.stop();
  }
  for (const Gesture& gesture : gestures_.feed(event, under)) act(gesture);
}

bool Terminal::passes_guard(const sdl::TouchEvent& event) {
  const TouchGuard::Verdict verdict = touch_guard_.hear(event, clock_.monotonic());
  if (verdict == TouchGuard::Verdict::expelled) forget_finger(event.finger);
  report_touches();
  return verdict == TouchGuard::Verdict::heard;
}

void Terminal::forget_finger(std::int64_t finger) {
  if (!gestures_.follows(finger)) return;
  forget_touch();
  view_.unpress();
}

void Terminal::report_touches() {
  using What = TouchGuard::Report::What;
  for (const TouchGuard::Report& report : touch_guard_.take_reports()) {
    const std::string x = std::to_string(report.place.x), y = std::to_string(report.place.y);
    if (report.what == What::heard_again) {
      log_.write(process::LogLevel::info, "KIOSK-061", "触摸屏的这一处恢复正常", {{"x", x}, {"y", y}});
      continue;
    }
    const std::string_view how = report.what == What::resting
                                     ? "触摸屏有一处一直被按着，已不理会这一处，请擦拭或检修屏幕"
                                     : "触摸屏有一处不停地报触摸，已不理会这一处，请擦拭或检修屏幕";
    log_.write(process::LogLevel::warning, "KIOSK-060", how, {{"x", x}, {"y", y}});
  }
}

void Terminal::act(const Gesture& gesture) {
  switch (gesture.kind) {
    case Gesture::Kind::press: view_.press(gesture.target); break;
    case Gesture::Kind::unpress: view_.unpress(); break;
    case Gesture::Kind::tap: tap(gesture.target); break;
    case Gesture::Kind::fling: fling(gesture); break;
    case Gesture::Kind::pen_down:
    case Gesture::Kind::pen_move:
    case Gesture::Kind::pen_up: write(gesture); break;
    case Gesture::Kind::drag:
      if (gesture.target.sideways != 0) {
        if (gesture.dx != 0) drag(gesture.target.sideways, gesture.dx);
        break;
      }
      if (gesture.dy != 0) drag(gesture.target.layer, gesture.dy);
      if (gesture.dx != 0) pan(gesture.dx);
      break;
  }
}

void Terminal::drag(std::uint32_t layer, int way) {
  const int onwards = band_.give_back(layer, way);
  const int beyond = onwards - scroll(layer, onwards);
  if (beyond != 0) band_.pull(layer, beyond, view_.viewport_length(layer));
  view_.stretch(layer, band_.offset());
}

// A book turns to the next page, anything else goes on.
void Terminal::fling(const Gesture& gesture) {
  const std::uint32_t layer = gesture.target.sideways != 0 ? gesture.target.sideways : gesture.target.layer;
  if (!view_.has_pages(layer)) return fling_.start(layer, gesture.velocity);
  glide_.start(layer, view_.way_to_page(layer, gesture.velocity < 0 ? 1 : -1));
}

// A book that was let go between two pages comes to rest at one, and what turns sideways goes on to its place.
void Terminal::let_book_rest(std::int64_t frames) {
  if (gestures_.touched()) return glide_.stop();
  const auto way = glide_.active() ? std::nullopt : view_.way_to_rest();
  if (way) glide_.start(way->id, way->px);
  if (glide_.active() && scroll(glide_.layer(), glide_.step(frames)) == 0) glide_.stop();
}

// A picture larger than the page follows the finger to both sides.
void Terminal::pan(int way) {
  auto* picture = std::get_if<screens::PicturePage>(&session_.state.pages.back());
  if (picture == nullptr || takeover_) return;
  const int beyond = profile_.size.width * (picture->zoom_percent - 100) / 100;
  if (beyond <= 0) return;
  const int thousandths = pan_rest_ - 1000 * way, before = picture->pan_permille;
  pan_rest_ = thousandths % beyond;
  picture->pan_permille = std::clamp(before + thousandths / beyond, 0, 1000);
  if (picture->pan_permille != before) build(View::Crawl::carry_on);
}

void Terminal::let_page_come_back(std::int64_t frames) {
  if (!band_.active() || gestures_.touched()) return;
  band_.come_back(frames);
  view_.stretch(band_.layer(), band_.offset());
}

// Returns how far it went: 0 where it stood at its end.
int Terminal::scroll(std::uint32_t layer, int way) {
  const int moved = view_.scroll(layer, way);
  if (view_.wants_more()) view_.go_on(lay_out_on(scene_, *stage_, {profile_.size, view_.scroll_positions()}));
  if (!takeover_) session_.scroll() = view_.scroll_positions();
  return moved;
}

// Nothing of a visit outlives it. The text engine keeps the words that were shown, typed ones too, and the room of those
// it has dropped; the page keeps them until the next one is built.
void Terminal::forget_visit() {
  stop_reading();
  sheet_wanted_.reset();
  session_ = Session{};
  view_.ink().clear();
  read_due_.reset();
  handwriting_.close();
  if (stage_) stage_->engine = std::make_unique<text::TextEngine>(*stage_->fonts);
  wipe_free_stack();
}

void Terminal::tap(const Target& target) {
  if (target.action == layout::no_action || target.action > scene_.intents.size()) return;
  const screens::Intent intent = scene_.intents[target.action - 1];
  if (std::holds_alternative<screens::AcknowledgeAlert>(intent) && takeover_) {
    session_.state.acknowledged_alerts.push_back(*takeover_);
  }
  if (std::holds_alternative<screens::TypeText>(intent) || std::holds_alternative<screens::ReplaceText>(intent) ||
      std::holds_alternative<screens::EraseText>(intent)) {
    searches_.typed();
  }
  const bool said = session_.state.sentence || !session_.state.notice.empty();
  if (std::holds_alternative<screens::EndSession>(intent)) {
    forget_visit();
  } else {
    follow(session_, intent);
  }
  follow_on_field(intent);
  if (std::holds_alternative<screens::PrintSheet>(intent)) want_sheet();
  if (!session_.state.sentence) follow_voice();  // silence comes with the touch
  fling_.stop();
  glide_.stop();
  if (const auto* turn = std::get_if<screens::TurnPage>(&intent)) {
    if (said) build(View::Crawl::carry_on);  // what was read aloud is no longer marked
    const int way = view_.way_to_page(turn->layer, turn->pages);
    // Of what stands beside each other only the eye that follows it knows which way it went.
    if (view_.goes_sideways(turn->layer)) return glide_.start(turn->layer, way);
    scroll(turn->layer, way);
    return;
  }
  if (std::holds_alternative<screens::SendFeedback>(intent)) keep_feedback();
  build(View::Crawl::carry_on);
}

// What came of a search stands on the page that was just made.
void Terminal::note_search() {
  const auto* page = std::get_if<screens::SearchPage>(&session_.state.page());
  if (page == nullptr || page->text.empty()) return searches_.ended(clock_.monotonic());
  if (takeover_) return;
  searches_.shows(std::any_of(scene_.intents.begin(), scene_.intents.end(), [](const screens::Intent& intent) {
    return std::holds_alternative<screens::OpenItem>(intent);
  }));
}

void Terminal::keep_feedback() {
  auto said = screens::said_on(session_.state.page());
  if (!said) return;
  if (auto* rating = std::get_if<model::Rating>(&*said)) {
    const auto item = watch_.generation()->find(rating->entity);
    rating->rev = item ? item->header.rev : 0;
  }
  session_.state = screens::answered(std::move(session_.state), feedback_.keep(std::move(*said), session_.feedback, now()));
  session_.scroll().clear();
}

}  // namespace gongkai::kiosk
