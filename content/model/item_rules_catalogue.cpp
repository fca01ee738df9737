// Rules that need the other entities: references, uniqueness, totals.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "content/model/field_shapes.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"
#include "content/model/rule_report.h"

namespace gongkai::model {
namespace {

constexpr std::size_t most_items = 100000;
constexpr std::size_t deepest_node = 4;

// What can be referred to. Withdrawn entities cannot.
struct Index {
  std::unordered_map<std::string_view, const Item*> by_id;
  std::unordered_map<std::string_view, const Item*> nodes;    // by code
  std::unordered_map<std::string_view, const Item*> windows;  // by number

  bool has(const EntityId& id, Kind kind) const {
    const auto found = by_id.find(id);
    return found != by_id.end() && found->second->kind() == kind;
  }
};

bool live(const Item& item) { return item.header.state == State::published; }

class CatalogueCheck {
 public:
  explicit CatalogueCheck(std::span<const Item> items) : items_(items) {}

  std::vector<Fault> run() {
    if (items_.size() > most_items) {
      begin({});
      report_->error("E-CAT-SIZE", "", fmt::format("目录有{}条内容，最多{}条。", items_.size(), most_items));
    }
    note_ids();
    for (const Item& item : items_) {
      if (index_.by_id.contains(item.header.id) && index_.by_id[item.header.id] == &item) check(item);
    }
    end();
    return std::move(faults_);
  }

 private:
  void begin(const EntityId& entity) {
    end();
    report_.emplace(entity);
  }

  void end() {
    if (!report_) return;
    for (Fault& fault : report_->take()) faults_.push_back(std::move(fault));
    report_.reset();
  }

  // Of several entities with one id the highest revision counts.
  void note_ids() {
    std::unordered_map<std::string_view, const Item*> latest;
    for (const Item& item : items_) {
      const auto [place, is_new] = latest.emplace(item.header.id, &item);
      if (is_new) continue;
      begin(item.header.id);
      if (place->second->header.rev == item.header.rev) {
        report_->error("E-CAT-CONFLICT", "/id",
                       fmt::format("编号“{}”第{}版出现两次，无法判断哪个有效，请改编号或提高版次。",
                                   item.header.id, item.header.rev));
      } else {
        const std::int64_t older = std::min(place->second->header.rev, item.header.rev);
        report_->info("I-CAT-OLDER", "/rev", fmt::format("第{}版已有更新的版次，已忽略。", older));
      }
      if (place->second->header.rev < item.header.rev) place->second = &item;
    }
    for (const auto& [id, item] : latest) {
      if (live(*item)) index_.by_id.emplace(id, item);
    }
    for (const Item& item : items_) {
      const auto found = index_.by_id.find(item.header.id);
      if (found == index_.by_id.end() || found->second != &item) continue;
      if (const auto* node = std::get_if<Node>(&item.body))
        note_once(index_.nodes, node->code, item, "/code");
      if (const auto* window = std::get_if<Window>(&item.body))
        note_once(index_.windows, window->no, item, "/no");
    }
  }

  void note_once(std::unordered_map<std::string_view, const Item*>& known, std::string_view key,
                 const Item& item, const char* pointer) {
    const auto [place, is_new] = known.emplace(key, &item);
    if (is_new) return;
    begin(item.header.id);
    report_->error("E-CAT-DUPLICATE", pointer,
                   fmt::format("“{}”已被{}使用，请改一个。", key, place->second->header.id));
  }

  void refer(const char* code, const std::string& pointer, const EntityId& id, Kind kind) {
    if (id.empty() || index_.has(id, kind)) return;
    report_->error(code, pointer,
                   fmt::format("引用的{}“{}”不存在或已撤回，请核对编号。", title_zh(kind), id));
  }

  void check(const Item& item) {
    begin(item.header.id);
    refer("E-REF-ORGAN", "/organ", item.header.organ, Kind::organ);
    for (std::size_t i = 0; i < item.header.catalog.size(); ++i) {
      const auto node = index_.nodes.find(item.header.catalog[i]);
      if (node == index_.nodes.end() || std::get<Node>(node->second->body).parent.empty()) {
        report_->error("E-REF-NODE", at("/catalog", i),
                       fmt::format("目录节点“{}”不存在或是一级类别，请选下级节点。", item.header.catalog[i]));
      }
    }
    std::visit([&](const auto& body) { references(item, body); }, item.body);
  }

