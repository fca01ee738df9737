// The statement of when and where a posting was shown, made from the journals of the screens (content/store/
// play_journal.h): a page for printing on A4. It says what the journals prove and, first of all, whether they are whole.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/model/item.h"
#include "content/model/playlist.h"
#include "content/model/result.h"

namespace gongkai::admin {

struct JournalFile {
  std::filesystem::path file;
  // Whose it is, where it was collected from one of many terminals: screens of two halls may have one name. Its screens are
  // told only where they have shown the item, or cannot be trusted.
  std::string kiosk{};
};

struct CertificateOrder {
  model::EntityId item;
  std::vector<JournalFile> journals;
  std::function<void(std::size_t done, std::size_t total)> progress{};  // of the journals; or empty
  model::Instant now{};
  // The opening hours, [from, to) in minutes of the day: plays count in them alone, outages are measured by them.
  std::vector<std::pair<int, int>> open{{9 * 60, 17 * 60}};
  std::string title, organ;                     // of the item, where they are known
  model::Exposure wanted;                       // a day and a screen
  // The days on which it is to be shown, both inclusive, where they are known: an outage on the first or the last of
  // them leaves no row that could tell. Days ahead of `now` are left out.
  std::optional<std::pair<model::Date, model::Date>> period;
  model::WorkCalendar calendar;
};

struct Certificate {
  std::string html;
  std::vector<std::string> faults;  // of the journals, Chinese, the first bad row named; empty: all are whole
  int plays = 0;                    // on all screens
};

// E: STORE-050 a journal cannot be read.
model::Result<Certificate> make_certificate(const CertificateOrder& order);

}  // namespace gongkai::admin
