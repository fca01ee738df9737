#include "content/codec/field_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace gongkai::codec {
namespace {

using nlohmann::json;

std::string_view type_zh(const json& value) {
  switch (value.type()) {
    case json::value_t::null:
      return "空值";
    case json::value_t::object:
      return "对象";
    case json::value_t::array:
      return "列表";
    case json::value_t::string:
      return "文字";
    case json::value_t::boolean:
      return "真假值";
    case json::value_t::number_float:
      return "小数";
    default:
      return "整数";
  }
}

// Line ends become \n, and blanks at the end of each line and of the text go (U+3000 is a blank too).
std::string cleaned(const std::string& text) {
  constexpr std::string_view wide_blank = "\u3000";
  std::string out;
  out.reserve(text.size());
  const auto cut_blanks = [&] {
    while (!out.empty()) {
      if (out.back() == ' ' || out.back() == '\t') {
        out.pop_back();
      } else if (std::string_view(out).ends_with(wide_blank)) {
        out.resize(out.size() - wide_blank.size());
      } else {
        break;
      }
    }
  };
  for (const char c : text) {
    if (c == '\r') continue;  // the byte check lets it pass only before \n
    if (c == '\n') cut_blanks();
    out.push_back(c);
  }
  cut_blanks();
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

bool is_empty(const json& value) {
  if (value.is_string()) return cleaned(value.get_ref<const std::string&>()).empty();
  return (value.is_array() || value.is_object()) && value.empty();
}

std::string joined(std::span<const std::string_view> words) {
  std::string all;
  for (const std::string_view word : words) {
    if (!all.empty()) all += "、";
    all += word;
  }
  return all;
}

}  // namespace

void FieldReader::add(model::Severity severity, const char* code, std::string place, std::string message) {
  report_.faults.push_back({severity, code, report_.id, std::move(place), std::nullopt, std::move(message)});
}

std::string FieldReader::child(std::string_view key) const {
  std::string place = pointer_ + "/";
  for (const char c : key) {  // RFC 6901 section 3
    if (c == '~') {
      place += "~0";
    } else if (c == '/') {
      place += "~1";
    } else {
      place += c;
    }
  }
  return place;
}

void FieldReader::missing(std::string_view key, std::string_view label, Need need) {
  if (need == Need::optional) return;
  if (report_.strictness == Strictness::tombstone && need != Need::always) return;
  add(model::Severity::error, "E-FIELD-MISSING", child(key),
      fmt::format("缺少必填项“{}”（{}），请补填。", label, child(key).substr(1)));
}

void FieldReader::wrong_type(const std::string& place, std::string_view label, std::string_view wanted,
                             const json& found) {
  add(model::Severity::error, "E-FIELD-TYPE", place,
      fmt::format("“{}”应为{}，现为{}，请改正。", label, wanted, type_zh(found)));
}

void FieldReader::wrong_value(std::string_view key, std::string message) {
  add(model::Severity::error, "E-FIELD-VALUE", child(key), std::move(message));
}

// The value of a field, or nullptr when there is nothing to read (a fault is noted where it had to be there).
const json* FieldReader::find(std::string_view key, std::string_view label, Need need) {
  known_.push_back(key);
  const auto found = object_.find(std::string(key));
  if (found == object_.end()) {
    missing(key, label, need);
    return nullptr;
  }
  if (found->is_null()) {
    if (need != Need::nullable) missing(key, label, need);
    return nullptr;
  }
  if ((need == Need::required || need == Need::always) && is_empty(*found)) {
    missing(key, label, need);
    return nullptr;
  }
  return &*found;
}

const json* FieldReader::find_object(std::string_view key, std::string_view label, Need need) {
  const json* found = find(key, label, need);
  if (found == nullptr || found->is_object()) return found;
  wrong_type(child(key), label, "对象", *found);
  return nullptr;
}

const json* FieldReader::find_array(std::string_view key, std::string_view label, Need need) {
  const json* found = find(key, label, need);
  if (found == nullptr || found->is_array()) return found;
  wrong_type(child(key), label, "列表", *found);
  return nullptr;
}

bool FieldReader::read_text(const json& value, const std::string& place, std::string_view label,
                            std::string& out) {
  if (!value.is_string()) {
    wrong_type(place, label, "文字", value);
    return false;
  }
  out = cleaned(value.get_ref<const std::string&>());
  return true;
}

void FieldReader::text(std::string_view key, std::string_view label, std::string& out, Need need) {
  if (const json* found = find(key, label, need)) read_text(*found, child(key), label, out);
}

void FieldReader::nullable_text(std::string_view key, std::string_view label,
                                std::optional<std::string>& out) {
  std::string value;
  const json* found = find(key, label, Need::nullable);
  if (found != nullptr && read_text(*found, child(key), label, value)) out = std::move(value);
}

void FieldReader::texts(std::string_view key, std::string_view label, std::vector<std::string>& out,
                        Need need) {
  const json* found = find_array(key, label, need);
  if (found == nullptr) return;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const std::string place = child(key) + "/" + std::to_string(i);
    std::string value;
    if (!read_text((*found)[i], place, label, value)) continue;
    if (value.empty()) {
      add(model::Severity::error, "E-FIELD-EMPTY", place,
          fmt::format("“{}”第{}项是空的，请填写或删除该项。", label, i + 1));
    }
    out.push_back(std::move(value));
  }
}

