#include "tests/fakes/square_font.h"

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/fakes/temporary_folder.h"

namespace gongkai::fakes {
namespace {

constexpr int em = 1000, ascent = 880, descent = -120;

// Glyphs of the font.
enum Glyph : std::uint16_t { not_defined, full_square, half_square, half_space, full_space, glyph_count };

// Big-endian bytes of a table.
class Bytes {
 public:
  Bytes& u16(int value) {
    data_.push_back(static_cast<char>(value >> 8 & 0xFF));
    data_.push_back(static_cast<char>(value & 0xFF));
    return *this;
  }
  Bytes& u32(std::uint32_t value) {
    return u16(static_cast<int>(value >> 16)).u16(static_cast<int>(value & 0xFFFF));
  }
  Bytes& u8(int value) {
    data_.push_back(static_cast<char>(value));
    return *this;
  }
  Bytes& add(const std::string& bytes) {
    data_ += bytes;
    return *this;
  }
  Bytes& pad() {
    while (data_.size() % 4 != 0) data_.push_back('\0');
    return *this;
  }
  const std::string& data() const { return data_; }

 private:
  std::string data_;
};

int advance_of(int glyph) { return glyph == half_square || glyph == half_space ? em / 2 : em; }

// One closed contour of four corner points, a twentieth of an em inside the advance box.
std::string square_outline(int width) {
  constexpr int inset = em / 20;
  const int left = inset, right = width - inset, bottom = descent + inset, top = ascent - inset;
  Bytes out;
  out.u16(1).u16(left).u16(bottom).u16(right).u16(top);  // contours, bounding box
  out.u16(3).u16(0);                                     // last point of the contour, no instructions
  for (int i = 0; i < 4; ++i) out.u8(0x01);              // on-curve, both coordinates as words
  out.u16(left).u16(0).u16(right - left).u16(0);
  out.u16(bottom).u16(top - bottom).u16(0).u16(bottom - top);
  return out.pad().data();
}

struct Group {
  std::uint32_t first, last;
  Glyph glyph;
};

// Ascending. Surrogates and noncharacters are left out.
constexpr Group groups[] = {
    {0x20, 0x20, half_space},        {0x21, 0x7E, half_square},       {0xA0, 0xA0, half_space},
    {0xA1, 0xB6, half_square},       {0xB7, 0xB7, full_square},       {0xB8, 0x24F, half_square},
    {0x250, 0x1FFF, full_square},    {0x2000, 0x200A, half_space},    {0x2010, 0x2FFF, full_square},
    {0x3000, 0x3000, full_space},    {0x3001, 0xD7FF, full_square},   {0xE000, 0xFDCF, full_square},
    {0xFDF0, 0xFEFE, full_square},   {0xFF00, 0xFFFD, full_square},   {0x10000, 0x1FFFD, full_square},
    {0x20000, 0x2FFFD, full_square}, {0x30000, 0x3FFFD, full_square}, {0xF0000, 0xFFFFD, full_square}};

// Format 13: each group of characters shares one glyph.
std::string character_map() {
  Bytes out;
  out.u16(0).u16(1).u16(3).u16(10).u32(12);
  out.u16(13).u16(0).u32(static_cast<std::uint32_t>(16 + 12 * std::size(groups))).u32(0);
  out.u32(static_cast<std::uint32_t>(std::size(groups)));
  for (const Group& group : groups) out.u32(group.first).u32(group.last).u32(group.glyph);
  return out.data();
}

std::string head_table() {
  Bytes out;
  out.u32(0x00010000).u32(0x00010000).u32(0).u32(0x5F0F3CF5).u16(0x000B).u16(em);
  out.u32(0).u32(0).u32(0).u32(0);              // created, modified: fixed, so the file never changes
  out.u16(0).u16(descent).u16(em).u16(ascent);  // bounding box
  return out.u16(0).u16(8).u16(2).u16(1).u16(0).data();  // long offsets in loca
}

std::string horizontal_header() {
  Bytes out;
  out.u32(0x00010000).u16(ascent).u16(descent).u16(0).u16(em).u16(0).u16(0).u16(em).u16(1);
  for (int i = 0; i < 7; ++i) out.u16(0);
  return out.u16(glyph_count).data();
}

std::string maximum_profile() {
  Bytes out;
  out.u32(0x00010000).u16(glyph_count).u16(4).u16(1).u16(0).u16(0).u16(1);
  for (int i = 0; i < 8; ++i) out.u16(0);
  return out.data();
}

struct Table {
  const char* tag;
  std::string data;
};

std::vector<Table> tables() {
  Bytes metrics, outlines, offsets;
  for (int glyph = 0; glyph < glyph_count; ++glyph) {
    offsets.u32(static_cast<std::uint32_t>(outlines.data().size()));
    metrics.u16(advance_of(glyph)).u16(glyph == full_square || glyph == half_square ? em / 20 : 0);
    if (glyph == full_square || glyph == half_square) outlines.add(square_outline(advance_of(glyph)));
  }
  offsets.u32(static_cast<std::uint32_t>(outlines.data().size()));
  return {{"cmap", character_map()},     {"glyf", outlines.data()}, {"head", head_table()},
          {"hhea", horizontal_header()}, {"hmtx", metrics.data()},  {"loca", offsets.data()},
          {"maxp", maximum_profile()}};
}

}  // namespace

void write_square_font(const std::filesystem::path& file) {
  const std::vector<Table> all = tables();
  const int count = static_cast<int>(all.size());
  Bytes header, body;
  header.u32(0x00010000).u16(count).u16(64).u16(2).u16(count * 16 - 64);
  std::uint32_t offset = static_cast<std::uint32_t>(12 + 16 * count);
  for (const Table& table : all) {
    header.add(table.tag).u32(0).u32(offset).u32(static_cast<std::uint32_t>(table.data.size()));
    body.add(table.data).pad();
    offset = static_cast<std::uint32_t>(12 + 16 * count) + static_cast<std::uint32_t>(body.data().size());
  }
  std::ofstream out(file, std::ios::binary);
  out << header.data() << body.data();
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

std::filesystem::path write_square_fonts_file(const std::filesystem::path& folder) {
  write_square_font(folder / "square.ttf");
  const std::filesystem::path file = folder / "fonts.toml";
  std::ofstream out(file);
  for (const char* role : {"sans", "sans_bold", "serif", "serif_bold", "icon", "led"}) {
    out << "[roles." << role << "]\nfiles = [{ path = \"square.ttf\" }]\n";
  }
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file.string());
  return file;
}

text::FontStack square_font_stack() {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "square.ttf";
  write_square_font(file);
  text::FontPlan plan;
  for (auto& role : plan.roles) role.push_back({file, 0});
  auto stack = text::FontStack::load(plan);
  if (!stack) throw std::runtime_error(stack.error().message);
  return std::move(*stack);
}

}  // namespace gongkai::fakes
