// The words of ratings and wishes. What a visitor chose is kept in Chinese, whatever language it was shown in.
#pragma once

#include <array>

#include "app/screens/phrase.h"

namespace gongkai::screens::phrases {

inline constexpr std::array grade_words{Phrase{"非常满意", "Very satisfied"}, Phrase{"满意", "Satisfied"},
                                        Phrase{"基本满意", "Fairly satisfied"}, Phrase{"不满意", "Dissatisfied"},
                                        Phrase{"非常不满意", "Very dissatisfied"}};
inline constexpr std::array item_good{Phrase{"内容清楚", "Clear"}, Phrase{"内容齐全", "Complete"}, Phrase{"更新及时", "Up to date"},
                                      Phrase{"容易找到", "Easy to find"}};
inline constexpr std::array item_better{Phrase{"看不明白", "Hard to understand"}, Phrase{"内容不全", "Incomplete"},
                                        Phrase{"内容过时", "Out of date"}, Phrase{"与窗口说的不一样", "The window said otherwise"},
                                        Phrase{"不好找", "Hard to find"}, Phrase{"字太小", "Letters too small"}};
inline constexpr std::array service_good{Phrase{"态度好", "Friendly"}, Phrase{"办得快", "Quick"}, Phrase{"一次说清要什么", "Told all at once"},
                                         Phrase{"环境好", "Pleasant place"}, Phrase{"指引清楚", "Clear signs"}};
inline constexpr std::array service_better{Phrase{"等候时间长", "Long wait"}, Phrase{"态度不好", "Unfriendly"},
                                           Phrase{"没有一次说清", "Not told all at once"}, Phrase{"窗口没人", "Nobody at the window"},
                                           Phrase{"超过承诺时限", "Later than promised"}, Phrase{"设备不好用", "Machines do not work well"}};

inline constexpr Phrase give_rating{"评价", "Rate"};
inline constexpr Phrase rate_hall{"评价大厅服务", "Rate the hall"};
inline constexpr Phrase i_want_to_know{"我想了解", "I want to know"};
inline constexpr Phrase tell_us{"告诉我们您想了解什么", "Tell us what you look for"};
inline constexpr Phrase was_it_useful{"这条内容对您有用吗？", "Was this useful?"};
inline constexpr Phrase rate_or_not{"不记姓名，评不评都可以。", "No names, and only if you like."};
inline constexpr Phrase your_opinion{"说说您的看法，不记姓名。", "Your opinion counts. No names."};
inline constexpr Phrase item_satisfied{"您对这条内容满意吗？", "Are you satisfied with this item?"};
inline constexpr Phrase hall_satisfied{"您对大厅的服务满意吗？", "Are you satisfied with the service here?"};
inline constexpr Phrase item_again{"评价是自愿的。同一条再评，会换掉前一次。", "As you like. Rating it again replaces your first rating."};
inline constexpr Phrase hall_again{"评价是自愿的。一次使用中再评，会换掉前一次。", "As you like. Rating again replaces your first rating."};
inline constexpr Phrase what_was_good{"好在哪里（可以不选）", "What was good (optional)"};
inline constexpr Phrase what_to_better{"哪里需要改进（可以不选）", "What could be better (optional)"};
inline constexpr Phrase choose_first{"选一档以后，可以在这里说说原因。", "Choose one; then you can say why here."};
inline constexpr Phrase more_to_say{"还想说的话", "Anything else"};
inline constexpr Phrase send_rating{"提交评价", "Send rating"};
inline constexpr Phrase what_to_know{"您想了解什么？", "What would you like to know?"};
inline constexpr Phrase choose_topics{"选一项或几项（最多 {} 项），也可以写几个字。", "Choose up to {}, or write a few words."};
inline constexpr Phrase wish_words{"想了解的具体内容", "What exactly"};
inline constexpr Phrase send{"提交", "Send"};
inline constexpr Phrase write_here{"点这里写字（可以不写）", "Tap here to write (optional)"};
inline constexpr Phrase write_below{"用下面的键写，写完点“完成”", "Write with the keys, then tap Done"};
inline constexpr Phrase done_writing{"完成", "Done"};
inline constexpr Phrase words_of_most{"{}/{} 字", "{}/{}"};
inline constexpr Phrase anonymous{"不记姓名，也不用留电话。请不要写个人信息，长的号码不会保存。",
                                  "No names, no telephone. Please write nothing personal; long numbers are not kept."};
inline constexpr Phrase thanks{"谢谢您，已经记下了", "Thank you, it has been noted"};
inline constexpr Phrase thanks_again{"谢谢，已换成您这次的评价", "Thank you, your rating was replaced"};
inline constexpr Phrase goes_to{"意见会汇总给公开工作的负责人。需要答复的事情，请到咨询窗口或拨打 {}。",
                                "It goes to those in charge of disclosure. If you need an answer, ask at the information desk or call {}."};
inline constexpr Phrase too_much{"意见收得太多了，请歇一会儿", "That was a lot. Please wait a while"};
inline constexpr Phrase not_noted{"本机一次能收的意见有限，这一条没有记下。还想说的，请到咨询窗口或拨打 {}。",
                                  "This terminal takes only so many; this one was not noted. Please ask at the information desk or call {}."};
inline constexpr Phrase cannot_keep{"没有记下来：本机暂时存不下了。请再试一次，或到咨询窗口、拨打 {}。",
                                    "It could not be kept here. Please try again, ask at the information desk or call {}."};

}  // namespace gongkai::screens::phrases
