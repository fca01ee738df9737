#include <fmt/format.h>

#include <algorithm>

#include "app/screens/board_table.h"
#include "app/screens/charts.h"
#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/led_text.h"
#include "app/screens/lobby.h"
#include "app/screens/punctuation.h"
#include "app/screens/reading_pages.h"
#include "content/model/item_pictures.h"
#include "content/model/item_rules.h"
#include "content/model/playlist.h"

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

// A posting shows its words and its rows by turns.
bool has_rows(const model::Item& item) {
  const auto* publicity = std::get_if<model::Publicity>(&item.body);
  return publicity != nullptr && std::any_of(publicity->rounds.begin(), publicity->rounds.end(), [](const auto& round) { return !round.rows.empty(); });
}

std::optional<BoardTable> table_now(const model::Item& item, const Context& context, CardRoom room) {
  if (item.kind() == model::Kind::window || (has_rows(item) && context.loop.turn % 2 == 0)) return std::nullopt;
  auto table = led_table(item, context);
  if (!table) return std::nullopt;
  const TableRoom rows{.width = room.width, .height = room.height, .sizes = {36, 32, 28}, .most_halves = 1, .line_percent = 140, .apart = 10,
                       .head = Tone::ink_second, .row = Tone::ink, .line = Tone::line};
  return fitted(std::move(*table), rows, item.kind(), context.device.led);
}

std::string mark_of(std::size_t page, std::size_t pages) { return pages > 1 ? fmt::format("{} / {}", page + 1, pages) : ""; }

Told rows_of(const model::Item& item, const BoardTable& table, const Context& context) {
  const PageOf on = page_on(table, context.loop, has_rows(item) ? context.loop.turn / 2 : context.loop.turn);
  return {{table_page(table, on.page)}, mark_of(on.page, on.pages)};
}

// ---- guides: what is asked at the desk first

Block key_fact(const std::string& label, const std::string& value, int width) {
  const int size = std::clamp(width * 2 / std::max(1, led_width(value)), 36, 60);
  Block fact = column({text(value, {.size = size, .tone = Tone::indigo, .role = FontRole::sans_bold, .max_lines = 1, .line_height = 130}), secondary(label)});
  fact.width = width;
  return fact;
}

std::vector<std::string> guide_paragraphs(const model::Guide& guide) {
  const auto listed = [](const std::string& name, const auto& all, std::string_view between, const auto& words) {
    std::string out;
    for (const auto& one : all) {
      std::string part = words(one);
      for (const std::string_view mark : {"。", "；"}) {  // of the sentence it was
        if (part.ends_with(mark)) part.resize(part.size() - mark.size());
      }
      out += (out.empty() ? name : std::string(between)) + part;
    }
    return out;
  };
  std::vector<std::string> paragraphs;
  if (guide.flow) paragraphs.push_back(listed("办理流程：", guide.flow->nodes, "→", [](const auto& node) { return node.label; }));
  paragraphs.push_back(listed("申请材料：", guide.materials, "；", [](const auto& material) { return material.name; }));
  paragraphs.push_back(listed("受理条件：", guide.conditions, "；", [](const std::string& one) { return one; }));
  return paragraphs;
}

Told guide_of(const model::Item& item, const model::Guide& guide, const Context& context, CardRoom room) {
  constexpr int of_facts = 150, between = 24;
  const int width = (room.width - 3 * between) / 4;
  const std::string promise = day_limit_words(guide.promise_days);
  const std::string window = guide.places.empty() ? "" : guide.places.front().window;
  Blocks facts{key_fact("承诺时限", promise == "即办" ? "当场办结" : promise, width),
               key_fact("到现场", guide.visits == 0 ? "全程网办" : fmt::format("{}次", guide.visits), width),
               key_fact("费用", guide.charged ? "收费" : "不收费", width)};
  if (!window.empty()) facts.push_back(key_fact("办理窗口", window, width));
  Block line = row(std::move(facts), between, Place::start);
  line.height = of_facts;
  const int lines = std::max(1, (room.height - of_facts) / text_line);
  const auto pages = reading_pages(guide_paragraphs(guide), {room.width * 2 / text_size - 2, lines, item.header.title});
  const std::size_t page = static_cast<std::size_t>(context.loop.turn) % pages.size();
  return {{std::move(line), text(pages[page], {.size = text_size, .align = Align::justify, .max_lines = lines, .line_height = 156})}, mark_of(page, pages.size())};
}

