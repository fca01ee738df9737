#include "app/kiosk/profile.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/kiosk/check_config.h"
#include "app/kiosk/fonts_file.h"
#include "app/kiosk/theme_file.h"

namespace gongkai::kiosk {
namespace {

namespace fs = std::filesystem;
const fs::path source = GONGKAI_SOURCE_DIR;

const std::string good = R"([hall]
id = "hall-01"
name = "某市政务服务中心"
hotline = "12345"
[screen]
id = "touch-01"
surface = "touch"
width = 1080
height = 1920
[fonts]
file = "fonts.toml"
)";

class ProfileFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(GONGKAI_BINARY_DIR) / "profile_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::create_directories(folder_);
  }
  fs::path write(const std::string& text) {
    std::ofstream(folder_ / "kiosk.toml") << text;
    return folder_ / "kiosk.toml";
  }
  // The faults of `text`, one a line, without the folder.
  std::string faults(const std::string& text) {
    std::string lines;
    for (auto fault : read_profile(write(text)).faults) {
      fault.file = fs::path(fault.file).filename();
      lines += process::describe(fault) + "\n";
    }
    return lines;
  }
  fs::path folder_;
};

std::string with(std::string text, const std::string& old, const std::string& now) {
  text.replace(text.find(old), old.size(), now);
  return text;
}

TEST_F(ProfileFile, AGoodOneIsTakenAsItIs) {
  const ReadProfile read = read_profile(write(good));
  ASSERT_TRUE(read.faults.empty()) << process::describe(read.faults.front());
  EXPECT_EQ(read.profile.hall.name, "某市政务服务中心");
  EXPECT_EQ(read.profile.size, (render::Size{1080, 1920}));
  EXPECT_EQ(read.profile.fonts, folder_ / "fonts.toml") << "paths count from the file's own folder";
  EXPECT_EQ(read.profile.idle_timeout_s, 90);
}

TEST_F(ProfileFile, AMistypedKeyIsNamedWithItsPlaceAndTheNearestKnownOne) {
  EXPECT_EQ(faults(with(good, "width = 1080", "width = 1080\nwidht = 3")),
            "kiosk.toml:9:1: 不认识的设置项“screen.widht”，是不是想写“screen.width”？\n");
}

TEST_F(ProfileFile, WrongTypesRangesAndWordsAreFaults) {
  EXPECT_NE(faults(with(good, "width = 1080", "width = \"1080\"")).find("kiosk.toml:8:9: “screen.width”应为整数"), std::string::npos);
  EXPECT_NE(faults(with(good, "height = 1920", "height = 99999")).find("应在 0 到 16384 之间"), std::string::npos);
  EXPECT_NE(faults(with(good, "\"touch\"", "\"totem\"")).find("只能是：touch、lobby、strip、wall"), std::string::npos);
  EXPECT_NE(faults(good + "[idle]\nwarning_s = 10\n").find("应在 20 到 120 之间"), std::string::npos);
}

TEST_F(ProfileFile, ARequiredKeyThatIsMissingIsAFault) {
  EXPECT_NE(faults(with(good, "hotline = \"12345\"\n", "")).find("hall.hotline"), std::string::npos);
  EXPECT_NE(faults(with(good, "file = \"fonts.toml\"\n", "")).find("fonts.file"), std::string::npos);
}

TEST_F(ProfileFile, SettingsThatContradictEachOtherAreFaults) {
  EXPECT_NE(faults(with(good, "width = 1080", "width = 0")).find("要么都为 0"), std::string::npos);
  EXPECT_NE(faults(good + "[idle]\ntimeout_s = 30\nwarning_s = 40\n").find("idle.warning_s"), std::string::npos);
  EXPECT_NE(faults(with(good, "[fonts]", "reach_px = 2000\n[fonts]")).find("reach_px"), std::string::npos);
}

TEST_F(ProfileFile, APanelOnWhichButtonsAreSmallerThan20MillimetresIsAFault) {
  EXPECT_EQ(faults(with(good, "[fonts]", "mm_per_px = 0.248\n[fonts]")), "");
  EXPECT_NE(faults(with(good, "[fonts]", "mm_per_px = 0.15\n[fonts]")).find("20 毫米"), std::string::npos);
}

TEST_F(ProfileFile, AMissingOrBrokenFileIsAFaultAndNotACrash) {
  EXPECT_FALSE(read_profile(folder_ / "nothing.toml").faults.empty());
  EXPECT_NE(faults("[hall\n").find("不是合格的 TOML"), std::string::npos);
  EXPECT_FALSE(read_profile(write(std::string("\xEF\xBB\xBF") + good)).faults.size()) << "a BOM is harmless";
}

TEST(ShippedProfiles, AreWithoutFault) {
  int seen = 0;
  for (const auto& entry : fs::directory_iterator(source / "kiosk-config/profiles")) {
    const ConfigReport report = check_config(entry.path(), "/nonexistent");
    for (const auto& fault : report.faults) ADD_FAILURE() << process::describe(fault);
    ++seen;
  }
  EXPECT_EQ(seen, 5);
}

