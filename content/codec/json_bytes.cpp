#include "content/codec/json_bytes.h"

#include <fmt/format.h>

#include "content/codec/item_json.h"
#include "content/model/code_points.h"

namespace gongkai::codec {
namespace {

constexpr std::size_t max_faults = 20;
constexpr std::string_view bom = "\xEF\xBB\xBF";

// A tolerant walk over JSON text. It follows strings and brackets only; grammar is the parser's work.
class ByteScan {
 public:
  explicit ByteScan(std::string_view bytes)
      : bytes_(bytes), position_(bytes.size() - without_bom(bytes).size()) {}

  ByteReport run() {
    while (position_ < bytes_.size()) {
      const char c = bytes_[position_];
      if (c == '"') {
        read_string();
      } else {
        structure(c);
        take_character(Where::outside);
      }
    }
    return std::move(report_);
  }

 private:
  enum class Where { outside, inside_string };

  void fault(const char* code, std::size_t offset, std::string message) {
    if (report_.faults.size() >= max_faults) return;
    report_.faults.push_back({model::Severity::error, code, {}, "", offset, std::move(message)});
  }

  void structure(char c) {
    if (c == '{' || c == '[') {
      if (++depth_ == max_json_depth + 1 && !too_deep_) {
        too_deep_ = true;
        fault("E-JSON-DEPTH", position_, fmt::format("嵌套超过{}层，请减少层级。", max_json_depth));
      }
    } else if (c == '}' || c == ']') {
      --depth_;
    }
    if (depth_ == 1 && (c == ',' || c == '{')) at_key_ = true;
    if (c == ':') at_key_ = false;
  }

  void read_string() {
    const std::size_t begin = ++position_;
    while (position_ < bytes_.size() && bytes_[position_] != '"') {
      if (bytes_[position_] == '\\') {
        take_escape();
      } else {
        take_character(Where::inside_string);
      }
    }
    note_id(bytes_.substr(begin, position_ - begin));
    if (position_ < bytes_.size()) ++position_;
  }

  // Keeps the value of the top-level "id", where it looks like one.
  void note_id(std::string_view text) {
    if (depth_ != 1) return;
    if (at_key_) {
      id_follows_ = text == "id";
    } else if (id_follows_) {
      id_follows_ = false;
      if (report_.id.empty() && text.size() <= 59 && text.find_first_of("\\\n") == text.npos)
        report_.id = text;
    }
  }

  void take_character(Where where) {
    const model::CodePoint c = model::code_point_at(bytes_, position_);
    if (!c.valid) {
      fault("E-BYTES-UTF8", position_,
            fmt::format("第{}字节起不是有效的UTF-8文字，请用UTF-8编码重新保存。", position_));
    } else {
      judge(c.value, position_, where);
    }
    position_ += c.length;
  }

  void judge(char32_t c, std::size_t offset, Where where) {
    const bool newline_of_text = where == Where::outside && c == U'\r';
    if (c < 0x20 && c != U'\n' && c != U'\t' && !newline_of_text) {
      fault("E-BYTES-CONTROL", offset,
            fmt::format("第{}字节处有控制字符U+{:04X}，请删除。", offset, static_cast<unsigned>(c)));
    } else if (c == 0xFFFD) {
      fault("E-BYTES-FFFD", offset,
            fmt::format("第{}字节处有替换符“\uFFFD”，原文字已丢失，请对照原稿补上。", offset));
    }
  }

  void take_escape() {
    const std::size_t offset = position_;
    const char kind = position_ + 1 < bytes_.size() ? bytes_[position_ + 1] : '\0';
    if (kind != 'u') {
      position_ += 2;
      const bool line_end = kind == 'r' && bytes_.substr(position_, 2) == "\\n";
      if ((kind == 'r' && !line_end) || kind == 'b' || kind == 'f') {
        fault("E-BYTES-CONTROL", offset, fmt::format("第{}字节处有控制字符\\{}，请删除。", offset, kind));
      }
      return;
    }
    const int unit = hex_at(position_ + 2);
    position_ += unit < 0 ? 2 : 6;
    if (unit < 0) return;
    if (unit >= 0xD800 && unit <= 0xDBFF && bytes_.substr(position_, 2) == "\\u") {
      const int low = hex_at(position_ + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        position_ += 6;
        return;
      }
    }
    if (unit >= 0xD800 && unit <= 0xDFFF) {
      fault("E-BYTES-UTF8", offset,
            fmt::format("第{}字节处是不成对的代理码\\u{:04x}，请删除。", offset, unit));
    } else {
      judge(static_cast<char32_t>(unit), offset, Where::inside_string);
    }
  }

  int hex_at(std::size_t position) const {
    if (position + 4 > bytes_.size()) return -1;
    int value = 0;
    for (const char c : bytes_.substr(position, 4)) {
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  std::string_view bytes_;
  std::size_t position_;
  int depth_ = 0;
  bool too_deep_ = false;
  bool at_key_ = false;
  bool id_follows_ = false;
  ByteReport report_;
};

}  // namespace

std::string_view without_bom(std::string_view bytes) {
  return bytes.substr(0, bom.size()) == bom ? bytes.substr(bom.size()) : bytes;
}

ByteReport check_bytes(std::string_view bytes) {
  // Of an oversized text only the permitted part is read: enough to name the entity.
  ByteReport report = ByteScan(bytes.substr(0, max_entity_bytes)).run();
  if (bytes.size() > max_entity_bytes) {
    report.faults.clear();
    report.faults.push_back({model::Severity::error,
                             "E-BYTES-SIZE",
                             {},
                             "",
                             max_entity_bytes,
                             fmt::format("内容有{}字节，超过2MiB上限，请拆分或压缩。", bytes.size())});
  }
  for (model::Fault& fault : report.faults) fault.entity = report.id;
  return report;
}

}  // namespace gongkai::codec
