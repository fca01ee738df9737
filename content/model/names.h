// The words the catalogue and the screens use for each closed set, in the order of the enumeration. One table serves
// reading, writing and showing.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "content/model/item.h"

namespace gongkai::model {

// The words of the enumeration E, defined for those listed below.
template <class E>
std::span<const std::string_view> words();

// Every enumeration of item.h and body.h that JSON carries as a word.
template <> std::span<const std::string_view> words<Kind>();
template <> std::span<const std::string_view> words<State>();
template <> std::span<const std::string_view> words<DisclosureMode>();
template <> std::span<const std::string_view> words<Period>();
template <> std::span<const std::string_view> words<Access>();
template <> std::span<const std::string_view> words<Audience>();
template <> std::span<const std::string_view> words<Level>();
template <> std::span<const std::string_view> words<Surface>();
template <> std::span<const std::string_view> words<PostStatus>();
template <> std::span<const std::string_view> words<DayUnit>();
template <> std::span<const std::string_view> words<ItemType>();
template <> std::span<const std::string_view> words<CaseType>();
template <> std::span<const std::string_view> words<Target>();
template <> std::span<const std::string_view> words<MaterialNeed>();
template <> std::span<const std::string_view> words<MaterialKind>();
template <> std::span<const std::string_view> words<MaterialForm>();
template <> std::span<const std::string_view> words<MaterialSource>();
template <> std::span<const std::string_view> words<FlowNodeType>();
template <> std::span<const std::string_view> words<ResultType>();
template <> std::span<const std::string_view> words<FeeClass>();
template <> std::span<const std::string_view> words<FundHandling>();
template <> std::span<const std::string_view> words<NoticeSubtype>();
template <> std::span<const std::string_view> words<PublicitySubtype>();
template <> std::span<const std::string_view> words<ChangeType>();
template <> std::span<const std::string_view> words<PowerType>();
template <> std::span<const std::string_view> words<AlertLevel>();
template <> std::span<const std::string_view> words<TextRole>();

template <class E>
std::string_view word(E value) {
  return words<E>()[static_cast<std::size_t>(value)];
}

template <class E>
std::optional<E> from_word(std::string_view text) {
  const auto all = words<E>();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

// "办事指南" for Kind::guide: what a citizen calls the kind. words<Kind>() holds the JSON names ("guide").
std::string_view title_zh(Kind kind);

}  // namespace gongkai::model
