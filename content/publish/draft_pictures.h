// Pictures of a draft: <draft>/blobs/<sha256>, with or without an ending (.png, .jpg). In the repository they are
// targets/blobs/<first two>/<sha256>; nobody signs them, their hash stands in a signed pack.
#pragma once

#include <filesystem>
#include <string>

#include "content/model/result.h"

namespace gongkai::publish {

inline constexpr const char* draft_pictures_folder = "blobs";

std::filesystem::path blob_file(const std::filesystem::path& repository, const std::string& sha256);

// E: PUBLISH-059 it is not there, or has other bytes.
model::Result<std::string> read_blob(const std::filesystem::path& repository, const std::string& sha256);

// E: PUBLISH-024 there is none of this name, or its bytes have another hash; the message says how to name it.
model::Result<std::string> read_draft_picture(const std::filesystem::path& draft, const std::string& sha256);

}  // namespace gongkai::publish
