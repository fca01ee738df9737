#include <fmt/format.h>

#include <algorithm>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/process/exit_codes.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/repository_setup.h"
#include "content/publish/signing_key.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> wanted_bureaus(const KeygenOptions& options) {
  std::vector<std::string> bureaus = options.bureaus;
  std::error_code error;
  if (!options.draft.empty()) {
    for (fs::directory_iterator entry(options.draft, error), end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (entry->is_directory() && name != publish::draft_pictures_folder) bureaus.push_back(name);
    }
  }
  std::sort(bureaus.begin(), bureaus.end());
  bureaus.erase(std::unique(bureaus.begin(), bureaus.end()), bureaus.end());
  return bureaus;
}

// The key of one person, made on that person's machine; only the public part leaves it.
int make_single_key(const fs::path& file) {
  const auto key = publish::SigningKey::generate();
  if (!key) return report_error(key.error());
  const fs::path public_file = file.string() + ".pub";
  if (auto saved = key->save(file); !saved) return report_error(saved.error());
  if (auto saved = key->save_public(public_file); !saved) return report_error(saved.error());
  fmt::print("私钥 {}（自己保管，不要给别人）\n公钥 {}（交给总办）\n编号 {}\n", file.string(), public_file.string(),
             key->keyid());
  return process::exit_ok;
}

}  // namespace

int run_keygen(const KeygenOptions& options) {
  if (!options.single.empty()) return make_single_key(options.single);
  if (options.keys.empty()) {
    fmt::print(stderr, "错误：请用 --keys 写明密钥目录，或用 --single 写明一个人的密钥文件\n");
    return process::exit_usage;
  }
  const std::vector<std::string> bureaus = wanted_bureaus(options);
  if (bureaus.empty()) {
    fmt::print(stderr, "错误：没有指明机构；请用 --draft 目录 或 --bureau 代码\n");
    return process::exit_usage;
  }
  const auto made = publish::make_keys(options.keys, bureaus);
  if (!made) return report_error(made.error());
  if (made->empty()) {
    fmt::print("密钥已齐备，没有新建：{}\n", options.keys.string());
    return process::exit_ok;
  }
  fmt::print("已在 {} 新建 {} 把 ed25519 密钥（{} 个机构，只有文件所有者可读）\n", options.keys.string(), made->size(),
             bureaus.size());
  fmt::print("正式使用时：root 密钥离线保管；每个机构的编辑、审核、保密审查密钥交三个人分别保管。\n");
  return process::exit_ok;
}

}  // namespace gongkai::admin
