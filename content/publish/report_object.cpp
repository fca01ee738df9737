#include "content/publish/report_object.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

#include "content/publish/atomic_file.h"
#include "content/trust/digest.h"
#include "content/trust/signature.h"

namespace gongkai::publish {
namespace {

constexpr std::string_view keyid_word = "{\"keyid\":\"", sig_word = "\",\"sig\":\"", end_word = "\"}\n";
constexpr std::size_t keyid_digits = 64, sig_digits = 128;
constexpr std::size_t signature_bytes = keyid_word.size() + keyid_digits + sig_word.size() + sig_digits + end_word.size();

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

tl::unexpected<model::Error> cut_off() { return model::failure("REPORT-002", "不是 gzip 文件，或不完整"); }

// One gzip member and nothing behind it.
model::Result<std::string> gunzip(std::string_view bytes) {
  constexpr int gzip_window = 15 + 16;
  z_stream stream{};
  if (inflateInit2(&stream, gzip_window) != Z_OK) return model::failure("REPORT-002", "内存不足，解不开回传文件");
  const std::unique_ptr<z_stream, EndInflate> ending(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  while (true) {
    constexpr std::size_t piece = 64 * 1024;
    const std::size_t before = text.size();
    text.resize(before + piece);
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + before);
    stream.avail_out = piece;
    const int result = inflate(&stream, Z_NO_FLUSH);
    text.resize(before + piece - stream.avail_out);
    if (text.size() > codec::max_report_text) {
      return model::failure("REPORT-003", fmt::format("解压后超过 {} 字节", codec::max_report_text));
    }
    if (result == Z_STREAM_END) break;
    if (result != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) return cut_off();
  }
  if (stream.avail_in > 0) return cut_off();
  return text;
}

struct Signature {
  std::string_view keyid, hex;
};

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// The line has one form, to the byte: a second way to write it would be a second file of the same report.
std::optional<Signature> read_signature(std::string_view line) {
  if (!line.starts_with(keyid_word) || !line.ends_with(end_word)) return std::nullopt;
  const std::size_t sig_at = keyid_word.size() + keyid_digits;
  const Signature found{line.substr(keyid_word.size(), keyid_digits), line.substr(sig_at + sig_word.size(), sig_digits)};
  if (line.substr(sig_at, sig_word.size()) != sig_word || !is_hex(found.keyid) || !is_hex(found.hex)) return std::nullopt;
  return found;
}

}  // namespace

model::Result<SealedReport> seal_report(std::string_view text, const SigningKey& key) {
  std::string whole(text);
  whole.append(keyid_word).append(key.keyid()).append(sig_word).append(key.sign(text)).append(end_word);
  SealedReport sealed{gzip(whole), trust::sha256_hex(whole)};
  if (whole.size() > codec::max_report_text || sealed.bytes.size() > max_report_bytes) {
    return model::failure("REPORT-001", fmt::format("回传文件过大：{} 字节", sealed.bytes.size()));
  }
  return sealed;
}

std::string report_path(const ReportPlace& place) {
  const std::string name = place.seq == 0 ? "heartbeat" : std::to_string(place.seq);
  return place.kiosk + "/" + name + ".ndjson.gz";
}

model::Result<OpenedReport> open_report(std::string_view bytes, const trust::Keys& keys, const ReportPlace& place) {
  if (bytes.size() > max_report_bytes) return model::failure("REPORT-001", fmt::format("文件超过 {} 字节", max_report_bytes));
  const auto whole = gunzip(bytes);
  if (!whole) return tl::unexpected(whole.error());
  if (whole->size() < signature_bytes) return model::failure("REPORT-004", "末尾没有签名");
  const std::string_view text = std::string_view(*whole).substr(0, whole->size() - signature_bytes);
  const auto signature = read_signature(std::string_view(*whole).substr(text.size()));
  if (!signature || (!text.empty() && !text.ends_with('\n'))) return model::failure("REPORT-004", "末尾没有签名");
  const auto key = keys.find(std::string(signature->keyid));
  if (key == keys.end()) {
    return model::failure("REPORT-005", fmt::format("签名的密钥 {}… 没有登记为终端 {} 的：若终端换过，请登记它的新公钥（在终端运行 "
                                                    "gongkai-sync report-key）；否则不要采信，请核实",
                                                    signature->keyid.substr(0, 12), place.kiosk));
  }
  if (!trust::verify_signature(key->second, text, signature->hex)) {
    return model::failure("REPORT-006", "内容在签名之后被改动过：不要采信，请核实");
  }
  auto batch = codec::decode_report(text);
  if (!batch) return tl::unexpected(batch.error());
  if (batch->header.kiosk != place.kiosk) {
    return model::failure("REPORT-009", fmt::format("这是终端 {} 的回传，却放在 {} 名下", batch->header.kiosk, place.kiosk));
  }
  if (batch->header.seq != place.seq) {
    return model::failure("REPORT-010", fmt::format("这是第 {} 号回传，却放在第 {} 号的位置", batch->header.seq, place.seq));
  }
  return OpenedReport{std::move(*batch), trust::sha256_hex(*whole), std::string(signature->keyid)};
}

}  // namespace gongkai::publish
