#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "content/codec/field_reader.h"
#include "content/codec/item_fields_disclosure.h"
#include "content/codec/item_fields_guide.h"
#include "content/codec/item_fields_header.h"
#include "content/codec/item_fields_reference.h"
#include "content/codec/item_json.h"
#include "content/codec/json_bytes.h"
#include "content/codec/key_watch.h"
#include "content/model/item_rules.h"

namespace gongkai::codec {
namespace {

using model::Fault;
using model::Severity;
using nlohmann::json;

constexpr std::string_view schema_family = "zwgk/";
constexpr int schema_major = 1;

Fault fault_of(Severity severity, const char* code, std::string pointer, std::string message) {
  return {severity, code, {}, std::move(pointer), std::nullopt, std::move(message)};
}

// Parses JSON that check_bytes has passed. Two members of one name are a fault (a reader may take either).
std::optional<json> parse(std::string_view bytes, std::vector<Fault>& faults) {
  try {
    json parsed = json::parse(bytes.begin(), bytes.end());
    KeyWatch watch;
    json::sax_parse(bytes.begin(), bytes.end(), &watch);
    if (!watch.repeated()) return parsed;
    faults.push_back(fault_of(Severity::error, "E-JSON-DUPLICATE", "",
                              fmt::format("同一对象里“{}”写了两次，请删除一个。", *watch.repeated())));
  } catch (const json::exception& error) {
    const auto* at = dynamic_cast<const json::parse_error*>(&error);
    const std::uint64_t offset = at != nullptr && at->byte > 0 ? at->byte - 1 : 0;
    Fault fault = fault_of(Severity::error, "E-JSON-SYNTAX", "",
                           fmt::format("第{}字节处不符合JSON格式，请检查逗号、引号和括号。", offset));
    fault.byte_offset = offset;
    faults.push_back(std::move(fault));
  }
  return std::nullopt;
}

// The N of "zwgk/N" or "zwgk/N.M"; nullopt for anything else.
std::optional<int> major_of(std::string_view schema) {
  if (!schema.starts_with(schema_family)) return std::nullopt;
  schema.remove_prefix(schema_family.size());
  int major = 0;
  const auto [end, error] = std::from_chars(schema.data(), schema.data() + schema.size(), major);
  if (error != std::errc{} || major < 1) return std::nullopt;
  const bool clean_end = end == schema.data() + schema.size() || *end == '.';
  return clean_end ? std::optional(major) : std::nullopt;
}

template <std::size_t... I>
model::Body empty_body(std::size_t index, std::index_sequence<I...>) {
  model::Body body;
  ((index == I ? static_cast<void>(body.emplace<I>()) : static_cast<void>(0)), ...);
  return body;
}

std::string text_or_empty(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Says whether the schema and the kind are ours to read; otherwise the outcome is set.
std::optional<model::Kind> readable_kind(const json& root, Decoded& decoded) {
  const std::string schema = text_or_empty(root, "schema");
  const auto major = major_of(schema);
  if (!major) {
    decoded.faults.push_back(fault_of(Severity::error, "E-SCHEMA-UNKNOWN", "/schema",
                                      fmt::format("内容格式“{}”不认识，应为“zwgk/1”。", schema)));
    return std::nullopt;
  }
  if (*major > schema_major) {
    decoded.outcome = Outcome::refused_schema;
    decoded.faults.push_back(
        fault_of(Severity::error, "E-SCHEMA-NEWER", "/schema",
                 fmt::format("内容格式“{}”比本程序新，未接收，原内容保留；请升级程序。", schema)));
    return std::nullopt;
  }
  const std::string name = text_or_empty(root, "kind");
  const auto kind = model::from_word<model::Kind>(name);
  if (kind) return kind;
  if (name.empty()) {
    decoded.faults.push_back(
        fault_of(Severity::error, "E-FIELD-MISSING", "/kind", "缺少必填项“内容类型”（kind），请补填。"));
  } else {
    decoded.outcome = Outcome::skipped_unknown_kind;
    decoded.faults.push_back(fault_of(Severity::warning, "W-KIND-UNKNOWN", "/kind",
                                      fmt::format("内容类型“{}”不认识，已跳过这一条。", name)));
  }
  return std::nullopt;
}

void read_entity(const json& root, model::Kind kind, Decoded& decoded) {
  ReadReport report;
  report.id = decoded.id;
  if (text_or_empty(root, "state") == model::word(model::State::withdrawn)) {
    report.strictness = Strictness::tombstone;
  }
  model::Item item;
  item.body = empty_body(static_cast<std::size_t>(kind), std::make_index_sequence<model::kind_count>());
  FieldReader reader(root, "", report);
  std::string schema;
  reader.text("schema", "内容格式", schema, Need::required);
  reader.word("kind", "内容类型", kind, Need::required);
  header_fields(reader, item.header, kind);
  std::visit([&](auto& body) { fields(reader, body); }, item.body);
  reader.finish();
  if (const auto* window = std::get_if<model::Window>(&item.body)) item.header.organ = window->organ;
  const bool whole = !model::has_error(report.faults);
  decoded.outcome = whole ? Outcome::applied : Outcome::rejected;
  (whole ? decoded.item : decoded.draft) = std::move(item);
  std::move(report.faults.begin(), report.faults.end(), std::back_inserter(decoded.faults));
}

// A rule's fault says nothing new when the field, a part of it or the whole it belongs to could not be read.
bool covered(const Fault& fault, const std::vector<Fault>& form_faults) {
  const auto within = [](const std::string& inner, const std::string& outer) {
    return inner == outer || (inner.starts_with(outer) && inner[outer.size()] == '/');
  };
  for (const Fault& form : form_faults) {
    if (form.severity != Severity::error) continue;
    if (within(fault.pointer, form.pointer) || within(form.pointer, fault.pointer)) return true;
  }
  return false;
}

}  // namespace

Decoded decode_item(std::string_view bytes) {
  Decoded decoded;
  ByteReport report = check_bytes(bytes);
  decoded.id = report.id;
  decoded.faults = std::move(report.faults);
  if (decoded.faults.empty()) {
    const std::string_view text = without_bom(bytes);
    if (const auto root = parse(text, decoded.faults)) {
      if (!root->is_object()) {
        decoded.faults.push_back(
            fault_of(Severity::error, "E-JSON-SYNTAX", "", "一条内容应是一个JSON对象。"));
      } else if (const auto kind = readable_kind(*root, decoded)) {
        read_entity(*root, *kind, decoded);
      }
    }
    const std::size_t skipped = bytes.size() - text.size();
    for (Fault& fault : decoded.faults) {
      if (fault.byte_offset) *fault.byte_offset += skipped;
    }
  }
  for (Fault& fault : decoded.faults) fault.entity = decoded.id;
  return decoded;
}

std::vector<Fault> all_faults(const Decoded& decoded, const model::WorkCalendar& calendar) {
  std::vector<Fault> faults = decoded.faults;
  const auto& item = decoded.item ? decoded.item : decoded.draft;
  if (!item) return faults;
  for (Fault& fault : model::check_item(*item, calendar)) {
    if (!covered(fault, decoded.faults)) faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace gongkai::codec
