// The search of a generation beside a search by the plain words of its rules, which looks at every entity.
#include "content/store/generation.h"
#include "content/store/item_search.h"
#include "content/store/pinyin.h"

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "content/model/code_points.h"
#include "content/store/sqlite_connection.h"
#include "content/store/store_directory.h"
#include "tests/content/store/store_content.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using store_test::now;

bool is_letter(char32_t code) { return code >= U'a' && code <= U'z'; }

// Where a match of query[j...] that begins with title[i] may end.
void ends_of(const std::u32string& title, std::size_t i, const std::u32string& query, std::size_t j,
             std::vector<std::size_t>& ends) {
  if (j == query.size()) {
    ends.push_back(i);
    return;
  }
  if (i == title.size()) return;
  if (title[i] == query[j]) ends_of(title, i + 1, query, j + 1, ends);
  if (!is_letter(query[j])) return;
  for (const SyllableIndex reading : readings_of(title[i])) {
    const std::string_view sound = syllable(reading);
    for (std::size_t n = 1; n <= sound.size() && j + n <= query.size(); ++n) {
      if (query[j + n - 1] != static_cast<char32_t>(sound[n - 1])) break;
      const bool initial = n == 1 || (n == 2 && sound[1] == 'h');
      const bool unfinished = j + n == query.size();
      if (initial || n == sound.size() || unfinished) ends_of(title, i + 1, query, j + n, ends);
    }
  }
}

MatchRank rank_of(const std::u32string& title, const std::u32string& query) {
  const auto place = title.find(query);
  if (place == 0) return title.size() == query.size() ? MatchRank::title_exact : MatchRank::title_prefix;
  if (place != std::u32string::npos) return MatchRank::title_substring;
  if (std::none_of(query.begin(), query.end(), is_letter)) return MatchRank::none;
  for (std::size_t i = 0; i < title.size(); ++i) {
    std::vector<std::size_t> ends;
    ends_of(title, i, query, 0, ends);
    if (ends.empty()) continue;
    if (i > 0) return MatchRank::title_substring_by_sound;
    const bool exact = *std::min_element(ends.begin(), ends.end()) == title.size();
    return exact ? MatchRank::title_exact_by_sound : MatchRank::title_prefix_by_sound;
  }
  return MatchRank::none;
}

class SearchRanking : public testing::Test {
 protected:
  // Few characters, polyphones among them, so that queries match often and in many ways.
  static constexpr std::u32string_view alphabet = U"长行重会公开办事银期查调一ab8（";

  std::u32string random_text(std::size_t longest) {
    std::u32string text;
    for (std::size_t n = 1 + random() % longest; n > 0; --n) text += alphabet[random() % alphabet.size()];
    return text;
  }

  // A part of a title, each character as it is, by its initial or by a whole reading.
  std::string random_query() {
    const std::u32string title = search_form(titles[random() % titles.size()]);
    std::string query;
    if (title.empty()) return query;
    const std::size_t from = random() % title.size();
    const std::size_t count = 1 + random() % 4;
    for (std::size_t i = from; i < std::min(title.size(), from + count); ++i) {
      const auto readings = readings_of(title[i]);
      const auto how = readings.empty() ? 0 : random() % 3;
      if (how == 0) {
        query += model::to_utf8(title.substr(i, 1));
      } else {
        const std::string sound(syllable(readings[random() % readings.size()]));
        query += how == 1 ? sound.substr(0, 1) : sound;
      }
    }
    return query;
  }

  std::string id_of(std::size_t n) const { return "notice-" + std::to_string(n); }

