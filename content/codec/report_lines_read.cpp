#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "content/codec/key_watch.h"
#include "content/codec/report_lines.h"

namespace gongkai::codec {
namespace {

using nlohmann::json;

constexpr std::string_view format_family = "gongkai-report/";
constexpr std::string_view format_word = "gongkai-report/1";
constexpr int max_depth = 4;
constexpr std::size_t max_name = 64, hash_digits = 64;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_hash(std::string_view text) {
  return text.size() == hash_digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

// An object that one line holds, or why it is none.
model::Result<json> parse_line(std::string_view line) {
  KeyWatch watch;
  const bool is_json = json::sax_parse(line.begin(), line.end(), &watch);
  if (!is_json) return model::failure("", "不是 JSON");
  if (watch.repeated()) return model::failure("", fmt::format("同一对象里“{}”写了两次", *watch.repeated()));
  if (watch.has_fraction()) return model::failure("", "有不是整数的数字");
  if (watch.deepest() > max_depth) return model::failure("", "嵌套过深");
  json value = json::parse(line.begin(), line.end(), nullptr, false);
  if (!value.is_object()) return model::failure("", "不是一个对象");
  return value;
}

// Takes the members of one object. The first fault is kept; what is read after it has no meaning.
class Fields {
 public:
  Fields(const json& object, std::string& fault) : object_(object), fault_(fault) {}

  std::string text(const char* name) {
    const json* value = member(name);
    if (value == nullptr) return {};
    return text_of(*value, name);
  }
  std::string hash(const char* name) {
    std::string text_value = text(name);
    if (!is_hash(text_value)) wrong(name, "应为 64 位校验值");
    return text_value;
  }
  std::string name(const char* name) {
    std::string text_value = text(name);
    if (!is_report_name(text_value)) wrong(name, "应为 1 至 64 个字母、数字、-、_");
    return text_value;
  }
  std::int64_t integer(const char* name, std::int64_t least = std::numeric_limits<std::int64_t>::min()) {
    const json* value = member(name);
    if (value == nullptr) return 0;
    const bool fits = value->is_number_integer() &&
                      !(value->is_number_unsigned() &&
                        value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!fits || value->get<std::int64_t>() < least) {
      wrong(name, "应为整数，且在范围内");
      return 0;
    }
    return value->get<std::int64_t>();
  }
  bool flag(const char* name) {
    const json* value = member(name);
    if (value != nullptr && !value->is_boolean()) wrong(name, "应为 true 或 false");
    return value != nullptr && value->is_boolean() && value->get<bool>();
  }
  model::Instant instant(const char* name) {
    const auto at = model::parse_instant(text(name));
    if (!at) wrong(name, "应为 2026-11-21T09:00:00+08:00 这样的时间");
    return at.value_or(model::Instant{});
  }
  std::optional<model::Instant> optional_instant(const char* name) {
    if (!has(name)) return std::nullopt;
    return instant(name);
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> list;
    for (const json& one : array(name)) list.push_back(text_of(one, name));
    return list;
  }
  const json& array(const char* name) {
    static const json none = json::array();
    const json* value = member(name);
    if (value != nullptr && value->is_array()) return *value;
    wrong(name, "应为数组");
    return none;
  }
  const json& object(const char* name) {
    static const json none = json::object();
    const json* value = member(name);
    if (value != nullptr && value->is_object()) return *value;
    wrong(name, "应为对象");
    return none;
  }
  bool has(const char* name) const { return object_.contains(name); }
  void wrong(const char* name, const char* why) {
    if (fault_.empty()) fault_ = fmt::format("字段 {} {}", name, why);
  }
  // How many members nobody asked for.
  std::int64_t left_over() const { return static_cast<std::int64_t>(object_.size()) - taken_; }

 private:
  const json* member(const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end()) {
      wrong(name, "缺失");
      return nullptr;
    }
    ++taken_;
    return &*found;
  }
  std::string text_of(const json& value, const char* name) {
    if (!value.is_string()) {
      wrong(name, "应为文字");
      return {};
    }
    if (has_control_character(value.get_ref<const std::string&>())) wrong(name, "有控制字符");
    return value.get<std::string>();
  }

  const json& object_;
  std::string& fault_;
  std::int64_t taken_ = 0;
};

class Reader {
 public:
  model::Result<ReportBatch> read(std::string_view text) {
    if (text.size() > max_report_text) return model::failure("REPORT-012", fmt::format("回传文件的内容超过 {} 字节", max_report_text));
    while (!text.empty()) {
      const auto end = text.find('\n');
      if (end == std::string_view::npos) return model::failure("REPORT-011", fmt::format("回传文件第 {} 行没有写完", line_ + 1));
      if (++line_ > max_report_lines) return model::failure("REPORT-012", fmt::format("回传文件超过 {} 行", max_report_lines));
      const auto done = line_ == 1 ? read_header(text.substr(0, end)) : read_line(text.substr(0, end));
      if (!done) return tl::unexpected(done.error());
      text.remove_prefix(end + 1);
    }
    if (line_ == 0) return model::failure("REPORT-007", "回传文件是空的");
    return std::move(batch_);
  }

