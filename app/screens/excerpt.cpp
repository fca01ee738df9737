#include "app/screens/excerpt.h"

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

std::string guide_words(const Guide& guide, Language language) {
  std::string out = say(language, phrases::guide_excerpt, day_limit_words(guide.promise_days, language), guide.visits,
                        say(language, guide.charged ? phrases::charged : phrases::not_charged));
  if (!guide.places.empty() && !guide.places.front().window.empty()) {
    out += say(language, phrases::excerpt_window, guide.places.front().window);
  }
  if (!guide.conditions.empty()) out += say(language, phrases::excerpt_condition, guide.conditions.front());
  return out;
}

std::string fee_words(const Fee& fee, Language language) {
  std::string out = say(language, phrases::excerpt_collector, fee.collector);
  for (std::size_t i = 0; i < fee.rows.size() && i < 3; ++i) {
    out += say(language, phrases::excerpt_rate, fee.rows[i].name, fee.rows[i].standard, fee.rows[i].unit);
  }
  return out;
}

std::string stats_words(const Stats& stats, Language language) {
  return say(language, phrases::excerpt_figures, stats.received, stats.closed,
                     format_rate(rate(stats.closed, stats.received)), format_rate(rate(stats.on_time, stats.closed)),
                     format_rate(rate(stats.instant, stats.received)),
                     format_rate(rate(stats.satisfied, stats.rated)));
}

}  // namespace

std::string day_limit_words(DayLimit limit, Language language) {
  if (limit.unit == DayUnit::instant || limit.n == 0) return say(language, phrases::done_at_once);
  return say(language, limit.unit == DayUnit::working_day ? phrases::working_days : phrases::calendar_days, limit.n);
}

std::string excerpt(const Item& item, Language language) {
  if (item.header.access == Access::on_request) return say(language, phrases::on_request_brief);
  if (const auto* notice = std::get_if<Notice>(&item.body)) return running_text(notice->body);
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) return running_text(publicity->body);
  if (const auto* guide = std::get_if<Guide>(&item.body)) return guide_words(*guide, language);
  if (const auto* fee = std::get_if<Fee>(&item.body)) return fee_words(*fee, language);
  if (const auto* stats = std::get_if<Stats>(&item.body)) return stats_words(*stats, language);
  if (const auto* alert = std::get_if<Emergency>(&item.body)) return say(language, phrases::named, alert->area, alert->warning);
  if (const auto* pledge = std::get_if<Pledge>(&item.body)) {
    return pledge->pledges.empty() ? std::string() : pledge->pledges.front();
  }
  return item.header.led_text;
}

std::string number_in_two_lines(std::string number) {
  const std::size_t year = number.find("〔");
  return year == 0 || year == std::string::npos ? number : number.insert(year, "\n");
}

std::string second_line(const Building& building, const store::ItemSummary& item) {
  if (item.state == State::withdrawn) return say(building, phrases::tap_for_reason);
  // Whom to call is what a list of organs and channels is read for; the summary does not carry it.
  if (item.kind == Kind::organ || item.kind == Kind::channel) {
    const auto whole = building.context.store->find(item.id);
    if (!whole) return {};
    if (const auto* organ = std::get_if<Organ>(&whole->body)) return joined({organ->phone, organ->address});
    if (const auto* channel = std::get_if<Channel>(&whole->body)) return joined({channel->phone, channel->office});
  }
  const bool dated = item.kind != Kind::guide && item.kind != Kind::window && item.publish_at != Instant{};
  return joined({item.organ_name, closed_word(building, item.detail), dated ? day_words(item.publish_at) : ""});
}

std::string badge_words(const Building& building, const std::string& badge) {
  if (building.state.language == Language::chinese) return badge;
  for (const Phrase* limit : {&phrases::working_days, &phrases::calendar_days}) {  // "{}个工作日"
    const std::string_view unit = limit->chinese.substr(std::string_view("{}").size());
    if (badge.ends_with(unit)) return say(building, *limit, badge.substr(0, badge.size() - unit.size()));
  }
  return closed_word(building, badge);
}

std::string round_name(const Publicity& publicity, int no, Language language) {
  if (publicity.total_rounds < 2) return {};
  static constexpr const Phrase* names[] = {&phrases::first_round, &phrases::second_round, &phrases::third_round};
  return no >= 1 && no <= 3 ? say(language, *names[no - 1]) : say(language, phrases::further_round, no);
}

std::string tag_words(const Item& item, const WorkCalendar& calendar, Date today, Language language) {
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) {
    const auto current = current_round(*publicity, today);
    const std::string kind = say(language, phrases::publicity);
    if (!current) return kind;
    const PublicityRound& round = publicity->rounds[*current];
    const std::string name = joined({kind, round_name(*publicity, round.no, language)});
    const auto end = round_end(round, calendar);
    if (!end || end->last_day < today) return joined({name, say(language, phrases::over)});
    const int left = calendar.workdays_between(today, end->last_day);
    return joined({name, left == 0 ? say(language, phrases::ends_today) : say(language, phrases::days_remain, left)});
  }
  if (const auto* notice = std::get_if<Notice>(&item.body)) return closed_word(language, word(notice->subtype));
  return closed_word(language, title_zh(item.kind()));
}

std::string document_number(const Item& item) {
  if (const auto* notice = std::get_if<Notice>(&item.body)) return notice->red_head ? notice->red_head->doc_no : "";
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) {
    return publicity->red_head ? publicity->red_head->doc_no : "";
  }
  return {};
}

}  // namespace gongkai::screens
