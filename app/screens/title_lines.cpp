#include "app/screens/title_lines.h"

#include <algorithm>
#include <array>
#include <limits>

#include "app/screens/pieces.h"
#include "content/model/code_points.h"

namespace gongkai::screens {

namespace {

using model::is_digit;
using model::is_han;

// What a break costs, in the unit of the balance below: characters of length squared.
constexpr int never = 1'000'000, inside_word = 90, clumsy = 40, plain = 14, fair = 4, good = 0;

constexpr std::u32string_view closing = U"，。、；：！？）》”’〕】」』%％℃·";
constexpr std::u32string_view opening = U"（《“‘〔【「『第每各本该拟将新老未已不再约";
constexpr std::u32string_view pauses = U"，、；：）》”";
// What belongs to the word before it: 汀兰区, 从业者, 2026年, 使用期间.
constexpr std::u32string_view endings = U"市县区镇乡村街局委办处科厅部院校所站队者员性化们等类级型期间内外上下中前后时年月日号次批项条名家户个份号版表书证费款率度法案";

// The words of which titles of notices are made. Only words whose two halves could be taken apart.
constexpr auto words = std::to_array<std::u32string_view>(
    {U"关于",   U"开展",   U"印发",   U"发布",   U"公布",   U"调整",   U"做好",   U"加强",   U"规范",   U"进一步", U"推进",   U"实施",
     U"举办",   U"组织",   U"启用",   U"停止",   U"暂停",   U"延长",   U"升级",   U"维护",   U"改造",   U"建设",   U"建立",   U"完善",
     U"优化",   U"提升",   U"落实",   U"申报",   U"申领",   U"申请",   U"办理",   U"受理",   U"登记",   U"审批",   U"许可",   U"核定",
     U"认定",   U"评审",   U"评定",   U"验收",   U"抽检",   U"检查",   U"检验",   U"检测",   U"监测",   U"监督",   U"管理",   U"服务",
     U"政务",   U"大厅",   U"中心",   U"窗口",   U"业务",   U"系统",   U"平台",   U"网上",   U"信息",   U"公开",   U"目录",   U"指南",
     U"人民",   U"政府",   U"部门",   U"单位",   U"企业",   U"个人",   U"人员",   U"职工",   U"居民",   U"群众",   U"市场",   U"主体",
     U"城市",   U"城镇",   U"农村",   U"乡村",   U"社区",   U"街道",   U"小区",   U"住宅",   U"住房",   U"房屋",   U"老旧小区", U"城镇老旧小区", U"既有",
     U"公共",   U"部位",   U"安全",   U"排查",   U"整治",   U"隐患",   U"外墙",   U"道路",   U"占道",   U"养护",   U"施工",   U"工程",
     U"项目",   U"名单",   U"名录",   U"结果",   U"情况",   U"安排",   U"方案",   U"计划",   U"规划",   U"办法",   U"规定",   U"规则",
     U"细则",   U"标准",   U"意见",   U"决定",   U"通知",   U"通告",   U"公告",   U"公示",   U"通报",   U"解读",   U"政策",   U"措施",
     U"制度",   U"报告",   U"年度",   U"季度",   U"期间",   U"时间",   U"工作",   U"活动",   U"专项",   U"行动",   U"补贴",   U"补助",
     U"补偿",   U"安置",   U"搬迁",   U"征收",   U"土地",   U"人口",   U"不动产", U"首次",   U"权属",   U"录用",   U"招聘",   U"考试",
     U"公务员", U"事业",   U"教育",   U"学校",   U"幼儿园", U"招生",   U"入学",   U"医疗",   U"医保",   U"社保",   U"养老",   U"保险",
     U"保障",   U"最低",   U"生活",   U"救助",   U"残疾人", U"老年人", U"卫生",   U"健康",   U"疾病",   U"传染病", U"呼吸道", U"防控",
     U"秋冬季", U"疫苗",   U"接种",   U"食品",   U"药品",   U"合格",   U"产品",   U"质量",   U"特种",   U"设备",   U"收费",   U"费用",
     U"减免",   U"财政",   U"预算",   U"决算",   U"采购",   U"集中",   U"限额",   U"招标",   U"中标",   U"资金",   U"交通",   U"车辆",
     U"驾驶",   U"停车",   U"电子",   U"证照",   U"身份证", U"居住证", U"户口",   U"出入境", U"职业",   U"技能",   U"培训",   U"就业",
     U"创业",   U"人才",   U"环境",   U"生态",   U"保护",   U"污染",   U"垃圾",   U"处理",   U"分类",   U"供水",   U"供电",   U"停水",
     U"停电",   U"自然",   U"资源",   U"人力",   U"社会",   U"委员会", U"代表",   U"水库",   U"移民",   U"汛期",   U"防汛",   U"应急",
     U"预案",   U"预警",   U"多语种", U"引导",   U"志愿",   U"便民",   U"利民",   U"全面",   U"拟新增", U"对象",   U"征求",   U"试行"});

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_latin_or_digit(char32_t c) { return c > 0x20 && c < 0x7F; }

// Two for a Chinese character, one for a letter: half characters.
int width_of(char32_t c) { return c < 0x7F ? 1 : 2; }

class Breaks {
 public:
  explicit Breaks(std::u32string_view title) : title_(title), cost_(title.size() + 1, plain) {
    for (std::size_t at = 1; at < title.size(); ++at) cost_[at] = by_neighbours(at);
    join_words();
    join_brackets();
  }
  int cost(std::size_t at) const { return cost_[at]; }

