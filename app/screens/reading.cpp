#include "app/screens/reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/speech/sentences.h"

namespace gongkai::screens {

namespace {

// Goes through the blocks and cuts their words into sentences; marks the one that is asked for on the way.
class Reader {
 public:
  explicit Reader(int marked) : marked_(marked) {}

  void read(Block& block) {
    if (block.silent) return;
    if (auto* group = std::get_if<layout::Group>(&block.content)) {
      for (Block& child : group->children) read(child);
    } else if (auto* scrolling = std::get_if<layout::ScrollContent>(&block.content)) {
      if (scrolling->form == layout::ScrollForm::sideways) return read_sideways(scrolling->content);
      for (Block& child : scrolling->content) read(child);
    } else if (auto* words = std::get_if<layout::TextContent>(&block.content)) {
      read_text(*words);
    } else if (auto* table = std::get_if<layout::TableContent>(&block.content)) {
      read_table(*table);
    } else if (auto* chart = std::get_if<layout::FlowChartContent>(&block.content)) {
      for (layout::FlowBox& box : chart->boxes) box.marked = say(joined({box.mark, box.label, box.note, box.aside}, "，"));
    } else if (const auto* image = std::get_if<layout::ImageContent>(&block.content)) {
      say(image->caption);
    }
  }

  std::vector<Sentence> take() { return std::move(all_); }

 private:
  // Only one of the blocks over what goes sideways is shown, so they say the same; what is below comes after.
  void read_sideways(Blocks& blocks) {
    const std::size_t before = all_.size();
    const int paragraph = paragraph_;
    for (std::size_t i = 1; i < blocks.size(); ++i) {
      all_.resize(before);
      paragraph_ = paragraph;
      read(blocks[i]);
    }
    if (!blocks.empty()) read(blocks.front());
  }

  // One sentence, a paragraph by itself. True: it is the marked one.
  bool say(const std::string& shown) {
    if (speech::sentences_of(shown).empty()) return false;
    all_.push_back({shown, paragraph_++});
    return static_cast<int>(all_.size()) - 1 == marked_;
  }

  void read_text(layout::TextContent& words) {
    std::string whole;
    for (const TextSpan& span : words.spans) {
      if (span.role == FontRole::icon) return;
      whole += span.text;
    }
    const auto ranges = speech::sentences_of(whole);
    for (const speech::ByteRange& range : ranges) {
      if (static_cast<int>(all_.size()) == marked_) {
        words.mark = {static_cast<std::uint32_t>(range.begin), static_cast<std::uint32_t>(range.end)};
      }
      all_.push_back({whole.substr(range.begin, range.end - range.begin), paragraph_});
    }
    if (!ranges.empty()) ++paragraph_;
  }

  void read_table(layout::TableContent& table) {
    std::vector<std::string> titles;
    for (const layout::TableColumn& column : table.columns) titles.push_back(column.title);
    if (table.show_header) say(joined(titles, "，"));
    for (layout::TableRow& row : table.rows) {
      std::vector<std::string> cells;
      for (const layout::TableCell& cell : row.cells) cells.push_back(cell.text);
      row.marked = say(joined(cells, "，"));
    }
  }

  int marked_, paragraph_ = 0;
  std::vector<Sentence> all_;
};

// The first sentence of the paragraph that is `steps` away from that of `sentence`.
int paragraph_start(const std::vector<Sentence>& all, int sentence, int steps) {
  if (all.empty()) return 0;
  const int here = all[static_cast<std::size_t>(std::clamp(sentence, 0, static_cast<int>(all.size()) - 1))].paragraph;
  const int wanted = std::clamp(here + steps, 0, all.back().paragraph);
  const auto found = std::find_if(all.begin(), all.end(), [wanted](const Sentence& one) { return one.paragraph == wanted; });
  return static_cast<int>(found - all.begin());
}

}  // namespace

std::vector<Sentence> read_out(Blocks& content, int marked) {
  Reader reader(marked);
  for (Block& block : content) reader.read(block);
  return reader.take();
}

Block reading_bar(const Building& building) {
  const int at = building.state.sentence.value_or(0);
  const auto key = [&](const std::string& words, Intent intent) {
    Block block = text(words, {.size = 32, .tone = Tone::indigo, .role = FontRole::sans_bold, .align = Align::center, .line_height = 120});
    block = column({spacer(), std::move(block), spacer()});
    block.min_height = 84;
    block.border = Tone::indigo;
    return grown(tapped(filled(std::move(block), Tone::surface, 12), building.intents.add(std::move(intent)), words));
  };
  Block state = text(say(building, phrases::reading_sentence, at + 1, building.sentences.size(), building.state.volume, loudest),
                     {.size = 28, .tone = Tone::ink, .align = Align::center, .line_height = 130});
  Block keys = row({key(say(building, phrases::paragraph_before), ReadFrom{paragraph_start(building.sentences, at, -1)}),
                    key(say(building, phrases::paragraph_after), ReadFrom{paragraph_start(building.sentences, at, 1)}), key(say(building, phrases::quieter), ChangeVolume{-1}),
                    key(say(building, phrases::louder), ChangeVolume{1})},
                   16, Place::stretch);
  Block bar = column({std::move(state), std::move(keys)}, 8);
  bar.padding = {40, 8, 40, 14};
  return filled(std::move(bar), Tone::surface_soft);
}

}  // namespace gongkai::screens
