// What a tap costs: opening each screen of the demo and a fee table of 1 000 rows, beside painting the same frame from
// its finished display list, and the taps and the writing of a visitor on a whole terminal, from the touch to the painted
// pixels.
//   touch_bench [--benchmark_filter=item:fee] [--benchmark_format=json]
// The last lines: the most expensive screens as multiples of their painting, the taps and the ink.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/kiosk/named_screen.h"
#include "app/kiosk/stage.h"
#include "app/kiosk/terminal.h"
#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;
using screens::ScreenState;

constexpr const char* big_fee = "fee-bench-1000";
constexpr int taps_wanted = 2'000;

Profile touch_profile(const std::filesystem::path& store) {
  const std::filesystem::path source = GONGKAI_SOURCE_DIR;
  ReadProfile read = read_profile(source / "kiosk-config/profiles/touch.toml");
  if (!read.faults.empty()) throw std::runtime_error(process::describe(read.faults.front()));
  read.profile.store = store;
  read.profile.state.clear();
  return read.profile;
}

// The demo's largest fee table made one of 1 000 rows.
void add_big_fee(const std::filesystem::path& folder) {
  model::Item item;
  {
    const store::Generation demo = store::open_current(folder).value();
    std::size_t most = 0;
    for (model::Item& fee : demo.items({model::Kind::fee}, fakes::demo_now())) {
      const std::size_t rows = std::get<model::Fee>(fee.body).rows.size();
      if (rows > most) item = std::move(fee);
      most = std::max(most, rows);
    }
  }
  auto& rows = std::get<model::Fee>(item.body).rows;
  if (rows.empty()) throw std::runtime_error("the demo has no fee table");
  for (std::size_t i = 0; rows.size() < 1'000; ++i) {
    model::FeeRow row = rows[i];
    row.name += "（第" + std::to_string(rows.size() + 1) + "项）";  // no row is known from another
    rows.push_back(std::move(row));
  }
  item.header.id = big_fee;
  auto writer = store::GenerationWriter::begin(folder, fakes::demo_now());
  if (!writer || !writer->put(item, codec::encode_item(item), {"zwzx", 9'999}) || !writer->commit(fakes::demo_now())) {
    throw std::runtime_error("the fee table cannot be stored");
  }
}

// One store, one stage; every screen a visitor can open is named by what --screen would call it.
struct Hall {
  explicit Hall(const std::filesystem::path& folder) : store(store::open_current(folder).value()), profile(touch_profile(folder)) {
    auto opened = open_stage(profile);
    if (!opened) throw std::runtime_error(opened.error().message);
    stage = std::move(*opened);
    context.store = &store;
    context.now = fakes::demo_now();
    context.hall = profile.hall;
    context.device = device_of(profile);
    Attract attract(profile.surface);
    const model::LoopContext loop{.screen = identity_of(profile),
                                  .rules = rules_at(profile.schedule, store.calendar(), context.now)};
    attract.set(programme_of(loop, context).playlist, {});
    context.loop = attract.loop({});
    context.loop.alerts.clear();
  }

  std::vector<std::string> screen_names() const {
    std::vector<std::string> names = {"home",   "guides",  "fees",     "notices", "places",     "policies",
                                      "figures", "contacts", "powers", "catalog", "search:gjj", "search:身份证"};
    std::vector<model::Kind> kinds(model::kind_count);
    for (int i = 0; i < model::kind_count; ++i) kinds[static_cast<std::size_t>(i)] = static_cast<model::Kind>(i);
    for (const model::Item& item : store.items(kinds, context.now)) names.push_back("item:" + item.header.id);
    return names;
  }

  Scene open(const ScreenState& state) {
    Scene scene = compose(state, context, stage, {profile.size});
    paint(scene);
    return scene;
  }
  void paint(const Scene& scene) {
    stage.painter->paint(scene.frame, {}, canvas.view(), {0, 0, profile.size.width, profile.size.height});
  }

  store::Generation store;
  Profile profile;
  Stage stage;
  screens::Context context;
  paint::Canvas canvas{{1080, 1920}};
};

ScreenState state_of(const Hall& hall, const std::string& name) {
  auto named = screen_named(name, &hall.store, hall.context.now);
  if (!named) throw std::runtime_error(named.error().message);
  return named->state;
}

// Blocks, layout of texts never seen before, painting: the glyphs of the common characters are known, as they are after
// the first minutes of a day.
void open_first(benchmark::State& run, Hall& hall, const std::string& name) {
  const ScreenState state = state_of(hall, name);
  hall.open(state);
  for (auto _ : run) {
    run.PauseTiming();
    hall.stage.engine->forget();
    hall.stage.heights = {};
    run.ResumeTiming();
    benchmark::DoNotOptimize(hall.open(state));
  }
}

void paint_finished(benchmark::State& run, Hall& hall, const std::string& name) {
  const Scene scene = hall.open(state_of(hall, name));
  for (auto _ : run) hall.paint(scene);
}

// Collects the CPU times by "open/NAME" and "paint/NAME".
template <class Base>
class Collecting : public Base {
 public:
  explicit Collecting(std::map<std::string, double>& times) : times_(times) {}
  void ReportRuns(const std::vector<benchmark::BenchmarkReporter::Run>& runs) override {
    for (const auto& run : runs) times_[run.run_name.function_name] = run.GetAdjustedCPUTime();
    Base::ReportRuns(runs);
  }

 private:
  std::map<std::string, double>& times_;
};

void print_screens(const std::map<std::string, double>& times, std::FILE* out) {
  std::vector<std::pair<double, std::string>> opened;
  for (const auto& [name, ms] : times) {
    if (name.starts_with("open/")) opened.emplace_back(ms, name.substr(5));
  }
  std::sort(opened.rbegin(), opened.rend());
  std::fprintf(out, "%zu screens opened for the first time; the most expensive, CPU time:\n", opened.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(opened.size(), 8); ++i) {
    const auto& [ms, name] = opened[i];
    const auto paint = times.find("paint/" + name);
    if (paint == times.end()) continue;
    std::fprintf(out, "  %-28s %6.1f ms = %.2fx of painting it (%.1f ms)\n", name.c_str(), ms, ms / paint->second, paint->second);
  }
}

class HandClock final : public process::Clock {
 public:
  std::chrono::sys_seconds now() const override { return fakes::demo_now() + std::chrono::floor<std::chrono::seconds>(passed); }
  std::chrono::nanoseconds monotonic() const override { return 1000s + passed; }
  std::chrono::nanoseconds passed{0};
};

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void print_times(const char* what, std::vector<double>& ms, std::FILE* out) {
  if (ms.empty()) throw std::runtime_error("no touch met anything");
  std::sort(ms.begin(), ms.end());
  std::fprintf(out, "%s: %zu times, CPU median %.2f ms, p99 %.2f ms, most %.2f ms\n", what, ms.size(), ms[ms.size() / 2],
               ms[ms.size() * 99 / 100], ms.back());
}

// A visitor who taps all over the glass: CPU time from the touch to its pixels, for the pressed state and for the page
// that follows, of the taps that changed anything.
void tap_everywhere(const Profile& profile, std::FILE* out) {
  HandClock clock;
  process::Log log(clock, process::LogLevel::error);
  Terminal terminal(profile, clock, log);
  paint::Canvas canvas(profile.size);
  const auto show = [&] { return terminal.paint(canvas.view()).size(); };
  terminal.update();
  show();
  std::minstd_rand random(1);
  std::vector<double> pressed, followed;
  for (int tap = 0; tap < 40 * taps_wanted && followed.size() < taps_wanted; ++tap) {
    clock.passed += 1s;
    terminal.update();
    show();
    const int x = static_cast<int>(random() % static_cast<unsigned>(profile.size.width));
    const int y = static_cast<int>(random() % static_cast<unsigned>(profile.size.height));
    const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock.passed);
    const double start = cpu_ms();
    terminal.touch({1, sdl::TouchPhase::down, {x, y}, at});
    const bool any = show() > 0;
    const double down = cpu_ms();
    terminal.touch({1, sdl::TouchPhase::up, {x, y}, at + 80ms});
    show();
    if (!any) continue;
    pressed.push_back(down - start);
    followed.push_back(cpu_ms() - down);
  }
  print_times("touch to the pressed state", pressed, out);
  print_times("release to the page that follows", followed, out);
}

// A visitor who fills the field with crosses: CPU time from each report of the finger to its ink, and from the rest of
// the hand to the characters it may have meant.
void write_crosses(const Profile& profile, std::FILE* out) {
  HandClock clock;
  process::Log log(clock, process::LogLevel::error);
  Terminal terminal(profile, clock, log);
  paint::Canvas canvas(profile.size);
  const auto show = [&](std::chrono::milliseconds passed) {
    clock.passed += passed;
    const double start = cpu_ms();
    terminal.update();
    terminal.paint(canvas.view());
    return cpu_ms() - start;
  };
  const auto touch = [&](sdl::TouchPhase phase, render::Point at) {
    terminal.touch({1, phase, at, std::chrono::duration_cast<std::chrono::milliseconds>(clock.passed)});
  };
  const auto place_of = [&](const std::string& label) {
    for (const layout::HitArea& area : terminal.view().frame().hits.areas) {
      if (area.label == label) return area.rect;
    }
    for (const layout::ScrollLayer& layer : terminal.view().frame().scrolls) {
      for (const layout::HitArea& area : layer.hits.areas) {
        if (area.label == label) return area.rect.shifted(layer.viewport.x, layer.viewport.y);
      }
    }
    throw std::runtime_error(label + " is not on the screen");
  };
  const auto tap_on = [&](const std::string& label) {
    const render::Rect rect = place_of(label);
    show(1s);
    touch(sdl::TouchPhase::down, {rect.x + rect.width / 2, rect.y + rect.height / 2});
    touch(sdl::TouchPhase::up, {rect.x + rect.width / 2, rect.y + rect.height / 2});
    show(1s);
  };
  show(0s);
  for (const char* label : {"搜索", "手写"}) tap_on(label);
  const render::Rect field = place_of("写字格");
  std::vector<double> inked, read;
  for (int stroke = 0; stroke < 40; ++stroke) {
    const auto at = [&](int step) {
      const int along = step * (field.width - 1) / 60, across = (stroke % 10) * field.height / 10;
      return stroke % 2 == 0 ? render::Point{field.x + along, field.y + across} : render::Point{field.x + across, field.y + along};
    };
    for (int step = 0; step <= 60; ++step) {
      const double start = cpu_ms();
      touch(step == 0 ? sdl::TouchPhase::down : sdl::TouchPhase::move, at(step));
      const double heard = cpu_ms() - start;
      inked.push_back(heard + show(16ms));
    }
    touch(sdl::TouchPhase::up, at(60));
    show(16ms);
    read.push_back(show(300ms));
    if (stroke % 20 == 19) tap_on("重写");
  }
  print_times("report of a writing finger to its ink", inked, out);
  print_times("rest of the hand to the candidates", read, out);
}

int run(int argc, char** argv) {
  bool json = false;
  for (int i = 1; i < argc; ++i) json |= std::strcmp(argv[i], "--benchmark_format=json") == 0;
  benchmark::Initialize(&argc, argv);
  const fakes::TemporaryFolder folder;
  fakes::demo_store(GONGKAI_SOURCE_DIR, folder.path());
  add_big_fee(folder.path());
  Hall hall(folder.path());
  for (const std::string& name : hall.screen_names()) {
    const auto add = [&](const char* what, void (*measure)(benchmark::State&, Hall&, const std::string&)) {
      benchmark::RegisterBenchmark((what + name).c_str(), [&hall, name, measure](benchmark::State& state) { measure(state, hall, name); })
          ->Unit(benchmark::kMillisecond)
          ->MinTime(0.05);
    };
    add("open/", open_first);
    add("paint/", paint_finished);
  }
  std::map<std::string, double> times;
  std::FILE* const out = json ? stderr : stdout;
  if (json) {
    Collecting<benchmark::JSONReporter> reporter(times);
    benchmark::RunSpecifiedBenchmarks(&reporter);
  } else {
    Collecting<benchmark::ConsoleReporter> reporter(times);
    benchmark::RunSpecifiedBenchmarks(&reporter);
  }
  print_screens(times, out);
  tap_everywhere(hall.profile, out);
  write_crosses(hall.profile, out);
  return 0;
}

}  // namespace
}  // namespace gongkai::kiosk

int main(int argc, char** argv) {
  try {
    return gongkai::kiosk::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
