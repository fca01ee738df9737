#include "app/sync/report_upload.h"

#include <algorithm>
#include <utility>

#include "app/sync/report_key.h"
#include "content/store/feedback_sent.h"
#include "content/store/generation.h"

namespace gongkai::agent {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;
using process::LogLevel;

constexpr auto beat_every = 60s;
constexpr auto in_use_retry = 5s;          // a screen is writing
constexpr auto gather_retry = 60s;         // the disk
constexpr auto first_retry = 5s, longest_retry = 300s;
constexpr std::int64_t most_waiting = 4;   // batches; more stays with the screens, which bound it
constexpr nanoseconds idle = 24h;

std::string code_of(const std::optional<model::Error>& error) { return error ? error->code : std::string(); }

}  // namespace

ReportUpload::ReportUpload(ReportContext context) : context_(std::move(context)), chance_(std::random_device{}()) {
  const AgentSettings& settings = context_.settings;
  if (settings.reports.url.empty()) remove_last_report(settings.state);
  last_ = read_last_report(settings.state).value_or(LastReport{});
}

ReportUpload::Next ReportUpload::turn(const LastCycles& cycles) {
  const auto now = context_.clock.monotonic();
  if (due_in() > 0ns) return Next::nothing;
  if (auto ready = prepare(cycles); !ready) return fail(ready.error());
  if (now >= next_gather_ && outbox_->state().batches < most_waiting) gather();
  const bool waits = outbox_->state().batches > 0;
  const bool beat = now >= next_beat_ && !(beat_failed_ && waits);
  if (!beat && !waits) return Next::nothing;
  const auto sent = beat ? send_heartbeat(cycles) : send_oldest();
  beat_failed_ = beat && !sent;
  if (!sent && sent.error().code == "HTTP-007") return Next::nothing;  // we are stopping
  if (!sent) return fail(sent.error());
  succeed();
  return outbox_->state().batches > 0 || next_gather_ <= now ? Next::more : Next::nothing;
}

nanoseconds ReportUpload::due_in() const {
  if (context_.settings.reports.url.empty()) return idle;
  const auto now = context_.clock.monotonic();
  auto due = std::min(next_beat_, next_gather_);
  if (outbox_ && outbox_->state().batches > 0) due = now;
  return std::max<nanoseconds>({due - now, next_try_ - now, 0ns});
}

// The number of the first batch is the time: one of a wrong clock could be that of an older outbox of this terminal, or so far
// ahead that no later outbox reaches it. To a clock that has run away everything signed looks expired.
model::Result<store::Outbox> ReportUpload::open_outbox(const LastCycles& cycles) const {
  // Under another name the terminal begins again, with all that its screens still have.
  const auto file = report_folder(context_.settings.state) / ("outbox-" + context_.settings.reports.kiosk + ".db");
  const model::Instant now = context_.clock.now();
  const bool doubtful = now < context_.not_before || code_of(cycles.error) == "TRUST-030";
  std::error_code unknown;
  if (doubtful && !std::filesystem::exists(file, unknown)) {
    return model::failure("REPORT-031", "终端的时钟可能不准，还没有开始回传");
  }
  return store::Outbox::open(file, now);
}

// What there is to be opened, as far as it is not open yet.
model::Result<void> ReportUpload::prepare(const LastCycles& cycles) {
  const AgentSettings& settings = context_.settings;
  if (!key_) {
    auto key = own_report_key(settings.state);
    if (!key) return tl::unexpected(key.error());
    key_ = std::move(*key);
  }
  if (!outbox_) {
    auto outbox = open_outbox(cycles);
    if (!outbox) return tl::unexpected(outbox.error());
    outbox_ = std::move(*outbox);
    last_.waiting = outbox_->state().batches;
  }
  if (!host_) {
    auto host = ReportHost::open(settings, context_.stop_requested);
    if (!host) return tl::unexpected(host.error());
    host_.emplace(std::move(*host));
  }
  return {};
}

model::Result<publish::SealedReport> ReportUpload::seal(std::int64_t seq, std::vector<codec::ReportLine> lines) const {
  const store::OutboxState& state = outbox_->state();
  codec::ReportBatch batch;
  batch.header = {context_.settings.reports.kiosk, seq, state.series, context_.clock.now(), seq > 0 ? state.before : ""};
  batch.lines = std::move(lines);
  return publish::seal_report(codec::encode_report(batch), *key_);
}

