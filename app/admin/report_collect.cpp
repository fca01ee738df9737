#include "app/admin/report_collect.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "content/publish/report_object.h"
#include "content/publish/signing_key.h"
#include "content/store/collection.h"
#include "content/store/play_journal.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using model::Result;
using store::CollectedMark;

struct Desk {
  PublishTarget& source;
  const CollectOrder& order;
  fs::path folder;         // of this terminal in the archive
  trust::Keys keys;
  store::Collection have;
  Collected done;
};

// Why a batch cannot be taken.
struct Refusal {
  model::Error error;
  CollectedMark give_up;   // where we would stand if it were given up; seq 0: that is no way out
};

template <class T>
using Attempt = tl::expected<T, Refusal>;

enum class Found { taken, absent };

// What is wrong with one file on the host, not with the host: it is too large, or may not be read.
bool is_of_one_file(const model::Error& error) {
  return error.code.starts_with("REPORT-") || error.code == "HTTP-004" || error.code == "PUBLISH-011";
}

tl::unexpected<Refusal> passing(const model::Error& error) { return tl::unexpected(Refusal{error, {}}); }

// Gives up this batch, and those that are missing in front of it.
tl::unexpected<Refusal> refuse(const Desk& desk, std::int64_t seq, const model::Error& error) {
  const std::string message = fmt::format("第 {} 批未收：{}", seq, error.message);
  return tl::unexpected(Refusal{{error.code, message}, {desk.have.mark().series, seq, ""}});
}

Result<trust::Keys> keys_of(const fs::path& folder) {
  trust::Keys keys;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".pem") continue;
    auto key = publish::load_public_key(entry.path());
    if (!key) return model::failure("REPORT-040", "终端的公钥读不出来：" + key.error().message);
    const trust::KeyId id = publish::key_id(*key);
    keys.emplace(id, std::move(*key));
  }
  if (!keys.empty()) return keys;
  return model::failure("REPORT-040", fmt::format("{} 里没有 .pem 文件：请在终端上运行 gongkai-sync report-key，把显示的公钥存到这里",
                                                  folder.string()));
}

// The number that an empty archive begins with. A folder can tell which batches it holds; a host cannot, and of it we know
// only what the terminal says: the beginning of its present series.
std::int64_t first_number(const Desk& desk) {
  std::int64_t lowest = 0;
  if (const auto* folder = std::get_if<FolderTarget>(&desk.source)) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder->folder / desk.done.kiosk, none)) {
      long long seq = 0;
      int length = 0;
      const std::string name = entry.path().filename().string();
      const bool read = std::sscanf(name.c_str(), "%lld.ndjson.gz%n", &seq, &length) == 1 && static_cast<std::size_t>(length) == name.size();
      if (read && seq > 0 && (lowest == 0 || seq < lowest)) lowest = seq;
    }
  }
  if (lowest != 0) return lowest;
  return desk.done.heartbeat ? desk.done.heartbeat->header.series : 0;
}

// Whether the terminal says that the host was given this batch: then it must be there.
bool was_sent(const Desk& desk, std::int64_t seq) {
  const auto& heartbeat = desk.done.heartbeat;
  return heartbeat && heartbeat->header.series <= seq && seq < heartbeat->state.next_seq - heartbeat->state.waiting;
}

// A batch is the first of a series, or names the one before it by its digest.
Attempt<void> check_place(const Desk& desk, const codec::ReportHeader& header) {
  const CollectedMark& mark = desk.have.mark();
  const auto wrong = [&](const char* why) { return refuse(desk, header.seq, {"REPORT-042", why}); };
  if (header.series > header.seq) return wrong("它自称的序列比它的编号还大");
  if (header.series == header.seq) {
    if (header.before == codec::no_report) return {};
    return wrong("它是一个序列的第一批，却说前面还有一批");
  }
  if (mark.seq != 0 && header.seq == mark.seq + 1) {
    if (mark.digest.empty() || header.before == mark.digest) return {};
    return wrong("它不接在已收到的前一批之后：其中一批被替换过，或终端的数据恢复过备份");
  }
  if (mark.seq != 0 && header.series <= mark.seq) return wrong("它所属的序列与已收到的不同");
  const std::int64_t last = header.seq - 1;
  return tl::unexpected(Refusal{{"REPORT-041", fmt::format("服务器上缺第 {}—{} 批", header.series, last)}, {header.series, last, ""}});
}

