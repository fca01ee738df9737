// One finished generation of the local store: a SQLite file that never changes again, opened mode=ro&immutable=1.
// The kiosk reads from it; gongkai-sync is the only writer (generation_writer.h). Every row carries a hash over all
// it shows; a row whose hash is wrong is never returned, only counted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/model/item.h"
#include "content/model/result.h"
#include "content/store/item_search.h"
#include "content/store/seal.h"

namespace gongkai::store {

// What a list row shows, without the body.
struct ItemSummary {
  model::EntityId id;
  model::Kind kind = model::Kind::notice;
  std::string title;
  model::EntityId organ;
  std::string organ_name;      // title of that organ, empty when unknown
  std::string detail;          // one word or two by kind: subtype, item_type, fee class, publicity subtype
  std::string badge;           // 即办 / 3个工作日 / empty
  std::string place;           // window number of a guide, empty otherwise
  std::string letter;          // pinyin initial of the title, "A".."Z", "#"
  model::Instant publish_at{};
  model::State state = model::State::published;
  std::vector<TextRange> marks;  // of a search result: what of the title answers the text; none where another field does
};

enum class ListOrder {
  newest, title,
  priority,  // of guides alone: those the catalogue puts first (domain section 4.1), then by title
};

struct ListQuery {
  // Withdrawn: what bureaus took back and said why, the last first. Of those only kinds and letter are known.
  model::State state = model::State::published;
  std::vector<model::Kind> kinds;           // empty = the disclosure kinds (all but the reference kinds and emergency)
  std::optional<model::NodeCode> node;      // items filed under this node or below it
  std::optional<model::EntityId> organ;
  std::optional<std::string> detail;        // equal to ItemSummary::detail
  std::optional<model::Target> target;      // guides for this applicant
  std::optional<std::string> badge;         // equal to ItemSummary::badge
  std::optional<std::string> letter;
  ListOrder order = ListOrder::newest;
  std::size_t offset = 0;
  std::size_t limit = 100;
};

struct NodeCount {
  model::Node node;
  std::string title;
  std::int64_t items = 0;      // live items filed under it, its descendants included
};

struct GenerationInfo {
  std::int64_t number = 0;
  int schema = 0;
  model::Instant applied_at{};   // when this terminal applied it
  model::Instant catalogue_at{}; // newest signed time of the catalogue ("更新于")
  std::int64_t items = 0;        // live rows
  std::int64_t damaged = 0;      // rows whose hash is wrong, seen so far by this reader
};

enum class Check {
  at_once,  // the whole file is read before it is opened
  later,    // the caller goes on with Generation::check() while it shows the generation
};

class Generation {
 public:
  // Takes the same time for any size. What is damaged inside shows when it is read: rows by their hashes, the rest by
  // check(). E: STORE-001 not a store, STORE-002 schema newer than this program, STORE-005 older, STORE-003 damaged.
  static model::Result<Generation> open(const std::filesystem::path& file, const std::string& seal = "");
  Generation(Generation&&) noexcept;
  Generation& operator=(Generation&&) noexcept;
  ~Generation();

  GenerationInfo info() const;
  // Compares about `bytes` more of the file with the seal. Where it differs, or there is none, every row is looked
  // at, in one go.
  Wholeness check(std::size_t bytes);
  // Only what a citizen may see at `now`: published, publish_at and valid_from passed, valid_to not yet.
  std::vector<ItemSummary> list(const ListQuery& query, model::Instant now) const;
  std::int64_t count(const ListQuery& query, model::Instant now) const;
  std::vector<NodeCount> nodes(model::Instant now) const;            // in tree order
  // The entity in its stored revision, live or withdrawn or out of its window: the caller decides what to show.
  std::optional<model::Item> find(const model::EntityId& id) const;
  // All entities of the kinds, live ones only, newest first.
  std::vector<model::Item> items(const std::vector<model::Kind>& kinds, model::Instant now) const;
  // The same, whatever their windows: expired ones and those shipped ahead too. The caller decides what to show.
  std::vector<model::Item> items(const std::vector<model::Kind>& kinds) const;
  // Search in titles, aliases, document numbers, codes, pinyin and, with a table of them, strokes; best first. Empty text
  // gives nothing.
  std::vector<ItemSummary> search(const std::string& text, model::Instant now, std::size_t limit = 50,
                                  const StrokeTable* strokes = nullptr) const;
  model::WorkCalendar calendar() const;

 private:
  struct Connection;
  explicit Generation(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

// The generation that `store/current` names first, or the next one listed where that one is damaged. `skip`: so many of
// those listed have turned out to be damaged since. E: STORE-010 there is none.
model::Result<Generation> open_current(const std::filesystem::path& store_directory, Check check = Check::at_once,
                                       std::size_t skip = 0);
// The number in `store/current`, cheap enough to poll; nullopt when there is none.
std::optional<std::int64_t> current_number(const std::filesystem::path& store_directory);

}  // namespace gongkai::store
