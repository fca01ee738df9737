#include "content/trust/json_fields.h"

#include <fmt/format.h>

namespace gongkai::trust {

using nlohmann::json;

void reject(std::string_view field, std::string_view why) {
  throw FieldFault{"TRUST-004", fmt::format("字段 {} {}", field, why)};
}

const json& member(const json& object, const char* name) {
  if (!object.is_object()) reject(name, "所在之处应为对象");
  const auto found = object.find(name);
  if (found == object.end()) reject(name, "缺失");
  return *found;
}

const json& object_member(const json& object, const char* name) {
  const json& value = member(object, name);
  if (!value.is_object()) reject(name, "应为对象");
  return value;
}

const json& array_member(const json& object, const char* name) {
  const json& value = member(object, name);
  if (!value.is_array()) reject(name, "应为数组");
  return value;
}

std::string text(const json& value, std::string_view name) {
  if (!value.is_string()) reject(name, "应为文字");
  return value.get<std::string>();
}

std::string text_member(const json& object, const char* name) { return text(member(object, name), name); }

std::vector<std::string> text_list(const json& object, const char* name) {
  std::vector<std::string> list;
  for (const json& value : array_member(object, name)) list.push_back(text(value, name));
  return list;
}

bool bool_member(const json& object, const char* name) {
  const json& value = member(object, name);
  if (!value.is_boolean()) reject(name, "应为 true 或 false");
  return value.get<bool>();
}

std::int64_t integer_member(const json& object, const char* name, std::int64_t least, std::int64_t most) {
  const json& value = member(object, name);
  if (!value.is_number_integer()) reject(name, "应为整数");
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(max_version)) {
    reject(name, "过大");
  }
  const auto number = value.get<std::int64_t>();
  if (number < least || number > most) reject(name, "超出范围");
  return number;
}

}  // namespace gongkai::trust
