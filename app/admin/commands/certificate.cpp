#include <fmt/format.h>

#include <cstdio>
#include <sstream>

#include "app/admin/certificate.h"
#include "app/admin/commands/commands.h"
#include "app/admin/commands/report.h"
#include "app/admin/report_archive.h"
#include "app/process/exit_codes.h"
#include "content/model/item_rules.h"
#include "content/publish/atomic_file.h"
#include "content/store/generation.h"

namespace gongkai::admin {
namespace {

// From the first round's first day to the last round's last; rounds that cannot be counted have no end.
std::optional<std::pair<model::Date, model::Date>> period_of(const model::Publicity& publicity, const model::WorkCalendar& calendar) {
  const auto end = publicity.rounds.empty() ? std::nullopt : model::round_end(publicity.rounds.back(), calendar);
  if (!end || !publicity.rounds.front().start_on) return std::nullopt;
  return std::pair(*publicity.rounds.front().start_on, end->last_day);
}

// Title, organ, exposure and calendar come from what the screens show, where that is at hand.
model::Result<void> look_up(const std::filesystem::path& store_directory, CertificateOrder& order) {
  auto store = store::open_current(store_directory);
  if (!store) return tl::unexpected(store.error());
  order.calendar = store->calendar();
  const auto item = store->find(order.item);
  if (!item) return {};
  order.title = item->header.title;
  if (const auto organ = store->find(item->header.organ)) order.organ = organ->header.title;
  if (const auto* publicity = std::get_if<model::Publicity>(&item->body)) {
    order.wanted = publicity->exposure;
    order.period = period_of(*publicity, order.calendar);
  }
  return {};
}

// "09:00-12:00 13:30-17:00", in order.
bool read_hours(const std::string& words, CertificateOrder& order) {
  order.open.clear();
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    int from_hour = 0, from_minute = 0, to_hour = 0, to_minute = 0;
    char rest = 0;
    if (std::sscanf(word.c_str(), "%2d:%2d-%2d:%2d%c", &from_hour, &from_minute, &to_hour, &to_minute, &rest) != 4) return false;
    const int from = from_hour * 60 + from_minute, to = to_hour * 60 + to_minute;
    if (from < (order.open.empty() ? 0 : order.open.back().second) || from >= to || to > 24 * 60) return false;
    order.open.emplace_back(from, to);
  }
  return !order.open.empty();
}

model::Result<std::vector<JournalFile>> journals_of(const CertificateOptions& options) {
  std::vector<JournalFile> journals;
  for (const auto& file : options.journals) journals.push_back({file});
  if (options.collected.empty()) return journals;
  const auto kiosks = archived_kiosks(options.collected);
  if (!kiosks) return tl::unexpected(kiosks.error());
  for (const std::string& kiosk : *kiosks) {
    for (const ArchivedJournal& journal : archived_journals(options.collected / kiosk)) journals.push_back({journal.file, kiosk});
  }
  return journals;
}

}  // namespace

int run_certificate(const CertificateOptions& options) {
  CertificateOrder order;
  order.item = options.id;
  order.now = options.moment.now;
  order.progress = progress_line("核验播放记录", 1);
  if (!read_hours(options.hours, order)) {
    std::fprintf(stderr, "--hours 应写成 09:00-12:00 13:30-17:00 的样子，几段按先后用空格隔开\n");
    return process::exit_usage;
  }
  if (options.journals.empty() && options.collected.empty()) {
    std::fprintf(stderr, "请用 --journal 写明屏幕的播放记录 journal.db，或用 --collected 写明 reports collect 的收取目录\n");
    return process::exit_usage;
  }
  auto journals = journals_of(options);
  if (!journals) return report_error(journals.error());
  order.journals = std::move(*journals);
  if (!options.store.empty()) {
    if (auto found = look_up(options.store, order); !found) return report_error(found.error());
  }
  const auto certificate = make_certificate(order);
  if (!certificate) return report_error(certificate.error());
  if (options.output.empty()) {
    std::fputs(certificate->html.c_str(), stdout);
  } else if (auto written = publish::replace_file(options.output, certificate->html); !written) {
    return report_error(written.error());
  }
  for (const std::string& fault : certificate->faults) std::fprintf(stderr, "核验未通过：%s\n", fault.c_str());
  return certificate->faults.empty() ? process::exit_ok : process::exit_data;
}

}  // namespace gongkai::admin
