// A terminal's report, as the office meets it. The first byte says what the rest is: a file as it lies on the host, or a text
// that a terminal has really signed. What decodes must survive the way out and back.
#include "content/publish/report_object.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace gongkai;
using fuzz::require;

const publish::SigningKey& terminal_key() {
  static const publish::SigningKey key = *publish::SigningKey::generate();
  return key;
}

void check_text(std::string_view text) {
  const auto decoded = codec::decode_report(text);
  const auto sealed = publish::seal_report(text, terminal_key());
  if (!decoded) return;
  const codec::ReportHeader& header = decoded->header;
  require(codec::is_report_name(header.kiosk) && header.seq >= 0, "names are safe as files");
  for (const auto& line : decoded->lines) {
    const auto* part = std::get_if<codec::JournalPart>(&line);
    require(part == nullptr || codec::is_report_name(part->name), "journals' names as well");
  }
  const std::string written = codec::encode_report(*decoded);
  const auto again = codec::decode_report(written);
  require(again && again->passed_over == 0, "what we write, we read");
  require(codec::encode_report(*again) == written, "and nothing is lost on the way");

  const trust::Keys keys{{terminal_key().keyid(), terminal_key().public_key()}};
  require(sealed.has_value(), "so small a text is sealed");
  const auto opened = publish::open_report(sealed->bytes, keys, {header.kiosk, header.seq});
  require(opened && opened->digest == sealed->digest, "what was sealed opens");
  require(!publish::open_report(sealed->bytes, keys, {header.kiosk, header.seq + 1}), "but not in another place");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::FuzzInput input(data, size);
  if (input.byte() == 'f') {
    const auto opened = publish::open_report(input.rest(), {}, {"hall-01", 0});
    require(!opened, "without a key nothing opens");
  } else {
    check_text(input.rest());
  }
  return 0;
}
