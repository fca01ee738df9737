#include "app/screens/excerpt.h"

#include <fmt/format.h>

#include "app/screens/chrome.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

std::string running_text(const std::vector<BodyBlock>& body) {
  std::string out;
  for (const BodyBlock& block : body) {
    if (const auto* words = std::get_if<TextBlock>(&block)) {
      if (words->role == TextRole::paragraph) out += words->text;
    }
    if (out.size() > 900) break;  // more than any card shows
  }
  return out;
}

std::string guide_words(const Guide& guide) {
  std::string out = fmt::format("承诺时限：{}；到现场次数：{}次；{}。", day_limit_words(guide.promise_days), guide.visits,
                                guide.charged ? "收费" : "不收费");
  if (!guide.places.empty() && !guide.places.front().window.empty()) {
    out += fmt::format("办理窗口：{}。", guide.places.front().window);
  }
  if (!guide.conditions.empty()) out += "受理条件：" + guide.conditions.front();
  return out;
}

std::string fee_words(const Fee& fee) {
  std::string out = fmt::format("执收单位：{}。", fee.collector);
  for (std::size_t i = 0; i < fee.rows.size() && i < 3; ++i) {
    out += fmt::format("{}：{}/{}；", fee.rows[i].name, fee.rows[i].standard, fee.rows[i].unit);
  }
  return out;
}

std::string stats_words(const Stats& stats) {
  return fmt::format("受理 {} 件，办结 {} 件，办结率 {}；按时办结率 {}；即办比例 {}；满意率 {}。", stats.received, stats.closed,
                     format_rate(rate(stats.closed, stats.received)), format_rate(rate(stats.on_time, stats.closed)),
                     format_rate(rate(stats.instant, stats.received)),
                     format_rate(rate(stats.satisfied, stats.rated)));
}

}  // namespace

std::string day_limit_words(DayLimit limit) {
  if (limit.unit == DayUnit::instant || limit.n == 0) return "即办";
  return fmt::format("{}个{}", limit.n, limit.unit == DayUnit::working_day ? "工作日" : "自然日");
}

std::string excerpt(const Item& item) {
  if (item.header.access == Access::on_request) return "本内容依申请公开，请到咨询窗口提出申请。";
  if (const auto* notice = std::get_if<Notice>(&item.body)) return running_text(notice->body);
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) return running_text(publicity->body);
  if (const auto* guide = std::get_if<Guide>(&item.body)) return guide_words(*guide);
  if (const auto* fee = std::get_if<Fee>(&item.body)) return fee_words(*fee);
  if (const auto* stats = std::get_if<Stats>(&item.body)) return stats_words(*stats);
  if (const auto* alert = std::get_if<Emergency>(&item.body)) return alert->area + "：" + alert->warning;
  if (const auto* pledge = std::get_if<Pledge>(&item.body)) {
    return pledge->pledges.empty() ? std::string() : pledge->pledges.front();
  }
  return item.header.led_text;
}

std::string second_line(const Building& building, const store::ItemSummary& item) {
  // Whom to call is what a list of organs and channels is read for; the summary does not carry it.
  if (item.kind == Kind::organ || item.kind == Kind::channel) {
    const auto whole = building.context.store->find(item.id);
    if (!whole) return {};
    if (const auto* organ = std::get_if<Organ>(&whole->body)) return joined({organ->phone, organ->address});
    if (const auto* channel = std::get_if<Channel>(&whole->body)) return joined({channel->phone, channel->office});
  }
  const bool dated = item.kind != Kind::guide && item.kind != Kind::window && item.publish_at != Instant{};
  return joined({item.organ_name, item.detail, dated ? day_words(item.publish_at) : ""});
}

std::string round_name(const Publicity& publicity, int no) {
  if (publicity.total_rounds < 2) return {};
  static constexpr const char* names[] = {"第一榜", "第二榜", "第三榜"};
  return no >= 1 && no <= 3 ? names[no - 1] : fmt::format("第{}榜", no);
}

std::string tag_words(const Item& item, const WorkCalendar& calendar, Date today) {
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) {
    const auto current = current_round(*publicity, today);
    if (!current) return "公示";
    const PublicityRound& round = publicity->rounds[*current];
    const std::string name = "公示" + (publicity->total_rounds > 1 ? "　" + round_name(*publicity, round.no) : "");
    const auto end = round_end(round, calendar);
    if (!end || end->last_day < today) return name + "　已结束";
    const int left = calendar.workdays_between(today, end->last_day);
    return left == 0 ? name + "　今天截止" : fmt::format("{}　剩余 {} 个工作日", name, left);
  }
  if (const auto* notice = std::get_if<Notice>(&item.body)) return std::string(word(notice->subtype));
  return std::string(title_zh(item.kind()));
}

std::string document_number(const Item& item) {
  if (const auto* notice = std::get_if<Notice>(&item.body)) return notice->red_head ? notice->red_head->doc_no : "";
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) {
    return publicity->red_head ? publicity->red_head->doc_no : "";
  }
  return {};
}

}  // namespace gongkai::screens
