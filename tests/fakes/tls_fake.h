// An https host on loopback with a certificate as bad as we want it, made at run time. It answers every request with
// 200 and a short text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace gongkai::fakes {

enum class Certificate { good, expired, not_yet_valid, other_host, unknown_authority };
enum class TlsVersions { current, obsolete };  // obsolete: TLS 1.1 at most

class TlsFake {
 public:
  // Listens at once on 127.0.0.1. Writes the authority the certificates are of (but unknown_authority) to `ca_file`.
  TlsFake(Certificate certificate, const std::filesystem::path& ca_file, TlsVersions versions = TlsVersions::current);
  ~TlsFake();
  TlsFake(const TlsFake&) = delete;
  TlsFake& operator=(const TlsFake&) = delete;

  std::string url() const;  // "https://127.0.0.1:40123/"

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongkai::fakes
