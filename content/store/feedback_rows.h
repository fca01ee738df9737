// The table in which feedback lies, as terminals (feedback_queue.h) and their office (collection.h) keep it. For this folder
// alone.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "content/model/feedback.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

// Columns as feedback_of() reads them, and the number of the record behind them.
inline constexpr const char* select_feedback = "SELECT kind,entity,rev,grade,chosen,text,at,seq FROM feedback";

// With its tables, made where there are none. What is replaced or dropped is wiped from the file as well.
// E: STORE-032, STORE-033, STORE-060 it cannot be opened, or is no such file.
model::Result<SqliteHandle> open_feedback(const std::filesystem::path& file);
model::Error feedback_not_opened(const std::filesystem::path& file, const model::Error& why);

// All that `change` does, or nothing. E: STORE-032, STORE-033, STORE-061 else.
model::Result<void> change_feedback(sqlite3* database, const std::function<model::Result<void>()>& change);
model::Error feedback_not_written(const model::Error& why);

model::Result<void> insert_feedback(sqlite3* database, const model::Feedback& said);
// nullopt: of a kind we do not know.
std::optional<model::Feedback> feedback_of(const Statement& row);

}  // namespace gongkai::store
