#include "app/speech/number_scan.h"

#include <algorithm>
#include <array>

#include "app/speech/number_words.h"
#include "content/model/code_points.h"

namespace gongkai::speech {

namespace {

using Text = std::u32string;

// Reads forms of digits and signs at a place of the text.
class Reader {
 public:
  Reader(const Text& text, std::size_t at) : text_(text), at_(at), start_(at) {}

  char32_t next(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0'; }
  std::size_t length() const { return at_ - start_; }

  // `least` to `most` digits and then no other digit; empty and nothing taken otherwise.
  std::string digits(std::size_t least, std::size_t most) {
    std::string found;
    while (found.size() <= most && model::is_digit(next(found.size()))) found += static_cast<char>(next(found.size()));
    if (found.size() < least || found.size() > most) return {};
    at_ += found.size();
    return found;
  }
  // All digits there are.
  std::string all_digits() {
    std::string found;
    for (; model::is_digit(next()); ++at_) found += static_cast<char>(next());
    return found;
  }
  bool sign(std::u32string_view any) {
    if (next() == U'\0' || any.find(next()) == std::u32string_view::npos) return false;
    ++at_;
    return true;
  }
  bool word(std::u32string_view word) {
    if (text_.compare(at_, word.size(), word) != 0) return false;
    at_ += word.size();
    return true;
  }

 private:
  const Text& text_;
  std::size_t at_, start_;
};

constexpr std::u32string_view dashes = U"-–—－~～至到";
constexpr std::u32string_view measures =
    U"个份次人张家名项件户天年月日周时分秒万千百亿元角级倍页号楼层米公吨平岁届条款章批辆台套座间株亩只头位笔种处期";

int value(const std::string& digits) { return digits.empty() ? -1 : std::stoi(digits); }
bool between(const std::string& digits, int least, int most) { return value(digits) >= least && value(digits) <= most; }

bool follows(const Text& text, std::size_t at, std::u32string_view word) {
  return at >= word.size() && text.compare(at - word.size(), word.size(), word) == 0;
}

// 2026-11-18, 2026/11/18, 2026.11.18
std::optional<Said> date(const Text& text, std::size_t at) {
  Reader reader(text, at);
  const std::string year = reader.digits(4, 4);
  const char32_t separator = reader.next();
  if (!between(year, 1900, 2199) || !reader.sign(U"-/.")) return std::nullopt;
  const std::string month = reader.digits(1, 2);
  if (!between(month, 1, 12) || !reader.sign(std::u32string_view(&separator, 1))) return std::nullopt;
  const std::string day = reader.digits(1, 2);
  if (!between(day, 1, 31)) return std::nullopt;
  return Said{digit_words(year, One::yi) + "年" + number_words(month) + "月" + number_words(day) + "日", reader.length()};
}

// 2026年, 2026—2027年
std::optional<Said> year(const Text& text, std::size_t at) {
  Reader reader(text, at);
  const std::string first = reader.digits(4, 4);
  if (!between(first, 1900, 2199)) return std::nullopt;
  const std::size_t length = reader.length();
  if (reader.next() == U'年') return Said{digit_words(first, One::yi), length};
  if (!reader.sign(dashes)) return std::nullopt;
  const std::string second = reader.digits(4, 4);
  if (!between(second, 1900, 2199) || reader.next() != U'年') return std::nullopt;
  return Said{digit_words(first, One::yi) + "到" + digit_words(second, One::yi), reader.length()};
}

// 9:00, 13:30, 16:05:00
std::optional<Said> clock(const Text& text, std::size_t at) {
  Reader reader(text, at);
  const std::string hour = reader.digits(1, 2);
  if (!between(hour, 0, 24) || !reader.sign(U":：")) return std::nullopt;
  const std::string minute = reader.digits(2, 2);
  if (!between(minute, 0, 59)) return std::nullopt;
  std::string words = (value(hour) == 2 ? "两" : number_words(hour)) + std::string("点");
  if (value(minute) > 0) words += (value(minute) < 10 ? "零" : "") + number_words(minute) + "分";
  Said said{words, reader.length()};
  if (!reader.sign(U":：")) return said;
  const std::string second = reader.digits(2, 2);
  if (!between(second, 0, 59)) return said;
  if (value(second) > 0) words += number_words(second) + "秒";
  return Said{words, reader.length()};
}

// 9901**********0021: how many are masked is said, not star by star.
std::optional<Said> masked(const Text& text, std::size_t at) {
  Reader reader(text, at);
  const std::string head = reader.digits(1, 12);
  std::size_t stars = 0;
  while (reader.sign(U"*＊")) ++stars;
  if (stars == 0) return std::nullopt;
  const std::string tail = reader.digits(1, 12);
  return Said{digit_words(head, One::yao) + "，隐去" + number_words(std::to_string(stars)) + "位，" + digit_words(tail, One::yao),
              reader.length()};
}

// The forms a telephone number may have (content model: organ, window, channel).
std::optional<Said> telephone(const Text& text, std::size_t at) {
  const bool announced = follows(text, at, U"电话") || follows(text, at, U"热线") || follows(text, at, U"传真") ||
                         follows(text, at, U"拨打") || follows(text, at, U"拨") || follows(text, at, U"电话：") ||
                         follows(text, at, U"热线：") || follows(text, at, U"电话 ") || follows(text, at, U"热线 ") ||
                         follows(text, at, U"投诉 ");
  Reader reader(text, at);
  const std::string first = reader.digits(3, 11);
  const char32_t after = reader.next();
  const auto said = [&](const std::string& digits) { return Said{digit_words(digits, One::yao), reader.length()}; };
  const bool counted = measures.find(after) != std::u32string_view::npos && after != U'\0';
  if (first.size() == 11 && first.front() == '1') return said(first);
  if (first.size() == 5 && !counted && (first.starts_with("12") || first.starts_with("95") || first.starts_with("96"))) return said(first);
  if (announced && !counted && !first.empty() && after != U'-') return said(first);
  if (first.empty()) return std::nullopt;
  const bool area = first.front() == '0' && (first.size() == 3 || first.size() == 4);
  if (!area && first != "400" && first != "800") return std::nullopt;
  if (!reader.sign(U"-－")) return std::nullopt;
  std::string rest = area ? reader.digits(7, 8) : reader.digits(3, 7);
  if (rest.empty()) return std::nullopt;
  Said whole = said(first + rest);
  while (reader.sign(U"-－")) {
    const std::string more = reader.digits(1, 5);
    if (more.empty()) break;
    whole = {whole.words + (area ? "转" : "") + digit_words(more, One::yao), reader.length()};
  }
  return whole;
}

struct Unit {
  std::u32string_view sign;
  const char* words;
};
// Longer signs before those they begin with.
constexpr std::array units = {
    Unit{U"km²", "平方公里"}, Unit{U"km2", "平方公里"}, Unit{U"km", "公里"}, Unit{U"kg", "公斤"}, Unit{U"kW", "千瓦"},
    Unit{U"kw", "千瓦"}, Unit{U"mm", "毫米"}, Unit{U"cm", "厘米"}, Unit{U"ml", "毫升"}, Unit{U"mL", "毫升"}, Unit{U"mg", "毫克"},
    Unit{U"MB", "兆"}, Unit{U"GB", "吉"}, Unit{U"KB", "千字节"}, Unit{U"m²", "平方米"}, Unit{U"m2", "平方米"}, Unit{U"m³", "立方米"},
    Unit{U"m3", "立方米"}, Unit{U"m", "米"}, Unit{U"t", "吨"}, Unit{U"g", "克"}, Unit{U"L", "升"}, Unit{U"h", "小时"}};

// "50%" is said number last: 百分之五十. A unit in Latin letters is said by its name.
Said with_unit(Reader& reader, const std::string& number) {
  std::string shown = number;
  if (shown.find('.') != std::string::npos && (reader.next() == U'%' || reader.next() == U'％' || reader.next() == U'元')) {
    while (shown.back() == '0') shown.pop_back();
    if (shown.back() == '.') shown.pop_back();
  }
  const std::string words = number_words(shown);
  if (reader.sign(U"%％")) return {"百分之" + words, reader.length()};
  if (reader.sign(U"‰")) return {"千分之" + words, reader.length()};
  for (const Unit& unit : units) {
    Reader past = reader;
    if (!past.word(unit.sign)) continue;
    if (model::is_latin_letter(past.next()) || model::is_digit(past.next())) break;
    return {words + unit.words, past.length()};
  }
  // Letters that are no unit make it a code: 100MB0X.
  return {model::is_latin_letter(reader.next()) ? digit_words(number, One::yao) : words, reader.length()};
}

// Digits in groups of three, perhaps with a point: "10,000.50".
std::string amount(Reader& reader) {
  std::string number = reader.all_digits();
  const auto group = [&] {
    return reader.next() == U',' && model::is_digit(reader.next(1)) && model::is_digit(reader.next(2)) && model::is_digit(reader.next(3)) &&
           !model::is_digit(reader.next(4));
  };
  while (number.size() <= 15 && group()) {
    reader.sign(U",");
    number += reader.digits(3, 3);
  }
  if (reader.next() == U'.' && model::is_digit(reader.next(1))) {
    reader.sign(U".");
    number += "." + reader.all_digits();
  }
  return number;
}

Said quantity(const Text& text, std::size_t at) {
  Reader reader(text, at);
  const std::string number = amount(reader);
  const bool whole = number.find('.') == std::string::npos;
  const char32_t after = reader.next();
  const bool in_code = at > 0 && (model::is_latin_letter(text[at - 1]) || text[at - 1] == U'.');
  if (whole && (in_code || number.size() >= 9 || (number.size() > 1 && number.front() == '0'))) {
    return {digit_words(number, One::yao), reader.length()};
  }
  if (whole && number.size() >= 3 && (after == U'室' || after == U'房')) return {digit_words(number, One::yao), reader.length()};
  // 1/3 is a third, but 6/户 is each household's.
  if (whole && number.size() <= 3 && after == U'/' && model::is_digit(reader.next(1))) {
    Reader fraction = reader;
    fraction.sign(U"/");
    const std::string below = fraction.digits(1, 3);
    if (!below.empty() && value(number) < value(below)) return {number_words(below) + "分之" + number_words(number), fraction.length()};
  }
  // "2个" is 两个; "2日", "2号", "2月", "第2次" stay 二.
  constexpr std::u32string_view pairs = U"个份次人张家名项件户天年周小分元米万千倍条批辆台套座间株亩只头位笔种";
  if (number == "2" && after != U'\0' && pairs.find(after) != std::u32string_view::npos && (at == 0 || text[at - 1] != U'第')) {
    return {"两", reader.length()};
  }
  return with_unit(reader, number);
}

}  // namespace

Said number_at(const Text& text, std::size_t at) {
  const bool in_code = at > 0 && model::is_latin_letter(text[at - 1]);
  if (!in_code) {
    for (const auto form : {date, year, clock, masked, telephone}) {
      if (auto said = form(text, at)) return *said;
    }
  }
  return quantity(text, at);
}

std::optional<Said> bracketed_year_at(const Text& text, std::size_t at) {
  Reader reader(text, at);
  if (!reader.sign(U"〔[［（(【")) return std::nullopt;
  const std::string year = reader.digits(4, 4);
  if (!between(year, 1900, 2199) || !reader.sign(U"〕]］）)】")) return std::nullopt;
  return Said{"，" + digit_words(year, One::yi) + "，", reader.length()};
}

}  // namespace gongkai::speech
