// The printer beside a terminal, behind commands of the machine's owner: one asks how it fares, one takes a sheet on its
// standard input. One sheet at a time, never more than a few that wait.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "app/process/hook.h"
#include "app/screens/phrase.h"

namespace gongkai::kiosk {

struct PrinterSettings {
  std::vector<std::string> command;  // takes a PDF, e.g. lp -d NAME -; empty: nothing is printed here
  std::vector<std::string> status;   // e.g. lpstat -l -p NAME -o NAME; empty: not asked
};

class Printer {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  enum class State {
    idle, at_work,
    printed,          // the queue has it
    no_paper, trouble, crowded,  // says the status: paper out; jammed, open, out of toner, off; too many sheets wait
    no_program, failed
  };

  // Hands a PDF over. Not while it is busy.
  void print(const PrinterSettings& settings, std::string pdf, Moment now);
  // How it fares; each end is told once, then `idle`.
  State follow(Moment now);
  bool busy() const { return step_ != Step::none; }

 private:
  enum class Step { none, asking, sending };
  State send(Moment now);

  process::Hook command_{std::chrono::seconds(30)};  // lp waits for its server
  PrinterSettings settings_;
  std::string pdf_;
  Step step_ = Step::none;
  State failed_to_start_ = State::idle;
};

// What `lpstat -l -p NAME -o NAME` says (IPP printer-state-reasons, RFC 8011 5.4.12; a line a job that waits): idle where
// a sheet can be sent.
Printer::State printer_state(std::string_view status);

// What is wrong and what to do: for the visitor, and for the log.
const screens::Phrase& said_of(Printer::State state);
std::string_view remedy(Printer::State state);

}  // namespace gongkai::kiosk
