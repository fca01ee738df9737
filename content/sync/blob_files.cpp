#include "content/sync/blob_files.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "content/model/field_shapes.h"
#include "content/store/blob_directory.h"
#include "content/store/store_directory.h"
#include "content/sync/partial_file.h"
#include "content/trust/digest.h"
#include "content/trust/limits.h"

namespace gongkai::sync {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

model::Result<void> replace(const fs::path& file, std::string_view bytes) {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  if (auto written = store::replace_file(file, bytes); !written) {
    return model::failure("SYNC-020", written.error().message);
  }
  return {};
}

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

std::set<BlobName> finished_names(const fs::path& folder) {
  std::set<BlobName> names;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const BlobName name = entry->path().filename().string();
    if (model::is_sha256(name)) names.insert(name);
  }
  return names;
}

// A slow line must not keep the agent from asking for withdrawals: what is left is fetched in later cycles.
constexpr int most_seconds_at_once = 60;

// What happened to the bytes of one answer.
struct Arrival {
  bool begun = false, misplaced = false, disk_refused = false, too_large = false;
};

// Takes one piece; false ends the transfer.
bool take(Arrival& arrival, PartialFile& file, const HttpResponse& head, std::string_view bytes) {
  if (!std::exchange(arrival.begun, true)) {
    arrival.misplaced = head.status == 206 && head.range_begin != file.size();
    if (arrival.misplaced) return false;
    // The whole of it, though we asked for the rest: the host knows no ranges, or has another file now.
    if (head.status == 200) arrival.disk_refused = !file.begin_anew();
  }
  arrival.too_large = static_cast<std::size_t>(file.size()) + bytes.size() > trust::limits::blob_bytes;
  if (arrival.too_large || arrival.disk_refused) return false;
  arrival.disk_refused = !file.append(bytes);
  return !arrival.disk_refused;
}

}  // namespace

fs::path BlobFiles::finished_file(const BlobName& name) const { return finished_ / name.substr(0, 2) / name; }

fs::path BlobFiles::partial_file(const BlobName& name) const { return state_ / (name + ".part"); }

std::set<BlobName> BlobFiles::wanted() const {
  std::set<BlobName> names;
  std::ifstream list(state_ / "wanted");
  for (BlobName name; list >> name;) {
    if (model::is_sha256(name) && !is_there(finished_file(name))) names.insert(name);
  }
  return names;
}

model::Result<void> BlobFiles::want(const std::set<BlobName>& names) const {
  std::set<BlobName> all = wanted();
  const std::size_t before = all.size();
  for (const BlobName& name : names) {
    if (!is_there(finished_file(name))) all.insert(name);
  }
  return all.size() == before ? model::Result<void>() : write_wanted(all);
}

model::Result<void> BlobFiles::write_wanted(const std::set<BlobName>& names) const {
  std::string text;
  for (const BlobName& name : names) text += name + "\n";
  return replace(state_ / "wanted", text);
}

void BlobFiles::keep_used() const {
  const std::set<BlobName> wanted_now = wanted(), kept = finished_names(finished_);
  if (wanted_now.empty() && kept.empty()) return;
  const auto used = store::blobs_in_use(store_);
  if (!used) return;
  std::error_code ignored;
  for (const BlobName& name : kept) {
    if (!used->contains(name)) fs::remove(finished_file(name), ignored);
  }
  std::set<BlobName> still;
  for (const BlobName& name : wanted_now) {
    if (used->contains(name)) still.insert(name);
    else forget_partial(name);
  }
  // A name too many is fetched in vain at worst.
  if (still.size() < wanted_now.size()) static_cast<void>(write_wanted(still));
}

void BlobFiles::forget_partial(const BlobName& name) const {
  std::error_code ignored;
  fs::remove(partial_file(name), ignored);
  fs::remove(partial_file(name) += ".etag", ignored);
}

model::Result<BlobFiles::Transfer> BlobFiles::take_whole(const BlobName& name) const {
  const fs::path file = partial_file(name);
  if (trust::sha256_hex(text_of(file)) != name) return Transfer::unusable;
  const fs::path place = finished_file(name);
  std::error_code error;
  fs::create_directories(place.parent_path(), error);
  auto synced = store::sync_file(file);
  if (synced) fs::rename(file, place, error);
  if (synced && !error) synced = store::sync_directory(place.parent_path());
  if (error) return model::failure("SYNC-020", "不能写入 " + place.string() + "：" + error.message());
  if (!synced) return model::failure("SYNC-020", synced.error().message);
  forget_partial(name);
  return Transfer::whole;
}

model::Result<BlobFiles::Transfer> BlobFiles::go_on(RepositoryReader& reader, const BlobName& name) const {
  auto file = PartialFile::open(partial_file(name));
  if (!file) return tl::unexpected(file.error());
  const fs::path etag_file = partial_file(name) += ".etag";
  Arrival arrival;
  HttpRequest request;
  request.url = reader.blob_url(name);
  request.max_bytes = trust::limits::blob_bytes;
  request.max_seconds = most_seconds_at_once;
  request.range_from = file->size();
  request.if_range = text_of(etag_file);
  request.on_body = [&](const HttpResponse& head, std::string_view bytes) {
    // A weak ETag says nothing about single bytes, so it cannot guard a range.
    if (!arrival.begun && head.status == 200) {
      std::ofstream(etag_file, std::ios::trunc) << (head.etag.starts_with("W/") ? "" : head.etag);
    }
    return take(arrival, *file, head, bytes);
  };
  const auto response = reader.get_pieces(request);
  if (arrival.disk_refused) return model::failure("SYNC-020", "磁盘不能写入 " + partial_file(name).string());
  if (arrival.misplaced) return Transfer::unusable;
  if (arrival.too_large || (!response && response.error().code == "HTTP-004")) {
    forget_partial(name);
    return model::failure("HTTP-004", "图片超过允许的 " + std::to_string(trust::limits::blob_bytes) + " 字节：" + request.url);
  }
  if (!response) return tl::unexpected(response.error());
  return take_whole(name);
}

model::Result<void> BlobFiles::fetch(RepositoryReader& reader, const BlobName& name) const {
  std::error_code error;
  const auto had = fs::file_size(partial_file(name), error);
  const bool continued = !error && had > 0;
  auto transfer = go_on(reader, name);
  if (transfer && *transfer == Transfer::unusable) {
    forget_partial(name);
    if (continued) transfer = go_on(reader, name);
  }
  if (!transfer) return tl::unexpected(transfer.error());
  if (*transfer == Transfer::whole) return {};
  forget_partial(name);
  return model::failure("TRUST-041", "服务器上的图片与签过名的散列值不符：" + reader.blob_url(name));
}

}  // namespace gongkai::sync
