// The files of a repository by name, over HttpClient.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "content/model/result.h"
#include "content/sync/bundle.h"
#include "content/sync/http_client.h"
#include "content/trust/metadata.h"

namespace gongkai::sync {

// Where the two trees of a repository lie. With or without a slash at the end.
struct RepositoryUrls {
  std::string metadata, targets;
};

// "metadata" and "targets" below the address of a catalogue.
RepositoryUrls catalogue_urls(std::string_view base_url);

// Whether file names carry versions and hashes: "consistent_snapshot" of the root (TUF specification 1.0.34, section
// 6.2). The catalogue always does; a repository made by others may not.
enum class FileNames { consistent, plain };
FileNames file_names(const trust::Root& root);

class RepositoryReader {
 public:
  RepositoryReader(HttpClient& http, RepositoryUrls urls);

  // What is in the starter is taken from there. E: the HTTP codes, and SYNC-011 for a status other than 200.
  model::Result<std::string> get(const std::string& url, std::size_t max_bytes);
  // nullopt where there is no such file (404, and 403 as object stores say it).
  model::Result<std::optional<std::string>> get_if_there(const std::string& url, std::size_t max_bytes);
  // Any of 200 and 304. E: as get.
  model::Result<HttpResponse> get_if_changed(const std::string& url, std::size_t max_bytes, const std::string& etag,
                                             int wait_seconds);

  // 200, 206 or 416, the body by request.on_body. E: as get.
  model::Result<HttpResponse> get_pieces(const HttpRequest& request);
  void use_starter(Bundle starter) { starter_ = std::move(starter); }
  // True when there was one. To be called when something did not verify: it may have come from there.
  bool drop_starter();

  std::string timestamp_url() const;
  std::string starter_url(std::int64_t snapshot_version) const;
  // ".../7.zrzy.json". A root is asked for by its version always.
  std::string metadata_url(std::string_view role, std::int64_t version, FileNames names) const;
  // ".../zrzy/<sha256>.1-250.pack"
  std::string target_url(const std::string& target_path, const trust::TargetFile& file, FileNames names) const;

  // ".../blobs/<first two>/<sha256>"
  std::string blob_url(const std::string& sha256) const;

  // What a 429 or 503 asked for last.
  std::optional<int> retry_after_seconds() const { return retry_after_seconds_; }

 private:
  std::optional<std::string> in_starter(const std::string& url, std::size_t max_bytes) const;
  model::Result<HttpResponse> request(const HttpRequest& request);

  HttpClient& http_;
  RepositoryUrls urls_;  // each ends with a slash
  std::optional<Bundle> starter_;
  std::optional<int> retry_after_seconds_;
};

// True for failures of the line or the host as a whole: asking for the next file would fail in the same way.
bool is_transport_error(const model::Error& error);

}  // namespace gongkai::sync