void FieldReader::table(std::string_view key, std::string_view label,
                        std::vector<std::vector<std::string>>& out, Need need) {
  const json* found = find_array(key, label, need);
  if (found == nullptr) return;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const json& row = (*found)[i];
    const std::string place = child(key) + "/" + std::to_string(i);
    if (!row.is_array()) {
      wrong_type(place, label, "列表", row);
      continue;
    }
    std::vector<std::string>& cells = out.emplace_back();
    for (std::size_t j = 0; j < row.size(); ++j) {
      read_text(row[j], place + "/" + std::to_string(j), label, cells.emplace_back());
    }
  }
}

bool FieldReader::read_integer(std::string_view key, std::string_view label, Need need, std::int64_t& out) {
  const json* found = find(key, label, need);
  if (found == nullptr) return false;
  if (!found->is_number_integer()) {
    wrong_type(child(key), label, "整数", *found);
    return false;
  }
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > largest) {
    wrong_value(key, fmt::format("“{}”的数太大，请核对。", label));
    return false;
  }
  out = found->get<std::int64_t>();
  return true;
}

void FieldReader::integer(std::string_view key, std::string_view label, std::int64_t& out, Need need) {
  read_integer(key, label, need, out);
}

void FieldReader::integer(std::string_view key, std::string_view label, int& out, Need need, int fallback) {
  std::int64_t value = fallback;
  read_integer(key, label, need, value);
  if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
    wrong_value(key, fmt::format("“{}”的数太大，请核对。", label));
    value = fallback;
  }
  out = static_cast<int>(value);
}

void FieldReader::number(std::string_view key, std::string_view label, std::optional<double>& out) {
  const json* found = find(key, label, Need::optional);
  if (found == nullptr) return;
  if (found->is_number()) {
    out = found->get<double>();
  } else {
    wrong_type(child(key), label, "数字", *found);
  }
}

void FieldReader::flag(std::string_view key, std::string_view label, bool& out, Need need, bool fallback) {
  out = fallback;
  const json* found = find(key, label, need);
  if (found == nullptr) return;
  if (found->is_boolean()) {
    out = found->get<bool>();
  } else {
    wrong_type(child(key), label, "true或false", *found);
  }
}

void FieldReader::date(std::string_view key, std::string_view label, std::optional<model::Date>& out,
                       Need need) {
  const json* found = find(key, label, need);
  std::string value;
  if (found == nullptr || !read_text(*found, child(key), label, value)) return;
  out = model::parse_date(value);
  if (!out) {
    add(model::Severity::error, "E-FIELD-DATE", child(key),
        fmt::format("“{}”写的“{}”不是真实的日期，请按2026-11-21的格式填写。", label, value));
  }
}

void FieldReader::dates(std::string_view key, std::string_view label, std::vector<model::Date>& out,
                        Need need) {
  std::vector<std::string> values;
  texts(key, label, values, need);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto day = model::parse_date(values[i])) {
      out.push_back(*day);
    } else {
      add(model::Severity::error, "E-FIELD-DATE", child(key) + "/" + std::to_string(i),
          fmt::format("“{}”第{}项“{}”不是真实的日期，请按2026-11-21的格式填写。", label, i + 1, values[i]));
    }
  }
}

void FieldReader::instant(std::string_view key, std::string_view label, std::optional<model::Instant>& out,
                          Need need) {
  const json* found = find(key, label, need);
  std::string value;
  if (found == nullptr || !read_text(*found, child(key), label, value)) return;
  out = model::parse_instant(value);
  if (!out) {
    add(model::Severity::error, "E-FIELD-DATE", child(key),
        fmt::format("“{}”写的“{}”不是有效的时间，请按2026-11-21T09:00:00+08:00的格式填写。", label, value));
  }
}

int FieldReader::index_of(const json& value, const std::string& place, std::string_view label,
                          std::span<const std::string_view> words) {
  std::string text;
  if (!read_text(value, place, label, text)) return -1;
  const auto found = std::find(words.begin(), words.end(), text);
  if (found != words.end()) return static_cast<int>(found - words.begin());
  add(model::Severity::error, "E-FIELD-VALUE", place,
      fmt::format("“{}”的值“{}”不在可选范围内，可填：{}。", label, text, joined(words)));
  return -1;
}

int FieldReader::word_index(std::string_view key, std::string_view label, Need need,
                            std::span<const std::string_view> words) {
  const json* found = find(key, label, need);
  return found == nullptr ? -1 : index_of(*found, child(key), label, words);
}

std::vector<int> FieldReader::word_indexes(std::string_view key, std::string_view label, Need need,
                                           std::span<const std::string_view> words) {
  std::vector<int> indexes;
  const json* found = find_array(key, label, need);
  if (found == nullptr) return indexes;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const std::string place = child(key) + "/" + std::to_string(i);
    const int index = index_of((*found)[i], place, label, words);
    if (index < 0) continue;
    if (std::find(indexes.begin(), indexes.end(), index) == indexes.end()) indexes.push_back(index);
  }
  return indexes;
}

void FieldReader::finish() {
  for (const auto& entry : object_.items()) {
    if (std::find(known_.begin(), known_.end(), entry.key()) != known_.end()) continue;
    add(model::Severity::info, "I-FIELD-UNKNOWN", child(entry.key()),
        fmt::format("不认识的项“{}”，已忽略。", entry.key()));
  }
}

}  // namespace gongkai::codec