const char* begun_anew(const codec::JournalPart& part) {
  return part.after.seq == 0 ? "在终端上重新开始了（换过磁盘或重装过），前后两份都保留" : "中间缺了一段，前后两份都保留";
}

// Into the file whose rows these follow, or that has them already; else into a new one.
Result<void> import_part(Desk& desk, const codec::JournalPart& part, std::int64_t batch) {
  std::vector<ArchivedJournal> files = archived_journals(desk.folder);
  std::erase_if(files, [&](const ArchivedJournal& one) { return one.name != part.name; });
  std::optional<fs::path> begun;  // by a run that was killed before it wrote a row
  for (auto file = files.rbegin(); file != files.rend(); ++file) {
    auto journal = store::PlayJournal::open(file->file);
    if (!journal) return tl::unexpected(journal.error());
    if (journal->head().seq == 0) {
      begun = file->file;
      continue;
    }
    const auto added = journal->import_rows(part.after, part.rows);
    if (added) {
      desk.done.rows += *added;
      return {};
    }
    if (added.error().code != "STORE-052") return tl::unexpected(added.error());
  }
  if (files.size() > (begun ? 1u : 0u)) desk.done.notes.push_back(fmt::format("播放记录 {} {}", part.name, begun_anew(part)));
  auto journal = store::PlayJournal::open(begun ? *begun : new_journal_file(desk.folder, part.name, batch));
  if (!journal) return tl::unexpected(journal.error());
  const auto added = journal->import_rows(part.after, part.rows);
  if (!added) return tl::unexpected(added.error());
  desk.done.rows += *added;
  return {};
}

// The rows first: to import them twice is harmless. What citizens said and the word that the batch was taken come last and in
// one transaction, so that a kill in between does the rows again and counts nothing twice.
Attempt<void> import_batch(Desk& desk, const publish::OpenedReport& report) {
  const codec::ReportHeader& header = report.batch.header;
  store::CollectedBatch taken{{header.series, header.seq, report.digest}, {}, 0, {}};
  std::vector<const codec::JournalPart*> parts;
  for (const codec::ReportLine& line : report.batch.lines) {
    if (const auto* part = std::get_if<codec::JournalPart>(&line)) {
      if (auto whole = store::check_rows(part->after, part->rows); !whole) {
        return refuse(desk, header.seq, {whole.error().code, fmt::format("播放记录 {} {}", part->name, whole.error().message)});
      }
      parts.push_back(part);
    }
    if (const auto* said = std::get_if<model::Feedback>(&line)) taken.said.push_back(*said);
    if (const auto* dropped = std::get_if<codec::DroppedFeedback>(&line)) taken.dropped += dropped->records;
  }
  for (const codec::JournalPart* part : parts) {
    if (auto imported = import_part(desk, *part, header.seq); !imported) return passing(imported.error());
  }
  if (auto added = desk.have.add(taken); !added) return passing(added.error());
  ++desk.done.batches;
  desk.done.said += static_cast<std::int64_t>(taken.said.size());
  desk.done.dropped += taken.dropped;
  if (report.batch.passed_over > 0) {
    desk.done.notes.push_back(fmt::format("第 {} 批里有 {} 处是本程序不认识的新内容，已略过：请升级 gongkai-admin", header.seq,
                                          report.batch.passed_over));
  }
  return {};
}

void remove_original(Desk& desk, const std::string& path) {
  if (desk.order.originals == Originals::keep) return;
  if (auto removed = remove_target_file(desk.source, path); !removed) {
    desk.done.notes.push_back(fmt::format("{} 已收好，但没能从服务器上删去：{}", path, removed.error().message));
  }
}

