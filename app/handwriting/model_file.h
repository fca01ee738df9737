// The model of handwriting as it lies on the disk (its format: README.md), mapped into memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "render/result.h"

namespace gongkai::handwriting {

inline constexpr char installed_model[] = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";

struct UnmapModel {
  std::size_t size = 0;
  void operator()(const char* bytes) const;
};

class ModelFile {
 public:
  // E: there is no such file, or it is no whole model.
  static render::Result<ModelFile> open(const std::filesystem::path& path);

  std::string_view bytes() const { return {bytes_.get(), bytes_.get_deleter().size}; }
  // Its pages no longer count for this process; what is read again comes back by itself.
  void let_pages_go() const;

 private:
  std::unique_ptr<const char, UnmapModel> bytes_;
};

// Whether every character of the model lies within `bytes`, has a name and finite weights, and nothing follows.
bool is_whole_model(std::string_view bytes);

}  // namespace gongkai::handwriting
