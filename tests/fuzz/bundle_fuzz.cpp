// A bundle from a stick: any bytes read as one, and any parts signed by whom they please, put together with a right
// digest and rehearsed by a terminal that has nothing yet. Nothing may be accepted that the right people have not
// signed, and a rehearsal writes nothing.
//
// Input: a whole bundle, or parts with a zero byte between them, each a name, a line feed, a byte with a bit for each
// key that signs, and the "signed" part, in which "$0" to "$6" stand for the public keys. What is not named *.json is
// taken as it is, without the byte.
#include <unistd.h>

#include "content/sync/bundle_http_client.h"
#include "content/sync/update_cycle.h"
#include "content/trust/digest.h"
#include "tests/fuzz/fuzz_catalogue.h"
#include "tests/fuzz/fuzz_signer.h"

namespace {

using namespace gongkai;
using namespace gongkai::fuzz;

struct Terminal {
  FuzzSigner signer;
  sync::CycleSettings settings;

  Terminal() {
    const std::filesystem::path nowhere =
        std::filesystem::temp_directory_path() / ("gongkai-fuzz-bundle." + std::to_string(::getpid()));
    settings.state = nowhere / "state";
    settings.store = nowhere / "store";
    settings.url = sync::bundle_url;
    settings.shipped_root = signer.sign(signer.with_keys(root_body), root_keys);
  }
};

// Who signed what in a bundle, by the end of the name.
struct Signed {
  std::string name;
  int signers;
};

bool has_signed(const std::vector<Signed>& files, std::string_view name_end, int wanted) {
  for (const Signed& file : files) {
    if (file.name.ends_with(name_end) && (file.signers & wanted) == wanted) return true;
  }
  return false;
}

std::string with_digest(std::string bytes) {
  const std::string end = codec::bundle_end(trust::sha256_hex(bytes));
  return bytes + end;
}

// True when the terminal would take it.
bool rehearse(const Terminal& terminal, const std::string& bytes) {
  const auto bundle = sync::Bundle::from_bytes(bytes);
  if (!bundle) return false;
  sync::BundleHttpClient client(*bundle);
  sync::CycleSettings settings = terminal.settings;
  settings.at_hand = [&client](const std::string& url) { return client.has(url); };
  const auto report = sync::run_cycle(client, settings, sync::CycleKind::full, sync::CycleMode::rehearse, now);
  bundle->check_blobs();
  require(!std::filesystem::exists(settings.state.parent_path()), "a rehearsal writes nothing");
  require(report.error || report.outcome == sync::CycleOutcome::would_apply ||
              report.outcome == sync::CycleOutcome::up_to_date,
          "a rehearsal fails with a reason");
  return !report.error;
}

void check_raw(const Terminal& terminal, const std::string& bytes) {
  const auto index = codec::read_bundle_index(
      bytes.size(), [&](std::uint64_t offset, std::size_t length) -> model::Result<std::string> {
        require(offset <= bytes.size() && length <= bytes.size() - offset, "asks only for what is there");
        return bytes.substr(offset, length);
      });
  if (!index) return;
  std::string again = codec::bundle_head();
  for (const codec::BundlePart& part : index->parts) {
    require(codec::is_bundle_name(part.name), "names stay within the two folders");
    again += codec::bundle_part_head(part.name, part.length);
    require(again.size() == part.offset, "one part after the other");
    again += bytes.substr(part.offset, part.length) + "\n";
  }
  require(again.size() == index->digested && again + codec::bundle_end(index->sha256) == bytes,
          "there is one way to write a bundle");
  rehearse(terminal, with_digest(again));
}

void check_parts(const Terminal& terminal, fuzz::FuzzInput in) {
  std::string bytes = codec::bundle_head();
  std::vector<Signed> files;
  while (!in.empty()) {
    const std::string_view text = in.until('\0');
    fuzz::FuzzInput part(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    const std::string name(part.until('\n'));
    std::string content;
    if (name.ends_with(".json")) {
      files.push_back({name, part.byte()});
      content = terminal.signer.sign(terminal.signer.with_keys(part.rest()), files.back().signers);
    } else {
      content = part.rest();
    }
    bytes += codec::bundle_part_head(name, content.size()) + content + "\n";
  }
  if (!rehearse(terminal, with_digest(bytes))) return;
  if (has_signed(files, ".root.json", root_keys)) return;  // the keys may be others now
  require(has_signed(files, "timestamp.json", timestamp_key), "a timestamp is signed");
  require(has_signed(files, ".snapshot.json", snapshot_key), "a snapshot is signed");
  require(has_signed(files, ".targets.json", targets_key), "the targets role is signed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Terminal terminal;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("gongkai-bundle ")) {
    check_raw(terminal, bytes);
  } else {
    check_parts(terminal, {data, size});
  }
  return 0;
}
