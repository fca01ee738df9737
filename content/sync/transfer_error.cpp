#include "content/sync/transfer_error.h"

namespace gongkai::sync {
namespace {

// X509_V_ERR_* of OpenSSL, which CURLINFO_SSL_VERIFYRESULT hands through; its headers stay in content/trust.
// libcurl leaves it at 1 where the chain was in order and only the name was wrong.
enum class VerifyResult : long { other_name = 1, not_yet_valid = 9, expired = 10 };

model::Error certificate_error(const FailedTransfer& failed, const std::string& reason) {
  long result = 0;
  curl_easy_getinfo(failed.handle, CURLINFO_SSL_VERIFYRESULT, &result);
  const std::string where = "：" + failed.url + "（" + reason + "）";
  switch (static_cast<VerifyResult>(result)) {
    case VerifyResult::expired:
      return {"HTTP-010", "服务器证书已过期。先核对本机时间，时间无误则请服务器管理员换证书" + where};
    case VerifyResult::not_yet_valid:
      return {"HTTP-011", "服务器证书尚未生效，多半是本机时钟慢了，请校准时间" + where};
    case VerifyResult::other_name:
      return {"HTTP-012", "服务器证书不是发给这个网址的，请核对 url，或请服务器管理员换证书" + where};
  }
  return {"HTTP-013", "服务器证书不是本机信任的机构签发的。用自建证书时请设置 ca_file" + where};
}

// The proxy answered the request for a tunnel with something else than 200, or with nothing.
bool is_tunnel_failure(const FailedTransfer& failed) {
  long connect_status = 0;
  curl_off_t tls_done = 0;
  curl_easy_getinfo(failed.handle, CURLINFO_HTTP_CONNECTCODE, &connect_status);
  curl_easy_getinfo(failed.handle, CURLINFO_APPCONNECT_TIME_T, &tls_done);
  if (connect_status >= 300) return true;
  return failed.through_proxy && connect_status == 0 && tls_done == 0 && failed.url.starts_with("https:");
}

}  // namespace

model::Error transfer_error(const FailedTransfer& failed) {
  const std::string reason = failed.details.empty() ? curl_easy_strerror(failed.code) : failed.details;
  const std::string where = "：" + failed.url + "（" + reason + "）";
  const model::Error proxy{"HTTP-009", "代理服务器不能用，请核对 proxy 设置" + where};
  switch (failed.code) {
    case CURLE_ABORTED_BY_CALLBACK: return {"HTTP-007", "已停止：" + failed.url};
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return proxy;
    case CURLE_COULDNT_RESOLVE_HOST: return {"HTTP-008", "查不到服务器的地址，请核对 url 和域名解析（DNS）" + where};
    case CURLE_COULDNT_CONNECT:
      return failed.through_proxy ? proxy : model::Error{"HTTP-001", "连接不上服务器，请检查网络" + where};
    case CURLE_PEER_FAILED_VERIFICATION: return certificate_error(failed, reason);
    case CURLE_SSL_CACERT_BADFILE: return {"HTTP-013", "读不了证书文件，请核对 ca_file" + where};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER: return {"HTTP-003", "与服务器谈不成加密连接，服务器应支持 TLS 1.2 以上" + where};
    default: break;
  }
  if (is_tunnel_failure(failed)) return proxy;
  if (failed.code == CURLE_OPERATION_TIMEDOUT) return {"HTTP-002", "服务器太慢或没有回应，稍后再试" + where};
  return {"HTTP-006", "传输中断或对方不是网站服务器，稍后再试" + where};
}

}  // namespace gongkai::sync
