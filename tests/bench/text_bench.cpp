// Speed of the text engine against HarfBuzz alone, in one process on one corpus. Usage: text_bench [FILE]
// [--benchmark_...]; a line of FILE is a paragraph. Without FILE the corpus is 1 MB of the demo catalogue's
// sentences, shuffled with a fixed seed. The last line gives each time as a multiple of floor_hb_shape (on
// standard error where the standard output is JSON).
#include <SDL2/SDL_ttf.h>
#include <benchmark/benchmark.h>
#include <hb.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "render/text/font_file.h"
#include "render/text/paragraph.h"
#include "render/text/utf8.h"
#include "tests/render/text/breaches.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

constexpr int px = 32, width_px = 1000;

struct Corpus {
  std::vector<Paragraph> paragraphs;
  std::int64_t characters = 0;

  void add(const std::string& line) {
    paragraphs.push_back(one_span(line, px));
    for (const char c : line) characters += (c & 0xC0) != 0x80 ? 1 : 0;
  }
};

Corpus read_corpus(const char* file) {
  Corpus corpus;
  std::ifstream in(file);
  if (!in) throw std::runtime_error(std::string("cannot read ") + file);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) corpus.add(line);
  }
  return corpus;
}

Corpus demo_corpus() {
  std::vector<std::string> sentences;
  for (const std::string& text : chinese_strings(GONGKAI_SOURCE_DIR "/kiosk-config/demo")) {
    if (text.size() >= 30 && text.find('\n') == std::string::npos) sentences.push_back(text);
  }
  std::mt19937 random(1);
  Corpus corpus;
  for (std::size_t bytes = 0; bytes < 1000000;) {
    std::string line;
    while (line.size() < 300) line += sentences[random() % sentences.size()];
    bytes += line.size();
    corpus.add(line);
  }
  return corpus;
}

// Random text, a quarter of it not Han and hardly anything twice: the worst case of the caches.
Corpus random_corpus() {
  std::mt19937 random(2);
  const std::u32string others = U"，。、；：？！“”（）《》——……·0123456789.%-/ABCDEFGHabcdefgh  ";
  Corpus corpus;
  for (int i = 0; i < 800; ++i) {
    std::string line;
    for (int k = 0; k < 110; ++k) {
      append_utf8(line, random() % 4 != 0 ? static_cast<char32_t>(0x4E00 + random() % 0x51A5)
                                          : others[random() % others.size()]);
    }
    corpus.add(line);
  }
  return corpus;
}

void shape_alone(benchmark::State& state, const Corpus& corpus) {
  hb_font_t* font = installed_fonts().file(installed_fonts().chain(FontRole::sans)[0]).shaper();
  const std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer(hb_buffer_create(),
                                                                          hb_buffer_destroy);
  for (auto _ : state) {
    for (const Paragraph& paragraph : corpus.paragraphs) {
      const std::string& text = paragraph.spans[0].text;
      hb_buffer_clear_contents(buffer.get());
      hb_buffer_add_utf8(buffer.get(), text.data(), static_cast<int>(text.size()), 0, -1);
      hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
      hb_buffer_set_script(buffer.get(), HB_SCRIPT_HAN);
      hb_buffer_set_language(buffer.get(), hb_language_from_string("zh-Hans", -1));
      hb_shape(font, buffer.get(), nullptr, 0);
    }
  }
  state.SetItemsProcessed(state.iterations() * corpus.characters);
}

void lay_out_all(TextEngine& engine, const Corpus& corpus, int width) {
  for (const Paragraph& paragraph : corpus.paragraphs)
    benchmark::DoNotOptimize(engine.lay_out(paragraph, width).lines.data());
}

void lay_out_cold(benchmark::State& state, const Corpus& corpus) {
  TextEngine engine(installed_fonts());
  lay_out_all(engine, corpus, width_px);
  for (auto _ : state) {
    state.PauseTiming();  // dropping the last pass is no part of a layout
    engine.forget();
    state.ResumeTiming();
    lay_out_all(engine, corpus, width_px);
  }
  state.SetItemsProcessed(state.iterations() * corpus.characters);
}

void lay_out_cached(benchmark::State& state, const Corpus& corpus) {
  TextEngine engine(installed_fonts());
  lay_out_all(engine, corpus, width_px);
  for (auto _ : state) lay_out_all(engine, corpus, width_px);
  state.SetItemsProcessed(state.iterations() * corpus.characters);
  state.counters["misses"] = static_cast<double>(engine.statistics().paragraph_misses);
}

