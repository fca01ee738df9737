// A JSON string with its quotes, for the few lines of JSON the programs print without a library.
#pragma once

#include <string>
#include <string_view>

namespace gongkai::process {

std::string json_string(std::string_view text);

}  // namespace gongkai::process
