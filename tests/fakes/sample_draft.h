// A very small catalogue that the rules accept, as a draft folder: one organ, one channel, nodes E and E-01, the
// calendar of 2026, and as many notices as a test asks for. Invented, like all sample content.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace gongkai::fakes {

// JSON of a notice of organ org-zwzx, formed and published in November 2026.
std::string notice_json(const std::string& id, std::int64_t rev, const std::string& title);

// Writes <draft>/zwzx/..., with `notices` notices notice-0001, notice-0002, ...
void write_sample_draft(const std::filesystem::path& draft, int notices);

// Writes or replaces one notice of bureau zwzx.
void write_notice(const std::filesystem::path& draft, const std::string& id, std::int64_t rev,
                  const std::string& title);

}  // namespace gongkai::fakes
