#include "tests/crash/crash_terminal.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "content/store/generation.h"
#include "tests/fakes/sample_draft.h"

namespace gongkai::crash {
namespace fs = std::filesystem;
namespace {

constexpr int notices = 12;

std::string pack_line(std::int64_t seq, const std::string& content) {
  return "{\"seq\":" + std::to_string(seq) + "," + content + "}\n";
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

CrashTerminal::CrashTerminal()
    : now(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())),
      maker(now),
      server_(folder / "repository") {
  maker.add_bureau("zwzx");
  std::ofstream(folder / "root.json", std::ios::binary) << maker.root_bytes();
  maker.write(folder / "repository");
}

void CrashTerminal::publish() {
  ++revision_;
  std::string lines;
  const std::int64_t from = seq_ + 1;
  for (int i = 0; i < notices; ++i) {
    const std::string title = "第" + std::to_string(revision_) + "版的通知";
    lines += pack_line(++seq_, "\"item\":" + fakes::notice_json("notice-" + std::to_string(i), revision_, title));
  }
  maker.add_pack("zwzx", from, seq_, lines);
  maker.write(folder / "repository");
}

void CrashTerminal::publish_withdrawal() {
  ++seq_;
  maker.add_pack("zwzx", seq_, seq_,
                 pack_line(seq_, R"("withdrawn":{"id":"notice-0","kind":"notice","rev":)" +
                                     std::to_string(revision_ + 1) + R"(,"title":"通知","reason":"内容有误"})"));
  maker.write(folder / "repository");
}

std::vector<std::string> CrashTerminal::command() const {
  return {GONGKAI_BINARY_DIR "/app/sync/gongkai-sync", "--once", "--url", server_.url(),
          "--state", state(), "--store", store(), "--root", folder / "root.json"};
}

int CrashTerminal::run(const std::map<std::string, std::string>& environment) {
  std::vector<std::string> words = command();
  // The sanitizer's library wants to be the first, but comes second to the shim.
  std::vector<std::string> variables{"LC_ALL=C.UTF-8", "LD_PRELOAD=" GONGKAI_BINARY_DIR "/tests/crash/libdisk_shim.so",
                                     "DISK_SHIM_ROOT=" + disk().string(),
                                     "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"};
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string out = folder / "out.txt";
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = -1;
  const int spawned =
      posix_spawn(&child, words[0].c_str(), &actions, nullptr, pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (spawned != 0 || ::waitpid(child, &status, 0) != child) throw std::runtime_error("gongkai-sync did not start");
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string CrashTerminal::output() const {
  std::ifstream stream(folder / "out.txt");
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::vector<DiskCall> CrashTerminal::recorded_run(std::map<std::string, std::string> environment) {
  environment["DISK_SHIM_LOG"] = folder / "disk.log";
  if (run(environment) != 0) throw std::runtime_error("the run to be recorded failed: " + output());
  return read_disk_log(folder / "disk.log");
}

sync::CycleReport CrashTerminal::cycle() {
  fakes::FolderHttp http(folder / "repository");
  sync::CycleSettings settings;
  settings.url = fakes::FolderHttp::url();
  settings.state = state();
  settings.store = store();
  settings.shipped_root = maker.root_bytes();
  return sync::run_cycle(http, settings, sync::CycleKind::full, sync::CycleMode::apply,
                         std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

std::string CrashTerminal::shown(const fs::path& store) const {
  const auto generation = store::open_current(store);
  if (!generation) return generation.error().message;
  store::ListQuery all;
  all.limit = 1000;
  std::vector<std::string> rows;
  for (const auto& row : generation->list(all, now)) {
    const auto item = generation->find(row.id);
    rows.push_back(row.id + " " + row.title + " " + (item ? std::to_string(item->header.rev) : "damaged") + "\n");
  }
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const std::string& row : rows) text += row;
  if (generation->info().damaged > 0) text += "damaged rows\n";
  return text;
}

std::vector<std::string> CrashTerminal::leftovers() const {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(disk())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".new") || name.ends_with(".new") || name.ends_with("-journal")) {
      found.push_back(entry.path());
    }
  }
  return found;
}

}  // namespace gongkai::crash
