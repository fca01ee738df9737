// How long the kiosk waits for a store of 100 000 items: opening it, the first list, searching in it. Times are told as
// ratios to opening an empty store, which is what the machine and SQLite take anyway.
//   store_bench --benchmark_filter=Search
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "content/codec/item_json.h"
#include "content/store/generation.h"
#include "content/store/generation_writer.h"
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

// A store of that many notices, made when first asked for.
const std::filesystem::path& store_of(int items) {
  static const fakes::TemporaryFolder folder;
  static std::map<int, std::filesystem::path> made;
  auto [place, fresh] = made.try_emplace(items, folder.path() / std::to_string(items));
  if (!fresh) return place->second;
  auto writer = GenerationWriter::begin(place->second, now);
  for (int i = 0; writer && i < items; ++i) {
    const std::string json = fakes::notice_json("notice-" + std::to_string(i), 1, title_of(i));
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

void first_search(benchmark::State& state) {
  for (auto _ : state) {
    const Generation generation = open_current(store_of(many), Check::later).value();
    benchmark::DoNotOptimize(generation.search("bdc", now));
  }
}
BENCHMARK(first_search)->Name("SearchFirst")->Unit(benchmark::kMillisecond);

void search(benchmark::State& state, const char* text) {
  const Generation generation = open_current(store_of(many), Check::later).value();
  std::size_t found = generation.search(text, now).size();
  for (auto _ : state) benchmark::DoNotOptimize(found = generation.search(text, now).size());
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(search, initials, "bdcdj")->Name("SearchInitials")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, pinyin, "budongchan")->Name("SearchPinyin")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, characters, "身份证")->Name("SearchCharacters")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, number, "第99999号")->Name("SearchNumber")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nowhere, "没有这样的事")->Name("SearchNothing")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gongkai::store

BENCHMARK_MAIN();
