#include "app/screens/targets.h"

#include <algorithm>
#include <cmath>

namespace gongkai::screens {

namespace {

int units_up(double px, double unit) { return static_cast<int>(std::ceil(px / unit)); }

void enlarge_table(layout::TableContent& table, const Device& device) {
  const bool tapped = std::any_of(table.rows.begin(), table.rows.end(),
                                  [](const layout::TableRow& row) { return row.action != layout::no_action; });
  if (!tapped) return;
  table.hit_distance = device.distance_units;
  table.min_row_height = std::max(table.min_row_height, device.target_units + device.distance_units);
}

void part(layout::Group& group, const Device& device) {
  const auto tapped = std::count_if(group.children.begin(), group.children.end(),
                                    [](const layout::Block& block) { return block.action != layout::no_action; });
  if (tapped >= 2 && group.direction != layout::Direction::stack) group.gap = std::max(group.gap, device.distance_units);
}

}  // namespace

double touch_unit(const Panel& panel) { return std::max(1, std::min(panel.width, panel.height)) / 1080.0; }

int target_px(const Panel& panel) {
  return std::max(least_target_px, static_cast<int>(std::ceil(least_target_mm / panel.mm_per_px)));
}

Device touch_device(const Panel& panel) {
  const double unit = touch_unit(panel);
  const auto units = [unit](int px) { return static_cast<int>(std::lround(px / unit)); };
  Device device;
  device.width_units = units(panel.width);
  device.height_units = units(panel.height);
  device.reach_units = static_cast<int>(panel.reach_px / unit);  // down: what is just out of reach is out of reach
  device.target_units = units_up(target_px(panel), unit);
  device.distance_units = units_up(least_distance_px, unit);
  return device;
}

bool keys_fit(const Panel& panel) {
  return 8 * target_px(panel) + 7 * least_distance_px <= std::min(panel.width, panel.height) * (1080 - 2 * keyboard_margin) / 1080;
}

void make_touchable(layout::Block& root, const Device& device) {
  if (root.action != layout::no_action) {
    root.min_width = std::max(root.min_width, device.target_units);
    root.min_height = std::max(root.min_height, device.target_units);
  }
  if (auto* group = std::get_if<layout::Group>(&root.content)) {
    part(*group, device);
    for (layout::Block& child : group->children) make_touchable(child, device);
  } else if (auto* scrolling = std::get_if<layout::ScrollContent>(&root.content)) {
    for (layout::Block& child : scrolling->content) make_touchable(child, device);
  } else if (auto* table = std::get_if<layout::TableContent>(&root.content)) {
    enlarge_table(*table, device);
  } else if (auto* chart = std::get_if<layout::FlowChartContent>(&root.content)) {
    chart->min_box_height = device.target_units;
  }
}

}  // namespace gongkai::screens
