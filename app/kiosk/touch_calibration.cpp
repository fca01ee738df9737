#include "app/kiosk/touch_calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace gongkai::kiosk {

namespace {

using render::Point;
using render::Size;

struct Share {
  double x, y;
};

Share share_of(Point point, Size picture) {
  return {(point.x + 0.5) / picture.width, (point.y + 0.5) / picture.height};
}

using Row = std::array<double, 4>;  // three unknowns and what they amount to

// Gauss with the largest pivot; false where the rows do not determine the unknowns.
bool solve(std::array<Row, 3>& rows) {
  for (int i = 0; i < 3; ++i) {
    int pivot = i;
    for (int j = i + 1; j < 3; ++j) {
      if (std::abs(rows[j][i]) > std::abs(rows[pivot][i])) pivot = j;
    }
    std::swap(rows[i], rows[pivot]);
    if (std::abs(rows[i][i]) < 1e-6) return false;
    for (int j = 0; j < 3; ++j) {
      if (j == i) continue;
      const double factor = rows[j][i] / rows[i][i];
      for (int k = i; k < 4; ++k) rows[j][k] -= factor * rows[i][k];
    }
  }
  for (int i = 0; i < 3; ++i) rows[i][3] /= rows[i][i];
  return true;
}

}  // namespace

Point calibrated(Point reported, const TouchCalibration& calibration, Size picture) {
  if (calibration == TouchCalibration{} || picture.width < 1 || picture.height < 1) return reported;
  const auto& n = calibration.numbers;
  const auto [x, y] = share_of(reported, picture);
  const auto pixel = [](double share, int length) {
    return std::clamp(static_cast<int>(std::floor(share * length)), 0, length - 1);
  };
  return {pixel(n[0] * x + n[1] * y + n[2], picture.width), pixel(n[3] * x + n[4] * y + n[5], picture.height)};
}

std::optional<TouchCalibration> fit_calibration(std::span<const TouchedTarget> touched, Size picture) {
  std::array<Row, 3> across{}, down{};  // the normal equations of x' and of y'
  for (const TouchedTarget& one : touched) {
    const Share from = share_of(one.reported, picture), to = share_of(one.target, picture);
    const std::array<double, 3> terms{from.x, from.y, 1};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        across[i][j] += terms[i] * terms[j];
        down[i][j] += terms[i] * terms[j];
      }
      across[i][3] += terms[i] * to.x;
      down[i][3] += terms[i] * to.y;
    }
  }
  if (touched.size() < 3 || !solve(across) || !solve(down)) return std::nullopt;
  return TouchCalibration{{across[0][3], across[1][3], across[2][3], down[0][3], down[1][3], down[2][3]}};
}

std::string read_calibration(const std::string& words, TouchCalibration& calibration) {
  if (words.empty()) {
    calibration = {};
    return {};
  }
  constexpr const char* form = "应是 gongkai-kiosk --doctor touch 给出的六个数，如 \"1 0 0 0 1 0\"";
  std::array<double, 6> n{};
  char rest = 0;
  const int read = std::sscanf(words.c_str(), "%lf %lf %lf %lf %lf %lf %c", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &rest);
  const bool sane = std::all_of(n.begin(), n.end(), [](double number) { return std::abs(number) <= 10; });
  if (read != 6 || !sane) return form;
  if (std::abs(n[0] * n[4] - n[1] * n[3]) < 0.01) return std::string("这六个数把整个画面压成一条线；") + form;
  calibration.numbers = n;
  return {};
}

std::string in_words(const TouchCalibration& calibration) {
  std::string words;
  for (const double number : calibration.numbers) words += fmt::format("{}{:.4f}", words.empty() ? "" : " ", number);
  return words;
}

}  // namespace gongkai::kiosk
