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

// Reads along for what JSON allows and a signed document must not hold. Not a callback of json::parse: with one, that
// goes through all earlier elements again at the end of each object of an array, and half a megabyte of "{}," takes
// minutes.
class StrictWatch {
 public:
  bool start_object(std::size_t) {
    names_.emplace_back();
    return enter();
  }
  bool end_object() {
    names_.pop_back();
    return leave();
  }
  bool start_array(std::size_t) { return enter(); }
  bool end_array() { return leave(); }
  bool key(std::string& name) {
    return names_.back().insert(name).second || fail(fmt::format("字段“{}”出现了两次", name));
  }
  bool number_float(double, const std::string&) { return fail("含有小数或超出 64 位的数字"); }
  bool number_integer(std::int64_t) { return true; }
  bool number_unsigned(std::uint64_t) { return true; }
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool string(std::string&) { return true; }
  bool binary(json::binary_t&) { return true; }
  bool parse_error(std::size_t byte, const std::string&, const json::exception&) {
    return fail(fmt::format("第 {} 字节处有误", byte));
  }

  const std::string& fault() const { return fault_; }

 private:
  bool enter() {
    return ++depth_ <= limits::json_depth || fail(fmt::format("嵌套超过 {} 层", limits::json_depth));
  }
  bool leave() {
    --depth_;
    return true;
  }
  bool fail(std::string why) {
    fault_ = std::move(why);
    return false;  // ends the reading
  }

  std::vector<std::set<std::string>> names_;
  int depth_ = 0;
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
  if (!json::sax_parse(bytes.begin(), bytes.end(), &watch)) {
    return model::failure("TRUST-001", "不是可信的 JSON：" + watch.fault());
  }
  return json::parse(bytes.begin(), bytes.end());
}

}  // namespace gongkai::trust
