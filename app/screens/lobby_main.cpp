#include <fmt/format.h>

#include <algorithm>

#include "app/screens/charts.h"
#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/lobby.h"
#include "app/screens/punctuation.h"
#include "app/screens/reading_pages.h"
#include "content/model/item_pictures.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

constexpr int padding = 56, apart = 10;                  // of the card, between its parts
constexpr int title_size = 56, text_size = 40;
constexpr int title_line = 73, text_line = 63;           // their lines with what is between them
constexpr int beside_them = 288;                         // paddings, tag, source and progress

Block progress(const Context& context, Tone tone) {
  Block bar;
  bar.content = layout::ProgressContent{context.loop.progress_permille, 1000, Tone::line, tone};
  bar.height = 8;
  return bar;
}

// ---- pictures

struct Picture {
  std::string sha256, caption;
  render::Size size;
};

// Those of the text, then the attachments; those that are not here or are refused left out: the words stand alone then.
std::vector<Picture> pictures_in(const model::Item& item, const Context& context) {
  std::vector<Picture> pictures;
  const auto take = [&](const std::string& sha256, const std::string& caption) {
    const auto size = context.picture_size ? context.picture_size(sha256) : std::nullopt;
    if (size && size->width > 0 && size->height > 0) pictures.push_back({sha256, caption, *size});
  };
  if (const auto* notice = std::get_if<model::Notice>(&item.body)) {
    for (const model::BodyBlock& block : notice->body) {
      if (const auto* image = std::get_if<model::ImageBlock>(&block)) take(image->sha256, image->caption);
    }
  }
  for (const model::Attachment& one : item.header.attachments) {
    if (model::is_picture(one)) take(one.sha256, one.name);
  }
  return pictures;
}

// As large as fits into the room, in its own proportions.
Block picture_in(const Picture& picture, CardRoom room) {
  constexpr int of_caption = 8 + 2 * 37;
  const int height = std::max(1, room.height - (picture.caption.empty() ? 0 : of_caption));
  const auto width_for = static_cast<int>(static_cast<std::int64_t>(height) * picture.size.width / picture.size.height);
  const int width = std::max(1, std::min(room.width, width_for));
  Block block;
  block.content = layout::ImageContent{picture.sha256, picture.caption, width,
                                       static_cast<int>(static_cast<std::int64_t>(width) * picture.size.height / picture.size.width)};
  block.width = room.width;
  return block;
}

// ---- statistics

// "10月" of "政务服务大厅2026年10月办件统计": which month they are of stands in their titles alone.
std::string period_words(const model::Item& item) {
  const std::string& title = item.header.title;
  const auto year = title.find("年");
  const auto end = year == title.npos ? title.npos : title.find("月", year);
  if (end == title.npos) return model::format_month_day_zh(item.header.formed_on.value_or(model::Date{}));
  const auto begin = year + std::string("年").size();
  return title.substr(begin, end + std::string("月").size() - begin);
}

// The same organ's statistics of the same period, oldest first, this one last.
std::vector<ChartColumn> columns_before(const model::Item& item, const Context& context) {
  constexpr std::size_t most = 6;
  std::vector<model::Item> all = context.store->items({model::Kind::stats}, context.now);
  std::erase_if(all, [&](const model::Item& other) {
    return other.header.organ != item.header.organ || other.header.period != item.header.period || other.header.formed_on > item.header.formed_on;
  });
  std::sort(all.begin(), all.end(), [](const model::Item& a, const model::Item& b) { return a.header.formed_on < b.header.formed_on; });
  if (all.size() > most) all.erase(all.begin(), all.end() - most);
  std::vector<ChartColumn> columns;
  for (const model::Item& one : all) columns.push_back({period_words(one), std::get<model::Stats>(one.body).received});
  return columns;
}

