// Random trees of blocks: layout, paging, painting and scrolling. The tree keeps to what block.h asks of its writer
// (links name boxes that exist, rows are as long as the columns, a scroll has one child); everything else is free.
#include <algorithm>
#include <vector>

#include "render/layout/flow.h"
#include "render/layout/frame_dump.h"
#include "render/layout/pages.h"
#include "render/paint/painter.h"
#include "tests/fakes/square_font.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace gongkai;
using fuzz::FuzzInput;
using fuzz::require;
using layout::Block;

constexpr int deepest = 5;

class TreeReader {
 public:
  explicit TreeReader(FuzzInput& in) : in_(in) {}

  Block block(int depth) {
    Block block;
    --blocks_left_;
    switch (in_.below(depth < deepest && blocks_left_ > 0 ? 10 : 8)) {
      case 0: break;
      case 1: block.content = text_content(); break;
      case 2: block.content = table(); break;
      case 3: block.content = chart(); break;
      case 4: block.content = layout::ProgressContent{in_.byte(), in_.byte()}; break;
      case 5: block.content = layout::QrContent{text()}; break;
      case 6: block.content = layout::ImageContent{"", text(), in_.number(3000), in_.number(3000)}; break;
      case 7: block.content = ticker(); break;
      case 8: block.content = scroll(depth); break;
      default: block.content = group(depth); break;
    }
    if (in_.yes()) decorate(block);
    return block;
  }

 private:
  int size() { return in_.number(600); }
  layout::Tone tone() { return in_.word(layout::Tone::led_tag); }
  std::string text() { return std::string(in_.until('\n').substr(0, 200)); }

  std::vector<layout::TextSpan> spans() {
    std::vector<layout::TextSpan> spans(static_cast<std::size_t>(1 + in_.below(3)));
    for (layout::TextSpan& span : spans) span = {text(), in_.word(text::FontRole::led), 1 + in_.below(90), tone(), in_.yes()};
    return spans;
  }

  layout::TextContent text_content() {
    layout::TextContent content;
    content.spans = spans();
    content.style.align = in_.word(text::Align::justify);
    content.style.max_lines = in_.below(4);
    content.style.letter_spacing_px = in_.below(4);
    content.style.indent_first_em64 = in_.byte();
    return content;
  }

  layout::TableContent table() {
    layout::TableContent table;
    table.columns.resize(static_cast<std::size_t>(1 + in_.below(5)));
    for (layout::TableColumn& column : table.columns) column = {text(), in_.below(5), in_.word(text::Align::end)};
    table.rows.resize(static_cast<std::size_t>(in_.below(12)));
    for (layout::TableRow& row : table.rows) {
      row.action = static_cast<layout::Action>(in_.below(3));
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        row.cells.push_back({text(), in_.word(text::FontRole::led), tone(), in_.yes()});
      }
    }
    table.cell_padding = in_.below(40);
    table.min_row_height = in_.byte();
    table.show_header = in_.yes();
    table.grid = in_.yes();
    return table;
  }

  layout::FlowChartContent chart() {
    layout::FlowChartContent chart;
    chart.direction = in_.word(layout::ChartDirection::right);
    const int boxes = 1 + in_.below(12);
    for (int i = 0; i < boxes; ++i) {
      chart.boxes.push_back({text(), text(), text(), text(), in_.word(layout::FlowShape::end),
                             static_cast<layout::Action>(in_.below(3))});
    }
    for (int i = in_.below(20); i > 0; --i) {
      chart.links.push_back({static_cast<std::size_t>(in_.below(boxes)), static_cast<std::size_t>(in_.below(boxes)), text()});
    }
    return chart;
  }

  layout::TickerContent ticker() { return {next_id_++, spans(), 1 + in_.below(8)}; }

  layout::ScrollContent scroll(int depth) {
    layout::ScrollContent scroll;
    scroll.id = next_id_++;
    scroll.content.push_back(block(depth + 1));
    if (in_.yes()) scroll.form = layout::ScrollForm::sideways;
    return scroll;
  }

  layout::Group group(int depth) {
    layout::Group group;
    group.direction = in_.word(layout::Direction::stack);
    group.gap = in_.below(50);
    group.along = in_.word(layout::Place::stretch);
    group.across = in_.word(layout::Place::stretch);
    for (int i = in_.below(8); i > 0 && blocks_left_ > 0; --i) group.children.push_back(block(depth + 1));
    return group;
  }

  void decorate(Block& block) {
    block.width = in_.yes() ? size() : 0;
    block.height = in_.yes() ? size() : 0;
    block.min_width = in_.yes() ? size() : 0;
    block.min_height = in_.yes() ? size() : 0;
    block.grow = in_.below(4);
    block.padding = {in_.below(40), in_.below(40), in_.below(40), in_.below(40)};
    block.fill = tone();
    block.border = tone();
    block.border_width = in_.below(9);
    block.radius = in_.below(60);
    block.top_bar = tone();
    block.bottom_bar = tone();
    block.bottom_line = tone();
    block.action = static_cast<layout::Action>(in_.below(3));
  }

  FuzzInput& in_;
  int blocks_left_ = 60;
  std::uint32_t next_id_ = 1;
};

