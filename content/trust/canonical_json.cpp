#include "content/trust/canonical_json.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "content/trust/limits.h"

namespace gongkai::trust {
namespace {

using nlohmann::json;

void append_string(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void append(std::string& out, const json& value) {
  switch (value.type()) {
    case json::value_t::object: {
      // json keeps members in a std::map: sorted by bytes, which for UTF-8 is the order of code points.
      char separator = '{';
      for (const auto& [key, member] : value.items()) {
        out += separator;
        append_string(out, key);
        out += ':';
        append(out, member);
        separator = ',';
      }
      if (separator == '{') out += '{';
      out += '}';
      return;
    }
    case json::value_t::array: {
      out += '[';
      bool first = true;
      for (const json& element : value) {
        if (!first) out += ',';
        append(out, element);
        first = false;
      }
      out += ']';
      return;
    }
    case json::value_t::string: append_string(out, value.get_ref<const std::string&>()); return;
    case json::value_t::boolean: out += value.get<bool>() ? "true" : "false"; return;
    case json::value_t::number_integer: out += std::to_string(value.get<std::int64_t>()); return;
    case json::value_t::number_unsigned: out += std::to_string(value.get<std::uint64_t>()); return;
    case json::value_t::null: out += "null"; return;
    case json::value_t::number_float:
    case json::value_t::binary:
    case json::value_t::discarded: break;
  }
  std::abort();  // parse_strict lets none of these through, and our own documents hold none
}

// Watches a parse for what JSON allows and a signed document must not hold.
class StrictWatch {
 public:
  bool operator()(int depth, json::parse_event_t event, json& parsed) {
    switch (event) {
      case json::parse_event_t::object_start:
        names_.emplace_back();
        return depth_is_fine(depth);
      case json::parse_event_t::array_start: return depth_is_fine(depth);
      case json::parse_event_t::object_end:
        if (!names_.empty()) names_.pop_back();
        return true;
      case json::parse_event_t::key:
        if (!names_.empty() && !names_.back().insert(parsed.get<std::string>()).second) {
          fail(fmt::format("字段“{}”出现了两次", parsed.get<std::string>()));
        }
        return true;
      case json::parse_event_t::value:
        if (parsed.is_number_float()) fail("含有小数或超出 64 位的数字");
        return true;
      case json::parse_event_t::array_end: return true;
    }
    return true;
  }

  const std::string& fault() const { return fault_; }

 private:
  bool depth_is_fine(int depth) {
    if (depth < limits::json_depth) return true;
    fail(fmt::format("嵌套超过 {} 层", limits::json_depth));
    return false;
  }
  void fail(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
  }

  std::vector<std::set<std::string>> names_;
  std::string fault_;
};

}  // namespace

std::string canonical(const json& value) {
  std::string out;
  append(out, value);
  return out;
}

model::Result<json> parse_strict(std::string_view bytes) {
  StrictWatch watch;
  try {
    json value = json::parse(
        bytes.begin(), bytes.end(),
        [&watch](int depth, json::parse_event_t event, json& parsed) { return watch(depth, event, parsed); });
    if (!watch.fault().empty()) return model::failure("TRUST-001", "不是可信的 JSON：" + watch.fault());
    return value;
  } catch (const json::parse_error& error) {
    return model::failure("TRUST-001", fmt::format("不是 JSON：第 {} 字节处有误", error.byte));
  } catch (const json::exception&) {
    return model::failure("TRUST-001", "不是可用的 JSON");
  }
}

}  // namespace gongkai::trust
