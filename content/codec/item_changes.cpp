#include "content/codec/item_changes.h"

#include <algorithm>

#include "content/codec/field_writer.h"
#include "content/codec/item_fields_disclosure.h"
#include "content/codec/item_fields_guide.h"
#include "content/codec/item_fields_header.h"
#include "content/codec/item_fields_reference.h"

namespace gongkai::codec {
namespace {

struct FieldText {
  std::string label, json;

  bool operator==(const FieldText&) const = default;
};

// Visits the field tables as FieldWriter does, and keeps each outer field's JSON apart.
class FieldTexts {
 public:
  void text(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.text(key, label, rest...); }); }
  void texts(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.texts(key, label, rest...); }); }
  void integer(std::string_view key, auto label, const auto&... rest) {
    if (key != "rev") keep(label, [&](auto& w) { w.integer(key, label, rest...); });
  }
  void number(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.number(key, label, rest...); }); }
  void flag(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.flag(key, label, rest...); }); }
  void date(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.date(key, label, rest...); }); }
  void dates(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.dates(key, label, rest...); }); }
  void instant(auto key, auto label, const auto&... rest) {
    keep(label, [&](auto& w) { w.instant(key, label, rest...); });
  }
  void nullable_text(auto key, auto label, const auto&... rest) {
    keep(label, [&](auto& w) { w.nullable_text(key, label, rest...); });
  }
  void table(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.table(key, label, rest...); }); }
  void word(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.word(key, label, rest...); }); }
  void word_among(auto key, auto label, const auto&... rest) {
    keep(label, [&](auto& w) { w.word_among(key, label, rest...); });
  }
  void word_set(auto key, auto label, const auto&... rest) {
    keep(label, [&](auto& w) { w.word_set(key, label, rest...); });
  }
  void object(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.object(key, label, rest...); }); }
  void group(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.group(key, label, rest...); }); }
  void list(auto key, auto label, const auto&... rest) { keep(label, [&](auto& w) { w.list(key, label, rest...); }); }

  std::vector<FieldText> fields;

 private:
  void keep(std::string_view label, const auto& write) {
    std::string json;
    FieldWriter writer(json);
    write(writer);
    fields.push_back({std::string(label), std::move(json)});
  }
};

std::vector<FieldText> field_texts(const model::Item& item) {
  FieldTexts texts;
  texts.word("kind", "内容类型", item.kind(), Need::required);
  header_fields(texts, item.header, item.kind());
  std::visit([&](const auto& body) { fields(texts, body); }, item.body);
  return std::move(texts.fields);
}

void add_new(const std::vector<FieldText>& fields, const std::vector<FieldText>& others,
             std::vector<std::string>& labels) {
  for (const FieldText& field : fields) {
    const bool same = std::find(others.begin(), others.end(), field) != others.end();
    if (!same && std::find(labels.begin(), labels.end(), field.label) == labels.end()) labels.push_back(field.label);
  }
}

}  // namespace

std::vector<std::string> changed_fields(const model::Item& before, const model::Item& after) {
  const std::vector<FieldText> older = field_texts(before), newer = field_texts(after);
  std::vector<std::string> labels;
  add_new(newer, older, labels);
  add_new(older, newer, labels);  // those that are gone, where the kind is another
  return labels;
}

}  // namespace gongkai::codec
