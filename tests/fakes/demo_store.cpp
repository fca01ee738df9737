#include "tests/fakes/demo_store.h"

#include <stdexcept>

#include "content/codec/item_json.h"
#include "content/codec/pack.h"
#include "content/publish/catalogue_draft.h"
#include "content/store/generation_writer.h"

namespace gongkai::fakes {

namespace {

template <class T>
T checked(model::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + " " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace

model::Instant demo_now() { return *model::parse_instant("2026-11-21T09:42:00+08:00"); }

store::Generation demo_store(const std::filesystem::path& source, const std::filesystem::path& folder, DemoAlert alert) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto draft = checked(publish::read_draft(source / "kiosk-config/demo", model::date_of(demo_now())));
  for (const auto& fault : draft.faults) {
    throw std::runtime_error(fault.file.string() + " " + fault.fault.pointer + " " + fault.fault.message);
  }
  auto writer = checked(store::GenerationWriter::begin(folder, demo_now()));
  std::int64_t seq = 0;
  for (const auto& entry : draft.entries) {
    const store::RowOrigin origin{entry.bureau, ++seq};
    model::Item item = entry.item;
    if (item.kind() == model::Kind::emergency && alert == DemoAlert::out) item.header.state = model::State::published;
    if (item.header.state == model::State::withdrawn) {
      const model::Header& left = item.header;
      checked(writer.withdraw({left.id, item.kind(), left.rev, left.title, left.reason}, origin));
      continue;
    }
    checked(writer.put(item, codec::encode_item(item), origin));
  }
  checked(writer.commit(demo_now()));
  return checked(store::open_current(folder));
}

}  // namespace gongkai::fakes
