#include "content/store/generation.h"

#include <chrono>
#include <filesystem>

#include "content/store/stroke_table.h"
#include "tests/content/store/store_content.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using store_test::now;

// The words of a sample catalogue entity, put in as JSON.
std::string replaced(std::string json, const std::string& what, const std::string& with) {
  const auto place = json.find(what);
  EXPECT_NE(place, std::string::npos) << what;
  return place == std::string::npos ? json : json.replace(place, what.size(), with);
}

std::vector<std::string> ids(const std::vector<ItemSummary>& list) {
  std::vector<std::string> result;
  for (const ItemSummary& row : list) result.push_back(row.id);
  return result;
}

class GenerationList : public testing::Test {
 protected:
  void SetUp() override {
    auto writer = GenerationWriter::begin(folder.path(), now).value();
    const auto put = [&](const std::string& json) { store_test::put(writer, json); };
    put(reference("organ", "org-zwzx", "临澜市政务服务中心",
                  R"("abbr":"政务中心","duties":["管理大厅"],"leaders":[{"name":"周澜生","post":"主任",)"
                  R"("division":"全面工作"}],"units":[{"name":"办公室","duties":"日常运转"}],"address":"文澜路66号",)"
                  R"("hours":"工作日","phone":"0300-5550107","complaint":"chan-12345")"));
    put(reference("node", "node-E", "工作动态", R"("code":"E","parent":null,"order":5,"icon":"bell","expected_min":0)"));
    put(reference("node", "node-E-02", "部门动态",
                  R"("code":"E-02","parent":"E","order":2,"icon":"bell","expected_min":0)"));
    put(reference("node", "node-E-01", "通知公告",
                  R"("code":"E-01","parent":"E","order":1,"icon":"bell","expected_min":0)"));
    put(fakes::notice_json("notice-1", 1, "长期公开事项一览"));
    put(replaced(fakes::notice_json("notice-2", 1, "公告乙"), "2026-11-03T09:00:00+08:00\",\"valid_from",
                 "2026-11-04T09:00:00+08:00\",\"valid_from"));
    put(replaced(fakes::notice_json("notice-3", 1, "已过期"), "\"valid_to\":null",
                 "\"valid_to\":\"2026-11-21T09:42:00+08:00\""));
    put(replaced(fakes::notice_json("notice-4", 1, "尚未发布"), "\"publish_at\":\"2026-11-03T09:00:00+08:00\"",
                 "\"publish_at\":\"2026-11-21T09:42:01+08:00\""));
    ASSERT_TRUE(writer.commit(now));
  }

  static std::string reference(const std::string& kind, const std::string& id, const std::string& title,
                               const std::string& fields) {
    return R"({"schema":"zwgk/1","kind":")" + kind + R"(","id":")" + id +
           R"(","rev":1,"state":"published","title":")" + title +
           R"(","scope":{"halls":["*"],"screens":["*"]},)" + fields + "}";
  }

  Generation open() const { return open_current(folder.path()).value(); }

  fakes::TemporaryFolder folder;
};

TEST_F(GenerationList, ShowsOnlyWhatMayBeSeenNow) {
  const Generation generation = open();
  EXPECT_EQ(ids(generation.list({}, now)), (std::vector<std::string>{"notice-2", "notice-1"}));
  EXPECT_EQ(generation.count({}, now), 2);
  EXPECT_EQ(ids(generation.list({}, now - std::chrono::seconds(1))),
            (std::vector<std::string>{"notice-2", "notice-3", "notice-1"}));
  EXPECT_EQ(ids(generation.list({}, now + std::chrono::seconds(1))),
            (std::vector<std::string>{"notice-4", "notice-2", "notice-1"}));
}

TEST_F(GenerationList, SearchFollowsTheSameWindow) {
  const Generation generation = open();
  EXPECT_TRUE(generation.search("尚未", now).empty());
  EXPECT_TRUE(generation.search("已过期", now).empty());
  EXPECT_EQ(ids(generation.search("cqgk", now)), std::vector<std::string>{"notice-1"});
  EXPECT_EQ(ids(generation.search("zqgk", now)), std::vector<std::string>{"notice-1"});
}

TEST_F(GenerationList, SearchSaysWhatOfTheTitleAnswers) {
  const Generation generation = open();
  EXPECT_EQ(generation.search("zqgk", now).at(0).marks, (std::vector<TextRange>{{0, std::string("长期公开").size()}}));
  EXPECT_TRUE(generation.search("按新的时间受理", now).at(0).marks.empty()) << "found in its body";
  const StrokeTable strokes = StrokeTable::read(installed_stroke_file).value();
  const auto by_strokes = generation.search("丿一乛丶", now, 50, &strokes);
  EXPECT_EQ(ids(by_strokes), std::vector<std::string>{"notice-1"});
  EXPECT_EQ(by_strokes.at(0).marks, (std::vector<TextRange>{{0, std::string("长").size()}}));
  EXPECT_TRUE(generation.search("丿一乛丶", now).empty());
}

