#include "app/admin/commands/text_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "app/process/exit_codes.h"
#include "app/process/settings.h"
#include "render/text/font_file.h"
#include "render/text/text_dump.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Beside the program's own tree first (a build folder in the source tree), then where the package puts it.
fs::path installed_fonts_file() {
  std::error_code error;
  for (fs::path start : {fs::read_symlink("/proc/self/exe", error).parent_path(), fs::current_path(error)}) {
    for (; start.has_relative_path(); start = start.parent_path()) {
      if (fs::exists(start / "fonts/fonts.toml", error)) return start / "fonts/fonts.toml";
    }
  }
  for (const char* file : {"/usr/share/gongkai/fonts/fonts.toml", GONGKAI_FONTS_FILE}) {
    if (fs::exists(file, error)) return file;
  }
  return "fonts/fonts.toml";
}

// Reads fonts.toml and loads its fonts; says on stderr what is wrong.
std::unique_ptr<text::FontStack> load_fonts(const TextOptions& options) {
  constexpr const char* roles[text::font_role_count] = {"sans",       "sans_bold", "serif",
                                                        "serif_bold", "icon",      "led"};
  const fs::path file = options.fonts.empty() ? installed_fonts_file() : options.fonts;
  process::SettingsReader reader(file);
  text::FontPlan plan;
  for (int role = 0; role < text::font_role_count; ++role) {
    std::vector<process::FileEntry> entries;
    reader.files(fmt::format("roles.{}.files", roles[role]), entries);
    for (const process::FileEntry& entry : entries) {
      plan.roles[role].push_back({file.parent_path() / entry.path, entry.index});
    }
  }
  const auto faults = reader.finish();
  for (const process::SettingsFault& fault : faults) std::cerr << process::describe(fault) << '\n';
  if (!faults.empty()) return nullptr;
  std::vector<fs::path> missing;
  auto stack = text::FontStack::load(plan, &missing);
  for (const fs::path& path : missing) std::cerr << "缺少字体文件：" << path.string() << '\n';
  if (!stack) {
    std::cerr << "错误：" << stack.error().message << '\n';
    return nullptr;
  }
  return std::make_unique<text::FontStack>(std::move(*stack));
}

text::Paragraph paragraph_of(const std::string& content, const TextOptions& options) {
  text::Paragraph paragraph;
  text::Span& span = paragraph.spans.emplace_back();
  span.text = content;
  span.role = options.role;
  span.px = options.size_px;
  paragraph.style = options.style;
  return paragraph;
}

// Calls `take` with each line of the file and its number from 1.
bool for_each_line(const fs::path& file, const std::function<void(int, const std::string&)>& take) {
  std::ifstream from_file;
  if (file != "-") {
    std::error_code error;
    if (!fs::is_directory(file, error)) from_file.open(file, std::ios::binary);
    if (!from_file.is_open()) {
      std::cerr << "错误：无法读取 " << file.string() << '\n';
      return false;
    }
  }
  std::istream& in = file == "-" ? std::cin : from_file;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    take(++number, line);
  }
  return true;
}

// Characters of a text that no font of the chain has, with how often they occur.
using Missing = std::map<char32_t, int>;

class MissingFinder {
 public:
  MissingFinder(const text::FontStack& fonts, const TextOptions& options)
      : engine_(fonts), options_(options) {}

  Missing find(const std::string& content) {
    Missing found;
    for (const text::MissingGlyph& glyph : engine_.lay_out(paragraph_of(content, options_), 0).missing) {
      ++found[glyph.code_point];
    }
    return found;
  }

  void add(const std::string& place, const std::string& content) {
    const Missing found = find(content);
    for (const auto& [character, count] : found) {
      std::string code = fmt::format("U+{:04X}", static_cast<std::uint32_t>(character));
      report_.push_back({{"place", place}, {"code_point", std::move(code)}, {"count", count}});
    }
  }

  // Every string of a JSON value, by its pointer.
  void add(const std::string& place, const json& value, const std::string& pointer) {
    if (value.is_string()) return add(place + "#" + pointer, value.get<std::string>());
    if (!value.is_structured()) return;
    for (const auto& [key, child] : value.items()) add(place, child, pointer + "/" + key);
  }

  const json& report() const { return report_; }

 private:
  text::TextEngine engine_;
  const TextOptions& options_;
  json report_ = json::array();
};

bool add_file(const fs::path& file, const std::string& place, MissingFinder& finder) {
  if (file.extension() != ".json") {
    return for_each_line(file, [&](int number, const std::string& line) {
      finder.add(fmt::format("{}:{}", place, number), line);
    });
  }
  std::ifstream in(file, std::ios::binary);
  const json value = json::parse(in, nullptr, false);
  if (!value.is_discarded()) {
    finder.add(place, value, "");
    return true;
  }
  std::cerr << "错误：不是有效的 JSON：" << file.string() << '\n';
  return false;
}

double pixels(std::int32_t value) { return value / 64.0; }

json json_of_run(const text::FontStack& fonts, const text::GlyphRun& run) {
  const text::FontFileSpec& font = fonts.file(run.font).spec();
  return {{"font", font.path.string()}, {"index", font.index}, {"px", run.px}, {"glyphs", json::array()}};
}

