#include "app/speech/spoken_words.h"

#include <algorithm>
#include <array>

#include "app/speech/number_scan.h"
#include "app/speech/number_words.h"
#include "app/speech/polyphones.h"
#include "content/model/code_points.h"
#include "content/store/pinyin.h"

namespace gongkai::speech {

namespace {

struct Sign {
  char32_t code;
  const char* words;  // "，" and "。" are pauses
};

constexpr std::array signs = {
    Sign{U'，', "，"}, Sign{U'、', "，"}, Sign{U'：', "，"}, Sign{U'；', "，"}, Sign{U'。', "。"}, Sign{U'！', "。"}, Sign{U'？', "。"},
    Sign{U',', "，"}, Sign{U';', "，"}, Sign{U':', "，"}, Sign{U'.', "，"}, Sign{U'!', "。"}, Sign{U'?', "。"}, Sign{U'\n', "。"},
    Sign{U'　', "，"}, Sign{U'（', "，"}, Sign{U'）', "，"}, Sign{U'(', "，"}, Sign{U')', "，"}, Sign{U'—', "，"}, Sign{U'…', "，"},
    Sign{U'〔', "，"}, Sign{U'〕', "，"}, Sign{U'→', "，到"}, Sign{U'×', "乘"}, Sign{U'≤', "不超过"}, Sign{U'≥', "不少于"},
    Sign{U'＜', "少于"}, Sign{U'＞', "超过"}, Sign{U'<', "少于"}, Sign{U'>', "超过"}, Sign{U'+', "加"}, Sign{U'＋', "加"},
    Sign{U'=', "等于"}, Sign{U'＝', "等于"}, Sign{U'&', "和"}, Sign{U'№', "第"}, Sign{U'㎡', "平方米"}, Sign{U'㎞', "公里"},
    Sign{U'㎏', "公斤"}, Sign{U'㎜', "毫米"}, Sign{U'㎝', "厘米"}, Sign{U'℃', "摄氏度"}, Sign{U'°', "度"}, Sign{U'±', "正负"},
    Sign{U'■', "，"}, Sign{U'□', "，"}, Sign{U'●', "，"}, Sign{U'◆', "，"}, Sign{U'|', "，"}, Sign{U'@', "，"}};

constexpr std::array letter_names = {"诶",   "必",   "西", "弟", "衣", "艾弗", "鸡", "艾尺",     "爱",     "杰", "开", "艾勒", "艾姆",
                                     "恩",   "欧",   "批", "求", "阿", "艾丝", "提", "优",       "维",     "达不溜", "艾克斯", "歪", "再"};
constexpr std::size_t longest_spelt = 8;  // letters; a longer foreign word says nothing letter by letter

bool ends_with_pause(const std::string& said) {
  return said.empty() || said.ends_with("，") || said.ends_with("。");
}

// Full-width digits, letters and signs of tables and forms count as their usual ones.
char32_t narrow(char32_t code) {
  const char32_t ascii = code - 0xFF01 + 0x21;
  const bool folds = code >= 0xFF01 && code <= 0xFF5E && (model::is_digit(ascii) || model::is_latin_letter(ascii) || ascii == U'/' || ascii == U'%');
  return folds ? ascii : code;
}

class Speaker {
 public:
  explicit Speaker(std::string_view shown) {
    text_ = model::to_code_points(shown);
    std::transform(text_.begin(), text_.end(), text_.begin(), narrow);
  }

  std::string say() {
    while (at_ < text_.size()) step();
    while (said_.ends_with("，")) said_.resize(said_.size() - std::string_view("，").size());
    if (!said_.empty() && said_.back() == ' ') said_.pop_back();
    return std::move(said_);
  }

 private:
  char32_t ahead(std::size_t by) const { return at_ + by < text_.size() ? text_[at_ + by] : U'\0'; }
  char32_t before() const { return at_ > 0 ? text_[at_ - 1] : U'\0'; }