  std::vector<std::string> expected(const std::string& text) const {
    const std::u32string query = search_form(text);
    std::vector<std::tuple<MatchRank, std::size_t, std::string>> hits;
    for (std::size_t n = 0; n < titles.size(); ++n) {
      const std::u32string title = search_form(titles[n]);
      const MatchRank rank = rank_of(title, query);
      if (rank != MatchRank::none) hits.emplace_back(rank, title.size(), id_of(n));
    }
    std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
      return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(b)) <
             std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(a));
    });
    std::vector<std::string> ids;
    for (const auto& hit : hits) ids.push_back(std::get<2>(hit));
    return ids;
  }

  void put_all() {
    auto writer = GenerationWriter::begin(folder.path(), now).value();
    for (std::size_t n = 0; n < titles.size(); ++n) {
      store_test::put(writer, store_test::json_of({id_of(n), titles[n], revision}));
    }
    ASSERT_TRUE(writer.commit(now));
  }

  fakes::TemporaryFolder folder;
  std::mt19937 random{4};
  std::vector<std::string> titles;
  std::int64_t revision = 1;
};

TEST_F(SearchRanking, IsThatOfLookingAtEveryTitle) {
  for (int n = 0; n < 600; ++n) titles.push_back("甲" + model::to_utf8(random_text(7)));  // three packs
  put_all();
  // What is changed later is found by its new title alone.
  revision = 2;
  for (std::size_t n = 0; n < titles.size(); n += 7) titles[n] = "乙" + model::to_utf8(random_text(7));
  put_all();
  const Generation generation = open_current(folder.path()).value();
  std::size_t found = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string text = random_query();
    if (search_form(text).empty()) continue;
    const auto all = expected(text);
    std::vector<std::string> ids;
    for (const ItemSummary& row : generation.search(text, now, titles.size())) ids.push_back(row.id);
    ASSERT_EQ(ids, all) << text;
    const auto best = generation.search(text, now, 5);
    ASSERT_EQ(best.size(), std::min<std::size_t>(5, all.size())) << text;
    for (std::size_t n = 0; n < best.size(); ++n) ASSERT_EQ(best[n].id, all[n]) << text;
    found += all.size();
  }
  EXPECT_GT(found, 4000u);
}

TEST_F(SearchRanking, FindsEveryBodyThatHoldsTheText) {
  auto writer = GenerationWriter::begin(folder.path(), now).value();
  std::map<std::string, std::string> bodies;
  for (std::size_t n = 0; n < 300; ++n) {
    std::string json = store_test::json_of({id_of(n), "通知"});
    const auto place = json.find("按新的时间受理");
    ASSERT_NE(place, std::string::npos);
    json.insert(place, model::to_utf8(random_text(40)));
    bodies[id_of(n)] = json;
    store_test::put(writer, json);
  }
  ASSERT_TRUE(writer.commit(now));
  const Generation generation = open_current(folder.path()).value();
  for (int i = 0; i < 200; ++i) {
    std::u32string wanted;
    for (int n = 0; n < 2 + i % 3; ++n) wanted += alphabet[random() % 13];
    const std::string text = model::to_utf8(wanted);
    std::vector<std::string> with_it, ids;
    for (const auto& [id, json] : bodies) {
      if (json.find(text) != std::string::npos) with_it.push_back(id);
    }
    for (const ItemSummary& row : generation.search(text, now, bodies.size())) ids.push_back(row.id);
    std::reverse(ids.begin(), ids.end());  // all of one time: the highest id first
    ASSERT_EQ(ids, with_it) << text;
  }
}

// The words of a withdrawn item are no longer in what the search reads.
TEST_F(SearchRanking, AWithdrawnItemLeavesItsPack) {
  titles = {"长期公开事项", "重要事项"};
  put_all();
  auto writer = GenerationWriter::begin(folder.path(), now).value();
  ASSERT_TRUE(writer.withdraw({id_of(0), model::Kind::notice, 2, "通知", "内容有误"}, {"zwzx", 2}));
  const std::int64_t number = writer.commit(now).value();
  auto database = open_database(generation_file(folder.path(), number), OpenMode::immutable_read_only).value();
  auto packs = Statement::prepare(database.get(), "SELECT entries FROM search_packs").value();
  ASSERT_EQ(packs.step().value(), Statement::Step::row);
  EXPECT_EQ(packs.blob(0).find("长期"), std::string_view::npos);
  EXPECT_NE(packs.blob(0).find("重要事项"), std::string_view::npos);
}

}  // namespace
}  // namespace gongkai::store
