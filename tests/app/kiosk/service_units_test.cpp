// What keys reach before the program does is shut by the files of kiosk-config: the virtual terminals, SysRq, the power
// keys, the X server's own combinations. A machine is needed to see them dead; that they are asked for is held here.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace gongkai::kiosk {
namespace {

// The lines of a settings file without comments and blanks at their ends.
std::set<std::string> lines_of(const std::string& file) {
  const std::filesystem::path path = std::filesystem::path(GONGKAI_SOURCE_DIR) / "kiosk-config" / file;
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    line.erase(std::min(line.find('#'), line.size()));
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string::npos) continue;
    lines.insert(line.substr(first, line.find_last_not_of(" \t") - first + 1));
  }
  return lines;
}

void expect_lines(const std::string& file, std::initializer_list<const char*> wanted) {
  const std::set<std::string> lines = lines_of(file);
  for (const char* line : wanted) EXPECT_TRUE(lines.contains(line)) << file << " lacks " << line;
}

TEST(ServiceUnits, NoKeyReachesAVirtualTerminalOrTheKernel) {
  expect_lines("display/gongkai-display.service",
               {"StandardInput=tty", "TTYPath=/dev/tty7", "TTYReset=yes", "TTYVHangup=yes", "Restart=always",
                "StartLimitIntervalSec=0", "Conflicts=getty@tty7.service display-manager.service"});
  const auto lines = lines_of("display/gongkai-display.service");
  const auto start = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.starts_with("ExecStart="); });
  ASSERT_NE(start, lines.end());
  for (const char* option : {" vt7 ", " -novtswitch ", " -nolisten tcp ", " -noreset "}) {
    EXPECT_NE((*start + " ").find(option), std::string::npos) << *start;
  }
  expect_lines("display/gongkai.conf", {"Option \"DontVTSwitch\" \"true\"", "Option \"DontZap\" \"true\"",
                                        "MatchIsKeyboard \"true\"", "Option \"Ignore\" \"true\"", "Option \"DPMS\" \"false\""});
  expect_lines("systemd/gongkai-sysctl.conf", {"kernel.sysrq = 0"});
  expect_lines("systemd/gongkai-logind.conf", {"NAutoVTs=0", "ReserveVT=0", "HandlePowerKey=ignore", "HandleSuspendKey=ignore",
                                               "HandleHibernateKey=ignore", "HandleRebootKey=ignore", "HandleLidSwitch=ignore"});
}

TEST(ServiceUnits, TheScreenIsStartedForEverAndReachesNothing) {
  expect_lines("systemd/gongkai-kiosk.service",
               {"Type=notify", "WatchdogSec=10", "Restart=always", "RestartSec=1", "StartLimitIntervalSec=0", "TimeoutStopSec=3",
                "PrivateNetwork=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes",
                "DevicePolicy=closed", "SystemCallFilter=@system-service", "User=gongkai"});
  // Keyboards, mice and USB devices are the X server's; this process cannot open them at all.
  EXPECT_FALSE(lines_of("systemd/gongkai-kiosk.service").contains("DeviceAllow=char-input rw"));
}

// The agent reports what the screens wrote: its group may read, and nobody else.
TEST(ServiceUnits, TheAgentMayReadWhatTheScreenWrites) {
  expect_lines("systemd/gongkai-kiosk.service", {"Group=gongkai", "StateDirectory=gongkai-kiosk", "StateDirectoryMode=0750", "UMask=0027"});
  expect_lines("systemd/gongkai-sync.service", {"Group=gongkai"});
  EXPECT_FALSE(lines_of("systemd/gongkai-sync.service").contains("ReadWritePaths=/var/lib/gongkai-kiosk"));
}

}  // namespace
}  // namespace gongkai::kiosk
