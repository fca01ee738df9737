#include "tests/fakes/xorg/input_test_device.h"

#include <X11/extensions/XI2.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <xorg/xf86-input-inputtest-protocol.h>

#include <cstring>
#include <stdexcept>
#include <string>

namespace gongkai::fakes {

namespace {

constexpr double axis_end = 65535;

xf86ITValuatorData valuators(render::Point at, render::Size screen) {
  xf86ITValuatorData data{};
  data.mask[0] = 3;
  // The middle of the pixel, so that rounding on the way cannot move it.
  data.valuators[0] = (at.x + 0.5) * axis_end / screen.width;
  data.valuators[1] = (at.y + 0.5) * axis_end / screen.height;
  return data;
}

}  // namespace

InputTestDevice::InputTestDevice(const std::filesystem::path& path) : socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  const timeval patience{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot reach " + path.string() + ": " + std::strerror(errno));
  }
  xf86ITEventClientVersion version{};
  version.header = {sizeof version, XF86IT_EVENT_CLIENT_VERSION};
  version.major = XF86IT_PROTOCOL_VERSION_MAJOR;
  version.minor = XF86IT_PROTOCOL_VERSION_MINOR;
  write_all(&version, sizeof version);
  xf86ITResponseServerVersion answer{};
  read_all(&answer, sizeof answer);
}

InputTestDevice::~InputTestDevice() { close(socket_); }

void InputTestDevice::write_all(const void* bytes, std::size_t size) {
  if (::send(socket_, bytes, size, MSG_NOSIGNAL) != static_cast<ssize_t>(size)) {
    throw std::runtime_error("the input driver takes no event");
  }
}

void InputTestDevice::read_all(void* bytes, std::size_t size) {
  if (recv(socket_, bytes, size, MSG_WAITALL) != static_cast<ssize_t>(size)) {
    throw std::runtime_error("the input driver does not answer");
  }
}

template <typename Event>
void InputTestDevice::send(Event& event, int type) {
  event.header.length = sizeof event;
  event.header.type = static_cast<xf86ITEventType>(type);
  write_all(&event, sizeof event);
  xf86ITEventWaitForSync wait{{sizeof wait, XF86IT_EVENT_WAIT_FOR_SYNC}};
  write_all(&wait, sizeof wait);
  xf86ITResponseSyncFinished done{};
  read_all(&done, sizeof done);
}

void InputTestDevice::touch(std::uint32_t finger, std::uint32_t phase, render::Point at, render::Size screen) {
  xf86ITEventTouch event{};
  event.touchid = finger;
  event.touch_type = XI_TouchBegin + phase;
  event.valuators = valuators(at, screen);
  send(event, XF86IT_EVENT_TOUCH);
}

void InputTestDevice::motion(render::Point at, render::Size screen) {
  xf86ITEventMotion event{};
  event.is_absolute = 1;
  event.valuators = valuators(at, screen);
  send(event, XF86IT_EVENT_MOTION);
}

void InputTestDevice::button(int number, bool pressed) {
  xf86ITEventButton event{};
  event.button = number;
  event.is_press = pressed ? 1 : 0;
  send(event, XF86IT_EVENT_BUTTON);
}

void InputTestDevice::key(int x_code, bool pressed) {
  xf86ITEventKey event{};
  event.key_code = x_code;
  event.is_press = pressed ? 1 : 0;
  send(event, XF86IT_EVENT_KEY);
}

}  // namespace gongkai::fakes
