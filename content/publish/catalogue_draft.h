// A draft: the folder of JSON files that a catalogue is published from, <bureau>/<kind>/<id>.json. Reading it expands
// date placeholders, decodes every entity, applies all rules, and collects every fault with its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/fault.h"
#include "content/model/item.h"
#include "content/model/result.h"

namespace gongkai::publish {

struct DraftEntry {
  model::BureauName bureau;     // the first folder: the role that signs it
  std::filesystem::path file;   // relative to the draft
  model::Item item;
  bool dated = false;           // the file holds date placeholders: its content changes with the day, not by anybody's hand
};

struct DraftFault {
  std::filesystem::path file;   // relative; empty when the fault belongs to no single file
  std::size_t line = 0;         // 1-based, 0 = unknown
  std::size_t column = 0;       // in characters
  model::Fault fault;
};

struct CatalogueDraft {
  std::vector<DraftEntry> entries;   // ordered by file; entities with an E of form are not among them
  std::vector<DraftFault> faults;    // all of them, ordered by file
  std::vector<model::BureauName> bureaus;
  std::size_t files = 0;
  std::filesystem::path directory;   // its pictures lie in blobs/ (draft_pictures.h)

  std::size_t count(model::Severity severity) const;
};

using Progress = std::function<void(std::size_t done, std::size_t total)>;

// Faults in the files are in the draft, not an error. Codes of its own: E-DRAFT-PLACE (folder, name and content
// disagree), E-DRAFT-DATE (a placeholder that cannot be read), E-DRAFT-READ (unreadable file).
// E: PUBLISH-020 the folder is missing or holds no *.json.
model::Result<CatalogueDraft> read_draft(const std::filesystem::path& directory, model::Date today,
                                         const Progress& progress = {});

// Withdraws an entity in its file: state withdrawn, the reason, rev raised by one; nothing else in the file changes.
// Returns the file. E: PUBLISH-021 no such entity, PUBLISH-022 already in that state, PUBLISH-023 not editable.
model::Result<std::filesystem::path> withdraw_in_draft(const std::filesystem::path& directory,
                                                       const model::EntityId& id, const std::string& reason);
// The way back: state published, the reason taken out, rev raised by one.
model::Result<std::filesystem::path> issue_in_draft(const std::filesystem::path& directory, const model::EntityId& id);

}  // namespace gongkai::publish
