#include "app/kiosk/picture_shelf.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/kiosk/picture_decoder.h"
#include "content/trust/digest.h"
#include "render/paint/bitmap.h"
#include "render/paint/png_file.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class Shelf : public testing::Test {
 protected:
  std::string png(render::Size size, std::uint32_t color) {
    paint::Canvas canvas(size);
    for (int y = 0; y < size.height; ++y) std::fill_n(canvas.view().row(y), size.width, color);
    EXPECT_TRUE(paint::write_png(folder_ / "made.png", canvas.view()).has_value());
    return read(folder_ / "made.png");
  }
  // As the agent leaves it. Returns the name.
  std::string put(const std::string& bytes) {
    const std::string name = trust::sha256_hex(bytes);
    put_as(name, bytes);
    return name;
  }
  void put_as(const std::string& name, const std::string& bytes) {
    fs::create_directories(folder_ / "blobs" / name.substr(0, 2));
    std::ofstream(folder_ / "blobs" / name.substr(0, 2) / name, std::ios::binary) << bytes;
  }
  fakes::TemporaryFolder folder_;
  PictureShelf shelf_{folder_ / ""};
};

TEST_F(Shelf, GivesThePictureThatWasPutThere) {
  const std::string name = put(png({40, 30}, 0xFF12355B));
  EXPECT_EQ(shelf_.size_of(name), (render::Size{40, 30}));
  const paint::Picture* picture = shelf_.find(name);
  ASSERT_NE(picture, nullptr);
  EXPECT_EQ(picture->width, 40);
  EXPECT_EQ(picture->argb.size(), 1200u);
  EXPECT_EQ(picture->argb[600], 0xFF12355B);
}

TEST_F(Shelf, APictureThatIsNotThereYetIsAskedForAgain) {
  const std::string bytes = png({4, 4}, 0xFFFFFFFF), name = trust::sha256_hex(bytes);
  EXPECT_FALSE(shelf_.size_of(name));
  EXPECT_EQ(shelf_.find(name), nullptr);
  put(bytes);
  EXPECT_TRUE(shelf_.size_of(name));
}

TEST_F(Shelf, NamesAreHashesAndNothingElse) {
  std::ofstream(folder_ / "secret.png", std::ios::binary) << png({4, 4}, 0xFFFFFFFF);
  for (const char* name : {"", "../secret.png", "secret.png"}) EXPECT_FALSE(shelf_.size_of(name)) << name;
}

TEST_F(Shelf, DamagedBrokenAndHugePicturesAreRefused) {
  const std::string good = png({64, 64}, 0xFF00FF00);
  const std::string name = trust::sha256_hex(good);
  put_as(name, good.substr(0, good.size() / 2));
  EXPECT_FALSE(shelf_.size_of(name)) << "not the bytes of its name";

  const std::string cut = put(good.substr(0, good.size() - 20));
  EXPECT_TRUE(shelf_.size_of(cut)) << "its head is right";
  EXPECT_EQ(shelf_.find(cut), nullptr);
  EXPECT_FALSE(shelf_.size_of(cut)) << "from now on";

  std::string bomb = good;  // 30000 x 30000; the checksum of the head is not looked at before the size
  bomb.replace(16, 8, std::string("\0\0\x75\x30\0\0\x75\x30", 8));
  EXPECT_FALSE(shelf_.size_of(put(bomb)));
  EXPECT_FALSE(shelf_.size_of(put("%PDF-1.7")));
}

TEST_F(Shelf, ALargePictureIsKeptSmallerAndOldOnesGo) {
  const std::string large = put(png({3000, 2000}, 0xFF102030));
  EXPECT_EQ(shelf_.size_of(large), (render::Size{3000, 2000})) << "the page is laid out by the true size";
  const paint::Picture* first = shelf_.find(large);
  ASSERT_NE(first, nullptr);
  EXPECT_LE(first->argb.size(), static_cast<std::size_t>(PictureShelf::most_pixels));
  EXPECT_NEAR(first->width * 2.0 / first->height, 3.0, 0.01);
  EXPECT_EQ(first->argb.back(), 0xFF102030);
  const std::string second = put(png({2000, 1999}, 0xFF405060));
  ASSERT_NE(shelf_.find(second), nullptr);
  ASSERT_NE(shelf_.find(large), nullptr) << "decoded again";
}

TEST_F(Shelf, WhatTheChildCannotDecodeIsAnErrorHere) {
  const std::string good = png({64, 64}, 0xFF00FF00);
  std::string broken = good;
  for (std::size_t i = 60; i < broken.size(); i += 3) broken[i] = static_cast<char>(broken[i] ^ 0x5A);
  const auto bytes = [](const std::string& text) {
    return std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  };
  EXPECT_FALSE(decode_apart(bytes(broken), 1'000'000).has_value());
  const auto again = decode_apart(bytes(good), 100);
  ASSERT_TRUE(again.has_value());
  EXPECT_LE(again->argb.size(), 100u);
}

}  // namespace
}  // namespace gongkai::kiosk
