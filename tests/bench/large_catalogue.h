// A catalogue as large as a city's, kept as a publisher keeps it: 40 bureaus with their pack logs, every file with its
// .gz twin but timestamp.json, as `gongkai-admin release` leaves them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "content/publish/pack_log.h"
#include "tests/fakes/repository_maker.h"

namespace gongkai::bench {

class LargeCatalogue {
 public:
  static constexpr int bureaus = 40;

  // `items` of about 1 kB, spread over the bureaus, written to `repository`.
  LargeCatalogue(std::filesystem::path repository, model::Instant now, int items);

  void change_one_item();
  std::string root() { return maker_.root_bytes(); }

 private:
  std::string line(int bureau, int n, std::int64_t rev);
  void publish(int bureau, const std::vector<std::string>& lines);
  void write();

  std::filesystem::path repository_;
  fakes::RepositoryMaker maker_;
  std::int64_t seq_[bureaus] = {};
  std::int64_t rev_ = 1;  // of the first item
  std::vector<publish::Pack> logs_[bureaus];
};

}  // namespace gongkai::bench
