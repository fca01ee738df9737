#include "content/sync/repository_reader.h"

#include <utility>

namespace gongkai::sync {
namespace {

model::Error status_error(const std::string& url, int status) {
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

}  // namespace

RepositoryReader::RepositoryReader(HttpClient& http, std::string base_url)
    : http_(http), base_url_(std::move(base_url)) {
  if (!base_url_.ends_with('/')) base_url_ += '/';
}

model::Result<HttpResponse> RepositoryReader::request(const HttpRequest& wanted) {
  auto response = http_.get(wanted);
  if (response && (response->status == 429 || response->status == 503)) {
    retry_after_seconds_ = response->retry_after_seconds;
  }
  return response;
}

model::Result<std::string> RepositoryReader::get(const std::string& path, std::size_t max_bytes) {
  auto response = request({base_url_ + path, max_bytes, "", 0});
  if (!response) return tl::unexpected(response.error());
  if (response->status != 200) return tl::unexpected(status_error(base_url_ + path, response->status));
  return std::move(response->body);
}

model::Result<std::optional<std::string>> RepositoryReader::get_if_there(const std::string& path,
                                                                         std::size_t max_bytes) {
  auto response = request({base_url_ + path, max_bytes, "", 0});
  if (!response) return tl::unexpected(response.error());
  if (response->status == 404 || response->status == 403) return std::nullopt;
  if (response->status != 200) return tl::unexpected(status_error(base_url_ + path, response->status));
  return std::optional<std::string>(std::move(response->body));
}

model::Result<HttpResponse> RepositoryReader::get_if_changed(const std::string& path, std::size_t max_bytes,
                                                             const std::string& etag, int wait_seconds) {
  auto response = request({base_url_ + path, max_bytes, etag, wait_seconds});
  if (!response) return response;
  const bool unchanged = response->status == 304 && !etag.empty();
  if (response->status != 200 && !unchanged) {
    return tl::unexpected(status_error(base_url_ + path, response->status));
  }
  return response;
}

bool is_transport_error(const model::Error& error) {
  if (error.code == "HTTP-004") return false;  // one file too large says nothing of the others
  return error.code.starts_with("HTTP-") || error.code == "SYNC-020" || error.code == "STORE-032";
}

std::string metadata_path(std::int64_t version, std::string_view role) {
  return "metadata/" + std::to_string(version) + "." + trust::encoded_role_name(role) + ".json";
}

std::string target_file_path(const std::string& target_path, const trust::TargetFile& file) {
  std::string hash;
  for (const char* algorithm : {"sha256", "sha512"}) {
    const auto found = file.hashes.by_algorithm.find(algorithm);
    if (hash.empty() && found != file.hashes.by_algorithm.end()) hash = found->second;
  }
  const auto slash = target_path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : target_path.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? target_path : target_path.substr(slash + 1);
  return "targets/" + encoded_path(folder) + encoded_path(hash + "." + name);
}

}  // namespace gongkai::sync
