#include "content/model/item_pictures.h"

#include <algorithm>

#include "content/model/field_shapes.h"

namespace gongkai::model {

bool is_picture(const Attachment& attachment) { return attachment.type == "image/png" || attachment.type == "image/jpeg"; }

std::set<std::string> pictures_of(const Item& item) {
  std::set<std::string> names;
  const auto add = [&](const std::string& sha256) {
    if (is_sha256(sha256)) names.insert(sha256);
  };
  const auto add_body = [&](const std::vector<BodyBlock>& body) {
    for (const BodyBlock& block : body) {
      if (const auto* image = std::get_if<ImageBlock>(&block)) add(image->sha256);
    }
  };
  if (const auto* notice = std::get_if<Notice>(&item.body)) add_body(notice->body);
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) add_body(publicity->body);
  for (const Attachment& attachment : item.header.attachments) {
    if (is_picture(attachment)) add(attachment.sha256);
  }
  return names;
}

std::set<std::string> pictures_named_in(std::string_view json) {
  constexpr std::string_view hex = "0123456789abcdef";
  constexpr std::size_t length = 64;
  std::set<std::string> names;
  for (std::size_t begin = json.find_first_of(hex); begin != std::string_view::npos;) {
    const std::size_t end = std::min(json.find_first_not_of(hex, begin), json.size());
    if (end - begin == length) names.emplace(json.substr(begin, length));
    begin = json.find_first_of(hex, end);
  }
  return names;
}

}  // namespace gongkai::model
