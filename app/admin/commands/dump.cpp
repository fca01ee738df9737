#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/admin/text_table.h"
#include "app/process/exit_codes.h"
#include "content/codec/pack.h"
#include "content/model/names.h"
#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "content/store/store_dump.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct RoleLine {
  std::string name;
  std::int64_t version = 0;
  model::Instant expires{};
  std::string signers;
};

std::string signers_of(const trust::RoleKeys& keys) {
  return fmt::format("{} 把密钥中的 {} 把", keys.keyids.size(), keys.threshold);
}

std::string signers_of(const trust::Delegation& delegation) {
  std::vector<std::string> duties;
  for (const trust::Duty& duty : delegation.duties) {
    duties.push_back(fmt::format("{} {}/{}", duty.name, duty.min, duty.keyids.size()));
  }
  return duties.empty() ? signers_of(delegation.role) : fmt::format("{}", fmt::join(duties, "，"));
}

std::vector<RoleLine> role_lines(const publish::RepositoryState& state) {
  std::vector<RoleLine> lines = {
      {"root", state.root.version, state.root.expires, signers_of(state.root.roles.at("root"))},
      {"timestamp", state.timestamp.version, state.timestamp.expires, signers_of(state.root.roles.at("timestamp"))},
      {"snapshot", state.snapshot.version, state.snapshot.expires, signers_of(state.root.roles.at("snapshot"))},
      {"targets", state.targets.version, state.targets.expires, signers_of(state.root.roles.at("targets"))}};
  for (const trust::Delegation& delegation : state.targets.delegations) {
    const auto role = state.roles.find(delegation.name);
    if (role == state.roles.end()) continue;
    lines.push_back({delegation.name, role->second.version, role->second.expires, signers_of(delegation)});
  }
  return lines;
}

struct PackLineOfDump {
  std::string path;
  int level = 0;
  std::int64_t bytes = 0;
  std::size_t lines = 0;
  std::string fault;  // empty when the file verifies
};

PackLineOfDump describe_pack(const fs::path& repository, const std::string& bureau, const publish::Pack& pack) {
  PackLineOfDump line{publish::pack_path(bureau, pack), pack.level, pack.file.length, 0, {}};
  const auto bytes = publish::read_pack(repository, bureau, pack);
  if (!bytes) {
    line.fault = bytes.error().message;
  } else if (const auto lines = codec::split_pack(*bytes)) {
    line.lines = lines->size();
  } else {
    line.fault = lines.error().message;
  }
  return line;
}

std::vector<PackLineOfDump> pack_lines(const fs::path& repository, const publish::RepositoryState& state) {
  std::vector<PackLineOfDump> all;
  for (const auto& [bureau, role] : state.roles) {
    const auto packs = publish::listed_packs(bureau, role);
    if (!packs) continue;
    for (const publish::Pack& pack : *packs) all.push_back(describe_pack(repository, bureau, pack));
  }
  return all;
}

int dump_repository(const DumpOptions& options) {
  const auto root = publish::first_root(options.path);
  if (!root) return report_error(root.error());
  const auto state = publish::read_repository(options.path, *root);
  if (!state) return report_error(state.error());
  const auto packs = pack_lines(options.path, *state);
  if (options.output == Output::json) {
    json document = {{"roles", json::array()}, {"packs", json::array()}};
    for (const RoleLine& line : role_lines(*state)) {
      document["roles"].push_back(
          {{"name", line.name}, {"version", line.version}, {"expires", trust::format_expires(line.expires)}});
    }
    for (const PackLineOfDump& pack : packs) {
      document["packs"].push_back({{"path", pack.path},
                                   {"level", pack.level},
                                   {"bytes", pack.bytes},
                                   {"lines", pack.lines},
                                   {"fault", pack.fault}});
    }
    fmt::print("{}\n", document.dump(2));
  } else {
    TextTable roles({"角色", "版本", "有效期至", "签名要求"});
    for (const RoleLine& line : role_lines(*state)) {
      roles.add({line.name, std::to_string(line.version), model::format_instant(line.expires), line.signers});
    }
    TextTable files({"数据包", "级别", "字节", "行", "状态"});
    for (const PackLineOfDump& pack : packs) {
      files.add({pack.path, std::to_string(pack.level), std::to_string(pack.bytes), std::to_string(pack.lines),
                 pack.fault.empty() ? "完好" : pack.fault});
    }
    fmt::print("{}\n{}", roles.text(), files.text());
  }
  const bool sound = std::all_of(packs.begin(), packs.end(), [](const auto& pack) { return pack.fault.empty(); });
  return sound ? process::exit_ok : process::exit_data;
}

std::vector<std::string> describe_line(const codec::PackLine& line) {
  const std::string seq = std::to_string(line.seq);
  if (const auto* withdrawal = std::get_if<codec::Withdrawal>(&line.content)) {
    return {seq, "撤回", withdrawal->id, std::to_string(withdrawal->rev),
            fmt::format("{}（{}）", withdrawal->title, withdrawal->reason)};
  }
  const auto& decoded = std::get<codec::Decoded>(line.content);
  if (!decoded.item) {
    return {seq, "不可用", decoded.id, "-", decoded.faults.empty() ? "" : decoded.faults.front().message};
  }
  return {seq, std::string(model::title_zh(decoded.item->kind())), decoded.id,
          std::to_string(decoded.item->header.rev), decoded.item->header.title};
}

int dump_pack(const DumpOptions& options) {
  const auto bytes = publish::read_file(options.path, codec::max_pack_bytes);
  if (!bytes) return report_error(bytes.error());
  const auto lines = codec::split_pack(*bytes);
  if (!lines) return report_error(lines.error());
  if (options.output == Output::json) {
    fmt::print("{}", *bytes);  // a pack is JSON lines already
    return process::exit_ok;
  }
  TextTable table({"序号", "种类", "条目", "版本", "标题"});
  for (const std::string_view text : *lines) {
    const auto line = codec::decode_pack_line(text);
    if (!line) return report_error(line.error());
    table.add(describe_line(*line));
  }
  fmt::print("{}{} 行，{} 字节\n", table.text(), lines->size(), bytes->size());
  return process::exit_ok;
}

int dump_store(const DumpOptions& options) {
  const auto dumped = store::dump_generation(options.path, std::cout);
  return dumped ? process::exit_ok : report_error(dumped.error());
}

}  // namespace

int run_dump(const DumpOptions& options) {
  if (fs::is_directory(options.path)) return dump_repository(options);
  if (options.path.extension() == ".pack") return dump_pack(options);
  if (options.path.extension() == ".db" && fs::exists(options.path)) return dump_store(options);
  fmt::print(stderr, "错误：{} 既不是发布仓库，也不是数据包（.pack）或终端存储（.db）\n", options.path.string());
  return process::exit_no_input;
}

}  // namespace gongkai::admin