void add_glyphs(const text::LaidOutParagraph& laid_out, const text::Line& line, const text::GlyphRun& run,
                json& glyphs) {
  for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
    const text::PlacedGlyph& glyph = laid_out.glyphs[i];
    const text::GlyphRun& last = laid_out.runs[line.first_run + line.run_count - 1];
    const bool ends = i + 1 == last.first_glyph + last.glyph_count;
    const std::int32_t next = ends ? line.x + line.width : laid_out.glyphs[i + 1].x;
    glyphs.push_back({{"id", glyph.glyph},
                      {"cluster", cluster_of(run, glyph)},
                      {"x", pixels(glyph.x)},
                      {"y", pixels(run.y)},
                      {"advance", pixels(next - glyph.x)}});
  }
}

json json_of(const text::FontStack& fonts, const text::Paragraph& paragraph,
             const text::LaidOutParagraph& laid_out) {
  json out = {{"width", pixels(laid_out.width)}, {"height", pixels(laid_out.height)},
              {"truncated", laid_out.truncated}, {"invalid_sequences", laid_out.invalid_bytes},
              {"lines", json::array()},          {"missing", json::array()}};
  const std::vector<std::string> texts = text::line_texts(paragraph, laid_out);
  for (std::size_t i = 0; i < laid_out.lines.size(); ++i) {
    const text::Line& line = laid_out.lines[i];
    json runs = json::array();
    for (std::uint32_t r = line.first_run; r < line.first_run + line.run_count; ++r) {
      const text::GlyphRun& run = laid_out.runs[r];
      if (r == line.first_run || !same_voice(laid_out.runs[r - 1], run)) runs.push_back(json_of_run(fonts, run));
      add_glyphs(laid_out, line, run, runs.back()["glyphs"]);
    }
    out["lines"].push_back({{"text", texts[i]},
                            {"begin", line.text_begin},
                            {"end", line.text_end},
                            {"x", pixels(line.x)},
                            {"width", pixels(line.width)},
                            {"baseline", pixels(line.baseline)},
                            {"runs", std::move(runs)}});
  }
  for (const text::MissingGlyph& glyph : laid_out.missing) {
    out["missing"].push_back(
        {{"code_point", fmt::format("U+{:04X}", static_cast<std::uint32_t>(glyph.code_point))},
         {"x", pixels(glyph.x)},
         {"y", pixels(glyph.y)}});
  }
  return out;
}

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

int run_lines(const fs::path& file, const TextOptions& options) {
  const auto fonts = load_fonts(options);
  if (fonts == nullptr) return process::exit_config;
  text::TextEngine engine(*fonts);
  const bool read = for_each_line(file, [&](int, const std::string& content) {
    for (const text::Line& line : engine.lay_out(paragraph_of(content, options), options.width_px).lines) {
      std::cout << std::string_view(content).substr(line.text_begin, line.text_end - line.text_begin) << '\n';
    }
    std::cout << "\x1e\n";
  });
  return read ? process::exit_ok : process::exit_no_input;
}

int run_glyphs(const fs::path& path, const TextOptions& options, Output output) {
  const auto fonts = load_fonts(options);
  if (fonts == nullptr) return process::exit_config;
  MissingFinder finder(*fonts, options);
  bool readable = true;
  int files = 0;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      const fs::path extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".json" || extension == ".txt")) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    for (const fs::path& file : found)
      readable &= add_file(file, fs::relative(file, path).string(), finder), ++files;
  } else {
    readable = add_file(path, path.string(), finder);
    files = 1;
  }
  if (output == Output::json) {
    std::cout << dumped(finder.report()) << '\n';
  } else {
    for (const json& one : finder.report()) {
      std::cout << fmt::format("{}\t{}\t{} 处\n", one["place"].get<std::string>(),
                               one["code_point"].get<std::string>(), one["count"].get<int>());
    }
    std::cout << fmt::format("共检查 {} 个文件，{} 处用到的字没有字形\n", files, finder.report().size());
  }
  return readable ? process::exit_ok : process::exit_no_input;
}

int run_paragraph(const std::string& content, const TextOptions& options, Output output) {
  const auto fonts = load_fonts(options);
  if (fonts == nullptr) return process::exit_config;
  text::TextEngine engine(*fonts);
  const text::Paragraph paragraph = paragraph_of(content, options);
  const text::LaidOutParagraph& laid_out = engine.lay_out(paragraph, options.width_px);
  if (output == Output::json) {
    std::cout << dumped(json_of(*fonts, paragraph, laid_out)) << '\n';
    return process::exit_ok;
  }
  std::cout << text::dump_lines(paragraph, laid_out);
  for (const text::GlyphRun& run : laid_out.runs) {
    std::cout << fmt::format("{} {} px，{} 个字形\n", fonts->file(run.font).spec().path.filename().string(),
                             run.px, run.glyph_count);
  }
  for (const text::MissingGlyph& glyph : laid_out.missing) {
    std::cout << fmt::format("没有字形：U+{:04X}\n", static_cast<std::uint32_t>(glyph.code_point));
  }
  return process::exit_ok;
}

}  // namespace gongkai::admin
