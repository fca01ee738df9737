#include "content/publish/pack_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "content/codec/pack.h"
#include "content/trust/digest.h"

namespace gongkai::publish {
namespace {

bool covers(const Pack& a, const Pack& b) {
  const bool wider = a.from <= b.from && a.to >= b.to;
  return wider && (a.level > b.level || (a.level == b.level && a.to - a.from > b.to - b.from));
}

bool is_covered(const Pack& pack, const std::vector<Pack>& packs) {
  return std::any_of(packs.begin(), packs.end(), [&](const Pack& other) { return covers(other, pack); });
}

// Of two packs that hold `next`: one that begins there, the widest of these; else the one with the fewest lines that are
// known already.
bool serves_better(const Pack& a, const Pack& b, std::int64_t next) {
  if ((a.from == next) != (b.from == next)) return a.from == next;
  return a.from == next ? a.to > b.to : a.to - a.from < b.to - b.from;
}

void order(std::vector<Pack>& packs) {
  std::sort(packs.begin(), packs.end(), [](const Pack& a, const Pack& b) {
    return std::tie(a.level, a.from, a.to) < std::tie(b.level, b.from, b.to);
  });
}

WrittenPack make_pack(std::int64_t from, std::int64_t to, int level, std::string bytes) {
  Pack pack{from, to, level, {}};
  pack.file.length = static_cast<std::int64_t>(bytes.size());
  pack.file.hashes.by_algorithm["sha256"] = trust::sha256_hex(bytes);
  pack.file.custom = nlohmann::json({{"from", from}, {"to", to}, {"level", level}}).dump();
  return {std::move(pack), std::move(bytes)};
}

tl::unexpected<model::Error> not_a_pack() {
  return model::failure("PUBLISH-042", "仓库中的数据包格式有误，不能在其上继续发布");
}

// The lines of all parts in order, without those that a later line of the same entity supersedes.
model::Result<std::vector<std::string>> merged_lines(const std::vector<std::string>& parts) {
  std::vector<std::string> newest_first;
  std::set<model::EntityId> seen;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const auto lines = codec::split_pack(*part);
    if (!lines) return tl::make_unexpected(lines.error());
    for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
      const auto key = codec::read_pack_line_key(*line);
      if (!key) return not_a_pack();
      if (seen.insert(key->id).second) newest_first.push_back(std::string(*line) + "\n");
    }
  }
  std::reverse(newest_first.begin(), newest_first.end());
  return newest_first;
}

// One publish and its roll-ups at work.
class Appender {
 public:
  Appender(std::vector<Pack> packs, const LoadPack& load) : packs_(std::move(packs)), load_(load) {}

  void add(WrittenPack pack) {
    packs_.push_back(pack.pack);
    written_.push_back(std::move(pack));
  }

  // Rolls up the oldest eight packs of `level` that no higher pack covers, as long as there are eight.
  model::Result<void> roll_up(int level) {
    while (true) {
      std::vector<Pack> parts = uncovered(level);
      if (parts.size() < packs_per_roll_up) return {};
      parts.resize(packs_per_roll_up);
      const std::optional<Pack> base = level + 1 == base_level ? base_before(parts.front()) : std::nullopt;
      if (base) parts.insert(parts.begin(), *base);
      auto made = merge(parts, level + 1);
      if (!made) return made;
    }
  }

  Appended finish() {
    order(packs_);
    Appended result;
    for (int level = 0; level <= base_level; ++level) {
      std::vector<Pack> of_level;
      for (const Pack& pack : packs_) {
        if (pack.level == level) of_level.push_back(pack);
      }
      for (std::size_t i = 0; i < of_level.size(); ++i) {
        // An older base serves nobody: whoever lacks its lines is better served by the newer one.
        const bool recent = level < base_level && i + packs_per_roll_up >= of_level.size();
        if (recent || !is_covered(of_level[i], packs_)) result.listed.push_back(of_level[i]);
      }
    }
    result.written = std::move(written_);
    return result;
  }

 private:
  std::vector<Pack> uncovered(int level) const {
    std::vector<Pack> found;
    for (const Pack& pack : packs_) {
      if (pack.level == level && !is_covered(pack, packs_)) found.push_back(pack);
    }
    order(found);
    return found;
  }

  std::optional<Pack> base_before(const Pack& first) const {
    for (const Pack& pack : packs_) {
      if (pack.level == base_level && pack.from == 1 && pack.to == first.from - 1) return pack;
    }
    return std::nullopt;
  }

  model::Result<std::string> bytes_of(const Pack& pack) const {
    for (const WrittenPack& written : written_) {
      if (written.pack.from == pack.from && written.pack.to == pack.to) return written.bytes;
    }
    return load_(pack);
  }

