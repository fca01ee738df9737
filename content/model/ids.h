// Identifiers of the catalogue. They are plain strings; the names say which one a field holds.
#pragma once

#include <string>

namespace gongkai::model {

using EntityId = std::string;   // "guide-cg-0007": ^[a-z]{2,10}-[0-9A-Za-z-]{1,48}$, unique in the catalogue
using NodeCode = std::string;   // "C-01": a node of the disclosure catalogue
using WindowNo = std::string;   // "A07": a window of the hall
using BureauName = std::string; // "zrzy": the delegated role that publishes the entity

}  // namespace gongkai::model
