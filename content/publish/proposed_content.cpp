#include "content/publish/proposed_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "content/codec/item_changes.h"
#include "content/codec/pack.h"
#include "content/model/item_pictures.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/pack_log.h"
#include "content/publish/proposal.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

// The bureau's log as published.
struct PublishedLog {
  std::vector<Pack> listed;
  Ledger ledger;
};

Result<PublishedLog> read_log(const fs::path& tree, const RepositoryState& base, const model::BureauName& bureau) {
  PublishedLog log;
  const auto role = base.roles.find(bureau);
  if (role == base.roles.end()) return log;
  auto listed = listed_packs(bureau, role->second);
  if (!listed) return tl::make_unexpected(listed.error());
  const auto cover = whole_cover(*listed);
  if (!cover) return tl::make_unexpected(cover.error());
  for (const Pack& pack : *cover) {
    const auto bytes = read_pack(tree, bureau, pack);
    if (!bytes) return tl::make_unexpected(bytes.error());
    if (auto added = log.ledger.add(*bytes); !added) return tl::make_unexpected(added.error());
    log.ledger.last_seq = pack.to;
  }
  log.listed = std::move(*listed);
  return log;
}

using PublishedItems = std::map<model::EntityId, model::Item>;

// The published state of the entities that new lines change. Withdrawn ones have none.
Result<PublishedItems> items_before(const fs::path& tree, const PublishedLog& log, const model::BureauName& bureau,
                                    const std::vector<std::string>& new_lines) {
  std::set<model::EntityId> wanted;
  for (const std::string& line : new_lines) {
    const auto key = codec::read_pack_line_key(std::string_view(line).substr(0, line.size() - 1));
    if (key && log.ledger.entries.contains(key->id)) wanted.insert(key->id);
  }
  PublishedItems items;
  if (wanted.empty()) return items;
  const auto cover = whole_cover(log.listed);
  if (!cover) return tl::make_unexpected(cover.error());
  for (const Pack& pack : *cover) {
    const auto bytes = read_pack(tree, bureau, pack);
    const auto lines = bytes ? codec::split_pack(*bytes) : tl::make_unexpected(bytes.error());
    if (!lines) return tl::make_unexpected(lines.error());
    for (const std::string_view line : *lines) {
      const auto key = codec::read_pack_line_key(line);
      if (!key || !wanted.contains(key->id)) continue;
      auto decoded = codec::decode_pack_line(line);
      auto* entity = decoded ? std::get_if<codec::Decoded>(&decoded->content) : nullptr;
      if (entity != nullptr && entity->item) items.insert_or_assign(key->id, std::move(*entity->item));
    }
  }
  return items;
}

// The change that a line makes to what was published before it.
Result<ItemChange> change_of(const Ledger& ledger, const PublishedItems& before, std::string_view line,
                             const model::BureauName& bureau) {
  const auto broken = [&](const std::string& why) {
    return model::failure("PUBLISH-053", fmt::format("{} 的新数据包里有一行不能发布：{}", bureau, why));
  };
  const auto decoded = codec::decode_pack_line(line);
  if (!decoded) return broken(decoded.error().message);
  if (const auto* gone = std::get_if<codec::Withdrawal>(&decoded->content)) {
    return ItemChange{ChangeKind::withdrawn, gone->id, gone->title, gone->rev};
  }
  const auto& entity = std::get<codec::Decoded>(decoded->content);
  if (!entity.item) return broken(entity.faults.empty() ? entity.id : entity.id + "：" + entity.faults.front().message);
  const model::Header& header = entity.item->header;
  const auto old = ledger.entries.find(header.id);
  if (old != ledger.entries.end() && header.rev <= old->second.rev) return broken(header.id + " 的 rev 没有提高");
  ItemChange change{old == ledger.entries.end() ? ChangeKind::added : ChangeKind::changed, header.id, header.title,
                    header.rev};
  if (const auto item = before.find(header.id); item != before.end()) {
    change.old_title = item->second.header.title;
    change.fields = codec::changed_fields(item->second, *entity.item);
  }
  const std::set<std::string> pictures = model::pictures_of(*entity.item);
  change.pictures.assign(pictures.begin(), pictures.end());
  return change;
}

