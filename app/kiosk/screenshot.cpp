#include "app/kiosk/screenshot.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include "app/kiosk/attract.h"
#include "app/kiosk/freshness.h"
#include "app/kiosk/named_screen.h"
#include "app/kiosk/stage.h"
#include "render/layout/frame_dump.h"
#include "render/paint/png_file.h"
#include "render/sdl/rescue_text.h"

namespace gongkai::kiosk {

namespace {

using Special = NamedScreen::Special;

// The built-in home of the screen names: a screen without content is asked for by these.
bool needs_store(const std::string& name) { return name != "rescue" && name != "empty"; }

render::Size size_or_usual(const Profile& profile) {
  return profile.size.width > 0 ? profile.size : render::Size{1080, 1920};
}

model::Result<void> write(const std::filesystem::path& file, paint::Bitmap bitmap) {
  auto written = paint::write_png(file, bitmap);
  if (!written) return model::failure("KIOSK-012", written.error().message);
  return {};
}

model::Result<void> write_frame(const std::filesystem::path& file, const layout::Frame& frame) {
  if (file.empty()) return {};
  std::ofstream out(file, std::ios::binary);
  out << layout::dump(frame);
  out.close();
  if (!out) return model::failure("KIOSK-012", "写不了文件：" + file.string());
  return {};
}

std::size_t count_missing(const layout::DisplayList& ops) {
  return static_cast<std::size_t>(std::count_if(ops.begin(), ops.end(), [](const layout::Op& op) {
    return std::holds_alternative<layout::MissingOp>(op.what);
  }));
}

std::size_t count_missing(const layout::Frame& frame) {
  std::size_t count = count_missing(frame.ops);
  for (const auto& layer : frame.scrolls) {
    count += count_missing(layer.ops);
    for (const auto& part : layer.sideways) count += count_missing(part.ops);
  }
  for (const auto& strip : frame.tickers) count += count_missing(strip.ops);
  return count;
}

paint::Motion motion_of(const layout::Frame& frame, const Stage& stage, const ScreenshotOrder& order) {
  paint::Motion motion;
  for (const auto& layer : frame.scrolls) {
    motion.scroll_y[layer.id] = std::clamp(order.scroll_px, 0, layer.furthest());
    for (const auto& part : layer.sideways) motion.pan_x[part.id] = std::clamp(order.pan_px, 0, part.furthest());
  }
  const int margin = frame.mono_text ? 0 : stage.theme.px(28);
  // A line that has just entered shows nothing: by default it stands with its beginning at the left edge.
  for (const auto& strip : frame.tickers) {
    motion.ticker[strip.id] = order.crawl_px > 0 ? order.crawl_px : strip.viewport.width - margin;
  }
  return motion;
}

screens::Context context_of(const Profile& profile, const store::Generation* store, const ScreenshotOrder& order) {
  screens::Context context;
  context.store = store;
  context.now = order.at;
  context.hall = profile.hall;
  context.device = device_of(profile);
  context.can_print = !profile.printer.command.empty();
  context.reads_handwriting = std::filesystem::exists(profile.handwriting_model);
  context.takes_feedback = !profile.state.empty();
  if (store == nullptr) return context;
  context.freshness = freshness_of(last_contact(profile.store).value_or(store->info().applied_at), order.at);
  Attract attract(profile.surface);
  const model::LoopContext loop{.screen = identity_of(profile),
                                .rules = rules_at(profile.schedule, store->calendar(), order.at)};
  attract.set(programme_of(loop, context).playlist, {});
  context.loop = attract.loop({});
  return context;
}

model::Result<ScreenshotReport> rescue_screenshot(const Profile& profile, const ScreenshotOrder& order) {
  paint::Canvas canvas(size_or_usual(profile));
  sdl::draw_rescue({profile.hall.name, "正在准备内容", profile.hall.hotline, model::format_clock(order.at)}, canvas.view());
  if (auto written = write(order.file, canvas.view()); !written) return tl::unexpected(written.error());
  return ScreenshotReport{size_or_usual(profile), 0, {}};
}

void choose_modes(screens::ScreenState& state, const ScreenshotOrder& order) {
  state.large_text = order.large_text;
  state.high_contrast = order.high_contrast;
  state.low_reach = order.low_reach;
  if (order.read_aloud) state.sentence = 2;  // far enough down to be seen
  if (order.english) state.language = screens::Language::english;
  if (auto* detail = std::get_if<screens::DetailPage>(&state.pages.back())) detail->tab = order.tab;
  if (auto* page = std::get_if<screens::FeedbackPage>(&state.pages.back()); page != nullptr && order.tab >= 1 && order.tab <= model::grades) {
    page->grade = static_cast<model::Grade>(order.tab - 1);
  }
}

}  // namespace

model::Result<ScreenshotReport> take_screenshot(const Profile& own_profile, const ScreenshotOrder& order) {
  std::optional<store::Generation> store;
  if (needs_store(order.screen)) {
    auto opened = store::open_current(own_profile.store);
    if (!opened) return model::failure("KIOSK-010", opened.error().message);
    store = std::move(*opened);
  }
  auto named = screen_named(order.screen, store ? &*store : nullptr, order.at);
  if (!named) return tl::unexpected(named.error());
  Profile profile = adapted(own_profile, named->surface.value_or(own_profile.surface));
  profile.size = size_or_usual(profile);
  if (named->special == Special::rescue) return rescue_screenshot(profile, order);

  auto stage = open_stage(profile);
  if (!stage) return model::failure("KIOSK-011", stage.error().message);
  screens::Context context = context_of(profile, store ? &*store : nullptr, order);
  // A picture of any other page is wanted as it is without the alert.
  if (named->special == Special::alert && context.loop.alerts.empty()) {
    return model::failure("KIOSK-023", "现在没有生效的红色或橙色预警");
  }
  if (named->special != Special::alert) context.loop.alerts.clear();
  if (named->shown) {
    context.loop.shown = named->shown;
    context.loop.turn = order.tab;
  }
  choose_modes(named->state, order);
  std::optional<store::StrokeTable> strokes;
  if (std::holds_alternative<screens::SearchPage>(named->state.page())) {
    if (auto read = store::StrokeTable::read(store::installed_stroke_file)) strokes = std::move(*read);
    if (strokes) context.strokes = [&strokes] { return &*strokes; };
  }
  Scene scene = compose(named->state, context, *stage, {profile.size});
  if (order.scroll_px > 0) {
    layout::Sight sight{profile.size};
    for (const auto& layer : scene.frame.scrolls) sight.scrolled[layer.id] = order.scroll_px;
    scene.frame = lay_out_on(scene, *stage, std::move(sight));
  }

  paint::Canvas canvas(profile.size);
  const paint::Motion motion = motion_of(scene.frame, *stage, order);
  for (auto& strip : scene.frame.tickers) layout::lay_out_around(strip, motion.ticker.at(strip.id), *stage->engine);
  stage->painter->paint(scene.frame, motion, canvas.view(),
                        {0, 0, profile.size.width, profile.size.height});
  if (auto written = write(order.file, canvas.view()); !written) return tl::unexpected(written.error());
  if (auto written = write_frame(order.frame_file, scene.frame); !written) return tl::unexpected(written.error());
  return ScreenshotReport{profile.size, count_missing(scene.frame), stage->missing_fonts};
}

}  // namespace gongkai::kiosk
