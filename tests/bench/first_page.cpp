// What the first page of a notice of 5 MB costs beside the first page of a short one: layout alone, from the blocks of
// the page to its frame, with empty caches. CPU time, the two in turn; the last line is the ratio of the medians.
//   first_page [ROUNDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "render/layout/flow.h"
#include "tests/render/layout/block_builders.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::layout {
namespace {

constexpr render::Size screen{1080, 1500};  // what is left of a portrait screen beside head and buttons

// A card of paragraphs in the middle of a page, as documents stand. Every paragraph has a text of its own.
Block notice(std::size_t bytes) {
  const std::string sentence = "为进一步规范行政审批服务事项办理流程，方便群众和企业办事，现将有关事项通告如下，请遵照执行。";
  std::vector<Block> paragraphs;
  for (std::size_t written = 0; written < bytes;) {
    std::string words = std::to_string(paragraphs.size() + 1) + "、" + sentence + sentence;
    written += words.size();
    paragraphs.push_back(text_block(std::move(words), 40));
  }
  Block paper = column(12, std::move(paragraphs));
  paper.padding = {48, 40, 48, 40};
  paper.fill = Tone::surface;
  return scroll_block(1, std::move(paper));
}

struct Opened {
  double milliseconds = 0;
  std::uint64_t paragraphs = 0;
};

Opened open_first_page(const Block& root, text::TextEngine& engine) {
  static const Theme theme = default_theme();
  engine.forget();
  KnownHeights known;
  const std::uint64_t before = engine.statistics().paragraph_misses;
  const std::clock_t begin = std::clock();
  const Frame frame = lay_out_at(root, theme, {screen, {}, &known}, engine);
  const std::clock_t end = std::clock();
  if (frame.scrolls.empty() || frame.scrolls[0].ops.empty()) std::abort();
  return {1000.0 * static_cast<double>(end - begin) / CLOCKS_PER_SEC, engine.statistics().paragraph_misses - before};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void run(int rounds) {
  text::TextEngine engine(text::installed_fonts());
  const Block small = notice(12'000), large = notice(5'000'000);
  open_first_page(small, engine);  // the font tables are there from now on
  std::vector<double> of_small, of_large;
  Opened short_notice, long_notice;
  for (int i = 0; i < rounds; ++i) {
    of_small.push_back((short_notice = open_first_page(small, engine)).milliseconds);
    of_large.push_back((long_notice = open_first_page(large, engine)).milliseconds);
  }
  std::printf("first page of 12 KB: %.3f ms, %llu paragraphs laid out; of 5 MB: %.3f ms, %llu paragraphs; ratio %.2f\n",
              median(of_small), static_cast<unsigned long long>(short_notice.paragraphs), median(of_large),
              static_cast<unsigned long long>(long_notice.paragraphs), median(of_large) / median(of_small));
}

}  // namespace
}  // namespace gongkai::layout

int main(int argc, char** argv) { gongkai::layout::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 31); }
