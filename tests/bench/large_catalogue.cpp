#include "tests/bench/large_catalogue.h"

#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "tests/fakes/sample_draft.h"

namespace gongkai::bench {
namespace {

namespace fs = std::filesystem;

constexpr int earlier_publishes = 20;  // so that the role lists what a log in use lists

std::string bureau_name(int i) {
  std::string name = "jg";
  name += static_cast<char>('a' + i / 26);
  name += static_cast<char>('a' + i % 26);
  return name;
}

void pack_gzip(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string plain(std::istreambuf_iterator<char>(in), {});
  const gzFile out = gzopen((file.string() + ".gz").c_str(), "wb9");
  gzwrite(out, plain.data(), static_cast<unsigned>(plain.size()));
  gzclose(out);
}

// About 1 kB of JSON.
std::string notice(int n, std::int64_t rev) {
  return fakes::notice_json("notice-" + std::to_string(n), rev,
                            "关于第" + std::to_string(n) + "号事项办理流程优化调整的通知（第" + std::to_string(rev) +
                                "次）");
}

}  // namespace

LargeCatalogue::LargeCatalogue(fs::path repository, model::Instant now, int items)
    : repository_(std::move(repository)), maker_(now) {
  for (int i = 0; i < bureaus; ++i) maker_.add_bureau(bureau_name(i));
  for (int i = 0; i < bureaus; ++i) {
    std::vector<std::string> lines;
    for (int n = i; n < items; n += bureaus) lines.push_back(line(i, n, 1));
    publish(i, lines);
  }
  for (int n = 0; n < earlier_publishes; ++n) publish(0, {line(0, 0, ++rev_)});
  write();
}

void LargeCatalogue::change_one_item() {
  publish(0, {line(0, 0, ++rev_)});
  write();
}

std::string LargeCatalogue::line(int bureau, int n, std::int64_t rev) {
  return "{\"seq\":" + std::to_string(++seq_[bureau]) + ",\"item\":" + notice(n, rev) + "}\n";
}

void LargeCatalogue::publish(int bureau, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  const std::string name = bureau_name(bureau);
  const auto first = seq_[bureau] - static_cast<std::int64_t>(lines.size()) + 1;
  const auto load = [&](const publish::Pack& pack) -> model::Result<std::string> {
    return maker_.packs.at(publish::pack_path(name, pack));
  };
  auto appended = publish::append(logs_[bureau], first, lines, load);
  if (!appended) std::abort();
  for (auto& written : appended->written) maker_.packs[publish::pack_path(name, written.pack)] = written.bytes;
  logs_[bureau] = appended->listed;
  auto& role = maker_.roles[name];
  role.targets.clear();
  for (const publish::Pack& pack : logs_[bureau]) role.targets[publish::pack_path(name, pack)] = pack.file;
  std::erase_if(maker_.packs, [&](const auto& entry) {
    return entry.first.starts_with(name + "/") && !role.targets.contains(entry.first);
  });
  ++role.version;
}

void LargeCatalogue::write() {
  const fs::path timestamp = publish::timestamp_file(repository_);
  std::error_code none_yet;
  const auto before = fs::last_write_time(timestamp, none_yet);
  maker_.raise_versions();
  maker_.write_with_starter(repository_);
  // As a publisher leaves it: two publishes within a second must not have the same entity tag.
  if (!none_yet) fs::last_write_time(timestamp, before);
  if (!publish::replace_file(timestamp, maker_.timestamp_bytes(), publish::ModifiedTime::strictly_later)) std::abort();
  for (const auto& entry : fs::recursive_directory_iterator(repository_)) {
    if (entry.is_regular_file() && entry.path().extension() != ".gz" && entry.path().filename() != "timestamp.json") {
      pack_gzip(entry.path());
    }
  }
}

}  // namespace gongkai::bench
