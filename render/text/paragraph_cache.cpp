#include "render/text/paragraph_cache.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace gongkai::text {
namespace {

constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t h, std::uint64_t value) {
  h = (h ^ value) * multiplier;
  return h ^ h >> 32;
}

std::uint64_t hash_bytes(std::uint64_t h, std::string_view text) {
  const auto word_at = [&text](std::size_t place) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + place, sizeof word);
    return word;
  };
  std::size_t i = 0;
  // In two strands, since each multiplication waits for the one before it.
  std::uint64_t other = ~h;
  for (; i + 16 <= text.size(); i += 16) {
    h = mixed(h, word_at(i));
    other = mixed(other, word_at(i + 8));
  }
  h = mixed(h, other);
  if (i + 8 <= text.size()) {
    h = mixed(h, word_at(i));
    i += 8;
  }
  std::uint64_t rest = text.size();
  for (; i < text.size(); ++i) rest = rest << 8 | static_cast<unsigned char>(text[i]);
  return mixed(h, rest);
}

bool same(const ParagraphStyle& a, const ParagraphStyle& b) {
  return a.language == b.language && a.level == b.level && a.align == b.align && a.repair == b.repair &&
         a.hanging == b.hanging && a.line_height_percent == b.line_height_percent &&
         a.indent_first_em64 == b.indent_first_em64 && a.letter_spacing_px == b.letter_spacing_px &&
         a.max_lines == b.max_lines;
}

bool same(const Span& a, const Span& b) { return a.role == b.role && a.px == b.px && a.text == b.text; }

bool same(const ParagraphCache::Entry& entry, const Paragraph& paragraph) {
  const auto& spans = paragraph.spans;
  if (entry.more_spans.size() + 1 != std::max<std::size_t>(spans.size(), 1) ||
      !same(entry.style, paragraph.style)) {
    return false;
  }
  if (spans.empty() || !entry.has_span) return spans.empty() && !entry.has_span;
  if (!same(entry.first_span, spans[0])) return false;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (!same(entry.more_spans[i - 1], spans[i])) return false;
  }
  return true;
}

std::size_t bytes_of(const ParagraphCache::Entry& entry) {
  std::size_t bytes = sizeof(entry) + entry.shaped.bytes() + entry.first_span.text.capacity();
  for (const Span& span : entry.more_spans) bytes += sizeof(span) + span.text.capacity();
  const LaidOutParagraph& l = entry.laid_out;
  return bytes + l.glyphs.capacity() * sizeof(PlacedGlyph) + l.runs.capacity() * sizeof(GlyphRun) +
         l.missing.capacity() * sizeof(MissingGlyph) + l.lines.capacity() * sizeof(Line);
}

// Asks for memory that was last touched long ago and will be written soon, so that nobody waits for it then.
void fetch(const void* memory, std::size_t bytes) {
  constexpr std::size_t cache_line = 64, most = 2048;
  for (std::size_t i = 0; i < std::min(bytes, most); i += cache_line)
    __builtin_prefetch(static_cast<const char*>(memory) + i, 1);
}
template <class Vector>
void fetch_room(const Vector& vector) {
  fetch(vector.data(), vector.capacity() * sizeof(*vector.data()));
}

}  // namespace

std::uint64_t hash_of(const Paragraph& paragraph) {
  const ParagraphStyle& s = paragraph.style;
  std::uint64_t h = mixed(
      multiplier, static_cast<std::uint64_t>(s.language) | static_cast<std::uint64_t>(s.level) << 8 |
                      static_cast<std::uint64_t>(s.align) << 16 | static_cast<std::uint64_t>(s.repair) << 24 |
                      static_cast<std::uint64_t>(s.hanging) << 32);
  h = mixed(h, static_cast<std::uint64_t>(static_cast<std::uint32_t>(s.line_height_percent)) << 32 |
                   static_cast<std::uint32_t>(s.indent_first_em64));
  h = mixed(h, static_cast<std::uint64_t>(static_cast<std::uint32_t>(s.letter_spacing_px)) << 32 |
                   static_cast<std::uint32_t>(s.max_lines));
  for (const Span& span : paragraph.spans) {
    h = hash_bytes(
        mixed(h, static_cast<std::uint64_t>(span.role) << 32 | static_cast<std::uint32_t>(span.px)),
        span.text);
  }
  return h;
}

