// Every screen as text, with the square-glyph font: a change of what is shown shows up as a change of a file that a
// person can read. GONGKAI_UPDATE_GOLDEN=1 writes the files anew; look at the difference before committing it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/screens/targets.h"
#include "render/layout/frame_dump.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string first_difference(const std::string& golden, const std::string& now) {
  std::istringstream a(golden), b(now);
  std::string line_a, line_b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a)), more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) return "no difference";
    if (!more_a) line_a = "(end)";
    if (!more_b) line_b = "(end)";
    if (line_a != line_b) return "line " + std::to_string(line) + "\n  golden: " + line_a + "\n  now:    " + line_b;
  }
}

void expect_golden(const std::string& name, const std::string& now) {
  const auto file = std::filesystem::path(GONGKAI_SOURCE_DIR) / "tests/golden/frames" / (name + ".txt");
  if (std::getenv("GONGKAI_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << now;
  const std::string golden = read(file);
  ASSERT_FALSE(golden.empty()) << file << " is missing";
  EXPECT_EQ(golden == now, true) << file.filename() << ": " << first_difference(golden, now);
}

class GoldenFrame : public ::testing::TestWithParam<Shown> {};

TEST_P(GoldenFrame, IsWhatItWas) { expect_golden(GetParam().name, layout::dump(frame_of(GetParam()))); }

// Boxes and links of one guide's flow chart, as they stand on its page.
struct Chart {
  std::vector<layout::HitArea> boxes;
  std::vector<std::vector<render::Point>> links;
};

// A panel that hangs upright or lies; in large text or not.
enum class Hangs { upright, lying };
struct Seen {
  Hangs hangs = Hangs::upright;
  bool large_text = false;
};

Chart chart_of(const model::EntityId& guide, const Seen& seen) {
  Shown shown{guide, at(DetailPage{guide, 3, -1})};
  shown.state.large_text = seen.large_text;
  Context context = context_of(shown);
  render::Size size = size_of(shown.surface);
  if (seen.hangs == Hangs::lying) {
    context.device = touch_device({1920, 1080, 0.369, 800});
    size = {1920, 1080};
  }
  const Screen screen = build(shown.state, context);
  const layout::Theme theme = themed(shown.state, layout::default_theme(), layout::high_contrast_theme());
  Chart chart;
  const auto add = [&](const layout::HitMap& hits, const layout::DisplayList& ops) {
    for (const auto& area : hits.areas) {
      if (std::holds_alternative<ChooseStep>(screen.intents.at(area.action - 1))) chart.boxes.push_back(area);
    }
    for (const auto& op : ops) {
      if (const auto* line = std::get_if<layout::PolylineOp>(&op.what)) chart.links.push_back(line->points);
    }
  };
  for (const auto& layer : layout::lay_out(screen.root, theme, size, demo_city().engine).scrolls) {
    add(layer.hits, layer.ops);
    for (const auto& part : layer.sideways) add(part.hits, part.ops);
  }
  return chart;
}

void expect_apart(const Chart& chart) {
  for (std::size_t a = 0; a < chart.boxes.size(); ++a) {
    const render::Rect& box = chart.boxes[a].rect;
    for (std::size_t b = a + 1; b < chart.boxes.size(); ++b) {
      EXPECT_TRUE(intersection(box, chart.boxes[b].rect).empty()) << chart.boxes[a].label << " | " << chart.boxes[b].label;
    }
    // A link may meet the slanted side of a decision inside its rectangle.
    const render::Rect inside{box.x + 27, box.y + 2, box.width - 54, box.height - 4};
    for (const auto& points : chart.links) {
      for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const render::Point p = points[i], q = points[i + 1];
        const render::Rect piece{std::min(p.x, q.x), std::min(p.y, q.y), std::abs(p.x - q.x) + 1, std::abs(p.y - q.y) + 1};
        EXPECT_TRUE(intersection(piece, inside).empty()) << "a link meets " << chart.boxes[a].label;
      }
    }
  }
}

std::string words_of(const Chart& chart) {
  std::string words;
  for (const layout::HitArea& box : chart.boxes) {
    words += "  box " + std::to_string(box.rect.x) + "," + std::to_string(box.rect.y) + " " + std::to_string(box.rect.width) + "x" +
             std::to_string(box.rect.height) + " " + box.label + "\n";
  }
  for (const auto& points : chart.links) {
    words += "  link";
    for (const render::Point& p : points) words += " " + std::to_string(p.x) + "," + std::to_string(p.y);
    words += "\n";
  }
  return words;
}

class GoldenFlows : public ::testing::TestWithParam<Hangs> {};

TEST_P(GoldenFlows, TheDemosChartsAreWhatTheyWereAndNoLinkMeetsABox) {
  std::string now;
  int charts = 0;
  for (const model::Item& item : demo_city().store.items({model::Kind::guide}, fakes::demo_now())) {
    const auto& flow = std::get<model::Guide>(item.body).flow;
    if (!flow) continue;
    ++charts;
    SCOPED_TRACE(item.header.id);
    expect_apart(chart_of(item.header.id, {GetParam(), true}));
    const Chart chart = chart_of(item.header.id, {GetParam()});
    expect_apart(chart);
    EXPECT_EQ(chart.boxes.size(), flow->nodes.size());
    EXPECT_EQ(chart.links.size(), flow->edges.size());
    if (GetParam() == Hangs::lying) {
      for (const layout::HitArea& box : chart.boxes) EXPECT_TRUE(box.rect.width >= 240 && box.rect.height >= 96) << box.label;
    }
    now += item.header.id + "\n" + words_of(chart);
  }
  EXPECT_GE(charts, 20);
  expect_golden(GetParam() == Hangs::upright ? "flows" : "flows-landscape", now);
}

INSTANTIATE_TEST_SUITE_P(Panels, GoldenFlows, ::testing::Values(Hangs::upright, Hangs::lying),
                         [](const auto& one) { return one.param == Hangs::upright ? "Upright" : "Lying"; });

std::string name_of(const ::testing::TestParamInfo<Shown>& info) {
  std::string name = info.param.name;
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Touch, GoldenFrame, ::testing::ValuesIn(touch_pages()), name_of);
INSTANTIATE_TEST_SUITE_P(Exceptions, GoldenFrame, ::testing::ValuesIn(exceptions()), name_of);
INSTANTIATE_TEST_SUITE_P(Boards, GoldenFrame, ::testing::ValuesIn(boards()), name_of);

}  // namespace
}  // namespace gongkai::screens
