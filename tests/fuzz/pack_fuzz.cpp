// A pack: any bytes as JSON lines, read the way the sync agent does. What decodes must survive the way out and back.
#include "content/codec/pack.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace gongkai;
using fuzz::require;

void check_line(std::string_view line) {
  const auto key = codec::read_pack_line_key(line);
  const auto decoded = codec::decode_pack_line(line);
  if (!decoded) return;
  require(decoded->seq > 0, "sequence numbers begin with 1");
  if (key) {
    require(key->seq == decoded->seq, "the quick look tells the same number");
    require(key->withdrawn == std::holds_alternative<codec::Withdrawal>(decoded->content),
            "the quick look tells a withdrawal");
    require(key->payload.data() >= line.data() && key->payload.data() + key->payload.size() <= line.data() + line.size(),
            "the payload is read in place");
  }
  const auto* entity = std::get_if<codec::Decoded>(&decoded->content);
  if (entity == nullptr || !entity->item) return;
  const std::string written = codec::encode_pack_line(decoded->seq, *entity->item);
  require(written.find('\n') == written.size() - 1, "one line an entity");
  const auto again = codec::decode_pack_line(std::string_view(written).substr(0, written.size() - 1));
  require(again && again->seq == decoded->seq, "what we write, we read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto range = codec::parse_pack_range(bytes)) require(range->from >= 1 && range->to >= range->from, "a range");
  const auto lines = codec::split_pack(bytes);
  if (!lines) return 0;
  for (const std::string_view line : *lines) check_line(line);
  return 0;
}
