#include "app/admin/commands/report.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/admin/text_table.h"
#include "app/process/exit_codes.h"

namespace gongkai::admin {
namespace {

const char* letter(model::Severity severity) {
  switch (severity) {
    case model::Severity::error: return "E";
    case model::Severity::warning: return "W";
    case model::Severity::info: return "I";
  }
  return "E";
}

std::string place(const publish::DraftFault& fault) {
  if (fault.line == 0) return fault.file.generic_string();
  return fmt::format("{}:{}:{}", fault.file.generic_string(), fault.line, fault.column);
}

std::size_t count(const std::vector<publish::DraftFault>& faults, model::Severity severity) {
  return static_cast<std::size_t>(std::count_if(
      faults.begin(), faults.end(), [&](const auto& fault) { return fault.fault.severity == severity; }));
}

}  // namespace

std::string fault_table(const std::vector<publish::DraftFault>& faults) {
  if (faults.empty()) return "";
  TextTable table({"级别", "位置", "字段", "代码", "说明"});
  for (const publish::DraftFault& fault : faults) {
    table.add({letter(fault.fault.severity), place(fault), fault.fault.pointer.empty() ? "-" : fault.fault.pointer,
               fault.fault.code, fault.fault.message});
  }
  return table.text() + fmt::format("共 {} 个错误（E）、{} 个警告（W）、{} 条提示（I）\n",
                                    count(faults, model::Severity::error), count(faults, model::Severity::warning),
                                    count(faults, model::Severity::info));
}

std::string faults_json(const std::vector<publish::DraftFault>& faults) {
  nlohmann::json array = nlohmann::json::array();
  for (const publish::DraftFault& fault : faults) {
    nlohmann::json entry = {{"severity", letter(fault.fault.severity)},
                            {"code", fault.fault.code},
                            {"file", fault.file.generic_string()},
                            {"line", fault.line},
                            {"column", fault.column},
                            {"entity", fault.fault.entity},
                            {"pointer", fault.fault.pointer},
                            {"message", fault.fault.message}};
    if (fault.fault.byte_offset) entry["byte_offset"] = *fault.fault.byte_offset;
    array.push_back(std::move(entry));
  }
  return array.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

int exit_code_of(const model::Error& error) {
  const std::string& code = error.code;
  if (code == "PUBLISH-031" || code == "PUSH-010" || code == "PUSH-011" || code == "PUSH-015" ||
      code == "PUSH-024") {
    return process::exit_try_later;
  }
  if (code == "PUSH-001") return process::exit_usage;
  if (code == "PUSH-020") return process::exit_denied;
  if (code == "PUSH-002") return process::exit_config;
  if (code.starts_with("HTTP-") || code.starts_with("PUSH-02")) return process::exit_unavailable;
  if (code.starts_with("PUSH-")) return process::exit_data;
  if (code == "PUBLISH-002" || code == "PUBLISH-004" || code == "PUBLISH-011" || code == "PUBLISH-020" || code == "PUBLISH-033") {
    return process::exit_no_input;
  }
  if (code == "PUBLISH-003" || code == "PUBLISH-010") return process::exit_io;
  if (code.starts_with("PUBLISH-05") || code == "PUBLISH-030" || code == "PUBLISH-032") return process::exit_data;
  if (code == "PUBLISH-021" || code == "PUBLISH-022" || code == "PUBLISH-023") return process::exit_data;
  if (code == "REPORT-040" || code == "REPORT-043") return process::exit_no_input;
  if (code.starts_with("TRUST-") || code.starts_with("REPORT-") || code.starts_with("STORE-") || code.starts_with("PACK-")) return process::exit_data;
  return process::exit_fault;
}

int report_error(const model::Error& error) {
  fmt::print(stderr, "错误：{}（{}）\n", error.message, error.code);
  return exit_code_of(error);
}

model::Result<std::pair<std::string, std::string>> split_pair(const std::string& text, const char* example) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    return model::failure("PUBLISH-057", fmt::format("{} 应写成 名称=值，例如 {}", text, example));
  }
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

publish::Progress progress_line(std::string label, std::size_t step) {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [label = std::move(label), step](std::size_t done, std::size_t total) {
    const bool last = done == total;
    if (done % step != 0 && !last) return;
    fmt::print(stderr, "\r{} {}/{}{}", label, done, total, last ? "\n" : "");
    std::fflush(stderr);
  };
}

}  // namespace gongkai::admin
