// Pictures: in a text, as attachments, and alone on a page where they can be made larger.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/detail_kinds.h"
#include "app/screens/navigate.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_pictures.h"

namespace gongkai::screens {

namespace {

using model::Attachment;

std::optional<render::Size> size_of(const Building& building, const std::string& sha256) {
  const auto& ask = building.context.picture_size;
  return ask ? ask(sha256) : std::nullopt;
}

// A picture that did not come, or that this terminal refuses to decode.
Block absent(const Building& building, const std::string& caption) {
  Block box = column({text(say(building, phrases::no_picture), {.size = 34, .role = FontRole::sans_bold, .align = Align::center}),
                      text(say(building, phrases::no_picture_ask, building.context.hall.hotline),
                           {.size = 30, .tone = Tone::ink_second, .align = Align::center})},
                     8);
  if (!caption.empty()) {
    std::get<layout::Group>(box.content).children.push_back(text(caption, {.size = 28, .tone = Tone::ink_second, .align = Align::center}));
  }
  box.padding = layout::edges(32, 36);
  box.border = Tone::line;
  return padded(column({std::move(box)}), {0, 12, 0, 12});
}

std::string size_words(std::int64_t bytes) {
  if (bytes < 1024 * 1024) return fmt::format("{} KB", std::max<std::int64_t>(1, (bytes + 512) / 1024));
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (1024 * 1024));
}

const Phrase& type_words(const std::string& type) {
  if (type == "application/pdf") return phrases::pdf_file;
  if (type.find("word") != std::string::npos) return phrases::word_file;
  if (type.find("sheet") != std::string::npos || type.find("excel") != std::string::npos) return phrases::table_file;
  return phrases::file;
}

// Other files are never opened on a terminal: a hostile one would meet a parser here.
Block file_row(const Building& building, const model::Item& item, const Attachment& file) {
  const bool code = !building.context.hall.portal.empty();
  Block words = column({text(file.name, {.size = 36, .role = FontRole::sans_bold}),
                        secondary(joined({say(building, type_words(file.type)), size_words(file.bytes)})),
                        text(say(building, code ? phrases::file_by_code : phrases::file_at_window),
                             {.size = 30})},
                       6);
  Blocks parts{grown(std::move(words))};
  if (code) parts.push_back(take_away_code(building, item));
  return row(std::move(parts), 24);
}

}  // namespace

Block picture_block(const Building& building, const PictureName& picture) {
  const auto size = size_of(building, picture.sha256);
  if (!size) return absent(building, picture.caption);
  layout::ImageContent image{picture.sha256, picture.caption, size->width, size->height};
  if (picture.most_height > 0 && size->height > 0) {
    // It is shrunk to the width of the page as well; what is higher then gets less wide.
    image.natural_width = std::min(size->width, static_cast<int>(std::int64_t{size->width} * picture.most_height / size->height));
    image.natural_height = std::min(size->height, picture.most_height);
  }
  Block block;
  block.content = std::move(image);
  Block whole = column({padded(std::move(block), {0, 12, 0, 0}),
                        text(say(building, phrases::tap_to_enlarge), {.size = 28, .tone = Tone::indigo, .align = Align::center, .line_height = 140})},
                       4);
  return tapped(padded(std::move(whole), {0, 0, 0, 12}), building.intents.add(OpenPicture{picture.sha256, picture.caption}),
                picture.caption.empty() ? say(building, phrases::enlarge) : say(building, phrases::enlarge_named, picture.caption));
}

bool has_attachments(const model::Item& item) { return !item.header.attachments.empty(); }

int most_picture_height(const Building& building, DocumentForm form) {
  if (form == DocumentForm::column) return 0;
  constexpr int round_the_pages = 440, words = 190;  // bar, buttons, status line, foot of the page; caption and hint
  const Device& device = building.context.device;
  const int height = building.state.low_reach ? std::min(device.reach_units + 104, device.height_units) : device.height_units;
  return std::max(160, height - round_the_pages - (building.state.large_text ? words * 2 : words));
}

Blocks attachment_blocks(const Building& building, const model::Item& item, int most_height) {
  Blocks blocks;
  for (const Attachment& one : item.header.attachments) {
    blocks.push_back(model::is_picture(one) ? picture_block(building, {one.sha256, marks_repaired(item.header, one.name), most_height}) : file_row(building, item, one));
  }
  return blocks;
}

Block picture_page(const Building& building, const PicturePage& page) {
  const auto size = size_of(building, page.sha256);
  Block shown;
  if (size) {
    // As wide as the page, however small the picture is.
    const int factor = std::max(1, 4000 / std::max(1, size->width));
    shown.content = layout::ImageContent{page.sha256, "", size->width * factor, size->height * factor, page.zoom_percent, page.pan_permille};
  } else {
    shown = absent(building, "");
  }
  Blocks below;
  if (!page.caption.empty()) {
    below.push_back(padded(text(page.caption, {.size = 32, .align = Align::center, .max_lines = 2}), layout::edges(40, 12)));
  }
  Intents& intents = building.intents;
  Blocks controls;
  if (page.zoom_percent > 100) {
    controls.push_back(button(say(building, phrases::smaller), false, intents.add(ZoomPicture{-1})));
    controls.push_back(button(say(building, phrases::whole_picture), false, intents.add(ZoomPicture{0})));
    controls.push_back(button(say(building, phrases::pan_left), false, intents.add(PanPicture{-1})));
    controls.push_back(button(say(building, phrases::pan_right), false, intents.add(PanPicture{1})));
  }
  if (size && page.zoom_percent < most_zoom_percent) controls.push_back(button(say(building, phrases::larger), true, intents.add(ZoomPicture{1})));
  controls.push_back(button(say(building, phrases::close), false, intents.add(GoBack{})));
  below.push_back(padded(wrap(std::move(controls), 16), layout::edges(40, 12)));
  return touch_page(building, {breadcrumb_bar(building, {say(building, phrases::home), say(building, phrases::picture), fmt::format("{}%", page.zoom_percent)}, Tone::indigo),
                               filled(scroll(std::move(shown), 70), Tone::surface), std::move(below)});
}

}  // namespace gongkai::screens
