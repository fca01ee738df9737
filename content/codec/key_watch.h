// Reads along while nlohmann/json goes through a text, for what its own reader lets pass: two members of one name, numbers
// that are no integers, how deep it nests. Not a callback of json::parse: with one, that goes through all earlier elements
// again at the end of each object of an array.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gongkai::codec {

// A handler of json::sax_parse.
class KeyWatch {
 public:
  bool start_object(std::size_t) {
    enter();
    open_objects_.emplace_back();
    return true;
  }
  bool end_object() {
    --depth_;
    open_objects_.pop_back();
    return true;
  }
  bool key(std::string& name) {
    if (!open_objects_.back().insert(name).second) repeated_ = name;
    return true;
  }
  bool start_array(std::size_t) {
    enter();
    return true;
  }
  bool end_array() {
    --depth_;
    return true;
  }
  bool number_float(double, const std::string&) {
    has_fraction_ = true;
    return true;
  }
  bool number_integer(std::int64_t) { return true; }
  bool number_unsigned(std::uint64_t) { return true; }
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool string(std::string&) { return true; }
  bool binary(nlohmann::json::binary_t&) { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) { return false; }

  const std::optional<std::string>& repeated() const { return repeated_; }
  bool has_fraction() const { return has_fraction_; }  // 1.5, 1e3, or an integer beyond 64 bits
  int deepest() const { return deepest_; }

 private:
  void enter() { deepest_ = std::max(deepest_, ++depth_); }

  std::vector<std::set<std::string>> open_objects_;
  std::optional<std::string> repeated_;
  bool has_fraction_ = false;
  int depth_ = 0, deepest_ = 0;
};

}  // namespace gongkai::codec
