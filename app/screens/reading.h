// Reading aloud: what of a page is said, in which pieces, and which piece is marked on the page.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

// The sentences of `content`, in the order it is read; number `marked` is marked in it. Rows of tables and steps of
// flow charts are a sentence each. What is silent, icons and codes are passed over.
std::vector<Sentence> read_out(Blocks& content, int marked);

// Under the page while it is read: how far the voice is, the paragraph before and after, quieter and louder.
Block reading_bar(const Building& building);

}  // namespace gongkai::screens
