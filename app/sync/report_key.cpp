#include "app/sync/report_key.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <system_error>

namespace gongkai::agent {
namespace {

namespace fs = std::filesystem;

fs::path key_file(const fs::path& state) { return report_folder(state) / "report-key.pem"; }
fs::path public_file(const fs::path& state) { return report_folder(state) / "report-key.pub.pem"; }

model::Error not_usable(const std::string& why) { return {"REPORT-030", "终端的回传密钥不能用：" + why}; }

// A technician may run us as root before the service does under its own user.
void give_to_owner(const fs::path& state, const fs::path& made) {
  struct stat owner {};
  if (::geteuid() != 0 || ::stat(state.c_str(), &owner) != 0) return;
  static_cast<void>(::chown(made.c_str(), owner.st_uid, owner.st_gid) == 0);
}

// Whole or not at all: half a key would be one that nobody can use or replace.
model::Result<void> make_key(const fs::path& state) {
  std::error_code error;
  fs::create_directories(report_folder(state), error);
  if (error) return tl::unexpected(not_usable(report_folder(state).string() + " 不能写入：" + error.message()));
  give_to_owner(state, report_folder(state));
  const auto key = publish::SigningKey::generate();
  if (!key) return tl::unexpected(key.error());
  const fs::path fresh = key_file(state).string() + ".new", fresh_public = public_file(state).string() + ".new";
  fs::remove(fresh, error);
  fs::remove(fresh_public, error);
  if (auto saved = key->save(fresh); !saved) return saved;
  if (auto saved = key->save_public(fresh_public); !saved) return saved;
  give_to_owner(state, fresh);
  give_to_owner(state, fresh_public);
  // The key comes last: it says that both are there.
  fs::rename(fresh_public, public_file(state), error);
  if (!error) fs::rename(fresh, key_file(state), error);
  if (error) return tl::unexpected(not_usable(error.message()));
  return {};
}

}  // namespace

fs::path report_folder(const fs::path& state) { return state / "reports"; }

model::Result<publish::SigningKey> own_report_key(const fs::path& state) {
  std::error_code unknown;
  if (!fs::exists(key_file(state), unknown) && !unknown) {
    if (auto made = make_key(state); !made) return tl::unexpected(not_usable(made.error().message));
  }
  auto key = publish::SigningKey::load(key_file(state));
  if (!key) return tl::unexpected(not_usable(key.error().message));
  return key;
}

model::Result<std::string> public_report_key(const fs::path& state) {
  if (const auto key = own_report_key(state); !key) return tl::unexpected(key.error());
  std::ifstream file(public_file(state), std::ios::binary);
  std::string pem(std::istreambuf_iterator<char>(file), {});
  if (pem.empty()) return tl::unexpected(not_usable("读不到 " + public_file(state).string()));
  return pem;
}

}  // namespace gongkai::agent
