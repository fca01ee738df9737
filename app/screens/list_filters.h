// What a list is narrowed by: the chips over it, and what stands in its place while an organ or a subject is chosen.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

// All that the page asks for, its letter included; offset and limit are the list's own.
store::ListQuery narrowed(const Building& building, const ListPage& page);
// Whether anything of it was chosen by the visitor.
bool is_narrowed(const ListPage& page);

// The chips, each with how many items it would leave; nothing for a list that is not narrowed by anything.
Blocks filter_bar(const Building& building, const ListPage& page);
// The organs or subjects that have items under the other conditions, with how many.
Block choices(const Building& building, const ListPage& page);
const Phrase& title_of(Choosing choosing);

Tone tone_of(ListKind kind);

}  // namespace gongkai::screens
