// Which characters are traditional forms that standard mainland texts do not use (国家通用语言文字法 3, 17).
#pragma once

namespace gongkai::model {

// True for 務, 號, 門; false for characters that the 通用规范汉字表 has itself (著, 乾), which are left to
// the reader.
bool is_traditional_only(char32_t c);

}  // namespace gongkai::model
