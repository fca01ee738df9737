// Characters from strokes, by zinnia.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/handwriting/legible.h"
#include "app/handwriting/model_file.h"

struct zinnia_recognizer_t;

namespace gongkai::handwriting {

class Recognizer {
 public:
  // E: as of ModelFile::open().
  static render::Result<Recognizer> open(const std::filesystem::path& model);

  // What the strokes may be, likeliest first, `most` at most. Takes about 10 ms. Parts of characters that are no word
  // (廾, 忄) are left out.
  std::vector<std::string> read(const std::vector<Stroke>& written, std::size_t most) const;

 private:
  struct Close {
    void operator()(zinnia_recognizer_t* recognizer) const;
  };
  ModelFile model_;  // goes after the recognizer, which points into it
  std::unique_ptr<zinnia_recognizer_t, Close> recognizer_;
};

}  // namespace gongkai::handwriting
