#include "app/admin/commands/commands.h"

#include <nlohmann/json.hpp>

#include "app/process/exit_codes.h"
#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "tests/fakes/sample_draft.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;

const model::Instant start = *model::parse_instant("2026-11-21T09:00:00+08:00");
const Moment moment{start, model::date_of(start)};

class Commands : public testing::Test {
 protected:
  Commands() { fakes::write_sample_draft(options.draft, 2); }

  fakes::TemporaryFolder folder;
  ReleaseOptions options = release_options();

  ReleaseOptions release_options() const {
    ReleaseOptions made;
    made.repository = folder / "repository";
    made.keys = folder / "keys";
    made.draft = folder / "draft";
    made.moment = moment;
    return made;
  }

  // Runs a command and returns what it printed.
  template <class Run>
  std::string output(Run run, int expected_exit) {
    testing::internal::CaptureStdout();
    const int exit_code = run();
    std::fflush(stdout);
    std::string text = testing::internal::GetCapturedStdout();
    EXPECT_EQ(exit_code, expected_exit) << text;
    return text;
  }
  void set_up() {
    output([&] { return run_keygen({options.keys, options.draft, {}}); }, 0);
    output([&] { return run_init({options.repository, options.keys, moment}); }, 0);
  }
};

TEST_F(Commands, TheWholeWay) {
  set_up();
  const std::string first = output([&] { return run_release(options); }, 0);
  EXPECT_NE(first.find("已发布：新数据包 1 个，机构角色 1 个，快照第 2 版，时间戳第 2 版"), std::string::npos) << first;
  EXPECT_NE(output([&] { return run_release(options); }, 0).find("没有变化"), std::string::npos);
  StateOptions withdrawal{"notice-0001", "内容有误", options};
  EXPECT_NE(output([&] { return run_withdraw(withdrawal); }, 0).find("撤回  notice-0001"), std::string::npos);
  StateOptions issue{"notice-0001", "", options};
  EXPECT_NE(output([&] { return run_issue(issue); }, 0).find("更新  notice-0001"), std::string::npos);
  const std::string dump = output([&] { return run_dump({options.repository, Output::text}); }, 0);
  EXPECT_NE(dump.find("zwzx/1-7.pack"), std::string::npos);
  EXPECT_NE(dump.find("编辑 1/1，审核 1/1，保密审查 1/1"), std::string::npos);
}

TEST_F(Commands, ReleaseRefusesOnAnyErrorAndShowsAllOfThem) {
  set_up();
  fakes::write_notice(options.draft, "notice-0001", 1, "坏\\u0001字符");
  fs::remove(options.draft / "zwzx/organ/org-zwzx.json");
  const std::string text = output([&] { return run_release(options); }, process::exit_data);
  EXPECT_NE(text.find("zwzx/notice/notice-0001.json"), std::string::npos) << text;
  EXPECT_NE(text.find("zwzx/notice/notice-0002.json"), std::string::npos) << text;
  EXPECT_NE(text.find("有错误，未发布"), std::string::npos);
  EXPECT_FALSE(fs::exists(options.repository / "targets"));
}

TEST_F(Commands, CheckExitsBySoundness) {
  EXPECT_NE(output([&] { return run_check({options.draft, moment, Output::text}); }, 0).find("可以发布"),
            std::string::npos);
  fs::remove(options.draft / "zwzx/organ/org-zwzx.json");
  const auto json = nlohmann::json::parse(
      output([&] { return run_check({options.draft, moment, Output::json}); }, process::exit_data));
  ASSERT_GE(json["faults"].size(), 2u);
  EXPECT_EQ(json["faults"][0]["severity"], "E");
  EXPECT_GT(json["faults"][0]["line"], 0);
  EXPECT_EQ(json["entities"], 6);
}

TEST_F(Commands, ADryRunWritesNothing) {
  set_up();
  options.writing = publish::Writing::dry_run;
  const std::string text = output([&] { return run_release(options); }, 0);
  EXPECT_NE(text.find("新增  notice-0001"), std::string::npos) << text;
  EXPECT_FALSE(fs::exists(options.repository / "targets"));
  options.writing = publish::Writing::write;
  output([&] { return run_release(options); }, 0);
  options.writing = publish::Writing::dry_run;
  EXPECT_NE(output([&] { return run_release(options); }, 0).find("没有变化"), std::string::npos);
}

TEST_F(Commands, ReleaseInJsonNamesItsFiles) {
  set_up();
  options.output = Output::json;
  const auto json = nlohmann::json::parse(output([&] { return run_release(options); }, 0));
  EXPECT_EQ(json["outcome"], "published");
  EXPECT_EQ(json["written"].back(), "metadata/timestamp.json");
  EXPECT_EQ(json["bureaus"][0]["packs"][0]["path"], "zwzx/1-7.pack");
}

TEST_F(Commands, DumpFindsADamagedPack) {
  set_up();
  output([&] { return run_release(options); }, 0);
  for (const auto& entry : fs::directory_iterator(options.repository / "targets/zwzx")) {
    if (entry.path().extension() != ".pack") continue;
    output([&] { return run_dump({entry.path(), Output::text}); }, 0);
    std::string bytes = *publish::read_file(entry.path(), 1'000'000);
    bytes[20] ^= 1;
    ASSERT_TRUE(publish::replace_file(entry.path(), bytes).has_value());
  }
  const std::string text = output([&] { return run_dump({options.repository, Output::text}); }, process::exit_data);
  EXPECT_NE(text.find("散列值"), std::string::npos) << text;
}

TEST_F(Commands, MissingThingsHaveTheirOwnExitCodes) {
  EXPECT_EQ(run_check({folder / "none", moment, Output::text}), process::exit_no_input);
  EXPECT_EQ(run_release(options), process::exit_no_input) << "no keys yet";
  EXPECT_EQ(run_dump({folder / "none", Output::text}), process::exit_no_input);
  EXPECT_EQ(run_serve({folder / "none", {}, "127.0.0.1", 0}), process::exit_no_input);
  EXPECT_EQ(run_withdraw({"notice-0099", "x", options}), process::exit_data);
  EXPECT_EQ(run_keygen({options.keys, {}, {}}), process::exit_usage);
  set_up();
  const auto lock = publish::RepositoryLock::take(options.repository);
  EXPECT_EQ(run_release(options), process::exit_try_later);
}

}  // namespace
}  // namespace gongkai::admin
