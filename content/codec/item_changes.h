// What differs between two revisions of an entity, for the people who approve the newer one.
#pragma once

#include <string>
#include <vector>

#include "content/model/item.h"

namespace gongkai::codec {

// The Chinese names of the fields whose values differ, in the order of the field tables (item_fields_*.h); the revision
// number is none of them. A field inside a group or a list counts as that group or list.
std::vector<std::string> changed_fields(const model::Item& before, const model::Item& after);

}  // namespace gongkai::codec