 private:
  bool starts(std::size_t at, std::u32string_view word) const { return title_.substr(at).starts_with(word); }

  int by_neighbours(std::size_t at) const {
    const char32_t before = title_[at - 1], after = title_[at];
    if (in(closing, after) || in(opening.substr(0, 8), before)) return never;
    if (is_latin_or_digit(before) && is_latin_or_digit(after)) return never;
    if (in(pauses, before)) return good;
    if (starts(at, U"关于")) return good;
    if (before == U'的' || (at >= 2 && starts(at - 2, U"关于"))) return fair;
    if (after == U'的' || in(opening, before)) return inside_word;
    if (is_digit(before) || in(endings, after)) return clumsy;
    if (in(U"和与及暨或", after)) return fair;
    if (in(U"和与及暨或", before)) return clumsy;
    return plain;
  }

  void join_words() {
    for (const std::u32string_view word : words) {
      for (std::size_t at = title_.find(word); at != std::u32string_view::npos; at = title_.find(word, at + 1)) {
        for (std::size_t i = at + 1; i < at + word.size(); ++i) cost_[i] = std::max(cost_[i], inside_word);
        // Where a known word begins or ends there is a seam, unless something else speaks against it.
        for (const std::size_t seam : {at, at + word.size()}) {
          if (seam < cost_.size() && cost_[seam] == plain) cost_[seam] = plain / 2;
        }
      }
    }
  }

  // What stands in brackets stays together as long as it is short.
  void join_brackets() {
    constexpr std::size_t short_name = 12;
    for (std::size_t at = 0; at < title_.size(); ++at) {
      if (!in(U"（《“〔", title_[at])) continue;
      std::size_t end = at + 1;
      while (end < title_.size() && !in(U"）》”〕", title_[end])) ++end;
      if (end - at > short_name) continue;
      for (std::size_t i = at + 1; i <= std::min(end, title_.size() - 1); ++i) cost_[i] = std::max(cost_[i], inside_word);
    }
  }

  std::u32string_view title_;
  std::vector<int> cost_;  // of a break before the character
};

struct Plan {
  std::int64_t cost = std::numeric_limits<std::int64_t>::max();
  std::vector<std::size_t> ends;
};

// The cheapest way to break [from, end) into exactly `lines` lines: titles are short, so every way is tried.
class Balance {
 public:
  Balance(std::u32string_view title, int widest) : title_(title), breaks_(title), widest_(widest) {
    for (const char32_t c : title) reach_.push_back(reach_.back() + width_of(c));
  }
  int whole() const { return reach_.back(); }

  Plan best(int lines) const {
    std::vector<std::vector<Plan>> plans(static_cast<std::size_t>(lines) + 1, std::vector<Plan>(title_.size() + 1));
    plans[0][0].cost = 0;
    for (std::size_t line = 1; line < plans.size(); ++line) {
      for (std::size_t end = 1; end <= title_.size(); ++end) {
        for (std::size_t from = 0; from < end; ++from) extend(plans[line - 1][from], {from, end, lines}, plans[line][end]);
      }
    }
    return plans.back().back();
  }

 private:
  struct Line {
    std::size_t from, end;
    int lines;
  };

  void extend(const Plan& before, const Line& line, Plan& after) const {
    const int width = reach_[line.end] - reach_[line.from];
    if (before.cost == std::numeric_limits<std::int64_t>::max() || width > widest_) return;
    const std::int64_t off = width - whole() / line.lines;
    std::int64_t cost = before.cost + off * off / 4;
    if (line.end < title_.size()) cost += breaks_.cost(line.end);
    if (cost >= after.cost) return;
    after = {cost, before.ends};
    after.ends.push_back(line.end);
  }

  std::u32string_view title_;
  Breaks breaks_;
  int widest_;
  std::vector<int> reach_{0};
};

}  // namespace

std::vector<std::string> title_lines(std::string_view title, int characters_a_line) {
  constexpr std::size_t longest_title = 200;  // characters; the content model allows 120
  const std::u32string text = model::to_code_points(title);
  const int widest = 2 * std::max(2, characters_a_line);
  if (text.size() > longest_title) return {std::string(title)};
  const Balance balance(text, widest);
  if (balance.whole() <= widest) return {std::string(title)};
  // One line more than needed when that saves a word.
  const int least = (balance.whole() + widest - 1) / widest;
  Plan plan = balance.best(least);
  if (plan.cost >= inside_word) {
    Plan longer = balance.best(least + 1);
    if (longer.cost + inside_word / 2 < plan.cost) plan = std::move(longer);
  }
  if (plan.cost >= never) return {std::string(title)};  // no way to break it well: the text engine's own rules
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (const std::size_t end : plan.ends) {
    lines.push_back(model::to_utf8(std::u32string_view(text).substr(from, end - from)));
    from = end;
  }
  return lines;
}

int title_size(const std::string& title, TitleRoom room) {
  constexpr int most_lines = 4, least_size = 28;
  // A line may end one character early, where a word or a mark does not go on the next.
  const int characters_a_line = (half_ems(title) / 2 + most_lines - 1) / most_lines + 1;
  return std::clamp(room.width / characters_a_line, least_size, room.usual_size);
}

std::string broken_title(std::string_view title, int characters_a_line, std::size_t most_lines) {
  const auto lines = title_lines(title, characters_a_line);
  if (most_lines > 0 && lines.size() > most_lines) return std::string(title);
  std::string broken;
  for (const std::string& line : lines) broken += (broken.empty() ? "" : "\n") + line;
  return broken;
}

}  // namespace gongkai::screens
