// What is wrong with a command line, in Chinese.
#pragma once

#include <string>
#include <string_view>

namespace gongkai::admin {

// `kind` and `text` are CLI11's name and words of a fault. Those a clerk meets come back in Chinese, the rest as they are.
std::string fault_in_chinese(std::string_view kind, const std::string& text);

}  // namespace gongkai::admin
