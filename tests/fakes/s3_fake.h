// A very small S3-compatible store on loopback: GET, PUT and DELETE of objects. It computes AWS Signature Version 4 for
// itself, from the published description, and refuses what is not signed so. Reading needs no signature, as in a bucket
// that terminals fetch from.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace gongkai::fakes {

struct S3Keys {
  std::string access = "AKIDEXAMPLE";
  std::string secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  std::string region = "cn-north-1";
};

class S3Fake {
 public:
  explicit S3Fake(S3Keys keys = {});
  ~S3Fake();
  S3Fake(const S3Fake&) = delete;
  S3Fake& operator=(const S3Fake&) = delete;

  std::string url() const;  // "http://127.0.0.1:40123"
  std::map<std::string, std::string> objects() const;  // "/bucket/metadata/1.root.json" -> bytes
  void put(const std::string& path, const std::string& bytes);
  int refused() const;  // how many requests had a wrong signature
  int signed_requests() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The signature of a request (hex), by the steps of "Signature Calculations for the Authorization Header". `headers` are
// the signed ones, lower-case, with their values; `date` is that of x-amz-date.
struct S3Request {
  std::string method, path, query;
  std::map<std::string, std::string> headers;
  std::string body;
};
std::string s3_signature(const S3Keys& keys, const S3Request& request, const std::string& date);

}  // namespace gongkai::fakes
