#include "app/kiosk/printer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/screens/phrases.h"

namespace gongkai::kiosk {

namespace {

using process::Hook;

constexpr std::size_t most_status_bytes = 64 << 10;
constexpr int most_waiting = 3;  // sheets; then a visitor would stand there for minutes

template <std::size_t count>
bool mentions(std::string_view text, const std::array<std::string_view, count>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.find(word) != text.npos; });
}

// "hall-a4-12  gongkai  35840  Sun Nov 22 …": a name that ends in a number.
bool is_job(std::string_view line) {
  const std::string_view name = line.substr(0, line.find(' '));
  const auto dash = name.rfind('-');
  if (dash == 0 || dash == name.npos || dash + 1 == name.size()) return false;
  return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int jobs_in(std::string_view status) {
  int jobs = 0;
  while (!status.empty()) {
    const auto end = std::min(status.find('\n'), status.size());
    jobs += is_job(status.substr(0, end)) ? 1 : 0;
    status.remove_prefix(std::min(end + 1, status.size()));
  }
  return jobs;
}

}  // namespace

Printer::State printer_state(std::string_view status) {
  constexpr std::array<std::string_view, 2> paper{"media-empty", "media-needed"};
  constexpr std::array<std::string_view, 11> trouble{
      "media-jam", "cover-open", "door-open", "toner-empty", "marker-supply-empty", "offline", "shutdown", "paused",
      "disabled",  "stopped",    "connecting-to-device"};
  if (mentions(status, paper)) return Printer::State::no_paper;
  if (mentions(status, trouble)) return Printer::State::trouble;
  return jobs_in(status) >= most_waiting ? Printer::State::crowded : Printer::State::idle;
}

void Printer::print(const PrinterSettings& settings, std::string pdf, Moment now) {
  settings_ = settings;
  pdf_ = std::move(pdf);
  step_ = Step::asking;
  if (settings_.status.empty()) {
    failed_to_start_ = send(now);
  } else if (!command_.start(settings_.status, now, {{}, most_status_bytes})) {
    failed_to_start_ = State::no_program;
  }
}

Printer::State Printer::send(Moment now) {
  step_ = Step::sending;
  const bool started = command_.start(settings_.command, now, {pdf_, 0});
  pdf_ = {};
  return started ? State::idle : State::no_program;
}

Printer::State Printer::follow(Moment now) {
  if (step_ == Step::none) return State::idle;
  State end = std::exchange(failed_to_start_, State::idle);
  if (end == State::idle) {
    const Hook::Outcome outcome = command_.poll(now);
    if (outcome == Hook::Outcome::running) return State::at_work;
    if (outcome != Hook::Outcome::done) end = State::failed;
    else if (step_ == Step::sending) end = State::printed;
    else end = printer_state(command_.take_output());
  }
  if (end == State::idle) {
    end = send(now);
    if (end == State::idle) return State::at_work;
  }
  step_ = Step::none;
  pdf_ = {};
  return end;
}

const screens::Phrase& said_of(Printer::State state) {
  switch (state) {
    case Printer::State::printed: return screens::phrases::sheet_is_out;
    case Printer::State::no_paper: return screens::phrases::paper_is_out;
    case Printer::State::trouble: return screens::phrases::printer_trouble;
    case Printer::State::crowded: return screens::phrases::printer_crowded;
    case Printer::State::no_program:
    case Printer::State::failed: return screens::phrases::print_failed;
    case Printer::State::idle:
    case Printer::State::at_work: break;
  }
  return screens::phrases::printer_busy;
}

std::string_view remedy(Printer::State state) {
  switch (state) {
    case Printer::State::no_paper: return "打印机缺纸，请加纸";
    case Printer::State::trouble: return "打印机卡纸、缺墨、未关好盖或已停用，请到打印机前检查";
    case Printer::State::crowded: return "打印队列里的任务没有打完，请检查打印机";
    case Printer::State::no_program: return "打印命令无法启动，请安装 cups-client 或改正设置 print.command、print.status";
    case Printer::State::failed: return "打印命令出错或没有反应，请检查打印机名称和 CUPS 服务";
    case Printer::State::printed:
    case Printer::State::idle:
    case Printer::State::at_work: break;
  }
  return {};
}

}  // namespace gongkai::kiosk