void ParagraphCache::link(Entry& entry) {
  entry.newer = nullptr;
  entry.older = newest_;
  (newest_ != nullptr ? newest_->newer : oldest_) = &entry;
  newest_ = &entry;
}

void ParagraphCache::unlink(Entry& entry) {
  (entry.newer != nullptr ? entry.newer->older : newest_) = entry.older;
  (entry.older != nullptr ? entry.older->newer : oldest_) = entry.newer;
}

void ParagraphCache::retire(Entry& entry) {
  unlink(entry);
  std::unique_ptr<Entry>* owner = &bucket(entry.hash);
  while (owner->get() != &entry) owner = &(*owner)->next;
  std::unique_ptr<Entry> retired = std::exchange(*owner, std::move(entry.next));
  bytes_ -= retired->bytes;
  if (retired->bytes > most_spare) return;
  spare_bytes_ += retired->bytes;
  spare_.push_back(std::move(retired));
}

std::unique_ptr<ParagraphCache::Entry> ParagraphCache::take_spare() {
  if (spare_.empty()) return std::make_unique<Entry>();
  std::unique_ptr<Entry> entry = std::move(spare_.back());
  spare_.pop_back();
  spare_bytes_ -= std::exchange(entry->bytes, 0);
  if (!spare_.empty()) fetch(spare_.back().get(), sizeof(Entry));
  return entry;
}

ParagraphCache::Entry* ParagraphCache::find(const Paragraph& paragraph, std::uint64_t hash) {
  Entry* entry = bucket(hash).get();
  while (entry != nullptr && (entry->hash != hash || !same(*entry, paragraph))) entry = entry->next.get();
  if (entry != nullptr && entry != newest_) {
    unlink(*entry);
    link(*entry);
  }
  return entry;
}

ParagraphCache::Entry& ParagraphCache::add(const Paragraph& paragraph, std::uint64_t hash) {
  std::unique_ptr<Entry> fresh = take_spare();
  Entry& entry = *fresh;
  entry.hash = hash;
  entry.style = paragraph.style;
  entry.has_span = !paragraph.spans.empty();
  entry.more_spans.clear();
  if (entry.has_span) {
    entry.first_span = paragraph.spans.front();
    entry.more_spans.assign(paragraph.spans.begin() + 1, paragraph.spans.end());
  }
  fresh->next = std::move(bucket(hash));
  bucket(hash) = std::move(fresh);
  link(entry);
  return entry;
}

void ParagraphCache::settle() {
  bytes_ -= newest_->bytes;
  newest_->bytes = bytes_of(*newest_);
  bytes_ += newest_->bytes;
  while (bytes_ + spare_bytes_ > budget_ && (!spare_.empty() || oldest_ != newest_)) {
    if (spare_.empty()) {
      retire(*oldest_);
    } else {
      take_spare();
    }
  }
  // When there is nearly no room, the oldest one gives its own to the next.
  const bool nearly_full = bytes_ > budget_ - budget_ / 16;
  if (nearly_full && spare_.empty() && oldest_ != newest_) retire(*oldest_);
  if (!spare_.empty()) fetch_rooms(*spare_.back());
}

void ParagraphCache::fetch_rooms(const Entry& entry) {
  fetch_room(entry.first_span.text);
  fetch_room(entry.shaped.units);
  fetch_room(entry.laid_out.glyphs);
  fetch_room(entry.laid_out.lines);
  fetch_room(entry.laid_out.runs);
}

void ParagraphCache::clear() {
  while (newest_ != nullptr) retire(*newest_);
}

}  // namespace gongkai::text
