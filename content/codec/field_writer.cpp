#include "content/codec/field_writer.h"

#include <fmt/format.h>

namespace gongkai::codec {

void FieldWriter::separate() {
  if (out_.back() != '{' && out_.back() != '[') out_ += ',';
}

void FieldWriter::begin(std::string_view key) {
  separate();
  put_string(key);
  out_ += ':';
}

void FieldWriter::begin_list(std::string_view key) {
  begin(key);
  out_ += '[';
}

void FieldWriter::put_string(std::string_view text) {
  out_ += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out_ += "\\\"";
        break;
      case '\\':
        out_ += "\\\\";
        break;
      case '\n':
        out_ += "\\n";
        break;
      case '\t':
        out_ += "\\t";
        break;
      default:
        out_ += c;
    }
  }
  out_ += '"';
}

void FieldWriter::put_list(const std::vector<std::string>& values) {
  out_ += '[';
  for (const std::string& value : values) {
    separate();
    put_string(value);
  }
  out_ += ']';
}

void FieldWriter::text(std::string_view key, std::string_view, const std::string& value, Need need) {
  if (need == Need::optional && value.empty()) return;
  begin(key);
  if (need == Need::nullable && value.empty()) {
    out_ += "null";
  } else {
    put_string(value);
  }
}

void FieldWriter::nullable_text(std::string_view key, std::string_view,
                                const std::optional<std::string>& value) {
  begin(key);
  if (value) {
    put_string(*value);
  } else {
    out_ += "null";
  }
}

void FieldWriter::texts(std::string_view key, std::string_view, const std::vector<std::string>& values,
                        Need need) {
  if (need == Need::optional && values.empty()) return;
  begin(key);
  put_list(values);
}

void FieldWriter::table(std::string_view key, std::string_view,
                        const std::vector<std::vector<std::string>>& rows, Need need) {
  if (need == Need::optional && rows.empty()) return;
  begin_list(key);
  for (const auto& row : rows) {
    separate();
    put_list(row);
  }
  end_list();
}

void FieldWriter::integer(std::string_view key, std::string_view, std::int64_t value, Need need,
                          std::int64_t fallback) {
  if (need == Need::optional && value == fallback) return;
  begin(key);
  out_ += std::to_string(value);
}

void FieldWriter::number(std::string_view key, std::string_view, const std::optional<double>& value) {
  if (!value) return;
  begin(key);
  out_ += fmt::format("{}", *value);
}

void FieldWriter::flag(std::string_view key, std::string_view, bool value, Need need,
                       bool fallback) {
  if (need == Need::optional && value == fallback) return;
  begin(key);
  out_ += value ? "true" : "false";
}

void FieldWriter::date(std::string_view key, std::string_view label, const std::optional<model::Date>& value,
                       Need need) {
  if (!value && need != Need::nullable) return;
  nullable_text(key, label, value ? std::optional(model::format_date(*value)) : std::nullopt);
}

void FieldWriter::dates(std::string_view key, std::string_view label, const std::vector<model::Date>& values,
                        Need need) {
  std::vector<std::string> formatted;
  for (const model::Date day : values) formatted.push_back(model::format_date(day));
  texts(key, label, formatted, need);
}

void FieldWriter::instant(std::string_view key, std::string_view label,
                          const std::optional<model::Instant>& value, Need need) {
  if (!value && need != Need::nullable) return;
  nullable_text(key, label, value ? std::optional(model::format_instant(*value)) : std::nullopt);
}

}  // namespace gongkai::codec
