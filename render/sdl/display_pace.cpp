#include "render/sdl/display_pace.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace gongkai::sdl {
namespace {

using Moment = DisplayPace::Moment;

constexpr int series_length = 60;       // presents one after the other that are timed
constexpr int percent_off = 2;          // of the refresh, on the average of a series
constexpr int most_presents = 300;      // a busy machine may spoil some series, but not all
constexpr int most_hurried = 8;         // presents that took less than half a refresh: it does not wait

Moment refresh_of(int hz) { return Moment(std::chrono::seconds(1)) / (hz > 0 ? hz : 60); }

}  // namespace

DisplayPace::DisplayPace(int refresh_hz) : refresh_(refresh_of(refresh_hz)) {
  if (refresh_hz != 0 && (refresh_hz < 59 || refresh_hz > 61)) verdict_ = Verdict::timer;
}

void DisplayPace::presented(Moment at) {
  const Moment taken = at - std::exchange(last_, at);
  const std::int64_t refreshes = (taken + refresh_ / 2) / refresh_;
  if (verdict_ == Verdict::display) frames_ += std::max<std::int64_t>(1, refreshes);
  if (verdict_ != Verdict::open) return;
  if (++presents_ > most_presents) verdict_ = Verdict::timer;
  if (taken < refresh_ / 2 && ++hurried_ >= most_hurried) verdict_ = Verdict::timer;
  if (refreshes != 1) {  // something else came between: a new series
    series_ = 0;
    series_began_ = at;
    return;
  }
  if (++series_ % series_length != 0) return;
  const Moment average = (at - series_began_) / series_;
  if (std::abs((average - refresh_).count()) * 100 <= refresh_.count() * percent_off) verdict_ = Verdict::display;
}

std::int64_t DisplayPace::take_frames(Moment now) {
  // Where nothing is presented, because what moves is covered, time goes on all the same.
  if (frames_ == 0 && now - last_ > 2 * refresh_) {
    const std::int64_t passed = (now - last_) / refresh_;
    last_ += passed * refresh_;
    return passed;
  }
  return std::exchange(frames_, 0);
}

}  // namespace gongkai::sdl
