// Laid-out paragraphs by their text and style; each keeps its shape and the lines of the last width it was
// asked for. Bounded: the longest unused one goes first.
#pragma once

#include <cstdint>
#include <list>
#include <unordered_map>

#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

class ParagraphCache {
 public:
  struct Entry {
    std::uint64_t hash = 0;
    Paragraph paragraph;
    ShapedParagraph shaped;
    LaidOutParagraph laid_out;
    int width_px = 0;
    std::size_t bytes = 0;
  };

  explicit ParagraphCache(std::size_t byte_budget) : budget_(byte_budget) {}

  Entry* find(const Paragraph& paragraph, std::uint64_t hash);  // moves it to the front; null if not there
  Entry& add(const Paragraph& paragraph, std::uint64_t hash);   // empty, at the front
  // Counts the front entry anew after it was filled, and drops old ones over the budget (never the front
  // one).
  void settle();
  void clear();
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t budget_, bytes_ = 0;
  std::list<Entry> entries_;
  std::unordered_map<std::uint64_t, std::list<Entry>::iterator> index_;
};

std::uint64_t hash_of(const Paragraph& paragraph);

}  // namespace gongkai::text