  void step() {
    const char32_t code = text_[at_];
    if (model::is_digit(code)) return take(number_at(text_, at_));
    if (model::is_han(code)) return say_han();
    if (model::is_latin_letter(code)) return say_letters();
    if (const auto year = bracketed_year_at(text_, at_)) return take(*year);
    if ((code == U'￥' || code == U'¥') && model::is_digit(ahead(1))) return say_price();
    say_sign(code);
    ++at_;
  }

  void take(const Said& said) {
    add(said.words);
    at_ += said.length;
  }

  void add(std::string_view words) {
    if (words.starts_with("，") && ends_with_pause(said_)) words.remove_prefix(std::string_view("，").size());
    said_ += words;
  }

  void add_pinyin(std::string_view syllables) {
    if (!said_.empty() && said_.back() != ' ') said_ += ' ';
    said_ += syllables;
    said_ += ' ';
  }

  void say_han() {
    constexpr std::size_t longest_word = 8;
    if (const Polyphone* found = polyphone_at(model::to_utf8(std::u32string_view(text_).substr(at_, longest_word)))) {
      add_pinyin(found->pinyin);
      at_ += model::to_code_points(found->word).size();
      return;
    }
    const char32_t code = text_[at_++];
    if (code == U'地') return add_pinyin("di4");  // left alone between characters it would be the particle de
    if (code == U'〇') return add("零");
    if (code >= 0x4E00 && code <= 0x9FFF) return add(model::to_utf8({&code, 1}));
    // The voice spells characters beyond the basic ones out in code.
    const auto readings = store::readings_of(code);
    if (!readings.empty()) add_pinyin(store::syllable(readings.front()));
  }

  bool begins_with(std::u32string_view word) const { return text_.compare(at_, word.size(), word) == 0; }

  void say_letters() {
    std::size_t end = at_;
    while (end < text_.size() && model::is_latin_letter(text_[end])) ++end;
    // Web and mail addresses are read, not heard.
    std::size_t past = end;
    bool address = begins_with(U"http") || begins_with(U"www.");
    while (past < text_.size() && text_[past] > U' ' && text_[past] < 0x7F) {
      address = address || text_[past] == U'@';
      ++past;
    }
    if (address) {
      add("网址见屏幕");
      at_ = past;
      return;
    }
    if (end - at_ > longest_spelt) {
      add("外文词");
      at_ = end;
      return;
    }
    for (; at_ < end; ++at_) {
      const char32_t lower = text_[at_] | 0x20;
      add(letter_names[lower - U'a']);
    }
  }

  void say_price() {
    ++at_;
    take(number_at(text_, at_));
    if (ahead(0) != U'元' && ahead(0) != U'万') add("元");
  }

  bool a_range_here() const {
    const char32_t left = before(), right = ahead(1);
    return (model::is_digit(left) || model::is_han(left) || left == U'%' || left == U'％') && model::is_digit(right);
  }

  void say_sign(char32_t code) {
    constexpr std::u32string_view dashes = U"-–—－~～";
    if (dashes.find(code) != std::u32string_view::npos) {
      if (a_range_here()) return add("到");
      if (code != U'—' && model::is_digit(ahead(1)) && !model::is_latin_letter(before())) return add("负");
      return code == U'—' ? add("，") : void();
    }
    if (code == U'/') {
      const bool each = before() == U'元' || before() == U'份' || before() == U'次';
      return add(model::is_han(ahead(1)) && each ? "每" : "，");
    }
    if (code == U'\n' && model::is_han(before()) && model::is_han(ahead(1))) return;  // a title broken in two lines
    if (code >= U'①' && code <= U'⑳') return add(number_words(std::to_string(code - U'①' + 1)));
    const auto found = std::find_if(signs.begin(), signs.end(), [code](const Sign& sign) { return sign.code == code; });
    if (found != signs.end()) add(found->words);
  }

  std::u32string text_;
  std::size_t at_ = 0;
  std::string said_;
};

}  // namespace

std::string spoken_words(std::string_view shown) { return Speaker(shown).say(); }

}  // namespace gongkai::speech
