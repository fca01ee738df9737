#include "app/kiosk/terminal.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "app/kiosk/schedule.h"
#include "app/screens/led_pages.h"
#include "app/screens/pages.h"
#include "render/sdl/rescue_text.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using process::LogLevel;
using Moment = Terminal::Moment;

constexpr auto stage_patience = 10s;     // a font that is missing now may be there after an upgrade
constexpr auto progress_interval = 1s;   // how often a bar that fills is drawn anew
constexpr auto steady_after = 10min;     // a run that long ends a series of crashes
constexpr auto child_interval = 50ms;    // how soon the end of a sentence or of a print job is noticed: no longer than a breath
constexpr Moment longest_hold = 5s;      // a finger that rests longer is dirt on the glass
constexpr Moment longest_stroke = 15s;   // some hands write slowly

// A bar that fills, or the pages of a table.
bool shows_progress(screens::Surface surface) { return surface != screens::Surface::touch; }

}  // namespace

Terminal::Terminal(Profile profile, const process::Clock& clock, process::Log& log, model::Instant not_before)
    : profile_(std::move(profile)),
      started_(clock.monotonic()),
      clock_(clock),
      log_(log),
      watch_(profile_.store),
      attract_(profile_.surface, turn_length()),
      time_(clock, not_before),
      power_(log),
      voice_(profile_.voice),
      sound_(log, voice_),
      feedback_(profile_.state, log),
      strokes_(log),
      handwriting_(log, profile_.handwriting_model) {}

void Terminal::remember(CrashMemory* crashes, const std::map<model::EntityId, model::Shown>* shown_today) {
  crashes_ = crashes;
  shown_today_ = shown_today;
}

void Terminal::resize(render::Size size) {
  if (stage_ && size == profile_.size) return redraw();
  profile_.size = size;
  stage_.reset();  // the unit follows from the size
  stage_retry_ = Moment{0};
  stale_ = true;
  redraw();
}

void Terminal::reconfigure(Profile profile) {
  profile.size = profile_.size;
  profile.position = profile_.position;
  if (profile.surface != profile_.surface) attract_ = Attract(profile.surface, turn_length());
  if (profile.store != profile_.store) watch_ = ContentWatch(profile.store);
  profile_ = std::move(profile);
  voice_.change(profile_.voice);
  handwriting_.change(profile_.handwriting_model);
  if (watch_.generation() != nullptr) read_loop();
  stage_.reset();
  stage_retry_ = Moment{0};
  programme_until_ = {};
  stale_ = true;
}

void Terminal::open_stage_again() {
  const Moment now = clock_.monotonic();
  if (stage_ || now < stage_retry_) return;
  stage_retry_ = now + stage_patience;
  auto opened = open_stage(profile_);
  if (!opened) return enter_rescue(opened.error().message);
  stage_ = std::move(*opened);
  stale_ = true;
  for (const auto& font : stage_->missing_fonts) {
    log_.write(LogLevel::warning, "KIOSK-002", "字体文件未安装，使用后备字体", {{"file", font.string()}});
  }
}

bool Terminal::loop_is_seen() const {
  return profile_.surface != screens::Surface::touch || takeover_ ||
         std::holds_alternative<screens::HomePage>(session_.state.page());
}

Terminal::Change Terminal::follow_loop() {
  const Moment now = clock_.monotonic();
  if (attract_.advance(now, view_.crawl_pass())) return loop_is_seen() ? Change::slot : Change::none;
  // On LEDs the block of an alert flashes by the second.
  const bool led = profile_.surface == screens::Surface::strip || profile_.surface == screens::Surface::wall;
  const bool bar_due = shows_progress(profile_.surface) && (!takeover_ || led) && now - built_at_ >= progress_interval;
  return bar_due ? Change::screen : Change::none;
}

// What a board says in a turn is known only then: which part of a long text, which rows of a table.
Attract::TurnLength Terminal::turn_length() {
  return [this](const model::LoopMember& member, int turn) -> std::optional<std::chrono::milliseconds> {
    const auto item = watch_.generation() != nullptr ? watch_.generation()->find(member.id) : std::nullopt;
    return item ? screens::board_turn(*item, board(), turn) : std::nullopt;
  };
}

screens::Context Terminal::board() {
  screens::Context context;
  context.store = watch_.generation();
  context.now = time_.now();
  context.clock_trusted = clock_fault_ == ClockFault::none;
  context.hall = profile_.hall;
  context.device = device_of(profile_);
  context.takes_feedback = feedback_.takes();
  context.freshness = freshness_;
  context.strokes = strokes_.source();
  context.reads_handwriting = handwriting_.offered();
  context.can_print = !profile_.printer.command.empty();
  if (stage_) tell_of(*stage_, context);
  return context;
}