Block stats_chart(const model::Item& item, const model::Stats& stats, const Context& context, CardRoom room) {
  constexpr int of_rate = 108, of_heading = 52;
  const Rate rates[] = {{"办结率", stats.closed, stats.received, Tone::jade},
                        {"按时办结率", stats.on_time, stats.closed, Tone::jade},
                        {"群众满意率", stats.satisfied, stats.rated, Tone::amber},
                        {"即办比例", stats.instant, stats.received, Tone::indigo}};
  Blocks bars;
  for (const Rate& one : rates) {
    if (static_cast<int>(bars.size() + 1) * of_rate <= room.height) bars.push_back(rate_bar(one, CountPlace::beside));
  }
  Block told = grown(column(std::move(bars), 18));
  const std::vector<ChartColumn> columns = columns_before(item, context);
  if (columns.size() < 2) return told;
  Block trend = column({text("受理件数", {.size = 34, .align = Align::center}), column_chart(columns, room.height - of_heading, Tone::jade)});
  trend.width = room.width * 40 / 100;
  return row({std::move(told), std::move(trend)}, 48, Place::start);
}

// ---- the card

Block welcome() {
  Block block = card({bold("欢迎光临", 64), text("办事指南、收费标准和公示公告可在触摸屏上查询。", {.size = 44})}, padding, 16);
  block.top_bar = Tone::indigo;
  return grown(std::move(block));
}

struct Told {
  Blocks blocks;
  std::string mark;                                      // "2 / 3", where one page does not hold it all
};

// The words of this turn, and beside them a picture where there is one. A long text goes on in the next turn.
Told words_of(const model::Item& item, const std::string& title, const Context& context, CardRoom room) {
  constexpr int between = 40;
  const std::vector<Picture> pictures = pictures_in(item, context);
  const auto turn = static_cast<std::size_t>(context.loop.turn);
  const int of_picture = pictures.empty() ? 0 : room.width * 42 / 100;
  const int width = pictures.empty() ? room.width : room.width - of_picture - between;
  const PageRoom page_room{width * 2 / text_size - 2, std::max(1, room.height / text_line), title};
  const std::vector<std::string> pages = reading_pages(paragraphs_of(item), page_room);
  Block words = text(pages[turn % pages.size()], {.size = text_size, .align = Align::justify, .max_lines = page_room.lines, .line_height = 156});
  if (!pictures.empty()) {
    words = row({grown(std::move(words)), picture_in(pictures[turn % pictures.size()], {of_picture, room.height})}, between, Place::start);
  }
  Told told{{std::move(words)}, {}};
  if (pages.size() > 1) told.mark = fmt::format("{} / {}", turn % pages.size() + 1, pages.size());
  return told;
}

}  // namespace

Block lobby_main_card(const Context& context, CardRoom room) {
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (!item) return welcome();
  const Tone tone = tone_of(item->kind());
  const auto organ = context.store->find(item->header.organ);
  const std::string title = marks_repaired(item->header, item->header.title);
  const int width = room.width - 2 * padding;
  const int height = room.height - beside_them - title_line * std::min(3, lines_of(title, title_size, width));
  const auto* stats = std::get_if<model::Stats>(&item->body);
  Told told = stats != nullptr ? Told{{stats_chart(*item, *stats, context, {width, height})}, {}}
                               : words_of(*item, title, context, {width, height});
  Blocks parts{row({tag(tag_words(*item, context.store->calendar(), model::date_of(context.now)), tone), spacer(),
                    text(told.mark, {.size = 28, .tone = Tone::ink_second})}),
               gap(4), text(title, {.size = title_size, .role = FontRole::sans_bold, .max_lines = 3}),
               secondary(joined({organ ? organ->header.title : "", document_number(*item),
                                 item->header.publish_at ? day_words(*item->header.publish_at) : ""})),
               gap(4)};
  for (Block& block : told.blocks) parts.push_back(std::move(block));
  parts.push_back(spacer());
  parts.push_back(progress(context, tone));
  Block block = card(std::move(parts), padding, apart);
  block.top_bar = tone;
  return grown(with_marks_of(item->header, std::move(block)));
}

}  // namespace gongkai::screens
