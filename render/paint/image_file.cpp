#include "render/paint/image_file.h"

#include <jpeglib.h>

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "render/paint/png_file.h"

namespace gongkai::paint {
namespace {

// libjpeg reports errors by a callback that must not return, so it jumps; nothing with a destructor is made between
// setjmp and the jump.
struct JpegErrors {
  jpeg_error_mgr base;
  std::jmp_buf escape;
  char message[JMSG_LENGTH_MAX];
};

void leave(j_common_ptr info) {
  auto* errors = reinterpret_cast<JpegErrors*>(info->err);
  info->err->format_message(info, errors->message);
  std::longjmp(errors->escape, 1);
}

void keep_quiet(j_common_ptr, int) {}

struct JpegReader {
  jpeg_decompress_struct info;
  JpegErrors errors;
  std::vector<unsigned char> row;
  Picture picture;

  JpegReader() {
    std::memset(&info, 0, sizeof info);
    errors.message[0] = '\0';
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    errors.base.emit_message = keep_quiet;
  }
  ~JpegReader() { jpeg_destroy_decompress(&info); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;
};

bool read_head(JpegReader& reader, std::span<const std::uint8_t> bytes) {
  if (setjmp(reader.errors.escape) != 0) return false;
  jpeg_create_decompress(&reader.info);
  jpeg_mem_src(&reader.info, bytes.data(), static_cast<unsigned long>(bytes.size()));
  jpeg_read_header(&reader.info, TRUE);
  reader.info.out_color_space = JCS_RGB;
  return true;
}

bool read_rows(JpegReader& reader) {
  if (setjmp(reader.errors.escape) != 0) return false;
  jpeg_start_decompress(&reader.info);
  while (reader.info.output_scanline < reader.info.output_height) {
    std::uint32_t* out = reader.picture.argb.data() +
                         static_cast<std::ptrdiff_t>(reader.info.output_scanline) * reader.picture.width;
    JSAMPROW row = reader.row.data();
    jpeg_read_scanlines(&reader.info, &row, 1);
    for (int x = 0; x < reader.picture.width; ++x, row += 3) {
      out[x] = 0xFF000000u | static_cast<std::uint32_t>(row[0]) << 16 | static_cast<std::uint32_t>(row[1]) << 8 | row[2];
    }
  }
  jpeg_finish_decompress(&reader.info);
  return true;
}

auto broken(const JpegReader& reader) {
  return render::failure(std::string("JPEG 图片损坏（") + reader.errors.message + "）");
}

render::Result<render::Size> jpeg_size(std::span<const std::uint8_t> bytes) {
  JpegReader reader;
  if (!read_head(reader, bytes)) return broken(reader);
  return render::Size{static_cast<int>(reader.info.image_width), static_cast<int>(reader.info.image_height)};
}

render::Result<Picture> decode_jpeg(std::span<const std::uint8_t> bytes) {
  JpegReader reader;
  if (!read_head(reader, bytes)) return broken(reader);
  const auto width = static_cast<std::int64_t>(reader.info.image_width);
  const auto height = static_cast<std::int64_t>(reader.info.image_height);
  if (width * height > max_image_pixels) return render::failure("图片过大，不予解码");
  reader.picture.width = static_cast<int>(width);
  reader.picture.height = static_cast<int>(height);
  reader.picture.argb.resize(static_cast<std::size_t>(width * height));
  reader.row.resize(static_cast<std::size_t>(width) * 3);
  if (!read_rows(reader)) return broken(reader);
  return std::move(reader.picture);
}

enum class Format { png, jpeg };

render::Result<Format> format_of(std::span<const std::uint8_t> bytes) {
  constexpr std::uint8_t png[] = {0x89, 'P', 'N', 'G'}, jpeg[] = {0xFF, 0xD8, 0xFF};
  if (bytes.size() > sizeof png && std::memcmp(bytes.data(), png, sizeof png) == 0) return Format::png;
  if (bytes.size() > sizeof jpeg && std::memcmp(bytes.data(), jpeg, sizeof jpeg) == 0) return Format::jpeg;
  return render::failure("不支持的图片格式，只接受 PNG 与 JPEG");
}

}  // namespace

render::Result<render::Size> image_size(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > max_image_bytes) return render::failure("图片文件过大");
  const auto format = format_of(bytes);
  if (!format) return tl::unexpected(format.error());
  auto size = *format == Format::png ? png_size(bytes) : jpeg_size(bytes);
  if (size && (size->width <= 0 || size->height <= 0)) return render::failure("图片损坏：没有尺寸");
  if (size && static_cast<std::int64_t>(size->width) * size->height > max_image_pixels) {
    return render::failure("图片过大，不予解码");
  }
  return size;
}

render::Result<Picture> decode_image(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > max_image_bytes) return render::failure("图片文件过大");
  const auto format = format_of(bytes);
  if (!format) return tl::unexpected(format.error());
  return *format == Format::png ? decode_png(bytes, max_image_pixels) : decode_jpeg(bytes);
}

}  // namespace gongkai::paint