screens::Context Terminal::context() {
  screens::Context context = board();
  context.loop = without_acknowledged(attract_.loop(clock_.monotonic()), session_.state.acknowledged_alerts);
  return context;
}

// Dark hours and brightness. True: the screen must be built again.
bool Terminal::follow_power() {
  const bool alert = attract_.on() != nullptr && attract_.on()->loop_class == model::LoopClass::takeover;
  const bool changed = power_.follow(profile_, calendar_, time_.now(),
                                     alert ? ScreenPower::Alert::covers_all : ScreenPower::Alert::none);
  power_.run_hooks(profile_, clock_.monotonic());
  if (!changed) return false;
  if (power_.dark()) {
    forget_visit();
    scene_ = Scene{};  // no other page follows until it is light again
    view_.show({}, {}, View::Crawl::from_start);
  }
  redraw();
  return true;
}

void Terminal::update() {
  if (crashes_ != nullptr && clock_.monotonic() - started_ > steady_after) crashes_->steady();
  for (const std::int64_t finger : touch_guard_.look(clock_.monotonic())) forget_finger(finger);
  report_touches();
  sound_.follow(profile_.alert_sound, sounding_, minute_of_day(time_.now()), clock_.monotonic());
  if (const auto told = searches_.take(clock_.monotonic())) {
    log_.write(LogLevel::info, "KIOSK-090", "一小时里的搜索，只记次数",
               {{"searches", std::to_string(told->searches)}, {"in_vain", std::to_string(told->in_vain)}});
  }
  open_stage_again();
  const bool new_content = follow_content();
  const bool new_loop = follow_loop_reader();
  const bool new_minute = follow_time();
  const bool new_light = follow_power();
  if (power_.dark()) {
    attract_.advance(clock_.monotonic(), CrawlPass::absent);
    return;
  }
  const Change loop = follow_loop();
  const Moment now = clock_.monotonic();
  const bool idle = !takeover_ && let_pass(session_, {std::chrono::seconds(profile_.idle_timeout_s),
                                                      std::chrono::seconds(profile_.idle_warning_s)},
                                           now);
  if (loop == Change::slot && profile_.surface == screens::Surface::strip) stale_crawl_ = View::Crawl::from_start;
  const bool spoken = follow_voice();
  const bool printed = follow_printer();
  const bool written = follow_writing();
  stale_ = stale_ || written || spoken || printed || new_content || new_loop || new_minute || new_light || idle || loop != Change::none;
  if (idle && session_.asked_at) fling_.stop();
  if (idle && !session_.visited) forget_visit();
  if (!stale_) return say_sentence();
  // A page on its way is let come; only what cannot wait comes at once.
  const bool urgent = new_content || new_light || idle || loop == Change::slot;
  if (view_.changing() && !urgent) return;
  const Moment hold = gestures_.writing() ? longest_stroke : longest_hold;
  if (gestures_.touched() && !rescue_ && (!held_since_ || now - *held_since_ < hold)) {
    if (!held_since_) held_since_ = now;  // nothing changes under a finger: what it lets go of is what it pressed
    return;
  }
  build(stale_crawl_, page_change(loop));
  say_sentence();
}

// Boards change calmly from one page of the loop to the next, everything else at once.
PageChange Terminal::page_change(Change loop) const {
  using Kind = PageChange::Kind;
  if (loop == Change::none || rescue_ || takeover_) return {};
  switch (profile_.surface) {
    case screens::Surface::touch: return {};
    case screens::Surface::lobby: return {loop == Change::slot ? Kind::fade : Kind::cut, 0};
    case screens::Surface::strip:
    case screens::Surface::wall: break;
  }
  const auto effect = profile_.led.effect;
  const Kind kind = effect == screens::LedEffect::scroll_up ? Kind::scroll_up
                    : effect == screens::LedEffect::curtain ? Kind::curtain
                                                            : Kind::cut;
  return {kind, profile_.led_step};
}

