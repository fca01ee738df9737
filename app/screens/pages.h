// One function a page; each gives the whole touch page.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

Block home_page(const Building& building);
Block list_page(const Building& building, const ListPage& page);
Block catalog_page(const Building& building, const CatalogPage& page);
Block detail_page(const Building& building, const DetailPage& page);
Block picture_page(const Building& building, const PicturePage& page);
Block feedback_page(const Building& building, const FeedbackPage& page);
Block wish_page(const Building& building, const WishPage& page);
Block search_page(const Building& building, const SearchPage& page);

// Overlays.
Block idle_question(const Building& building, int seconds_left);
Block alert_page(const Building& building, const model::Item& alert);

// A yellow or blue alert, or a red one that has been read: a band over every page, which opens it. Nothing when none
// is in force.
Blocks alert_banner(const Building& building);
Block alert_detail(const Building& building, const model::Item& alert);
// All that the law asks an alert to say, in one line for a crawl.
std::string alert_line(const model::Item& alert);

// Boards without touch.
Block lobby_board(const Building& building);
Block strip_board(const Building& building);
Block wall_board(const Building& building);

// How long an item takes there in one of its turns.
std::chrono::milliseconds strip_length(const model::Item& item, const Context& context, int turn);
std::chrono::milliseconds wall_length(const model::Item& item, const Context& context, int turn);
std::chrono::milliseconds lobby_length(const model::Item& item, const Context& context, int turn);

// "现有 86 条" words for a list kind and the query behind it.
store::ListQuery query_of(ListKind kind);
const Phrase& title_of(ListKind kind);

}  // namespace gongkai::screens