TEST_F(GenerationList, SearchLooksIntoBodiesLast) {
  EXPECT_EQ(ids(open().search("按新的时间受理", now)), (std::vector<std::string>{"notice-2", "notice-1"}));
}

TEST_F(GenerationList, SummaryHoldsWhatARowShows) {
  ListQuery query;
  query.kinds = {model::Kind::notice};
  query.order = ListOrder::title;
  const auto list = open().list(query, now);
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].title, "长期公开事项一览");
  EXPECT_EQ(list[0].organ_name, "临澜市政务服务中心");
  EXPECT_EQ(list[0].detail, "通知");
  EXPECT_EQ(list[0].letter, "C");
  EXPECT_EQ(list[1].letter, "G");
}

TEST_F(GenerationList, WhatWasTakenBackIsAListOfItsOwn) {
  auto writer = GenerationWriter::begin(folder.path(), now).value();
  const auto withdraw = [&](const char* id, std::int64_t seq) {
    EXPECT_TRUE(writer.withdraw({id, model::Kind::notice, 9, "撤回的" + std::string(id), "内容有误"}, {"zwzx", seq}));
  };
  withdraw("notice-1", 5);
  withdraw("notice-8", 6);
  ASSERT_TRUE(writer.commit(now));
  const Generation generation = open();
  EXPECT_EQ(ids(generation.list({}, now)), std::vector<std::string>{"notice-2"});
  ListQuery query;
  query.state = model::State::withdrawn;
  query.kinds = {model::Kind::notice};
  const auto list = generation.list(query, now);
  EXPECT_EQ(ids(list), (std::vector<std::string>{"notice-8", "notice-1"})) << "the last first";
  EXPECT_EQ(list.at(0).state, model::State::withdrawn);
  EXPECT_EQ(generation.count(query, now), 2);
  query.kinds = {model::Kind::fee};
  EXPECT_EQ(generation.count(query, now), 0);
}

TEST_F(GenerationList, FiltersAndPages) {
  const Generation generation = open();
  ListQuery query;
  query.node = "E";
  EXPECT_EQ(generation.list(query, now).size(), 2u);
  query.node = "E-02";
  EXPECT_TRUE(generation.list(query, now).empty());
  query.node.reset();
  query.letter = "G";
  EXPECT_EQ(ids(generation.list(query, now)), std::vector<std::string>{"notice-2"});
  query.letter.reset();
  query.organ = "org-none";
  EXPECT_EQ(generation.count(query, now), 0);
  query.organ = "org-zwzx";
  EXPECT_EQ(ids(generation.list(query, now)), (std::vector<std::string>{"notice-2", "notice-1"}));
  EXPECT_EQ(generation.count(query, now), 2);
  query.organ.reset();
  query.offset = 1;
  query.limit = 1;
  EXPECT_EQ(ids(generation.list(query, now)), std::vector<std::string>{"notice-1"});
}

TEST_F(GenerationList, NodesComeInTreeOrderWithCounts) {
  const auto nodes = open().nodes(now);
  ASSERT_EQ(nodes.size(), 3u);
  EXPECT_EQ(nodes[0].node.code, "E");
  EXPECT_EQ(nodes[0].items, 2);
  EXPECT_EQ(nodes[1].node.code, "E-01");
  EXPECT_EQ(nodes[1].items, 2);
  EXPECT_EQ(nodes[2].node.code, "E-02");
  EXPECT_EQ(nodes[2].items, 0);
}

TEST(GenerationSearch, FiveThousandEntitiesUnder150Milliseconds) {
  const fakes::TemporaryFolder folder;
  auto writer = GenerationWriter::begin(folder.path(), now).value();
  for (int i = 0; i < 5000; ++i) {
    store_test::put(writer, fakes::notice_json("notice-" + std::to_string(i), 1,
                                               "关于第" + std::to_string(i) + "号长期公开事项办理流程优化调整的通知"));
  }
  ASSERT_TRUE(writer.commit(now));
  const Generation generation = open_current(folder.path()).value();
  for (const char* text : {"cqgk", "长期公开", "changqigongkai", "qqqqqq", "4999", "没有的词语"}) {
    const auto started = std::chrono::steady_clock::now();
    generation.search(text, now);
    const auto took = std::chrono::steady_clock::now() - started;
    EXPECT_LT(took, std::chrono::milliseconds(150)) << text;
  }
}

}  // namespace
}  // namespace gongkai::store
