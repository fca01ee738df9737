// What time and content bring to the terminal: the clock's faults, a new generation, the next minute, another programme.
#include <algorithm>
#include <utility>

#include "app/kiosk/freshness.h"
#include "app/kiosk/terminal.h"
#include "render/text/font_pages.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using process::LogLevel;

model::Instant minute_of(model::Instant at) { return std::chrono::floor<std::chrono::minutes>(at); }

}  // namespace

// A clock that is wrong is said once, and again when it is right.
void Terminal::follow_clock() {
  const ClockFault fault = time_.fault();
  if (std::exchange(clock_fault_, fault) == fault) return;
  stale_ = rescue_stale_ = true;
  switch (fault) {
    case ClockFault::none: return log_.write(LogLevel::info, "KIOSK-014", "本机时钟恢复正常");
    case ClockFault::behind:
      return log_.write(LogLevel::warning, "KIOSK-003",
                        "时钟异常：本机时间早于内容的签发时间，暂按签发时间显示，不显示钟点，请校准时间");
    case ClockFault::ahead:
      return log_.write(LogLevel::warning, "KIOSK-003",
                        "时钟异常：本机时间比内容的签发时间晚一年以上，暂按签发时间显示，不显示钟点，请校准时间或恢复同步");
  }
}

bool Terminal::follow_content() {
  const auto news = watch_.poll(clock_.monotonic());
  if (news == ContentWatch::News::refused) {
    log_.write(LogLevel::error, watch_.fault().code, watch_.fault().message);
  }
  if (news != ContentWatch::News::swapped) return false;
  const store::GenerationInfo info = watch_.generation()->info();
  time_.confirm(info.catalogue_at);
  follow_clock();
  calendar_ = watch_.generation()->calendar();
  log_.write(LogLevel::info, "KIOSK-004", "换用新一代内容",
             {{"generation", std::to_string(info.number)}, {"items", std::to_string(info.items)}});
  // A crawl finishes the words it began with, but not those of what has been taken back.
  if (any_withdrawn(attract_.loop(clock_.monotonic()), *watch_.generation())) stale_crawl_ = View::Crawl::from_start;
  read_loop();
  renew_programme();
  renew_freshness();
  return true;
}

void Terminal::renew_freshness() {
  const store::Generation* store = watch_.generation();
  if (store == nullptr) return;
  const auto contact = last_contact(profile_.store);
  if (contact) time_.confirm(*contact);
  // The agent notes its contacts by the machine's own clock.
  const model::Instant now = time_.fault() == ClockFault::ahead ? time_.now() : clock_.now();
  freshness_ = freshness_of(contact.value_or(store->info().applied_at), now);
}

bool Terminal::follow_time() {
  follow_clock();
  const model::Instant now = time_.now();
  const bool next_minute = minute_of(now) != minute_;
  const bool content = watch_.generation() != nullptr;
  const bool expired = content && (now >= programme_until_ || now < programme_made_);
  if (!next_minute && !expired) return false;
  if (next_minute && stage_) text::let_font_pages_go(*stage_->fonts);
  minute_ = minute_of(now);
  if (next_minute) feedback_.forget_sent(profile_.store, this->now());
  renew_freshness();
  if (expired) renew_programme();
  rescue_stale_ = true;
  return true;
}

}  // namespace gongkai::kiosk
