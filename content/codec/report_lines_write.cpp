#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "content/codec/report_lines.h"

namespace gongkai::codec {
namespace {

// Text of a damaged file may be anything; what we send is always UTF-8.
std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// What a visitor wrote or chose, without the control characters that the reader refuses.
std::string json_words(std::string text) {
  for (char& c : text) {
    if ((c >= 0 && c < ' ') || c == '\x7f') c = ' ';
  }
  return json_text(text);
}

std::string json_text(model::Instant at) { return "\"" + model::format_instant(at) + "\""; }

std::string list_of(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& one : words) list += (list.empty() ? "" : ",") + json_words(one);
  return "[" + list + "]";
}

// `,"name":value` where there is a value.
std::string optional_member(const char* name, const std::optional<model::Instant>& at) {
  return at ? fmt::format(",\"{}\":{}", name, json_text(*at)) : "";
}

std::string head_of(const model::JournalHead& head) {
  return fmt::format("{{\"seq\":{},\"hash\":{}}}", head.seq, json_text(head.hash));
}

struct LineOf {
  std::string operator()(const JournalPart& part) const {
    std::string lines = fmt::format("{{\"t\":\"journal\",\"name\":{},\"after\":{}}}\n", json_text(part.name), head_of(part.after));
    for (const model::WrittenRow& row : part.rows) lines += encode_report_line(row);
    return lines;
  }
  std::string operator()(const model::Feedback& said) const { return encode_report_line(said); }
  std::string operator()(const DroppedFeedback& dropped) const {
    return fmt::format("{{\"t\":\"feedback_dropped\",\"records\":{}}}\n", dropped.records);
  }
  std::string operator()(const KioskState& state) const {
    std::string line = fmt::format("{{\"t\":\"state\",\"next_seq\":{},\"waiting\":{},\"version\":{}", state.next_seq,
                                   state.waiting, json_text(state.version));
    line += optional_member("content_at", state.content_at) + optional_member("applied_at", state.applied_at) +
            optional_member("contact_at", state.contact_at);
    if (state.error) {
      line += fmt::format(",\"error\":{{\"code\":{},\"message\":{}}}", json_text(state.error->code), json_words(state.error->message));
    }
    std::string journals;
    for (const JournalState& one : state.journals) {
      journals += fmt::format("{}{{\"name\":{},\"last_seq\":{}{},\"unsent\":{}}}", journals.empty() ? "" : ",", json_text(one.name),
                              one.last_seq, optional_member("last_at", one.last_at), one.unsent);
    }
    return line + ",\"journals\":[" + journals + "]}\n";
  }
};

struct FeedbackLineOf {
  std::string operator()(const model::Rating& said) const {
    return fmt::format("{{\"t\":\"rating\",\"entity\":{},\"rev\":{},\"grade\":{},\"reasons\":{},\"text\":{},\"at\":{}}}\n",
                       json_text(said.entity), said.rev, model::number_of(said.grade), list_of(said.reasons),
                       json_words(said.text), json_text(said.at));
  }
  std::string operator()(const model::Wish& said) const {
    return fmt::format("{{\"t\":\"wish\",\"topics\":{},\"text\":{},\"at\":{}}}\n", list_of(said.topics),
                       json_words(said.text), json_text(said.at));
  }
};

}  // namespace

std::string encode_report_line(const model::WrittenRow& written) {
  const model::PlayRow& row = written.row;
  return fmt::format(
      "{{\"t\":\"play\",\"seq\":{},\"kind\":\"{}\",\"screen\":{},\"item\":{},\"rev\":{},\"page\":{},\"mode\":{},\"from\":{},"
      "\"to\":{},\"visible_ms\":{},\"planned_ms\":{},\"counted\":{},\"clock_jumped\":{},\"frame_crc\":{},\"lost\":{},"
      "\"hash\":{}}}\n",
      row.seq, model::word(row.kind), json_text(row.screen), json_text(row.item), row.rev, row.page, json_text(row.mode),
      json_text(row.from), json_text(row.to), row.visible_ms, row.planned_ms, row.counted, row.clock_jumped, row.frame_crc, row.lost,
      json_text(written.hash));
}

std::string encode_report_line(const model::Feedback& said) { return std::visit(FeedbackLineOf{}, said); }

std::string encode_report(const ReportBatch& batch) {
  const ReportHeader& header = batch.header;
  std::string text = fmt::format("{{\"format\":\"gongkai-report/1\",\"kiosk\":{},\"seq\":{},\"series\":{},\"made\":{}{}}}\n",
                                 json_text(header.kiosk), header.seq, header.series, json_text(header.made),
                                 header.before.empty() ? "" : ",\"before\":" + json_text(header.before));
  for (const ReportLine& line : batch.lines) text += std::visit(LineOf{}, line);
  return text;
}

}  // namespace gongkai::codec
