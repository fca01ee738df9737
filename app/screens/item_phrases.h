// The words beside the content: what the fields of an item are called on its page.
#pragma once

#include "app/screens/phrase.h"

namespace gongkai::screens::phrases {

// Fees.
inline constexpr Phrase fee_list_head{"共 {} 项。目录清单之外一律不得收取，未列入本目录的收费，您有权拒绝缴纳。监督电话 {}",
                                      "{} items. Nothing outside this list may be charged, and you may refuse to pay it. "
                                      "Complaints: {}"};
inline constexpr Phrase only_listed{"目录清单之外一律不得收取。", "Nothing outside the list may be charged."};
inline constexpr Phrase only_listed_call{"目录清单之外一律不得收取。监督投诉 {}", "Nothing outside the list may be charged. Complaints: {}"};
inline constexpr Phrase fee_item{"收费项目", "Fee"};
inline constexpr Phrase rate{"标准", "Rate"};
inline constexpr Phrase policy_basis{"政策依据", "Legal basis"};
inline constexpr Phrase reduction{"减免", "Reduction"};
inline constexpr Phrase rate_basis_reduction{"标准、依据、减免", "Rate, basis, reduction"};
inline constexpr Phrase basis_is{"依据：{}", "Basis: {}"};
inline constexpr Phrase reduction_is{"减免：{}", "Reduction: {}"};
inline constexpr Phrase no_reduction{"无减免", "None"};
inline constexpr Phrase free_of_charge{"不收费", "Free"};
inline constexpr Phrase rates{"分 {} 档计收（见明细）", "{} rates (see details)"};
inline constexpr Phrase all_rates{"共 {} 档，点此查看全部", "{} rates, tap to see all"};
inline constexpr Phrase guide_is_free{"本事项不收费。目录清单之外一律不得收取。", "This service is free. Nothing outside the list may be charged."};
inline constexpr Phrase fee_is_free{"本项目不收费", "Nothing is charged"};
inline constexpr Phrase fee_rows{"共 {} 项。点一行可看全文。", "{} rows. Tap one to read all of it."};
inline constexpr Phrase fee_rows_shown{"共 {} 项，其中 {} 项。点一行可看全文。", "{1} of {0} rows. Tap one to read all of it."};
inline constexpr Phrase fee_details{"收费明细", "Details"};
inline constexpr Phrase unit_of_charge{"计费单位", "Unit"};
inline constexpr Phrase fee_class{"收费类别", "Class"};
inline constexpr Phrase collector{"执收单位", "Collected by"};
inline constexpr Phrase fund_handling{"资金管理", "Goes to"};
inline constexpr Phrase how_to_pay{"怎么交", "How to pay"};

// Guides.
inline constexpr Phrase code{"编码 {}", "Code {}"};
inline constexpr Phrase carried_out_by{"实施主体：{}", "Office in charge: {}"};
inline constexpr Phrase overview{"概要", "Basics"};
inline constexpr Phrase case_type{"办件类型", "Kind"};
inline constexpr Phrase for_whom{"服务对象", "For"};
inline constexpr Phrase and_so_on{"、", ", "};
inline constexpr Phrase is_charged{"是否收费", "Fee"};
inline constexpr Phrase see_fees{"收费，标准见“收费”一栏", "Charged, see Fees"};
inline constexpr Phrase quantity_limit{"数量限制", "Limited to"};
inline constexpr Phrase joint_approval{"联合办理", "Together with"};
inline constexpr Phrase led_by{"{}牵头，{}共同办理", "led by {}, with {}"};
inline constexpr Phrase base_code{"基本编码", "Basic code"};
inline constexpr Phrase conditions_tab{"条件", "Conditions"};
inline constexpr Phrase materials_tab{"材料", "Papers"};
inline constexpr Phrase process_tab{"流程", "Steps"};
inline constexpr Phrase contact_tab{"地点", "Places"};
inline constexpr Phrase conditions{"受理条件", "Conditions"};
inline constexpr Phrase materials{"申请材料", "Documents"};
inline constexpr Phrase process{"办理流程", "Steps"};
inline constexpr Phrase fees{"收费", "Fees"};
inline constexpr Phrase basis{"依据", "Basis"};
inline constexpr Phrase contact{"地点咨询", "Places"};
inline constexpr Phrase questions{"常见问题", "FAQ"};
inline constexpr Phrase samples{"样表", "Forms"};
inline constexpr Phrase no_materials{"不需要提交材料。", "No documents are needed."};
inline constexpr Phrase need_not_be_brought{"可免提交", "Need not be brought"};
inline constexpr Phrase copies{"{}份", "copies: {}"};
inline constexpr Phrase at_once{"即时", "at once"};
inline constexpr Phrase days{"{}日", "{} d"};
inline constexpr Phrase drag_chart{"流程图可以左右拖动", "Drag the chart left or right"};
inline constexpr Phrase look_left{"‹ 向左看", "‹ Left"};
inline constexpr Phrase look_right{"向右看 ›", "Right ›"};
inline constexpr Phrase tap_a_step{"点一下步骤，可以看这一步的岗位、时限和材料。", "Tap a step to see who does it, how long it takes and what it needs."};
inline constexpr Phrase counted{"{}：{}个工作日（计入办理时限）", "{}: {} working days (within the limit)"};
inline constexpr Phrase not_counted{"{}：{}个工作日（不计入办理时限）", "{}: {} working days (on top of the limit)"};
inline constexpr Phrase where{"办理地点", "Where"};
inline constexpr Phrase at_window{"办理窗口", "Window"};
inline constexpr Phrase when{"办理时间", "When"};
inline constexpr Phrase enquiries{"咨询电话", "Enquiries"};
inline constexpr Phrase complaints{"监督投诉", "Complaints"};
inline constexpr Phrase outcome{"办理结果", "Result"};
inline constexpr Phrase visits{"到场次数", "Visits"};
inline constexpr Phrase wholly_online{"全程网办，不用到现场", "None: wholly online"};
inline constexpr Phrase times{"{}次", "{}"};
inline constexpr Phrase online{"网上办理", "Online"};
inline constexpr Phrase no_questions{"暂无常见问题，请到窗口咨询。", "No questions yet. Please ask at the window."};
inline constexpr Phrase question{"问：{}", "Q: {}"};
inline constexpr Phrase answer{"答：{}", "A: {}"};
inline constexpr Phrase done_at_once{"即办", "At once"};
inline constexpr Phrase working_days{"{}个工作日", "{} working days"};
inline constexpr Phrase calendar_days{"{}个自然日", "{} days"};
inline constexpr Phrase working_day_unit{"工作日", "working days"};
inline constexpr Phrase calendar_day_unit{"自然日", "days"};
inline constexpr Phrase promised{"承诺时限", "Promised limit"};
inline constexpr Phrase statutory{"法定时限", "Legal limit"};
inline constexpr Phrase faster{"提速", "Faster by"};
inline constexpr Phrase online_short{"网办", "Online"};
inline constexpr Phrase window_unit{"窗口", "window"};
inline constexpr Phrase no_visit{"全程网办", "Wholly online"};
inline constexpr Phrase visits_of{"到场{}次", "Visits: {}"};
inline constexpr Phrase post{"岗位", "Post"};
inline constexpr Phrase time_limit{"时限", "Limit"};
inline constexpr Phrase step_materials{"材料", "Documents"};
inline constexpr Phrase note{"说明", "Note"};
inline constexpr Phrase take_page_away{"带走这一页", "Take this page with you"};
inline constexpr Phrase how_to_take_away{"用手机扫描二维码，可以在手机上查看、保存本页全文。", "Scan the code to read or keep the whole page on your phone."};
inline constexpr Phrase take_away{"扫码带走", "Scan to keep"};
inline constexpr Phrase what_is_printed{"带一页纸走：材料、时限、地点、电话印在一张纸上，每次可打一份。",
                                        "On one sheet of paper, in Chinese: documents, time, place, phone. One a visit."};
inline constexpr Phrase print_a_sheet{"打印一页", "Print"};
inline constexpr Phrase printing_now{"正在打印，请稍候……", "Printing, please wait."};
inline constexpr Phrase was_printed{"已送到打印机，请在出纸口取纸。每次使用可打一份，全文可以扫码带走。",
                                    "Sent to the printer, please take your sheet. One a visit; the code leads to the whole text."};
inline constexpr Phrase no_printer{"本终端没有打印机：需要纸质指南请到窗口领取。", "No printer here: please ask at a window for a guide on paper."};
inline constexpr Phrase no_printer_but_code{"本终端没有打印机：可以扫码带走，需要纸质指南请到窗口领取。",
                                            "No printer here: scan the code, or ask at a window for a guide on paper."};

// Any item.
inline constexpr Phrase none{"无", "None"};
inline constexpr Phrase source{"来源：{}", "Source: {}"};
inline constexpr Phrase updated_on{"更新于 {}", "Updated {}"};
inline constexpr Phrase published_on{"发布：{}", "Published {}"};
inline constexpr Phrase revision{"第\u00A0{}\u00A0次修订", "Revision\u00A0{}"};
inline constexpr Phrase withdrawn{"已撤回", "Withdrawn"};
inline constexpr Phrase has_been_withdrawn{"本内容已撤回", "This has been withdrawn"};
inline constexpr Phrase why_withdrawn{"撤回说明：{}", "Reason: {}"};
inline constexpr Phrase ask_if_in_doubt{"如有疑问请到咨询窗口询问，或拨打 {}", "Questions? Ask at the information desk, or call {}"};
inline constexpr Phrase on_request{"依申请公开", "On request"};
inline constexpr Phrase only_on_request{"本内容依申请公开，这里只列出名称。", "Disclosed on request: only the name is listed here."};
inline constexpr Phrase on_request_brief{"本内容依申请公开，请到咨询窗口提出申请。", "Disclosed on request, at the information desk."};
inline constexpr Phrase disclosing_organ{"公开机关", "Office"};
inline constexpr Phrase how_to_apply{"怎样申请", "How to ask"};
inline constexpr Phrase how_to_apply_words{"到咨询窗口填写申请表，也可以信函或通过网站提出，写明姓名、联系方式和需要的内容。",
                                           "Fill in the form at the information desk, or write by letter or on the web site: your "
                                           "name, how to reach you and what you need."};
inline constexpr Phrase reply_time{"答复时间", "Reply"};
inline constexpr Phrase reply_time_words{"收到申请之日起20个工作日内；需要延长的，会事先告知。",
                                         "Within 20 working days; you are told before if it takes longer."};
inline constexpr Phrase no_such_item{"没有找到这条内容", "This item was not found"};
inline constexpr Phrase perhaps_updated{"它可能刚刚更新或到期，请返回列表重新选择。",
                                        "It may just have been updated or expired. Please go back and choose again."};
inline constexpr Phrase content{"内容", "Item"};

// Notices and publicities.
inline constexpr Phrase since_last_round{"与上一榜相比的变动", "Changes since the round before"};
inline constexpr Phrase change{"变动", "Change"};
inline constexpr Phrase first_round{"第一榜", "Round 1"};
inline constexpr Phrase second_round{"第二榜", "Round 2"};
inline constexpr Phrase third_round{"第三榜", "Round 3"};
inline constexpr Phrase further_round{"第{}榜", "Round {}"};
inline constexpr Phrase period{"{}公示期 {} 至 {}，{}。", "Posted {1} to {2}, {3}. {0}"};
inline constexpr Phrase posted_until{"{}公示至 {}，{}", "Posted until {1}, {2}. {0}"};
inline constexpr Phrase publicity{"公示", "Consultation"};
inline constexpr Phrase over{"已结束", "over"};
inline constexpr Phrase ends_today{"今天截止", "ends today"};
inline constexpr Phrase days_left{"还剩 {} 个工作日", "{} working days left"};
inline constexpr Phrase days_remain{"剩余 {} 个工作日", "{} working days left"};
inline constexpr Phrase estimated{"（节假日安排未公布，估算）", " (estimated: holidays not yet announced)"};
inline constexpr Phrase objections{"异议反映：{}；{}；{}", "Objections: {}; {}; {}"};
inline constexpr Phrase round_over{"{}（已结束）", "{} (over)"};
inline constexpr Phrase round_running{"{}（公示中）", "{} (open)"};
inline constexpr Phrase publicity_outcome{"公示结果：{}", "Outcome: {}"};

// Excerpts.
inline constexpr Phrase guide_excerpt{"承诺时限：{}；到现场次数：{}次；{}。", "Promised limit: {}; visits: {}; {}. "};
inline constexpr Phrase charged{"收费", "a fee is charged"};
inline constexpr Phrase not_charged{"不收费", "free of charge"};
inline constexpr Phrase excerpt_window{"办理窗口：{}。", "Window: {}. "};
inline constexpr Phrase excerpt_condition{"受理条件：{}", "Conditions: {}"};
inline constexpr Phrase excerpt_collector{"执收单位：{}。", "Collected by {}. "};
inline constexpr Phrase excerpt_rate{"{}：{}/{}；", "{}: {}/{}; "};
inline constexpr Phrase excerpt_figures{"受理 {} 件，办结 {} 件，办结率 {}；按时办结率 {}；即办比例 {}；满意率 {}。",
                                        "{} received, {} closed ({}); on time {}; on the spot {}; satisfied {}."};
inline constexpr Phrase named{"{}：{}", "{}: {}"};

// Powers, pledges, statistics, reports.
inline constexpr Phrase power_type{"权力类型", "Type"};
inline constexpr Phrase power_limit{"办理时限", "Time limit"};
inline constexpr Phrase responsible_post{"责任岗位", "Post"};
inline constexpr Phrase first_offence{"首违不罚", "First offence"};
inline constexpr Phrase first_offence_free{"适用：初次违法、后果轻微并及时改正的，可以不予处罚",
                                           "A first, minor offence that is put right in time may go unpunished"};
inline constexpr Phrase not_applicable{"不适用", "Not applicable"};
inline constexpr Phrase grade{"情节", "Grade"};
inline constexpr Phrase circumstance{"具体情形", "Circumstance"};
inline constexpr Phrase measure{"处理", "Measure"};
inline constexpr Phrase range{"幅度", "Range"};
inline constexpr Phrase no_fine{"不予罚款", "No fine"};
inline constexpr Phrase yuan{"{}元", "{} yuan"};
inline constexpr Phrase yuan_range{"{}元至{}元", "{} to {} yuan"};
inline constexpr Phrase discretion{"自由裁量基准", "Discretion standard"};
inline constexpr Phrase procedure{"办理程序", "Procedure"};
inline constexpr Phrase forms_used{"格式文书", "Documents used"};
inline constexpr Phrase our_pledge{"我们承诺", "We pledge"};
inline constexpr Phrase pledging_unit{"承诺单位", "Pledged by"};
inline constexpr Phrase supervision_phone{"监督电话", "Complaints"};
inline constexpr Phrase cases_unit{"件", "cases"};
inline constexpr Phrase cases{"{} 件", "{} cases"};
inline constexpr Phrase cases_of{"{} / {} 件", "{} / {} cases"};
inline constexpr Phrase received{"受理", "Received"};
inline constexpr Phrase closed{"办结", "Closed"};
inline constexpr Phrase overdue{"超期", "Overdue"};
inline constexpr Phrase justified_complaints{"有效投诉", "Complaints"};
inline constexpr Phrase closed_rate{"办结率", "Closed"};
inline constexpr Phrase on_time_rate{"按时办结率", "Closed on time"};
inline constexpr Phrase instant_rate{"即办比例", "Done on the spot"};
inline constexpr Phrase satisfied_rate{"群众满意率", "Satisfied"};
inline constexpr Phrase rates_are_computed{"比率由系统按件数计算，四舍五入到小数点后两位。点一项看怎样计算。",
                                           "Rates are computed from the numbers, rounded to two decimals. Tap one to see how."};
inline constexpr Phrase formula{"{} = {} = {} ÷ {} = {}", "{} = {} = {} / {} = {}"};
inline constexpr Phrase closed_formula{"办结数÷受理数", "closed / received"};
inline constexpr Phrase on_time_formula{"按时办结数÷办结数", "closed on time / closed"};
inline constexpr Phrase instant_formula{"当场办结数÷受理数", "done on the spot / received"};
inline constexpr Phrase satisfied_formula{"（非常满意＋满意＋基本满意）÷评价数", "(very satisfied + satisfied + fairly satisfied) / rated"};
inline constexpr Phrase rule_class{"类别", "Class"};
inline constexpr Phrase made{"本年制发", "Made"};
inline constexpr Phrase abolished{"本年废止", "Abolished"};
inline constexpr Phrase in_force{"现行有效", "In force"};
inline constexpr Phrase proactive{"主动公开情况", "Disclosed unasked"};
inline constexpr Phrase report_licences{"行政许可", "Licences"};
inline constexpr Phrase report_penalties{"行政处罚", "Penalties"};
inline constexpr Phrase report_coercions{"行政强制", "Coercion"};
inline constexpr Phrase report_fees{"事业性收费", "Fees"};
inline constexpr Phrase ten_thousand_yuan{"{} 万元", "{} x 10,000 yuan"};
inline constexpr Phrase requests{"依申请公开", "Requests"};
inline constexpr Phrase requests_received{"本年新收", "Received"};
inline constexpr Phrase requests_carried_in{"上年结转", "Carried in"};
inline constexpr Phrase requests_closed{"本年办结", "Closed"};
inline constexpr Phrase requests_carried_out{"结转下年", "Carried over"};
inline constexpr Phrase problems{"存在的问题", "Problems"};
inline constexpr Phrase improvements{"改进情况", "Improvements"};

// Organs, windows, channels, catalogue entries.
inline constexpr Phrase duties{"主要职责", "Duties"};
inline constexpr Phrase leaders{"领导分工", "Leaders"};
inline constexpr Phrase units{"内设机构", "Departments"};
inline constexpr Phrase address{"地址", "Address"};
inline constexpr Phrase office_hours{"办公时间", "Hours"};
inline constexpr Phrase phone{"电话", "Phone"};
inline constexpr Phrase window_staff{"窗口人员", "Staff"};
inline constexpr Phrase badge_number{"{}（工号 {}）", "{} (badge {})"};
inline constexpr Phrase position{"位置", "Where"};
inline constexpr Phrase organ{"单位", "Office"};
inline constexpr Phrase hours{"时间", "Hours"};
inline constexpr Phrase windows_of_organ{"办事窗口", "Windows"};
inline constexpr Phrase window_services{"受理事项", "Services here"};
inline constexpr Phrase covers{"受理范围", "For"};
inline constexpr Phrase office{"受理部门", "Office"};
inline constexpr Phrase fax{"传真", "Fax"};
inline constexpr Phrase email{"邮箱", "E-mail"};
inline constexpr Phrase entry_topic{"公开事项", "Topic"};
inline constexpr Phrase entry_content{"公开内容", "Content"};
inline constexpr Phrase entry_time{"公开时限", "When"};
inline constexpr Phrase disclosed{"已公开的内容", "Disclosed so far"};

// Pictures and files.
inline constexpr Phrase picture{"图片", "Picture"};
inline constexpr Phrase no_picture{"图片暂时无法显示", "The picture cannot be shown now"};
inline constexpr Phrase no_picture_ask{"请到咨询窗口查看，或拨打 {} 询问。", "Please ask at the information desk, or call {}."};
inline constexpr Phrase pdf_file{"PDF 文件", "PDF file"};
inline constexpr Phrase word_file{"Word 文件", "Word file"};
inline constexpr Phrase table_file{"表格文件", "Spreadsheet"};
inline constexpr Phrase file{"文件", "File"};
inline constexpr Phrase file_by_code{"本终端不打开文件。请用手机扫码到网站下载，或到窗口索取纸质件。",
                                     "Files are not opened here. Scan the code to download it, or ask for a copy at the window."};
inline constexpr Phrase file_at_window{"本终端不打开文件，请到窗口索取纸质件。", "Files are not opened here. Please ask for a copy at the window."};
inline constexpr Phrase tap_to_enlarge{"点图片可放大", "Tap to enlarge"};
inline constexpr Phrase enlarge{"放大图片", "Enlarge the picture"};
inline constexpr Phrase enlarge_named{"放大图片：{}", "Enlarge: {}"};
inline constexpr Phrase smaller{"缩小", "Smaller"};
inline constexpr Phrase larger{"放大", "Larger"};
inline constexpr Phrase whole_picture{"看全图", "Whole"};
inline constexpr Phrase pan_left{"← 左边", "← Left"};
inline constexpr Phrase pan_right{"右边 →", "Right →"};

}  // namespace gongkai::screens::phrases
