// The readiness and watchdog protocol of systemd (man sd_notify): one datagram to the socket that NOTIFY_SOCKET names.
#pragma once

#include <string_view>

namespace gongkai::process {

// "READY=1", "WATCHDOG=1", "STATUS=…", "STOPPING=1". False when there is no socket (not under systemd) or it does not
// take the datagram; never blocks.
bool notify_service(std::string_view state);

}  // namespace gongkai::process
