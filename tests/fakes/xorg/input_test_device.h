// One device of Xorg's "inputtest" driver, spoken to over its socket (inputtestdrv(4)). Each call waits until the
// server has worked through the event.
#pragma once

#include <cstdint>
#include <filesystem>

#include "render/geometry.h"

namespace gongkai::fakes {

class InputTestDevice {
 public:
  // Throws std::runtime_error when the driver does not answer.
  explicit InputTestDevice(const std::filesystem::path& socket);
  InputTestDevice(const InputTestDevice&) = delete;
  InputTestDevice& operator=(const InputTestDevice&) = delete;
  ~InputTestDevice();

  void touch(std::uint32_t finger, std::uint32_t phase, render::Point at, render::Size screen);  // 0 begin 1 update 2 end
  void motion(render::Point at, render::Size screen);
  void button(int number, bool pressed);
  void key(int x_code, bool pressed);

 private:
  template <typename Event>
  void send(Event& event, int type);
  void write_all(const void* bytes, std::size_t size);
  void read_all(void* bytes, std::size_t size);

  int socket_ = -1;
};

}  // namespace gongkai::fakes
