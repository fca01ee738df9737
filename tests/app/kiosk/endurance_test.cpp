// Weeks of a board in simulated time, across the 49.7 days after which 32-bit milliseconds begin anew, with a catalogue
// that changes every hour. Counted, not timed. Ten days are what every run does, a few under a sanitizer, where each
// costs ten times as much; GONGKAI_ENDURANCE_DAYS=60 is a minute of work. The catalogue is a part of the demo's.
#include <malloc.h>

#include <algorithm>
#include <cstdlib>

#include "render/text/cache_budgets.h"
#include "tests/app/kiosk/terminal_at_work.h"
#include "tests/fakes/folder_in_memory.h"

namespace gongkai::kiosk {
namespace {

int days_wanted() {
  const char* words = std::getenv("GONGKAI_ENDURANCE_DAYS");
#if defined(__SANITIZE_ADDRESS__)
  constexpr int usual = 3;
#else
  constexpr int usual = 10;
#endif
  return words != nullptr ? std::max(1, std::atoi(words)) : usual;
}

std::ptrdiff_t entries(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

std::uintmax_t bytes_in(const fs::path& folder) {
  std::uintmax_t sum = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) sum += entry.file_size();
  }
  return sum;
}

std::size_t heap_in_use() { return mallinfo2().uordblks; }  // 0 under a sanitizer, which counts by itself

class Endurance : public TerminalAtWork {
 protected:
  void SetUp() override {
    TerminalAtWork::SetUp();
    profile_.store = memory_.path() / "store";
    using model::Kind;
    const store::Generation demo = fakes::demo_store(GONGKAI_SOURCE_DIR, folder_ / "demo");
    auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
    ASSERT_TRUE(writer.has_value());
    int place = 0;
    const std::pair<Kind, std::size_t> parts[] = {{Kind::notice, 6}, {Kind::publicity, 4}, {Kind::guide, 4},    {Kind::fee, 3},   {Kind::stats, 2},
                                                  {Kind::slogan, 3}, {Kind::pledge, 1},    {Kind::calendar, 9}, {Kind::organ, 20}};
    for (const auto& [kind, most] : parts) {
      std::vector<model::Item> items = demo.items({kind}, fakes::demo_now());
      items.resize(std::min(items.size(), most));
      for (const model::Item& item : items) ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"demo", ++place}).has_value());
    }
    ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  }
  fakes::FolderInMemory memory_;

  void publish_hour(int hour) {
    auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
    ASSERT_TRUE(writer.has_value());
    model::Item item;
    item.header.id = "slogan-test-" + std::to_string(hour % 7);
    item.header.rev = hour + 1;
    item.header.title = "第" + std::to_string(hour) + "小时的提示";
    item.header.led_text = item.header.title;
    item.header.scope = {{"*"}, {"*"}};
    item.header.channels = {model::Surface::led};
    item.body = model::Slogan{};
    ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", 5000 + hour}).has_value());
    ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  }
};

