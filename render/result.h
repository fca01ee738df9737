// Result<T> of the render side. It knows nothing of content/, so the type stands here again (three lines).
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace gongkai::render {

// What went wrong; `message` is Chinese and names the file or the place.
struct Error {
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(std::string message) {
  return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace gongkai::render
