// The agent against a host that is broken or means ill. Every case: memory and time stay within bounds, the content
// stays as it was to the last row, the log says it in exactly one line under a stable event id (app/sync/README.md),
// and once the host is well again the change arrives. Reliability section 4, rows 17 to 25.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ostream>

#include "app/sync/report_text.h"
#include "tests/content/sync/sync_terminal.h"
#include "tests/fakes/black_hole.h"
#include "tests/fakes/tls_fake.h"

namespace gongkai::agent {
namespace {

using fakes::Certificate;
using fakes::Spoil;

// The largest file that may come, a snapshot of 2 MiB, and what was on its way.
constexpr std::int64_t most_bytes_down = 3 * 1024 * 1024;
constexpr long most_memory_kib = 20 * 1024;
constexpr auto hanging = std::chrono::seconds(30);

sync::HttpLimits short_of_time() {
  sync::HttpLimits limits;
  limits.connect_seconds = 2;
  limits.stalled_seconds = 1;
  return limits;
}

std::string logged(const sync::CycleReport& report) {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* const out = ::open_memstream(&text, &size);
  const process::SystemClock clock;
  process::Log log(clock, process::LogLevel::info, out);
  log_report(log, report, {});
  std::fclose(out);
  std::string lines(text, size);
  std::free(text);
  return lines;
}

long peak_memory_kib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// A terminal that shows 甲 while 甲（改） waits on the host.
class EvilServer : public testing::Test {
 protected:
  void SetUp() override {
    terminal.publish_pack("zwzx", 1, 1, sync_test::notice_line(1, "notice-1", 1, "甲"));
    ASSERT_EQ(terminal.sync().outcome, sync::CycleOutcome::applied);
    terminal.publish_pack("zwzx", 2, 2, sync_test::notice_line(2, "notice-1", 2, "甲（改）"));
    shown = content();
  }

  // Number and every row of the generation that is shown.
  std::string content() const {
    const auto generation = store::open_current(terminal.settings.store);
    if (!generation) return generation.error().code;
    std::string text = std::to_string(generation->info().number);
    for (const auto& row : generation->list({}, terminal.now)) text += " " + row.id + " " + row.title;
    return text;
  }

  sync::CycleReport expect_contained(sync::CurlHttpClient& http, const std::string& event) {
    const long memory_before = peak_memory_kib();
    const auto started = std::chrono::steady_clock::now();
    auto report = sync::run_cycle(http, terminal.settings, sync::CycleKind::full, sync::CycleMode::apply, terminal.now);
    EXPECT_LT(std::chrono::steady_clock::now() - started, hanging);
    EXPECT_LT(peak_memory_kib() - memory_before, most_memory_kib);
    EXPECT_LT(http.totals().bytes_down, most_bytes_down);
    EXPECT_EQ(content(), shown);
    EXPECT_FALSE(report.complete);
    const std::string lines = logged(report);
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1) << lines;
    EXPECT_TRUE(lines.starts_with(event + " ")) << lines;
    return report;
  }

  void expect_recovery() {
    terminal.server.clear_faults();
    EXPECT_EQ(terminal.sync().outcome, sync::CycleOutcome::applied);
    EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
  }

