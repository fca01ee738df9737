// The title of an official document in lines of like length that end where a phrase ends (GB/T 9704-2012 7.3.1:
// 回行时要做到词意完整，排列对称，长短适宜).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gongkai::screens {

// At most `characters_a_line` Chinese characters a line, as few lines as that allows. Words are told by the words that
// titles are made of and by the particles between them; nothing is looked up elsewhere.
std::vector<std::string> title_lines(std::string_view title, int characters_a_line);

// The size of a title, in design units: the usual one, or as much smaller as the longest titles need to stand in four
// lines, but never below the least size of text on the screen.
struct TitleRoom {
  int usual_size = 50, width = 1000;
};
int title_size(const std::string& title, TitleRoom room);

// The same as one text with a line feed at each break; as it is where it would take more than `most_lines` (0: any).
std::string broken_title(std::string_view title, int characters_a_line, std::size_t most_lines = 0);

}  // namespace gongkai::screens
