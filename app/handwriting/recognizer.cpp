#include "app/handwriting/recognizer.h"

#include <zinnia.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace gongkai::handwriting {

namespace {

// What GB 2312 has only to name the parts of characters. Some are also the strokes a search is typed in.
constexpr std::string_view parts_only = "丶丨丿乛亅丌亠冂冖冫勹匚卩阝厶廴凵宀氵忄扌彳彡犭饣纟辶攵灬礻衤罒疒廾艹钅刂亻讠彐夂尢屮辶爿攴隹虍";
constexpr std::string_view enclosure = "囗", mouth = "口";  // as squares they are one; nobody means the first
constexpr std::size_t spare = 12;  // so many of the likeliest may be parts

struct Destroy {
  void operator()(zinnia_character_t* character) const { zinnia_character_destroy(character); }
  void operator()(zinnia_result_t* result) const { zinnia_result_destroy(result); }
};

}  // namespace

void Recognizer::Close::operator()(zinnia_recognizer_t* recognizer) const { zinnia_recognizer_destroy(recognizer); }

render::Result<Recognizer> Recognizer::open(const std::filesystem::path& path) {
  auto model = ModelFile::open(path);
  if (!model) return tl::unexpected(model.error());
  Recognizer out;
  out.model_ = std::move(*model);
  out.recognizer_.reset(zinnia_recognizer_new());
  const std::string_view bytes = out.model_.bytes();
  if (zinnia_recognizer_open_from_ptr(out.recognizer_.get(), bytes.data(), bytes.size()) == 0) {
    return render::failure("zinnia 不认这个手写模型：" + path.string());
  }
  out.model_.let_pages_go();
  return out;
}

std::vector<std::string> Recognizer::read(const std::vector<Stroke>& written, std::size_t most) const {
  const std::unique_ptr<zinnia_character_t, Destroy> character(zinnia_character_new());
  zinnia_character_set_width(character.get(), legible_side);
  zinnia_character_set_height(character.get(), legible_side);
  const std::vector<Stroke> strokes = legible(written);
  for (std::size_t i = 0; i < strokes.size(); ++i) {
    for (const render::Point& p : strokes[i]) zinnia_character_add(character.get(), i, p.x, p.y);
  }
  const std::unique_ptr<zinnia_result_t, Destroy> result(
      zinnia_recognizer_classify(recognizer_.get(), character.get(), most + spare));
  std::vector<std::string> found;
  for (std::size_t i = 0; result && i < zinnia_result_size(result.get()) && found.size() < most; ++i) {
    std::string_view one = zinnia_result_value(result.get(), i);
    if (one == enclosure) one = mouth;
    if (parts_only.find(one) != parts_only.npos || std::find(found.begin(), found.end(), one) != found.end()) continue;
    found.emplace_back(one);
  }
  model_.let_pages_go();
  return found;
}

}  // namespace gongkai::handwriting
