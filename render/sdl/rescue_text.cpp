#include "render/sdl/rescue_text.h"

#include <SDL_ttf.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "render/paint/raster.h"
#include "render/sdl/rescue_strokes.h"

namespace gongkai::sdl {
namespace {

using render::Color;
using render::Rect;

constexpr Color ground = render::rgb(0x12355B), ink = render::rgb(0xFFFFFF), second_ink = render::rgb(0xD6E1EE);

struct CloseFont {
  void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
};
struct FreeSurface {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Picture = std::unique_ptr<SDL_Surface, FreeSurface>;

// SDL_ttf counts its users, so a caller that has it open keeps it open.
struct TtfSession {
  bool open = TTF_Init() == 0;
  TtfSession() = default;
  TtfSession(const TtfSession&) = delete;
  TtfSession& operator=(const TtfSession&) = delete;
  ~TtfSession() {
    if (open) TTF_Quit();
  }
};

// One line of the screen: its words, its place, and how high it would like to be.
struct RescueLine {
  std::string text;
  std::string_view strokes;  // what is drawn without a font
  Rect area;
  int size;
  Color color;
};

Picture render_line(const std::filesystem::path& file, const RescueLine& line, int size) {
  const std::unique_ptr<TTF_Font, CloseFont> font(TTF_OpenFont(file.c_str(), size));
  if (!font) return nullptr;
  const SDL_Color color{line.color.red, line.color.green, line.color.blue, 255};
  Picture drawn(TTF_RenderUTF8_Blended(font.get(), line.text.c_str(), color));
  if (!drawn) return nullptr;
  return Picture(SDL_ConvertSurfaceFormat(drawn.get(), SDL_PIXELFORMAT_ARGB8888, 0));
}

bool draw_with_font(const RescueLine& line, const std::filesystem::path& file, paint::Bitmap target) {
  Picture picture = render_line(file, line, line.size);
  if (picture && picture->w > line.area.width) {
    picture = render_line(file, line, std::max(8, line.size * line.area.width / picture->w));
  }
  if (!picture) return false;
  std::vector<std::uint32_t> argb;
  for (int y = 0; y < picture->h; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(static_cast<const char*>(picture->pixels) +
                                                             static_cast<std::ptrdiff_t>(y) * picture->pitch);
    argb.insert(argb.end(), row, row + picture->w);
  }
  const Rect place{line.area.x + (line.area.width - picture->w) / 2, line.area.y + (line.area.height - picture->h) / 2,
                   picture->w, picture->h};
  paint::draw_pixels({target, paint::bounds_of(target), paint::Edge::smooth}, place, argb);
  return true;
}

void draw_without_font(const RescueLine& line, paint::Bitmap target) {
  if (line.strokes.empty()) return;
  const int width = std::max(1, strokes_width(line.strokes, line.size));
  const int size = width > line.area.width ? line.size * line.area.width / width : line.size;
  draw_strokes(target, line.strokes, line.area, std::max(8, size), line.color);
}

// Only these two sentences exist as strokes; any other message becomes the first.
std::string_view known_words(const std::string& message) {
  return message.find("窗口") == std::string::npos ? "正在准备内容" : "请到窗口咨询";
}

// A low screen (LED strip) has room for one line, message beside clock; others stack hall, clock, message and hotline.
std::vector<RescueLine> lines_for(const RescueScreen& screen, int width, int height) {
  if (height < 200 || height * 3 < width) {
    const int size = std::max(10, height / 2);
    const int clock = std::min(width / 3, size * 3);
    return {{screen.message, known_words(screen.message), {size / 4, 0, width - clock - size / 2, height}, size, ink},
            {screen.clock, screen.clock, {width - clock, 0, clock, height}, size, second_ink}};
  }
  const int unit = std::max(1, std::min(width, height) / 20), side = width / 12;
  const int middle = height / 2, room = width - 2 * side;
  const std::string hotline = screen.hotline.empty() ? "" : "服务热线 " + screen.hotline;
  return {{screen.hall_name, {}, {side, middle - unit * 7, room, unit * 2}, unit, second_ink},
          {screen.clock, screen.clock, {side, middle - unit * 5, room, unit * 4}, unit * 3, ink},
          {screen.message, known_words(screen.message), {side, middle, room, unit * 3}, unit * 2, ink},
          {hotline, screen.hotline, {side, middle + unit * 4, room, unit * 2}, unit, second_ink}};
}

}  // namespace

const std::vector<std::filesystem::path>& rescue_fonts() {
  static const std::vector<std::filesystem::path> fonts = {
      "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
      "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
      "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
      "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
  };
  return fonts;
}

void draw_rescue(const RescueScreen& screen, paint::Bitmap target) { draw_rescue(screen, target, rescue_fonts()); }

void draw_rescue(const RescueScreen& screen, paint::Bitmap target, std::span<const std::filesystem::path> fonts) {
  const Rect whole = paint::bounds_of(target);
  paint::fill_rect({target, whole, paint::Edge::smooth}, whole, ground);
  const TtfSession ttf;
  for (const RescueLine& line : lines_for(screen, target.width, target.height)) {
    if (line.text.empty() && line.strokes.empty()) continue;
    const bool drawn = ttf.open && !line.text.empty() && std::any_of(fonts.begin(), fonts.end(), [&](const auto& file) {
                         return draw_with_font(line, file, target);
                       });
    if (!drawn) draw_without_font(line, target);
  }
}

}  // namespace gongkai::sdl
