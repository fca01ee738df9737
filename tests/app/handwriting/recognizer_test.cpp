// Characters from strokes: those of our own hand, written as one is taught to, small, in a corner, and as a scribble.
#include "app/handwriting/recognizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <numbers>

#include "tests/app/handwriting/written.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::handwriting {
namespace {

Recognizer& recognizer() {
  static Recognizer opened = *Recognizer::open(installed_model);
  return opened;
}

std::size_t rank_of(const std::string& character, const std::vector<Stroke>& strokes) {
  const auto found = recognizer().read(strokes, 12);
  return static_cast<std::size_t>(std::find(found.begin(), found.end(), character) - found.begin());
}

TEST(Recognizer, ReadsWhatIsWrittenInTheMiddleInACornerAndSmall) {
  for (const Written& one : written_characters()) {
    SCOPED_TRACE(one.character);
    EXPECT_LT(rank_of(one.character, one.strokes), 3u);
    for (const auto& [part, x, y] : {std::tuple{0.4, 5500, 300}, {0.4, 0, 6000}, {0.25, 4000, 4000}}) {
      std::vector<Stroke> elsewhere = one.strokes;
      for (Stroke& stroke : elsewhere) {
        for (render::Point& p : stroke) p = {x + static_cast<int>(p.x * part), y + static_cast<int>(p.y * part)};
      }
      EXPECT_LT(rank_of(one.character, elsewhere), 3u) << part << " of the field, at " << x << "," << y;
    }
  }
}

TEST(Recognizer, NamesCharactersLikeliestFirstAndNoPartsOfThem) {
  const auto found = recognizer().read(strokes_of("口"), 12);
  ASSERT_EQ(found.size(), 12u);
  EXPECT_EQ(found.front(), "口") << "the square is a mouth, not the enclosure 囗 of other characters";
  for (const char* part : {"囗", "廾", "忄", "丨", "冂"}) EXPECT_EQ(std::count(found.begin(), found.end(), part), 0) << part;
  EXPECT_EQ(recognizer().read(strokes_of("户"), 3).size(), 3u);
  EXPECT_TRUE(recognizer().read({}, 12).empty());
  EXPECT_TRUE(recognizer().read({{}}, 12).empty());
}

// zinnia takes a stroke apart at each of its corners, with twice the memory each time.
TEST(Recognizer, OutlivesScribblesRingsAndDots) {
  Stroke zigzag, ring, back_and_forth;
  for (int i = 0; i < 600; ++i) {
    zigzag.push_back({i * 16, i % 2 == 0 ? 100 : 9900});
    const double angle = i * std::numbers::pi / 300;
    ring.push_back({5000 + static_cast<int>(4000 * std::cos(angle)), 5000 + static_cast<int>(4000 * std::sin(angle))});
    back_and_forth.push_back(i % 2 == 0 ? render::Point{100, 100} : render::Point{9900, 9900});
  }
  ring.push_back(ring.front());
  const Stroke dot{{5000, 5000}}, still(50, {5000, 5000});
  for (const Stroke& stroke : {zigzag, ring, back_and_forth, dot, still}) {
    EXPECT_EQ(recognizer().read({stroke}, 8).size(), 8u);
    EXPECT_EQ(recognizer().read(std::vector<Stroke>(most_strokes + 9, stroke), 8).size(), 8u);
  }
}

TEST(Legible, KeepsTheCornersOfEachStrokeAndNoMore) {
  Stroke turn;  // 乛, with the tremble of a hand
  for (int x = 1000; x <= 6000; x += 50) turn.push_back({x, 2000 + x % 100});
  for (int y = 2000; y <= 5000; y += 50) turn.push_back({6000 + y % 100, y});
  const auto strokes = legible({turn, {}, {{1000, 5000}, {6000, 5000}}});
  ASSERT_EQ(strokes.size(), 2u) << "a stroke without points is none";
  EXPECT_EQ(strokes[0].size(), 3u);
  EXPECT_EQ(strokes[1].size(), 2u);
  EXPECT_NEAR(strokes[0][0].x, 100, 15) << "as wide as the model was taught";
  EXPECT_NEAR(strokes[0][1].x, 900, 15);
  EXPECT_NEAR(strokes[0][1].y + strokes[0][2].y, 1000, 30) << "and in the middle";
}

template <class T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// A model of two characters, each with one weight.
std::string small_model() {
  std::string bytes;
  put(bytes, 0u);
  put(bytes, 1u);
  put(bytes, 2u);
  for (const char* name : {"一", "户"}) {
    bytes += name + std::string(16 - std::strlen(name), '\0');
    put(bytes, 0.5F);
    put(bytes, 7);
    put(bytes, 0.25F);
    put(bytes, -1);
    put(bytes, 0.0F);
  }
  const std::uint32_t head = 0x0ef71821u ^ static_cast<std::uint32_t>(bytes.size());
  std::memcpy(bytes.data(), &head, sizeof head);
  return bytes;
}

TEST(ModelFile, IsWholeOrIsNone) {
  const std::string whole = small_model();
  ASSERT_TRUE(is_whole_model(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(is_whole_model(whole.substr(0, length))) << length;
    std::string cut = whole.substr(0, length);  // with a head that says so
    const std::uint32_t head = 0x0ef71821u ^ static_cast<std::uint32_t>(length);
    if (length >= sizeof head) std::memcpy(cut.data(), &head, sizeof head);
    EXPECT_FALSE(is_whole_model(cut)) << length;
  }
  const auto with = [&](std::size_t at, auto value) {
    std::string bytes = whole;
    std::memcpy(bytes.data() + at, &value, sizeof value);
    return bytes;
  };
  EXPECT_FALSE(is_whole_model(with(4, 2u))) << "another version";
  EXPECT_FALSE(is_whole_model(with(8, 3u))) << "more characters than there are";
  EXPECT_FALSE(is_whole_model(with(8, 1u))) << "fewer";
  EXPECT_FALSE(is_whole_model(with(12, '\xff'))) << "a name that is no text";
  EXPECT_FALSE(is_whole_model(with(28, NAN))) << "a weight that is no number";
  EXPECT_FALSE(is_whole_model(with(40, 8))) << "weights without an end";
}

TEST(ModelFile, IsOpenedOrSaysWhyNot) {
  const fakes::TemporaryFolder folder;
  const auto message = [&](const std::string& bytes) {
    std::ofstream(folder / "a.model", std::ios::binary) << bytes;
    const auto opened = Recognizer::open(folder / "a.model");
    return opened ? std::string() : opened.error().message;
  };
  EXPECT_EQ(message(small_model()), "");
  EXPECT_NE(message("no model").find("已损坏"), std::string::npos);
  EXPECT_NE(message("").find("读不了"), std::string::npos);
  EXPECT_NE(Recognizer::open(folder / "absent").error().message.find("打不开"), std::string::npos);
  EXPECT_NE(Recognizer::open(folder.path()).error().message.find("读不了"), std::string::npos) << "a folder";
}

// Between two characters the model weighs nothing on this process.
TEST(ModelFile, GivesItsPagesBack) {
  const auto resident_kb = [] {
    std::ifstream maps("/proc/self/smaps");
    bool ours = false;
    long kb = 0, all = 0;
    for (std::string line; std::getline(maps, line);) {
      if (line.find('-') != line.npos && line.find(" r") != line.npos) ours = line.find("handwriting-zh_CN") != line.npos;
      if (ours && std::sscanf(line.c_str(), "Rss: %ld", &kb) == 1) all += kb;
    }
    return all;
  };
  EXPECT_EQ(recognizer().read(strokes_of("中"), 1).size(), 1u);
  EXPECT_LT(resident_kb(), 256);
  const auto model = ModelFile::open(installed_model);
  EXPECT_GT(resident_kb(), 20'000) << "what has just been checked from end to end";
  model->let_pages_go();
  EXPECT_LT(resident_kb(), 256);
}

}  // namespace
}  // namespace gongkai::handwriting
