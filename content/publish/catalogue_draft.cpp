#include "content/publish/catalogue_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "content/codec/item_json.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"
#include "content/publish/atomic_file.h"
#include "content/publish/json_place.h"
#include "content/publish/placeholders.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> json_files(const fs::path& directory) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file() && entry->path().extension() == ".json") {
      files.push_back(entry->path().lexically_relative(directory));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_calendar(const fs::path& file) {
  return file.parent_path().filename() == model::word(model::Kind::calendar);
}

// Reads one draft folder. Calendars first: working days of placeholders and rules need them.
class DraftReader {
 public:
  DraftReader(const fs::path& directory, model::Date today) : directory_(directory), today_(today) {}

  void read(const fs::path& file) {
    auto source = read_file(directory_ / file, codec::max_entity_bytes);
    if (!source) return note(file, "E-DRAFT-READ", "", source.error().message);
    const Expanded expanded = expand_placeholders(*source, today_, calendar_);
    for (const std::size_t offset : expanded.malformed) {
      const LineColumn place = line_column(*source, offset);
      draft_.faults.push_back({file, place.line, place.column,
                               {model::Severity::error, "E-DRAFT-DATE", "", "", offset,
                                "日期占位符写法有误，应如 {today}、{today-3d}、{today+5wd:zh}"}});
    }
    codec::Decoded decoded = codec::decode_item(expanded.text);
    place_faults(file, *source, expanded, codec::all_faults(decoded, calendar_));
    if (!decoded.item) return;
    check_place(file, *decoded.item);
    draft_.entries.push_back({file.begin()->string(), file, std::move(*decoded.item), expanded.any});
    sources_[file] = std::move(*source);
  }

  void learn_calendars() {
    std::vector<model::Item> items;
    for (const DraftEntry& entry : draft_.entries) items.push_back(entry.item);
    calendar_ = model::work_calendar(items);
  }

  CatalogueDraft finish() {
    std::sort(draft_.entries.begin(), draft_.entries.end(),
              [](const DraftEntry& a, const DraftEntry& b) { return a.file < b.file; });
    std::vector<model::Item> items;
    std::map<model::EntityId, fs::path> file_of;
    for (const DraftEntry& entry : draft_.entries) {
      items.push_back(entry.item);
      file_of.emplace(entry.item.header.id, entry.file);
    }
    for (model::Fault& fault : model::check_catalogue(items)) {
      const auto file = file_of.find(fault.entity);
      if (file == file_of.end()) {
        draft_.faults.push_back({{}, 0, 0, std::move(fault)});
      } else {
        place_faults(file->second, sources_.at(file->second), {}, {std::move(fault)});
      }
    }
    std::stable_sort(draft_.faults.begin(), draft_.faults.end(),
                     [](const DraftFault& a, const DraftFault& b) { return a.file < b.file; });
    return std::move(draft_);
  }

  CatalogueDraft& draft() { return draft_; }

 private:
  void note(const fs::path& file, std::string code, model::EntityId id, std::string message) {
    draft_.faults.push_back(
        {file, 0, 0, {model::Severity::error, std::move(code), std::move(id), "", std::nullopt, std::move(message)}});
  }

  // Byte offsets of the decoder are those of the expanded text; people look at the source.
  void place_faults(const fs::path& file, const std::string& source, const Expanded& expanded,
                    std::vector<model::Fault> faults) {
    for (model::Fault& fault : faults) {
      std::optional<std::size_t> offset;
      if (fault.byte_offset) {
        offset = expanded.source_offset(*fault.byte_offset);
        fault.byte_offset = *offset;
      } else if (const auto range = find_value(source, fault.pointer)) {
        offset = range->begin;
      }
      const LineColumn place = offset ? line_column(source, *offset) : LineColumn{0, 0};
      draft_.faults.push_back({file, place.line, place.column, std::move(fault)});
    }
  }

  void check_place(const fs::path& file, const model::Item& item) {
    const std::string wanted =
        fmt::format("{}/{}.json", model::word(item.kind()), item.header.id);
    const fs::path inside = file.lexically_relative(*file.begin());
    if (inside.generic_string() == wanted) return;
    note(file, "E-DRAFT-PLACE", item.header.id, fmt::format("文件应放在 <机构代码>/{}", wanted));
  }

  fs::path directory_;
  model::Date today_;
  model::WorkCalendar calendar_;
  CatalogueDraft draft_;
  std::map<fs::path, std::string> sources_;
};

std::vector<model::BureauName> bureaus_of(const std::vector<fs::path>& files) {
  std::set<model::BureauName> names;
  for (const fs::path& file : files) names.insert(file.begin()->string());
  return {names.begin(), names.end()};
}