// The words of this turn, and beside them a picture where there is one. A long text goes on in the next turn.
Told words_of(const model::Item& item, const std::string& title, const Context& context, CardRoom room) {
  constexpr int between = 40;
  const std::vector<Picture> pictures = pictures_in(item, context);
  const auto turn = static_cast<std::size_t>(has_rows(item) ? context.loop.turn / 2 : context.loop.turn);
  const int of_picture = pictures.empty() ? 0 : room.width * 42 / 100;
  const int width = pictures.empty() ? room.width : room.width - of_picture - between;
  const PageRoom page_room{width * 2 / text_size - 2, std::max(1, room.height / text_line), title};
  const std::vector<std::string> pages = reading_pages(paragraphs_of(item), page_room);
  Block words = text(pages[turn % pages.size()], {.size = text_size, .align = Align::justify, .max_lines = page_room.lines, .line_height = 156});
  if (!pictures.empty()) {
    words = row({grown(std::move(words)), picture_in(pictures[turn % pictures.size()], {of_picture, room.height})}, between, Place::start);
  }
  return {{std::move(words)}, mark_of(turn % pages.size(), pages.size())};
}

// What the title leaves of the card.
CardRoom room_of_told(const std::string& title, CardRoom room) {
  const int width = room.width - 2 * padding;
  return {width, room.height - beside_them - title_line * std::min(3, lines_of(title, title_size, width))};
}

Told told_of(const model::Item& item, const Context& context, CardRoom room) {
  if (const auto* stats = std::get_if<model::Stats>(&item.body)) return {{stats_chart(item, *stats, context, room)}, {}};
  if (const auto* guide = std::get_if<model::Guide>(&item.body); guide != nullptr && item.header.access != model::Access::on_request) {
    return guide_of(item, *guide, context, room);
  }
  if (const auto table = table_now(item, context, room)) return rows_of(item, *table, context);
  return words_of(item, item.header.title, context, room);
}

}  // namespace

std::chrono::milliseconds lobby_main_length(const model::Item& stored, const Context& context, CardRoom room) {
  const model::Item item = with_repaired_words(stored);
  const CardRoom rest = room_of_told(item.header.title, room);
  if (const auto table = table_now(item, context, rest)) return table->pace.page * table->pace.a_turn;
  return model::reading_time(model::reading_tenths(item.header.title) + tenths_of(told_of(item, context, rest).blocks), item.kind());
}

Block lobby_main_card(const Context& context, CardRoom room) {
  const auto stored = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (!stored) return welcome();
  const model::Item item = with_repaired_words(*stored);
  const Tone tone = tone_of(item.kind());
  const auto organ = context.store->find(item.header.organ);
  const std::string& title = item.header.title;
  Told told = told_of(item, context, room_of_told(title, room));
  Blocks parts{row({tag(tag_words(item, context.store->calendar(), model::date_of(context.now)), tone), spacer(),
                    text(told.mark, {.size = 28, .tone = Tone::ink_second})}),
               gap(4), text(title, {.size = title_size, .role = FontRole::sans_bold, .max_lines = 3}),
               secondary(joined({organ ? organ->header.title : "", document_number(item),
                                 item.header.publish_at ? day_words(*item.header.publish_at) : ""})),
               gap(4)};
  for (Block& block : told.blocks) parts.push_back(std::move(block));
  parts.push_back(spacer());
  parts.push_back(progress(context, tone));
  Block block = card(std::move(parts), padding, apart);
  block.top_bar = tone;
  return grown(with_marks_of(item.header, std::move(block)));
}

}  // namespace gongkai::screens
