// sign, root, push and prune as the people of an office run them: what they exit with and what they say.
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "app/admin/commands/commands.h"
#include "app/process/exit_codes.h"
#include "content/publish/prune.h"
#include "content/publish/signing_key.h"
#include "content/trust/digest.h"
#include "tests/app/admin/publishing_office.h"
#include "tests/fakes/nginx_dav.h"
#include "tests/fakes/s3_fake.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using admin_test::Office;
using admin_test::start;
using admin_test::Terminal;

const Moment moment{start, model::date_of(start)};

struct Ran {
  int exit_code = 0;
  std::string out, err;
};

// Runs a command at whose keyboard someone types `typed`.
Ran run(const std::function<int()>& command, const std::string& typed = "") {
  std::istringstream keyboard(typed);
  std::streambuf* const terminal = std::cin.rdbuf(keyboard.rdbuf());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ran ran;
  ran.exit_code = command();
  std::fflush(stdout);
  std::fflush(stderr);
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  std::cin.rdbuf(terminal);
  std::cin.clear();
  return ran;
}

void expect_says(const std::string& text, const std::string& words) {
  EXPECT_NE(text.find(words), std::string::npos) << "no “" << words << "” in:\n" << text;
}

class OfficeCommands : public testing::Test {
 protected:
  // Only the editor's key and the online ones lie at the office; the others sign at home.
  void keep_others_keys_at_home() {
    fs::create_directories(home);
    for (const char* name : {"reviewer.pem", "secrecy.pem"}) fs::rename(office.keys / "bureaus/zwzx" / name, home / name);
  }
  ReleaseOptions release_options() const {
    ReleaseOptions options;
    options.repository = office.repository;
    options.keys = office.keys;
    options.draft = office.draft;
    options.moment = moment;
    return options;
  }
  SignOptions sign_options(const fs::path& key) const {
    SignOptions options;
    options.proposal = proposal;
    options.root = office.keys / "root.json";
    options.key = key;
    options.moment = moment;
    return options;
  }
  RootOptions root_options() const {
    RootOptions options;
    options.repository = office.repository;
    options.keys = office.keys;
    options.moment = moment;
    return options;
  }
  PushOptions push_options(const std::string& to) const {
    PushOptions options;
    options.repository = office.repository;
    options.keys = office.keys;
    options.target.to = to;
    options.moment = moment;
    return options;
  }
  PruneOptions prune_options(const std::string& to) const {
    PruneOptions options;
    options.repository = office.repository;
    options.keys = office.keys;
    options.target.to = to;
    options.moment = moment;
    return options;
  }

  Office office;
  fs::path home = office.folder / "home", proposal = office.folder / "proposal";
};

TEST_F(OfficeCommands, TwoPeopleSignAtHomeAndTheHostSends) {
  office.publish_title(1, "原来的标题");
  keep_others_keys_at_home();
  fakes::write_notice(office.draft, "notice-0001", 2, "更正后的标题");
  ReleaseOptions prepare = release_options();
  prepare.proposal = proposal;
  const Ran prepared = run([&] { return run_release(prepare); });
  ASSERT_EQ(prepared.exit_code, 0) << prepared.err;
  expect_says(prepared.out, "已准备好待签的发布");

  const Ran looked = run([&] { return run_sign(sign_options({})); });
  EXPECT_EQ(looked.exit_code, 0);
  expect_says(looked.out, "原来的标题 → 更正后的标题");
  expect_says(looked.out, "标题\n");
  expect_says(looked.out, "审核：0/1");

  const std::string pem = *publish::read_file(home / "reviewer.pem", 10'000);
  std::ofstream(home / "reviewer.pem") << "姓名：李审核\n" << pem;
  const Ran refused = run([&] { return run_sign(sign_options(home / "reviewer.pem")); }, "no\n");
  EXPECT_EQ(refused.exit_code, process::exit_denied);
  expect_says(refused.out, "签名用的密钥：reviewer.pem（李审核，编号 ");
  expect_says(refused.out, "没有签名");
  const Ran signed_one = run([&] { return run_sign(sign_options(home / "reviewer.pem")); }, "yes\n");
  EXPECT_EQ(signed_one.exit_code, 0);
  expect_says(signed_one.out, "已签：zwzx 审核");
  expect_says(signed_one.out, "缺少“保密审查”的签名 1 个");

  const fakes::NginxDav nginx;
  PushOptions push = push_options(nginx.url());
  push.proposal = proposal;
  const Ran too_early = run([&] { return run_push(push); });
  EXPECT_EQ(too_early.exit_code, process::exit_data);
  expect_says(too_early.err, "缺少“保密审查”的签名 1 个");
  SignOptions last = sign_options(home / "secrecy.pem");
  last.confirmed = true;
  expect_says(run([&] { return run_sign(last); }).out, "签名齐全");
  const Ran sent = run([&] { return run_push(push); });
  ASSERT_EQ(sent.exit_code, 0) << sent.err;
  expect_says(sent.out, "签名齐全，已放入发布仓库");
  expect_says(sent.err, "已发送到");
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "更正后的标题");
}

