// How long a turn of the loop is, on each kind of board.
#include "app/screens/led_pages.h"
#include "app/screens/pages.h"

namespace gongkai::screens {

std::optional<std::chrono::milliseconds> board_turn(const model::Item& item, const Context& context, int turn) {
  if (item.kind() == model::Kind::emergency) return std::nullopt;
  switch (context.device.surface) {
    case Surface::touch: return std::nullopt;
    case Surface::lobby: return lobby_length(item, context, turn);
    case Surface::strip: return strip_length(item, context, turn);
    case Surface::wall: return wall_length(item, context, turn);
  }
  return std::nullopt;
}

}  // namespace gongkai::screens
