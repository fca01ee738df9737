#include "content/model/item.h"

namespace gongkai::model {

Header::Header() = default;
Header::Header(const Header& other) = default;
Header::Header(Header&& other) noexcept = default;
Header& Header::operator=(const Header& other) = default;
Header& Header::operator=(Header&& other) noexcept = default;
Header::~Header() = default;

Body::Body() = default;
Body::Body(const Body& other) = default;
Body::Body(Body&& other) noexcept = default;
Body& Body::operator=(const Body& other) = default;
Body& Body::operator=(Body&& other) noexcept = default;
Body::~Body() = default;

}  // namespace gongkai::model
