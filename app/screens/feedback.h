// Where other pages lead to feedback and wishes: nothing where the terminal has no place to keep them.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

// At the end of an item.
Blocks rate_card(const Building& building, const model::EntityId& item);
// The service of the hall, and what one would like to know.
Blocks opinion_card(const Building& building);
// Where a search found nothing.
Blocks wish_button(const Building& building);

}  // namespace gongkai::screens
