#include "content/store/feedback_sent.h"

#include <fstream>

#include "content/store/store_directory.h"

namespace gongkai::store {
namespace {

std::filesystem::path sent_file(const std::filesystem::path& store) { return store / "feedback-sent"; }

}  // namespace

std::string source_name(const std::filesystem::path& state) {
  const auto folder = state.has_filename() ? state : state.parent_path();  // "…/lobby/"
  return folder.filename().string();
}

model::Result<void> write_feedback_sent(const std::filesystem::path& store, const std::map<std::string, FeedbackMark>& sent) {
  std::string text;
  for (const auto& [name, mark] : sent) text += name + " " + mark.origin + " " + std::to_string(mark.seq) + "\n";
  return replace_file(sent_file(store), text);
}

std::optional<FeedbackMark> read_feedback_sent(const std::filesystem::path& store, const std::string& name) {
  std::ifstream in(sent_file(store));
  std::string one;
  FeedbackMark mark;
  while (in >> one >> mark.origin >> mark.seq) {
    if (one == name) return mark;
  }
  return std::nullopt;
}

}  // namespace gongkai::store
