// A bundle behind the seam of the network, so that what comes on a stick goes the same way and meets the same checks.
#pragma once

#include "content/sync/bundle.h"
#include "content/sync/http_client.h"

namespace gongkai::sync {

// The address under which a bundle answers; CycleSettings::url for it.
inline constexpr const char* bundle_url = "bundle:/";

class BundleHttpClient final : public HttpClient {
 public:
  explicit BundleHttpClient(const Bundle& bundle) : bundle_(bundle) {}

  // E: HTTP-004 larger than allowed, BUNDLE-010; BUNDLE-005 the file is not in the bundle. Only the next root may be
  // missing (404): each chain of roots ends there.
  model::Result<HttpResponse> get(const HttpRequest& request) override;
  HttpTotals totals() const override { return totals_; }
  bool has(std::string_view url) const;

 private:
  const Bundle& bundle_;
  HttpTotals totals_;
};

}  // namespace gongkai::sync
