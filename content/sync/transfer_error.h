// What libcurl reports, in words for people: what is wrong and what to do. Codes as in http_client.h.
#pragma once

#include <curl/curl.h>

#include <string>

#include "content/model/result.h"

namespace gongkai::sync {

struct FailedTransfer {
  CURLcode code = CURLE_OK;
  CURL* handle = nullptr;  // that has just failed
  std::string url;
  std::string details;     // CURLOPT_ERRORBUFFER
  bool through_proxy = false;
};

model::Error transfer_error(const FailedTransfer& failed);

}  // namespace gongkai::sync