  model::Result<void> merge(const std::vector<Pack>& parts, int level) {
    std::vector<std::string> part_bytes;
    for (const Pack& part : parts) {
      auto bytes = bytes_of(part);
      if (!bytes) return tl::make_unexpected(bytes.error());
      part_bytes.push_back(std::move(*bytes));
    }
    const auto lines = merged_lines(part_bytes);
    if (!lines) return tl::make_unexpected(lines.error());
    std::string bytes;
    for (const std::string& line : *lines) bytes += line;
    if (lines->size() > codec::max_pack_lines || bytes.size() > 2 * pack_target_bytes) {
      promote(parts, level);
    } else {
      add(make_pack(parts.front().from, parts.back().to, level, std::move(bytes)));
    }
    return {};
  }

  // Parts too large for one pack move up a level as they are.
  void promote(const std::vector<Pack>& parts, int level) {
    for (const Pack& part : parts) {
      for (Pack& pack : packs_) {
        if (pack.from != part.from || pack.to != part.to || pack.level != part.level) continue;
        pack.level = level;
        pack.file.custom =
            nlohmann::json({{"from", pack.from}, {"to", pack.to}, {"level", level}}).dump();
      }
    }
  }

  std::vector<Pack> packs_;
  const LoadPack& load_;
  std::vector<WrittenPack> written_;
};

}  // namespace

std::string pack_path(const model::BureauName& bureau, const Pack& pack) {
  return fmt::format("{}/{}-{}.pack", bureau, pack.from, pack.to);
}

model::Result<std::vector<Pack>> listed_packs(const model::BureauName& bureau, const trust::Targets& role) {
  std::vector<Pack> packs;
  for (const auto& [path, file] : role.targets) {
    const auto range = codec::parse_pack_range(file.custom);
    const auto custom = nlohmann::json::parse(file.custom, nullptr, false);
    if (!range || !custom.contains("level") || !custom["level"].is_number_integer()) {
      return model::failure("PUBLISH-040", fmt::format("{} 不是数据包", path));
    }
    Pack pack{range->from, range->to, custom["level"].get<int>(), file};
    if (pack_path(bureau, pack) != path || pack.level < 0 || pack.level > base_level) {
      return model::failure("PUBLISH-040", fmt::format("{} 与其序号范围不符", path));
    }
    packs.push_back(std::move(pack));
  }
  order(packs);
  return packs;
}

model::Result<std::vector<Pack>> cover_after(const std::vector<Pack>& packs, std::int64_t after) {
  std::int64_t last = 0;
  for (const Pack& pack : packs) last = std::max(last, pack.to);
  std::vector<Pack> cover;
  for (std::int64_t next = after + 1; next <= last; next = cover.back().to + 1) {
    const Pack* best = nullptr;
    for (const Pack& pack : packs) {
      if (pack.from > next || pack.to < next) continue;
      if (best == nullptr || serves_better(pack, *best, next)) best = &pack;
    }
    if (best == nullptr) return model::failure("PUBLISH-041", fmt::format("数据包日志在序号 {} 处中断", next));
    cover.push_back(*best);
  }
  return cover;
}

model::Result<std::vector<Pack>> whole_cover(const std::vector<Pack>& packs) { return cover_after(packs, 0); }

std::string payload_hash(std::string_view pack_line) {
  const auto key = codec::read_pack_line_key(pack_line.substr(0, pack_line.find('\n')));
  return key ? trust::sha256_hex(key->payload) : std::string();
}

model::Result<void> Ledger::add(std::string_view pack_bytes) {
  const auto lines = codec::split_pack(pack_bytes);
  if (!lines) return tl::make_unexpected(lines.error());
  for (const std::string_view line : *lines) {
    const auto key = codec::read_pack_line_key(line);
    if (!key) return not_a_pack();
    entries[key->id] = {key->rev, trust::sha256_hex(key->payload), key->withdrawn};
  }
  return {};
}

model::Result<Appended> append(std::vector<Pack> listed, std::int64_t first_seq,
                               const std::vector<std::string>& lines, const LoadPack& load) {
  Appender appender(std::move(listed), load);
  std::int64_t seq = first_seq;
  std::int64_t from = first_seq;
  std::string bytes;
  for (const std::string& line : lines) {
    const auto count = static_cast<std::size_t>(seq - from);
    if (count > 0 && (bytes.size() + line.size() > pack_target_bytes || count == codec::max_pack_lines)) {
      appender.add(make_pack(from, seq - 1, 0, std::move(bytes)));
      bytes.clear();
      from = seq;
    }
    bytes += line;
    ++seq;
  }
  if (!bytes.empty()) appender.add(make_pack(from, seq - 1, 0, std::move(bytes)));
  for (int level = 0; level < base_level; ++level) {
    if (auto rolled = appender.roll_up(level); !rolled) return tl::make_unexpected(rolled.error());
  }
  return appender.finish();
}

}  // namespace gongkai::publish
