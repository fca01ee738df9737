// Result<T>: a value or the reason there is none. An expected failure is a value, never an exception.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace gongkai::model {

// What went wrong, in words a person can act on. `code` is stable and short ("SYNC-012"), `message` is Chinese
// and names the place (file, entity, field); neither holds personal data.
struct Error {
  std::string code;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(std::string code, std::string message) {
  return tl::unexpected<Error>(Error{std::move(code), std::move(message)});
}

}  // namespace gongkai::model
