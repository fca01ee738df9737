#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <jpeglib.h>

#include "render/paint/image_file.h"
#include "render/paint/missing_box.h"
#include "render/paint/png_file.h"
#include "render/paint/qr_code.h"
#include "render/paint/scaled_picture.h"

namespace gongkai::paint {
namespace {

class PngTest : public testing::Test {
 protected:
  PngTest() : file_(std::filesystem::temp_directory_path() / ("gongkai_png_" + std::to_string(::getpid()) + ".png")) {}
  ~PngTest() override { std::filesystem::remove(file_); }

  std::vector<std::uint8_t> bytes() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write_sample() {
    Canvas canvas({7, 5});
    for (int y = 0; y < 5; ++y) {
      for (int x = 0; x < 7; ++x) canvas.view().row(y)[x] = 0xFF000000u | static_cast<std::uint32_t>(x * 0x200A03 + y * 0x1133);
    }
    ASSERT_TRUE(write_png(file_, canvas.view()));
  }

  std::filesystem::path file_;
};

TEST_F(PngTest, WhatIsWrittenIsReadBack) {
  write_sample();
  const auto picture = read_png(file_);
  ASSERT_TRUE(picture) << picture.error().message;
  ASSERT_EQ(picture->width, 7);
  ASSERT_EQ(picture->height, 5);
  EXPECT_EQ(picture->argb[0], 0xFF000000u);
  EXPECT_EQ(picture->argb[2 * 7 + 3], 0xFF000000u + 3 * 0x200A03 + 2 * 0x1133);
}

TEST_F(PngTest, TooManyPixelsAreRefusedBeforeDecoding) {
  write_sample();
  EXPECT_FALSE(read_png(file_, 34));
  EXPECT_TRUE(read_png(file_, 35));
}

TEST_F(PngTest, BrokenFilesAreErrors) {
  EXPECT_FALSE(read_png("/nonexistent/picture.png"));
  EXPECT_FALSE(write_png("/nonexistent/picture.png", Canvas({2, 2}).view()));
  write_sample();
  auto data = bytes();
  for (std::size_t length = 0; length + 12 < data.size(); length += 3) {
    EXPECT_FALSE(decode_image({data.data(), length})) << length;
  }
  EXPECT_TRUE(decode_image(data));
}

std::vector<std::uint8_t> grey_jpeg(int width, int height) {
  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &buffer, &size);
  info.image_width = static_cast<JDIMENSION>(width);
  info.image_height = static_cast<JDIMENSION>(height);
  info.input_components = 1;
  info.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&info);
  jpeg_start_compress(&info, TRUE);
  std::vector<unsigned char> row(static_cast<std::size_t>(width), 200);
  JSAMPROW rows[] = {row.data()};
  for (int y = 0; y < height; ++y) jpeg_write_scanlines(&info, rows, 1);
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  std::vector<std::uint8_t> bytes(buffer, buffer + size);
  std::free(buffer);
  return bytes;
}

TEST(Jpeg, IsDecodedToOpaquePixels) {
  const auto picture = decode_image(grey_jpeg(33, 17));
  ASSERT_TRUE(picture) << picture.error().message;
  EXPECT_EQ(picture->width, 33);
  EXPECT_EQ(picture->height, 17);
  EXPECT_NEAR(static_cast<int>(picture->argb[100] & 255), 200, 2);
  EXPECT_EQ(picture->argb[100] >> 24, 255u);
}

TEST(Jpeg, AHugeHeaderOrABrokenHeadIsAnError) {
  auto bytes = grey_jpeg(33, 17);
  auto huge = bytes;
  for (std::size_t i = 0; i + 9 < huge.size(); ++i) {
    if (huge[i] == 0xFF && huge[i + 1] == 0xC0) {  // start of frame: height and width stand at 5 and 7
      for (std::size_t k = 5; k < 9; ++k) huge[i + k] = 0xFF;
    }
  }
  EXPECT_FALSE(decode_image(huge));
  bytes.resize(40);
  EXPECT_FALSE(decode_image(bytes));
  const std::uint8_t gif[] = {'G', 'I', 'F', '8', '9', 'a'};
  EXPECT_FALSE(decode_image(gif));
}

TEST(Qr, HasItsThreeFindersAndAQuietZone) {
  const QrCode code = encode_qr("https://zwfw.example.gov.cn/guide/11990100MB0X0712Q3");
  ASSERT_GT(code.side, 20);
  const auto dark = [&](int x, int y) { return static_cast<bool>(code.dark[static_cast<std::size_t>(y * code.side + x)]); };
  for (const auto& [left, top] : {std::pair{0, 0}, {code.side - 7, 0}, {0, code.side - 7}}) {
    EXPECT_TRUE(dark(left, top));
    EXPECT_FALSE(dark(left + 1, top + 1));
    EXPECT_TRUE(dark(left + 3, top + 3));
  }
  Canvas canvas({200, 200});
  draw_qr({canvas.view(), {0, 0, 200, 200}, Edge::smooth}, {0, 0, 200, 200}, code, render::rgb(0), render::rgb(0xFFFFFF));
  const int module = 200 / (code.side + 8), margin = (200 - module * code.side) / 2;
  EXPECT_GE(margin, 4 * module);
  EXPECT_EQ(canvas.view().row(margin)[margin], 0xFF000000u);
  EXPECT_EQ(canvas.view().row(margin - 1)[margin], 0xFFFFFFFFu);
}

TEST(Qr, TextTooLongForAnyVersionIsAnEmptyCode) {
  EXPECT_EQ(encode_qr(std::string(5000, 'x')).side, 0);
  EXPECT_EQ(encode_qr("").side, 0);
}

TEST(ScaledPicture, ShrinkingTakesTheMeanAndClearPixelsDoNotBleed) {
  const Picture picture{2, 2, {0xFF000000, 0xFFFFFFFF, 0xFFFFFFFF, 0x00FF00FF}};
  Canvas canvas({1, 1});
  canvas.view().row(0)[0] = 0xFFFFFFFF;
  draw_scaled({canvas.view(), {0, 0, 1, 1}, Edge::smooth}, {0, 0, 1, 1}, picture);
  const std::uint32_t pixel = canvas.view().row(0)[0];
  EXPECT_EQ(pixel >> 16 & 255, pixel >> 8 & 255);
  EXPECT_NEAR(static_cast<int>(pixel & 255), 191, 3);
}

TEST(MissingBox, ShowsTheCodePointInsideItsFrame) {
  const auto drawn = [](char32_t code_point) {
    Canvas canvas({32, 32});
    draw_missing({canvas.view(), {0, 0, 32, 32}, Edge::smooth}, {2, 2, 28, 28}, render::rgb(0xFFFFFF), code_point);
    std::vector<std::uint32_t> pixels(canvas.view().pixels, canvas.view().pixels + 32 * 32);
    return pixels;
  };
  const auto first = drawn(0x2B7F0), second = drawn(0x2B7F1), short_code = drawn(0x4DAE);
  EXPECT_EQ(first[2 * 32 + 2], 0xFFFFFFFFu);
  EXPECT_EQ(first[0], 0u);
  EXPECT_NE(first, second);
  EXPECT_NE(first, short_code);
}

}  // namespace
}  // namespace gongkai::paint
