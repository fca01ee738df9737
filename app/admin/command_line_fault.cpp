#include "app/admin/command_line_fault.h"

#include <algorithm>
#include <tuple>

namespace gongkai::admin {

std::string fault_in_chinese(std::string_view kind, const std::string& text) {
  const auto after = [&](const char* mark) { return text.substr(std::min(text.size(), text.find(mark) + 2)); };
  if (text == "A subcommand is required") return "没有写明命令";
  if (kind == "RequiredError") return "缺少 " + text.substr(0, text.find(" is required"));
  if (kind == "ExtrasError") return "不认识的参数：" + after(": ");
  for (const auto& [name, verb, word] : {std::tuple("RequiresError", " requires ", " 必须同时写 "),
                                         std::tuple("ExcludesError", " excludes ", " 不能同时写 ")}) {
    const auto at = text.find(verb);
    if (kind != name || at == std::string::npos) continue;
    return text.substr(0, at) + word + text.substr(at + std::string_view(verb).size());
  }
  if (kind == "ValidationError" && text.find(": Check ") != std::string::npos) {
    const std::string value = text.substr(text.find(": Check ") + 8);
    return text.substr(0, text.find(": Check ")) + " 不能是 " + value.substr(0, value.find(" value in ")) +
           "，可用的值见 --help";
  }
  if (kind == "ConversionError" && text.starts_with("Could not convert: ")) {
    return "需要一个数：" + text.substr(std::string_view("Could not convert: ").size());
  }
  if (const auto range = text.find(" not in range "); range != std::string::npos) {
    const std::string bounds = text.substr(range + 14);
    const auto to = std::min(bounds.find(" to "), bounds.size());
    return text.substr(0, text.find(':')) + " 应是 " + bounds.substr(0, to) + " 到 " +
           bounds.substr(std::min(to + 4, bounds.size())) + " 的数";
  }
  return text;
}

}  // namespace gongkai::admin
