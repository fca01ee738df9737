#include "render/paint/pdf_page.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>
#include <vector>

namespace gongkai::paint {

namespace {

// Rec. 709, as the eye weighs the colours.
std::uint8_t grey_of(std::uint32_t argb) {
  const std::uint32_t red = argb >> 16 & 0xFF, green = argb >> 8 & 0xFF, blue = argb & 0xFF;
  return static_cast<std::uint8_t>((red * 54 + green * 183 + blue * 19) >> 8);
}

// Row by row: the sheet is large, and its grey copy would be a quarter more of it.
std::string compressed_grey(Bitmap bitmap) {
  z_stream stream{};
  // The screen waits for it, the printer does not mind a quarter more bytes.
  if (deflateInit(&stream, Z_BEST_SPEED) != Z_OK) throw std::bad_alloc();  // its only cause here
  std::vector<std::uint8_t> row(static_cast<std::size_t>(bitmap.width)), chunk(1 << 15);
  std::string out;
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = 0; x < bitmap.width; ++x) row[static_cast<std::size_t>(x)] = grey_of(bitmap.row(y)[x]);
    stream.next_in = row.data();
    stream.avail_in = static_cast<uInt>(row.size());
    const bool last = y + 1 == bitmap.height;
    do {
      stream.next_out = chunk.data();
      stream.avail_out = static_cast<uInt>(chunk.size());
      deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(reinterpret_cast<const char*>(chunk.data()), chunk.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  }
  deflateEnd(&stream);
  return out;
}

// Objects numbered from 1, and where each begins.
class Document {
 public:
  void add(const std::string& body) {
    starts_.push_back(bytes_.size());
    bytes_ += fmt::format("{} 0 obj\n{}\nendobj\n", starts_.size(), body);
  }
  void add_stream(const std::string& entries, const std::string& stream) {
    add(fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", entries, stream.size(), stream));
  }
  std::string finish() {
    const std::size_t table = bytes_.size();
    bytes_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", starts_.size() + 1);
    for (const std::size_t start : starts_) bytes_ += fmt::format("{:010} 00000 n \n", start);
    bytes_ += fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", starts_.size() + 1, table);
    return std::move(bytes_);
  }

 private:
  // The second line tells programs that pass files on that these are not letters (7.5.2).
  std::string bytes_ = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
  std::vector<std::size_t> starts_;
};

}  // namespace

std::string pdf_page(Bitmap bitmap, int dots_per_inch) {
  const double width = bitmap.width * 72.0 / dots_per_inch, height = bitmap.height * 72.0 / dots_per_inch;
  Document document;
  document.add("<< /Type /Catalog /Pages 2 0 R >>");
  document.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  document.add(fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.2f} {:.2f}] "
                           "/Resources << /XObject << /Sheet 4 0 R >> >> /Contents 5 0 R >>",
                           width, height));
  document.add_stream(fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray "
                                  "/BitsPerComponent 8 /Filter /FlateDecode",
                                  bitmap.width, bitmap.height),
                      compressed_grey(bitmap));
  document.add_stream("", fmt::format("q {:.2f} 0 0 {:.2f} 0 0 cm /Sheet Do Q", width, height));
  return document.finish();
}

}  // namespace gongkai::paint