void relay_out(benchmark::State& state, const Corpus& corpus) {
  TextEngine engine(installed_fonts());
  int width = width_px;
  lay_out_all(engine, corpus, width);
  for (auto _ : state) lay_out_all(engine, corpus, width = width == width_px ? width_px * 3 / 4 : width_px);
  state.SetItemsProcessed(state.iterations() * corpus.characters);
}

// SDL2_ttf by its size call alone, no wrapping: the peer at its best.
void size_by_sdl(benchmark::State& state, const Corpus& corpus) {
  if (TTF_Init() != 0) throw std::runtime_error("SDL2_ttf does not start");
  TTF_Font* font = TTF_OpenFontIndex("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", px, 2);
  if (font == nullptr) throw std::runtime_error("SDL2_ttf does not open the font");
  for (auto _ : state) {
    int width = 0, height = 0;
    for (const Paragraph& paragraph : corpus.paragraphs)
      TTF_SizeUTF8(font, paragraph.spans[0].text.c_str(), &width, &height);
    benchmark::DoNotOptimize(width);
  }
  TTF_CloseFont(font);
  state.SetItemsProcessed(state.iterations() * corpus.characters);
}

// Remembers the best time of each benchmark beside what the wrapped reporter prints.
template <class Reporter>
class Remembering : public Reporter {
 public:
  void ReportRuns(const std::vector<benchmark::BenchmarkReporter::Run>& runs) override {
    for (const auto& run : runs) {
      if (run.run_type != benchmark::BenchmarkReporter::Run::RT_Iteration || run.iterations == 0) continue;
      const double time = run.cpu_accumulated_time / static_cast<double>(run.iterations);
      const std::string name = run.run_name.function_name;
      best[name] = best.count(name) != 0 ? std::min(best[name], time) : time;
    }
    Reporter::ReportRuns(runs);
  }
  std::map<std::string, double> best;
};

std::string ratios(const std::map<std::string, double>& best) {
  std::string line = "ratios to hb_shape alone:";
  for (const auto& [name, time] : best) {
    const auto floor =
        best.find(name.find("random") != std::string::npos ? "floor_random" : "floor_hb_shape");
    if (floor == best.end() || name == floor->first) continue;
    char text[64];
    std::snprintf(text, sizeof text, " %s %.3f", name.c_str(), time / floor->second);
    line += text;
  }
  return line;
}

// What the process holds of its own (not the mapped font files), KiB.
long anonymous_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::atol(line.c_str() + 8);
  }
  return 0;
}

template <class Reporter>
void run_and_report(std::ostream& last_line) {
  Remembering<Reporter> reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  last_line << ratios(reporter.best) << '\n';
}

void register_all(const Corpus& corpus, const Corpus& random) {
  const auto add = [](const char* name, void (*run)(benchmark::State&, const Corpus&), const Corpus& text) {
    benchmark::RegisterBenchmark(name, run, text)
        ->Unit(benchmark::kMillisecond)
        ->MinTime(0.2)
        ->Repetitions(5);
  };
  add("floor_hb_shape", shape_alone, corpus);
  add("layout_cold", lay_out_cold, corpus);
  add("layout_cached", lay_out_cached, corpus);
  add("relayout", relay_out, corpus);
  add("floor_random", shape_alone, random);
  add("layout_random", lay_out_cold, random);
  benchmark::RegisterBenchmark("peer_sdl2_ttf_size", size_by_sdl, corpus)
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1);
}

}  // namespace
}  // namespace gongkai::text

int main(int argc, char** argv) {
  using namespace gongkai::text;
  bool json = false;
  for (int i = 1; i < argc; ++i) json |= std::strcmp(argv[i], "--benchmark_format=json") == 0;
  benchmark::Initialize(&argc, argv);
  const Corpus corpus = argc > 1 ? read_corpus(argv[1]) : demo_corpus();
  const Corpus random = random_corpus();
  {
    const long before = anonymous_kib();
    TextEngine engine(installed_fonts());
    lay_out_all(engine, corpus, width_px);
    const auto s = engine.statistics();
    char text[200];
    std::snprintf(text, sizeof text,
                  "memory: %ld KiB own in all, %ld KiB by the layout of %zu paragraphs (paragraphs %zu KiB, "
                  "stretches %zu KiB)",
                  anonymous_kib(), anonymous_kib() - before, corpus.paragraphs.size(),
                  s.paragraph_bytes >> 10, s.stretch_bytes >> 10);
    std::cerr << text << '\n';
  }
  register_all(corpus, random);
  if (json) {
    run_and_report<benchmark::JSONReporter>(std::cerr);
  } else {
    run_and_report<benchmark::ConsoleReporter>(std::cout);
  }
}
