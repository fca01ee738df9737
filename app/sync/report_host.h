// The host that takes this terminal's reports, over WebDAV (PUT) or the REST interface of S3.
#pragma once

#include <functional>
#include <string>

#include "app/sync/agent_settings.h"
#include "content/sync/http_writer.h"

namespace gongkai::agent {

class ReportHost {
 public:
  // `stop_requested`: as HttpWriter has it. E: REPORT-033 the credentials.
  static model::Result<ReportHost> open(const AgentSettings& settings, std::function<bool()> stop_requested);

  // Puts a file behind the base, over one that is there. A request that is not done after six seconds, and one more
  // for each 8 KiB, is given up. E: REPORT-020 not reached; REPORT-021 401, -022 403, -023 404 or 409, -024 405 or 501, -025 413,
  // -026 507, -027 429 or 503, -028 any other answer, a portal's page among them; HTTP-007 stopped by us.
  model::Result<void> put(const std::string& path, std::string bytes);

 private:
  enum class Kind { webdav, s3 };
  ReportHost(Kind kind, std::string base, sync::HttpWriter writer)
      : kind_(kind), base_(std::move(base)), writer_(std::move(writer)) {}

  Kind kind_;
  std::string base_;  // without a slash at the end
  sync::HttpWriter writer_;
};

}  // namespace gongkai::agent
