#include "content/model/item_texts.h"

namespace gongkai::model {
namespace {

// Walks one item; empty texts are passed over.
class TextWalk {
 public:
  explicit TextWalk(const std::function<void(const PlacedText&)>& visit) : visit_(visit) {}

  void item(const Item& item) {
    const Header& header = item.header;
    one("/title", header.title);
    one("/led_text", header.led_text);
    one("/reason", header.reason);
    for (std::size_t i = 0; i < header.basis.size(); ++i) {
      one(at("/basis", i) + "/name", header.basis[i].name);
      one(at("/basis", i) + "/article", header.basis[i].article);
    }
    many("/keywords", header.keywords);
    many("/aliases", header.aliases);
    for (std::size_t i = 0; i < header.attachments.size(); ++i) {
      one(at("/attachments", i) + "/name", header.attachments[i].name);
    }
    std::visit([&](const auto& body) { walk(body); }, item.body);
  }

 private:
  static std::string at(std::string list, std::size_t index) { return list + "/" + std::to_string(index); }

  void one(std::string pointer, std::string_view text, TextUse use = TextUse::prose) {
    if (!text.empty()) visit_({std::move(pointer), text, use});
  }

  void many(const std::string& list, const std::vector<std::string>& texts, TextUse use = TextUse::prose) {
    for (std::size_t i = 0; i < texts.size(); ++i) one(at(list, i), texts[i], use);
  }

  void table(const std::string& list, const std::vector<std::vector<std::string>>& rows, TextUse use) {
    for (std::size_t i = 0; i < rows.size(); ++i) many(at(list, i), rows[i], use);
  }

  void blocks(const std::vector<BodyBlock>& body) {
    for (std::size_t i = 0; i < body.size(); ++i) {
      const std::string pointer = at("/body", i);
      if (const auto* text = std::get_if<TextBlock>(&body[i])) {
        one(pointer + "/x", text->text);
      } else if (const auto* list = std::get_if<ListBlock>(&body[i])) {
        many(pointer + "/items", list->items);
      } else if (const auto* grid = std::get_if<TableBlock>(&body[i])) {
        many(pointer + "/columns", grid->columns);
        table(pointer + "/rows", grid->rows, TextUse::cell);
      } else {
        one(pointer + "/caption", std::get<ImageBlock>(body[i]).caption);
      }
    }
  }

  void walk(const Organ& organ) {
    one("/abbr", organ.abbr);
    many("/duties", organ.duties);
    for (std::size_t i = 0; i < organ.leaders.size(); ++i) {
      const std::string pointer = at("/leaders", i);
      one(pointer + "/name", organ.leaders[i].name, TextUse::name);
      one(pointer + "/post", organ.leaders[i].post);
      one(pointer + "/division", organ.leaders[i].division);
    }
    for (std::size_t i = 0; i < organ.units.size(); ++i) {
      one(at("/units", i) + "/name", organ.units[i].name);
      one(at("/units", i) + "/duties", organ.units[i].duties);
    }
    one("/address", organ.address);
    one("/hours", organ.hours);
  }

  void walk(const Window& window) {
    one("/floor", window.floor);
    one("/zone", window.zone);
    for (std::size_t i = 0; i < window.posts.size(); ++i) {
      one(at("/posts", i) + "/post", window.posts[i].post);
      if (window.posts[i].staff)
        one(at("/posts", i) + "/staff/name", window.posts[i].staff->name, TextUse::name);
    }
    one("/hours", window.hours);
  }

  void walk(const Node&) {}

  void walk(const Entry& entry) {
    one("/topic", entry.topic);
    one("/subtopic", entry.subtopic);
    one("/content_elements", entry.content_elements);
    one("/time_limit", entry.time_limit);
  }

