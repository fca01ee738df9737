#include "content/codec/field_writer.h"
#include "content/codec/item_fields_disclosure.h"
#include "content/codec/item_fields_guide.h"
#include "content/codec/item_fields_header.h"
#include "content/codec/item_fields_reference.h"
#include "content/codec/item_json.h"

namespace gongkai::codec {

std::string encode_item(const model::Item& item) {
  std::string out;
  out.reserve(4096);
  FieldWriter writer(out);
  writer.text("schema", "", "zwgk/1", Need::required);
  writer.word("kind", "", item.kind(), Need::required);
  header_fields(writer, item.header, item.kind());
  std::visit([&](const auto& body) { fields(writer, body); }, item.body);
  writer.close();
  return out;
}

}  // namespace gongkai::codec
