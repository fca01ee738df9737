// The pictures an item shows: of its text, and attachments that are pictures (样表, scans).
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "content/model/item.h"

namespace gongkai::model {

// PNG and JPEG; nothing else is ever decoded by a terminal.
bool is_picture(const Attachment& attachment);

// Lower-case hex sha256 of each; names of another form are passed over.
std::set<std::string> pictures_of(const Item& item);

// Whatever in a JSON text could be the name of a picture: at least those of pictures_of, found without decoding.
std::set<std::string> pictures_named_in(std::string_view json);

}  // namespace gongkai::model
