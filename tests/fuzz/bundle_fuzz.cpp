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
#include "tests/fuzz/fuzz_signer.h"

namespace {

using namespace gongkai;
using fuzz::require;

const model::Instant now = *model::parse_instant("2026-11-21T09:00:00+08:00");

// As in metadata_fuzz.cpp: keys 0 and 1 (both) sign root, 2 targets, 3 snapshot, 4 timestamp.
enum : int { root_keys = 1 | 2, targets_key = 4, snapshot_key = 8, timestamp_key = 16 };

constexpr const char* root_body =
    R"({"_type":"root","consistent_snapshot":true,"expires":"2027-11-01T00:00:00Z","keys":{)"
    R"("0":{"keytype":"ed25519","keyval":{"public":"$0"},"scheme":"ed25519"},)"
    R"("1":{"keytype":"ed25519","keyval":{"public":"$1"},"scheme":"ed25519"},)"
    R"("2":{"keytype":"ed25519","keyval":{"public":"$2"},"scheme":"ed25519"},)"
    R"("3":{"keytype":"ed25519","keyval":{"public":"$3"},"scheme":"ed25519"},)"
    R"("4":{"keytype":"ed25519","keyval":{"public":"$4"},"scheme":"ed25519"}},)"
    R"("roles":{"root":{"keyids":["0","1"],"threshold":2},"snapshot":{"keyids":["3"],"threshold":1},)"
    R"("targets":{"keyids":["2"],"threshold":1},"timestamp":{"keyids":["4"],"threshold":1}},)"
    R"("spec_version":"1.0.34","version":1})";

struct Terminal {
  fuzz::FuzzSigner signer;
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
