#include "tests/fakes/sample_draft.h"

#include <fmt/format.h>

#include <cstdlib>

#include "content/publish/atomic_file.h"

namespace gongkai::fakes {
namespace {

namespace fs = std::filesystem;

constexpr const char* scope = R"("scope":{"halls":["*"],"screens":["*"]})";

void write(const fs::path& draft, const std::string& kind, const std::string& id, const std::string& json) {
  if (!publish::replace_file(draft / "zwzx" / kind / (id + ".json"), json)) std::abort();
}

std::string reference(const std::string& kind, const std::string& id, const std::string& title,
                      const std::string& fields) {
  return fmt::format(
      R"({{"schema":"zwgk/1","kind":"{}","id":"{}","rev":1,"state":"published","title":"{}",{},{}}})", kind, id, title,
      scope, fields);
}

}  // namespace

std::string notice_json(const std::string& id, std::int64_t rev, const std::string& title) {
  return fmt::format(
      R"({{"schema":"zwgk/1","kind":"notice","id":"{}","rev":{},"state":"published","title":"{}","organ":"org-zwzx",)"
      R"("catalog":["E-01"],"mode":"随时公开","access":"主动公开","audience":"全社会","level":"市级",)"
      R"("basis":[{{"name":"临澜市政务服务管理办法"}}],"formed_on":"2026-11-02",)"
      R"("publish_at":"2026-11-03T09:00:00+08:00","valid_from":"2026-11-03T09:00:00+08:00","valid_to":null,)"
      R"("channels":["touch"],{},"priority":3,)"
      R"("trail":{{"drafted_by":"zw-xxy","reviewed_by":"zw-ksfzr","secrecy_by":"zw-bmsc","signed_by":"zw-qfr",)"
      R"("at":"2026-11-02T17:00:00+08:00"}},)"
      R"("subtype":"通知","body":[{{"t":"p","x":"请各窗口按新的时间受理。"}}]}})",
      id, rev, title, scope);
}

void write_notice(const fs::path& draft, const std::string& id, std::int64_t rev, const std::string& title) {
  write(draft, "notice", id, notice_json(id, rev, title));
}

void write_sample_draft(const fs::path& draft, int notices) {
  write(draft, "organ", "org-zwzx",
        reference("organ", "org-zwzx", "临澜市政务服务中心",
                  R"("abbr":"政务中心","duties":["管理政务服务大厅"],"leaders":[{"name":"周澜生","post":"主任",)"
                  R"("division":"全面工作"}],"units":[{"name":"办公室","duties":"日常运转"}],)"
                  R"("address":"临澜市文澜路66号","hours":"工作日 9:00-17:00","phone":"0300-5550107",)"
                  R"("complaint":"chan-12345")"));
  write(draft, "channel", "chan-12345",
        reference("channel", "chan-12345", "12345热线", R"("phone":"12345","covers":"咨询、求助和投诉")"));
  write(draft, "node", "node-E",
        reference("node", "node-E", "工作动态", R"("code":"E","parent":null,"order":5,"icon":"bell","expected_min":0)"));
  write(draft, "node", "node-E-01",
        reference("node", "node-E-01", "通知公告",
                  R"("code":"E-01","parent":"E","order":1,"icon":"bell","expected_min":0)"));
  write(draft, "calendar", "cal-2026",
        reference("calendar", "cal-2026", "2026年工作日历",
                  R"("year":2026,"holidays":["2026-10-01"],"makeup_workdays":[])"));
  for (int i = 1; i <= notices; ++i) {
    write_notice(draft, fmt::format("notice-{:04}", i), 1, fmt::format("关于调整第{}号窗口受理时间的通知", i));
  }
}

}  // namespace gongkai::fakes
