// What a touch leads to. Pure.
#pragma once

#include "app/screens/screen_state.h"

namespace gongkai::screens {

ScreenState navigate(ScreenState state, const Intent& intent);

// Whether what is written in the field, and not yet chosen, stays there.
bool keeps_strokes(const Intent& intent);
// So many characters a writing field has room for.
inline constexpr std::size_t most_candidates = 12;

// Whether a grade is asked what was good, rather than what could be better.
bool praises(model::Grade grade);
// What is sent by SendFeedback on this page, without its revision and time; nothing where too little was chosen.
std::optional<model::Feedback> said_on(const Page& page);
// The page after an attempt to keep what was sent. What was kept, or was too much, is no longer a draft.
ScreenState answered(ScreenState state, Sent sent);

// The chain is never longer: the oldest page after home is dropped.
inline constexpr std::size_t max_page_depth = 24;
// A search line is never longer, in bytes.
inline constexpr std::size_t max_search_bytes = 60;

// A picture is never shown larger than this, in parts of the width of the page.
inline constexpr int most_zoom_percent = 400;

}  // namespace gongkai::screens
