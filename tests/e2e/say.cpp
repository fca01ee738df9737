// Puts into a terminal's queue what a citizen would have said there some hours ago: say FILE HOURS WORDS.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "content/store/feedback_queue.h"

int main(int argc, char** argv) {
  namespace model = gongkai::model;
  if (argc != 4) return 64;
  const auto now = std::chrono::floor<std::chrono::hours>(std::chrono::system_clock::now());
  const model::Instant at = now - std::chrono::hours(std::atoi(argv[2]));
  auto queue = gongkai::store::FeedbackQueue::open(argv[1]);
  if (!queue || !queue->put(model::Rating{"", 0, model::Grade::dissatisfied, {}, argv[3], at}, {}, {})) {
    std::fputs("the queue cannot be written\n", stderr);
    return 1;
  }
  return 0;
}
