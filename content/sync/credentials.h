// A file with the user and password, or the access key, for a web host: lines "user=…", "password=…", "region=…"; only its
// owner may read it.
#pragma once

#include <filesystem>
#include <string>

#include "content/model/result.h"

namespace gongkai::sync {

struct Credentials {
  std::string user, password;
  std::string region;  // of S3; empty: not said
};

// E: HTTP-020, naming what is wrong with the file.
model::Result<Credentials> read_credentials(const std::filesystem::path& file);

}  // namespace gongkai::sync
