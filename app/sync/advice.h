// What people can do about a fault of the agent: the right column of the table in README.md, in Chinese.
#pragma once

#include <string_view>

namespace gongkai::agent {

// One sentence for any code of CycleReport; never empty.
std::string_view advice(std::string_view code);
// The same for a bundle that was refused: who carries it can get another one.
std::string_view bundle_advice(std::string_view code);

}  // namespace gongkai::agent
