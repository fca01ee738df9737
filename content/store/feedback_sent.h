// How far the office has what citizens said: the agent leaves it in the store, and each screen, the only writer of its own
// queue, then lets go of those records. <store>/feedback-sent has a line a queue: "<name> <origin> <seq>".
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "content/model/result.h"
#include "content/store/feedback_queue.h"

namespace gongkai::store {

// What a screen is called in reports: the last part of the folder that it keeps its records in.
std::string source_name(const std::filesystem::path& state);

// By rename. E: STORE-031, STORE-032.
model::Result<void> write_feedback_sent(const std::filesystem::path& store, const std::map<std::string, FeedbackMark>& sent);
// Nothing where nothing was sent, or the file does not read.
std::optional<FeedbackMark> read_feedback_sent(const std::filesystem::path& store, const std::string& name);

}  // namespace gongkai::store