  void references(const Item&, const Organ& organ) {
    refer("E-REF-CHANNEL", "/complaint", organ.complaint, Kind::channel);
  }

  void references(const Item&, const Window& window) {
    for (std::size_t i = 0; i < window.items.size(); ++i) {
      refer("E-REF-GUIDE", at("/items", i), window.items[i], Kind::guide);
    }
  }

  void references(const Item&, const Node& node) {
    std::size_t depth = 1;
    std::string_view parent = node.parent;
    while (!parent.empty() && depth <= deepest_node) {
      const auto found = index_.nodes.find(parent);
      if (found == index_.nodes.end()) {
        report_->error("E-REF-NODE", "/parent", fmt::format("上级目录“{}”不存在，请核对。", parent));
        return;
      }
      parent = std::get<Node>(found->second->body).parent;
      ++depth;
    }
    if (depth > deepest_node) report_->error("E-NODE-DEPTH", "/parent", "目录最多四级，上级目录也不能成环。");
  }

  void references(const Item&, const Entry& entry) {
    for (std::size_t i = 0; i < entry.linked.size(); ++i) {
      if (!index_.by_id.contains(entry.linked[i])) {
        report_->warning("W-REF-LINKED", at("/linked", i),
                         fmt::format("关联内容“{}”不存在或已撤回，请更新。", entry.linked[i]));
      }
    }
  }

  void references(const Item& item, const Guide& guide) {
    if (!is_phone(guide.complaint)) refer("E-REF-CHANNEL", "/complaint", guide.complaint, Kind::channel);
    for (std::size_t i = 0; i < guide.fee_ids.size(); ++i) {
      refer("E-REF-FEE", at("/fee/fee_ids", i), guide.fee_ids[i], Kind::fee);
    }
    for (std::size_t i = 0; i < guide.places.size(); ++i) {
      const Place& place = guide.places[i];
      if (place.window.empty() || index_.windows.contains(place.window)) continue;
      const std::string pointer = at("/places", i) + "/window";
      if (place.address.empty()) {
        report_->error("E-REF-WINDOW", pointer,
                       fmt::format("窗口“{}”不存在，请核对或写明地址。", place.window));
      } else {
        report_->warning("W-REF-WINDOW", pointer, fmt::format("窗口“{}”不存在，请核对。", place.window));
      }
    }
    if (guide.joint) {
      refer("E-REF-ORGAN", "/joint/lead", guide.joint->lead, Kind::organ);
      for (std::size_t i = 0; i < guide.joint->co.size(); ++i) {
        refer("E-REF-ORGAN", at("/joint/co", i), guide.joint->co[i], Kind::organ);
      }
    }
    const auto [other, is_new] = impl_codes_.emplace(guide.impl_code, item.header.id);
    if (!is_new) {
      report_->error("E-CAT-IMPL-CODE", "/impl_code",
                     fmt::format("实施编码“{}”与{}重复，请核对。", guide.impl_code, other->second));
    }
  }

  void references(const Item& item, const Notice& notice) {
    if (notice.red_head) document_number(item, notice.red_head->doc_no);
  }

  void references(const Item& item, const Publicity& publicity) {
    refer("E-REF-CHANNEL", "/objection/channel", publicity.objection.channel, Kind::channel);
    if (publicity.red_head) document_number(item, publicity.red_head->doc_no);
  }

  void document_number(const Item& item, const std::string& number) {
    const auto [other, is_new] = document_numbers_.emplace(number, item.header.id);
    if (!is_new && !number.empty()) {
      report_->warning("W-CAT-DOCNO", "/red_head/doc_no",
                       fmt::format("发文字号“{}”已用于{}，请核对。", number, other->second));
    }
  }

  template <class Body>
  void references(const Item&, const Body&) {}

  std::span<const Item> items_;
  Index index_;
  std::unordered_map<std::string_view, std::string_view> impl_codes_, document_numbers_;
  std::optional<RuleReport> report_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> check_catalogue(std::span<const Item> items) { return CatalogueCheck(items).run(); }

}  // namespace gongkai::model
