#include "app/kiosk/check_config.h"

#include <fmt/format.h>

#include "app/kiosk/fonts_file.h"
#include "app/kiosk/profile.h"
#include "app/kiosk/theme_file.h"
#include "app/process/json_string.h"
#include "content/store/generation.h"

namespace gongkai::kiosk {

namespace {

void append(std::vector<process::SettingsFault>& to, const std::vector<process::SettingsFault>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

void check_fonts(const Profile& profile, ConfigReport& report) {
  const ReadFonts fonts = read_fonts(profile.fonts);
  append(report.faults, fonts.faults);
  if (!fonts.faults.empty()) return;
  std::vector<std::filesystem::path> missing;
  const auto stack = text::FontStack::load(fonts.plan, &missing);
  if (!stack) report.faults.push_back({profile.fonts.string(), 0, 0, stack.error().message});
  for (const auto& path : missing) report.notes.push_back("字体文件未安装，将用后备字体：" + path.string());
}

void check_themes(const Profile& profile, ConfigReport& report) {
  for (const auto& file : {profile.theme, profile.high_contrast}) {
    if (!file.empty()) append(report.faults, read_theme(file, layout::default_theme()).faults);
  }
}

// What is not there yet is said, and is no fault: a program may be installed later.
void check_programs(const Profile& profile, ConfigReport& report) {
  const auto missing = [](const std::string& program) { return !program.empty() && !std::filesystem::exists(program); };
  if (missing(profile.voice.program)) report.notes.push_back("朗读程序未安装，将不能朗读：" + profile.voice.program);
  for (const auto& command : {profile.printer.command, profile.printer.status}) {
    if (!command.empty() && missing(command.front())) report.notes.push_back("打印程序未安装，将不能打印：" + command.front());
  }
}

void check_handwriting(const Profile& profile, ConfigReport& report) {
  const std::filesystem::path& model = profile.handwriting_model;
  if (profile.surface != screens::Surface::touch || model.empty()) return;
  if (!std::filesystem::exists(model)) {
    report.notes.push_back("手写模型未安装，不出现“手写”键：" + model.string());
  } else if (const auto read = handwriting::ModelFile::open(model); !read) {
    report.notes.push_back("不能手写：" + read.error().message);
  }
}

}  // namespace

ConfigReport check_config(const std::filesystem::path& file, const std::filesystem::path& store_override) {
  ConfigReport report;
  ReadProfile read = read_profile(file);
  report.faults = read.faults;
  if (!report.faults.empty()) return report;
  if (!store_override.empty()) read.profile.store = store_override;
  check_fonts(read.profile, report);
  check_themes(read.profile, report);
  check_programs(read.profile, report);
  check_handwriting(read.profile, report);
  const auto store = store::open_current(read.profile.store);
  if (!store) report.notes.push_back("内容库暂不可用，启动后显示“正在准备内容”：" + store.error().message);
  return report;
}

std::string as_json(const ConfigReport& report) {
  std::string faults, notes;
  for (const auto& fault : report.faults) {
    faults += fmt::format("{}{{\"file\":{},\"line\":{},\"column\":{},\"message\":{}}}", faults.empty() ? "" : ",",
                          process::json_string(fault.file), fault.line, fault.column, process::json_string(fault.message));
  }
  for (const auto& note : report.notes) notes += (notes.empty() ? "" : ",") + process::json_string(note);
  return fmt::format("{{\"ok\":{},\"faults\":[{}],\"notes\":[{}]}}", report.faults.empty(), faults, notes);
}

}  // namespace gongkai::kiosk
