#include "app/sync/last_contact.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace gongkai::agent {
namespace {

namespace fs = std::filesystem;
const model::Instant noon = *model::parse_instant("2026-11-21T12:00:00+08:00");

TEST(LastContact, IsLeftForTheScreenAndReplacedByTheNext) {
  const fs::path store = fs::path(GONGKAI_BINARY_DIR) / "last_contact_test";
  fs::remove_all(store);
  fs::create_directories(store);
  note_contact(store, noon);
  note_contact(store, noon + std::chrono::minutes(5));
  std::string word;
  std::ifstream(store / "last-contact") >> word;
  EXPECT_EQ(word, "2026-11-21T12:05:00+08:00");
  EXPECT_EQ(std::distance(fs::directory_iterator(store), fs::directory_iterator()), 1) << "nothing else is left there";
}

TEST(LastContact, AStoreThatIsNotThereIsNoFault) {
  note_contact("/nonexistent/store", noon);
  EXPECT_FALSE(fs::exists("/nonexistent/store"));
}

}  // namespace
}  // namespace gongkai::agent
