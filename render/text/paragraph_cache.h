// Laid-out paragraphs by their text and style; each keeps its shape and the lines of the last width it was
// asked for. Bounded: the longest unused one goes first.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

class ParagraphCache {
 public:
  struct Entry {
    std::uint64_t hash = 0;
    std::unique_ptr<Entry> next;  // of the same bucket
    ParagraphStyle style;         // the key: style and spans,
    Span first_span;              // of which nearly every paragraph has just one
    std::vector<Span> more_spans;
    bool has_span = false;
    ShapedParagraph shaped;
    LaidOutParagraph laid_out;
    int width_px = 0;
    std::size_t bytes = 0;
    Entry *newer = nullptr, *older = nullptr;  // in the order of use
  };

  explicit ParagraphCache(std::size_t byte_budget) : budget_(byte_budget), buckets_(bucket_count) {}
  ParagraphCache(const ParagraphCache&) = delete;
  ParagraphCache& operator=(const ParagraphCache&) = delete;

  Entry* find(const Paragraph& paragraph, std::uint64_t hash);  // makes it the newest; null if not there
  Entry& add(const Paragraph& paragraph, std::uint64_t hash);   // empty, the newest
  // Counts the newest entry again after it was filled, and drops old ones over the budget (never the newest).
  void settle();
  void clear();
  std::size_t bytes() const { return bytes_; }

 private:
  // Enough for short chains: an entry of a line or two takes about a kilobyte of the budget.
  static constexpr std::size_t bucket_count = 8192;

  std::unique_ptr<Entry>& bucket(std::uint64_t hash) { return buckets_[hash % bucket_count]; }
  void link(Entry& entry);
  void unlink(Entry& entry);
  void drop(Entry& entry);

  std::size_t budget_, bytes_ = 0;
  std::vector<std::unique_ptr<Entry>> buckets_;
  Entry *newest_ = nullptr, *oldest_ = nullptr;
};

std::uint64_t hash_of(const Paragraph& paragraph);

}  // namespace gongkai::text
