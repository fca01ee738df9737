// Where a visitor is: a stack of pages and the modes chosen for this session. A plain value; when a session ends it is
// replaced by a new one, so nothing of the visit is left.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/screens/intent.h"

namespace gongkai::screens {

struct HomePage {};
struct ListPage {
  ListKind kind = ListKind::guides;
  int filter = 0;
  model::EntityId organ = {};
  std::string letter = {};
  int page = 0;
  model::NodeCode subject = {};
  ListSort order = ListSort::usual;
  Choosing choosing = Choosing::nothing;  // what is chosen from instead of the list
};
struct CatalogPage {
  model::NodeCode node = {};
  int page = 0;
};
struct DetailPage {
  model::EntityId id;
  int tab = 0;
  int step = -1;  // of the flow chart, its sheet is open
};
struct PicturePage {
  std::string sha256, caption;
  int zoom_percent = 100;
  int pan_permille = 500;
};
struct SearchPage { std::string text = {}; };
// What became of what was sent.
enum class Sent { nothing, stored, replaced, too_much, not_stored };
// What a visitor is about to say; empty item: of the service of the hall.
struct FeedbackPage {
  model::EntityId item;
  std::optional<model::Grade> grade = {};
  std::vector<std::string> reasons = {};
  std::string text = {};
  bool writing = false;  // the keyboard is open
  Sent sent = Sent::nothing;
};
struct WishPage {
  std::vector<std::string> topics = {};
  std::string text = {};
  bool writing = false;
  Sent sent = Sent::nothing;
};
using Page = std::variant<HomePage, ListPage, CatalogPage, DetailPage, SearchPage, PicturePage, FeedbackPage, WishPage>;

// How loud the voice is; the louder half of a hall's noise is drowned by 5. Each visit begins with the usual one
// (EN 301 549 5.1.3.13).
inline constexpr int quietest = 1, usual_volume = 3, loudest = 5;

// One sheet a visit.
enum class Printing : std::uint8_t { not_yet, at_work, done };

// The field in which a finger writes. What is written in it the front end keeps; what it may be stands here.
struct Writing {
  bool open = false;                     // instead of the keys, on every page that is typed on
  bool read = false;                     // candidates are what was made of the strokes, if only nothing
  std::vector<std::string> candidates = {};  // characters, likeliest first
};

struct ScreenState {
  std::vector<Page> pages{HomePage{}};  // never empty; the last one is shown
  bool large_text = false;
  bool high_contrast = false;
  bool low_reach = false;
  Language language = Language::chinese;
  std::optional<int> idle_seconds_left;  // the question "您还在使用吗" is open
  std::optional<int> sentence;           // of the page, is being read aloud
  int volume = usual_volume;
  Printing printing = Printing::not_yet;
  Writing writing;
  std::string notice;                    // one line said to the visitor ("本页已经读完"), cleared by the next touch
  std::vector<model::EntityId> acknowledged_alerts;

  const Page& page() const { return pages.back(); }
};

}  // namespace gongkai::screens