  sync_test::Terminal terminal;
  std::string shown;
};

struct Case {
  const char* name;
  fakes::Fault fault;
  const char* event;
};

class EvilAnswer : public EvilServer, public testing::WithParamInterface<Case> {};

TEST_P(EvilAnswer, IsContained) {
  terminal.server.add_fault(GetParam().fault);
  sync::CurlHttpClient http(short_of_time());
  expect_contained(http, GetParam().event);
  expect_recovery();
}

INSTANTIATE_TEST_SUITE_P(
    , EvilAnswer,
    testing::Values(
        Case{"SlowLorisInTheHeaders", {Spoil::drip_headers, "snapshot"}, "HTTP-002"},
        Case{"SlowLorisInTheBody", {Spoil::drip, "snapshot"}, "HTTP-002"},
        Case{"Stall", {Spoil::stall, ".pack"}, "HTTP-002"}, Case{"Silence", {Spoil::silence, "snapshot"}, "HTTP-002"},
        Case{"CutOff", {Spoil::cut_off, ".pack"}, "HTTP-006"}, Case{"Reset", {Spoil::reset, ".pack"}, "HTTP-006"},
        Case{"TooLong", {Spoil::too_long, ".pack"}, "HTTP-004"},
        Case{"TooShort", {Spoil::too_short, ".pack"}, "TRUST-040"},
        Case{"OtherBytes", {Spoil::other_bytes, ".pack"}, "TRUST-041"},
        Case{"OtherBytesOfMetadata", {Spoil::other_bytes, "snapshot"}, "TRUST-001"},
        Case{"EndlessChunks", {Spoil::endless_chunks, "snapshot"}, "HTTP-004"},
        Case{"GzipBomb", {Spoil::gzip_bomb, ".pack"}, "HTTP-004"},
        Case{"GzipBombForTheTimestamp", {Spoil::gzip_bomb, "timestamp"}, "SYNC-010"},
        Case{"HeaderFlood", {Spoil::header_flood, "snapshot"}, "HTTP-004"},
        Case{"RedirectLoop", {Spoil::redirect_loop, "snapshot"}, "HTTP-005"},
        Case{"RedirectToAnotherHost", {Spoil::redirect_elsewhere, ".pack"}, "HTTP-005"},
        Case{"RedirectToAFile", {Spoil::redirect_file, "snapshot"}, "HTTP-005"},
        Case{"PortalPage", {Spoil::portal, ""}, "SYNC-010"},
        Case{"PortalRedirect", {Spoil::redirect_elsewhere, ""}, "HTTP-005"},
        Case{"NotFound", {Spoil::status, ".pack", 404}, "SYNC-011"},
        Case{"Gone", {Spoil::status, "snapshot", 410}, "SYNC-011"},
        Case{"ServerError", {Spoil::status, "timestamp", 500}, "SYNC-011"}),
    [](const auto& test) { return test.param.name; });

void PrintTo(const Case& evil, std::ostream* out) { *out << evil.name; }

struct Busy {
  int status;
  const char* path_part;
};
void PrintTo(const Busy& busy, std::ostream* out) { *out << busy.status << ' ' << busy.path_part; }
class BusyServer : public EvilServer, public testing::WithParamInterface<Busy> {};

// Asking a busy host for the next file would make it worse: the cycle ends, and the host's word is handed on.
TEST_P(BusyServer, IsLeftInPeace) {
  terminal.publish_pack("zrzy", 1, 1, sync_test::notice_line(1, "notice-9", 1, "丙"));
  terminal.server.add_fault({Spoil::status, GetParam().path_part, GetParam().status, -1, 7});
  terminal.server.forget();
  sync::CurlHttpClient http(short_of_time());
  EXPECT_EQ(expect_contained(http, "SYNC-015").retry_after_seconds, 7);
  const auto paths = terminal.server.paths();
  EXPECT_EQ(std::count_if(paths.begin(), paths.end(),
                          [](const std::string& path) { return path.find(GetParam().path_part) != path.npos; }),
            1);
  expect_recovery();
}

INSTANTIATE_TEST_SUITE_P(, BusyServer,
                         testing::Values(Busy{429, ".pack"}, Busy{503, ".pack"}, Busy{429, "timestamp"},
                                         Busy{503, "snapshot"}),
                         [](const auto& test) { return "Number" + std::to_string(test.index); });

struct BadCertificate {
  const char* name;
  Certificate certificate;
  const char* event;
  const char* words;
};
void PrintTo(const BadCertificate& bad, std::ostream* out) { *out << bad.name; }
class EvilCertificate : public EvilServer, public testing::WithParamInterface<BadCertificate> {};

TEST_P(EvilCertificate, IsRefusedAndNamed) {
  const fakes::TlsFake host(GetParam().certificate, terminal.folder / "ca.pem");
  terminal.settings.url = host.url();
  sync::CurlHttpClient http(short_of_time(), {}, {.ca_file = terminal.folder / "ca.pem", .proxy = {}, .addresses = {}});
  const auto report = expect_contained(http, GetParam().event);
  EXPECT_NE(report.error->message.find(GetParam().words), std::string::npos) << report.error->message;
}

INSTANTIATE_TEST_SUITE_P(
    , EvilCertificate,
    testing::Values(BadCertificate{"Expired", Certificate::expired, "HTTP-010", "证书已过期"},
                    BadCertificate{"NotYetValid", Certificate::not_yet_valid, "HTTP-011", "证书尚未生效"},
                    BadCertificate{"OtherHost", Certificate::other_host, "HTTP-012", "不是发给这个网址的"},
                    BadCertificate{"UnknownAuthority", Certificate::unknown_authority, "HTTP-013", "ca_file"}),
    [](const auto& test) { return test.param.name; });

TEST_F(EvilServer, AGoodCertificateIsTaken) {
  const fakes::TlsFake host(Certificate::good, terminal.folder / "ca.pem");
  sync::CurlHttpClient http(short_of_time(), {}, {.ca_file = terminal.folder / "ca.pem", .proxy = {}, .addresses = {}});
  const auto response = http.get({host.url(), 1000});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "hello");
  ASSERT_TRUE(http.certificate_expires()) << "for whoever watches that it is renewed in time";
  EXPECT_GT(*http.certificate_expires(), process::SystemClock().now());
}

