#include "content/sync/update_cycle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "content/store/generation.h"
#include "content/store/generation_writer.h"
#include "content/store/store_state.h"
#include "content/sync/blob_files.h"
#include "content/sync/bundle_http_client.h"
#include "content/sync/content_change.h"
#include "content/sync/cycle_memory.h"
#include "content/sync/metadata_refresh.h"
#include "content/sync/pack_spool.h"
#include "content/sync/target_search.h"
#include "content/trust/limits.h"

namespace gongkai::sync {
namespace {

// A timestamp that does not say when it was signed: ours are signed for one day.
constexpr std::chrono::hours timestamp_life{24};
// So many files are fetched one by one before a starter is worth its bytes.
constexpr std::size_t few_files = 8;
// A generation without new content only brings the mark 数据更新于 forward; it is not worth the flash more often.
constexpr std::chrono::hours mark_interval{6};

// True for a trouble that may be gone the next time though the catalogue is the same: a file not yet uploaded, a line
// that spoils bytes. A role that has expired stays so until it is signed anew, and that changes the timestamp.
bool may_pass(const model::Error& trouble) {
  return trouble.code != "SYNC-013" && trouble.code != "SYNC-014" && trouble.code != "TRUST-030";
}

class Cycle {
 public:
  Cycle(HttpClient& http, const CycleSettings& settings, CycleKind kind, CycleMode mode, model::Instant now)
      : settings_(settings),
        kind_(kind),
        mode_(mode),
        reader_(http, catalogue_urls(settings.url)),
        spool_(settings.state / "spool"),
        blobs_(settings.store, settings.state) {
    memory_ = read_cycle_memory(settings.state);
    // Time cannot have gone back behind what we have seen; a dead clock must not make old metadata fresh again.
    now_ = std::max({now, settings.not_before, memory_.finished_at});
    if (now < now_) {
      report_.troubles.push_back({"SYNC-014", "本机时钟慢了：" + model::format_instant(now) + "，至少应为 " +
                                                  model::format_instant(now_)});
    }
  }

  CycleReport run() {
    auto outcome = steps();
    if (outcome) {
      report_.outcome = *outcome;
      const auto stopped = std::find_if(report_.troubles.begin(), report_.troubles.end(),
                                        [](const model::Error& error) { return error.code != "SYNC-014"; });
      if (stopped != report_.troubles.end()) report_.error = *stopped;
    } else {
      report_.error = outcome.error();
      report_.troubles.push_back(outcome.error());
    }
    report_.retry_after_seconds = reader_.retry_after_seconds();
    report_.generation = store::current_number(settings_.store);
    return std::move(report_);
  }

 private:
  model::Result<CycleOutcome> steps();
  model::Result<std::optional<std::string>> changed_timestamp();
  model::Result<void> refresh(const std::string& timestamp);
  void take_starter(std::size_t files_missing);
  std::size_t packs_missing() const;
  model::Result<std::vector<PackOffer>> own_pack_offers(const BureauRole& bureau);
  void plan_bureau(const BureauRole& bureau);
  void plan();
  bool anything_to_do() const;
  model::Result<void> fetch_packs();
  model::Result<bool> fetch_pack(const PackOffer& offer, const model::BureauName& bureau);
  void fetch_blobs();
  model::Result<CycleOutcome> finish(CycleOutcome outcome);

  const CycleSettings& settings_;
  CycleKind kind_;
  CycleMode mode_;
  model::Instant now_{};
  RepositoryReader reader_;
  PackSpool spool_;
  BlobFiles blobs_;
  CycleMemory memory_;
  CycleReport report_;