// ---- changing one entity in its file

struct Edit {
  TextRange range;
  std::string text;
};

// A JSON string: titles and reasons come from a keyboard, so quotes and control characters may be in them.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

model::Result<fs::path> file_of_entity(const fs::path& directory, const model::EntityId& id) {
  for (const fs::path& file : json_files(directory)) {
    if (file.stem() == id) return directory / file;
  }
  return model::failure("PUBLISH-021", fmt::format("草稿中没有 {}", id));
}

// The member `name` of the top-level object with the comma and space before it, to be cut out.
TextRange with_comma_before(const std::string& source, std::size_t key_begin, TextRange value) {
  const std::size_t comma = source.rfind(',', key_begin);
  return {comma == std::string::npos ? key_begin : comma, value.end};
}

model::Result<void> raise_rev(const std::string& source, std::vector<Edit>& edits, const fs::path& file) {
  const auto rev = find_exact_value(source, "/rev");
  if (!rev) return model::failure("PUBLISH-023", fmt::format("{} 没有 rev", file.string()));
  const long long value = std::atoll(source.substr(rev->begin, rev->end - rev->begin).c_str());
  edits.push_back({*rev, std::to_string(value + 1)});
  return {};
}

model::Result<fs::path> change_state(const fs::path& directory, const model::EntityId& id, model::State state,
                                     const std::string& reason) {
  auto file = file_of_entity(directory, id);
  if (!file) return file;
  auto source = read_file(*file, codec::max_entity_bytes);
  if (!source) return tl::make_unexpected(source.error());
  const auto place = find_exact_value(*source, "/state");
  if (!place) return model::failure("PUBLISH-023", fmt::format("{} 没有 state", file->string()));
  const std::string word = quoted(std::string(model::word(state)));
  if (source->substr(place->begin, place->end - place->begin) == word) {
    return model::failure("PUBLISH-022", fmt::format("{} 已经是{}状态", id,
                                                     state == model::State::withdrawn ? "撤回" : "发布"));
  }
  std::vector<Edit> edits;
  if (auto raised = raise_rev(*source, edits, *file); !raised) return tl::make_unexpected(raised.error());
  const auto old_reason = find_exact_value(*source, "/reason");
  if (state == model::State::withdrawn) {
    edits.push_back({*place, old_reason ? word : word + ", \"reason\": " + quoted(reason)});
    if (old_reason) edits.push_back({*old_reason, quoted(reason)});
  } else {
    edits.push_back({*place, word});
    if (old_reason) {
      const std::size_t key = source->rfind("\"reason\"", old_reason->begin);
      edits.push_back({with_comma_before(*source, key, *old_reason), ""});
    }
  }
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.range.begin > b.range.begin; });
  for (const Edit& edit : edits) {
    source->replace(edit.range.begin, edit.range.end - edit.range.begin, edit.text);
  }
  if (auto written = replace_file(*file, *source); !written) return tl::make_unexpected(written.error());
  return file;
}

}  // namespace

std::size_t CatalogueDraft::count(model::Severity severity) const {
  return static_cast<std::size_t>(std::count_if(
      faults.begin(), faults.end(), [&](const DraftFault& fault) { return fault.fault.severity == severity; }));
}

model::Result<CatalogueDraft> read_draft(const fs::path& directory, model::Date today, const Progress& progress) {
  const std::vector<fs::path> files = json_files(directory);
  if (files.empty()) {
    return model::failure("PUBLISH-020", fmt::format("{} 中没有任何 .json 文件", directory.string()));
  }
  DraftReader reader(directory, today);
  std::size_t done = 0;
  const auto read_all = [&](bool calendars) {
    for (const fs::path& file : files) {
      if (is_calendar(file) != calendars) continue;
      reader.read(file);
      if (progress) progress(++done, files.size());
    }
  };
  read_all(true);
  reader.learn_calendars();
  read_all(false);
  reader.draft().files = files.size();
  reader.draft().directory = directory;
  reader.draft().bureaus = bureaus_of(files);
  return reader.finish();
}

model::Result<fs::path> withdraw_in_draft(const fs::path& directory, const model::EntityId& id,
                                          const std::string& reason) {
  if (reason.find_first_not_of(" \t\n") == std::string::npos) {
    return model::failure("PUBLISH-023", "撤回必须说明理由");
  }
  return change_state(directory, id, model::State::withdrawn, reason);
}

model::Result<fs::path> issue_in_draft(const fs::path& directory, const model::EntityId& id) {
  return change_state(directory, id, model::State::published, "");
}

}  // namespace gongkai::publish