TEST(ShippedThemes, AreTheColoursTheProgramHasBuiltIn) {
  const std::pair<const char*, layout::Theme> themes[] = {{"daylight", layout::default_theme()},
                                                          {"high-contrast", layout::high_contrast_theme()},
                                                          {"led", layout::led_theme()}};
  for (const auto& [name, theme] : themes) {
    layout::Theme blank;
    blank.colors[static_cast<std::size_t>(layout::Tone::scrim)].alpha = 128;
    const ReadTheme read = read_theme(source / "kiosk-config/themes" / (std::string(name) + ".toml"), blank);
    for (const auto& fault : read.faults) ADD_FAILURE() << process::describe(fault);
    for (std::size_t i = 1; i < layout::tone_count; ++i) {
      const render::Color a = read.theme.colors[i], b = theme.colors[i];
      EXPECT_TRUE(a.red == b.red && a.green == b.green && a.blue == b.blue) << name << " " << layout::tone_names()[i];
    }
    EXPECT_EQ(read.theme.mono_text, theme.mono_text) << name;
    EXPECT_EQ(read.theme.outlined, theme.outlined) << name;
  }
}

TEST_F(ProfileFile, TheThemeSaysWhereTheZonesOfTheLobbyStand) {
  const auto zones_of = [&](const std::string& text) { return read_theme(write("[lobby]\n" + text), layout::default_theme()); };
  const ReadTheme read = zones_of("clock = \"side\"\ncrawl = \"top\"\nside = \"left\"\nside_shows = \"figures\"\nside_width = 600\n");
  ASSERT_TRUE(read.faults.empty()) << process::describe(read.faults.front());
  EXPECT_EQ(read.lobby.clock, screens::LobbyZones::Clock::side);
  EXPECT_EQ(read.lobby.crawl, screens::LobbyZones::Crawl::top);
  EXPECT_EQ(read.lobby.side, screens::LobbyZones::Side::left);
  EXPECT_EQ(read.lobby.side_shows, screens::LobbyZones::SideShows::figures);
  EXPECT_EQ(read.lobby.side_width, 600);
  EXPECT_EQ(read.lobby.crawl_height, 100) << "what is not said stays";
  EXPECT_EQ(zones_of("side_width = 1000\n").faults.size(), 1u) << "the main zone must keep its room";
  EXPECT_EQ(zones_of("clock = \"side\"\nside = \"none\"\n").faults.size(), 1u);
  EXPECT_EQ(zones_of("clok = \"top\"\n").faults.size(), 1u);
}

TEST_F(ProfileFile, NamesAModelOfHandwritingThatIsThereOrSaysSo) {
  const std::string fonts = with(good, "fonts.toml", (source / "fonts/fonts.toml").string());
  const auto notes = [&](const std::string& model) {
    const ConfigReport report = check_config(write(fonts + "[handwriting]\nmodel = \"" + model + "\"\n"), "/nonexistent");
    for (const auto& fault : report.faults) ADD_FAILURE() << process::describe(fault);
    std::string lines;
    for (const std::string& note : report.notes) lines += note + "\n";
    return lines;
  };
  EXPECT_NE(faults(good + "[handwriting]\nmodel = \"zh.model\"\n").find("完整路径"), std::string::npos);
  EXPECT_EQ(notes("").find("手写"), std::string::npos) << "nobody is to write";
  EXPECT_EQ(notes(handwriting::installed_model).find("手写"), std::string::npos);
  EXPECT_NE(notes("/nonexistent.model").find("手写模型未安装"), std::string::npos);
  EXPECT_NE(notes((source / "README.md").string()).find("手写模型已损坏"), std::string::npos);
}

TEST(CheckConfig, SaysItAsJsonForScripts) {
  ConfigReport report;
  EXPECT_EQ(as_json(report), R"({"ok":true,"faults":[],"notes":[]})");
  report.faults.push_back({"a\"b.toml", 3, 1, "行\n二"});
  report.notes.push_back("注");
  EXPECT_EQ(as_json(report),
            R"({"ok":false,"faults":[{"file":"a\"b.toml","line":3,"column":1,"message":"行\u000a二"}],"notes":["注"]})");
}

TEST(AdaptedProfile, TakesTheUsualSizeOfTheOtherSurface) {
  Profile profile;
  profile.theme = "x.toml";
  EXPECT_EQ(adapted(profile, screens::Surface::strip).size, (render::Size{512, 64}));
  EXPECT_TRUE(adapted(profile, screens::Surface::strip).theme.empty());
  EXPECT_EQ(adapted(profile, screens::Surface::touch).theme, "x.toml");
}

TEST(DeviceOf, CountsInDesignUnits) {
  Profile profile;
  profile.size = {540, 960};
  profile.reach_px = 470;
  EXPECT_DOUBLE_EQ(unit_of(profile), 0.5);
  EXPECT_EQ(device_of(profile).height_units, 1920);
  EXPECT_EQ(device_of(profile).reach_units, 940);
}

}  // namespace
}  // namespace gongkai::kiosk
