// The key this terminal signs its reports with. It is made here and never leaves; the office gets the public part.
#pragma once

#include <filesystem>
#include <string>

#include "content/model/result.h"
#include "content/publish/signing_key.h"

namespace gongkai::agent {

// <state>/reports: key, outbox. Nobody else may look in: citizens' words are in the outbox.
std::filesystem::path report_folder(const std::filesystem::path& state);

// Loads <state>/reports/report-key.pem, or makes it, with the public part beside it (report-key.pub.pem). Whatever root makes
// belongs to the owner of the state directory. E: REPORT-030.
model::Result<publish::SigningKey> own_report_key(const std::filesystem::path& state);

// The public part as PEM. E: REPORT-030.
model::Result<std::string> public_report_key(const std::filesystem::path& state);

}  // namespace gongkai::agent
