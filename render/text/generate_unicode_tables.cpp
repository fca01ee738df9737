// Writes unicode_tables.cpp from the Unicode Character Database as Debian's unicode-data installs it.
// Usage: generate_unicode_tables /usr/share/unicode OUT.cpp
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "render/text/unicode_tables.h"

namespace gongkai::text {
namespace {

constexpr std::uint32_t code_point_count = 0x110000;

struct Properties {
  std::string script = "Unknown", line_break = "XX", category = "Cn", width = "N", bidi = "L";
  GraphemeClass grapheme = GraphemeClass::other;
  bool pictographic = false, emoji_presentation = false, ignorable = false;
};
using Table = std::vector<Properties>;

[[noreturn]] void stop(const std::string& message) {
  std::cerr << "generate_unicode_tables: " << message << '\n';
  std::exit(1);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t\r");
  return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

// Calls `set` for every "first..last ; value" line of a UCD file.
void read_ranges(const std::string& path,
                 const std::function<void(std::uint32_t, std::uint32_t, const std::string&)>& set) {
  std::ifstream file(path);
  if (!file) stop("cannot read " + path);
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    const auto semicolon = line.find(';');
    if (semicolon == std::string::npos) continue;
    char* end = nullptr;
    const std::uint32_t first = static_cast<std::uint32_t>(std::strtoul(line.c_str(), &end, 16));
    const std::uint32_t last =
        end[0] == '.' ? static_cast<std::uint32_t>(std::strtoul(end + 2, nullptr, 16)) : first;
    if (last < first || last >= code_point_count) stop("bad range in " + path + ": " + line);
    const std::string rest = line.substr(semicolon + 1);
    set(first, last, trimmed(rest.substr(0, rest.find(';'))));
  }
}

GraphemeClass grapheme_class(const std::string& name) {
  static const std::map<std::string, GraphemeClass> names = {
      {"CR", GraphemeClass::cr},
      {"LF", GraphemeClass::lf},
      {"Control", GraphemeClass::control},
      {"Extend", GraphemeClass::extend},
      {"ZWJ", GraphemeClass::zwj},
      {"Regional_Indicator", GraphemeClass::regional_indicator},
      {"Prepend", GraphemeClass::prepend},
      {"SpacingMark", GraphemeClass::spacing_mark},
      {"L", GraphemeClass::l},
      {"V", GraphemeClass::v},
      {"T", GraphemeClass::t},
      {"LV", GraphemeClass::lv},
      {"LVT", GraphemeClass::lvt}};
  const auto found = names.find(name);
  if (found == names.end()) stop("unknown grapheme class " + name);
  return found->second;
}

const char* const class_names[] = {"XX", "AI", "AL", "B2", "BA", "BB", "BK", "CB", "CJ", "CL", "CM",
                                   "CP", "CR", "EB", "EM", "EX", "GL", "H2", "H3", "HL", "HY", "ID",
                                   "IN", "IS", "JL", "JT", "JV", "LF", "NL", "NS", "NU", "OP", "PO",
                                   "PR", "QU", "RI", "SA", "SG", "SP", "SY", "WJ", "ZW", "ZWJ"};

BreakClass standard_class(const std::string& name) {
  for (std::size_t i = 0; i < std::size(class_names); ++i) {
    if (name == class_names[i]) return static_cast<BreakClass>(i);
  }
  stop("unknown line break class " + name);
}

// Characters that a Chinese rule names one by one (CLREQ 3.1.6, CSS Text 3 5.3).
BreakClass named_class(std::uint32_t c) {
  switch (c) {
    case 0x201C:
      return BreakClass::quote_open;
    case 0x201D:
      return BreakClass::quote_close;
    case 0x2018:
      return BreakClass::single_quote_open;
    case 0x2019:
      return BreakClass::single_quote_close;
    case 0x2014:
    case 0x2E3A:
      return BreakClass::dash;
    case 0x2015:
      return BreakClass::horizontal_bar;
    case 0x2025:
    case 0x2026:
    case 0x22EF:
      return BreakClass::ellipsis;
    case 0x2013:
    case 0x2010:
      return BreakClass::en_dash;
    case 0x00B7:
      return BreakClass::interpunct;
    case 0x2027:
      return BreakClass::hyphenation_point;
    case 0x30FB:
    case 0xFF65:
    case 0xFF1A:
    case 0xFF1B:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return BreakClass::centred_mark;
    case 0xFF01:
    case 0xFF1F:
      return BreakClass::exclamation;
    case 0x301C:
    case 0x30A0:
      return BreakClass::wave;
    case 0xFF5E:
      return BreakClass::connector;
    case 0xFF0F:
      return BreakClass::full_solidus;
    case 0x3005:
    case 0x303B:
    case 0x309D:
    case 0x309E:
    case 0x30FD:
    case 0x30FE:
      return BreakClass::iteration;
    default:
      return BreakClass::count;
  }
}

BreakClass fine_class(std::uint32_t c, const Properties& p) {
  if (const BreakClass named = named_class(c); named != BreakClass::count) return named;
  const BreakClass standard = standard_class(p.line_break);
  const bool broad = p.width == "A" || p.width == "F" || p.width == "W";
  const bool wide_only = p.width == "F" || p.width == "W";
  switch (standard) {
    case BreakClass::SA:
      return p.category == "Mn" || p.category == "Mc" ? BreakClass::mark_of_sa : standard;
    // × and ÷ stay with their numbers: "3×4" is one expression.
    case BreakClass::AI:
      return p.category[0] == 'L' || c == 0xD7 || c == 0xF7 || c == 0xA7 ? standard
                                                                         : BreakClass::ambiguous_symbol;
    case BreakClass::PO:
      return broad ? BreakClass::wide_postfix : standard;
    case BreakClass::PR:
      return broad ? BreakClass::wide_prefix : standard;
    case BreakClass::CL:
      if (c == 0x3001 || c == 0xFF0C || c == 0xFF64) return BreakClass::comma;
      if (c == 0x3002 || c == 0xFF0E || c == 0xFF61) return BreakClass::full_stop_mark;
      return wide_only ? BreakClass::wide_close : standard;
    case BreakClass::OP:
      return wide_only ? BreakClass::wide_open : standard;
    default:
      return standard;
  }
}

Direction direction_of(const std::string& bidi) {
  if (bidi == "L") return Direction::left_to_right;
  if (bidi == "R" || bidi == "AL") return Direction::right_to_left;
  if (bidi == "AN") return Direction::arabic_number;
  static const std::string controls = " LRE RLE LRO RLO PDF LRI RLI FSI PDI ";
  return controls.find(" " + bidi + " ") != std::string::npos ? Direction::explicit_control
                                                              : Direction::neutral;
}

std::uint16_t flags_of(const Properties& p) {
  unsigned flags = 0;
  const auto put = [&flags](bool condition, CharacterFlag flag) {
    if (condition) flags |= flag;
  };
  put(p.width == "F" || p.width == "W", wide);
  put(p.width == "F" || p.width == "W" || p.width == "H", wide_or_half);
  put(p.width == "A", ambiguous_width);
  put(p.pictographic, pictographic);
  put(p.category == "Cn", unassigned);
  put(p.category[0] == 'M', mark);
  put(p.ignorable, ignorable);
  put(p.emoji_presentation, emoji_presentation);
  put(p.category == "Co", private_use);
  put(p.category[0] == 'L', letter);
  put(p.category == "Nd", decimal);
  put(p.category == "Ps" || p.category == "Pi", opening_bracket);
  put(p.category == "Pe" || p.category == "Pf", closing_bracket);
  put(p.category == "Cc" || p.category == "Cf" || p.category == "Zl" || p.category == "Zp", control);
  return static_cast<std::uint16_t>(flags);
}

std::map<std::string, std::string> script_codes(const std::string& folder) {
  std::map<std::string, std::string> codes;
  std::ifstream file(folder + "/PropertyValueAliases.txt");
  if (!file) stop("cannot read PropertyValueAliases.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("sc ;", 0) != 0) continue;
    const auto second = line.find(';', 4);
    const std::string rest = line.substr(second + 1);
    codes[trimmed(rest.substr(0, rest.find(';')))] = trimmed(line.substr(4, second - 4));
  }
  return codes;
}

// Unassigned code points that are not XX, as the head of LineBreak.txt lists them.
void set_default_line_breaks(Table& table) {
  const std::tuple<std::uint32_t, std::uint32_t, const char*> ranges[] = {
      {0x3400, 0x4DBF, "ID"},   {0x4E00, 0x9FFF, "ID"},   {0xF900, 0xFAFF, "ID"},   {0x20000, 0x2FFFD, "ID"},
      {0x30000, 0x3FFFD, "ID"}, {0x1F000, 0x1FAFF, "ID"}, {0x1FC00, 0x1FFFD, "ID"}, {0x20A0, 0x20CF, "PR"}};
  for (const auto& [first, last, name] : ranges) {
    for (std::uint32_t c = first; c <= last; ++c) table[c].line_break = name;
  }
}

Table read_table(const std::string& folder) {
  Table table(code_point_count);
  set_default_line_breaks(table);
  const auto fill = [&](const char* file, std::string Properties::*member) {
    read_ranges(folder + file,
                [&, member](std::uint32_t first, std::uint32_t last, const std::string& value) {
                  for (std::uint32_t c = first; c <= last; ++c) table[c].*member = value;
                });
  };
  const auto mark_where = [&](const char* file, const char* wanted, bool Properties::*member) {
    read_ranges(folder + file,
                [&, member](std::uint32_t first, std::uint32_t last, const std::string& value) {
                  for (std::uint32_t c = first; value == wanted && c <= last; ++c) table[c].*member = true;
                });
  };
  fill("/LineBreak.txt", &Properties::line_break);
  fill("/Scripts.txt", &Properties::script);
  fill("/EastAsianWidth.txt", &Properties::width);
  fill("/extracted/DerivedGeneralCategory.txt", &Properties::category);
  fill("/extracted/DerivedBidiClass.txt", &Properties::bidi);
  mark_where("/emoji/emoji-data.txt", "Extended_Pictographic", &Properties::pictographic);
  mark_where("/emoji/emoji-data.txt", "Emoji_Presentation", &Properties::emoji_presentation);
  mark_where("/DerivedCoreProperties.txt", "Default_Ignorable_Code_Point", &Properties::ignorable);
  read_ranges(folder + "/auxiliary/GraphemeBreakProperty.txt",
              [&](std::uint32_t first, std::uint32_t last, const std::string& value) {
                for (std::uint32_t c = first; c <= last; ++c) table[c].grapheme = grapheme_class(value);
              });
  return table;
}

// The distinct records, and for each code point which of them it has.
struct Distinct {
  std::vector<CharacterRecord> records;
  std::vector<std::uint16_t> index;
};

Distinct distinct_records(const Table& table, const std::map<std::string, std::string>& codes) {
  Distinct out;
  std::map<std::tuple<Script, std::uint16_t, BreakClass, GraphemeClass, Direction>, std::uint16_t> known;
  out.index.reserve(code_point_count);
  for (std::uint32_t c = 0; c < code_point_count; ++c) {
    const Properties& p = table[c];
    const auto code = codes.find(p.script);
    if (code == codes.end() || code->second.size() != 4) stop("no script code for " + p.script);
    const std::string& s = code->second;
    const CharacterRecord record{script_tag(s[0], s[1], s[2], s[3]), flags_of(p), fine_class(c, p),
                                 p.grapheme, direction_of(p.bidi)};
    const auto [position, fresh] = known.try_emplace(
        std::make_tuple(record.script, record.flags, record.break_class, record.grapheme, record.direction),
        static_cast<std::uint16_t>(out.records.size()));
    if (fresh) out.records.push_back(record);
    out.index.push_back(position->second);
  }
  return out;
}

void write_numbers(std::ofstream& out, const std::vector<std::uint16_t>& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) out << numbers[i] << (i % 24 == 23 ? ",\n" : ",");
}

void write_tables(std::ofstream& out, const Distinct& distinct) {
  std::vector<std::uint16_t> block_of, record_of;
  std::map<std::vector<std::uint16_t>, std::uint16_t> known;
  constexpr std::size_t size = std::size_t{1} << unicode_block_bits;
  for (std::size_t first = 0; first < code_point_count; first += size) {
    const auto begin = distinct.index.begin() + static_cast<std::ptrdiff_t>(first);
    const std::vector<std::uint16_t> block(begin, begin + size);
    const auto [position, fresh] = known.try_emplace(block, static_cast<std::uint16_t>(known.size()));
    if (fresh) record_of.insert(record_of.end(), block.begin(), block.end());
    block_of.push_back(position->second);
  }
  out << "// Written by generate_unicode_tables from the Unicode Character Database.\n"
         "#include \"render/text/unicode_tables.h\"\nnamespace gongkai::text {\n"
         "const std::uint16_t unicode_block_of[] = {\n";
  write_numbers(out, block_of);
  out << "};\nconst std::uint16_t unicode_record_of[] = {\n";
  write_numbers(out, record_of);
  out << "};\nconst CharacterRecord unicode_records[] = {\n";
  for (const CharacterRecord& r : distinct.records) {
    out << "{" << r.script << "u," << r.flags << ",BreakClass{" << int(r.break_class) << "},GraphemeClass{"
        << int(r.grapheme) << "},Direction{" << int(r.direction) << "}},\n";
  }
  out << "};\n}\n";
}

}  // namespace
}  // namespace gongkai::text

int main(int argc, char** argv) {
  using namespace gongkai::text;
  if (argc != 3) stop("usage: generate_unicode_tables FOLDER OUT.cpp");
  const Distinct distinct = distinct_records(read_table(argv[1]), script_codes(argv[1]));
  std::ofstream out(argv[2], std::ios::binary);
  write_tables(out, distinct);
  out.close();
  if (!out) stop(std::string("cannot write ") + argv[2]);
}
