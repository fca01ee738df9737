#include "content/store/store_dump.h"

#include <ostream>

#include "content/store/generation_format.h"
#include "content/store/item_row.h"
#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

model::Result<void> dump_items(sqlite3* database, std::ostream& out) {
  auto rows = Statement::prepare(database, "SELECT " + std::string(row_columns) + ",json FROM items ORDER BY id");
  if (!rows) return tl::unexpected(rows.error());
  ItemRow row;
  while (true) {
    const auto step = rows->step();
    if (!step) return tl::unexpected(step.error());
    if (*step == Statement::Step::done) return {};
    const bool whole = read_row(*rows, row) && trust::sha256_hex(rows->text(row_column_count)) == row.body_hash;
    out << "item " << row.id << " rev=" << row.rev << ' ' << row.state << " bureau=" << row.bureau
        << " seq=" << row.seq << (whole ? "" : " DAMAGED") << " title=" << row.title;
    if (!row.catalog.empty()) out << " catalog=" << on_one_line(row.catalog);
    if (!row.reason.empty()) out << " reason=" << row.reason;
    out << '\n';
  }
}

model::Result<void> dump_rejected(sqlite3* database, std::ostream& out) {
  auto rows = Statement::prepare(database, "SELECT id,rev,bureau,seq,code,message FROM rejected ORDER BY bureau,seq,id");
  if (!rows) return tl::unexpected(rows.error());
  while (true) {
    const auto step = rows->step();
    if (!step) return tl::unexpected(step.error());
    if (*step == Statement::Step::done) return {};
    out << "rejected " << rows->text(0) << " rev=" << rows->integer(1) << " bureau=" << rows->text(2)
        << " seq=" << rows->integer(3) << ' ' << rows->text(4) << ' ' << on_one_line(std::string(rows->text(5)))
        << '\n';
  }
}

}  // namespace

model::Result<void> dump_generation(const std::filesystem::path& file, std::ostream& out) {
  auto database = open_generation_file(file, Accept::older_schemas);
  if (!database) return tl::unexpected(database.error());
  const auto info = read_meta(database->get());
  if (!info) return tl::unexpected(info.error());
  const auto ledger = read_ledger(database->get());
  if (!ledger) return tl::unexpected(ledger.error());
  out << "generation " << info->number << " schema=" << info->schema << " items=" << info->items
      << " applied_at=" << model::format_instant(info->applied_at)
      << " catalogue_at=" << model::format_instant(info->catalogue_at) << '\n';
  for (const auto& [role, version] : ledger->role_versions) out << "role " << role << ' ' << version << '\n';
  for (const auto& [bureau, seq] : ledger->progress) out << "progress " << bureau << ' ' << seq << '\n';
  if (auto done = dump_items(database->get(), out); !done) return done;
  return dump_rejected(database->get(), out);
}

}  // namespace gongkai::store
