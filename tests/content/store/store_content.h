// Entities and stores for the store's tests.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "tests/fakes/sample_draft.h"

namespace gongkai::store_test {

inline const model::Instant now = *model::parse_instant("2026-11-21T09:42:00+08:00");

struct Text {
  std::string id, title;
  std::int64_t rev = 1;
};

inline std::string json_of(const Text& text) { return fakes::notice_json(text.id, text.rev, text.title); }

inline store::PutOutcome put(store::GenerationWriter& writer, const std::string& json,
                             const store::RowOrigin& origin = {"zwzx", 1}) {
  const codec::Decoded decoded = codec::decode_item(json);
  return writer.put(decoded.item.value(), json, origin).value();
}

// One generation more, with these notices put into it. Returns its number.
inline std::int64_t add_generation(const std::filesystem::path& store, const std::vector<Text>& notices) {
  auto writer = store::GenerationWriter::begin(store, now).value();
  for (const Text& notice : notices) put(writer, json_of(notice));
  return writer.commit(now).value();
}

}  // namespace gongkai::store_test
