// Reads the fields of JSON objects into values and notes every fault on the way. The counterpart of
// FieldWriter: the field tables (item_fields_*.h) are written once and run with either.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/codec/field_need.h"
#include "content/model/date.h"
#include "content/model/fault.h"
#include "content/model/names.h"

namespace gongkai::codec {

// What a whole entity's reading gathers.
struct ReadReport {
  model::EntityId id;
  std::vector<model::Fault> faults;
  Strictness strictness = Strictness::full;
};

class FieldReader {
 public:
  static constexpr bool writing = false;

  FieldReader(const nlohmann::json& object, std::string pointer, ReadReport& report)
      : object_(object), pointer_(std::move(pointer)), report_(report) {}

  void text(std::string_view key, std::string_view label, std::string& out, Need need);
  void texts(std::string_view key, std::string_view label, std::vector<std::string>& out, Need need);
  void integer(std::string_view key, std::string_view label, int& out, Need need, int fallback = 0);
  void integer(std::string_view key, std::string_view label, std::int64_t& out, Need need);
  void number(std::string_view key, std::string_view label, std::optional<double>& out);
  void flag(std::string_view key, std::string_view label, bool& out, Need need, bool fallback = false);
  void date(std::string_view key, std::string_view label, std::optional<model::Date>& out, Need need);
  void dates(std::string_view key, std::string_view label, std::vector<model::Date>& out, Need need);
  void instant(std::string_view key, std::string_view label, std::optional<model::Instant>& out, Need need);
  void nullable_text(std::string_view key, std::string_view label, std::optional<std::string>& out);
  void table(std::string_view key, std::string_view label, std::vector<std::vector<std::string>>& out,
             Need need);

  template <class E>
  void word(std::string_view key, std::string_view label, E& out, Need need, E fallback = E{}) {
    word_among(key, label, out, need, model::words<E>(), fallback);
  }

  template <class E>
  void word_among(std::string_view key, std::string_view label, E& out, Need need,
                  std::span<const std::string_view> words, E fallback = E{}) {
    const int index = word_index(key, label, need, words);
    out = index < 0 ? fallback : static_cast<E>(index);
  }

  template <class E>
  void word(std::string_view key, std::string_view label, std::optional<E>& out, Need need) {
    const int index = word_index(key, label, need, model::words<E>());
    if (index >= 0) out = static_cast<E>(index);
  }

  template <class E>
  void word_set(std::string_view key, std::string_view label, std::vector<E>& out, Need need) {
    for (const int index : word_indexes(key, label, need, model::words<E>()))
      out.push_back(static_cast<E>(index));
  }

  template <class T>
  void object(std::string_view key, std::string_view label, T& out, Need need) {
    if (const nlohmann::json* found = find_object(key, label, need)) {
      read_object(*found, child(key), out);
    }
  }

  template <class T>
  void object(std::string_view key, std::string_view label, std::optional<T>& out) {
    if (const nlohmann::json* found = find_object(key, label, Need::optional)) {
      read_object(*found, child(key), out.emplace());
    }
  }

  // Fields that JSON holds in an object of their own and the model holds flat. `present` matters to the
  // writer.
  template <class Fields>
  void group(std::string_view key, std::string_view label, Need need, bool /*present*/, Fields&& inner) {
    if (const nlohmann::json* found = find_object(key, label, need)) {
      FieldReader reader(*found, child(key), report_);
      inner(reader);
      reader.finish();
    }
  }

  template <class T>
  void list(std::string_view key, std::string_view label, std::vector<T>& out, Need need) {
    const nlohmann::json* found = find_array(key, label, need);
    if (found == nullptr) return;
    out.reserve(found->size());
    for (std::size_t i = 0; i < found->size(); ++i) {
      const std::string place = child(key) + "/" + std::to_string(i);
      if (!(*found)[i].is_object()) {
        wrong_type(place, label, "对象", (*found)[i]);
        continue;
      }
      read_object((*found)[i], place, out.emplace_back());
    }
  }

  // A field was read but its value cannot be used.
  void wrong_value(std::string_view key, std::string message);

  // Notes the fields that no table asked for. Call it once, after the last field.
  void finish();

 private:
  template <class T>
  void read_object(const nlohmann::json& object, std::string place, T& out) {
    FieldReader reader(object, std::move(place), report_);
    fields(reader, out);
    reader.finish();
  }

  const nlohmann::json* find(std::string_view key, std::string_view label, Need need);
  const nlohmann::json* find_object(std::string_view key, std::string_view label, Need need);
  const nlohmann::json* find_array(std::string_view key, std::string_view label, Need need);
  bool read_text(const nlohmann::json& value, const std::string& place, std::string_view label,
                 std::string& out);
  bool read_integer(std::string_view key, std::string_view label, Need need, std::int64_t& out);
  int index_of(const nlohmann::json& value, const std::string& place, std::string_view label,
               std::span<const std::string_view> words);
  int word_index(std::string_view key, std::string_view label, Need need,
                 std::span<const std::string_view> words);
  std::vector<int> word_indexes(std::string_view key, std::string_view label, Need need,
                                std::span<const std::string_view> words);
  void missing(std::string_view key, std::string_view label, Need need);
  void wrong_type(const std::string& place, std::string_view label, std::string_view wanted,
                  const nlohmann::json& found);
  void add(model::Severity severity, const char* code, std::string place, std::string message);
  std::string child(std::string_view key) const;

  const nlohmann::json& object_;
  std::string pointer_;
  ReadReport& report_;
  std::vector<std::string_view> known_;
};

}  // namespace gongkai::codec