TEST_F(EvilServer, ObsoleteTlsIsRefused) {
  const fakes::TlsFake host(Certificate::good, terminal.folder / "ca.pem", fakes::TlsVersions::obsolete);
  terminal.settings.url = host.url();
  sync::CurlHttpClient http(short_of_time(), {}, {.ca_file = terminal.folder / "ca.pem", .proxy = {}, .addresses = {}});
  expect_contained(http, "HTTP-003");
}

TEST_F(EvilServer, OneETagForOtherBytesHidesAChangeOnlyFromPolls) {
  terminal.server.add_fault({Spoil::same_etag, "timestamp"});
  ASSERT_EQ(terminal.sync().outcome, sync::CycleOutcome::applied);
  terminal.publish_pack("zwzx", 3, 3, sync_test::notice_line(3, "notice-1", 3, "甲（再改）"));
  EXPECT_EQ(terminal.sync(sync::CycleKind::poll).outcome, sync::CycleOutcome::not_modified);
  EXPECT_EQ(terminal.sync(sync::CycleKind::full).outcome, sync::CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（再改）");
}

class EvilRoute : public EvilServer {
 protected:
  int port() const { return std::atoi(terminal.server.url().substr(std::string("http://127.0.0.1:").size()).c_str()); }
  std::string named_host() const { return "http://board.example:" + std::to_string(port()) + "/"; }
  sync::HttpRoute addresses(const std::string& list) const {
    return {{}, {}, {"board.example:" + std::to_string(port()) + ":" + list}};
  }
  sync::HttpRoute proxy(const std::string& address) const { return {{}, address, {}}; }
};

TEST_F(EvilRoute, AnIpv6BlackHoleIsGoneRound) {
  const fakes::BlackHole hole(port());
  sync::CurlHttpClient http(short_of_time(), {}, addresses("[::1],127.0.0.1"));
  terminal.settings.url = named_host();
  const auto report =
      sync::run_cycle(http, terminal.settings, sync::CycleKind::full, sync::CycleMode::apply, terminal.now);
  EXPECT_EQ(report.outcome, sync::CycleOutcome::applied);
  EXPECT_EQ(terminal.shown_title("notice-1"), "甲（改）");
}

TEST_F(EvilRoute, ABlackHoleAloneIsGivenUp) {
  const fakes::BlackHole hole(port());
  sync::CurlHttpClient http(short_of_time(), {}, addresses("[::1]"));
  terminal.settings.url = named_host();
  expect_contained(http, "HTTP-002");
}

TEST_F(EvilRoute, ANameThatIsNone) {
  sync::CurlHttpClient http(short_of_time());
  terminal.settings.url = "http://a..b/";
  expect_contained(http, "HTTP-008");
}

TEST_F(EvilRoute, AProxyThatIsNone) {
  fakes::HttpFake gone(terminal.folder / "repository");
  const std::string address = gone.url();
  gone.go_down();
  sync::CurlHttpClient http(short_of_time(), {}, proxy(address));
  expect_contained(http, "HTTP-009");
  expect_recovery();
}

TEST_F(EvilRoute, AProxyThatWantsAPassword) {
  fakes::HttpFake guarded(terminal.folder / "repository");
  guarded.add_fault({Spoil::status, "", 407});
  sync::CurlHttpClient http(short_of_time(), {}, proxy(guarded.url()));
  expect_contained(http, "HTTP-009");
}

TEST_F(EvilRoute, AProxyThatRefusesTheTunnel) {
  fakes::HttpFake refusing(terminal.folder / "repository");
  refusing.add_fault({Spoil::status, "", 403});
  sync::CurlHttpClient http(short_of_time(), {}, proxy(refusing.url()));
  terminal.settings.url = "https://board.example/";
  expect_contained(http, "HTTP-009");
}

TEST_F(EvilRoute, AProxyThatDropsTheTunnel) {
  fakes::HttpFake dropping(terminal.folder / "repository");
  dropping.add_fault({Spoil::drop, ""});
  sync::CurlHttpClient http(short_of_time(), {}, proxy(dropping.url()));
  terminal.settings.url = "https://board.example/";
  expect_contained(http, "HTTP-009");
}

}  // namespace
}  // namespace gongkai::agent