TEST_F(Endurance, NothingGrowsFromDayToDayAndNothingWraps) {
  profile_ = adapted(profile_, screens::Surface::strip);
  profile_.screen_id = "led-01";
  const auto wrap = std::chrono::milliseconds(1LL << 32);
  clock_.passed = wrap - 12h;                    // the machine has been up so long
  clock_.start_ -= std::chrono::floor<std::chrono::seconds>(clock_.passed);
  start();
  const int hours = 24 * days_wanted();
  std::size_t heap = 0;
  std::ptrdiff_t descriptors = 0, generations = 0;
  std::uintmax_t stored = 0;
  std::set<model::EntityId> shown;
  for (int hour = 0; hour < hours; ++hour) {
    publish_hour(hour);
    for (int turn = 0; turn < 12; ++turn) {
      tick(5min);
      terminal_->step(5 * 3600);
      if (terminal_->shown_item()) shown.insert(*terminal_->shown_item());
      ASSERT_FALSE(terminal_->in_rescue()) << hour;
      ASSERT_TRUE(terminal_->moving() || terminal_->next_due() > clock_.monotonic()) << "it would not wait";
    }
    if (hour == hours / 2) {
      heap = heap_in_use();
      descriptors = entries("/proc/self/fd");
      generations = entries(profile_.store / "generations");
      stored = bytes_in(profile_.store);
    }
  }
  EXPECT_GE(shown.size(), 10u) << "the loop went on";
  EXPECT_EQ(entries("/proc/self/fd"), descriptors);
  EXPECT_LE(entries(profile_.store / "generations"), generations);
  EXPECT_LE(bytes_in(profile_.store), stored + (stored >> 4)) << "three generations of the same size";
  // New words fill the caches of paragraphs and stretches up to their caps; what is kept of each hour for ever would show.
  const std::size_t caches = text::paragraph_cache_bytes + text::stretch_cache_bytes;
  RecordProperty("heap_bytes_half_way", static_cast<int>(heap));
  RecordProperty("heap_bytes_at_the_end", static_cast<int>(heap_in_use()));
  EXPECT_LT(heap_in_use(), heap + std::min<std::size_t>(static_cast<std::size_t>(days_wanted()) << 20, caches));
}

// The crawl is laid out and drawn where it is seen: the length of its words costs no pixels, no glyph twice, and no
// memory but that of the words themselves.
TEST_F(Endurance, ALongCrawlCostsNoMoreThanAShortOne) {
  profile_ = adapted(profile_, screens::Surface::strip);
  auto stage = open_stage(profile_);
  ASSERT_TRUE(stage.has_value());
  const auto frame_of = [&](std::size_t letters) {
    layout::TickerContent content;
    content.id = 1;
    std::string words;
    for (std::size_t i = 0; i < letters; ++i) words += "公";
    content.spans = {{words, text::FontRole::sans, 48, layout::Tone::led_amber, false}};
    layout::Block block;
    block.content = content;
    block.grow = 1;
    return layout::lay_out(block, stage->theme, profile_.size, *stage->engine);
  };
  std::size_t before = heap_in_use();
  const layout::Frame brief = frame_of(340);
  const std::size_t brief_bytes = heap_in_use() - before;
  constexpr std::size_t letters = 10'000;
  before = heap_in_use();
  layout::Frame lengthy = frame_of(letters);
  const std::size_t lengthy_bytes = heap_in_use() - before;
  EXPECT_LE(lengthy_bytes, brief_bytes + 4 * letters) << "three bytes of UTF-8 a letter, and where the pieces stand";
  ASSERT_EQ(lengthy.tickers.front().width * 340, brief.tickers.front().width * static_cast<int>(letters));

  paint::Canvas canvas(profile_.size);
  View view;
  view.show(std::move(lengthy), {}, View::Crawl::from_start);
  const auto step = [&](int frames) {
    view.step(frames);
    view.lay_out_crawls(*stage->engine);
    for (const auto& rect : view.paint(*stage->painter, canvas.view())) ASSERT_LE(rect.width, 512);
  };
  step(600);
  before = heap_in_use();
  for (int frame = 0; frame < 6'000; ++frame) step(1);
  EXPECT_LE(heap_in_use(), before + 16'384) << "100 seconds on, nothing more is kept";

  // Other words come: the old ones are laid out on to their end, letter after letter, and only then give way.
  view.show(frame_of(20), {}, View::Crawl::carry_on);
  int blank = 0, steps = 0;
  for (; view.crawl_pass() == CrawlPass::running && steps < 2'000; ++steps) {
    step(331);
    const std::uint32_t* pixels = canvas.view().pixels;
    if (std::all_of(pixels, pixels + 512 * 64, [](std::uint32_t pixel) { return (pixel & 0xFFFFFF) == 0; })) ++blank;
  }
  EXPECT_GT(steps, 480'000 / 2 / 331 - 60);
  EXPECT_LE(blank, 3) << "where one line has left and the next is yet to come";
}

}  // namespace
}  // namespace gongkai::kiosk
