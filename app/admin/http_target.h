// The requests of a publisher to a WebDAV host or an S3-compatible store, and what their answers mean in words.
#pragma once

#include <optional>
#include <string>

#include "app/admin/publish_target.h"

namespace gongkai::admin {

// E of all: PUSH-020 not allowed (401, 403), PUSH-021 no such place (404), PUSH-022 the host does not take this method
// or lacks a folder (405, 409, 501), PUSH-023 full (507, 413), PUSH-024 busy (423, 429, 503), PUSH-025 any other
// status; HTTP-0NN.
model::Result<std::optional<std::string>> http_read(HttpTarget& target, const std::string& path,
                                                    std::size_t max_bytes);
model::Result<void> http_place(HttpTarget& target, const std::string& path, const std::string& bytes);
model::Result<void> http_place_timestamp(HttpTarget& target, const std::string& bytes);
model::Result<void> http_remove(HttpTarget& target, const std::string& path);

// The lock of a WebDAV host. E: PUSH-010 with its owner, and how to break it.
model::Result<void> make_lock_folder(HttpTarget& target, const std::string& owner);
void remove_lock_folder(HttpTarget& target);
// What its owner wrote; "" where there is no lock or it says nothing.
model::Result<std::string> lock_owner(HttpTarget& target);

// The path percent-encoded for a URL, '/' kept.
std::string url_path(const std::string& path);

}  // namespace gongkai::admin
