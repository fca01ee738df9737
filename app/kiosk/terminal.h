// The terminal without its window: touches, time and content in, pixels out. Everything that can go wrong on the way to
// a screen ends in the rescue screen, and is tried again.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "app/kiosk/alert_sound.h"
#include "app/kiosk/attract.h"
#include "app/kiosk/content_watch.h"
#include "app/kiosk/crash_memory.h"
#include "app/kiosk/feedback_box.h"
#include "app/kiosk/fling.h"
#include "app/kiosk/gestures.h"
#include "app/kiosk/handwriting.h"
#include "app/kiosk/journal.h"
#include "app/kiosk/loop_reader.h"
#include "app/kiosk/page_glide.h"
#include "app/kiosk/printer.h"
#include "app/kiosk/profile.h"
#include "app/kiosk/rubber_band.h"
#include "app/kiosk/screen_power.h"
#include "app/kiosk/search_tally.h"
#include "app/kiosk/session.h"
#include "app/kiosk/stage.h"
#include "app/kiosk/stroke_keys.h"
#include "app/kiosk/touch_guard.h"
#include "app/kiosk/trusted_time.h"
#include "app/kiosk/view.h"
#include "app/kiosk/voice.h"
#include "app/process/clock.h"
#include "app/process/log.h"
#include "app/screens/phrase.h"

namespace gongkai::kiosk {

class Terminal {
 public:
  using Moment = std::chrono::nanoseconds;  // of Clock::monotonic()

  // `not_before`: the day the program was built; no clock is right before it.
  Terminal(Profile profile, const process::Clock& clock, process::Log& log, model::Instant not_before = {});

  Terminal(const Terminal&) = delete;  // its loop asks it how long a turn is
  Terminal& operator=(const Terminal&) = delete;

  // The screen's real size. Call before the first paint.
  void resize(render::Size size);
  // Another profile takes effect; the visit goes on. Size and position stay those of the window.
  void reconfigure(Profile profile);

  // What lasts longer than the program: crashes noted while items are drawn, and today's plays, by which postings catch
  // up. Both stay the caller's and may be null.
  void remember(CrashMemory* crashes, const std::map<model::EntityId, model::Shown>* shown_today);

  void touch(const sdl::TouchEvent& event);
  // Looks what time and content have brought, and builds the screen again where it changed.
  void update();
  // Moves crawls and flung pages on by `frames` frames of 1/60 s.
  void step(std::int64_t frames);
  bool moving() const;
  // When update() has something to do at the latest.
  Moment next_due() const;

  void redraw() { view_.redraw(); rescue_stale_ = dark_stale_ = true; }
  // Brings `target` up to date; returns what was touched.
  std::vector<render::Rect> paint(paint::Bitmap target);

  bool in_rescue() const { return rescue_; }
  bool dark() const { return power_.dark(); }
  // No page is half way to the next: what is on the screen is what showing() says.
  bool settled() const { return !view_.changing(); }
  // The item that hangs on the screen now; nullopt: a visitor's page, darkness, the rescue screen, nothing.
  std::optional<model::EntityId> shown_item() const;
  std::optional<Showing> showing() const;  // the same for the journal
  Now now() const;
  const screens::ScreenState& state() const { return session_.state; }
  const View& view() const { return view_; }

 private:
  enum class Change { none, screen, slot };  // slot: another item of the loop is on
  PageChange page_change(Change loop) const;

  void open_stage_again();
  bool follow_content();
  bool follow_time();
  Change follow_loop();
  bool follow_power();
  void follow_clock();
  void renew_programme();
  void read_loop();
  bool follow_loop_reader();
  model::LoopContext loop_context() const;
  void renew_freshness();
  bool loop_is_seen() const;
  std::vector<render::Rect> paint_dark(paint::Bitmap target);
  void build(View::Crawl crawl, PageChange change = {});
  void note_drawing(int turns_before);
  void note_search();
  void enter_rescue(const std::string& why);
  Attract::TurnLength turn_length();
  screens::Context board();          // what the screens are told, but for the loop
  screens::Context context();
  void act(const Gesture& gesture);
  void tap(const Target& target);
  bool follow_voice();
  void say_sentence();
  void stop_reading();
  void end_reading(const screens::Phrase& why);
  bool follow_printer();
  void want_sheet();
  void send_sheet();
  void forget_visit();
  void keep_feedback();
  int scroll(std::uint32_t layer, int way);
  void drag(std::uint32_t layer, int way);
  void pan(int way);
  void fling(const Gesture& gesture);
  void let_page_come_back(std::int64_t frames);
  bool is_written_on(const Target& target) const;
  void write(const Gesture& gesture);
  void place_ink();
  bool follow_writing();
  void read_strokes();
  void follow_on_field(const screens::Intent& intent);
  void forget_touch();
  void let_book_rest(std::int64_t frames);
  bool passes_guard(const sdl::TouchEvent& event);
  void forget_finger(std::int64_t finger);
  void report_touches();

  Profile profile_;
  CrashMemory* crashes_ = nullptr;
  const std::map<model::EntityId, model::Shown>* shown_today_ = nullptr;
  Moment started_;
  const process::Clock& clock_;
  process::Log& log_;
  std::optional<Stage> stage_;
  Moment stage_retry_{0};
  ContentWatch watch_;
  Attract attract_;
  TrustedTime time_;
  ScreenPower power_;
  Voice voice_;
  AlertSound sound_;
  FeedbackBox feedback_;
  std::optional<AlertSound::Alert> sounding_;  // of the alert that covers the page
  model::WorkCalendar calendar_;            // of the content
  LoopReader loop_reader_;
  Moment next_part_{0};                     // when it goes on
  model::LoopItems loop_items_;             // what may hang here, of the generation that is shown
  Programme programme_;                     // its playlist has been handed to attract_
  model::Instant programme_made_{}, programme_until_{};  // content or schedule ask for another before and after
  Session session_;
  TouchGuard touch_guard_;
  Gestures gestures_;
  Fling fling_;
  PageGlide glide_;
  RubberBand band_;
  StrokeKeys strokes_;
  SearchTally searches_;
  Handwriting handwriting_;
  std::optional<Moment> read_due_;          // when what is written is read
  int pan_rest_ = 0;                        // of a picture dragged sideways: too little to be shown yet
  View view_;
  Scene scene_;                             // its frame is in view_
  CrashMemory::Draw drawn_;                 // the item in it, of the loop or opened by a visitor
  bool roster_drawn_ = false;               // it stands for all windows of the hall
  int turns_of_shown_ = 0;                  // of the loop's item before this one: which part of a long text is on

  struct Said {
    int sentence = 0, volume = 0;
    friend bool operator==(const Said&, const Said&) = default;
  };
  std::optional<Said> said_;                // what of the page the voice was given last

  Printer printer_;
  std::optional<Moment> sheet_wanted_;      // since when

  model::Instant minute_{};                 // the minute the screen shows
  ClockFault clock_fault_ = ClockFault::none;
  screens::Freshness freshness_ = screens::Freshness::fresh;
  std::optional<model::EntityId> takeover_; // the alert that covers the page
  Moment built_at_{0};
  bool stale_ = true;                       // the screen must be built again
  View::Crawl stale_crawl_ = View::Crawl::carry_on;
  std::optional<Moment> held_since_;        // a finger keeps the screen from being built again
  bool rescue_ = true, rescue_stale_ = true, dark_stale_ = true;
};

}  // namespace gongkai::kiosk
