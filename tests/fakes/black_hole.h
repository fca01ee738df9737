// An address of loopback that takes no connection and refuses none: every further SYN is dropped, as by a firewall.
#pragma once

#include <cstdint>
#include <vector>

namespace gongkai::fakes {

class BlackHole {
 public:
  explicit BlackHole(int port);  // on [::1]
  ~BlackHole();
  BlackHole(const BlackHole&) = delete;
  BlackHole& operator=(const BlackHole&) = delete;

 private:
  int listener_ = -1;
  std::vector<int> fillers_;  // keep its queue full
};

}  // namespace gongkai::fakes