Attempt<Found> take_batch(Desk& desk, std::int64_t seq) {
  const publish::ReportPlace place{desk.done.kiosk, seq};
  const std::string path = publish::report_path(place);
  const auto bytes = read_target_file(desk.source, path, publish::max_report_bytes);
  if (!bytes) {
    if (is_of_one_file(bytes.error())) return refuse(desk, seq, bytes.error());
    return passing(bytes.error());
  }
  if (!*bytes) return Found::absent;
  const auto report = publish::open_report(**bytes, desk.keys, place);
  if (!report) return refuse(desk, seq, report.error());
  if (auto placed = check_place(desk, report->batch.header); !placed) return tl::unexpected(placed.error());
  if (auto imported = import_batch(desk, *report); !imported) return tl::unexpected(imported.error());
  remove_original(desk, path);
  return Found::taken;
}

// The next batch there is, or nothing: all that the terminal has sent is here.
Attempt<Found> take_next(Desk& desk) {
  const std::int64_t last = desk.have.mark().seq;
  const std::int64_t next = last == 0 ? first_number(desk) : last + 1;
  if (next == 0) return Found::absent;
  auto found = take_batch(desk, next);
  if (!found || *found == Found::taken) return found;
  // A terminal that was set up anew numbers its batches anew, from the second at which that was done.
  std::int64_t awaited = next;
  if (const auto& heartbeat = desk.done.heartbeat; heartbeat && heartbeat->header.series > next) {
    awaited = heartbeat->header.series;
    found = take_batch(desk, awaited);
    if (!found || *found == Found::taken) return found;
  }
  // Numbers only rise; but those it gave while its clock was ahead can be out of reach for the ones it gives now.
  if (const auto& heartbeat = desk.done.heartbeat; heartbeat && heartbeat->header.series < desk.have.mark().series) {
    return passing({"REPORT-042", fmt::format("终端重装后从第 {} 批重新编号，而以前已收到第 {} 批（那时它的时钟快了），新的收不到。请给终端换一个名称"
                                              "（sync.toml 的 kiosk）并登记公钥，它会把还留着的记录全部重新送来", heartbeat->header.series, last)});
  }
  if (!was_sent(desk, awaited)) return Found::absent;
  return refuse(desk, awaited, {"REPORT-041", "服务器上没有它，而终端说已经送到"});
}

bool is_given_up(const Desk& desk, std::int64_t seq) {
  return std::any_of(desk.order.given_up.begin(), desk.order.given_up.end(), [&](const GivenUpRange& range) {
    return range.kiosk == desk.done.kiosk && range.first <= seq && seq <= range.last;
  });
}

// How to go on without it, once it is certain that it cannot be had.
model::Error with_remedy(const Desk& desk, const Refusal& refusal) {
  if (refusal.give_up.seq == 0) return refusal.error;
  return {refusal.error.code, fmt::format("{}。之后的各批都没有收。查明原因，或从备份恢复那个文件后再收取；确实找不回来时，加 --give-up {}={} 跳过它",
                                          refusal.error.message, desk.done.kiosk, refusal.give_up.seq)};
}

Result<void> take_batches(Desk& desk, const publish::Progress& progress) {
  const auto& heartbeat = desk.done.heartbeat;
  const std::int64_t begin = desk.have.mark().seq + 1;
  for (;;) {
    const auto found = take_next(desk);
    if (found && *found == Found::absent) return {};
    if (!found) {
      const Refusal& refusal = found.error();
      if (refusal.give_up.seq == 0 || !is_given_up(desk, refusal.give_up.seq)) return tl::unexpected(with_remedy(desk, refusal));
      if (auto added = desk.have.add({refusal.give_up, {}, 0, refusal.error.message}); !added) return added;
      ++desk.done.given_up;
      desk.done.notes.push_back("按 --give-up 跳过：" + refusal.error.message);
    }
    if (progress && heartbeat && heartbeat->header.series <= begin) {
      const std::int64_t all = heartbeat->state.next_seq - heartbeat->state.waiting - begin;
      const std::int64_t here = desk.have.mark().seq + 1 - begin;
      if (all > 1) progress(static_cast<std::size_t>(here), static_cast<std::size_t>(std::max(all, here)));
    }
  }
}

