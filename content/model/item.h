// The 16 kinds of the content model "zwgk/1" as plain values. An Item is a header that every entity has and the
// body of its kind. Values only: reading JSON is codec's work, the rules are in item_rules.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content/model/body.h"
#include "content/model/calendar.h"
#include "content/model/date.h"
#include "content/model/ids.h"

namespace gongkai::model {

// The order is that of the variant Body below.
enum class Kind { organ, window, node, entry, guide, fee, notice, publicity, power, pledge, stats, report, channel,
                  slogan, calendar, emergency };
inline constexpr int kind_count = 16;

enum class State { published, withdrawn };
enum class DisclosureMode { standing, periodic, ad_hoc };                 // 长期公开 定期公开 随时公开
enum class Period { month, quarter, half_year, year };                    // 月 季 半年 年
enum class Access { proactive, on_request };                              // 主动公开 依申请公开
enum class Audience { everyone, specific_group };                         // 全社会 特定群体
enum class Level { city, county, township, village };                     // 市级 县级 乡级 村级
enum class Surface { touch, led, wall };

struct Basis {
  std::string name;
  std::string doc_no;   // 临政发〔2025〕18号; may be empty (a law has none)
  std::string article;  // 第二十一条; may be empty
};

struct Attachment {
  std::string name;
  std::string type;      // media type
  std::string sha256;    // lower-case hex
  std::int64_t bytes = 0;
  std::string url;       // optional
};

struct Scope {
  std::vector<std::string> halls;    // "*" = all
  std::vector<std::string> screens;  // "*" = all
};

// Who did which step, as role codes. Never shown on a terminal.
struct Trail {
  std::string drafted_by, reviewed_by, secrecy_by, signed_by;
  std::optional<Instant> at;
};

// The envelope. Reference kinds (organ, window, node, channel, calendar) and emergency fill only the first lines.
// Its copying and destroying is compiled once, as that of Body below (item.cpp).
struct Header {
  Header();
  Header(const Header& other);
  Header(Header&& other) noexcept;
  Header& operator=(const Header& other);
  Header& operator=(Header&& other) noexcept;
  ~Header();

  EntityId id;
  std::int64_t rev = 0;
  State state = State::published;
  std::string reason;                 // why it was withdrawn
  std::string title;                  // 1-100 grapheme clusters
  Scope scope;

