#include "render/paint/png_file.h"

#include <png.h>

#include <climits>
#include <cstring>
#include <vector>

namespace gongkai::paint {
namespace {

// libpng's simplified interface (png.h, section "Simplified API"): it returns errors instead of jumping.
struct Image {
  png_image png;
  Image() {
    std::memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
  }
  ~Image() { png_image_free(&png); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
};

render::Result<Picture> decode(Image& image, const std::string& where, std::int64_t max_pixels) {
  if (static_cast<std::int64_t>(image.png.width) * image.png.height > max_pixels) {
    return render::failure("图片过大，不予解码：" + where);
  }
  image.png.format = PNG_FORMAT_BGRA;  // bytes B G R A are 0xAARRGGBB in a little-endian word
  Picture picture{static_cast<int>(image.png.width), static_cast<int>(image.png.height), {}};
  picture.argb.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  if (!png_image_finish_read(&image.png, nullptr, picture.argb.data(), 0, nullptr)) {
    return render::failure("PNG 图片损坏：" + where + "（" + image.png.message + "）");
  }
  return picture;
}

}  // namespace

render::Result<void> write_png(const std::filesystem::path& file, Bitmap bitmap) {
  Image image;
  image.png.width = static_cast<png_uint_32>(bitmap.width);
  image.png.height = static_cast<png_uint_32>(bitmap.height);
  image.png.format = PNG_FORMAT_BGR;
  std::vector<unsigned char> rgb;
  rgb.reserve(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height) * 3);
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = 0; x < bitmap.width; ++x) {
      const std::uint32_t pixel = bitmap.row(y)[x];
      rgb.push_back(static_cast<unsigned char>(pixel));
      rgb.push_back(static_cast<unsigned char>(pixel >> 8));
      rgb.push_back(static_cast<unsigned char>(pixel >> 16));
    }
  }
  if (!png_image_write_to_file(&image.png, file.c_str(), 0, rgb.data(), 0, nullptr)) {
    return render::failure("无法写入 PNG 文件：" + file.string() + "（" + image.png.message + "）");
  }
  return {};
}

render::Result<Picture> read_png(const std::filesystem::path& file, std::int64_t max_pixels) {
  Image image;
  if (!png_image_begin_read_from_file(&image.png, file.c_str())) {
    return render::failure("无法读取 PNG 文件：" + file.string() + "（" + image.png.message + "）");
  }
  return decode(image, file.string(), max_pixels);
}

render::Result<render::Size> png_size(std::span<const std::uint8_t> bytes) {
  Image image;
  if (!png_image_begin_read_from_memory(&image.png, bytes.data(), bytes.size())) {
    return render::failure(std::string("PNG 图片损坏（") + image.png.message + "）");
  }
  if (image.png.width > INT_MAX || image.png.height > INT_MAX) return render::failure("PNG 图片尺寸不对");
  return render::Size{static_cast<int>(image.png.width), static_cast<int>(image.png.height)};
}

render::Result<Picture> decode_png(std::span<const std::uint8_t> bytes, std::int64_t max_pixels) {
  Image image;
  if (!png_image_begin_read_from_memory(&image.png, bytes.data(), bytes.size())) {
    return render::failure(std::string("PNG 图片损坏（") + image.png.message + "）");
  }
  return decode(image, "附件", max_pixels);
}

}  // namespace gongkai::paint
