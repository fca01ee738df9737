#include "content/sync/content_change.h"

#include <set>
#include <utility>

#include "content/codec/pack.h"
#include "content/model/item_pictures.h"
#include "content/model/item_rules.h"
#include "content/store/generation.h"
#include "content/store/generation_writer.h"

namespace gongkai::sync {
namespace {

constexpr std::size_t max_reported_faults = 1000;
constexpr std::int64_t lines_between_signs_of_life = 500;

// Far outside every window; reference entities have none.
constexpr model::Instant any_time{std::chrono::seconds(253'402'300'799)};

class Application {
 public:
  Application(store::GenerationWriter& writer, const PackSpool& spool, model::WorkCalendar calendar,
              const std::function<void()>& alive, CycleReport& report)
      : writer_(writer), spool_(spool), calendar_(std::move(calendar)), alive_(alive), report_(report) {}

  // E: STORE codes stop everything; PACK and SYNC codes stop this bureau.
  model::Result<void> apply(const BureauChange& change);
  const std::set<BlobName>& blobs() const { return blobs_; }

 private:
  model::Result<void> apply_line(std::string_view line, const BureauChange& change);
  model::Result<void> put(const codec::Decoded& decoded, std::string_view json, const store::RowOrigin& origin);
  model::Result<void> refuse(store::Rejection rejection, const store::RowOrigin& origin);
  model::Result<void> note(store::PutOutcome outcome, store::Rejection about, const store::RowOrigin& origin,
                           std::int64_t& taken);
  void add_faults(const std::vector<model::Fault>& faults);

  store::GenerationWriter& writer_;
  const PackSpool& spool_;
  model::WorkCalendar calendar_;
  const std::function<void()>& alive_;
  std::int64_t lines_ = 0;
  std::set<BlobName> blobs_;
  CycleReport& report_;
};

const model::Fault* first_error(const std::vector<model::Fault>& faults) {
  for (const model::Fault& fault : faults) {
    if (fault.severity == model::Severity::error) return &fault;
  }
  return nullptr;
}

void Application::add_faults(const std::vector<model::Fault>& faults) {
  for (const model::Fault& fault : faults) {
    if (fault.severity == model::Severity::error && report_.faults.size() < max_reported_faults) {
      report_.faults.push_back(fault);
    }
  }
}

model::Result<void> Application::refuse(store::Rejection rejection, const store::RowOrigin& origin) {
  ++report_.changes.refused;
  return writer_.reject(rejection, origin);
}

model::Result<void> Application::note(store::PutOutcome outcome, store::Rejection about,
                                      const store::RowOrigin& origin, std::int64_t& taken) {
  switch (outcome) {
    case store::PutOutcome::stored: ++taken; return {};
    case store::PutOutcome::unchanged: ++report_.changes.unchanged; return {};
    case store::PutOutcome::older: ++report_.changes.older; return {};
    case store::PutOutcome::conflict:
      about.code = "STORE-020";
      about.message = "同一版次的内容与已存的不同，保留已存的";
      break;
    case store::PutOutcome::foreign:
      about.code = "STORE-021";
      about.message = "该编号属于另一个单位，未采用";
      break;
  }
  add_faults({{model::Severity::error, about.code, about.id, "", std::nullopt, about.message}});
  return refuse(std::move(about), origin);
}

model::Result<void> Application::put(const codec::Decoded& decoded, std::string_view json,
                                     const store::RowOrigin& origin) {
  if (decoded.outcome == codec::Outcome::skipped_unknown_kind ||
      decoded.outcome == codec::Outcome::refused_schema) {
    ++report_.changes.skipped;
    return writer_.reject({decoded.id, 0, "SYNC-030", "本程序还不认识这种内容"}, origin);
  }
  std::vector<model::Fault> faults = decoded.faults;
  if (decoded.item) {
    const auto more = model::check_item(*decoded.item, calendar_);
    faults.insert(faults.end(), more.begin(), more.end());
  }
  if (const model::Fault* fault = first_error(faults); fault || !decoded.item) {
    add_faults(faults);
    const std::int64_t rev = decoded.item ? decoded.item->header.rev : 0;
    return fault ? refuse({decoded.id, rev, fault->code, fault->pointer + " " + fault->message}, origin)
                 : refuse({decoded.id, rev, "SYNC-031", "内容无法读取"}, origin);
  }
  const auto outcome = writer_.put(*decoded.item, json, origin);
  if (!outcome) return tl::unexpected(outcome.error());
  if (*outcome == store::PutOutcome::stored || *outcome == store::PutOutcome::unchanged) {
    blobs_.merge(model::pictures_of(*decoded.item));
  }
  return note(*outcome, {decoded.id, decoded.item->header.rev, "", ""}, origin, report_.changes.stored);
}

model::Result<void> Application::apply_line(std::string_view line, const BureauChange& change) {
  if (++lines_ % lines_between_signs_of_life == 0 && alive_) alive_();
  const auto key = codec::read_pack_line_key(line);
  if (!key) return model::failure("PACK-005", "内容包里有一行格式不对");
  if (key->seq <= change.applied) return {};
  auto parsed = codec::decode_pack_line(line);
  if (!parsed) return tl::unexpected(parsed.error());
  const store::RowOrigin origin{change.bureau, parsed->seq};
  if (const auto* withdrawal = std::get_if<codec::Withdrawal>(&parsed->content)) {
    const auto outcome = writer_.withdraw(*withdrawal, origin);
    if (!outcome) return tl::unexpected(outcome.error());
    return note(*outcome, {withdrawal->id, withdrawal->rev, "", ""}, origin, report_.changes.withdrawn);
  }
  return put(std::get<codec::Decoded>(parsed->content), key->payload, origin);
}

model::Result<void> Application::apply(const BureauChange& change) {
  for (const PackOffer& offer : change.cover) {
    const auto pack = spool_.find(offer);
    if (!pack) return model::failure("SYNC-020", "暂存的内容包不见了：" + offer.path);
    const auto lines = codec::split_pack(pack->bytes());
    if (!lines) return tl::unexpected(lines.error());
    for (const std::string_view line : *lines) {
      if (auto done = apply_line(line, change); !done) return done;
    }
  }
  return writer_.set_progress(change.bureau, change.newest);
}

// Periods are counted by the calendars; those that come with this change must be known before anything is judged.
model::WorkCalendar known_calendar(const std::filesystem::path& store, const PackSpool& spool,
                                   const ContentChange& change) {
  std::map<model::EntityId, model::Item> calendars;
  if (const auto current = store::open_current(store)) {
    for (model::Item& item : current->items({model::Kind::calendar}, any_time)) {
      model::EntityId id = item.header.id;
      calendars.insert_or_assign(std::move(id), std::move(item));
    }
  }
  for (const BureauChange& bureau : change.bureaus) {
    for (const PackOffer& offer : bureau.cover) {
      const auto pack = spool.find(offer);
      if (!pack) continue;
      const auto lines = codec::split_pack(pack->bytes());
      if (!lines) continue;
      for (const std::string_view line : *lines) {
        if (line.find("\"kind\":\"calendar\"") == std::string_view::npos) continue;
        auto parsed = codec::decode_pack_line(line);
        auto* decoded = parsed ? std::get_if<codec::Decoded>(&parsed->content) : nullptr;
        if (decoded && decoded->item && decoded->item->kind() == model::Kind::calendar) {
          calendars.insert_or_assign(decoded->id, std::move(*decoded->item));
        }
      }
    }
  }
  std::vector<model::Item> items;
  for (auto& [id, item] : calendars) items.push_back(std::move(item));
  return model::work_calendar(items);
}

bool is_store_error(const model::Error& error) { return error.code.starts_with("STORE-"); }

}  // namespace

model::Result<std::int64_t> apply_change(const ChangePlaces& places, const ContentChange& change,
                                         model::Instant now, CycleReport& report) {
  model::WorkCalendar calendar = known_calendar(places.store, places.spool, change);
  auto writer = store::GenerationWriter::begin(places.store, now);
  if (!writer) return tl::unexpected(writer.error());
  Application application(*writer, places.spool, std::move(calendar), change.alive, report);
  for (const BureauChange& bureau : change.bureaus) {
    if (auto marked = writer->mark(); !marked) return tl::unexpected(marked.error());
    const ChangeCounts before = report.changes;
    auto applied = application.apply(bureau);
    if (applied) continue;
    if (is_store_error(applied.error())) return tl::unexpected(applied.error());
    if (auto undone = writer->undo(); !undone) return tl::unexpected(undone.error());
    report.changes = before;
    report.troubles.push_back({applied.error().code, bureau.bureau + "：" + applied.error().message});
  }
  for (const model::BureauName& bureau : change.gone) {
    const auto withdrawn = writer->withdraw_bureau(bureau, "发布单位已退出公开目录");
    if (!withdrawn) return tl::unexpected(withdrawn.error());
    report.changes.withdrawn += *withdrawn;
  }
  for (const auto& [role, version] : change.role_versions) {
    if (auto set = writer->set_role_version(role, version); !set) return tl::unexpected(set.error());
  }
  // Before the commit: an agent killed in between wants a picture too many, never one too few.
  if (auto noted = places.blobs.want(application.blobs()); !noted) return tl::unexpected(noted.error());
  return writer->commit(change.catalogue_at);
}

}  // namespace gongkai::sync
