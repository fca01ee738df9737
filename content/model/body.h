// The body of a notice: a flat list of blocks, the forms a Chinese official document has (GB/T 9704-2012 section 7).
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace gongkai::model {

enum class TextRole {
  paragraph,      // "p"     正文
  addressee,      // "to"    主送机关, flush left
  heading1,       // "h1"    一、 黑体
  heading2,       // "h2"    （一） 楷体
  heading3,       // "h3"    1.
  heading4,       // "h4"    （1）
  attachment,     // "attach" 附件说明
  signature,      // "sign"  发文机关署名, right
  date,           // "date"  成文日期, right
};

struct TextBlock {
  TextRole role = TextRole::paragraph;
  std::string text;
};

enum class ListStyle { bullets, numbers };

struct ListBlock {
  ListStyle style = ListStyle::bullets;
  std::vector<std::string> items;
};

struct TableBlock {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as columns
};

struct ImageBlock {
  std::string sha256;  // lower-case hex of the blob
  std::string caption;
};

using BodyBlock = std::variant<TextBlock, ListBlock, TableBlock, ImageBlock>;

}  // namespace gongkai::model
