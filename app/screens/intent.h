// What a touch means. A screen hands out a table of intents; the HitMap's numbers are positions in it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "content/model/feedback.h"
#include "content/model/ids.h"

namespace gongkai::screens {

enum class ListKind { announcements, guides, fees, places, policies, figures, contacts, powers };
enum class ListSort { usual, newest, title, frequent };  // usual: as the list's kind has it
enum class Choosing { nothing, organ, subject };
enum class Mode { large_text, high_contrast, low_reach };
enum class Language { chinese, english };            // of the interface; contents stay as published

struct GoHome {};
struct GoBack {};
struct OpenList { ListKind kind = ListKind::guides; };
struct OpenCatalog { model::NodeCode node; };        // empty = the five roots
struct OpenItem { model::EntityId id; };
struct OpenSearch {};
struct ChooseFilter { int filter = 0; };
struct ChooseOrgan { model::EntityId organ = {}; };  // empty = all
struct ChooseSubject { model::NodeCode node = {}; }; // empty = all
struct ChooseOrder { ListSort order = ListSort::usual; };
struct OpenChoice { Choosing choosing = Choosing::organ; };
struct ClearFilters {};
struct ChooseLetter { std::string letter; };         // empty = all
struct ChoosePage { int page = 0; };
struct ChooseTab { int tab = 0; };
struct OpenPicture { std::string sha256, caption; };
struct ZoomPicture { int steps = 0; };               // 0: the whole picture again
struct PanPicture { int steps = 0; };                // to the right
struct ChooseStep { int step = -1; };                // of a flow chart; -1 closes the sheet
struct TurnPage { std::uint32_t layer = 0; int pages = 0; };  // of a scrolled part: down, or up if negative
struct Toggle { Mode mode = Mode::large_text; };
struct SwitchLanguage {};
struct ReadAloud {};                                 // begins, or stops
struct ReadFrom { int sentence = 0; };
struct ChangeVolume { int steps = 0; };
struct PrintSheet {};                                // the guide that is shown
struct TypeText { std::string text; };
struct ReplaceText { std::string text; };            // all that was typed, by this
struct EraseText {};
struct OpenWriting {};                               // the field to write in with a finger, instead of the keys
struct CloseWriting {};
struct WriteHere {};                                 // the field itself: a finger on it writes
struct EraseStroke {};                               // the last one in the field
struct EraseStrokes {};                              // all of them
struct ClearText {};
struct OpenFeedback { model::EntityId item; };        // empty = the service of the hall
struct OpenWish {};
struct ChooseGrade { model::Grade grade = model::Grade::very_satisfied; };
struct ChooseWords { std::string words; };           // a reason or a topic: on, or off again
struct OpenKeyboard {};                              // to write what the page asks for; GoBack closes it
struct SendFeedback {};
struct KeepSession {};
struct EndSession {};
struct AcknowledgeAlert {};

using AnyIntent = std::variant<GoHome, GoBack, OpenList, OpenCatalog, OpenItem, OpenSearch, ChooseFilter, ChooseOrgan,
                               ChooseSubject, ChooseOrder, OpenChoice, ClearFilters, ChooseLetter, ChoosePage,
                               ChooseTab, ChooseStep, OpenPicture, ZoomPicture, PanPicture, TurnPage, Toggle,
                               SwitchLanguage, ReadAloud, ReadFrom, ChangeVolume, PrintSheet, TypeText, ReplaceText,
                               EraseText, ClearText, OpenWriting, CloseWriting, WriteHere, EraseStroke, EraseStrokes,
                               OpenFeedback, OpenWish, ChooseGrade, ChooseWords, OpenKeyboard, SendFeedback,
                               KeepSession, EndSession, AcknowledgeAlert>;

// A variant whose copying and destroying is compiled once (intent.cpp): inline, it cost the compiler seconds in every
// file that builds a screen.
class Intent : public AnyIntent {
 public:
  using AnyIntent::AnyIntent;
  using AnyIntent::operator=;
  Intent();
  Intent(const Intent& other);
  Intent(Intent&& other) noexcept;
  Intent& operator=(const Intent& other);
  Intent& operator=(Intent&& other) noexcept;
  ~Intent();
};

}  // namespace gongkai::screens
