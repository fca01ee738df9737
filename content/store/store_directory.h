// The store on disk, and the steps that make a change of it old or new, never between:
//   <store>/generations/<n>.db        finished generations, the last three
//   <store>/generations/.new-*        what a writer that was killed left behind; removed by the next one
//   <store>/generations/<n>.db.bad    a damaged generation, kept for a look (the last one only)
//   <store>/current                   the generations that may be shown, newest first: "<n> <seal>\n" each
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace gongkai::store {

inline constexpr std::size_t kept_generations = 3;

std::filesystem::path generations_directory(const std::filesystem::path& store);
std::filesystem::path generation_file(const std::filesystem::path& store, std::int64_t number);

// A generation that may be shown.
struct Listed {
  std::int64_t number = 0;
  std::string seal;  // seal.h; empty where it is not known
};

// Numbers of the finished generations, highest first; damaged ones that were set aside are not among them.
std::vector<std::int64_t> generation_numbers(const std::filesystem::path& store);
// The first number in `current`; nullopt when there is none or it is not a number.
std::optional<std::int64_t> read_pointer(const std::filesystem::path& store);
// What `current` lists: the first is to be shown, the others take its place when it is damaged. A first line without a
// seal (set by hand, or by an older program) lets any finished generation below it take its place; without a readable
// `current` any finished generation may be shown.
std::vector<Listed> listed_generations(const std::filesystem::path& store);
// One more than any number ever used that can still be seen, set-aside generations included.
std::int64_t next_number(const std::filesystem::path& store);

// All below: E: STORE-031, STORE-032 when the disk is full.
// After a failed fsync the file must be thrown away, never synced again (reliability section 4, row 6).

// Makes the directories. E: STORE-030.
model::Result<void> make_store(const std::filesystem::path& store);
// Replaces a file by rename; file and directory are on disk when it returns.
model::Result<void> replace_file(const std::filesystem::path& file, std::string_view bytes);
model::Result<void> sync_file(const std::filesystem::path& file);
model::Result<void> sync_directory(const std::filesystem::path& directory);
model::Result<void> duplicate_file(const std::filesystem::path& from, const std::filesystem::path& to);
// Renames a private file that is on disk to generation `number`, and brings its name to disk.
model::Result<void> finish_generation(const std::filesystem::path& store, const std::filesystem::path& file,
                                      std::int64_t number);

// Replaces `current`: what this lists is what readers show from now on.
model::Result<void> write_listed(const std::filesystem::path& store, const std::vector<Listed>& generations);
// Temporary files, and generations that `current` does not list: their writer was stopped before the last step, or
// they are old. A reader that still has one open keeps it (POSIX unlink).
void remove_unlisted(const std::filesystem::path& store);
// Renames <n>.db to <n>.db.bad, so that nobody opens it again.
void set_aside(const std::filesystem::path& store, std::int64_t number);
void remove_set_aside(const std::filesystem::path& store);

}  // namespace gongkai::store
