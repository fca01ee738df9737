#include "render/text/paragraph_cache.h"

#include <cstring>

namespace gongkai::text {
namespace {

constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t h, std::uint64_t value) {
  h = (h ^ value) * multiplier;
  return h ^ h >> 32;
}

std::uint64_t hash_bytes(std::uint64_t h, std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    h = mixed(h, word);
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

bool same(const Paragraph& a, const Paragraph& b) {
  if (a.spans.size() != b.spans.size() || !same(a.style, b.style)) return false;
  for (std::size_t i = 0; i < a.spans.size(); ++i) {
    const Span &x = a.spans[i], &y = b.spans[i];
    if (x.role != y.role || x.px != y.px || x.text != y.text) return false;
  }
  return true;
}

std::size_t bytes_of(const ParagraphCache::Entry& entry) {
  std::size_t bytes = sizeof(entry) + entry.shaped.bytes();
  for (const Span& span : entry.paragraph.spans) bytes += sizeof(span) + span.text.capacity();
  const LaidOutParagraph& l = entry.laid_out;
  return bytes + l.glyphs.capacity() * sizeof(PlacedGlyph) + l.runs.capacity() * sizeof(GlyphRun) +
         l.missing.capacity() * sizeof(MissingGlyph) + l.lines.capacity() * sizeof(Line);
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

ParagraphCache::Entry* ParagraphCache::find(const Paragraph& paragraph, std::uint64_t hash) {
  const auto found = index_.find(hash);
  if (found == index_.end() || !same(found->second->paragraph, paragraph)) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return &entries_.front();
}

ParagraphCache::Entry& ParagraphCache::add(const Paragraph& paragraph, std::uint64_t hash) {
  if (const auto known = index_.find(hash);
      known != index_.end()) {  // another text with this hash: it gives way
    bytes_ -= known->second->bytes;
    entries_.erase(known->second);
    index_.erase(known);
  }
  entries_.emplace_front();
  entries_.front().hash = hash;
  entries_.front().paragraph = paragraph;
  index_.emplace(hash, entries_.begin());
  return entries_.front();
}

void ParagraphCache::settle() {
  Entry& front = entries_.front();
  bytes_ -= front.bytes;
  front.bytes = bytes_of(front);
  bytes_ += front.bytes;
  while (bytes_ > budget_ && entries_.size() > 1) {
    bytes_ -= entries_.back().bytes;
    index_.erase(entries_.back().hash);
    entries_.pop_back();
  }
}

void ParagraphCache::clear() {
  entries_.clear();
  index_.clear();
  bytes_ = 0;
}

}  // namespace gongkai::text
