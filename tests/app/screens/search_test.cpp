// The search page as a citizen meets it: what is typed with the keys of the screen, and what then stands there.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/screens/navigate.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

// The page after those keys.
Screen typed(const std::vector<std::string>& keys, const Context& context) {
  ScreenState state = navigate({}, OpenSearch{});
  for (const std::string& key : keys) state = navigate(state, TypeText{key});
  return build(state, context);
}

std::vector<std::string> letters(const std::string& word) {
  std::vector<std::string> keys;
  for (const char letter : word) keys.emplace_back(1, letter);
  return keys;
}

Context context() { return context_of({}); }

// The items of the page, best first.
std::vector<model::EntityId> found(const Screen& screen) {
  std::vector<model::EntityId> ids;
  for (const Intent& intent : screen.intents) {
    if (const auto* item = std::get_if<OpenItem>(&intent)) ids.push_back(item->id);
  }
  return ids;
}

// Among those that stand above the keyboard.
bool on_page_1(const Screen& screen, const model::EntityId& id) {
  auto ids = found(screen);
  ids.resize(std::min<std::size_t>(ids.size(), 5));
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool has_key(const Screen& screen, const std::string& text) {
  return std::any_of(screen.intents.begin(), screen.intents.end(), [&](const Intent& intent) {
    const auto* key = std::get_if<TypeText>(&intent);
    return key != nullptr && key->text == text;
  });
}

TEST(Search, FindsAGuideByWhatThereIsToTypeOfIt) {
  const model::EntityId guide = "guide-cgj-0001";  // 户外招牌设置许可
  EXPECT_TRUE(on_page_1(typed({"招牌"}, context()), guide));
  EXPECT_TRUE(on_page_1(typed({"店招"}, context()), guide)) << "an alias";
  EXPECT_TRUE(on_page_1(typed(letters("HWZP"), context()), guide));
  EXPECT_TRUE(on_page_1(typed({"〔2025〕18"}, context()), guide)) << "what it rests on";
  EXPECT_TRUE(on_page_1(typed({"丶", "乛", "一", "丿"}, context()), guide)) << "户";
}

TEST(Search, TakesStrokesAndLettersInOneBox) {
  const Screen screen = typed({"丶", "乛", "一", "丿", "W"}, context());
  EXPECT_TRUE(on_page_1(screen, "guide-cgj-0001")) << "户W";
}

TEST(Search, OffersTheStrokesOnlyWhereTheyAreKnown) {
  Context with = context();
  int asked = 0;
  with.strokes = [&asked]() {
    ++asked;
    return strokes();
  };
  for (const char* key : {"一", "丨", "丿", "丶", "乛"}) EXPECT_TRUE(has_key(typed({}, with), key)) << key;
  typed(letters("HWZP"), with);
  EXPECT_EQ(asked, 0) << "the table is read when the first stroke is typed";
  typed({"丶"}, with);
  EXPECT_EQ(asked, 1);
  Context without = context();
  without.strokes = {};
  EXPECT_FALSE(has_key(typed({}, without), "丶"));
  EXPECT_TRUE(has_key(typed({}, without), "N"));
}

// A word that was meant is one tap away from its sound.
TEST(Search, OffersTheWordsThatAnswerASound) {
  ScreenState state = navigate({}, OpenSearch{});
  for (const char* key : {"Z", "P"}) state = navigate(state, TypeText{key});
  const Screen screen = build(state, context());
  const auto word = std::find_if(screen.intents.begin(), screen.intents.end(), [](const Intent& intent) {
    const auto* by = std::get_if<ReplaceText>(&intent);
    return by != nullptr && by->text == "招牌";
  });
  ASSERT_NE(word, screen.intents.end());
  state = navigate(state, *word);
  EXPECT_EQ(std::get<SearchPage>(state.page()).text, "招牌");
  EXPECT_TRUE(on_page_1(build(state, context()), "guide-cgj-0001"));
  for (const Intent& intent : build(state, context()).intents) EXPECT_FALSE(std::holds_alternative<ReplaceText>(intent));
}

// Who does not know what to type taps what others look for; who found nothing as well.
TEST(Search, OffersWhatIsOftenLookedFor) {
  for (const std::string& text : {std::string(), std::string("QQQQQQ")}) {
    const Screen screen = typed(letters(text), context());
    const auto word = std::find_if(screen.intents.begin(), screen.intents.end(), [](const Intent& intent) {
      const auto* by = std::get_if<ReplaceText>(&intent);
      return by != nullptr && by->text == "身份证";
    });
    ASSERT_NE(word, screen.intents.end()) << text;
    EXPECT_TRUE(on_page_1(build(navigate(navigate({}, OpenSearch{}), *word), context()), "guide-gaj-0001"));
  }
}

TEST(Search, DoesNotSayThatAllWasListedWhereMoreWasFound) {
  ScreenState state = navigate(navigate({}, OpenSearch{}), ReplaceText{"临澜"});
  EXPECT_EQ(found(build(state, context())).size(), 40u);
  Shown shown{"many", state};
  std::string words;
  for (const auto& layer : frame_of(shown).scrolls) {
    for (const auto& op : layer.ops) {
      if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) words += glyphs->text;
    }
  }
  EXPECT_NE(words.find("先列最接近的"), std::string::npos) << words;
}

TEST(Search, HelpsWhereNothingIsFound) {
  Shown shown;
  shown.state = navigate({}, OpenSearch{});
  for (const std::string& key : letters("QQQQQQ")) shown.state = navigate(shown.state, TypeText{key});
  const auto frame = frame_of(shown);
  std::string words;
  for (const auto& layer : frame.scrolls) {
    for (const auto& op : layer.ops) {
      if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) words += glyphs->text;
    }
  }
  EXPECT_NE(words.find("换个说法"), std::string::npos) << words;
  EXPECT_NE(words.find("12345"), std::string::npos) << words;
}

}  // namespace
}  // namespace gongkai::screens
