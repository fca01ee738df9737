#include "app/screens/charts.h"

#include <fmt/format.h>

#include <algorithm>

#include "content/model/item_rules.h"

namespace gongkai::screens {

Block rate_bar(const Rate& rate, CountPlace place) {
  Block bar;
  bar.content = layout::ProgressContent{static_cast<int>(rate.part), static_cast<int>(std::max<std::int64_t>(rate.whole, 1)), Tone::line, rate.tone};
  bar.height = 24;
  Block count = secondary(rate.count.empty() ? fmt::format("{} / {} 件", rate.part, rate.whole) : rate.count);
  Block number = bold(model::format_rate(model::rate(rate.part, rate.whole)), 44, rate.tone);
  Block name = text(rate.name, {.size = 34});
  if (place == CountPlace::beside) return column({row({std::move(name), grown(std::move(count)), std::move(number)}, 16), std::move(bar)}, 8);
  return column({row({grown(std::move(name)), std::move(number)}, 16), std::move(bar), std::move(count)}, 8);
}

Block column_chart(const std::vector<ChartColumn>& columns, int height, Tone tone) {
  constexpr int of_words = 2 * 42;  // the number above a column and the label below it
  std::int64_t most = 1;
  for (const ChartColumn& one : columns) most = std::max(most, one.value);
  const int highest = std::max(12, height - of_words);
  const Look small{.size = 28, .tone = Tone::ink, .align = Align::center, .max_lines = 1, .line_height = 150};
  Blocks blocks;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool told = i + 1 == columns.size();
    Look number = small;
    if (told) number.role = FontRole::sans_bold;
    Block bar;
    bar.height = std::max(4, static_cast<int>(highest * std::max<std::int64_t>(0, columns[i].value) / most));
    bar = filled(std::move(bar), told ? tone : Tone::disabled, 4);
    blocks.push_back(grown(column({spacer(), text(std::to_string(columns[i].value), number), std::move(bar), text(columns[i].label, small)})));
  }
  Block chart = row(std::move(blocks), 24, Place::stretch);
  chart.height = height;
  return chart;
}

}  // namespace gongkai::screens