  std::string led_text;
  EntityId organ;
  std::vector<NodeCode> catalog;
  DisclosureMode mode = DisclosureMode::ad_hoc;
  std::optional<Period> period;       // for 定期公开
  Access access = Access::proactive;
  Audience audience = Audience::everyone;
  Level level = Level::city;
  std::vector<Basis> basis;
  std::optional<Date> formed_on;
  std::optional<Instant> publish_at;
  std::optional<Instant> valid_from;  // the window is [valid_from, valid_to)
  std::optional<Instant> valid_to;
  std::optional<Date> next_review_on;
  std::vector<Surface> channels;
  std::vector<std::string> carriers;
  int priority = 5;                   // 0 highest
  std::vector<std::string> keywords, aliases;
  bool punctuation_repair = true;     // screens show the text with the marks of GB/T 15834; false: as it is typed
  std::vector<Attachment> attachments;
  Trail trail;
};

// ---- reference kinds

struct Leader { std::string name, post, division; };
struct Unit { std::string name, duties, phone; };
struct Organ {
  std::string abbr;
  std::vector<std::string> duties;
  std::vector<Leader> leaders;
  std::vector<Unit> units;
  std::string address, hours, phone;
  EntityId complaint;                 // a channel
};

struct Staff { std::string name, badge; };
enum class PostStatus { present, away };  // 在岗 暂离
struct Post { std::string post; std::optional<Staff> staff; PostStatus status = PostStatus::present; };
struct Window {
  WindowNo no;
  std::string floor, zone;
  EntityId organ;
  std::vector<EntityId> items;        // guides handled here
  std::vector<Post> posts;
  std::string hours;
};

struct Node {
  NodeCode code;
  NodeCode parent;                    // empty for a root
  int order = 0;
  std::string icon;                   // name in the Material Design Icons font
  int expected_min = 0;               // fewer live items than this: supervision red
};

struct Channel { std::string phone, fax, email, address, hours, office, covers; };

struct Calendar { CalendarYear year; };

// ---- disclosure kinds

struct Entry {
  int seq = 0;
  std::string topic, subtopic, content_elements, time_limit, owner;
  std::optional<Date> due_on;
  std::vector<EntityId> linked;
};

struct DayLimit { int n = 0; DayUnit unit = DayUnit::working_day; };

enum class ItemType { licence, penalty, coercion, levy, grant, inspection, confirmation, award, ruling, other_power,
                      public_service };
enum class CaseType { on_the_spot, promised };                            // 即办件 承诺件
enum class Target { natural_person, enterprise, institution, social_organisation, other };
enum class MaterialNeed { required, optional, may_follow };               // 必要 非必要 容缺后补
enum class MaterialKind { original, copy, original_and_copy };            // 原件 复印件 原件和复印件
enum class MaterialForm { paper, electronic, paper_or_electronic };       // 纸质 电子化 纸质或电子化
enum class MaterialSource { applicant, government, other };               // 申请人自备 政府部门核发 其他

struct Material {
  std::string name;
  MaterialNeed need = MaterialNeed::required;
  MaterialKind kind = MaterialKind::original;
  MaterialForm form = MaterialForm::paper;
  int copies = 1;
  MaterialSource source = MaterialSource::applicant;
  bool shared = false;                // held by a department and shared: shown as 可免提交
  std::string spec, blank, sample, basis, note;
};

enum class FlowNodeType { start, step, decision, end };
struct FlowNode {
  std::string id;
  FlowNodeType type = FlowNodeType::step;
  std::string label;                  // <= 16 grapheme clusters
  std::string post;
  std::optional<double> days;         // working days; 0.5 happens
  std::vector<std::string> materials;
  std::string note;
};
struct FlowEdge { std::string from, to, label; };
struct FlowGraph {
  std::vector<FlowNode> nodes;        // 2-30
  std::vector<FlowEdge> edges;
};

struct SpecialProcedure { std::string name; int days = 0; bool counted = false; };
enum class ResultType { certificate, approval, other };                   // 证照 批文 其他
struct GuideResult { std::string name; ResultType type = ResultType::other; std::string sample, validity; };
struct Place { WindowNo window; std::string address, hours; };
struct Joint { EntityId lead; std::vector<EntityId> co; };
struct Question { std::string q, a; };

struct Guide {
  ItemType item_type = ItemType::other_power;
  std::string base_code, impl_code;
  CaseType case_type = CaseType::promised;
  std::vector<Target> target;
  std::vector<std::string> conditions;
  std::vector<Material> materials;
  bool no_material = false;
  std::optional<FlowGraph> flow;
  std::vector<std::string> steps;     // plain sentences where there is no graph
  DayLimit legal_days, promise_days;
  std::vector<SpecialProcedure> special;
  bool charged = false;
  std::vector<EntityId> fee_ids;
  GuideResult result;
  std::vector<Place> places;
  int visits = 1;                     // 到办事现场次数; 0 = 全程网办
  std::string consult;                // phone
  EntityId complaint;                 // channel, or a phone number
  std::string online_url;
  std::optional<Joint> joint;
  std::string quantity_limit;
  std::vector<Question> faq;
};

enum class FeeClass { administrative, government_fund, commercial, deposit, none };
enum class FundHandling { central_treasury, local_treasury, central_and_local_treasury, fiscal_account, other };
struct FeeRow {
  std::string name, unit, standard;
  std::string amount;                 // decimal 元, empty where the standard is not one number
  int basis_ref = 0;                  // index into header.basis
  std::optional<std::string> reduction;
};
struct Fee {
  std::string project_code;
  FeeClass fee_class = FeeClass::administrative;
  std::string collector;
  FundHandling fund_handling = FundHandling::local_treasury;
  std::string payment_method;
  std::vector<FeeRow> rows;           // <= 1000
};

enum class NoticeSubtype { circular, announcement, department_news, policy, interpretation, plan, finance, procurement,
                           decision, target_result, knowledge, appointment, disclosure_guide, regulation };
struct RedHead { std::string issuer, doc_no; };
struct Notice {
  NoticeSubtype subtype = NoticeSubtype::circular;
  std::optional<RedHead> red_head;
  std::vector<BodyBlock> body;
};

enum class PublicitySubtype { recruitment, appointment, three_lists, land, relief, tender, planning, review, hearing,
                              other };
enum class ChangeType { added, removed, corrected };                      // 新增 核减 更正
struct RowChange { std::string row_key; ChangeType type = ChangeType::corrected; std::string reason; };
struct PublicityRound {
  int no = 1;
  std::optional<Date> start_on;
  DayLimit minimum;                   // wd or d
  std::vector<std::string> columns;   // the first column is the row key
  std::vector<std::vector<std::string>> rows;
  std::vector<RowChange> changes;
  std::string override_reason;        // why this round starts before the one before has ended
};
struct Objection { EntityId channel; std::string how, office; };
struct Exposure { int per_day_plays = 20; int per_day_seconds = 1200; };
struct Publicity {
  PublicitySubtype subtype = PublicitySubtype::other;
  std::optional<RedHead> red_head;
  std::vector<BodyBlock> body;
  int total_rounds = 1;
  std::vector<PublicityRound> rounds;
  std::vector<std::string> masked_columns;
  Objection objection;
  Exposure exposure;
  std::string outcome;
};

enum class PowerType { licence, penalty, coercion, levy, grant, inspection, confirmation, award, ruling, other,
                       social_affairs };
struct DiscretionRow { std::string grade, circumstance, measure; std::int64_t min = 0, max = 0; };  // 元
struct Power {
  PowerType type = PowerType::other;
  std::vector<std::string> procedure;
  std::string limit, post;
  std::vector<std::string> documents;
  std::vector<DiscretionRow> discretion;
  bool first_offence_free = false;
};

struct Pledge { std::string unit; std::vector<std::string> pledges; std::string phone; };

struct Stats {
  std::int64_t received = 0, closed = 0, on_time = 0, instant = 0, rated = 0, satisfied = 0, complaints = 0,
               overdue = 0;
  // Rates a source states, by name ("办结率" -> "97.50"). Only compared with ours, never shown.
  std::vector<std::pair<std::string, std::string>> typed_rates;
};

struct RuleCount { std::string name; std::int64_t made = 0, abolished = 0, in_force = 0, in_force_before = 0; };
struct RequestCount { std::int64_t received = 0, carried_in = 0, closed = 0, carried_out = 0; };
struct Report {
  int year = 0;
  std::vector<RuleCount> rules;
  std::int64_t licences = 0, penalties = 0, coercions = 0;
  std::string fees_wan;               // 万元, decimal
  RequestCount requests;
  std::vector<std::string> problems, improvements;
};

struct Slogan {};

enum class AlertLevel { red, orange, yellow, blue };                      // 突发事件应对法 63: level 1 to 4
struct Emergency {
  std::string category;
  AlertLevel alert_level = AlertLevel::blue;
  std::optional<Instant> starts_at, ends_at, issued_at;
  std::string area, warning;
  std::vector<std::string> measures;
  std::string issuer;
  std::vector<std::string> approvals;
};

using AnyBody = std::variant<Organ, Window, Node, Entry, Guide, Fee, Notice, Publicity, Power, Pledge, Stats, Report,
                             Channel, Slogan, Calendar, Emergency>;

// What an item says besides its header. A variant whose copying and destroying is compiled once (item.cpp): inline, it
// was most of what the compiler had to do in every file that holds an item.
class Body : public AnyBody {
 public:
  using AnyBody::AnyBody;
  using AnyBody::operator=;
  Body();
  Body(const Body& other);
  Body(Body&& other) noexcept;
  Body& operator=(const Body& other);
  Body& operator=(Body&& other) noexcept;
  ~Body();
};

struct Item {
  Header header;
  Body body;

  Kind kind() const { return static_cast<Kind>(body.index()); }
};

}  // namespace gongkai::model
