#include "content/codec/pack.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "content/model/names.h"

namespace gongkai::codec {
namespace {

using nlohmann::json;

constexpr std::string_view seq_prefix = "{\"seq\":";
constexpr std::string_view item_prefix = ",\"item\":";
constexpr std::string_view withdrawn_prefix = ",\"withdrawn\":";
// What surrounds the entity in a line; the sequence number has at most 19 digits.
constexpr std::size_t line_overhead = 64;

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

struct LineParts {
  std::int64_t seq = 0;
  bool withdrawn = false;
  std::string_view payload;
};

std::optional<LineParts> take_apart(std::string_view line) {
  LineParts parts;
  if (!take(line, seq_prefix)) return std::nullopt;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), parts.seq);
  if (error != std::errc{} || parts.seq < 1) return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (take(line, withdrawn_prefix)) {
    parts.withdrawn = true;
  } else if (!take(line, item_prefix)) {
    return std::nullopt;
  }
  if (!line.ends_with('}')) return std::nullopt;
  line.remove_suffix(1);
  if (!line.starts_with('{') || !line.ends_with('}')) return std::nullopt;
  parts.payload = line;
  return parts;
}

bool is_text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string();
}

std::optional<std::int64_t> integer(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::optional<Withdrawal> read_withdrawal(std::string_view payload) {
  const json value = json::parse(payload, nullptr, false);
  if (!value.is_object()) return std::nullopt;
  for (const char* key : {"id", "kind", "title", "reason"}) {
    if (!is_text(value, key)) return std::nullopt;
  }
  const auto rev = integer(value, "rev");
  const auto kind = model::from_word<model::Kind>(value.at("kind").get_ref<const std::string&>());
  if (!rev || *rev < 1 || !kind) return std::nullopt;
  return Withdrawal{value.at("id"), *kind, *rev, value.at("title"), value.at("reason")};
}
}  // namespace

std::string encode_pack_line(std::int64_t seq, const model::Item& item) {
  if (item.header.state == model::State::published) {
    return fmt::format("{{\"seq\":{},\"item\":{}}}\n", seq, encode_item(item));
  }
  const json tombstone = {{"id", item.header.id},
                          {"kind", std::string(model::word(item.kind()))},
                          {"rev", item.header.rev},
                          {"title", item.header.title},
                          {"reason", item.header.reason}};
  return fmt::format("{{\"seq\":{},\"withdrawn\":{}}}\n", seq, tombstone.dump());
}

model::Result<std::vector<std::string_view>> split_pack(std::string_view bytes) {
  if (bytes.size() > max_pack_bytes) {
    return model::failure("PACK-003", fmt::format("数据包 {} 字节，超过上限 {} 字节", bytes.size(), max_pack_bytes));
  }
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return model::failure("PACK-001", "数据包最后一行没有换行符，可能不完整");
    if (end > max_entity_bytes + line_overhead) {
      return model::failure("PACK-004", fmt::format("数据包第 {} 行超过 2 MiB", lines.size() + 1));
    }
    if (lines.size() == max_pack_lines) {
      return model::failure("PACK-002", fmt::format("数据包超过 {} 行", max_pack_lines));
    }
    lines.push_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  return lines;
}

model::Result<PackLine> decode_pack_line(std::string_view line) {
  const auto parts = take_apart(line);
  if (!parts) return model::failure("PACK-005", "数据包中有一行不是规定的格式");
  if (!parts->withdrawn) return PackLine{parts->seq, decode_item(parts->payload)};
  auto withdrawal = read_withdrawal(parts->payload);
  if (!withdrawal) {
    return model::failure("PACK-005", fmt::format("数据包序号 {} 的撤回记录缺少字段", parts->seq));
  }
  return PackLine{parts->seq, std::move(*withdrawal)};
}

std::optional<PackLineKey> read_pack_line_key(std::string_view line) {
  const auto parts = take_apart(line);
  if (!parts) return std::nullopt;
  const json value = json::parse(parts->payload, nullptr, false);
  if (!value.is_object() || !is_text(value, "id")) return std::nullopt;
  const auto rev = integer(value, "rev");
  if (!rev) return std::nullopt;
  return PackLineKey{parts->seq, value.at("id"), *rev, parts->withdrawn, parts->payload};
}

model::Result<PackRange> parse_pack_range(std::string_view custom) {
  const json value = json::parse(custom, nullptr, false);
  if (value.is_object()) {
    const auto from = integer(value, "from");
    const auto to = integer(value, "to");
    if (from && to && *from >= 1 && *to >= *from) return PackRange{*from, *to};
  }
  return model::failure("PACK-006", "数据包没有写明序号范围（from、to）");
}

}  // namespace gongkai::codec