// The new lines: those of the packs of level 0 after the published end, without a gap.
Result<std::vector<std::string>> new_lines(const fs::path& tree, const model::BureauName& bureau,
                                           const std::vector<Pack>& proposed, std::int64_t last_seq) {
  std::vector<std::string> lines;
  for (const Pack& pack : proposed) {  // by level and range
    if (pack.level != 0 || pack.from <= last_seq) continue;
    const auto bytes = read_pack(tree, bureau, pack);
    if (!bytes) return tl::make_unexpected(bytes.error());
    const auto split = codec::split_pack(*bytes);
    if (!split) return tl::make_unexpected(split.error());
    for (const std::string_view line : *split) {
      const auto key = codec::read_pack_line_key(line);
      if (!key || key->seq != last_seq + 1 + static_cast<std::int64_t>(lines.size())) {
        return model::failure("PUBLISH-053", fmt::format("{} 的新数据包序号不连续", bureau));
      }
      lines.push_back(std::string(line) + "\n");
    }
  }
  return lines;
}

bool same_packs(const std::vector<Pack>& a, const std::vector<Pack>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Pack& one, const Pack& other) {
    return one.from == other.from && one.to == other.to && one.level == other.level &&
           one.file.length == other.file.length &&
           one.file.hashes.by_algorithm == other.file.hashes.by_algorithm && one.file.custom == other.file.custom;
  });
}

Result<void> check_pictures(const fs::path& tree, const ItemChange& change) {
  for (const std::string& name : change.pictures) {
    const auto bytes = read_blob(tree, name);
    if (!bytes) return model::failure("PUBLISH-059", fmt::format("{} 的图片：{}", change.id, bytes.error().message));
  }
  return {};
}

}  // namespace

Result<std::vector<ItemChange>> recompute_changes(const fs::path& proposal, const RepositoryState& base,
                                                  const model::BureauName& bureau, const trust::Targets& proposed) {
  const auto packs = listed_packs(bureau, proposed);
  if (!packs) return tl::make_unexpected(packs.error());
  const auto log = read_log(base_tree(proposal), base, bureau);
  if (!log) return tl::make_unexpected(log.error());
  const auto lines = new_lines(proposed_tree(proposal), bureau, *packs, log->ledger.last_seq);
  if (!lines) return tl::make_unexpected(lines.error());
  const auto load = [&](const Pack& pack) { return read_pack(base_tree(proposal), bureau, pack); };
  const auto made = append(log->listed, log->ledger.last_seq + 1, *lines, load);
  if (!made) return tl::make_unexpected(made.error());
  const bool written = std::all_of(made->written.begin(), made->written.end(), [&](const WrittenPack& pack) {
    const auto bytes = read_pack(proposed_tree(proposal), bureau, pack.pack);
    return bytes && *bytes == pack.bytes;
  });
  if (!written || !same_packs(made->listed, *packs)) {
    return model::failure("PUBLISH-052", fmt::format("重新计算 {} 的数据包，结果与送签的不同：请不要签名，查明送签的机器", bureau));
  }
  const auto before = items_before(base_tree(proposal), *log, bureau, *lines);
  if (!before) return tl::make_unexpected(before.error());
  std::vector<ItemChange> changes;
  for (const std::string& line : *lines) {
    auto change = change_of(log->ledger, *before, std::string_view(line).substr(0, line.size() - 1), bureau);
    if (!change) return tl::make_unexpected(change.error());
    if (auto whole = check_pictures(proposed_tree(proposal), *change); !whole) return tl::make_unexpected(whole.error());
    changes.push_back(std::move(*change));
  }
  return changes;
}

}  // namespace gongkai::publish
