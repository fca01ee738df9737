#include "content/sync/repository_reader.h"

#include <utility>

namespace gongkai::sync {
namespace {

bool is_busy(int status) { return status == 429 || status == 503; }

model::Error status_error(const std::string& url, int status) {
  if (is_busy(status)) return {"SYNC-015", "服务器正忙（" + std::to_string(status) + "），稍后再试：" + url};
  return {"SYNC-011", "服务器回答 " + std::to_string(status) + "：" + url};
}

std::string encoded_path(std::string_view path) {
  std::string encoded;
  while (!path.empty()) {
    const auto slash = path.find('/');
    encoded += trust::encoded_role_name(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    encoded += '/';
    path.remove_prefix(slash + 1);
  }
  return encoded;
}

std::string with_slash(std::string url) {
  if (!url.ends_with('/')) url += '/';
  return url;
}

}  // namespace

RepositoryUrls catalogue_urls(std::string_view base_url) {
  const std::string base = with_slash(std::string(base_url));
  return {base + "metadata/", base + "targets/"};
}

FileNames file_names(const trust::Root& root) {
  return root.consistent_snapshot ? FileNames::consistent : FileNames::plain;
}

RepositoryReader::RepositoryReader(HttpClient& http, RepositoryUrls urls)
    : http_(http), urls_{with_slash(std::move(urls.metadata)), with_slash(std::move(urls.targets))} {}

model::Result<HttpResponse> RepositoryReader::request(const HttpRequest& wanted) {
  auto response = http_.get(wanted);
  if (response && is_busy(response->status)) {
    retry_after_seconds_ = response->retry_after_seconds;
  }
  return response;
}

std::optional<std::string> RepositoryReader::in_starter(const std::string& url, std::size_t max_bytes) const {
  if (!starter_) return std::nullopt;
  std::string name;
  if (url.starts_with(urls_.metadata)) name = "metadata/" + url.substr(urls_.metadata.size());
  if (url.starts_with(urls_.targets)) name = "targets/" + url.substr(urls_.targets.size());
  auto bytes = starter_->read(name, max_bytes);
  return bytes ? std::move(*bytes) : std::nullopt;
}

bool RepositoryReader::drop_starter() {
  const bool held = starter_.has_value();
  starter_.reset();
  return held;
}

model::Result<std::string> RepositoryReader::get(const std::string& url, std::size_t max_bytes) {
  if (auto bytes = in_starter(url, max_bytes)) return std::move(*bytes);
  auto response = request({.url = url, .max_bytes = max_bytes});
  if (!response) return tl::unexpected(response.error());
  if (response->status != 200) return tl::unexpected(status_error(url, response->status));
  return std::move(response->body);
}

model::Result<std::optional<std::string>> RepositoryReader::get_if_there(const std::string& url,
                                                                         std::size_t max_bytes) {
  auto response = request({.url = url, .max_bytes = max_bytes});
  if (!response) return tl::unexpected(response.error());
  if (response->status == 404 || response->status == 403) return std::nullopt;
  if (response->status != 200) return tl::unexpected(status_error(url, response->status));
  return std::optional<std::string>(std::move(response->body));
}

model::Result<HttpResponse> RepositoryReader::get_if_changed(const std::string& url, std::size_t max_bytes,
                                                             const std::string& etag, int wait_seconds) {
  auto response =
      request({.url = url, .max_bytes = max_bytes, .if_none_match = etag, .wait_seconds = wait_seconds});
  if (!response) return response;
  const bool unchanged = response->status == 304 && !etag.empty();
  if (response->status != 200 && !unchanged) {
    return tl::unexpected(status_error(url, response->status));
  }
  return response;
}

model::Result<HttpResponse> RepositoryReader::get_pieces(const HttpRequest& wanted) {
  auto response = request(wanted);
  if (!response) return response;
  const int status = response->status;
  if (status != 200 && status != 206 && status != 416) return tl::unexpected(status_error(wanted.url, status));
  return response;
}

bool is_transport_error(const model::Error& error) {
  if (error.code == "HTTP-004") return false;  // one file too large says nothing of the others
  return error.code.starts_with("HTTP-") || error.code.starts_with("BUNDLE-01") || error.code.starts_with("STORE-") ||
         error.code == "SYNC-015" || error.code == "SYNC-020";
}

std::string RepositoryReader::timestamp_url() const { return urls_.metadata + "timestamp.json"; }

std::string RepositoryReader::starter_url(std::int64_t snapshot_version) const {
  return urls_.metadata + std::to_string(snapshot_version) + ".starter.bundle";
}

std::string RepositoryReader::metadata_url(std::string_view role, std::int64_t version, FileNames names) const {
  const bool versioned = names == FileNames::consistent || role == "root";
  return urls_.metadata + (versioned ? std::to_string(version) + "." : "") + trust::encoded_role_name(role) + ".json";
}

std::string RepositoryReader::target_url(const std::string& target_path, const trust::TargetFile& file,
                                         FileNames names) const {
  if (names == FileNames::plain) return urls_.targets + encoded_path(target_path);
  std::string hash;
  for (const char* algorithm : {"sha256", "sha512"}) {
    const auto found = file.hashes.by_algorithm.find(algorithm);
    if (hash.empty() && found != file.hashes.by_algorithm.end()) hash = found->second;
  }
  const auto slash = target_path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : target_path.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? target_path : target_path.substr(slash + 1);
  return urls_.targets + encoded_path(folder) + encoded_path(hash + "." + name);
}

std::string RepositoryReader::blob_url(const std::string& sha256) const {
  return urls_.targets + "blobs/" + sha256.substr(0, 2) + "/" + sha256;
}

}  // namespace gongkai::sync
