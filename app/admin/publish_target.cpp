#include "app/admin/publish_target.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "app/admin/http_target.h"
#include "content/publish/atomic_file.h"
#include "content/sync/credentials.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using model::Result;

constexpr const char* timestamp_path = "metadata/timestamp.json";
constexpr const char* s3_mark = "s3+";

bool is_url(const std::string& text) { return text.starts_with("http://") || text.starts_with("https://"); }

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

Result<sync::HttpAccess> read_access(HttpTargetKind kind, const fs::path& credentials) {
  sync::HttpAccess access{from_environment("GONGKAI_PUBLISH_USER"), from_environment("GONGKAI_PUBLISH_PASSWORD"), {}, {}, {}};
  std::string region = from_environment("GONGKAI_PUBLISH_REGION");
  if (!credentials.empty()) {
    auto found = sync::read_credentials(credentials);
    if (!found) return model::failure("PUSH-002", found.error().message);
    access.user = std::move(found->user);
    access.password = std::move(found->password);
    if (!found->region.empty()) region = found->region;
  }
  if (kind == HttpTargetKind::webdav) return access;
  if (access.user.empty() || access.password.empty()) {
    return model::failure("PUSH-002", "S3 需要访问密钥：请设环境变量 GONGKAI_PUBLISH_USER、GONGKAI_PUBLISH_PASSWORD，"
                                      "或用 --credentials 指明权限为 600 的文件");
  }
  access.s3_region = region.empty() ? "us-east-1" : region;
  return access;
}

std::string owner_text(model::Instant now) {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  const std::string user = from_environment("USER");
  return fmt::format("{}{}{}，进程 {}，{} 开始", user, user.empty() ? "" : "@", host, ::getpid(),
                     model::format_instant(now));
}

}  // namespace

Result<PublishTarget> open_target(const std::string& text, const fs::path& credentials, const TargetRoute& route) {
  const bool s3 = text.starts_with(s3_mark);
  std::string url = s3 ? text.substr(std::string_view(s3_mark).size()) : text;
  if (!is_url(url)) {
    if (s3 || text.empty() || text.find("://") != std::string::npos) {
      return model::failure("PUSH-001", fmt::format("不认识的地址 {}：应是目录、https://… （WebDAV）或 "
                                                    "s3+https://服务器/桶/目录", text));
    }
    return FolderTarget{text};
  }
  const auto authority_end = url.find('/', url.find("://") + 3);
  if (url.substr(0, authority_end).find('@') != std::string::npos) {
    return model::failure("PUSH-001", "网址里不能写用户名和密码：命令行会被别人看到。请用环境变量或 --credentials 文件");
  }
  if (url.find_first_of("?#") != std::string::npos) {
    return model::failure("PUSH-001", "网址里不能有 ? 或 #");
  }
  while (url.ends_with('/')) url.pop_back();
  const HttpTargetKind kind = s3 ? HttpTargetKind::s3 : HttpTargetKind::webdav;
  auto access = read_access(kind, credentials);
  if (!access) return tl::unexpected(access.error());
  access->ca_file = route.ca_file;
  access->proxy = route.proxy;
  HttpTarget target{kind, std::move(url), std::make_unique<sync::HttpWriter>(std::move(*access)), {}, {}};
  target.send = [writer = target.writer.get()](const sync::HttpWrite& request) { return writer->send(request); };
  return target;
}

Result<std::optional<std::string>> read_target_file(PublishTarget& target, const std::string& path,
                                                    std::size_t max_bytes) {
  if (auto* host = std::get_if<HttpTarget>(&target)) return http_read(*host, path, max_bytes);
  const fs::path file = std::get<FolderTarget>(target).folder / path;
  std::error_code error;
  if (fs::status(file, error).type() == fs::file_type::not_found) return std::nullopt;
  auto bytes = publish::read_file(file, max_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::move(*bytes);
}

Result<void> place_target_file(PublishTarget& target, const std::string& path, const std::string& bytes) {
  if (auto* host = std::get_if<HttpTarget>(&target)) return http_place(*host, path, bytes);
  return publish::replace_file(std::get<FolderTarget>(target).folder / path, bytes);
}

Result<void> place_timestamp(PublishTarget& target, const std::string& bytes) {
  if (auto* host = std::get_if<HttpTarget>(&target)) return http_place_timestamp(*host, bytes);
  return publish::replace_file(std::get<FolderTarget>(target).folder / timestamp_path, bytes,
                               publish::ModifiedTime::strictly_later);
}

Result<void> remove_target_file(PublishTarget& target, const std::string& path) {
  if (auto* host = std::get_if<HttpTarget>(&target)) return http_remove(*host, path);
  std::error_code error;
  fs::remove(std::get<FolderTarget>(target).folder / path, error);
  if (error) return model::failure("PUBLISH-010", fmt::format("无法删除 {}：{}", path, error.message()));
  return {};
}

bool takes_gzip_twins(const PublishTarget& target) {
  const auto* host = std::get_if<HttpTarget>(&target);
  return host == nullptr || host->kind == HttpTargetKind::webdav;
}

std::string target_name(const PublishTarget& target) {
  if (const auto* host = std::get_if<HttpTarget>(&target)) return host->url;
  return std::get<FolderTarget>(target).folder.string();
}

tl::unexpected<model::Error> missing_file(const PublishTarget& target, const std::string& path) {
  return model::failure("PUSH-015", fmt::format("{} 上找不到已发布内容的文件 {}：服务器可能一时有故障，请稍后再运行一次；如果仍然如此，"
                                                "确认没有别人在发布，加 --break-lock 运行 release，会重新发送",
                                                target_name(target), path));
}

Result<TargetLock> TargetLock::take(PublishTarget& target, LockRule rule, model::Instant now) {
  const std::string owner = owner_text(now);
  auto* host = std::get_if<HttpTarget>(&target);
  if (host == nullptr) {
    auto lock = publish::RepositoryLock::take(std::get<FolderTarget>(target).folder);
    if (!lock) return tl::unexpected(lock.error());
    return TargetLock(std::move(*lock), nullptr, owner);
  }
  if (host->kind == HttpTargetKind::s3) return TargetLock(std::nullopt, nullptr, owner);
  if (rule == LockRule::break_open) remove_lock_folder(*host);
  if (auto made = make_lock_folder(*host, owner); !made) return tl::unexpected(made.error());
  return TargetLock(std::nullopt, host, owner);
}

TargetLock::TargetLock(TargetLock&& other) noexcept
    : folder_lock_(std::move(other.folder_lock_)), host_(other.host_), owner_(std::move(other.owner_)) {
  other.host_ = nullptr;
}

TargetLock::~TargetLock() {
  if (host_ == nullptr) return;
  const auto ours = held();
  if (ours && *ours) remove_lock_folder(*host_);
}

Result<bool> TargetLock::held() const {
  if (host_ == nullptr) return true;
  const auto owner = lock_owner(*host_);
  if (!owner) return tl::unexpected(owner.error());
  return *owner == owner_;
}

}  // namespace gongkai::admin
