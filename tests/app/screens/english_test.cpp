// The interface in English, over a city whose published texts are in other characters than ours: one of these that is still
// on a screen is a word that was forgotten.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "app/screens/item_phrases.h"
#include "app/screens/navigate.h"
#include "app/screens/phrases.h"
#include "content/model/names.h"
#include "render/layout/frame_dump.h"
#include "tests/app/screens/every_screen.h"

namespace gongkai::screens {
namespace {

namespace fs = std::filesystem;

// The common ideographs are three bytes of UTF-8; texts of the city are moved to the rare ones of four.
bool is_ideograph(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return at + 2 < text.size() && lead >= 0xE4 && lead <= 0xE9;
}

// 〔2026〕15号 has to keep its form, and an edge that leads back its word (补正, 退回); keys show the strokes they write.
bool is_kept(std::string_view ideograph) {
  constexpr std::string_view all = "号补正退回一丨丿丶乛";
  return all.find(ideograph) != std::string_view::npos;
}

// A word of ours.
bool has_chinese_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_ideograph(text, i) && !is_kept(text.substr(i, 3))) return true;
  }
  return false;
}

// Another character for each: what differs goes on to differ.
std::string moved(std::string_view ideograph) {
  const auto bits = [&](std::size_t i) { return static_cast<unsigned>(ideograph[i]) & 0x3Fu; };
  const unsigned code = 0x20000 + (((static_cast<unsigned>(ideograph[0]) & 0xFu) << 12) | (bits(1) << 6) | bits(2)) - 0x4000;
  const auto byte = [&](unsigned shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  return {static_cast<char>(0xF0), byte(12), byte(6), byte(0)};
}

template <class... Sets>
std::set<std::string_view> words_of() {
  std::set<std::string_view> all;
  (all.insert(model::words<Sets>().begin(), model::words<Sets>().end()), ...);
  return all;
}

std::set<std::string_view> every_closed_word() {
  using namespace model;
  return words_of<DisclosureMode, Period, Access, Audience, Level, PostStatus, DayUnit, ItemType, CaseType, Target, MaterialNeed,
                  MaterialKind, MaterialForm, MaterialSource, ResultType, FeeClass, FundHandling, NoticeSubtype, PublicitySubtype,
                  ChangeType, PowerType, AlertLevel>();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

// A JSON text whose strings are moved, but for closed words and the names of carriers, which are a standard's and shown
// nowhere. Dates that are filled into a text are content too: they are put in figures.
std::string silenced(const std::string& text) {
  const std::string json = replaced(replaced(replaced(text, ":zh}", "}"), ":md}", "}"), "{deadline}", "2026-12-31");
  static const std::set<std::string_view> closed = every_closed_word();
  std::string out;
  bool carriers = false;
  std::string_view before;
  for (std::size_t i = 0; i < json.size();) {
    const std::size_t open = json.find('"', i);
    if (open == std::string::npos) return out + json.substr(i);
    std::size_t end = open + 1;
    while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
    const std::string_view value = std::string_view(json).substr(open + 1, end - open - 1);
    out += json.substr(i, open + 1 - i);
    carriers = value == "carriers" || (carriers && json.find(']', i) > open);
    const bool named = before == "title" || before == "name";  // a node or a procedure may bear a closed word as its name
    const bool stays = carriers || (closed.contains(value) && !named);
    before = value;
    for (std::size_t k = 0; k < value.size();) {
      const bool move = !stays && is_ideograph(value, k) && !is_kept(value.substr(k, 3));
      out += move ? moved(value.substr(k, 3)) : std::string(1, value[k]);
      k += move ? 3 : 1;
    }
    out += '"';
    i = end + 1;
  }
  return out;
}

store::Generation silent_city(const fs::path& folder) {
  const fs::path demo = fs::path(GONGKAI_SOURCE_DIR) / "kiosk-config/demo", copy = folder / "kiosk-config/demo";
  fs::create_directories(copy.parent_path());
  fs::copy(demo, copy, fs::copy_options::recursive);
  for (const auto& entry : fs::recursive_directory_iterator(copy)) {
    if (entry.path().extension() != ".json") continue;
    std::ostringstream json;
    json << std::ifstream(entry.path()).rdbuf();
    std::ofstream(entry.path()) << silenced(json.str());
  }
  return fakes::demo_store(folder, folder / "store", fakes::DemoAlert::out);
}

class English : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new fakes::TemporaryFolder;
    city_ = new store::Generation(silent_city(folder_->path()));
  }
  static void TearDownTestSuite() {
    delete city_;
    delete folder_;
  }

  static std::string dump(const Shown& shown, Freshness freshness) {
    Context context = context_of(shown);
    if (context.store != nullptr) context.store = city_;
    context.hall.name = context.hall.place = "Hall";
    context.freshness = freshness;
    context.picture_size = [](const std::string&) { return render::Size{960, 560}; };
    const Screen screen = build(shown.state, context);
    return layout::dump(layout::lay_out(screen.root, layout::default_theme(), {1080, 1920}, demo_city().engine));
  }

  static inline fakes::TemporaryFolder* folder_ = nullptr;
  static inline store::Generation* city_ = nullptr;
};