// What cannot be gathered keeps nothing else from being sent: a heartbeat tells of a terminal whose disk is full, too.
void ReportUpload::gather() {
  const auto now = context_.clock.monotonic();
  GatheredRecords found = gather_records(context_.settings.reports.screens, outbox_->state().read, context_.clock.now());
  auto trouble = found.unread.empty() ? std::nullopt : std::optional(found.unread.front());
  const auto interval = std::chrono::seconds(context_.settings.reports.interval_seconds);
  next_gather_ = now + (found.full ? 0s : found.in_use ? std::chrono::seconds(in_use_retry) : interval);
  if (!found.lines.empty() || !found.marks.empty()) {
    const auto sealed = seal(outbox_->state().next_seq, std::move(found.lines));
    const auto added = sealed ? outbox_->add({sealed->bytes, sealed->digest, std::move(found.marks)}) : tl::unexpected(sealed.error());
    if (!added) {
      trouble = added.error();
      next_gather_ = now + gather_retry;
    }
  }
  if (trouble && code_of(trouble) != code_of(trouble_)) context_.log.write(LogLevel::warning, trouble->code, trouble->message);
  trouble_ = std::move(trouble);
}

model::Result<void> ReportUpload::send_oldest() {
  auto batch = outbox_->oldest();
  if (!batch) return tl::unexpected(batch.error());
  if (!*batch) return {};
  const std::int64_t seq = (*batch)->seq;
  const std::string path = publish::report_path({context_.settings.reports.kiosk, seq});
  if (auto sent = host_->put(path, std::move((*batch)->bytes)); !sent) return sent;
  if (auto removed = outbox_->remove(seq); !removed) return removed;
  last_.sent_at = context_.clock.now();
  last_.sent_seq = seq;
  context_.log.write(LogLevel::debug, "REPORT-100", "已回传", {{"seq", std::to_string(seq)}});
  const auto marks = sent_feedback(outbox_->state().sent);
  // The screens keep what they have until this can be written; the office has it in any case.
  if (!marks.empty()) static_cast<void>(store::write_feedback_sent(context_.settings.store, marks));
  return {};
}

model::Result<void> ReportUpload::send_heartbeat(const LastCycles& cycles) {
  next_beat_ = context_.clock.monotonic() + beat_every;
  codec::KioskState state;
  state.next_seq = outbox_->state().next_seq;
  state.waiting = outbox_->state().batches;
  state.version = context_.version;
  state.contact_at = cycles.success_at;
  state.error = cycles.error;
  if (const auto shown = store::open_current(context_.settings.store, store::Check::later)) {
    state.content_at = shown->info().catalogue_at;
    state.applied_at = shown->info().applied_at;
  }
  state.journals = journal_states(context_.settings.reports.screens, outbox_->state().read);
  const auto sealed = seal(0, {std::move(state)});
  if (!sealed) return tl::unexpected(sealed.error());
  return host_->put(publish::report_path({context_.settings.reports.kiosk, 0}), sealed->bytes);
}

ReportUpload::Next ReportUpload::fail(const model::Error& why) {
  const auto backed_off = std::min<std::chrono::milliseconds>(first_retry * (1 << std::min(failures_, 16)), longest_retry);
  // A thousand terminals that lost their host together do not come back together.
  next_try_ = context_.clock.monotonic() + backed_off * std::uniform_int_distribution<>(80, 120)(chance_) / 100;
  if (failures_++ == 0 || why.code != code_of(last_.error)) context_.log.write(LogLevel::warning, why.code, why.message);
  note(why);
  return Next::nothing;
}

void ReportUpload::succeed() {
  if (failures_ > 0) context_.log.write(LogLevel::info, "REPORT-101", "回传已恢复");
  failures_ = 0;
  last_.reached_at = context_.clock.now();
  note(trouble_);
}

void ReportUpload::note(const std::optional<model::Error>& error) {
  last_.error = error;
  if (outbox_) last_.waiting = outbox_->state().batches;
  write_last_report(context_.settings.state, last_);
}

}  // namespace gongkai::agent
