// Tables: column widths that keep short cells on one line, rows as high as their tallest cell.
#pragma once

#include <vector>

#include "render/layout/pass.h"

namespace gongkai::layout {

struct TableSizes {
  int width = 0;
  std::vector<int> columns;   // widths, px
  int header = 0;             // height, 0 without one
  std::vector<int> rows;      // heights
  int height = 0;
};

int table_natural_width(const TableContent& table, Pass& pass);
TableSizes measure_table(const TableContent& table, int width, Pass& pass);
void place_table(const TableContent& table, const TableSizes& sizes, const render::Rect& rect, Pass& pass, Sink& sink);

}  // namespace gongkai::layout