void Terminal::build(View::Crawl crawl, PageChange change) {
  if (!stage_ || watch_.generation() == nullptr) return enter_rescue({});
  if (crashes_ != nullptr && crashes_->safe_page()) return enter_rescue({});
  try {
    screens::Context seen = context();
    const bool covered = !seen.loop.alerts.empty();
    if (takeover_ && !covered) resume(session_, clock_.monotonic());
    takeover_ = covered ? std::optional(seen.loop.alerts.front()) : std::nullopt;
    if (covered) stop_reading();
    note_drawing(seen.loop.turn);
    const auto alert = covered ? watch_.generation()->find(*takeover_) : std::nullopt;
    sounding_ = alert ? std::optional(AlertSound::Alert{drawn_, screens::alert_line(*alert)}) : std::nullopt;
    stage_->dim_percent = power_.dim_percent();
    const ScrollPositions scrolled = covered ? ScrollPositions{} : session_.scroll();
    scene_ = compose(session_.state, seen, *stage_, {profile_.size, scrolled});
    note_search();
    if (held_since_) forget_touch();
    if (covered) change = {};
    view_.show(std::move(scene_.frame), scrolled, crawl, change);
    place_ink();
    band_.stop();
    if (rescue_) log_.write(LogLevel::info, "KIOSK-005", "内容画面已就绪");
    rescue_ = false;
    stale_ = false;
    stale_crawl_ = View::Crawl::carry_on;
    held_since_.reset();
    built_at_ = clock_.monotonic();
  } catch (const std::exception& error) {
    session_ = Session{};  // the page that cannot be drawn is left
    stage_.reset();
    stage_retry_ = clock_.monotonic() + stage_patience;
    enter_rescue(error.what());
  }
}

void Terminal::enter_rescue(const std::string& why) {
  if (!why.empty()) log_.write(LogLevel::error, "KIOSK-001", "显示备用画面", {{"reason", why}});
  if (!rescue_) rescue_stale_ = true;
  rescue_ = true;
  fling_.stop();
  stop_reading();
}

bool Terminal::moving() const {
  const bool comes_back = band_.active() && !gestures_.touched();
  const bool rests_soon = !gestures_.touched() && (glide_.active() || view_.way_to_rest());
  return !rescue_ && !dark() && (view_.has_crawl() || view_.changing() || fling_.active() || comes_back || rests_soon);
}

void Terminal::step(std::int64_t frames) {
  if (rescue_ || frames <= 0) return;
  view_.step(frames);
  let_page_come_back(frames);
  let_book_rest(frames);
  if (!fling_.active()) return;
  const int way = fling_.step(frames);
  if (way == 0) return;
  if (scroll(fling_.layer(), way) == 0) fling_.stop();
}

Moment Terminal::next_due() const {
  const Moment now = clock_.monotonic();
  Moment due = watch_.next_poll();
  const auto sooner = [&](std::optional<Moment> at) {
    if (at && *at < due) due = *at;
  };
  const model::Instant wall = time_.now();
  sooner(now + (std::chrono::floor<std::chrono::minutes>(wall) + 1min - wall));
  if (programme_until_ > wall) sooner(now + std::min<Moment>(programme_until_ - wall, 1h));
  sooner(attract_.next_change());
  if (loop_reader_.reading()) sooner(next_part_);
  sooner(sound_.next_due());
  if (!takeover_) {
    sooner(kiosk::next_due(session_, {std::chrono::seconds(profile_.idle_timeout_s),
                                      std::chrono::seconds(profile_.idle_warning_s)}));
  }
  sooner(touch_guard_.next_due());
  sooner(read_due_);
  if (!stage_) sooner(stage_retry_);
  if (voice_.busy() || session_.state.sentence || sheet_wanted_ || printer_.busy()) sooner(now + child_interval);
  return due;
}

std::vector<render::Rect> Terminal::paint(paint::Bitmap target) {
  if (dark()) return paint_dark(target);
  if (!rescue_) view_.lay_out_crawls(*stage_->engine);
  if (!rescue_) return view_.paint(*stage_->painter, target);
  if (!rescue_stale_) return {};
  rescue_stale_ = false;
  view_.redraw();
  sdl::draw_rescue({profile_.hall.name, "正在准备内容", profile_.hall.hotline,
                    clock_fault_ == ClockFault::none ? model::format_clock(time_.now()) : ""},
                   target);
  return {{0, 0, target.width, target.height}};
}

std::vector<render::Rect> Terminal::paint_dark(paint::Bitmap target) {
  if (!dark_stale_) return {};
  dark_stale_ = false;
  for (int y = 0; y < target.height; ++y) std::fill_n(target.row(y), target.width, 0xFF000000u);
  return {{0, 0, target.width, target.height}};
}

}  // namespace gongkai::kiosk
