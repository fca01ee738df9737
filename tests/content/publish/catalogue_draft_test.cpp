#include "content/publish/catalogue_draft.h"

#include "content/publish/atomic_file.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::publish {
namespace {

const model::Date today = *model::parse_date("2026-11-21");

class Draft : public testing::Test {
 protected:
  Draft() { fakes::write_sample_draft(folder.path(), 2); }

  fakes::TemporaryFolder folder;

  CatalogueDraft read(model::Date day = today) { return *read_draft(folder.path(), day); }
  void write(const std::string& file, const std::string& text) {
    ASSERT_TRUE(replace_file(folder / file, text).has_value());
  }
  std::string text(const std::string& file) { return *read_file(folder / file, 100'000); }
};

const DraftFault* find(const CatalogueDraft& draft, const std::string& code) {
  for (const DraftFault& fault : draft.faults) {
    if (fault.fault.code == code) return &fault;
  }
  return nullptr;
}

TEST_F(Draft, ASoundOneHasNoFaults) {
  const CatalogueDraft draft = read();
  for (const DraftFault& fault : draft.faults) ADD_FAILURE() << fault.file << " " << fault.fault.message;
  EXPECT_EQ(draft.entries.size(), 7u);
  EXPECT_EQ(draft.bureaus, std::vector<std::string>{"zwzx"});
}

TEST_F(Draft, AFolderWithoutFilesIsAnError) {
  fakes::TemporaryFolder empty;
  EXPECT_EQ(read_draft(empty.path(), today).error().code, "PUBLISH-020");
  EXPECT_EQ(read_draft(empty / "none", today).error().code, "PUBLISH-020");
}

TEST_F(Draft, KnowsWhichFilesChangeWithTheDay) {
  write("zwzx/notice/notice-0001.json", fakes::notice_json("notice-0001", 2, "截至{today:md}的安排"));
  for (const DraftEntry& entry : read().entries) EXPECT_EQ(entry.dated, entry.item.header.id == "notice-0001") << entry.file;
}

TEST_F(Draft, FaultsNameLineAndColumnOfTheSource) {
  std::string notice = fakes::notice_json("notice-0001", 1, "{today}关于“{today+1d:zh}”的通知");
  notice.replace(notice.find("\"priority\""), 0, "\n ");
  notice.replace(notice.find("\"priority\":3"), 12, "\"priority\":77");
  write("zwzx/notice/notice-0001.json", notice);
  const CatalogueDraft draft = read();
  ASSERT_EQ(draft.count(model::Severity::error), 1u);
  const DraftFault& fault = *std::find_if(draft.faults.begin(), draft.faults.end(), [](const DraftFault& f) {
    return f.fault.severity == model::Severity::error;
  });
  EXPECT_EQ(fault.file, "zwzx/notice/notice-0001.json");
  EXPECT_EQ(fault.fault.pointer, "/priority");
  EXPECT_EQ(fault.line, 2u);
  EXPECT_EQ(fault.column, 13u);
}

TEST_F(Draft, AllFaultsOfAllFilesAreCollected) {
  write("zwzx/notice/notice-0001.json", fakes::notice_json("notice-0001", 1, "{today+3x}"));
  write("zwzx/notice/notice-0002.json", "{\"schema\":\"zwgk/1\"");
  write("zwzx/notice/misplaced.json", fakes::notice_json("notice-0009", 1, "放错地方的通知"));
  const CatalogueDraft draft = read();
  EXPECT_NE(find(draft, "E-DRAFT-DATE"), nullptr);
  EXPECT_NE(find(draft, "E-DRAFT-PLACE"), nullptr);
  EXPECT_GE(draft.count(model::Severity::error), 3u);
}

TEST_F(Draft, RulesBetweenEntitiesAreApplied) {
  std::filesystem::remove(folder / "zwzx/organ/org-zwzx.json");
  EXPECT_GE(read().count(model::Severity::error), 2u) << "both notices name a missing organ";
}

TEST_F(Draft, WithdrawingChangesStateReasonAndRevOnly) {
  const std::string before = text("zwzx/notice/notice-0001.json");
  const auto file = withdraw_in_draft(folder.path(), "notice-0001", "数字\"有误\"\\");
  ASSERT_TRUE(file.has_value()) << file.error().message;
  const std::string after = text("zwzx/notice/notice-0001.json");
  EXPECT_NE(after.find(R"("rev":2,"state":"withdrawn", "reason": "数字\"有误\"\\",)"), std::string::npos) << after;
  EXPECT_EQ(read().count(model::Severity::error), 0u);

  ASSERT_TRUE(issue_in_draft(folder.path(), "notice-0001").has_value());
  std::string expected = before;
  expected.replace(expected.find("\"rev\":1"), 7, "\"rev\":3");
  EXPECT_EQ(text("zwzx/notice/notice-0001.json"), expected);
}

TEST_F(Draft, WithdrawingNeedsAnEntityAReasonAndAChange) {
  EXPECT_EQ(withdraw_in_draft(folder.path(), "notice-0099", "x").error().code, "PUBLISH-021");
  EXPECT_EQ(withdraw_in_draft(folder.path(), "notice-0001", "  ").error().code, "PUBLISH-023");
  EXPECT_EQ(issue_in_draft(folder.path(), "notice-0001").error().code, "PUBLISH-022");
  ASSERT_TRUE(withdraw_in_draft(folder.path(), "notice-0001", "x").has_value());
  EXPECT_EQ(withdraw_in_draft(folder.path(), "notice-0001", "x").error().code, "PUBLISH-022");
}

}  // namespace
}  // namespace gongkai::publish
