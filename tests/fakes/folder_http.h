// A web server without a network: the files of a folder, behind the seam of the client workflow.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "content/sync/http_client.h"

namespace gongkai::fakes {

class FolderHttp : public sync::HttpClient {
 public:
  explicit FolderHttp(std::filesystem::path root) : root_(std::move(root)) {}

  static std::string url() { return "http://folder/"; }

  model::Result<sync::HttpResponse> get(const sync::HttpRequest& request) override {
    ++totals_.requests;
    std::ifstream stream(root_ / request.url.substr(url().size()), std::ios::binary);
    sync::HttpResponse response;
    response.status = stream ? 200 : 404;
    if (stream) response.body.assign(std::istreambuf_iterator<char>(stream), {});
    if (response.body.size() > request.max_bytes) return model::failure("HTTP-004", request.url);
    return response;
  }
  sync::HttpTotals totals() const override { return totals_; }

 private:
  std::filesystem::path root_;
  sync::HttpTotals totals_;
};

}  // namespace gongkai::fakes
