#include "app/sync/advice.h"

#include <utility>

namespace gongkai::agent {
namespace {

// The first whose beginning fits.
constexpr std::pair<std::string_view, std::string_view> table[] = {
    {"HTTP-001", "检查网线、网络和防火墙；终端会自己重试"},
    {"HTTP-002", "稍候；一直如此请联系服务器管理员"},
    {"HTTP-003", "请服务器管理员启用 TLS 1.2 以上"},
    {"HTTP-004", "请服务器管理员检查所发的文件"},
    {"HTTP-005", "先在本网的认证页面登录，或改正设置里的 url"},
    {"HTTP-006", "稍候；一直如此请检查线路"},
    {"HTTP-008", "改正设置里的 url，或检查域名解析"},
    {"HTTP-009", "改正设置里的 proxy"},
    {"HTTP-010", "核对终端时钟；时钟无误则请服务器管理员更换证书"},
    {"HTTP-011", "校准终端时钟"},
    {"HTTP-012", "改正设置里的 url，或请服务器管理员更换证书"},
    {"HTTP-013", "在设置里用 ca_file 写明签发机构的证书"},
    {"SYNC-010", "先在本网的认证页面登录，或请网管放行本终端"},
    {"SYNC-011", "改正设置里的 url；url 无误则请发布单位重新发布"},
    {"SYNC-012", "请发布单位重新发布"},
    {"SYNC-014", "校准终端时钟，更换主板电池"},
    {"SYNC-015", "无须处理，终端会按服务器要求的时间重试"},
    {"SYNC-020", "检查磁盘空间和状态目录的权限"},
    {"REPORT-020", "检查到回传服务器的网络，核对设置里的 reports.url；终端会自己重试，记录不会丢"},
    {"REPORT-021", "核对凭据文件里的用户名和密码"},
    {"REPORT-022", "请服务器管理员允许这个用户写本终端的目录（目录名是设置里的 reports.kiosk）"},
    {"REPORT-023", "核对设置里的 reports.url，或请服务器管理员建好目录、打开 create_full_put_path"},
    {"REPORT-024", "请服务器管理员允许 PUT（nginx：dav_methods PUT）"},
    {"REPORT-025", "请服务器管理员把请求大小的上限调到 1 MiB（nginx：client_max_body_size 1m）"},
    {"REPORT-026", "请服务器管理员清理磁盘；终端会自己重试，记录不会丢"},
    {"REPORT-027", "无须处理，终端会自己重试"},
    {"REPORT-028", "先在本网的认证页面登录；核对设置里的 reports.url；仍然如此请服务器管理员查看日志（nginx 要有 create_full_put_path on）"},
    {"REPORT-030", "检查状态目录的权限和磁盘；换了密钥要请单位重新登记（gongkai-sync report-key）"},
    {"REPORT-031", "校准终端时钟；时钟无误则请发布单位续签（release --renew）"},
    {"REPORT-032", "让 gongkai 组能读这个目录（sudo chmod -R g+rX 目录），并检查磁盘是否损坏"},
    {"REPORT-033", "改正凭据文件"},
    {"STORE-002", "升级 gongkai-sync：内容库是更新版本的程序写的"},
    {"STORE-", "检查磁盘空间和内容库目录的权限"},
    {"TRUST-010", "签名不是本终端信任的密钥所作：不要忽略，请与发布单位核实"},
    {"TRUST-011", "缺少应有的人的签名：不要忽略，请与发布单位核实"},
    {"TRUST-021", "给出的比本终端已有的旧：请用最新的；一直如此请与发布单位核实"},
    {"TRUST-030", "签名已过期：请发布单位续签（release --renew），并核对终端时钟"},
    {"TRUST-", "签名、版本或校验不符：不要忽略，请与发布单位核实"},
    {"BUNDLE-001", "请拷贝 gongkai-admin bundle 生成的文件"},
    {"BUNDLE-003", "升级 gongkai-sync"},
    {"BUNDLE-006", "请发布单位制作完整的更新包（不加 --since）"},
    {"BUNDLE-010", "检查 U 盘是否插好、文件名是否正确"},
    {"BUNDLE-", "请重新拷贝；仍然如此请发布单位重新制作更新包"},
    {"PACK-", "内容包有误：请与发布单位核实"},
};

}  // namespace

std::string_view advice(std::string_view code) {
  for (const auto& [beginning, what] : table) {
    if (code.starts_with(beginning)) return what;
  }
  return "查看日志（journalctl -u gongkai-sync），并联系技术支持";
}

std::string_view bundle_advice(std::string_view code) {
  if (code != "TRUST-030") return advice(code);
  return "更新包过了有效期：请发布单位先运行 release --renew，再重新制作更新包，当天带到；并核对终端时钟";
}

}  // namespace gongkai::agent
