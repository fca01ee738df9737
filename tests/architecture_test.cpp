// Who may include whom. Reads every #include of content/, render/ and app/ and fails on each breach, naming file and
// line. The table below is the architecture; change it only together with the design.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Folder -> project folders it may include from (itself always).
const std::map<std::string, std::set<std::string>>& allowed_folders() {
  static const std::map<std::string, std::set<std::string>> table = {
      {"content/model", {}},
      {"content/codec", {"content/model"}},
      {"content/trust", {"content/model"}},
      {"content/store", {"content/model", "content/codec", "content/trust"}},
      {"content/sync", {"content/model", "content/codec", "content/trust", "content/store"}},
      {"content/publish", {"content/model", "content/codec", "content/trust"}},
      {"render", {}},
      {"render/text", {"render"}},
      {"render/layout", {"render", "render/text"}},
      {"render/paint", {"render", "render/text", "render/layout"}},
      {"render/sdl", {"render", "render/text", "render/layout", "render/paint"}},
      {"app/process", {}},
      {"app/speech", {"content/model", "content/store"}},
      {"app/handwriting", {"render"}},
      {"app/screens", {"app/speech", "content/model", "content/store", "render", "render/text", "render/layout"}},
      {"app/kiosk",
       {"app/process", "app/screens", "app/speech", "app/handwriting", "content/model", "content/store", "render",
        "render/text", "render/layout", "render/paint", "render/sdl"}},
      {"app/sync",
       {"app/process", "content/model", "content/codec", "content/trust", "content/store", "content/sync",
        "content/publish"}},
      {"app/admin",
       {"app/process", "app/screens", "content/model", "content/codec", "content/trust", "content/store",
        "content/publish", "content/sync", "render", "render/text", "render/layout", "render/paint",
        "app/admin/commands"}},
      {"app/admin/commands",
       {"app/process", "app/screens", "content/model", "content/codec", "content/trust", "content/store",
        "content/publish", "content/sync", "render", "render/text", "render/layout", "render/paint", "app/admin"}},
  };
  return table;
}

// First part of a third-party header -> files or folders that may include it.
const std::vector<std::pair<std::string, std::vector<std::string>>>& third_party_homes() {
  static const std::vector<std::pair<std::string, std::vector<std::string>>> table = {
      {"sqlite3.h", {"content/store/", "app/kiosk/journal"}},
      {"curl/", {"content/sync/"}},
      {"openssl/", {"content/trust/", "content/publish/"}},
      {"nlohmann/", {"content/codec/", "content/trust/", "content/publish/", "app/admin/"}},
      {"hb", {"render/text/"}},
      {"ft2build.h", {"render/text/"}},
      {"freetype", {"render/text/"}},
      {"fribidi", {"render/text/"}},
      {"SDL", {"render/sdl/"}},
      {"X11/", {"render/sdl/x11_screen"}},
      {"toml++/", {"app/process/settings.cpp"}},
      {"CLI/", {"app/kiosk/main.cpp", "app/sync/main.cpp", "app/admin/main.cpp"}},
      {"microhttpd.h", {"app/admin/web_server"}},
      {"zinnia", {"app/handwriting/"}},
      {"qrencode.h", {"render/paint/"}},
      {"png.h", {"render/paint/"}},
      {"jpeglib.h", {"render/paint/"}},
      {"zlib.h", {"content/sync/", "content/publish/", "render/paint/pdf_page"}},
  };
  return table;
}

struct Include {
  std::string file;  // from the source root
  int line = 0;
  std::string name;
  bool quoted = false;
};

std::vector<Include> includes_of(const fs::path& root, const std::string& file) {
  std::vector<Include> found;
  std::ifstream in(root / file);
  std::string text;
  for (int line = 1; std::getline(in, text); ++line) {
    const auto hash = text.find_first_not_of(" \t");
    if (hash == std::string::npos || text.compare(hash, 8, "#include") != 0) continue;
    const auto open = text.find_first_of("<\"", hash);
    if (open == std::string::npos) continue;
    const bool quoted = text[open] == '"';
    const auto close = text.find(quoted ? '"' : '>', open + 1);
    if (close == std::string::npos) continue;
    found.push_back({file, line, text.substr(open + 1, close - open - 1), quoted});
  }
  return found;
}

std::vector<std::string> sources(const fs::path& root) {
  std::vector<std::string> files;
  for (const char* top : {"content", "render", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) {
        files.push_back(fs::relative(entry.path(), root).generic_string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool is_project_path(const std::string& name) {
  return name.starts_with("content/") || name.starts_with("render/") || name.starts_with("app/");
}

// Every breach as "file:line: why".
std::vector<std::string> breaches(const std::vector<Include>& includes) {
  std::vector<std::string> found;
  for (const Include& include : includes) {
    const std::string where = include.file + ":" + std::to_string(include.line) + ": ";
    const std::string from = folder_of(include.file);
    if (is_project_path(include.name)) {
      const auto rule = allowed_folders().find(from);
      const std::string to = folder_of(include.name);
      if (rule == allowed_folders().end()) {
        found.push_back(where + "folder " + from + " is not in the table");
      } else if (to != from && !rule->second.contains(to)) {
        found.push_back(where + from + " must not include " + include.name);
      }
      continue;
    }
    for (const auto& [prefix, homes] : third_party_homes()) {
      if (!include.name.starts_with(prefix)) continue;
      const bool home = std::any_of(homes.begin(), homes.end(),
                                    [&](const std::string& h) { return include.file.starts_with(h); });
      if (!home) found.push_back(where + "<" + include.name + "> outside its home");
    }
  }
  return found;
}

const fs::path source_root = GONGKAI_SOURCE_DIR;

TEST(Architecture, NoFolderIncludesWhatItMayNot) {
  const auto files = sources(source_root);
  ASSERT_GT(files.size(), 60u) << "the sources were not found";
  for (const std::string& file : files) {
    for (const std::string& breach : breaches(includes_of(source_root, file))) ADD_FAILURE() << breach;
  }
}

TEST(Architecture, TheCheckItselfSeesABreach) {
  EXPECT_EQ(breaches({{"render/text/x.cpp", 3, "content/model/item.h", true}}).size(), 1u);
  EXPECT_EQ(breaches({{"content/model/x.cpp", 1, "render/color.h", true}}).size(), 1u);
  EXPECT_EQ(breaches({{"app/screens/x.cpp", 1, "SDL2/SDL.h", false}}).size(), 1u);
  EXPECT_EQ(breaches({{"app/kiosk/kiosk.cpp", 1, "sqlite3.h", false}}).size(), 1u);
  EXPECT_EQ(breaches({{"content/store/x.cpp", 1, "sqlite3.h", false}}).size(), 0u);
  EXPECT_EQ(breaches({{"content/store/x.cpp", 1, "content/model/item.h", true}}).size(), 0u);
}

TEST(Architecture, NoBucketNames) {
  for (const std::string& file : sources(source_root)) {
    const std::string name = file.substr(file.rfind('/') + 1);
    for (const std::string_view bucket : {"util", "helper", "manager", "misc", "common"}) {
      EXPECT_EQ(name.find(bucket), std::string::npos) << file;
    }
  }
}

TEST(Architecture, NothingElseAtTheTop) {
  const std::set<std::string> fixed = {"CMakeLists.txt", "app", "render", "content", "fonts",
                                       "kiosk-config",   "tests", "README.md", "build"};
  for (const auto& entry : fs::directory_iterator(source_root)) {
    const std::string name = entry.path().filename();
    EXPECT_TRUE(name.starts_with(".") || fixed.contains(name)) << name;
  }
}

}  // namespace