 private:
  model::Result<void> read_header(std::string_view line) {
    const auto parsed = parse_line(line);
    const auto word = parsed ? parsed->find("format") : json::const_iterator{};
    if (!parsed || word == parsed->end() || !word->is_string() || !word->get_ref<const std::string&>().starts_with(format_family)) {
      return model::failure("REPORT-007", "这不是终端的回传文件");
    }
    if (word->get_ref<const std::string&>() != format_word) {
      return model::failure("REPORT-008", "回传文件的格式比本程序新，请升级 gongkai-admin");
    }
    std::string fault;
    Fields fields(*parsed, fault);
    ReportHeader& header = batch_.header;
    static_cast<void>(fields.text("format"));
    header.kiosk = fields.name("kiosk");
    header.seq = fields.integer("seq", 0);
    header.series = fields.integer("series", 0);
    header.made = fields.instant("made");
    if (header.seq > 0) header.before = fields.hash("before");
    if (!fault.empty()) return model::failure("REPORT-007", "回传文件的开头不合规定：" + fault);
    batch_.passed_over += fields.left_over();
    return {};
  }

  model::Result<void> read_line(std::string_view line) {
    const auto parsed = parse_line(line);
    if (!parsed) return bad_line(parsed.error().message);
    std::string fault;
    Fields fields(*parsed, fault);
    const std::string type = fields.text("t");
    if (!fault.empty()) return bad_line(fault);
    if (!take(type, fields)) {
      ++batch_.passed_over;
      return {};
    }
    if (!fault.empty()) return bad_line(fault);
    batch_.passed_over += fields.left_over();
    return {};
  }

  // False: a type we do not know.
  bool take(const std::string& type, Fields& fields) {
    if (type == "journal") {
      take_journal(fields);
    } else if (type == "play") {
      take_play(fields);
    } else if (type == "rating") {
      take_rating(fields);
    } else if (type == "wish") {
      batch_.lines.emplace_back(model::Feedback(model::Wish{fields.texts("topics"), fields.text("text"), fields.instant("at")}));
    } else if (type == "feedback_dropped") {
      batch_.lines.emplace_back(DroppedFeedback{fields.integer("records", 0)});
    } else if (type == "state") {
      take_state(fields);
    } else {
      return false;
    }
    return true;
  }

  void take_journal(Fields& fields) {
    JournalPart part;
    part.name = fields.name("name");
    std::string fault;
    Fields after(fields.object("after"), fault);
    part.after = {after.integer("seq", 0), after.hash("hash")};
    if (!fault.empty()) fields.wrong("after", "不合规定");
    batch_.passed_over += after.left_over();
    journal_ = batch_.lines.size();
    batch_.lines.emplace_back(std::move(part));
  }

  void take_play(Fields& fields) {
    if (!journal_) return fields.wrong("t", "之前没有写明是哪份播放记录");
    model::WrittenRow written;
    model::PlayRow& row = written.row;
    row.seq = fields.integer("seq", 1);
    const auto kind = model::play_kind(fields.text("kind"));
    if (!kind) fields.wrong("kind", "不是规定的词");
    row.kind = kind.value_or(model::PlayKind::shown);
    row.screen = fields.text("screen");
    row.item = fields.text("item");
    row.rev = fields.integer("rev");
    row.page = fields.integer("page");
    row.mode = fields.text("mode");
    row.from = fields.instant("from");
    row.to = fields.instant("to");
    row.visible_ms = fields.integer("visible_ms");
    row.planned_ms = fields.integer("planned_ms");
    row.counted = fields.flag("counted");
    row.clock_jumped = fields.flag("clock_jumped");
    row.frame_crc = fields.integer("frame_crc");
    row.lost = fields.integer("lost");
    written.hash = fields.hash("hash");
    std::get<JournalPart>(batch_.lines[*journal_]).rows.push_back(std::move(written));
  }

  void take_rating(Fields& fields) {
    model::Rating said;
    said.entity = fields.text("entity");
    said.rev = fields.integer("rev");
    const std::int64_t grade = fields.integer("grade", 1);
    if (grade > model::grades) fields.wrong("grade", "应为 1 至 5");
    said.grade = static_cast<model::Grade>(std::clamp<std::int64_t>(grade, 1, model::grades) - 1);
    said.reasons = fields.texts("reasons");
    said.text = fields.text("text");
    said.at = fields.instant("at");
    batch_.lines.emplace_back(model::Feedback(std::move(said)));
  }

  void take_state(Fields& fields) {
    KioskState state;
    state.next_seq = fields.integer("next_seq", 0);
    state.waiting = fields.integer("waiting", 0);
    state.version = fields.text("version");
    state.content_at = fields.optional_instant("content_at");
    state.applied_at = fields.optional_instant("applied_at");
    state.contact_at = fields.optional_instant("contact_at");
    std::string fault;
    if (fields.has("error")) {
      Fields error(fields.object("error"), fault);
      state.error = model::Error{error.text("code"), error.text("message")};
      batch_.passed_over += error.left_over();
    }
    for (const json& one : fields.array("journals")) {
      if (!one.is_object()) return fields.wrong("journals", "不合规定");
      Fields journal(one, fault);
      state.journals.push_back({journal.name("name"), journal.integer("last_seq", 0), journal.optional_instant("last_at"),
                                journal.integer("unsent", 0)});
      batch_.passed_over += journal.left_over();
    }
    if (!fault.empty()) fields.wrong("journals", ("或 error 不合规定：" + fault).c_str());
    batch_.lines.emplace_back(std::move(state));
  }

  tl::unexpected<model::Error> bad_line(const std::string& why) const {
    return model::failure("REPORT-011", fmt::format("回传文件第 {} 行：{}", line_, why));
  }

  ReportBatch batch_;
  std::size_t line_ = 0;
  std::optional<std::size_t> journal_;  // which of the lines the rows belong to
};

}  // namespace

bool is_report_name(std::string_view name) {
  return !name.empty() && name.size() <= max_name && is_letter_or_digit(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

model::Result<ReportBatch> decode_report(std::string_view text) { return Reader().read(text); }

}  // namespace gongkai::codec
