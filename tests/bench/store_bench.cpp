// How long the kiosk waits for a store of 100 000 items: opening it, the first list, searching in it. The last lines tell
// the CPU times as ratios: to_empty_open to opening and listing an empty store, to_one_row to reading one row, which is
// what the machine and SQLite take anyway.
//   store_bench --benchmark_filter=Search
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "content/codec/item_json.h"
#include "content/store/generation.h"
#include "content/store/generation_writer.h"
#include "content/store/store_directory.h"
#include "content/store/stroke_table.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

const model::Instant now = *model::parse_instant("2026-11-21T09:42:00+08:00");
constexpr int many = 100'000;

std::string title_of(int i) {
  constexpr const char* subjects[] = {"不动产登记", "居民身份证办理", "城镇生活垃圾处理费", "公办幼儿园保教费",
                                      "特种设备检验", "临时救助", "出入境证件", "职业资格考试"};
  return std::string(subjects[i % 8]) + "有关事项的通告（第" + std::to_string(i) + "号）";
}

// All notices are filed under it.
const std::string tree_node =
    R"({"schema":"zwgk/1","kind":"node","id":"node-E-01","rev":1,"state":"published","title":"通知公告",)"
    R"("scope":{"halls":["*"],"screens":["*"]},"code":"E-01","parent":null,"order":1,)"
    R"("icon":"bell","expected_min":0})";

// A store of that many notices, made when first asked for.
const std::filesystem::path& store_of(int items) {
  static const fakes::TemporaryFolder folder;
  static std::map<int, std::filesystem::path> made;
  auto [place, fresh] = made.try_emplace(items, folder.path() / std::to_string(items));
  if (!fresh) return place->second;
  auto writer = GenerationWriter::begin(place->second, now);
  for (int i = 0; writer && i < items; ++i) {
    const std::string json =
        i == 0 ? tree_node : fakes::notice_json("notice-" + std::to_string(i), 1, title_of(i));
    const auto decoded = codec::decode_item(json);
    if (!decoded.item || !writer->put(*decoded.item, json, {"zwzx", i + 1})) std::abort();
  }
  if (!writer || !writer->commit(now)) std::abort();
  return place->second;
}

void open_and_list(benchmark::State& state) {
  const auto& store = store_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const Generation generation = open_current(store, Check::later).value();
    benchmark::DoNotOptimize(generation.list({}, now));
  }
}
BENCHMARK(open_and_list)->Name("OpenAndFirstList")->Arg(0)->Arg(1000)->Arg(many)->Unit(benchmark::kMillisecond);

void check_all(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(open_current(store_of(many), Check::at_once));
}
BENCHMARK(check_all)->Name("OpenAndCompareWithTheSeal")->Unit(benchmark::kMillisecond);

// All that the kiosk compares of it before the first frame (app/kiosk/content_watch.cpp).
void check_before_showing(benchmark::State& state) {
  for (auto _ : state) {
    Generation generation = open_current(store_of(many), Check::later).value();
    benchmark::DoNotOptimize(generation.check(std::size_t{16} << 20));
  }
}
BENCHMARK(check_before_showing)->Name("OpenAndCompareTheFirst16MiB")->Unit(benchmark::kMillisecond);

// What any query takes at least.
void read_one_row(benchmark::State& state) {
  const Generation generation = open_current(store_of(many), Check::later).value();
  for (auto _ : state) benchmark::DoNotOptimize(generation.find("notice-77777"));
}
BENCHMARK(read_one_row)->Name("ReadOneRow")->Unit(benchmark::kMillisecond);

void change_one(benchmark::State& state) {
  const auto& store = store_of(static_cast<int>(state.range(0)));
  std::int64_t rev = 1;
  for (auto _ : state) {
    auto writer = GenerationWriter::begin(store, now).value();
    const std::string json = fakes::notice_json("notice-7", ++rev + state.range(0), title_of(7));
    writer.put(*codec::decode_item(json).item, json, {"zwzx", many + rev}).value();
    writer.commit(now).value();
  }
  state.counters["bytes"] =
      static_cast<double>(std::filesystem::file_size(generation_file(store, *current_number(store))));
}

// One page of a list, and how long it is: what a list screen asks.
void list_page(benchmark::State& state, void (*choose)(ListQuery&)) {
  const Generation generation = open_current(store_of(many), Check::later).value();
  ListQuery query;
  choose(query);
  for (auto _ : state) {
    benchmark::DoNotOptimize(generation.count(query, now));
    benchmark::DoNotOptimize(generation.list(query, now));
  }
}

