// The store on disk, and the steps that make a change of it old or new, never between:
//   <store>/generations/<n>.db        finished generations, the last three
//   <store>/generations/.new-*        what a writer that was killed left behind; removed by the next one
//   <store>/generations/<n>.db.bad    a damaged generation, kept for a look (the last one only)
//   <store>/current                   the number of the generation to show, in decimal
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace gongkai::store {

inline constexpr std::size_t kept_generations = 3;

std::filesystem::path generations_directory(const std::filesystem::path& store);
std::filesystem::path generation_file(const std::filesystem::path& store, std::int64_t number);

// Numbers of the finished generations, highest first; damaged ones that were set aside are not among them.
std::vector<std::int64_t> generation_numbers(const std::filesystem::path& store);
// The number in `current`; nullopt when there is none or it is not a number.
std::optional<std::int64_t> read_pointer(const std::filesystem::path& store);
// One more than any number ever used that can still be seen, set-aside generations included.
std::int64_t next_number(const std::filesystem::path& store);

// Makes the directories. E: STORE-030.
model::Result<void> make_store(const std::filesystem::path& store);
// Replaces a file by rename; file and directory are on disk when it returns. E: STORE-031.
model::Result<void> replace_file(const std::filesystem::path& file, std::string_view bytes);
// E: STORE-031. After a failed fsync the file must be thrown away, never synced again (reliability section 4, row 6).
model::Result<void> sync_file(const std::filesystem::path& file);
model::Result<void> sync_directory(const std::filesystem::path& directory);

model::Result<void> write_pointer(const std::filesystem::path& store, std::int64_t number);
// Temporary files, and generations above the pointer: their writer was stopped before the last step.
void remove_unfinished(const std::filesystem::path& store);
// Renames <n>.db to <n>.db.bad, so that nobody opens it again.
void set_aside(const std::filesystem::path& store, std::int64_t number);
// Removes all but the newest `kept_generations`. A reader that still has one open keeps it (POSIX unlink).
void remove_old_generations(const std::filesystem::path& store);

}  // namespace gongkai::store
