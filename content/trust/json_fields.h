// Reading the members of a metadata document. The first fault ends the reading, by an exception that stays inside
// metadata.cpp: a file of which one field is wrong is refused whole.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::trust {

inline constexpr std::int64_t max_version = std::numeric_limits<std::int64_t>::max();

struct FieldFault {
  std::string code;  // TRUST-00N
  std::string why;
};

[[noreturn]] void reject(std::string_view field, std::string_view why);  // TRUST-004

const nlohmann::json& member(const nlohmann::json& object, const char* name);
const nlohmann::json& object_member(const nlohmann::json& object, const char* name);
const nlohmann::json& array_member(const nlohmann::json& object, const char* name);
std::string text(const nlohmann::json& value, std::string_view name);
std::string text_member(const nlohmann::json& object, const char* name);
std::vector<std::string> text_list(const nlohmann::json& object, const char* name);
bool bool_member(const nlohmann::json& object, const char* name);
std::int64_t integer_member(const nlohmann::json& object, const char* name, std::int64_t least, std::int64_t most);

}  // namespace gongkai::trust
