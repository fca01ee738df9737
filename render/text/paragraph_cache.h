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
  // The newest; what was laid out in it before is still there, its room is to be used again.
  Entry& add(const Paragraph& paragraph, std::uint64_t hash);
  // Counts the newest entry again after it was filled, and retires old ones over the budget (never the newest).
  void settle();
  void clear();
  // Tells the processor that this entry will be laid out now: its memory was last touched long ago.
  static void fetch_rooms(const Entry& entry);
  std::size_t bytes() const { return bytes_; }

 private:
  // Enough for short chains: an entry of a line or two takes about a kilobyte of the budget.
  static constexpr std::size_t bucket_count = 8192;
  // The room of a larger entry is wasted on most paragraphs.
  static constexpr std::size_t most_spare = std::size_t{16} << 10;

  std::unique_ptr<Entry>& bucket(std::uint64_t hash) { return buckets_[hash % bucket_count]; }
  void link(Entry& entry);
  void unlink(Entry& entry);
  void retire(Entry& entry);
  std::unique_ptr<Entry> take_spare();

  std::size_t budget_, bytes_ = 0, spare_bytes_ = 0;
  std::vector<std::unique_ptr<Entry>> buckets_;
  std::vector<std::unique_ptr<Entry>> spare_;  // for the room they have
  Entry *newest_ = nullptr, *oldest_ = nullptr;
};

std::uint64_t hash_of(const Paragraph& paragraph);

}  // namespace gongkai::text
