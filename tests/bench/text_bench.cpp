// Speed of the text engine against HarfBuzz alone, in one process on one corpus. Usage: text_bench [FILE]
// [--benchmark_...]; a line of FILE is a paragraph. Without FILE the corpus is 1 MB of the demo catalogue's
// sentences, shuffled with a fixed seed. The repetitions of all benchmarks are mixed, so that a busy machine
// slows them alike; the last line gives the median of each as a multiple of the median of floor_hb_shape (on
// standard error where the standard output is JSON). The memory line is first, on standard error.
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
#include "tests/bench/text_peers.h"
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

void measure_peer_sdl(benchmark::State& state, const Corpus& corpus) {
  for (auto _ : state) benchmark::DoNotOptimize(measure_by_sdl(corpus.paragraphs, px));
  state.SetItemsProcessed(state.iterations() * corpus.characters);
}

#ifdef GONGKAI_PANGO
void lay_out_peer_pango(benchmark::State& state, const Corpus& corpus) {
  for (auto _ : state) benchmark::DoNotOptimize(lay_out_by_pango(corpus.paragraphs, px, width_px));
  state.SetItemsProcessed(state.iterations() * corpus.characters);
}
#endif

// Remembers the times of each benchmark beside what the wrapped reporter prints.
template <class Reporter>
class Remembering : public Reporter {
 public:
  void ReportRuns(const std::vector<benchmark::BenchmarkReporter::Run>& runs) override {
    for (const auto& run : runs) {
      if (run.run_type != benchmark::BenchmarkReporter::Run::RT_Iteration || run.iterations == 0) continue;
      times[run.run_name.function_name].push_back(run.cpu_accumulated_time /
                                                  static_cast<double>(run.iterations));
    }
    Reporter::ReportRuns(runs);
  }
  std::map<std::string, std::vector<double>> times;
};

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

// Each time as a multiple of HarfBuzz alone on the same text, with the bound the project has set itself.
std::string ratios(const std::map<std::string, std::vector<double>>& times) {
  static const std::map<std::string, const char*> bounds = {
      {"layout_cold", "0.30"}, {"layout_random", "1.0"}, {"layout_cached", "0.02"}, {"relayout", "0.10"}};
  std::string line = "ratios to hb_shape alone (median CPU time; bound):";
  for (const auto& [name, own] : times) {
    const auto floor = times.find(name == "layout_random" ? "floor_random" : "floor_hb_shape");
    if (floor == times.end() || name.starts_with("floor_")) continue;
    char text[96];
    const auto bound = bounds.find(name);
    std::snprintf(text, sizeof text, " %s %.3f%s%s%s", name.c_str(), median(own) / median(floor->second),
                  bound != bounds.end() ? " (<= " : "", bound != bounds.end() ? bound->second : "",
                  bound != bounds.end() ? ")" : "");
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
  last_line << ratios(reporter.times) << '\n';
}

void register_all(const Corpus& corpus, const Corpus& random) {
  const auto add = [](const char* name, void (*run)(benchmark::State&, const Corpus&), const Corpus& text) {
    benchmark::RegisterBenchmark(name, run, text)
        ->Unit(benchmark::kMillisecond)
        ->MinTime(0.06)
        ->Repetitions(11);
  };
  add("floor_hb_shape", shape_alone, corpus);
  add("layout_cold", lay_out_cold, corpus);
  add("layout_cached", lay_out_cached, corpus);
  add("relayout", relay_out, corpus);
  add("floor_random", shape_alone, random);
  add("layout_random", lay_out_cold, random);
  const auto add_peer = [&](const char* name, void (*run)(benchmark::State&, const Corpus&)) {
    benchmark::RegisterBenchmark(name, run, corpus)->Unit(benchmark::kMillisecond)->Iterations(1);
  };
  add_peer("peer_sdl2_ttf_size", measure_peer_sdl);
#ifdef GONGKAI_PANGO
  add_peer("peer_pango_layout", lay_out_peer_pango);
#endif
}

}  // namespace
}  // namespace gongkai::text

int main(int argc, char** argv) {
  using namespace gongkai::text;
  bool json = false;
  std::vector<char*> arguments(argv, argv + argc);
  for (const char* argument : arguments) json |= std::strcmp(argument, "--benchmark_format=json") == 0;
  char mixed[] = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, mixed);  // first: the command line may say otherwise
  argc = static_cast<int>(arguments.size());
  argv = arguments.data();
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
