// The words round the content: navigation, home, search, lists, alerts, the end of a visit.
#pragma once

#include "app/screens/phrase.h"

namespace gongkai::screens::phrases {

// Navigation and modes.
inline constexpr Phrase home{"首页", "Home"};
inline constexpr Phrase back{"返回", "Back"};
inline constexpr Phrase large_text{"大字", "Large text"};
inline constexpr Phrase large_text_on{"大字开", "Large on"};
inline constexpr Phrase high_contrast{"高对比", "High contrast"};
inline constexpr Phrase high_contrast_on{"对比开", "Contrast on"};
inline constexpr Phrase read_aloud{"朗读", "Read aloud"};
inline constexpr Phrase stop_reading{"停止", "Stop"};
inline constexpr Phrase low_reach{"低位", "Low reach"};
inline constexpr Phrase low_reach_on{"低位开", "Low on"};
inline constexpr Phrase previous_page{"上一页", "Previous"};
inline constexpr Phrase next_page{"下一页", "Next"};
inline constexpr Phrase close{"关闭", "Close"};
inline constexpr Phrase details{"详情", "Details"};

// Head and status line.
inline constexpr Phrase terminal{"政务公开查询终端", "Public information terminal"};
inline constexpr Phrase texts_are_chinese{"内容以中文发布", "Published texts are in Chinese"};
inline constexpr Phrase clock_unset{"时间待校准", "Clock not set"};
inline constexpr Phrase demo_data{"演示数据", "Demo data"};
inline constexpr Phrase complaints_line{"监督投诉 {}", "Complaints {}"};
inline constexpr Phrase preparing{"正在准备内容", "Content is being prepared"};
inline constexpr Phrase while_preparing{"需要办事请直接到窗口，咨询投诉请拨 {}", "Please go to a service window, or call {}"};
inline constexpr Phrase updated{"更新于 {} {}", "Updated {} {}"};
inline constexpr Phrase offline{"离线 · {}", "Offline · {}"};
inline constexpr Phrase stale{"离线超过一天 · {}", "Offline for over a day · {}"};
inline constexpr Phrase very_stale{"内容可能已变更，请以窗口为准 · {}", "May be out of date, please ask at a window · {}"};
inline constexpr Phrase crawl_label{"通知", "News"};
inline constexpr Phrase welcome{"{}欢迎您。咨询投诉请拨 {}。", "{}: welcome. For questions and complaints call {}."};

// Home.
inline constexpr Phrase announcements{"公告公示", "Notices"};
inline constexpr Phrase guides{"办事指南", "Services"};
inline constexpr Phrase fee_standards{"收费标准", "Fees"};
inline constexpr Phrase catalogue{"公开目录", "Catalogue"};
inline constexpr Phrase places{"机构与窗口", "Offices"};
inline constexpr Phrase policies{"政策文件", "Policies"};
inline constexpr Phrase figures{"办件统计", "Statistics"};
inline constexpr Phrase contacts{"咨询投诉", "Contacts"};
inline constexpr Phrase powers{"权力事项", "Powers"};
inline constexpr Phrase places_door{"机构窗口", "Offices"};
inline constexpr Phrase about_announcements{"通知 公示 政策 动态", "Notices and public consultations"};
inline constexpr Phrase about_guides{"条件 材料 流程 时限", "Conditions, documents, steps"};
inline constexpr Phrase about_fees{"项目 依据 标准 减免", "Items, rates and reductions"};
inline constexpr Phrase about_catalogue{"机构 权力 窗口 统计", "All that is disclosed"};
inline constexpr Phrase now_pieces{"现有 {} 条", "{} items"};
inline constexpr Phrase now_items{"现有 {} 项", "{} items"};
inline constexpr Phrase read_whole{"查看全文", "Read more"};
inline constexpr Phrase nothing_new{"暂时没有新的公告公示", "No new notices"};
inline constexpr Phrase look_below{"可以从下面的栏目查办事指南、收费标准和公开目录。", "Services, fees and the catalogue can be found below."};
inline constexpr Phrase window_number{"{}窗口", "Window {}"};

// Search.
inline constexpr Phrase search{"搜索", "Search"};
inline constexpr Phrase search_here{"搜事项、文号、收费项目，可输拼音首字母", "Search by pinyin initials, words or numbers"};
inline constexpr Phrase type_here{"输入拼音首字母或号码", "Type pinyin initials or a number"};
inline constexpr Phrase clear_text{"清空", "Clear"};
inline constexpr Phrase space_key{"空格", "Space"};
inline constexpr Phrase erase{"退格", "Delete"};
inline constexpr Phrase stroke_across{"横", "across"};
inline constexpr Phrase stroke_down{"竖", "down"};
inline constexpr Phrase stroke_left{"撇", "left"};
inline constexpr Phrase stroke_dot{"点捺", "dot"};
inline constexpr Phrase stroke_turn{"折", "turn"};
inline constexpr Phrase write_by_hand{"手写", "Write"};
inline constexpr Phrase use_keys{"字母键", "Letters"};
inline constexpr Phrase erase_strokes{"重写", "Rewrite"};
inline constexpr Phrase erase_stroke{"撤一笔", "Undo"};
inline constexpr Phrase writing_square{"写字格", "Writing square"};
inline constexpr Phrase write_in_square{"请用手指在左边的格子里写字，一次写一个字，再点要的字。",
                                        "Write one character at a time in the square, then tap the one you meant."};
inline constexpr Phrase not_read{"没有认出来。请写得端正一些，或点“重写”。", "It could not be read. Please write it again, more plainly."};
inline constexpr Phrase write_here_to_search{"用手指写字来搜索", "Write with a finger to search"};
inline constexpr Phrase writing_fails{"手写现在用不了，请用字母键", "Handwriting does not work now. Please use the letters."};
inline constexpr Phrase how_to_type{"输入事项名称的拼音首字母，例如“居民身份证”输入 JMSFZ；也可以输入窗口号或文号里的数字。",
                                    "Type the initials of the pinyin: JMSFZ finds the identity card (jumin shenfenzheng). "
                                    "Window numbers and the numbers of documents can be typed as well."};
inline constexpr Phrase how_to_write{"不用拼音也可以：照笔顺点下面的五个笔画键，例如“户”依次点 点捺、折、横、撇。",
                                     "Or tap the strokes of a character in the order they are written."};
inline constexpr Phrase search_by_hand{"写事项名称里的一个字或几个字就能查，例如“户口”。写好一个字，点要的字，再写下一个。",
                                       "Write one or more characters of the name. Tap the character you meant, then write the next."};
inline constexpr Phrase how_to_write_by_hand{"也可以点“手写”，直接用手指写字。", "Or tap Write, and write the characters with a finger."};
inline constexpr Phrase found{"找到 {} 条", "{} found"};
inline constexpr Phrase often_looked_for{"大家常找", "Often looked for"};
inline constexpr Phrase found_more{"找到很多，先列最接近的 {} 条。多输几个字，会更准。", "Many found; here are the {} nearest. Type more to narrow them."};
inline constexpr Phrase nothing_found{"没有找到，换个说法试试", "Nothing found, try other words"};
inline constexpr Phrase how_to_search{"可以只输入拼音首字母，例如“居民身份证”输入 JMSFZ；也可以输入窗口号或文号里的数字。",
                                      "Initials of the pinyin are enough: JMSFZ finds the identity card (jumin shenfenzheng). "
                                      "Window numbers and the numbers of documents can be typed as well."};
inline constexpr Phrase ask_or_call{"也可以到大厅咨询台询问，或拨打 {}。", "You can also ask at the information desk, or call {}."};

// Lists.
inline constexpr Phrase all{"全部", "All"};
inline constexpr Phrase all_letters{"全", "All"};
inline constexpr Phrase publicities{"公示", "Consultations"};
inline constexpr Phrase proclamations{"公告", "Announcements"};
inline constexpr Phrase notices{"通知", "Notices"};
inline constexpr Phrase news{"部门动态", "News"};
inline constexpr Phrase for_persons{"个人办事", "For persons"};
inline constexpr Phrase for_enterprises{"企业办事", "For businesses"};
inline constexpr Phrase on_the_spot{"即办件", "Done on the spot"};
inline constexpr Phrase administrative_fees{"行政事业性收费", "Administrative fees"};
inline constexpr Phrase service_fees{"经营服务性收费", "Service charges"};
inline constexpr Phrase funds{"政府性基金", "Government funds"};
inline constexpr Phrase explanations{"政策解读", "Explanations"};
inline constexpr Phrase plans{"规划计划", "Plans"};
inline constexpr Phrase organs{"机构", "Offices"};
inline constexpr Phrase windows{"窗口", "Windows"};
inline constexpr Phrase penalties{"处罚", "Penalties"};
inline constexpr Phrase licences{"许可", "Licences"};
inline constexpr Phrase coercion{"强制", "Coercion"};
inline constexpr Phrase withdrawals{"撤回说明", "Withdrawn"};
inline constexpr Phrase tap_for_reason{"已撤回，点开看撤回的理由", "Withdrawn, tap to see why"};
inline constexpr Phrase by_organ{"按部门", "By office"};
inline constexpr Phrase by_subject{"按主题", "By subject"};
inline constexpr Phrase sort_by_frequency{"改按常办排序", "Most asked for first"};
inline constexpr Phrase sort_by_time{"改按时间排序", "Sort by date"};
inline constexpr Phrase sort_by_pinyin{"改按拼音排序", "Sort by pinyin"};
inline constexpr Phrase clear_all{"清除全部", "Clear all"};
inline constexpr Phrase all_organs{"全部部门", "All offices"};
inline constexpr Phrase all_subjects{"全部主题", "All subjects"};
inline constexpr Phrase items{"{} 项", "{} items"};
inline constexpr Phrase pieces{"{} 条", "{} items"};
inline constexpr Phrase no_items{"暂无内容", "Nothing yet"};
inline constexpr Phrase page_of{"第 {} 页，共 {} 页", "Page {} of {}"};
inline constexpr Phrase list_empty{"这里暂时没有内容", "Nothing here yet"};
inline constexpr Phrase you_may_ask{"您可以到咨询窗口询问，也可以拨打 {}。", "You can ask at the information desk, or call {}."};
inline constexpr Phrase nothing_matches{"没有符合这些条件的内容", "Nothing meets these conditions"};
inline constexpr Phrase drop_a_condition{"您可以去掉一个条件再看，也可以到咨询窗口询问，或拨打 {}。",
                                         "Remove a condition and look again, ask at the information desk, or call {}."};
inline constexpr Phrase clear_conditions{"清除全部条件", "Clear all conditions"};
inline constexpr Phrase node_empty{"这个栏目暂无内容", "Nothing under this heading yet"};
inline constexpr Phrase node_request{"如需了解有关信息，可在咨询窗口申请公开，或拨打 {}。",
                                     "You can request information at the information desk, or call {}."};

// The end of a visit.
inline constexpr Phrase still_there{"您还在使用吗？", "Are you still there?"};
inline constexpr Phrase seconds_then_home{"秒后返回首页，并清除本次搜索记录", "seconds, then home: your search will be erased"};
inline constexpr Phrase stay{"继续使用", "Continue"};
inline constexpr Phrase finish{"结束", "End"};

// Emergencies.
inline constexpr Phrase alerts{"预警信息", "Alerts"};
inline constexpr Phrase alert_level{"{}级别：{}", "{} alert level: {}"};
inline constexpr Phrase area{"影响范围", "Area"};
inline constexpr Phrase warning{"警示事项", "Warning"};
inline constexpr Phrase numbered_measure{"措施{}", "Measure {}"};
inline constexpr Phrase in_force_from_to{"起止时间", "In force"};
inline constexpr Phrase from_to{"{} 至 {}", "{} to {}"};
inline constexpr Phrase issued{"发布", "Issued"};
inline constexpr Phrase until_further_notice{"另行通知", "further notice"};
inline constexpr Phrase title_with_level{"{}（{}）", "{} ({})"};
inline constexpr Phrase other_alerts{"，另有{}条预警", ", {} more alerts"};
inline constexpr Phrase open_alert{"查看", "Read"};
inline constexpr Phrase alert_is_over{"本预警已经结束", "This alert is over"};
inline constexpr Phrase acknowledge{"我知道了", "I understand"};

// Reading aloud.
inline constexpr Phrase reading_sentence{"正在朗读第 {} 句，共 {} 句　音量 {}/{}", "Sentence {} of {}　Volume {}/{}"};
inline constexpr Phrase paragraph_before{"上一段", "Back"};
inline constexpr Phrase paragraph_after{"下一段", "Skip"};
inline constexpr Phrase quieter{"小声", "Quieter"};
inline constexpr Phrase louder{"大声", "Louder"};
inline constexpr Phrase voice_absent{"本终端没有装好朗读程序，需要帮助请到咨询窗口",
                                     "This terminal cannot read aloud. Please ask at the information desk."};
inline constexpr Phrase voice_without_sound{"本终端没有接好扬声器，暂时不能朗读，需要帮助请到咨询窗口",
                                            "No loudspeaker is connected. Please ask at the information desk."};
inline constexpr Phrase voice_failed{"朗读程序没有反应，已经停止，需要帮助请到咨询窗口",
                                     "Reading aloud has stopped. Please ask at the information desk."};
inline constexpr Phrase voice_off{"本终端没有开通朗读，需要帮助请到咨询窗口",
                                  "This terminal does not read aloud. Please ask at the information desk."};
inline constexpr Phrase sheet_is_out{"已送到打印机，请在出纸口取纸；没有出纸请告诉工作人员",
                                     "Sent to the printer. If no sheet comes out, please tell the staff."};
inline constexpr Phrase paper_is_out{"打印机没有纸了，请告诉工作人员，或扫码带走", "The printer is out of paper. Please tell the staff, or scan the code."};
inline constexpr Phrase printer_trouble{"打印机现在不能打印，请告诉工作人员，或扫码带走",
                                        "The printer is not ready. Please tell the staff, or scan the code."};
inline constexpr Phrase printer_crowded{"打印机前面还有几份没有打完，请过一会儿再试，或扫码带走",
                                        "Other sheets are waiting. Please try again later, or scan the code."};
inline constexpr Phrase print_failed{"没有打印成功，请告诉工作人员，或扫码带走", "Printing failed. Please tell the staff, or scan the code."};
inline constexpr Phrase printer_busy{"打印机正在打印上一份，请过一会儿再试", "The printer is busy. Please try again in a moment."};
inline constexpr Phrase nothing_to_read{"这一页没有可以朗读的文字", "There is nothing to read aloud on this page."};
inline constexpr Phrase reading_is_over{"本页已经读完", "The whole page has been read."};

}  // namespace gongkai::screens::phrases
