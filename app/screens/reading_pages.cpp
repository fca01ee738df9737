#include "app/screens/reading_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/screens/excerpt.h"
#include "content/model/code_points.h"
#include "content/model/playlist.h"

namespace gongkai::screens {

namespace {

constexpr std::u32string_view sentence_ends = U"。！？；!?;";
constexpr std::u32string_view pauses = U"，、：,:";
constexpr std::u32string_view closing = U"”’）》】〕)";

int width_of(std::u32string_view text) {
  int width = 0;
  for (const char32_t c : text) width += c < 0x80 ? 1 : 2;
  return width;
}

// The parts of `text`, each with the marks that end it.
std::vector<std::u32string> parts_of(std::u32string_view text, std::u32string_view ends) {
  std::vector<std::u32string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    parts.back() += text[i];
    const bool ended = ends.find(text[i]) != ends.npos || (closing.find(text[i]) != closing.npos && i > 0 && ends.find(text[i - 1]) != ends.npos);
    const bool goes_on = i + 1 < text.size() && (closing.find(text[i + 1]) != closing.npos || ends.find(text[i + 1]) != ends.npos);
    if (ended && !goes_on && i + 1 < text.size()) parts.emplace_back();
  }
  return parts;
}

// Fills pages with sentences.
class Pages {
 public:
  explicit Pages(const PageRoom& room) : room_(room), tenths_(model::reading_tenths(room.title)) {}

  void paragraph(std::u32string_view words) {
    begins_ = true;
    const bool heading = is_heading(words);
    const std::size_t ended = pages_.size();
    std::vector<std::u32string> above = headings_;
    if (heading && above.empty()) before_headings_ = page_;
    for (const std::u32string& sentence : parts_of(words, sentence_ends)) add(sentence, pauses);
    if (!heading) return;
    above.emplace_back(words);
    headings_ = std::move(above);
    if (pages_.size() != ended) before_headings_ = {};  // it begins a page already
  }
  std::vector<std::string> take() {
    end_page();
    if (pages_.empty()) pages_.emplace_back();
    return std::move(pages_);
  }

 private:
  struct Page {
    std::u32string words;
    int lines = 0, width = 0;  // lines that are full, and how much the one being written holds
    std::int64_t tenths = 0;
  };

  Page with(const std::u32string& words) const {
    Page page = page_;
    const bool another_line = begins_ && !page.words.empty();
    if (another_line) {
      page.words += U'\n';
      page.lines += (page.width + room_.half_ems_a_line - 1) / room_.half_ems_a_line;
      page.width = 0;
    }
    page.words += words;
    page.width += width_of(words);
    page.tenths += model::reading_tenths(model::to_utf8(words));
    return page;
  }
  bool holds(const Page& page) const {
    const int lines = page.lines + (page.width + room_.half_ems_a_line - 1) / room_.half_ems_a_line;
    return lines <= room_.lines && tenths_ + page.tenths <= model::longest_page_tenths;
  }
  bool is_heading(std::u32string_view words) const {
    return width_of(words) <= room_.half_ems_a_line && sentence_ends.find(words.back()) == sentence_ends.npos;
  }
  // A heading stands above what it is about, not at the end of the page before.
  void end_page_above_headings() {
    page_ = std::exchange(before_headings_, {});
    end_page();
    for (const std::u32string& heading : headings_) {
      begins_ = true;
      page_ = with(heading);
    }
    begins_ = true;
  }
  void end_page() {
    if (!page_.words.empty()) pages_.push_back(model::to_utf8(page_.words));
    page_ = {};
  }
  // What does not fit begins the next page; what no page holds is broken at `weaker` marks, and then anywhere.
  void add(const std::u32string& words, std::u32string_view weaker) {
    Page page = with(words);
    if (!holds(page)) {
      if (!headings_.empty()) {
        // Alone it would stand there for a whole turn: some of what it is about comes below it.
        if (before_headings_.words.empty()) return break_up(words, weaker);
        end_page_above_headings();
      } else if (!page_.words.empty()) {
        end_page();
      }
      page = with(words);
      if (!holds(page)) return break_up(words, weaker);
    }
    put(std::move(page));
  }
  void put(Page page) {
    page_ = std::move(page);
    begins_ = false;
    headings_.clear();
  }
  void break_up(const std::u32string& words, std::u32string_view weaker) {
    std::vector<std::u32string> parts = weaker.empty() ? std::vector<std::u32string>{} : parts_of(words, weaker);
    if (parts.size() < 2) {
      if (words.size() < 2) return put(with(words));
      parts = {words.substr(0, words.size() / 2), words.substr(words.size() / 2)};
    }
    for (const std::u32string& part : parts) add(part, {});
  }

  const PageRoom& room_;
  std::int64_t tenths_;
  Page page_;
  bool begins_ = true;  // a paragraph
  std::vector<std::u32string> headings_;  // at the end of the page, with nothing below them yet
  Page before_headings_;
  std::vector<std::string> pages_;
};

std::vector<std::string> running_text(const std::vector<model::BodyBlock>& body) {
  using model::TextRole;
  std::vector<std::string> paragraphs;
  for (const model::BodyBlock& block : body) {
    if (const auto* words = std::get_if<model::TextBlock>(&block)) {
      const bool frame = words->role == TextRole::addressee || words->role == TextRole::signature || words->role == TextRole::date;
      if (!frame) paragraphs.push_back(words->text);
    }
    if (const auto* list = std::get_if<model::ListBlock>(&block)) {
      for (std::size_t i = 0; i < list->items.size(); ++i) {
        const bool numbered = list->style == model::ListStyle::numbers;
        paragraphs.push_back((numbered ? fmt::format("{}. ", i + 1) : "· ") + list->items[i]);
      }
    }
  }
  return paragraphs;
}

}  // namespace

std::vector<std::string> reading_pages(const std::vector<std::string>& paragraphs, const PageRoom& room) {
  Pages pages(room);
  for (const std::string& words : paragraphs) {
    if (!words.empty()) pages.paragraph(model::to_code_points(words));
  }
  return pages.take();
}

std::vector<std::string> paragraphs_of(const model::Item& item) {
  std::vector<std::string> paragraphs;
  if (item.header.access != model::Access::on_request) {
    if (const auto* notice = std::get_if<model::Notice>(&item.body)) paragraphs = running_text(notice->body);
    if (const auto* publicity = std::get_if<model::Publicity>(&item.body)) paragraphs = running_text(publicity->body);
  }
  if (const auto* pledge = std::get_if<model::Pledge>(&item.body)) {
    for (std::size_t i = 0; i < pledge->pledges.size(); ++i) paragraphs.push_back(fmt::format("{}. {}", i + 1, pledge->pledges[i]));
  }
  if (paragraphs.empty()) paragraphs = {excerpt(item)};
  return paragraphs;
}

}  // namespace gongkai::screens
