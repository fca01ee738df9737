#include "render/text/paragraph.h"

#include "render/text/cache_budgets.h"
#include "render/text/paragraph_cache.h"
#include "render/text/place.h"
#include "render/text/shape_paragraph.h"

namespace gongkai::text {

struct TextEngine::Caches {
  explicit Caches(const FontStack& stack)
      : fonts(&stack), shaper(stack, stretch_cache_bytes), paragraphs(paragraph_cache_bytes) {}

  const FontStack* fonts;
  ParagraphShaper shaper;
  ParagraphCache paragraphs;
  TextStatistics counts;
};

namespace {

void stand_for_no_text(ShapedParagraph& mark) {
  for (Unit& unit : mark.units) unit.bytes = 0;
  for (SideUnit& side : mark.sides) side.bytes = 0;
  mark.text_size = 0;
}

}  // namespace

TextEngine::TextEngine(const FontStack& fonts) : caches_(std::make_unique<Caches>(fonts)) {}
TextEngine::TextEngine(TextEngine&&) noexcept = default;
TextEngine::~TextEngine() = default;

const FontStack& TextEngine::fonts() const { return *caches_->fonts; }

void TextEngine::forget() {
  caches_->paragraphs.clear();
  caches_->shaper.forget_stretches();
}

TextStatistics TextEngine::statistics() const {
  TextStatistics out = caches_->counts;
  out.stretch_hits = caches_->shaper.stretches().hits();
  out.stretch_misses = caches_->shaper.stretches().misses();
  out.shape_calls = caches_->shaper.shaper().shape_calls();
  out.paragraph_bytes = caches_->paragraphs.bytes();
  out.stretch_bytes = caches_->shaper.stretches().bytes();
  out.table_bytes = caches_->shaper.table_bytes();
  return out;
}

const LaidOutParagraph& TextEngine::lay_out(const Paragraph& paragraph, int width_px) {
  const std::uint64_t hash = hash_of(paragraph);
  ParagraphCache::Entry* entry = caches_->paragraphs.find(paragraph, hash);
  if (entry != nullptr && entry->width_px == width_px) {
    ++caches_->counts.paragraph_hits;
    return entry->laid_out;
  }
  if (entry == nullptr) {
    ++caches_->counts.paragraph_misses;
    entry = &caches_->paragraphs.add(paragraph, hash);
    caches_->shaper.shape(paragraph, entry->shaped);
  } else {
    ++caches_->counts.paragraph_refits;
    ParagraphCache::fetch_rooms(*entry);
  }
  entry->width_px = width_px;
  ShapedParagraph ellipsis;
  const bool may_cut = paragraph.style.max_lines > 0 && !paragraph.spans.empty();
  if (may_cut) {
    Paragraph mark{{paragraph.spans.back()}, paragraph.style};
    mark.spans[0].text = "……";
    mark.style.repair = Repair::off;
    ellipsis = caches_->shaper.shape(mark);
    stand_for_no_text(ellipsis);
  }
  place_paragraph({paragraph, entry->shaped, may_cut ? &ellipsis : nullptr, caches_->shaper}, width_px,
                  entry->laid_out);
  caches_->paragraphs.settle();
  return entry->laid_out;
}

LaidOutParagraph TextEngine::lay_out_once(const Paragraph& paragraph) {
  const ShapedParagraph shaped = caches_->shaper.shape(paragraph);
  LaidOutParagraph out;
  place_paragraph({paragraph, shaped, nullptr, caches_->shaper}, 0, out);
  return out;
}

}  // namespace gongkai::text
