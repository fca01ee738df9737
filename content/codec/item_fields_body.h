// Field tables of the blocks of an official document (content/model/body.h).
#pragma once

#include "content/codec/item_fields_shared.h"
#include "content/model/names.h"

namespace gongkai::codec {

// The "t" of a block: a text role, or one of these.
inline constexpr std::string_view list_tag = "list", table_tag = "table", image_tag = "image";

inline std::string_view block_tag(const model::BodyBlock& block) {
  if (const auto* text = std::get_if<model::TextBlock>(&block)) return model::word(text->role);
  if (std::holds_alternative<model::ListBlock>(block)) return list_tag;
  return std::holds_alternative<model::TableBlock>(block) ? table_tag : image_tag;
}

// An empty block of that tag; nullopt for a tag that is not known.
inline std::optional<model::BodyBlock> empty_block(std::string_view tag) {
  if (tag == list_tag) return model::ListBlock{};
  if (tag == table_tag) return model::TableBlock{};
  if (tag == image_tag) return model::ImageBlock{};
  if (const auto role = model::from_word<model::TextRole>(tag)) return model::TextBlock{*role, {}};
  return std::nullopt;
}

template <class A>
void fields(A& a, Of<model::TextBlock> auto& block) {
  a.text("x", "文字", block.text, Need::required);
}

template <class A>
void fields(A& a, Of<model::ListBlock> auto& block) {
  bool ordered = block.style == model::ListStyle::numbers;
  a.flag("ordered", "是否编号", ordered, Need::optional);
  if constexpr (!A::writing) block.style = ordered ? model::ListStyle::numbers : model::ListStyle::bullets;
  a.texts("items", "列表项", block.items, Need::required);
}

template <class A>
void fields(A& a, Of<model::TableBlock> auto& block) {
  a.texts("columns", "表头", block.columns, Need::required);
  a.table("rows", "表格行", block.rows, Need::required);
}

template <class A>
void fields(A& a, Of<model::ImageBlock> auto& block) {
  a.text("sha256", "图片校验值", block.sha256, Need::required);
  a.text("caption", "图片说明", block.caption, Need::required);
}

template <class A>
void fields(A& a, Of<model::BodyBlock> auto& block) {
  std::string tag{block_tag(block)};
  a.text("t", "段落类型", tag, Need::required);
  if constexpr (!A::writing) {
    if (auto made = empty_block(tag)) {
      block = std::move(*made);
    } else {
      a.wrong_value(
          "t", "段落类型“" + tag + "”不认识，可用：p、to、h1至h4、list、table、image、attach、sign、date。");
    }
  }
  std::visit([&](auto& inner) { fields(a, inner); }, block);
}

template <class A>
void fields(A& a, Of<model::RedHead> auto& head) {
  a.text("issuer", "发文机关标志", head.issuer, Need::required);
  a.text("doc_no", "发文字号", head.doc_no, Need::required);
}

}  // namespace gongkai::codec
