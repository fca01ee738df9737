// The files of a repository by name, over HttpClient.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "content/model/result.h"
#include "content/sync/http_client.h"
#include "content/trust/metadata.h"

namespace gongkai::sync {

class RepositoryReader {
 public:
  RepositoryReader(HttpClient& http, std::string base_url);

  // E: the HTTP codes, and SYNC-011 for a status other than 200.
  model::Result<std::string> get(const std::string& path, std::size_t max_bytes);
  // nullopt where there is no such file (404, and 403 as object stores say it).
  model::Result<std::optional<std::string>> get_if_there(const std::string& path, std::size_t max_bytes);
  // Any of 200 and 304. E: as get.
  model::Result<HttpResponse> get_if_changed(const std::string& path, std::size_t max_bytes, const std::string& etag,
                                             int wait_seconds);

  // What a 429 or 503 asked for last.
  std::optional<int> retry_after_seconds() const { return retry_after_seconds_; }

 private:
  model::Result<HttpResponse> request(const HttpRequest& request);

  HttpClient& http_;
  std::string base_url_;  // ends with a slash
  std::optional<int> retry_after_seconds_;
};

// True for failures of the line or the host as a whole: asking for the next file would fail in the same way.
bool is_transport_error(const model::Error& error);

// "metadata/7.zrzy.json"
std::string metadata_path(std::int64_t version, std::string_view role);
// "targets/zrzy/<sha256>.1-250.pack": consistent snapshots, TUF specification 6.2.
std::string target_file_path(const std::string& target_path, const trust::TargetFile& file);

}  // namespace gongkai::sync
