#include "tests/fakes/xorg/x_screen.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/Xrandr.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "tests/fakes/xorg/input_test_device.h"

namespace gongkai::fakes {

namespace {

constexpr int evdev_to_x = 8;  // X's key codes begin eight above the kernel's
constexpr int patience_ms = 30'000;

std::string modeline(render::Size size) {
  // Any timing serves a video output made of memory.
  std::ostringstream line;
  line << "  Modeline \"" << size.width << 'x' << size.height << "\" 150";
  for (const int length : {size.width, size.height}) {
    line << ' ' << length << ' ' << length + 20 << ' ' << length + 40 << ' ' << length + 60;
  }
  line << '\n';
  return line.str();
}

std::string end_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  return text.substr(text.size() - std::min<std::size_t>(text.size(), 2000));
}

// The server may refuse what a test asks of a window that has just gone; that is not the end of the test program.
int forgive(::Display*, XErrorEvent*) { return 0; }

}  // namespace

// Ended when it goes out of scope, also when the rest of the screen cannot be made.
class XScreen::Server {
 public:
  explicit Server(pid_t process) : process_(process) {}
  ~Server() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

 private:
  pid_t process_;
};

struct XScreen::Connection {
  explicit Connection(const std::string& display) : handle(XOpenDisplay(display.c_str())) {
    if (handle == nullptr) throw std::runtime_error("cannot connect to " + display + ": " + std::strerror(errno));
    XSetErrorHandler(forgive);
  }
  ~Connection() { XCloseDisplay(handle); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ::Window root() const { return DefaultRootWindow(handle); }
  Atom atom(const char* name) const { return XInternAtom(handle, name, False); }

  void send(::Window window, const char* type, const std::array<long, 5>& data) const {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = atom(type);
    event.xclient.format = 32;
    std::ranges::copy(data, event.xclient.data.l);
    XSendEvent(handle, window, False, NoEventMask, &event);
    XSync(handle, False);
  }

  ::Display* handle;
};

XScreen::XScreen(render::Size size) : size_(size) {
  write_configuration(size);
  start();
  connection_ = std::make_unique<Connection>(display_);
  touch_ = std::make_unique<InputTestDevice>(folder_ / "touch");
  mouse_ = std::make_unique<InputTestDevice>(folder_ / "mouse");
  keyboard_ = std::make_unique<InputTestDevice>(folder_ / "keyboard");
}

XScreen::~XScreen() = default;

void XScreen::write_configuration(render::Size size) const {
  const render::Size lying{size.height, size.width};
  std::ofstream out(folder_ / "xorg.conf");
  out << "Section \"ServerFlags\"\n  Option \"AutoAddDevices\" \"false\"\n  Option \"AutoAddGPU\" \"false\"\nEndSection\n"
      << "Section \"Device\"\n  Identifier \"card\"\n  Driver \"dummy\"\n  VideoRam 65536\nEndSection\n"
      << "Section \"Monitor\"\n  Identifier \"panel\"\n  HorizSync 1-1000\n  VertRefresh 1-1000\n"
      << modeline(size) << modeline(lying) << "EndSection\n"
      << "Section \"Screen\"\n  Identifier \"screen\"\n  Device \"card\"\n  Monitor \"panel\"\n  DefaultDepth 24\n"
      << "  SubSection \"Display\"\n    Depth 24\n    Modes \"" << size.width << 'x' << size.height << "\" \""
      << lying.width << 'x' << lying.height << "\"\n  EndSubSection\nEndSection\n";
  const auto device = [&](const char* name, const char* type) {
    out << "Section \"InputDevice\"\n  Identifier \"" << name << "\"\n  Driver \"inputtest\"\n  Option \"DeviceType\" \""
        << type << "\"\n  Option \"TouchCount\" \"10\"\n  Option \"SocketPath\" \"" << (folder_ / name).string()
        << "\"\nEndSection\n";
  };
  device("touch", "Touch");
  device("mouse", "PointerAbsolute");
  device("keyboard", "Keyboard");
  out << "Section \"ServerLayout\"\n  Identifier \"layout\"\n  Screen \"screen\"\n  InputDevice \"mouse\" \"CorePointer\"\n"
      << "  InputDevice \"keyboard\" \"CoreKeyboard\"\n  InputDevice \"touch\"\nEndSection\n";
}

void XScreen::start() {
  int number[2];
  if (pipe(number) != 0) throw std::runtime_error("no pipe");
  const std::string configuration = (folder_ / "xorg.conf").string(), log = (folder_ / "log").string();
  const pid_t process = fork();
  if (process < 0) throw std::runtime_error("cannot fork");
  if (process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nowhere = open((folder_ / "output").c_str(), O_WRONLY | O_CREAT, 0600);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    dup2(number[1], 3);
    // A seat of its own: the server leaves virtual terminals alone and needs no rights for them.
    execl("/usr/lib/xorg/Xorg", "Xorg", "-displayfd", "3", "-seat", "seat-test", "-config", configuration.c_str(),
          "-logfile", log.c_str(), "-nolisten", "tcp", "-noreset", nullptr);
    _exit(127);
  }
  server_ = std::make_unique<Server>(process);
  close(number[1]);
  // A line: the server takes it ill when nobody reads it to its end.
  std::string line;
  pollfd answer{number[0], POLLIN, 0};
  for (char byte = 0; byte != '\n'; line += byte) {
    if (poll(&answer, 1, patience_ms) != 1 || read(number[0], &byte, 1) != 1) {
      close(number[0]);
      throw std::runtime_error("Xorg does not start:\n" + end_of(folder_ / "output") + end_of(folder_ / "log"));
    }
  }
  close(number[0]);
  display_ = ":" + line.substr(0, line.size() - 1);
}

void XScreen::finger(std::uint32_t number, Finger what, render::Point at) {
  touch_->touch(number, what == Finger::down ? 0 : what == Finger::move ? 1 : 2, at, size_);
}

void XScreen::tap(render::Point at) {
  finger(0, Finger::down, at);
  finger(0, Finger::up, at);
}

void XScreen::mouse_to(render::Point at) { mouse_->motion(at, size_); }
void XScreen::mouse_button(int number, bool pressed) { mouse_->button(number, pressed); }
void XScreen::key(int evdev_code, bool pressed) { keyboard_->key(evdev_code + evdev_to_x, pressed); }

void XScreen::chord(const std::vector<int>& evdev_codes) {
  for (const int code : evdev_codes) key(code, true);
  for (auto code = evdev_codes.rbegin(); code != evdev_codes.rend(); ++code) key(*code, false);
}

ScreenPicture XScreen::picture() const {
  XWindowAttributes whole;
  XGetWindowAttributes(connection_->handle, connection_->root(), &whole);
  const std::unique_ptr<XImage, void (*)(XImage*)> image(
      XGetImage(connection_->handle, connection_->root(), 0, 0, static_cast<unsigned>(whole.width),
                static_cast<unsigned>(whole.height), AllPlanes, ZPixmap),
      [](XImage* dead) { XDestroyImage(dead); });
  if (!image) throw std::runtime_error("the server gives no picture");
  ScreenPicture picture{{whole.width, whole.height}, {}};
  picture.pixels.reserve(static_cast<std::size_t>(whole.width) * static_cast<std::size_t>(whole.height));
  for (int y = 0; y < whole.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(image->data + static_cast<std::ptrdiff_t>(y) * image->bytes_per_line);
    for (int x = 0; x < whole.width; ++x) picture.pixels.push_back(row[x] & 0xffffffU);
  }
  return picture;
}

std::vector<unsigned long> XScreen::visible_windows() const {
  ::Window root, parent, *children = nullptr;
  unsigned count = 0;
  XQueryTree(connection_->handle, connection_->root(), &root, &parent, &children, &count);
  std::vector<unsigned long> seen;
  for (unsigned i = 0; i < count; ++i) {
    XWindowAttributes attributes;
    if (XGetWindowAttributes(connection_->handle, children[i], &attributes) != 0 && attributes.map_state == IsViewable &&
        attributes.c_class == InputOutput) {
      seen.push_back(children[i]);
    }
  }
  if (children != nullptr) XFree(children);
  return seen;
}

render::Rect XScreen::window_rect(unsigned long window) const {
  XWindowAttributes attributes;
  if (XGetWindowAttributes(connection_->handle, window, &attributes) == 0) return {};
  return {attributes.x, attributes.y, attributes.width, attributes.height};
}

void XScreen::ask_to_close(unsigned long window) {
  connection_->send(window, "WM_PROTOCOLS", {static_cast<long>(connection_->atom("WM_DELETE_WINDOW")), CurrentTime});
}

void XScreen::drop_file(unsigned long window, const std::string& uri) {
  ::Display* const handle = connection_->handle;
  const ::Window source = XCreateSimpleWindow(handle, connection_->root(), 0, 0, 1, 1, 0, 0, 0);
  XSetSelectionOwner(handle, connection_->atom("XdndSelection"), source, CurrentTime);
  const long us = static_cast<long>(source), copy = static_cast<long>(connection_->atom("XdndActionCopy"));
  connection_->send(window, "XdndEnter", {us, 5L << 24, static_cast<long>(connection_->atom("text/uri-list")), 0, 0});
  connection_->send(window, "XdndPosition", {us, 0, 100L << 16 | 100, CurrentTime, copy});
  connection_->send(window, "XdndDrop", {us, 0, CurrentTime, 0, 0});
  // A program that takes drops asks for the name now; ours must not, but it is given all the same.
  XChangeProperty(handle, window, connection_->atom("PRIMARY"), XA_STRING, 8, PropModeReplace,
                  reinterpret_cast<const unsigned char*>(uri.data()), static_cast<int>(uri.size()));
  XEvent event{};
  event.xselection = {SelectionNotify, 0, True, handle, window, connection_->atom("XdndSelection"),
                      connection_->atom("text/uri-list"), connection_->atom("PRIMARY"), CurrentTime};
  XSendEvent(handle, window, False, NoEventMask, &event);
  XDestroyWindow(handle, source);
  XSync(handle, False);
}

void XScreen::take_focus() {
  XSetInputFocus(connection_->handle, None, RevertToNone, CurrentTime);
  XSync(connection_->handle, False);
}

void XScreen::offer_clipboard(const std::string& text) {
  // Cut buffers are what the server itself keeps; a program that pastes falls back to them.
  XStoreBytes(connection_->handle, text.data(), static_cast<int>(text.size()));
  XSync(connection_->handle, False);
}

void XScreen::set_mode(render::Size size) {
  ::Display* const handle = connection_->handle;
  const std::unique_ptr<XRRScreenResources, void (*)(XRRScreenResources*)> resources(
      XRRGetScreenResources(handle, connection_->root()), XRRFreeScreenResources);
  const auto end = resources->modes + resources->nmode;
  const auto mode = std::find_if(resources->modes, end, [&](const XRRModeInfo& info) {
    return static_cast<int>(info.width) == size.width && static_cast<int>(info.height) == size.height;
  });
  if (mode == end || resources->noutput == 0) throw std::runtime_error("the panel has no such mode");
  const std::unique_ptr<XRROutputInfo, void (*)(XRROutputInfo*)> output(
      XRRGetOutputInfo(handle, resources.get(), resources->outputs[0]), XRRFreeOutputInfo);
  const RRCrtc crtc = output->crtc != 0 ? output->crtc : output->crtcs[0];
  XGrabServer(handle);  // between the steps the screen has no mode that fits
  XRRSetCrtcConfig(handle, resources.get(), crtc, CurrentTime, 0, 0, None, RR_Rotate_0, nullptr, 0);
  XRRSetScreenSize(handle, connection_->root(), size.width, size.height, size.width / 4, size.height / 4);
  XRRSetCrtcConfig(handle, resources.get(), crtc, CurrentTime, 0, 0, mode->id, RR_Rotate_0, resources->outputs, 1);
  XUngrabServer(handle);
  XSync(handle, False);
  size_ = size;
}

void XScreen::unplug() {
  ::Display* const handle = connection_->handle;
  const std::unique_ptr<XRRScreenResources, void (*)(XRRScreenResources*)> resources(
      XRRGetScreenResources(handle, connection_->root()), XRRFreeScreenResources);
  for (int i = 0; i < resources->ncrtc; ++i) {
    XRRSetCrtcConfig(handle, resources.get(), resources->crtcs[i], CurrentTime, 0, 0, None, RR_Rotate_0, nullptr, 0);
  }
  XSync(handle, False);
}

void XScreen::enable_touch(bool enabled) {
  ::Display* const handle = connection_->handle;
  int count = 0;
  const std::unique_ptr<XIDeviceInfo, void (*)(XIDeviceInfo*)> devices(XIQueryDevice(handle, XIAllDevices, &count),
                                                                      XIFreeDeviceInfo);
  const auto end = devices.get() + count;
  const auto touch = std::find_if(devices.get(), end, [](const XIDeviceInfo& info) { return info.name == std::string("touch"); });
  if (touch == end) throw std::runtime_error("the server knows no touch panel");
  unsigned char value = enabled ? 1 : 0;
  XIChangeProperty(handle, touch->deviceid, connection_->atom("Device Enabled"), XA_INTEGER, 8, XIPropModeReplace, &value, 1);
  XSync(handle, False);
}

void XScreen::unplug_touch() {
  touch_.reset();
  enable_touch(false);
}

void XScreen::plug_in_touch() {
  enable_touch(true);
  touch_ = std::make_unique<InputTestDevice>(folder_ / "touch");
}

}  // namespace gongkai::fakes
