// What a finger writes in the field: drawn as it moves, read when it rests.
#include "app/kiosk/terminal.h"
#include "app/screens/phrases.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr auto rest = 200ms;   // between two strokes nothing stalls the ink; after the last one nobody waits
constexpr int pen_units = 16;  // design units

}  // namespace

bool Terminal::is_written_on(const Target& target) const {
  if (target.action == layout::no_action || target.action > scene_.intents.size()) return false;
  return std::holds_alternative<screens::WriteHere>(scene_.intents[target.action - 1]);
}

void Terminal::write(const Gesture& gesture) {
  switch (gesture.kind) {
    case Gesture::Kind::pen_down:
      view_.ink().begin(gesture.at);
      read_due_.reset();
      break;
    case Gesture::Kind::pen_move: view_.ink().go_on(gesture.at); break;
    default: read_due_ = clock_.monotonic() + rest; break;
  }
}

// Where the field of the new frame lies; under a question or an alert it is not written in, and its ink is not seen.
void Terminal::place_ink() {
  std::optional<InkField> field;
  for (const layout::HitArea& area : view_.frame().hits.areas) {
    if (!is_written_on({area.action, area.rect})) continue;
    const render::Point middle{area.rect.x + area.rect.width / 2, area.rect.y + area.rect.height / 2};
    if (view_.under(middle).action != area.action) continue;
    field = InkField{area.rect, scene_.theme.color(layout::Tone::indigo), scene_.theme.px(pen_units)};
  }
  view_.ink().place(field);
}

// True: there are other candidates.
bool Terminal::follow_writing() {
  if (!read_due_ || clock_.monotonic() < *read_due_) return false;
  read_strokes();
  return true;
}

void Terminal::read_strokes() {
  read_due_.reset();
  screens::Writing& writing = session_.state.writing;
  writing.candidates = handwriting_.read(view_.ink().strokes());
  writing.read = !view_.ink().empty();
}

// What a tap means for the field, once the page has followed it.
void Terminal::follow_on_field(const screens::Intent& intent) {
  if (std::holds_alternative<screens::OpenWriting>(intent) && !handwriting_.open()) {
    session_.state.writing = {};
    session_.state.notice = screens::say(session_.state.language, screens::phrases::writing_fails);
  }
  if (!screens::keeps_strokes(intent)) {
    view_.ink().clear();
    read_due_.reset();
  }
  if (std::holds_alternative<screens::EraseStroke>(intent)) {
    view_.ink().undo();
    read_strokes();
  }
}

// The finger is no longer followed; what it has written counts.
void Terminal::forget_touch() {
  if (gestures_.writing()) read_due_ = clock_.monotonic() + rest;
  gestures_.forget();
}

}  // namespace gongkai::kiosk