TEST_F(OfficeCommands, SignNamesWhatIsWrong) {
  const Ran nothing = run([&] { return run_sign(sign_options({})); });
  EXPECT_EQ(nothing.exit_code, process::exit_data);
  expect_says(nothing.err, "不是待签的发布");
  SignOptions no_root = sign_options({});
  no_root.root = office.folder / "none.json";
  EXPECT_EQ(run([&] { return run_sign(no_root); }).exit_code, process::exit_no_input);
}

TEST_F(OfficeCommands, TheRootIsShownChangedAndSigned) {
  const Ran shown = run([&] { return run_root(root_options()); });
  EXPECT_EQ(shown.exit_code, 0);
  expect_says(shown.out, "信任根第 1 版");
  expect_says(shown.out, "root：3 把密钥，需要 2 个签名");

  RootOptions options = root_options();
  options.thresholds = {"root=3"};
  const Ran nowhere = run([&] { return run_root(options); });
  EXPECT_EQ(nowhere.exit_code, process::exit_usage);
  expect_says(nowhere.err, "--prepare");
  options.proposal = proposal;
  options.thresholds = {"root=drei"};
  EXPECT_EQ(run([&] { return run_root(options); }).exit_code, process::exit_data);
  options.thresholds = {"root=4"};
  const Ran impossible = run([&] { return run_root(options); });
  EXPECT_EQ(impossible.exit_code, process::exit_data);
  expect_says(impossible.err, "不够签名数 4");

  options.thresholds = {"root=3"};
  const Ran prepared = run([&] { return run_root(options); });
  ASSERT_EQ(prepared.exit_code, 0) << prepared.err;
  expect_says(prepared.out, "根：需要的签名数由 2 改为 3");
  PushOptions install = push_options("");
  install.proposal = proposal;
  const Ran installed = run([&] { return run_push(install); });
  EXPECT_EQ(installed.exit_code, 0) << "all root keys lie at this office: " << installed.err;
  expect_says(run([&] { return run_root(root_options()); }).out, "信任根第 2 版");
}

// keygen --single on three machines, the .pub files at the office, sign at home, push: a terminal gets what it publishes.
TEST_F(OfficeCommands, ABureauJoinsByPublicKeysAndLeaves) {
  office.publish_title(1, "甲");
  BureauOptions options;
  options.repository = office.repository;
  options.keys = office.keys;
  options.moment = moment;
  expect_says(run([&] { return run_bureau(options); }).out, "机构委托第 1 版");
  fs::create_directories(home);
  options.joining = "zrzy";
  for (const char* duty : {"editor", "reviewer", "secrecy"}) {
    const fs::path file = home / (std::string(duty) + ".pem");
    KeygenOptions single;
    single.single = file;
    expect_says(run([&] { return run_keygen(single); }).out, "交给总办");
    options.keys_of_duties.push_back(std::string(duty) + "=" + file.string() + ".pub");
  }
  const Ran nowhere = run([&] { return run_bureau(options); });
  EXPECT_EQ(nowhere.exit_code, process::exit_usage);
  expect_says(nowhere.err, "--prepare");
  options.proposal = proposal;
  const Ran prepared = run([&] { return run_bureau(options); });
  ASSERT_EQ(prepared.exit_code, 0) << prepared.err;
  expect_says(prepared.out, "机构 zrzy 加入");
  for (const char* duty : {"editor", "reviewer", "secrecy"}) {
    SignOptions sign = sign_options(home / (std::string(duty) + ".pem"));
    sign.confirmed = true;
    EXPECT_EQ(run([&] { return run_sign(sign); }).exit_code, 0) << duty;
  }
  const fakes::NginxDav nginx;
  PushOptions push = push_options(nginx.url());
  push.proposal = proposal;
  const Ran sent = run([&] { return run_push(push); });
  ASSERT_EQ(sent.exit_code, 0) << sent.err;
  EXPECT_TRUE(fs::exists(nginx.root() / "metadata/1.zrzy.json"));
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "甲");

  options.joining.clear();
  options.keys_of_duties.clear();
  options.leaving = "zrzy";
  options.proposal = push.proposal = office.folder / "leaving";
  expect_says(run([&] { return run_bureau(options); }).out, "机构 zrzy 退出");
  EXPECT_EQ(run([&] { return run_push(push); }).exit_code, 0) << "the root office alone signs that";
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "甲");
}

