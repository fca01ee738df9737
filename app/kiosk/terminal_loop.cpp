// Which items take turns on the terminal: read from the store in parts, made a programme of whenever the time asks for it.
#include <algorithm>
#include <utility>

#include "app/kiosk/schedule.h"
#include "app/kiosk/terminal.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr int parts_at_once = 3;          // a store of usual size is read before it is shown
constexpr auto between_parts = 20ms;
constexpr std::size_t most_kept = 200;    // until a large one has been read

}  // namespace

// What hangs already goes on as the new generation has it, without what was taken back; alerts do not wait either. The
// rest joins when all has been read.
void Terminal::read_loop() {
  const store::Generation& store = *watch_.generation();
  const model::ScreenIdentity screen = identity_of(profile_);
  if (!loop_reader_.begin(profile_.store, store.info().number)) {
    loop_items_ = model::loop_items(store.items(loop_kinds()), screen);
    return;
  }
  for (int part = 0; part < parts_at_once && loop_reader_.reading(); ++part) loop_reader_.step(screen);
  if (!loop_reader_.reading()) {
    loop_items_.items = loop_reader_.take();
    return;
  }
  next_part_ = clock_.monotonic() + between_parts;
  std::vector<model::EntityId> stays;
  if (const model::LoopMember* on = attract_.on()) stays.push_back(on->id);
  for (const auto& member : attract_.playlist().loop) stays.push_back(member.id);
  if (stays.empty()) {
    for (const auto& item : loop_reader_.items()) stays.push_back(item.id);
  }
  if (stays.size() > most_kept) stays.resize(most_kept);
  std::sort(stays.begin(), stays.end());
  stays.erase(std::unique(stays.begin(), stays.end()), stays.end());
  loop_items_.items.clear();
  for (const model::EntityId& id : stays) {
    const auto item = store.find(id);
    if (item && item->kind() != model::Kind::emergency) loop_items_.items.push_back(model::loop_item(*item, screen));
  }
  for (const model::Item& alert : store.items({model::Kind::emergency})) {
    loop_items_.items.push_back(model::loop_item(alert, screen));
  }
}

// True: there is another programme.
bool Terminal::follow_loop_reader() {
  const Moment now = clock_.monotonic();
  if (!loop_reader_.reading() || now < next_part_) return false;
  next_part_ = now + between_parts;
  loop_reader_.step(identity_of(profile_));
  if (loop_reader_.reading()) return false;
  loop_items_.items = loop_reader_.take();
  renew_programme();
  return true;
}

model::LoopContext Terminal::loop_context() const {
  const model::Instant now = time_.now();
  model::LoopContext context;
  context.screen = identity_of(profile_);
  context.rules = rules_at(profile_.schedule, calendar_, now);
  context.open_permille =
      passed_permille(open_hours(profile_.schedule, model::date_of(now), calendar_), minute_of_day(now));
  if (shown_today_ != nullptr) context.shown_today = *shown_today_;
  if (crashes_ != nullptr) context.skipped = not_revised(crashes_->skipped(), *watch_.generation());
  return context;
}

void Terminal::renew_programme() {
  const store::Generation* store = watch_.generation();
  if (store == nullptr) return;
  const model::Instant now = time_.now();
  loop_items_.calendar = calendar_;
  programme_ = programme_of(loop_items_, loop_context(), board());
  programme_made_ = now;
  programme_until_ = std::min(programme_.until, schedule_until(profile_.schedule, calendar_, now));
  // What ends in the middle of its pass finishes it; what has been taken back does not.
  const bool may_finish = stale_crawl_ == View::Crawl::carry_on && !takeover_;
  attract_.set(std::move(programme_.playlist), clock_.monotonic(), may_finish ? view_.crawl_pass() : CrawlPass::absent);
}

}  // namespace gongkai::kiosk