void everything(ListQuery&) {}
void one_kind(ListQuery& query) { query.kinds = {model::Kind::notice}; }
void one_node(ListQuery& query) { query.node = "E-01"; }
void one_organ(ListQuery& query) { query.organ = "org-zwzx"; }
void one_letter(ListQuery& query) { query.letter = "B"; }
void by_title(ListQuery& query) {
  one_kind(query);
  query.order = ListOrder::title;
}
BENCHMARK_CAPTURE(list_page, everything, everything)->Name("ListEverything")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(list_page, kind, one_kind)->Name("ListOneKind")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(list_page, node, one_node)->Name("ListOneNode")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(list_page, organ, one_organ)->Name("ListOneOrgan")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(list_page, letter, one_letter)->Name("ListOneLetter")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(list_page, title, by_title)->Name("ListByTitle")->Unit(benchmark::kMillisecond);

void tree(benchmark::State& state) {
  const Generation generation = open_current(store_of(many), Check::later).value();
  for (auto _ : state) benchmark::DoNotOptimize(generation.nodes(now));
}
BENCHMARK(tree)->Name("CatalogueTree")->Unit(benchmark::kMillisecond);

void first_search(benchmark::State& state) {
  for (auto _ : state) {
    const Generation generation = open_current(store_of(many), Check::later).value();
    benchmark::DoNotOptimize(generation.search("bdc", now));
  }
}
BENCHMARK(first_search)->Name("SearchFirst")->Unit(benchmark::kMillisecond);

void search(benchmark::State& state, const char* text, int items = many) {
  const Generation generation = open_current(store_of(items), Check::later).value();
  std::size_t found = generation.search(text, now).size();
  for (auto _ : state) benchmark::DoNotOptimize(found = generation.search(text, now).size());
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(search, initials, "bdcdj")->Name("SearchInitials")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, few, "bdcdj", 5000)->Name("SearchInitials/5000")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, few_bodies, "按新的时间受理", 5000)->Name("SearchBody/5000")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, pinyin, "budongchan")->Name("SearchPinyin")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, characters, "身份证")->Name("SearchCharacters")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, mixed, "第jsz")->Name("SearchMixed")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, number, "第99999号")->Name("SearchNumber")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, body, "按新的时间受理")->Name("SearchBody")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nowhere, "没有这样的事")->Name("SearchNothing")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, no_pair, "龘靐")->Name("SearchNothingOfTwo")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, no_sound, "qqqqqq")->Name("SearchNothingByLetters")->Unit(benchmark::kMillisecond);

void read_strokes(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(StrokeTable::read(installed_stroke_file));
}
BENCHMARK(read_strokes)->Name("ReadTheStrokeTable")->Unit(benchmark::kMillisecond);

void search_strokes(benchmark::State& state) {
  const Generation generation = open_current(store_of(many), Check::later).value();
  const StrokeTable strokes = StrokeTable::read(installed_stroke_file).value();
  std::size_t found = 0;
  for (auto _ : state) found = generation.search("一丿丨丶一一乛", now, 50, &strokes).size();  // 不动
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(search_strokes)->Name("SearchStrokes")->Unit(benchmark::kMillisecond);

// Last, for it changes the store.
BENCHMARK(change_one)->Name("ChangeOneItem")->Arg(1000)->Arg(many)->Iterations(3)->Unit(benchmark::kMillisecond);

// Passes everything on to the console, and keeps the CPU time of each for the last lines.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) milliseconds_[run.benchmark_name()] = run.GetAdjustedCPUTime();
    ConsoleReporter::ReportRuns(runs);
  }

  void print_ratios() const {
    const auto empty = milliseconds_.find("OpenAndFirstList/0");
    const auto row = milliseconds_.find("ReadOneRow");
    for (const auto& [name, time] : milliseconds_) {
      std::printf("ratio %s", name.c_str());
      if (empty != milliseconds_.end()) std::printf(" to_empty_open=%.1f", time / empty->second);
      if (row != milliseconds_.end()) std::printf(" to_one_row=%.0f", time / row->second);
      std::printf("\n");
    }
  }

 private:
  std::map<std::string, double> milliseconds_;
};

}  // namespace
}  // namespace gongkai::store

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  gongkai::store::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratios();
}
