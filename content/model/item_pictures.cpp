#include "content/model/item_pictures.h"

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

}  // namespace gongkai::model
