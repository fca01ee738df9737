#include "app/admin/report_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>

#include "app/process/json_string.h"
#include "content/publish/atomic_file.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using model::Result;

constexpr std::size_t most_state_bytes = 64 * 1024;

// "lobby-1795360000.db", "lobby-1795360000.2.db": neither names of journals nor numbers hold a dot.
std::optional<ArchivedJournal> archived_journal(const fs::path& file) {
  if (file.extension() != ".db") return std::nullopt;
  const std::string whole = file.filename().string();
  const std::string stem = whole.substr(0, whole.find('.'));
  const std::size_t dash = stem.rfind('-');
  if (dash == std::string::npos) return std::nullopt;
  ArchivedJournal journal{file, stem.substr(0, dash), 0};
  const char* const end = stem.data() + stem.size();
  const auto read = std::from_chars(stem.data() + dash + 1, end, journal.first_batch);
  if (read.ec != std::errc{} || read.ptr != end || !codec::is_report_name(journal.name)) return std::nullopt;
  return journal;
}

fs::path heartbeat_file(const fs::path& folder) { return folder / "heartbeat.ndjson"; }
fs::path state_file(const fs::path& folder) { return folder / "state.json"; }

}  // namespace

Result<std::vector<std::string>> archived_kiosks(const fs::path& into) {
  std::vector<std::string> kiosks;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(into, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && codec::is_report_name(name)) kiosks.push_back(name);
  }
  if (error) {
    return model::failure("REPORT-043", fmt::format("读不到收取目录 {}：请先用 gongkai-admin reports collect --into 收取", into.string()));
  }
  std::sort(kiosks.begin(), kiosks.end());
  return kiosks;
}

std::vector<ArchivedJournal> archived_journals(const fs::path& folder) {
  std::vector<ArchivedJournal> journals;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (auto journal = archived_journal(entry.path())) journals.push_back(std::move(*journal));
  }
  std::sort(journals.begin(), journals.end(), [](const ArchivedJournal& a, const ArchivedJournal& b) {
    return std::tie(a.name, a.first_batch, a.file) < std::tie(b.name, b.first_batch, b.file);
  });
  return journals;
}

fs::path new_journal_file(const fs::path& folder, const std::string& name, std::int64_t batch) {
  fs::path file = folder / fmt::format("{}-{}.db", name, batch);
  for (int turn = 2; fs::exists(file); ++turn) file = folder / fmt::format("{}-{}.{}.db", name, batch, turn);
  return file;
}

fs::path feedback_file(const fs::path& folder) { return folder / "feedback.db"; }

std::optional<Heartbeat> heartbeat_of(const codec::ReportBatch& report) {
  for (const codec::ReportLine& line : report.lines) {
    if (const auto* state = std::get_if<codec::KioskState>(&line)) return Heartbeat{report.header, *state};
  }
  return std::nullopt;
}

Result<void> keep_heartbeat(const fs::path& folder, const codec::ReportBatch& report) {
  return publish::replace_file(heartbeat_file(folder), codec::encode_report(report));
}

Result<std::optional<Heartbeat>> kept_heartbeat(const fs::path& folder) {
  if (!fs::exists(heartbeat_file(folder))) return std::nullopt;
  const auto text = publish::read_file(heartbeat_file(folder), codec::max_report_text);
  if (!text) return tl::unexpected(text.error());
  const auto report = codec::decode_report(*text);
  if (!report) return tl::unexpected(report.error());
  return heartbeat_of(*report);
}

Result<void> keep_state(const fs::path& folder, const CollectState& state) {
  const std::string fault = state.fault ? fmt::format("{{\"code\":{},\"message\":{}}}", process::json_string(state.fault->code),
                                                      process::json_string(state.fault->message))
                                        : "null";
  return publish::replace_file(state_file(folder), fmt::format("{{\"at\":{},\"fault\":{}}}\n",
                                                               process::json_string(model::format_instant(state.at)), fault));
}

std::optional<CollectState> kept_state(const fs::path& folder) {
  const auto text = publish::read_file(state_file(folder), most_state_bytes);
  if (!text) return std::nullopt;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto word = [](const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto at = model::parse_instant(word(json, "at"));
  if (!at) return std::nullopt;
  CollectState state{*at, std::nullopt};
  if (const auto fault = json.find("fault"); fault != json.end() && fault->is_object()) {
    state.fault = model::Error{word(*fault, "code"), word(*fault, "message")};
  }
  return state;
}

}  // namespace gongkai::admin
