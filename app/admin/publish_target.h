// A place that terminals fetch the catalogue from, as its publisher sees it: a folder, a WebDAV host or an S3-compatible
// bucket. Paths are those of the repository tree, relative, with '/' ("metadata/7.zwzx.json").
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/publish/repository.h"
#include "content/sync/http_writer.h"

namespace gongkai::admin {

struct FolderTarget {
  std::filesystem::path folder;
};

// WebDAV as nginx speaks it (PUT, MKCOL, MOVE, DELETE), or the REST interface of S3.
enum class HttpTargetKind { webdav, s3 };

struct HttpTarget {
  HttpTargetKind kind = HttpTargetKind::webdav;
  std::string url;             // without a slash at the end; an S3 bucket stands in it, as host or as path
  std::unique_ptr<sync::HttpWriter> writer;
  sync::SendRequest send;      // goes to `writer`
  std::set<std::string> made;  // folders that are known to be there
};

using PublishTarget = std::variant<FolderTarget, HttpTarget>;

// How the requests get to a host; empty: as the system says.
struct TargetRoute {
  std::filesystem::path ca_file;  // PEM of the authority that signed the host's certificate
  std::string proxy;              // "http://host:port"
};

// "s3+https://host/bucket/folder" is S3, "https://..." WebDAV, anything else a folder. User and password (for S3 the
// access key and its secret) come from `credentials`, a file of mode 0600 with lines user=, password= and region=, or
// from the environment: GONGKAI_PUBLISH_USER, GONGKAI_PUBLISH_PASSWORD, GONGKAI_PUBLISH_REGION (us-east-1 if missing).
// E: PUSH-001 the address, PUSH-002 the credentials.
model::Result<PublishTarget> open_target(const std::string& text, const std::filesystem::path& credentials,
                                         const TargetRoute& route = {});

// The file, or nullopt where there is none. E: PUSH-020 and following, HTTP-0NN, PUBLISH-011.
model::Result<std::optional<std::string>> read_target_file(PublishTarget& target, const std::string& path,
                                                           std::size_t max_bytes);
// Puts a file in its place at once and whole, over one that is there; folders are made.
model::Result<void> place_target_file(PublishTarget& target, const std::string& path, const std::string& bytes);
// The same for metadata/timestamp.json, with a later time of modification than the one before: web servers make their
// entity tags of seconds and size.
model::Result<void> place_timestamp(PublishTarget& target, const std::string& bytes);
// A file that is not there is no error.
model::Result<void> remove_target_file(PublishTarget& target, const std::string& path);

// True where a web server may send the .gz twin of a file.
bool takes_gzip_twins(const PublishTarget& target);
// For messages.
std::string target_name(const PublishTarget& target);
// PUSH-015, for a file that must be there since what is published names it.
tl::unexpected<model::Error> missing_file(const PublishTarget& target, const std::string& path);

enum class LockRule {
  respect,
  // The person at the keyboard has made sure that nobody else is publishing.
  break_open,
};

// One publisher at a time. A folder is locked by flock, which ends with the process; WebDAV by making the folder
// "publish.lock", which stays when the process is killed; S3 knows no lock (held() is then always true).
class TargetLock {
 public:
  // `now` and host and process stand in the lock for others to read. E: PUSH-010 another one holds it.
  static model::Result<TargetLock> take(PublishTarget& target, LockRule rule, model::Instant now);
  TargetLock(TargetLock&& other) noexcept;
  TargetLock& operator=(TargetLock&&) = delete;
  ~TargetLock();

  // Whether it is still ours: someone may have broken it open. E: as reading.
  model::Result<bool> held() const;

 private:
  TargetLock(std::optional<publish::RepositoryLock> folder_lock, HttpTarget* host, std::string owner)
      : folder_lock_(std::move(folder_lock)), host_(host), owner_(std::move(owner)) {}

  std::optional<publish::RepositoryLock> folder_lock_;
  HttpTarget* host_;   // set where a folder on a host has to be removed at the end
  std::string owner_;
};

}  // namespace gongkai::admin
