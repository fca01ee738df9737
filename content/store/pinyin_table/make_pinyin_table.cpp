// Build-time program: reads Unihan_Readings.txt (Unicode Han Database, UAX#38) on standard input and writes the
// readings of every Han character as C++ arrays on standard output.
//
// Which readings count: kTGHZ2013 (通用规范汉字字典, the norm of 2013) where it knows the character; for the others
// kMandarin and kHanyuPinyin (汉语大字典). The most customary one of kMandarin comes first. Tones are dropped, ü is
// written v as people type it.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Readings {
  std::vector<std::string> normative, customary, dictionary;
};

struct ToneMark {
  std::string_view written, letter;
};

constexpr ToneMark tone_marks[] = {
    {"ā", "a"}, {"á", "a"}, {"ǎ", "a"}, {"à", "a"}, {"ē", "e"}, {"é", "e"}, {"ě", "e"}, {"è", "e"},
    {"ī", "i"}, {"í", "i"}, {"ǐ", "i"}, {"ì", "i"}, {"ō", "o"}, {"ó", "o"}, {"ǒ", "o"}, {"ò", "o"},
    {"ū", "u"}, {"ú", "u"}, {"ǔ", "u"}, {"ù", "u"}, {"ǖ", "v"}, {"ǘ", "v"}, {"ǚ", "v"}, {"ǜ", "v"},
    {"ü", "v"}, {"ê", "e"}, {"ế", "e"}, {"ề", "e"}, {"ḿ", "m"}, {"ń", "n"}, {"ň", "n"}, {"ǹ", "n"},
};

// Empty when the syllable holds a letter we do not know.
std::string without_tone(std::string_view syllable) {
  std::string plain;
  while (!syllable.empty()) {
    const unsigned char byte = static_cast<unsigned char>(syllable.front());
    if (byte < 0x80) {
      plain += syllable.front();
      syllable.remove_prefix(1);
      continue;
    }
    // A combining mark that stands alone (m̀, ê̌) only carries a tone.
    if (byte == 0xCC && syllable.size() >= 2) {
      syllable.remove_prefix(2);
      continue;
    }
    const auto mark = std::find_if(std::begin(tone_marks), std::end(tone_marks), [&](const ToneMark& candidate) {
      return syllable.starts_with(candidate.written);
    });
    if (mark == std::end(tone_marks)) return {};
    plain += mark->letter;
    syllable.remove_prefix(mark->written.size());
  }
  return plain;
}

// "036.140:chán 064.090:dān,dàn" -> chan dan dan
std::vector<std::string> syllables_of(std::string_view value) {
  std::vector<std::string> found;
  std::string current;
  const auto flush = [&] {
    const std::string plain = without_tone(current);
    const bool is_position = plain.empty() || (plain.front() >= '0' && plain.front() <= '9');
    if (!is_position && std::find(found.begin(), found.end(), plain) == found.end()) found.push_back(plain);
    current.clear();
  };
  for (const char c : value) {
    if (c == ' ' || c == ',' || c == ':') {
      flush();
    } else {
      current += c;
    }
  }
  flush();
  return found;
}

std::map<std::uint32_t, Readings> read_unihan(std::istream& input) {
  std::map<std::uint32_t, Readings> characters;
  for (std::string line; std::getline(input, line);) {
    const auto first = line.find('\t');
    const auto second = first == std::string::npos ? first : line.find('\t', first + 1);
    if (!line.starts_with("U+") || second == std::string::npos) continue;
    const std::string field = line.substr(first + 1, second - first - 1);
    if (field != "kTGHZ2013" && field != "kMandarin" && field != "kHanyuPinyin") continue;
    Readings& readings = characters[static_cast<std::uint32_t>(std::stoul(line.substr(2, first - 2), nullptr, 16))];
    auto& list = field == "kTGHZ2013"  ? readings.normative
                 : field == "kMandarin" ? readings.customary
                                        : readings.dictionary;
    list = syllables_of(line.substr(second + 1));
  }
  return characters;
}

std::vector<std::string> merged(const Readings& readings) {
  std::vector<std::string> all = readings.customary;
  const auto& rest = readings.normative.empty() ? readings.dictionary : readings.normative;
  for (const std::string& syllable : rest) {
    if (std::find(all.begin(), all.end(), syllable) == all.end()) all.push_back(syllable);
  }
  return all;
}

template <class Values, class Print>
void write_array(std::string_view declaration, const Values& values, Print print) {
  std::cout << declaration << "[] = {\n";
  std::size_t column = 0;
  for (const auto& value : values) {
    print(value);
    std::cout << (++column % 16 == 0 ? ",\n" : ",");
  }
  std::cout << "};\n";
}

}  // namespace

int main() {
  const auto characters = read_unihan(std::cin);
  std::vector<std::string> syllables;
  for (const auto& [code, readings] : characters) {
    for (const std::string& syllable : merged(readings)) syllables.push_back(syllable);
  }
  std::sort(syllables.begin(), syllables.end());
  syllables.erase(std::unique(syllables.begin(), syllables.end()), syllables.end());

  std::vector<std::uint32_t> codes, starts;
  std::vector<std::size_t> readings_of_all;
  for (const auto& [code, readings] : characters) {
    const auto own = merged(readings);
    if (own.empty()) continue;
    codes.push_back(code);
    starts.push_back(static_cast<std::uint32_t>(readings_of_all.size()));
    for (const std::string& syllable : own) {
      const auto place = std::lower_bound(syllables.begin(), syllables.end(), syllable);
      readings_of_all.push_back(static_cast<std::size_t>(place - syllables.begin()));
    }
  }
  starts.push_back(static_cast<std::uint32_t>(readings_of_all.size()));
  if (codes.size() < 20'000) {
    std::cerr << "Unihan_Readings.txt gave readings of only " << codes.size() << " characters\n";
    return 1;
  }

  std::cout << "// Made by make_pinyin_table from the Unicode Han Database.\n";
  write_array("constexpr std::string_view syllables", syllables,
              [](const std::string& syllable) { std::cout << '"' << syllable << '"'; });
  write_array("constexpr char32_t characters", codes, [](std::uint32_t code) { std::cout << code; });
  write_array("constexpr std::uint32_t first_reading", starts, [](std::uint32_t start) { std::cout << start; });
  write_array("constexpr SyllableIndex all_readings", readings_of_all, [](std::size_t index) { std::cout << index; });
  return 0;
}