// The host could put an old one back; a terminal whose clock was set back writes one as well. It is taken and said.
Result<void> take_heartbeat(Desk& desk) {
  const publish::ReportPlace place{desk.done.kiosk, 0};
  auto before = kept_heartbeat(desk.folder);
  if (before) desk.done.heartbeat = *before;
  const auto bytes = read_target_file(desk.source, publish::report_path(place), publish::max_report_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) {
    if (desk.done.heartbeat) return model::failure("REPORT-041", "它的心跳文件不见了：请检查 --from 的地址，以及存放处的文件是否被删");
    desk.done.notes.push_back("还没有回传过");
    return {};
  }
  const auto report = publish::open_report(**bytes, desk.keys, place);
  if (!report) return model::failure(report.error().code, "心跳文件未收：" + report.error().message);
  auto heartbeat = heartbeat_of(report->batch);
  if (!heartbeat) return model::failure("REPORT-011", "心跳文件里没有终端的状态");
  if (desk.done.heartbeat && heartbeat->header.made < desk.done.heartbeat->header.made) {
    desk.done.notes.push_back("心跳比上次收到的还旧：终端的时钟被调回过，或服务器放回了旧文件");
  }
  desk.done.heartbeat = std::move(heartbeat);
  return keep_heartbeat(desk.folder, report->batch);
}

}  // namespace

std::optional<GivenUpRange> parse_given_up(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || !codec::is_report_name(text.substr(0, equals))) return std::nullopt;
  long long first = 0, last = 0;
  char rest = 0;
  const int read = std::sscanf(text.c_str() + equals + 1, "%lld-%lld%c", &first, &last, &rest);
  if (read == 1) last = first;
  const bool digits = text.find_first_not_of("0123456789-", equals + 1) == std::string::npos && !text.ends_with('-');
  if (!digits || read < 1 || read > 2 || first <= 0 || last < first) return std::nullopt;
  return GivenUpRange{text.substr(0, equals), first, last};
}

Result<std::vector<std::string>> kiosks_with_keys(const fs::path& keys) {
  std::vector<std::string> kiosks;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(keys, error)) {
    if (!entry.is_directory()) continue;
    kiosks.push_back(entry.path().filename().string());
    if (codec::is_report_name(kiosks.back())) continue;
    return model::failure("REPORT-040", fmt::format("{} 不能是终端的名字：只用字母、数字、- 和 _，最多 64 个", entry.path().string()));
  }
  if (error || kiosks.empty()) {
    return model::failure("REPORT-040", fmt::format("{} 里没有终端：每台终端一个文件夹，名字与它的设置 reports.kiosk 相同，里面放它的公钥（.pem）",
                                                    keys.string()));
  }
  std::sort(kiosks.begin(), kiosks.end());
  return kiosks;
}

Collected collect_from(PublishTarget& source, const CollectOrder& order, const std::string& kiosk, const publish::Progress& progress) {
  const fs::path folder = order.into / kiosk;
  Collected nothing;
  nothing.kiosk = kiosk;
  std::error_code error;
  fs::create_directories(folder, error);
  auto keys = keys_of(order.keys / kiosk);
  auto have = store::Collection::open(feedback_file(folder));
  if (!keys || !have) {
    nothing.fault = !keys ? keys.error() : have.error();
    static_cast<void>(keep_state(folder, {order.now, nothing.fault}));
    return nothing;
  }
  Desk desk{source, order, folder, std::move(*keys), std::move(*have), std::move(nothing)};
  // A heartbeat that cannot be trusted is no reason to leave what was signed: the batches speak for themselves.
  const auto alive = take_heartbeat(desk);
  const bool hopeless = !alive && !is_of_one_file(alive.error());
  const auto taken = hopeless ? alive : take_batches(desk, progress);
  if (!alive) desk.done.fault = alive.error();
  if (!taken) desk.done.fault = taken.error();
  if (desk.done.fault && is_of_the_host(*desk.done.fault)) return std::move(desk.done);  // we know no more than before
  if (auto kept = keep_state(folder, {order.now, desk.done.fault}); !kept && !desk.done.fault) desk.done.fault = kept.error();
  return std::move(desk.done);
}

bool is_of_the_host(const model::Error& error) {
  return (error.code.starts_with("HTTP-") && error.code != "HTTP-004") || error.code.starts_with("PUSH-");
}

}  // namespace gongkai::admin
