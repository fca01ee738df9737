// One entity of the catalogue: any bytes as JSON. What decodes must survive the way out and back.
#include "content/codec/item_json.h"
#include "content/model/item_rules.h"
#include "content/model/playlist.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace gongkai;
using fuzz::require;

const model::WorkCalendar& calendar() {
  static const model::WorkCalendar one_year({{2026, {*model::parse_date("2026-01-01"), *model::parse_date("2026-10-01")}, {}}});
  return one_year;
}

void round_trip(const model::Item& item) {
  const std::string bytes = codec::encode_item(item);
  const codec::Decoded again = codec::decode_item(bytes);
  require(again.item.has_value(), "what we write, we read");
  require(codec::encode_item(*again.item) == bytes, "equal items have equal bytes");
}

// The computed values of an item that would be shown.
void compute(const model::Item& item) {
  const model::Date today = *model::parse_date("2026-11-21");
  model::filled_led_text(item, calendar(), today);
  if (const auto* publicity = std::get_if<model::Publicity>(&item.body)) {
    model::current_round(*publicity, today);
    for (std::size_t i = 0; i < publicity->rounds.size(); ++i) {
      model::round_end(publicity->rounds[i], calendar());
      if (i > 0) model::round_diff(publicity->rounds[i - 1], publicity->rounds[i]);
    }
  }
  model::make_playlist({&item, 1}, {.screen = {"hall-01", "touch-01", model::Surface::wall}},
                       *model::parse_instant("2026-11-21T09:42:00+08:00"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const codec::Decoded decoded = codec::decode_item(bytes);
  require((decoded.outcome == codec::Outcome::applied) == decoded.item.has_value(), "an applied entity is there");
  for (const model::Fault& fault : decoded.faults) {
    require(!fault.byte_offset || *fault.byte_offset <= size, "a fault lies inside the bytes");
  }
  const auto faults = codec::all_faults(decoded, calendar());
  require(faults.size() >= decoded.faults.size(), "the rules hide no fault of form");
  if (!decoded.item) return 0;
  round_trip(*decoded.item);
  if (!model::has_error(faults)) compute(*decoded.item);
  return 0;
}
