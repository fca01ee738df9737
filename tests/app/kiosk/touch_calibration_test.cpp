#include "app/kiosk/touch_calibration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/kiosk/touch_doctor.h"

namespace gongkai::kiosk {
namespace {

using render::Point;
using render::Size;

constexpr Size picture{1080, 1920};

// Answers all targets as a panel would that reports each place as `reported` says.
template <class Reported>
TouchDoctor::Report asked_all(TouchDoctor doctor, Reported reported) {
  while (!doctor.done()) {
    const Point at = reported(doctor.target());
    doctor.touch({1, sdl::TouchPhase::down, at});
    doctor.touch({2, sdl::TouchPhase::down, {0, 0}});  // a second finger says nothing
    doctor.touch({1, sdl::TouchPhase::move, {at.x + 9, at.y}});
    doctor.touch({2, sdl::TouchPhase::up, {0, 0}});
    doctor.touch({1, sdl::TouchPhase::up, {at.x + 9, at.y}});
  }
  return doctor.report();
}

std::string text_of(const TouchDoctor::Report& report) {
  std::string text;
  for (const std::string& line : report.lines) text += line + "\n";
  return text;
}

TouchCalibration calibration_in(const TouchDoctor::Report& report) {
  TouchCalibration calibration;
  const std::string& line = report.lines.back();
  const auto from = line.find('"') + 1;
  EXPECT_EQ(read_calibration(line.substr(from, line.rfind('"') - from), calibration), "");
  return calibration;
}

TEST(TouchCalibration, WithoutOneEveryPlaceStays) {
  EXPECT_EQ(calibrated({17, 1900}, {}, picture), (Point{17, 1900}));
}

TEST(TouchCalibration, ItIsFoundForPanelsThatShiftStretchAndSwapTheirAxes) {
  const auto shifted = [](Point p) { return Point{p.x + 60, p.y - 35}; };
  const auto stretched = [](Point p) { return Point{p.x * 9 / 10 + 20, p.y * 95 / 100}; };
  const auto swapped = [](Point p) { return Point{p.y * picture.width / picture.height, p.x * picture.height / picture.width}; };
  const auto mirrored = [](Point p) { return Point{picture.width - 1 - p.x, p.y}; };
  const auto check = [](const auto& panel) {
    const auto report = asked_all(TouchDoctor(picture, 0.369, {}), panel);
    ASSERT_EQ(report.exit_code, 1) << text_of(report);
    const TouchCalibration found = calibration_in(report);
    for (const Point wanted : {Point{150, 200}, {540, 960}, {900, 1700}}) {
      const Point at = calibrated(panel(wanted), found, picture);
      EXPECT_LE(std::hypot(at.x - wanted.x, at.y - wanted.y), 3) << text_of(report);
    }
    EXPECT_EQ(asked_all(TouchDoctor(picture, 0.369, found), panel).exit_code, 0) << "calibrated, it is as it should be";
  };
  check(shifted);
  check(stretched);
  check(swapped);
  check(mirrored);
}

TEST(TouchDoctor, SaysInWordsHowFarBesideEachTargetIs) {
  const auto report = asked_all(TouchDoctor(picture, 0.5, {}), [](Point p) { return Point{p.x + 30, p.y - 40}; });
  EXPECT_EQ(report.lines.at(0), "WARN 左上：偏右 30 像素、偏上 40 像素（25 毫米）");
  EXPECT_EQ(asked_all(TouchDoctor(picture, 0.5, {}), [](Point p) { return p; }).lines.at(4), "OK   正中：准");
}

TEST(TouchDoctor, APanelThatNoNumbersPutRightIsToBeRepaired) {
  int turn = 0;
  const auto report = asked_all(TouchDoctor(picture, 0.369, {}), [&](Point p) {
    return ++turn % 2 != 0 ? p : Point{p.x + 200, p.y - 300};
  });
  EXPECT_EQ(report.exit_code, 2);
  EXPECT_NE(text_of(report).find("检修"), std::string::npos);
  const auto dead = asked_all(TouchDoctor(picture, 0.369, {}), [](Point) { return Point{5, 5}; });
  EXPECT_EQ(dead.exit_code, 2) << "always the same place";
}

TEST(TouchCalibration, WhatIsNotSixUsefulNumbersIsRefused) {
  TouchCalibration calibration;
  for (const char* words : {"1 0 0 0 1", "1 0 0 0 1 0 7", "1,0,0,0,1,0", "nan 0 0 0 1 0", "1 0 0 0 99 0", "0 0 0.5 0 0 0.5"}) {
    EXPECT_NE(read_calibration(words, calibration), "") << words;
  }
  EXPECT_EQ(calibration, TouchCalibration{});
  EXPECT_EQ(read_calibration("0 1 0 -1 0 1", calibration), "");
  EXPECT_EQ(read_calibration("", calibration), "");
  EXPECT_EQ(calibration, TouchCalibration{});
}

}  // namespace
}  // namespace gongkai::kiosk