TEST_F(OfficeCommands, PushSaysWhatStandsInItsWay) {
  office.publish_title(1, "甲");
  const Ran nowhere = run([&] { return run_push(push_options("")); });
  EXPECT_EQ(nowhere.exit_code, process::exit_usage);
  expect_says(nowhere.err, "--to");
  const Ran wrong = run([&] { return run_push(push_options("ftp://mulu.example")); });
  EXPECT_EQ(wrong.exit_code, process::exit_usage);
  const Ran unreachable = run([&] { return run_push(push_options("http://127.0.0.1:1")); });
  EXPECT_EQ(unreachable.exit_code, process::exit_unavailable);
  expect_says(unreachable.err, "连接不上服务器");

  const fakes::NginxDav full("if ($request_method = PUT) { return 507; }");
  const Ran no_room = run([&] { return run_push(push_options(full.url())); });
  EXPECT_EQ(no_room.exit_code, process::exit_unavailable);
  expect_says(no_room.err, "服务器磁盘已满");
  const fakes::NginxDav read_only("dav_methods off;");
  EXPECT_EQ(run([&] { return run_push(push_options(read_only.url())); }).exit_code, process::exit_unavailable);

  const fakes::NginxDav nginx;
  fs::create_directories(nginx.root() / "publish.lock");
  const Ran locked = run([&] { return run_push(push_options(nginx.url())); });
  EXPECT_EQ(locked.exit_code, process::exit_try_later);
  expect_says(locked.err, "--break-lock");
  PushOptions breaking = push_options(nginx.url());
  breaking.target.rule = LockRule::break_open;
  EXPECT_EQ(run([&] { return run_push(breaking); }).exit_code, 0);
  expect_says(run([&] { return run_push(push_options(nginx.url())); }).err, "没有发送");
}

TEST_F(OfficeCommands, ThePicturesOfAnItemAreSentBeforeItsPack) {
  const std::string picture = "\x89PNG…";
  const std::string name = trust::sha256_hex(picture);
  fs::create_directories(office.draft / "blobs");
  std::ofstream(office.draft / "blobs" / (name + ".png"), std::ios::binary) << picture;
  const fs::path file = office.draft / "zwzx/notice/notice-0002.json";
  std::string json = *publish::read_file(file, 100'000);
  json.insert(json.find("\"body\":[") + 8, "{\"t\":\"image\",\"sha256\":\"" + name + "\",\"caption\":\"图\"},");
  std::ofstream(file, std::ios::binary) << json;
  office.publish_title(1, "甲");

  const fakes::NginxDav nginx;
  ASSERT_EQ(run([&] { return run_push(push_options(nginx.url())); }).exit_code, 0);
  const fs::path blob = nginx.root() / "targets/blobs" / name.substr(0, 2) / name;
  EXPECT_EQ(publish::read_file(blob, 1000).value_or(""), picture);
  for (const auto& entry : fs::directory_iterator(nginx.root() / "targets/zwzx")) {
    EXPECT_LE(fs::last_write_time(blob), fs::last_write_time(entry));
  }
  EXPECT_EQ(Terminal(nginx.url(), office.root()).fetch(), "甲");
}

// More publishes than snapshots are kept; then the oldest go, here and at the target.
class Pruning : public OfficeCommands {
 protected:
  void expect_pruned(const std::string& to, const std::string& url, const std::function<bool(const std::string&)>& has) {
    for (int rev = 1; rev <= publish::kept_snapshots + 2; ++rev) {
      office.publish_title(rev, "第" + std::to_string(rev) + "版");
      if (rev > 2) continue;
      ASSERT_EQ(run([&] { return run_push(push_options(to)); }).exit_code, 0);
    }
    const Ran behind = run([&] { return run_prune(prune_options(to)); });
    EXPECT_EQ(behind.exit_code, process::exit_data);
    expect_says(behind.err, "请先 push");
    ASSERT_EQ(run([&] { return run_push(push_options(to)); }).exit_code, 0);
    PruneOptions trial = prune_options(to);
    trial.writing = publish::Writing::dry_run;
    expect_says(run([&] { return run_prune(trial); }).out, "metadata/2.snapshot.json");
    ASSERT_TRUE(has("metadata/2.snapshot.json"));
    const Ran pruned = run([&] { return run_prune(prune_options(to)); });
    ASSERT_EQ(pruned.exit_code, 0) << pruned.err;
    expect_says(pruned.out, "已清理");
    EXPECT_FALSE(has("metadata/2.snapshot.json"));
    EXPECT_FALSE(fs::exists(office.repository / "metadata/2.snapshot.json"));
    EXPECT_TRUE(has("metadata/1.root.json"));
    EXPECT_EQ(Terminal(url, office.root()).fetch(), "第" + std::to_string(publish::kept_snapshots + 2) + "版");
    EXPECT_EQ(run([&] { return run_push(push_options(to)); }).exit_code, 0);
  }
};

TEST_F(Pruning, OverWebDav) {
  const fakes::NginxDav nginx;
  expect_pruned(nginx.url(), nginx.url(), [&](const std::string& file) { return fs::exists(nginx.root() / file); });
}

TEST_F(Pruning, OnS3) {
  const fakes::S3Keys keys;
  const fakes::S3Fake store(keys);
  const admin_test::S3Environment environment(keys);
  const std::string url = store.url() + "/bucket";
  expect_pruned("s3+" + url, url, [&](const std::string& file) { return store.objects().contains("/bucket/" + file); });
}

}  // namespace
}  // namespace gongkai::admin
