// Dates of a draft that are fixed when it is published: "{today-3d}", "{today+5wd:zh}". They keep a sample catalogue
// fresh: a posting period that must be running today runs on any day.
//
//   {today} {today+3d} {today-5wd}   d = calendar days, wd = working days      2026-11-21
//   {today:zh} 2026年11月21日   {today:md} 11月21日   {today:y} 2026   {today:m} 11
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/calendar.h"

namespace gongkai::publish {

struct Expanded {
  std::string text;
  bool any = false;                    // at least one was replaced
  std::vector<std::size_t> malformed;  // offsets in the source of "{today" that could not be read

  // The offset in the source of an offset in `text`.
  std::size_t source_offset(std::size_t offset) const;

  struct Replacement {
    std::size_t source_begin, source_end, begin, end;
  };
  std::vector<Replacement> replacements;  // in order
};

Expanded expand_placeholders(std::string_view source, model::Date today, const model::WorkCalendar& calendar);

}  // namespace gongkai::publish
