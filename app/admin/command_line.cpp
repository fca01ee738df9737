#include "app/admin/command_line.h"

#include "app/process/clock.h"

namespace gongkai::admin {
namespace {

Output output_of(const CommandLine& line) { return line.json ? Output::json : Output::text; }

LockRule lock_rule_of(const CommandLine& line) { return line.break_lock ? LockRule::break_open : LockRule::respect; }

ReleaseOptions finished(const CommandLine& line, ReleaseOptions options) {
  options.moment = line.moment.moment();
  options.output = output_of(line);
  options.renewal = line.renew ? publish::Renewal::when_due : publish::Renewal::with_changes;
  options.writing = line.dry_run ? publish::Writing::dry_run : publish::Writing::write;
  options.target.rule = lock_rule_of(line);
  return options;
}

}  // namespace

Moment MomentText::moment() const {
  Moment moment;
  moment.now = now.empty() ? process::SystemClock().now() : *model::parse_instant(now);
  moment.today = today.empty() ? model::date_of(moment.now) : *model::parse_date(today);
  return moment;
}

int carry_out(const std::string& command, CommandLine& line) {
  line.init.moment = line.moment.moment();
  line.check.moment = line.moment.moment();
  line.check.output = line.dump.output = output_of(line);
  line.state.release = finished(line, line.state.release);
  if (command == "keygen") return run_keygen(line.keygen);
  if (command == "init") return run_init(line.init);
  if (command == "check") return run_check(line.check);
  if (command == "release") return run_release(finished(line, line.release));
  if (command == "withdraw") return run_withdraw(line.state);
  if (command == "issue") return run_issue(line.state);
  line.sign.moment = line.root.moment = line.bureau.moment = line.certificate.moment = line.moment.moment();
  if (command == "sign") return run_sign(line.sign);
  if (command == "root") return run_root(line.root);
  if (command == "bureau") return run_bureau(line.bureau);
  if (command == "prune") {
    line.prune.moment = line.moment.moment();
    line.prune.target.rule = lock_rule_of(line);
    line.prune.writing = line.dry_run ? publish::Writing::dry_run : publish::Writing::write;
    return run_prune(line.prune);
  }
  if (command == "push") {
    line.push.moment = line.moment.moment();
    line.push.target.rule = lock_rule_of(line);
    line.push.renewal = line.renew ? publish::Renewal::when_due : publish::Renewal::with_changes;
    return run_push(line.push);
  }
  if (command == "bundle") {
    line.bundle.output = output_of(line);
    line.bundle.now = line.moment.moment().now;
    return run_bundle(line.bundle);
  }
  line.reports_collect.moment = line.reports_status.moment = line.moment.moment();
  line.reports_collect.output = line.reports_status.output = output_of(line);
  if (command == "reports collect") return run_reports_collect(line.reports_collect);
  if (command == "reports status") return run_reports_status(line.reports_status);
  if (command == "certificate") return run_certificate(line.certificate);
  if (command == "feedback") return run_feedback(line.feedback);
  if (command == "serve") return run_serve(line.serve);
  if (command == "lines") return run_lines(line.text_input, line.text);
  if (command == "glyphs") return run_glyphs(line.text_input, line.text, output_of(line));
  if (command == "paragraph") return run_paragraph(line.text_input, line.text, output_of(line));
  return run_dump(line.dump);
}

}  // namespace gongkai::admin
