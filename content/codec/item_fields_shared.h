// The field tables of the content model "zwgk/1" (item_fields_*.h): for each value its JSON keys in order,
// what a clerk calls them, and whether they must be there. Each table runs with FieldReader and with
// FieldWriter, so that what is written is what is read.
#pragma once

#include <concepts>
#include <type_traits>

#include "content/codec/field_need.h"
#include "content/model/item.h"

namespace gongkai::codec {

// A reader's table takes a U&, a writer's a const U&.
template <class T, class U>
concept Of = std::same_as<std::remove_const_t<T>, U>;

}  // namespace gongkai::codec