TEST_F(English, LeavesNoChineseWordOnAnyScreen) {
  std::set<std::string> left;
  int screens = 0;
  for (Shown shown : every_screen()) {
    shown.state.language = Language::english;
    if (auto* picture = std::get_if<PicturePage>(&shown.state.pages.back())) picture->caption.clear();  // was content
    shown.state.writing.candidates.clear();  // are what the visitor writes
    shown.state.notice.clear();  // is said in the language of its moment
    // The title of what is withdrawn comes from the city of the other tests.
    if (shown.what == Shown::What::withdrawn) shown.what = Shown::What::usual;
    for (int bits = 0; bits < 8; bits += 7) {
      shown.state.large_text = shown.state.high_contrast = shown.state.low_reach = bits != 0;
      const Freshness freshness = static_cast<Freshness>(screens++ % 4);
      std::istringstream lines(dump(shown, freshness));
      for (std::string line; std::getline(lines, line);) {
        if (has_chinese_word(line) && !line.ends_with(" 中文")) left.insert(shown.name + ": " + line);
      }
    }
  }
  EXPECT_GT(screens, 80);
  std::string report;
  for (const std::string& line : left) report += "  " + line + "\n";
  EXPECT_TRUE(left.empty()) << left.size() << " lines\n" << report;
}

TEST_F(English, IsSaidToBeTheLanguageOfTheLabelsAlone) {
  Shown home;
  home.state.language = Language::english;
  EXPECT_NE(dump(home, Freshness::fresh).find("Published texts are in Chinese"), std::string::npos);
}

TEST_F(English, ComesAndGoesWithOneTapAndEndsWithTheVisit) {
  ScreenState state = navigate({}, SwitchLanguage{});
  EXPECT_EQ(state.language, Language::english);
  EXPECT_EQ(navigate(state, GoHome{}).language, Language::english);
  EXPECT_EQ(navigate(state, SwitchLanguage{}).language, Language::chinese);
  EXPECT_EQ(navigate(state, EndSession{}).language, Language::chinese);
}

TEST_F(English, HasAWordForEachOfTheCatalogue) {
  using namespace model;
  for (const std::string_view word : words_of<PostStatus, ItemType, MaterialNeed, MaterialKind, MaterialForm, MaterialSource, FeeClass,
                                              FundHandling, NoticeSubtype, PublicitySubtype, ChangeType, PowerType, AlertLevel>()) {
    EXPECT_FALSE(has_chinese_word(closed_word(Language::english, word))) << word;
    EXPECT_EQ(closed_word(Language::chinese, word), word);
  }
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    const std::string_view title = title_zh(static_cast<Kind>(kind));
    EXPECT_FALSE(has_chinese_word(closed_word(Language::english, title))) << title;
  }
}

TEST_F(English, PutsValuesWhereTheLanguageHasThem) {
  EXPECT_EQ(say(Language::chinese, phrases::period, "第一榜", "甲", "乙", "已结束"), "第一榜公示期 甲 至 乙，已结束。");
  EXPECT_EQ(say(Language::english, phrases::period, "Round 1", "1 Nov", "9 Nov", "over"), "Posted 1 Nov to 9 Nov, over. Round 1");
}

}  // namespace
}  // namespace gongkai::screens
