// What the terminal does to print a guide: a visitor's one sheet, from the touch to the words about its end.
#include <exception>

#include "app/kiosk/paper.h"
#include "app/kiosk/terminal.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr auto words_first = 50ms;  // "正在打印" is on the screen before the sheet is painted

}  // namespace

void Terminal::want_sheet() {
  auto& state = session_.state;
  if (state.printing != screens::Printing::not_yet) return;
  if (printer_.busy()) {  // with the sheet of one who has gone
    state.notice = say(state.language, said_of(Printer::State::at_work));
    return;
  }
  state.printing = screens::Printing::at_work;
  sheet_wanted_ = clock_.monotonic();
}

// True: the screen must be built again.
bool Terminal::follow_printer() {
  if (sheet_wanted_ && clock_.monotonic() - *sheet_wanted_ >= words_first) send_sheet();
  const Printer::State end = printer_.follow(clock_.monotonic());
  if (end == Printer::State::idle || end == Printer::State::at_work) return false;
  const bool printed = end == Printer::State::printed;
  log_.write(printed ? process::LogLevel::info : process::LogLevel::warning, "KIOSK-080",
             printed ? "打印了一份办事指南" : "没有打印成：" + std::string(remedy(end)));
  auto& state = session_.state;
  if (state.printing != screens::Printing::at_work) return false;  // whose sheet it was has gone
  state.printing = printed ? screens::Printing::done : screens::Printing::not_yet;
  state.notice = say(state.language, said_of(end));
  return true;
}

void Terminal::send_sheet() {
  sheet_wanted_.reset();
  auto& state = session_.state;
  const auto* page = std::get_if<screens::DetailPage>(&state.page());
  const auto item = page != nullptr && stage_ && watch_.generation() != nullptr ? watch_.generation()->find(page->id) : std::nullopt;
  try {
    if (item && item->kind() == model::Kind::guide) {
      return printer_.print(profile_.printer, printed_guide(board(), *item, *stage_), clock_.monotonic());
    }
  } catch (const std::exception& error) {
    log_.write(process::LogLevel::error, "KIOSK-080", "没有打印成", {{"reason", error.what()}});
    state.notice = say(state.language, said_of(Printer::State::failed));
  }
  state.printing = screens::Printing::not_yet;
  stale_ = true;
}

}  // namespace gongkai::kiosk