layout::Theme read_theme(FuzzInput& in) {
  constexpr double units[] = {1.0, 0.25, 0.6, 1.5, 2.0};
  layout::Theme theme = in.yes() ? layout::default_theme() : layout::high_contrast_theme();
  theme.unit = units[in.below(5)];
  theme.text_scale = in.yes() ? 1.5 : 1.0;
  theme.mono_text = in.yes();
  return theme;
}

// What has been moved must show what a full paint shows at the new place.
class MotionCheck {
 public:
  MotionCheck(const layout::Frame& frame, paint::Painter& painter) : frame_(frame), painter_(painter) {}

  void scroll(const layout::ScrollLayer& layer, int step) {
    const int to = std::min(layer.furthest(), step);
    if (to == 0 || layer.covered) return;
    paint::Canvas moved = painted({});
    paint::Motion motion;
    motion.scroll_y[layer.id] = to;
    painter_.scroll(frame_, layer.id, 0, to, motion, moved.view());
    require(same(moved, painted(motion)), "scrolling shows what painting shows");
  }

  void pan(const layout::ScrollLayer& layer, const layout::SidewaysPart& part, int step) {
    paint::Motion motion;
    motion.scroll_y[layer.id] = std::min(layer.furthest(), step);
    const int to = std::min(part.furthest(), step);
    if (to == 0 || layer.covered) return;
    paint::Canvas moved = painted(motion);
    painter_.pan(frame_, part.id, 0, to, motion, moved.view());
    motion.pan_x[part.id] = to;
    require(same(moved, painted(motion)), "going sideways shows what painting shows");
  }

  void advance(const layout::TickerStrip& strip, int step) {
    paint::Motion before, after;
    before.ticker[strip.id] = strip.viewport.width;
    after.ticker[strip.id] = strip.viewport.width + step;
    paint::Canvas moved = painted(before);
    const render::Rect damage =
        painter_.advance_ticker(frame_, strip.id, before.ticker[strip.id], after.ticker[strip.id], moved.view());
    if (damage.empty()) return;  // it waits under a layer that scrolls
    require(same(moved, painted(after)), "a ticker that moves shows what painting shows");
  }

 private:
  paint::Canvas painted(const paint::Motion& motion) {
    paint::Canvas canvas(frame_.size);
    painter_.paint(frame_, motion, canvas.view(), {0, 0, frame_.size.width, frame_.size.height});
    return canvas;
  }
  static bool same(paint::Canvas& one, paint::Canvas other) {
    const paint::Bitmap a = one.view(), b = other.view();
    return std::equal(a.pixels, a.pixels + std::ptrdiff_t{a.stride} * a.height, b.pixels);
  }

  const layout::Frame& frame_;
  paint::Painter& painter_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static text::FontStack fonts = fakes::square_font_stack();
  static text::TextEngine engine(fonts);
  static text::GlyphCache glyphs(fonts);
  engine.forget();
  FuzzInput in(data, size);
  const layout::Theme theme = read_theme(in);
  const render::Size screen{1 + in.number(400), 1 + in.number(300)};
  const int step = in.byte();
  const bool pages = in.yes();
  const Block root = TreeReader(in).block(0);

  const layout::Frame frame = layout::lay_out(root, theme, screen, engine);
  require(frame.size == screen && !layout::dump(frame).empty(), "a frame fills its screen");
  require(layout::measure_height(root, theme, screen.width, engine) >= 0, "heights are not negative");
  for (const layout::HitArea& area : frame.hits.areas) require(area.action != layout::no_action, "an area has an action");
  if (pages) layout::split_pages({root}, {screen.width, screen.height, 8}, theme, engine);

  paint::Painter painter(glyphs);
  paint::Canvas canvas(screen);
  painter.paint(frame, {}, canvas.view(), {0, 0, screen.width, screen.height});
  MotionCheck motion(frame, painter);
  for (const layout::ScrollLayer& layer : frame.scrolls) {
    motion.scroll(layer, step);
    for (const layout::SidewaysPart& part : layer.sideways) motion.pan(layer, part, step);
  }
  for (const layout::TickerStrip& strip : frame.tickers) motion.advance(strip, step);
  return 0;
}
