// The pictures an item shows: of its text, and attachments that are pictures (样表, scans).
#pragma once

#include <set>
#include <string>

#include "content/model/item.h"

namespace gongkai::model {

// PNG and JPEG; nothing else is ever decoded by a terminal.
bool is_picture(const Attachment& attachment);

// Lower-case hex sha256 of each; names of another form are passed over.
std::set<std::string> pictures_of(const Item& item);

}  // namespace gongkai::model
