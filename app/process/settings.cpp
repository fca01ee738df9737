#include "app/process/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace gongkai::process {

namespace {

// Optimal string alignment distance, enough to tell "widht" from "width".
int distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = a[i - 1] == b[j - 1] ? 0 : 1;
      int least = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        least = std::min(least, cost[i - 2][j - 2] + 1);
      }
      cost[i][j] = least;
    }
  }
  return cost[a.size()][b.size()];
}

std::string nearest(std::string_view unknown, const std::set<std::string, std::less<>>& known) {
  std::string best;
  int best_distance = static_cast<int>(unknown.size()) / 2 + 1;  // farther than this is no hint
  for (const std::string& key : known) {
    const int d = distance(unknown, key);
    if (d < best_distance) {
      best_distance = d;
      best = key;
    }
  }
  return best;
}

}  // namespace

struct SettingsReader::Document {
  std::string name;
  std::filesystem::path folder;
  toml::table root;
  std::set<std::string, std::less<>> known;
  std::vector<SettingsFault> faults;

  void fault(const toml::source_position& at, std::string message) {
    faults.push_back({name, static_cast<int>(at.line), static_cast<int>(at.column), std::move(message)});
  }

  // The node of a known key, or null when the file leaves it out.
  const toml::node* take(std::string_view key) {
    known.emplace(key);
    return root.at_path(key).node();
  }

  void wrong_type(std::string_view key, const toml::node& node, std::string_view wanted) {
    fault(node.source().begin, fmt::format("“{}”应为{}", key, wanted));
  }

  void find_unknown(const toml::table& table, const std::string& prefix) {
    for (const auto& [key, node] : table) {
      const std::string path = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
      if (known.contains(path)) continue;
      const bool is_section = std::any_of(known.begin(), known.end(),
                                          [&](const std::string& k) { return k.starts_with(path + "."); });
      if (is_section && node.is_table()) {
        find_unknown(*node.as_table(), path);
        continue;
      }
      const std::string hint = nearest(path, known);
      fault(key.source().begin, hint.empty() ? fmt::format("不认识的设置项“{}”", path)
                                             : fmt::format("不认识的设置项“{}”，是不是想写“{}”？", path, hint));
    }
  }
};

std::string describe(const SettingsFault& fault) {
  if (fault.line == 0) return fmt::format("{}: {}", fault.file, fault.message);
  return fmt::format("{}:{}:{}: {}", fault.file, fault.line, fault.column, fault.message);
}

SettingsReader::SettingsReader(const std::filesystem::path& file) : document_(std::make_unique<Document>()) {
  document_->name = file.string();
  document_->folder = file.parent_path();
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    document_->faults.push_back({file.string(), 0, 0, "打不开这个设置文件，请检查路径和读取权限"});
    return;
  }
  std::ostringstream bytes;
  bytes << in.rdbuf();
  try {
    document_->root = toml::parse(bytes.str(), file.string());
  } catch (const toml::parse_error& error) {
    document_->fault(error.source().begin, fmt::format("不是合格的 TOML：{}", error.description()));
  }
}

SettingsReader::SettingsReader(SettingsReader&&) noexcept = default;
SettingsReader::~SettingsReader() = default;

void SettingsReader::text(std::string_view key, std::string& value) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  if (const auto found = node->value_exact<std::string>()) {
    value = *found;
  } else {
    document_->wrong_type(key, *node, "带引号的文字");
  }
}

void SettingsReader::integer(std::string_view key, int& value, int least, int most) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  const auto found = node->value_exact<std::int64_t>();
  if (!found) return document_->wrong_type(key, *node, "整数");
  if (*found < least || *found > most) {
    return document_->fault(node->source().begin, fmt::format("“{}”应在 {} 到 {} 之间", key, least, most));
  }
  value = static_cast<int>(*found);
}

void SettingsReader::real(std::string_view key, double& value, double least, double most) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  const auto found = node->is_number() ? node->value<double>() : std::nullopt;
  if (!found) return document_->wrong_type(key, *node, "数字");
  if (!(*found >= least && *found <= most)) {
    return document_->fault(node->source().begin, fmt::format("“{}”应在 {} 到 {} 之间", key, least, most));
  }
  value = *found;
}

void SettingsReader::boolean(std::string_view key, bool& value) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  if (const auto found = node->value_exact<bool>()) {
    value = *found;
  } else {
    document_->wrong_type(key, *node, "true 或 false");
  }
}

void SettingsReader::choice(std::string_view key, int& value, const std::vector<std::string>& words) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  const auto found = node->value_exact<std::string>();
  const auto position = found ? std::find(words.begin(), words.end(), *found) : words.end();
  if (position == words.end()) {
    return document_->fault(node->source().begin, fmt::format("“{}”只能是：{}", key, fmt::join(words, "、")));
  }
  value = static_cast<int>(position - words.begin());
}

void SettingsReader::color(std::string_view key, std::uint32_t& value) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  const auto found = node->value_exact<std::string>();
  const bool good = found && found->size() == 7 && (*found)[0] == '#' &&
                    found->find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  if (!good) return document_->wrong_type(key, *node, "“#RRGGBB”形式的颜色");
  value = static_cast<std::uint32_t>(std::stoul(found->substr(1), nullptr, 16));
}

void SettingsReader::files(std::string_view key, std::vector<FileEntry>& value) {
  const toml::node* node = document_->take(key);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr) return document_->wrong_type(key, *node, "[{path = \"…\", index = 0}, …]");
  std::vector<FileEntry> entries;
  for (const toml::node& element : *list) {
    const toml::table* table = element.as_table();
    const auto path = table != nullptr ? (*table)["path"].value<std::string>() : std::nullopt;
    if (!path) {
      document_->wrong_type(key, element, "{path = \"…\", index = 0}");
      continue;
    }
    entries.push_back({*path, static_cast<int>((*table)["index"].value_or<std::int64_t>(0))});
  }
  value = std::move(entries);
}

void SettingsReader::paths(std::string_view key, std::filesystem::path& value) {
  std::string found;
  text(key, found);
  if (!found.empty()) value = document_->folder / found;  // an absolute path stays as it is
}

void SettingsReader::require(std::string_view key) {
  if (!document_->root.at_path(key) && document_->faults.empty()) {
    document_->faults.push_back({document_->name, 0, 0, fmt::format("缺少必填的设置项“{}”", key)});
  }
}

std::vector<SettingsFault> SettingsReader::finish() {
  document_->find_unknown(document_->root, "");
  return std::move(document_->faults);
}

}  // namespace gongkai::process
