#include "app/admin/commands/feedback_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include "app/admin/commands/report.h"
#include "app/admin/report_archive.h"
#include "app/admin/text_table.h"
#include "app/process/exit_codes.h"
#include "app/process/json_string.h"
#include "content/model/item_rules.h"
#include "content/store/feedback_queue.h"
#include "content/store/generation.h"

namespace gongkai::admin {
namespace {

using model::Grade;
using process::json_string;

constexpr const char* service = "大厅服务";

struct OfItem {
  model::EntityId id;
  std::string title;
  std::array<std::int64_t, model::grades> counts{};

  std::int64_t all() const { return counts[0] + counts[1] + counts[2] + counts[3] + counts[4]; }
  std::int64_t bad() const { return counts[3] + counts[4]; }
};

struct Said {
  std::vector<model::Rating> ratings;
  std::vector<model::Wish> wishes;
  std::int64_t dropped = 0;
  std::map<model::EntityId, std::string> titles;
};

std::string title_of(const Said& all, const model::EntityId& id) {
  if (id.empty()) return service;
  const auto title = all.titles.find(id);
  return title != all.titles.end() ? title->second : id;
}

model::Result<std::vector<std::filesystem::path>> files_of(const FeedbackOptions& options) {
  std::vector<std::filesystem::path> files = options.journals;
  if (options.collected.empty()) return files;
  const auto kiosks = archived_kiosks(options.collected);
  if (!kiosks) return tl::unexpected(kiosks.error());
  for (const std::string& kiosk : *kiosks) {
    const auto file = feedback_file(options.collected / kiosk);
    if (std::filesystem::exists(file)) files.push_back(file);
  }
  return files;
}

model::Result<Said> collect(const FeedbackOptions& options) {
  Said all;
  const auto files = files_of(options);
  if (!files) return tl::unexpected(files.error());
  for (const auto& file : *files) {
    const auto read = store::read_feedback(file, [&](const model::Feedback& said) {
      if (const auto* rating = std::get_if<model::Rating>(&said)) all.ratings.push_back(*rating);
      if (const auto* wish = std::get_if<model::Wish>(&said)) all.wishes.push_back(*wish);
    });
    if (!read) return tl::unexpected(read.error());
    all.dropped += read->dropped;
  }
  if (options.store.empty()) return all;
  auto store = store::open_current(options.store);
  if (!store) return tl::unexpected(store.error());
  for (const model::Rating& rating : all.ratings) {
    if (rating.entity.empty() || all.titles.contains(rating.entity)) continue;
    if (const auto item = store->find(rating.entity)) all.titles[rating.entity] = item->header.title;
  }
  return all;
}

// What needs care first: the most bad ones, then what is rated most.
std::vector<OfItem> by_item(const Said& all) {
  std::map<model::EntityId, OfItem> items;
  for (const model::Rating& rating : all.ratings) {
    OfItem& item = items[rating.entity];
    item.id = rating.entity;
    item.title = title_of(all, rating.entity);
    ++item.counts[static_cast<std::size_t>(rating.grade)];
  }
  std::vector<OfItem> sorted;
  for (auto& [id, item] : items) sorted.push_back(std::move(item));
  std::stable_sort(sorted.begin(), sorted.end(), [](const OfItem& a, const OfItem& b) {
    return a.bad() != b.bad() ? a.bad() > b.bad() : a.all() > b.all();
  });
  return sorted;
}

std::vector<std::pair<std::string, std::int64_t>> by_topic(const Said& all) {
  std::map<std::string, std::int64_t> counts;
  for (const model::Wish& wish : all.wishes) {
    for (const std::string& topic : wish.topics) ++counts[topic];
  }
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& one : words) all += (all.empty() ? "" : "、") + one;
  return all;
}

std::string share(std::int64_t part, std::int64_t whole) { return model::format_rate(model::rate(part, whole)); }

std::string as_tables(const Said& all) {
  std::string out = fmt::format("评价 {} 条，“我想了解” {} 条", all.ratings.size(), all.wishes.size());
  if (all.dropped > 0) out += fmt::format("；另有 {} 条因存满或过期已清除", all.dropped);
  out += "\n";
  TextTable items({"评价数", "非常满意", "满意", "基本满意", "不满意", "非常不满意", "满意率", "差评率", "对象"});
  for (const OfItem& item : by_item(all)) {
    std::vector<std::string> cells{std::to_string(item.all())};
    for (const std::int64_t count : item.counts) cells.push_back(std::to_string(count));
    cells.insert(cells.end(), {share(item.all() - item.bad(), item.all()), share(item.bad(), item.all()), item.title});
    items.add(std::move(cells));
  }
  if (!items.empty()) out += "\n" + items.text();
  TextTable bad({"时间", "差评", "对象", "原因", "意见"}), said({"时间", "评价", "对象", "原因", "意见"});
  for (const model::Rating& rating : all.ratings) {
    if (!model::is_bad(rating.grade) && rating.text.empty()) continue;
    TextTable& table = model::is_bad(rating.grade) ? bad : said;
    table.add({model::format_instant(rating.at).substr(0, 13) + "时", std::string(word(rating.grade)), title_of(all, rating.entity),
               joined(rating.reasons), rating.text});
  }
  if (!bad.empty()) out += "\n" + bad.text();
  if (!said.empty()) out += "\n" + said.text();
  TextTable topics({"想了解的人次", "内容"}), wishes({"时间", "想了解", "具体内容"});
  for (const auto& [topic, count] : by_topic(all)) topics.add({std::to_string(count), topic});
  for (const model::Wish& wish : all.wishes) {
    if (!wish.text.empty()) wishes.add({model::format_instant(wish.at).substr(0, 13) + "时", joined(wish.topics), wish.text});
  }
  if (!topics.empty()) out += "\n" + topics.text();
  if (!wishes.empty()) out += "\n" + wishes.text();
  return out;
}

// RFC 4180. Words that a spreadsheet would take for a formula are the public's: they begin with an apostrophe.
std::string cell(const std::string& words) {
  std::string out = "\"";
  if (!words.empty() && std::string_view("=+-@\t\r").find(words.front()) != std::string_view::npos) out += '\'';
  for (const char c : words) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string as_csv(const Said& all) {
  std::string out = "\xEF\xBB\xBF类别,时间,对象编号,对象,版本,等级,评价,原因或主题,意见\r\n";
  for (const model::Rating& r : all.ratings) {
    out += fmt::format("评价,{},{},{},{},{},{},{},{}\r\n", model::format_instant(r.at), cell(r.entity), cell(title_of(all, r.entity)), r.rev,
                       model::number_of(r.grade), word(r.grade), cell(joined(r.reasons)), cell(r.text));
  }
  for (const model::Wish& wish : all.wishes) {
    out += fmt::format("想了解,{},,,,,,{},{}\r\n", model::format_instant(wish.at), cell(joined(wish.topics)), cell(wish.text));
  }
  return out;
}

std::string json_list(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& one : words) all += (all.empty() ? "" : ",") + json_string(one);
  return "[" + all + "]";
}

std::string as_json(const Said& all) {
  std::string items, ratings, wishes;
  const auto next = [](std::string& list) { return list.empty() ? "" : ",\n"; };
  for (const OfItem& item : by_item(all)) {
    items += fmt::format("{}{{\"entity\":{},\"title\":{},\"grades\":[{}],\"rated\":{},\"bad\":{}}}", next(items), json_string(item.id),
                         json_string(item.title), fmt::join(item.counts, ","), item.all(), item.bad());
  }
  for (const model::Rating& r : all.ratings) {
    ratings += fmt::format("{}{{\"entity\":{},\"rev\":{},\"grade\":{},\"reasons\":{},\"text\":{},\"at\":{}}}", next(ratings),
                           json_string(r.entity), r.rev, model::number_of(r.grade), json_list(r.reasons), json_string(r.text),
                           json_string(model::format_instant(r.at)));
  }
  for (const model::Wish& wish : all.wishes) {
    wishes += fmt::format("{}{{\"topics\":{},\"text\":{},\"at\":{}}}", next(wishes), json_list(wish.topics), json_string(wish.text),
                          json_string(model::format_instant(wish.at)));
  }
  return fmt::format("{{\"items\":[{}],\n\"ratings\":[{}],\n\"wishes\":[{}],\n\"dropped\":{}}}\n", items, ratings, wishes, all.dropped);
}

}  // namespace

int run_feedback(const FeedbackOptions& options) {
  if (options.journals.empty() && options.collected.empty()) {
    std::fprintf(stderr, "请用 --journal 写明触摸屏的 feedback.db，或用 --collected 写明 reports collect 的收取目录\n");
    return process::exit_usage;
  }
  const auto all = collect(options);
  if (!all) return report_error(all.error());
  const std::string out = options.output == "csv" ? as_csv(*all) : options.output == "json" ? as_json(*all) : as_tables(*all);
  std::fputs(out.c_str(), stdout);
  return process::exit_ok;
}

}  // namespace gongkai::admin
