// The shell patterns of delegations (TUF specification 1.0.34, section 4.5, PATHPATTERN).
#pragma once

#include <string_view>

namespace gongkai::trust {

// "*" is any run of characters, "?" any one, "[a-z]" one of a set and "[!a-z]" one outside it; none of them matches a
// slash. Characters are code points of UTF-8, upper and lower case differ, a backslash is a backslash. The same verdict
// under every locale, in time proportional to the product of the lengths at worst: patterns come from others.
bool pattern_matches(std::string_view pattern, std::string_view path);

}  // namespace gongkai::trust