  std::optional<TrustedMetadata> metadata_;
  bool starter_asked_ = false;
  std::optional<DelegatedRoles> roles_;
  store::StoreState store_;
  std::string etag_;
  std::vector<BureauRole> bureaus_;
  bool all_bureaus_known_ = false;
  ContentChange change_;
};

model::Result<CycleOutcome> Cycle::steps() {
  const bool read_only = mode_ != CycleMode::apply;
  if (!read_only) {
    // First, for it needs no network: a program upgraded in a place without one must not leave the screen empty.
    auto upgraded = store::upgrade_store(settings_.store, now_);
    if (!upgraded) return tl::unexpected(upgraded.error());
    report_.upgraded = *upgraded;
  }
  const auto persistence = read_only ? Persistence::none : Persistence::keep;
  auto metadata = TrustedMetadata::load(settings_.state / "metadata", settings_.shipped_root, persistence);
  if (!metadata) return tl::unexpected(metadata.error());
  metadata_.emplace(std::move(*metadata));

  auto timestamp = changed_timestamp();
  if (!timestamp) return tl::unexpected(timestamp.error());
  if (!*timestamp) {
    report_.complete = true;
    return CycleOutcome::not_modified;
  }
  if (auto refreshed = refresh(**timestamp); !refreshed) return tl::unexpected(refreshed.error());

  auto state = store::inspect_store(settings_.store,
                                    read_only ? store::OnDamage::look_only : store::OnDamage::set_aside);
  if (!state) return tl::unexpected(state.error());
  store_ = std::move(*state);
  report_.damaged_rows = static_cast<std::int64_t>(store_.damaged_rows.size());
  report_.set_aside = store_.set_aside;

  plan();
  if (!anything_to_do()) return finish(CycleOutcome::up_to_date);
  if (mode_ == CycleMode::dry_run) {
    for (const BureauChange& bureau : change_.bureaus) {
      report_.packs += static_cast<std::int64_t>(bureau.cover.size());
      for (const PackOffer& offer : bureau.cover) report_.pack_bytes += offer.file.length;
    }
    return CycleOutcome::would_apply;
  }
  take_starter(packs_missing());
  if (auto fetched = fetch_packs(); !fetched) return tl::unexpected(fetched.error());
  reader_.drop_starter();
  if (mode_ == CycleMode::rehearse) return CycleOutcome::would_apply;
  if (!anything_to_do()) return finish(CycleOutcome::up_to_date);
  auto applied = apply_change({settings_.store, spool_, blobs_}, change_, now_, report_);
  if (!applied) return tl::unexpected(applied.error());
  memory_.generation = *applied;
  return finish(CycleOutcome::applied);
}

// nullopt when the host says that nothing has changed since the last complete cycle.
model::Result<std::optional<std::string>> Cycle::changed_timestamp() {
  const bool conditional = kind_ == CycleKind::poll && memory_.url == settings_.url && !memory_.etag.empty() &&
                           store::current_number(settings_.store) == memory_.generation;
  if (!conditional) {
    // The specification's order: the root first, so that the timestamp is judged by the newest keys.
    if (auto followed = follow_roots(reader_, *metadata_, now_); !followed) return tl::unexpected(followed.error());
  }
  auto fetched = fetch_timestamp(reader_, conditional ? memory_.etag : "", conditional ? settings_.wait_seconds : 0);
  if (!fetched) return tl::unexpected(fetched.error());
  report_.waited = fetched->waited;
  if (!fetched->bytes) {
    if (metadata_->timestamp() && metadata_->timestamp()->expires <= now_) {
      report_.troubles.push_back({"TRUST-030", "服务器的 timestamp 已过期，且没有更新。先核对本机时间，时间无误则请发布单位重新签发"});
    }
    return std::nullopt;
  }
  etag_ = fetched->etag;
  if (conditional) {
    if (auto followed = follow_roots(reader_, *metadata_, now_); !followed) return tl::unexpected(followed.error());
  }
  return std::move(fetched->bytes);
}

model::Result<void> Cycle::refresh(const std::string& timestamp) {
  if (auto done = refresh_top_level(reader_, *metadata_, timestamp, now_); !done) return done;
  roles_.emplace(reader_, *metadata_, now_);
  take_starter(roles_->to_be_fetched());
  auto bureaus = refresh_bureaus(*roles_);
  if (!bureaus) return tl::unexpected(bureaus.error());
  all_bureaus_known_ = bureaus->troubles.empty();
  report_.troubles.insert(report_.troubles.end(), bureaus->troubles.begin(), bureaus->troubles.end());
  bureaus_ = std::move(bureaus->roles);
  return {};
}

// One bundle of exact bytes instead of many small requests. Only a shortcut: each part is verified as if it had been
// fetched alone, and whatever is wrong with it, the files are asked for one by one.
void Cycle::take_starter(std::size_t files_missing) {
  const auto& version = metadata_->snapshot()->starter;
  if (starter_asked_ || mode_ != CycleMode::apply || !version || settings_.at_hand || files_missing <= few_files) return;
  starter_asked_ = true;
  auto bytes = reader_.get(reader_.starter_url(*version), trust::limits::starter_bytes);
  if (!bytes) return;
  if (auto starter = Bundle::from_bytes(std::move(*bytes))) reader_.use_starter(std::move(*starter));
}

std::size_t Cycle::packs_missing() const {
  std::size_t count = 0;
  for (const BureauChange& bureau : change_.bureaus) {
    for (const PackOffer& offer : bureau.cover) count += spool_.seems_kept(offer) ? 0 : 1;
  }
  return count;
}

// The packs that this role may speak for: a bureau can list what it wants, and a district can delegate to whom it wants.
model::Result<std::vector<PackOffer>> Cycle::own_pack_offers(const BureauRole& bureau) {
  trust::Targets own;
  for (const auto& [path, file] : bureau.role.targets) {
    auto found = find_target(*roles_, path);
    if (!found && found.error().code != "TRUST-015") return tl::unexpected(found.error());
    if (found && found->role == bureau.name) own.targets[path] = std::move(found->file);
  }
  return pack_offers(own);
}

void Cycle::plan_bureau(const BureauRole& bureau) {
  const trust::RoleName& name = bureau.name;
  const auto trouble = [&](model::Error error) {
    report_.troubles.push_back({std::move(error.code), name + "：" + std::move(error.message)});
  };
  auto offers = own_pack_offers(bureau);
  if (!offers) return trouble(offers.error());
  BureauChange change{name, 0, newest_seq(*offers), {}};
  const auto progress = store_.ledger.progress.find(name);
  if (progress != store_.ledger.progress.end()) change.applied = progress->second;
  if (change.newest < change.applied) {
    trouble({"SYNC-013", "内容日志从头开始了，全部重新获取"});
    change.applied = 0;
  }
  if (settings_.at_hand && change.newest > change.applied) {
    std::erase_if(*offers, [&](const PackOffer& offer) {
      return !settings_.at_hand(reader_.target_url(offer.path, offer.file, file_names(metadata_->root())));
    });
    if (newest_seq(*offers) < change.newest || !cheapest_cover(*offers, change.applied)) {
      return trouble({"BUNDLE-006", "更新包里的内容接不上本机已有的第 " + std::to_string(change.applied) +
                                        " 条，请用完整的更新包（制作时不加 --since）"});
    }
  }
  auto cover = cheapest_cover(*offers, change.applied);
  if (!cover) return trouble({"SYNC-012", "内容包之间有缺口，无法从第 " + std::to_string(change.applied) + " 条接上"});
  change.cover = std::move(*cover);
  if (!change.cover.empty()) change_.bureaus.push_back(std::move(change));
}

void Cycle::plan() {
  change_.role_versions = {{"root", metadata_->root().version},
                           {"timestamp", metadata_->timestamp()->version},
                           {"snapshot", metadata_->snapshot()->version},
                           {"targets", metadata_->targets()->version}};
  change_.alive = settings_.alive;
  const trust::Timestamp& timestamp = *metadata_->timestamp();
  change_.catalogue_at = std::min(timestamp.signed_at.value_or(timestamp.expires - timestamp_life), now_);
  std::set<model::BureauName> named;
  for (const BureauRole& bureau : bureaus_) {
    named.insert(bureau.name);
    change_.role_versions[bureau.name] = bureau.role.version;
    plan_bureau(bureau);
  }
  if (!all_bureaus_known_) return;
  for (const auto& [bureau, seq] : store_.ledger.progress) {
    if (!named.contains(bureau)) change_.gone.push_back(bureau);
  }
}

bool Cycle::anything_to_do() const {
  const bool pointer_stands = store_.number && store::current_number(settings_.store) == store_.number;
  return !pointer_stands || !change_.bureaus.empty() || !change_.gone.empty() ||
         change_.catalogue_at - store_.info.catalogue_at >= mark_interval;
}

// False when this bureau cannot be had now. E: when asking for more is pointless.
model::Result<bool> Cycle::fetch_pack(const PackOffer& offer, const model::BureauName& bureau) {
  if (spool_.find(offer)) return true;
  const auto trouble = [&](model::Error error) -> model::Result<bool> {
    if (is_transport_error(error)) return tl::unexpected(std::move(error));
    report_.troubles.push_back({std::move(error.code), bureau + "：" + std::move(error.message)});
    return false;
  };
  const auto fetch = [&] {
    return fetch_target(reader_, {bureau, offer.path, offer.file}, file_names(metadata_->root()),
                        trust::limits::pack_bytes);
  };
  auto pack = fetch();
  if (!pack && reader_.drop_starter()) pack = fetch();
  if (!pack) return trouble(pack.error());
  ++report_.packs;
  report_.pack_bytes += static_cast<std::int64_t>(pack->bytes().size());
  if (mode_ == CycleMode::rehearse) return true;
  if (auto kept = spool_.keep(offer, *pack); !kept) return tl::unexpected(kept.error());
  return true;
}

// A bureau whose packs cannot all be had is left out of this change; the others do not wait for it.
model::Result<void> Cycle::fetch_packs() {
  std::vector<BureauChange> complete;
  for (BureauChange& bureau : change_.bureaus) {
    bool all = true;
    for (const PackOffer& offer : bureau.cover) {
      auto fetched = fetch_pack(offer, bureau.bureau);
      if (!fetched) return tl::unexpected(fetched.error());
      all = all && *fetched;
      if (!all) break;
    }
    if (all) {
      complete.push_back(std::move(bureau));
    } else {
      change_.role_versions.erase(bureau.bureau);
    }
  }
  change_.bureaus = std::move(complete);
  return {};
}

// After the words: a large picture on a slow line must not hold up a withdrawal.
void Cycle::fetch_blobs() {
  for (const BlobName& name : blobs_.wanted()) {
    auto fetched = blobs_.fetch(reader_, name);
    if (fetched) continue;
    report_.troubles.push_back(fetched.error());
    if (is_transport_error(fetched.error())) return;
  }
}

model::Result<CycleOutcome> Cycle::finish(CycleOutcome outcome) {
  if (mode_ != CycleMode::apply) return outcome;
  if (outcome == CycleOutcome::applied) blobs_.keep_used();
  fetch_blobs();
  report_.complete = std::none_of(report_.troubles.begin(), report_.troubles.end(), may_pass);
  if (!report_.complete) return outcome;
  spool_.clear();
  memory_.url = settings_.url;
  memory_.etag = etag_;
  memory_.finished_at = now_;
  if (outcome == CycleOutcome::up_to_date) memory_.generation = store_.number.value_or(0);
  // Without it the next poll is unconditional; what was applied stands.
  if (auto written = write_cycle_memory(settings_.state, memory_); !written) {
    report_.troubles.push_back(written.error());
    report_.complete = false;
  }
  return outcome;
}

}  // namespace

CycleReport run_cycle(HttpClient& http, const CycleSettings& settings, CycleKind kind, CycleMode mode,
                      model::Instant now) {
  return Cycle(http, settings, kind, mode, now).run();
}

CycleReport apply_bundle(const Bundle& bundle, CycleSettings settings, model::Instant now) {
  BundleHttpClient client(bundle);
  settings.url = bundle_url;
  settings.at_hand = [&client](const std::string& url) { return client.has(url); };
  CycleReport rehearsal = run_cycle(client, settings, CycleKind::full, CycleMode::rehearse, now);
  if (const auto blobs = bundle.check_blobs(); !blobs && !rehearsal.error) rehearsal.error = blobs.error();
  if (rehearsal.error) {
    rehearsal.outcome = CycleOutcome::failed;
    return rehearsal;
  }
  return run_cycle(client, settings, CycleKind::full, CycleMode::apply, now);
}

}  // namespace gongkai::sync
