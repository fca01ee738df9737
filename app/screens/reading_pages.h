// Text too long for one look at a board, in pages that end where sentences end (domain section 7: what would take longer
// than 40 s to read is split there). Each turn of the item shows the next page.
#pragma once

#include <string>
#include <vector>

#include "content/model/item.h"

namespace gongkai::screens {

// The room of one page, and how much of the reader's 40 s its title takes already.
struct PageRoom {
  int half_ems_a_line = 40, lines = 6;
  std::string title;
};

// Paragraphs of a page are parted by '\n'. Never empty; a sentence longer than a page is broken at a comma, or else
// where the page ends.
std::vector<std::string> reading_pages(const std::vector<std::string>& paragraphs, const PageRoom& room);

// The running text of a notice or posting, a paragraph each: headings and lists too, but no tables, no signature. Of
// another kind its most useful sentences.
std::vector<std::string> paragraphs_of(const model::Item& item);

}  // namespace gongkai::screens
