// What an item says in short: the lines a list, the home card or a board shows of it.
#pragma once

#include <string>
#include <vector>

#include "app/screens/pieces.h"
#include "content/model/item.h"

namespace gongkai::screens {

// The running text of a notice or publicity, or the most useful sentences of another kind; plain, one paragraph.
std::string excerpt(const model::Item& item, Language language = Language::chinese);

// "3个工作日", "即办", "30个自然日".
std::string day_limit_words(model::DayLimit limit, Language language = Language::chinese);

// The same as the store has it beside a title: "3个工作日", "即办", an alert's level.
std::string badge_words(const Building& building, const std::string& badge);

// "公示　剩余 4 个工作日", "公告", "办事指南": the tag over a title.
std::string tag_words(const model::Item& item, const model::WorkCalendar& calendar, model::Date today,
                      Language language = Language::chinese);

// The document number of a notice or publicity, or nothing.
std::string document_number(const model::Item& item);

// A narrow cell has no room for a document number in one line: "临发改价" above "〔2026〕15号".
std::string number_in_two_lines(std::string number);

// What stands under an item's title in a list: organ, kind and day, or the number to call. May be empty.
std::string second_line(const Building& building, const store::ItemSummary& item);

// "第二榜": the name of a round, empty when there is only one.
std::string round_name(const model::Publicity& publicity, int no, Language language = Language::chinese);

}  // namespace gongkai::screens
