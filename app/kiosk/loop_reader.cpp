#include "app/kiosk/loop_reader.h"

#include "content/store/store_directory.h"

namespace gongkai::kiosk {
namespace {

constexpr std::int64_t rows_in_part = 128;  // of usual length: about 6 ms

}  // namespace

const std::vector<model::Kind>& loop_kinds() {
  using model::Kind;
  static const std::vector<Kind> kinds = {Kind::guide, Kind::fee,    Kind::notice,    Kind::publicity, Kind::pledge,
                                          Kind::stats, Kind::slogan, Kind::emergency, Kind::calendar};
  return kinds;
}

bool LoopReader::begin(const std::filesystem::path& store, std::int64_t generation) {
  items_.clear();
  parts_.reset();
  auto opened = store::ItemParts::open(store::generation_file(store, generation));
  if (!opened) return false;
  parts_ = std::move(*opened);
  return true;
}

void LoopReader::step(const model::ScreenIdentity& screen) {
  if (!parts_) return;
  for (const model::Item& item : parts_->next(loop_kinds(), rows_in_part)) {
    model::LoopItem kept = model::loop_item(item, screen);
    if (!kept.never) items_.push_back(std::move(kept));
  }
  if (parts_->done()) parts_.reset();
}

}  // namespace gongkai::kiosk