  void walk(const Guide& guide) {
    many("/conditions", guide.conditions);
    for (std::size_t i = 0; i < guide.materials.size(); ++i) {
      const Material& material = guide.materials[i];
      const std::string pointer = at("/materials", i);
      one(pointer + "/name", material.name);
      one(pointer + "/spec", material.spec);
      one(pointer + "/basis", material.basis);
      one(pointer + "/note", material.note);
    }
    if (guide.flow) walk(*guide.flow);
    many("/steps", guide.steps);
    for (std::size_t i = 0; i < guide.special.size(); ++i)
      one(at("/special", i) + "/name", guide.special[i].name);
    one("/result/name", guide.result.name);
    one("/result/validity", guide.result.validity);
    for (std::size_t i = 0; i < guide.places.size(); ++i) {
      one(at("/places", i) + "/address", guide.places[i].address);
      one(at("/places", i) + "/hours", guide.places[i].hours);
    }
    one("/quantity_limit", guide.quantity_limit);
    for (std::size_t i = 0; i < guide.faq.size(); ++i) {
      one(at("/faq", i) + "/q", guide.faq[i].q);
      one(at("/faq", i) + "/a", guide.faq[i].a);
    }
  }

  void walk(const FlowGraph& flow) {
    for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
      const std::string pointer = at("/flow/nodes", i);
      one(pointer + "/label", flow.nodes[i].label);
      one(pointer + "/post", flow.nodes[i].post);
      one(pointer + "/note", flow.nodes[i].note);
    }
    for (std::size_t i = 0; i < flow.edges.size(); ++i)
      one(at("/flow/edges", i) + "/label", flow.edges[i].label);
  }

  void walk(const Fee& fee) {
    one("/collector", fee.collector);
    one("/payment_method", fee.payment_method);
    for (std::size_t i = 0; i < fee.rows.size(); ++i) {
      const std::string pointer = at("/rows", i);
      one(pointer + "/name", fee.rows[i].name);
      one(pointer + "/unit", fee.rows[i].unit);
      one(pointer + "/standard", fee.rows[i].standard);
      if (fee.rows[i].reduction) one(pointer + "/reduction", *fee.rows[i].reduction);
    }
  }

  void walk(const Notice& notice) {
    if (notice.red_head) one("/red_head/issuer", notice.red_head->issuer);
    blocks(notice.body);
  }

  void walk(const Publicity& publicity) {
    if (publicity.red_head) one("/red_head/issuer", publicity.red_head->issuer);
    blocks(publicity.body);
    for (std::size_t i = 0; i < publicity.rounds.size(); ++i) {
      const PublicityRound& round = publicity.rounds[i];
      const std::string pointer = at("/rounds", i);
      many(pointer + "/columns", round.columns);
      table(pointer + "/rows", round.rows, TextUse::cell);
      for (std::size_t j = 0; j < round.changes.size(); ++j) {
        one(at(pointer + "/changes", j) + "/reason", round.changes[j].reason);
      }
      one(pointer + "/override_reason", round.override_reason);
    }
    one("/objection/how", publicity.objection.how);
    one("/objection/office", publicity.objection.office);
    one("/outcome", publicity.outcome);
  }

  void walk(const Power& power) {
    many("/procedure", power.procedure);
    one("/limit", power.limit);
    one("/post", power.post);
    many("/documents", power.documents);
    for (std::size_t i = 0; i < power.discretion.size(); ++i) {
      const std::string pointer = at("/discretion", i);
      one(pointer + "/grade", power.discretion[i].grade);
      one(pointer + "/circumstance", power.discretion[i].circumstance);
      one(pointer + "/measure", power.discretion[i].measure);
    }
  }

  void walk(const Pledge& pledge) {
    one("/unit", pledge.unit);
    many("/pledges", pledge.pledges);
  }

  void walk(const Stats&) {}

  void walk(const Report& report) {
    for (std::size_t i = 0; i < report.rules.size(); ++i)
      one(at("/rules", i) + "/name", report.rules[i].name);
    many("/problems", report.problems);
    many("/improvements", report.improvements);
  }

  void walk(const Channel& channel) {
    one("/address", channel.address);
    one("/hours", channel.hours);
    one("/office", channel.office);
    one("/covers", channel.covers);
  }

  void walk(const Slogan&) {}
  void walk(const Calendar&) {}

  void walk(const Emergency& alert) {
    one("/category", alert.category);
    one("/area", alert.area);
    one("/warning", alert.warning);
    many("/measures", alert.measures);
    one("/issuer", alert.issuer);
  }

  const std::function<void(const PlacedText&)>& visit_;
};

}  // namespace

void for_each_text(const Item& item, const std::function<void(const PlacedText&)>& visit) {
  TextWalk(visit).item(item);
}

}  // namespace gongkai::model
