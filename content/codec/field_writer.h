// Writes values as the fields of JSON objects, in the order of the field tables (item_fields_*.h). The
// counterpart of FieldReader. What is optional and has its default value is left out, so that equal items
// have equal bytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/codec/field_need.h"
#include "content/model/date.h"
#include "content/model/names.h"

namespace gongkai::codec {

class FieldWriter {
 public:
  static constexpr bool writing = true;

  explicit FieldWriter(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }

  void text(std::string_view key, std::string_view label, const std::string& value, Need need);
  void texts(std::string_view key, std::string_view label, const std::vector<std::string>& values, Need need);
  void integer(std::string_view key, std::string_view label, std::int64_t value, Need need,
               std::int64_t fallback = 0);
  void number(std::string_view key, std::string_view label, const std::optional<double>& value);
  void flag(std::string_view key, std::string_view label, bool value, Need need, bool fallback = false);
  void date(std::string_view key, std::string_view label, const std::optional<model::Date>& value, Need need);
  void dates(std::string_view key, std::string_view label, const std::vector<model::Date>& values, Need need);
  void instant(std::string_view key, std::string_view label, const std::optional<model::Instant>& value,
               Need need);
  void nullable_text(std::string_view key, std::string_view label, const std::optional<std::string>& value);
  void table(std::string_view key, std::string_view label, const std::vector<std::vector<std::string>>& rows,
             Need need);

  template <class E>
  void word(std::string_view key, std::string_view label, E value, Need need, E fallback = E{}) {
    word_among(key, label, value, need, model::words<E>(), fallback);
  }

  template <class E>
  void word_among(std::string_view key, std::string_view, E value, Need need,
                  std::span<const std::string_view> words, E fallback = E{}) {
    if (need == Need::optional && value == fallback) return;
    begin(key);
    put_string(words[static_cast<std::size_t>(value)]);
  }

  template <class E>
  void word(std::string_view key, std::string_view, const std::optional<E>& value, Need) {
    if (!value) return;
    begin(key);
    put_string(model::word(*value));
  }

  template <class E>
  void word_set(std::string_view key, std::string_view, const std::vector<E>& values, Need need) {
    if (need == Need::optional && values.empty()) return;
    begin_list(key);
    for (const E value : values) {
      separate();
      put_string(model::word(value));
    }
    end_list();
  }

  template <class T>
  void object(std::string_view key, std::string_view, const T& value, Need) {
    begin(key);
    write_object(value);
  }

  template <class T>
  void object(std::string_view key, std::string_view, const std::optional<T>& value) {
    if (!value) return;
    begin(key);
    write_object(*value);
  }

  template <class Fields>
  void group(std::string_view key, std::string_view, Need need, bool present, Fields&& inner) {
    if (need == Need::optional && !present) return;
    begin(key);
    FieldWriter writer(out_);
    inner(writer);
    writer.close();
  }

  template <class T>
  void list(std::string_view key, std::string_view, const std::vector<T>& values, Need need) {
    if (need == Need::optional && values.empty()) return;
    begin_list(key);
    for (const T& value : values) {
      separate();
      write_object(value);
    }
    end_list();
  }

 private:
  template <class T>
  void write_object(const T& value) {
    FieldWriter writer(out_);
    fields(writer, value);
    writer.close();
  }

  void separate();
  void begin(std::string_view key);
  void begin_list(std::string_view key);
  void end_list() { out_ += ']'; }
  void put_string(std::string_view text);
  void put_list(const std::vector<std::string>& values);

  std::string& out_;
};

}  // namespace gongkai::codec
