// gongkai-admin: from a folder of JSON files to a signed catalogue that terminals trust.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/admin/command_line.h"
#include "app/admin/command_line_fault.h"
#include "app/process/exit_codes.h"

namespace {

namespace admin = gongkai::admin;
namespace model = gongkai::model;
namespace process = gongkai::process;
using admin::CommandLine;
using admin::MomentText;

std::string is_date(const std::string& text) {
  return model::parse_date(text) ? "" : "日期应写成 2026-11-21：" + text;
}

std::string is_instant(const std::string& text) {
  return model::parse_instant(text) ? "" : "时间应写成 2026-11-21T09:00:00+08:00：" + text;
}

void add_today(CLI::App* command, MomentText& text) {
  command->add_option("--today", text.today, "日期占位符按这一天展开（默认今天）")->type_name("DATE")->check(is_date);
}

void add_moment(CLI::App* command, MomentText& text) {
  add_today(command, text);
  command->add_option("--now", text.now, "签名时间（默认现在）")->type_name("TIME")->check(is_instant);
}

CLI::Option* add_path(CLI::App* command, const char* name, std::filesystem::path& path, const char* what) {
  return command->add_option(name, path, what)->type_name("DIR");
}

// How a host is reached that is written to or read from.
void add_route(CLI::App* command, admin::TargetOptions& options) {
  command->add_option("--credentials", options.credentials,
                      "凭据文件，权限须为 600，写 user=… password=… 和（S3）region=… 三行；"
                      "不给时用环境变量 GONGKAI_PUBLISH_USER、GONGKAI_PUBLISH_PASSWORD、GONGKAI_PUBLISH_REGION")
      ->type_name("FILE");
  command->add_option("--ca-file", options.route.ca_file, "服务器证书由自建机构签发时，该机构的证书（PEM）")->type_name("FILE");
  command->add_option("--proxy", options.route.proxy, "代理服务器，如 http://10.0.0.1:3128")->type_name("URL");
}

void add_target(CLI::App* command, admin::TargetOptions& options, bool& break_lock) {
  command->add_option("--to", options.to,
                      "发送到：目录、https://服务器/目录（WebDAV）或 s3+https://服务器/桶/目录")->type_name("TARGET");
  add_route(command, options);
  command->add_flag("--break-lock", break_lock, "已确认没有别人正在发布：打开中断的发布留下的锁");
}

void add_release(CLI::App* command, admin::ReleaseOptions& options, MomentText& text, bool& json) {
  add_path(command, "--repository", options.repository, "发布仓库")->required();
  add_path(command, "--keys", options.keys, "密钥目录")->required();
  add_path(command, "--draft", options.draft, "草稿目录：<机构>/<种类>/<编号>.json")->required();
  add_moment(command, text);
  command->add_flag("--json", json, "以 JSON 输出");
}

void add_setup_commands(CLI::App& app, CommandLine& line) {
  CLI::App* keygen = app.add_subcommand("keygen", "生成签名密钥（已有的不动）")->group("命令");
  add_path(keygen, "--keys", line.keygen.keys, "密钥目录")->required();
  add_path(keygen, "--draft", line.keygen.draft, "按草稿目录里的机构生成");
  keygen->add_option("--bureau", line.keygen.bureaus, "按机构代码生成，可写多个")->type_name("CODE");
  add_path(keygen, "--single", line.keygen.single, "只生成一个人的一把密钥：私钥写到这个文件，公钥写到 文件.pub")->type_name("FILE");
  keygen->get_option("--keys")->required(false);
  keygen->footer("示例：gongkai-admin keygen --keys keys --draft kiosk-config/demo");

  CLI::App* init = app.add_subcommand("init", "建立发布仓库；密钥目录里有新的机构时再次运行，让它加入")->group("命令");
  add_path(init, "--repository", line.init.repository, "发布仓库")->required();
  add_path(init, "--keys", line.init.keys, "密钥目录")->required();
  add_moment(init, line.moment);
  init->footer("示例：gongkai-admin init --repository repository --keys keys");
}

void add_content_commands(CLI::App& app, CommandLine& line) {
  CLI::App* check = app.add_subcommand("check", "检查草稿，列出全部错误和警告")->group("命令");
  check->add_option("DRAFT", line.check.draft, "草稿目录")->type_name("")->required();
  add_today(check, line.moment);
  check->add_flag("--json", line.json, "以 JSON 输出");
  check->footer("有错误（E）时退出码为 65。示例：gongkai-admin check kiosk-config/demo");

  CLI::App* release = app.add_subcommand("release", "检查草稿并发布有变化的条目")->group("命令");
  add_release(release, line.release, line.moment, line.json);
  add_target(release, line.release.target, line.break_lock);
  add_path(release, "--prepare", line.release.proposal, "不发布，只把待签的内容写到这个新文件夹，交别人签名");
  release->add_flag("--renew", line.renew, "没有变化时，也续签手头密钥能签的、过了一半有效期的签名（含信任根和机构委托）");
  release->add_flag("--dry-run", line.dry_run, "只显示将发布的变化，不写任何文件");
  release->footer("示例：gongkai-admin release --repository repository --keys keys --draft kiosk-config/demo");

  CLI::App* withdraw = app.add_subcommand("withdraw", "撤回一个条目：改草稿并发布撤回记录")->group("命令");
  withdraw->add_option("ID", line.state.id, "条目编号")->type_name("")->required();
  withdraw->add_option("--reason", line.state.reason, "撤回理由，会公开显示")->required()->type_name("TEXT");
  add_release(withdraw, line.state.release, line.moment, line.json);
  add_target(withdraw, line.state.release.target, line.break_lock);
  withdraw->footer("示例：gongkai-admin withdraw notice-2026-118 --reason 内容有误 --repository …");

  CLI::App* issue = app.add_subcommand("issue", "把已撤回的条目（如应急预警）改为发布并立即发布")->group("命令");
  issue->add_option("ID", line.state.id, "条目编号")->type_name("")->required();
  add_release(issue, line.state.release, line.moment, line.json);
  add_target(issue, line.state.release.target, line.break_lock);
  issue->footer("示例：gongkai-admin issue em-2026-0001 --repository repository --keys keys --draft 草稿");
}

void add_sign_commands(CLI::App& app, CommandLine& line) {
  CLI::App* sign = app.add_subcommand("sign", "看清待签的发布改了什么，用自己的密钥签名（可在另一台机器上）")->group("命令");
  sign->add_option("PROPOSAL", line.sign.proposal, "release、root 或 bureau 的 --prepare 写出的文件夹")->type_name("")->required();
  sign->add_option("--root", line.sign.root, "自己保管的 root.json，据此验证已发布的内容")->type_name("FILE")->required();
  sign->add_option("--key", line.sign.key, "自己的私钥；不给时只显示")->type_name("FILE");
  sign->add_flag("--yes", line.sign.confirmed, "不再询问，直接签名");
  sign->add_option("--now", line.moment.now, "当前时间（默认取本机时钟）")->type_name("TIME")->check(is_instant);
  sign->footer("汇总包会在本机重新计算，与送签的不同就拒绝签名。示例：gongkai-admin sign 待签 --root root.json --key 我的.pem");

  CLI::App* root = app.add_subcommand("root", "查看信任根；准备新一版（增减密钥、改签名数、延长有效期）")->group("命令");
  add_path(root, "--repository", line.root.repository, "发布仓库")->required();
  add_path(root, "--keys", line.root.keys, "密钥目录（root.json，以及手头的根密钥）")->required();
  root->add_option("--add", line.root.added, "增加密钥：角色=公钥文件，角色是 root targets snapshot timestamp")->type_name("ROLE=FILE");
  root->add_option("--remove", line.root.removed, "移除密钥：角色=密钥编号的前 8 位以上")->type_name("ROLE=ID");
  root->add_option("--threshold", line.root.thresholds, "改签名数：角色=数")->type_name("ROLE=N");
  add_path(root, "--prepare", line.root.proposal, "把待签的新信任根写到这个新文件夹；不写增减时只延长有效期一年");
  root->add_option("--now", line.moment.now, "当前时间（默认取本机时钟）")->type_name("TIME")->check(is_instant);
  root->footer("新信任根要由现有和新的根密钥各签够数（sign），再用 push --proposal 发布。\n"
               "换 snapshot 或 timestamp 密钥分两步：先增加新的并发布一次，再移除旧的。");
}

void add_bureau_command(CLI::App& app, CommandLine& line) {
  CLI::App* bureau = app.add_subcommand("bureau", "查看各机构和它们的密钥；准备机构加入、退出或换人（只用公钥）")->group("命令");
  add_path(bureau, "--repository", line.bureau.repository, "发布仓库")->required();
  add_path(bureau, "--keys", line.bureau.keys, "密钥目录（root.json，以及手头的总办密钥）")->required();
  CLI::Option* join = bureau->add_option("--join", line.bureau.joining, "加入的机构，或要换密钥的机构")->type_name("CODE");
  bureau->add_option("--key", line.bureau.keys_of_duties, "它的公钥，每项职责至少一把：editor=文件 reviewer=文件 secrecy=文件；应急 emergency 是 duty=文件，至少两把")
      ->type_name("DUTY=FILE")->needs(join);
  bureau->add_option("--leave", line.bureau.leaving, "退出的机构：终端将撤下它的全部内容")->type_name("CODE")->excludes(join);
  add_path(bureau, "--prepare", line.bureau.proposal, "把待签的新委托写到这个新文件夹；不写加入退出时只延长有效期一年");
  bureau->add_option("--now", line.moment.now, "当前时间（默认取本机时钟）")->type_name("TIME")->check(is_instant);
  bureau->footer("各人用 keygen --single 生成自己的密钥，只把 .pub 交来。新委托由总办签名，加入或换密钥的机构各职责也要签\n"
                 "（sign），再用 push --proposal 发布。示例：gongkai-admin bureau --repository repository --keys keys\n"
                 "--join zrzy --key editor=编辑.pub --key reviewer=审核.pub --key secrecy=保密.pub --prepare 新委托");
}

void add_push_commands(CLI::App& app, CommandLine& line) {
  CLI::App* push = app.add_subcommand("push", "把发布仓库送到服务器；中断后再运行，只送还缺的文件")->group("命令");
  add_path(push, "--repository", line.push.repository, "发布仓库")->required();
  add_path(push, "--keys", line.push.keys, "密钥目录（读其中的 root.json；续签和 --proposal 时还要 online 密钥）")->required();
  add_path(push, "--proposal", line.push.proposal, "先把签名齐全的待签发布放入发布仓库；缺哪一项签名会指明");
  add_target(push, line.push.target, line.break_lock);
  push->add_flag("--renew", line.renew, "先续签快过期的快照和时间戳（适合每小时定时运行）");
  push->add_option("--now", line.moment.now, "签名时间（默认现在）")->type_name("TIME")->check(is_instant);
  push->footer("示例：gongkai-admin push --repository repository --keys keys --to https://mulu.example/repository\n"
               "退出码：65 签名不齐，75 别人正在发布，77 服务器不许写，69 连接不上或服务器有问题");
}

void add_prune_command(CLI::App& app, CommandLine& line) {
  CLI::App* prune = app.add_subcommand("prune", "清理没有终端再需要的旧数据包、旧图片和旧元数据（保留最近 20 版）")->group("命令");
  add_path(prune, "--repository", line.prune.repository, "发布仓库")->required();
  add_path(prune, "--keys", line.prune.keys, "密钥目录（只读其中的 root.json）")->required();
  add_target(prune, line.prune.target, line.break_lock);
  prune->add_flag("--dry-run", line.dry_run, "只列出将删除的文件");
  prune->footer("带 --to 时，服务器上同样的文件一并删除。示例：gongkai-admin prune --repository repository --keys keys --dry-run");
}

void add_bundle_command(CLI::App& app, CommandLine& line) {
  CLI::App* bundle = app.add_subcommand("bundle", "把发布仓库写成一个更新包文件，用 U 盘带到没有网络的终端")->group("命令");
  add_path(bundle, "--repository", line.bundle.repository, "发布仓库")->required();
  bundle->add_option("--out", line.bundle.out, "写到哪个文件")->required()->type_name("FILE");
  bundle->add_option("--since", line.bundle.since, "只带第几版快照之后的变化（终端上 gongkai-sync status 会显示版号）")
      ->type_name("VERSION")->check(CLI::PositiveNumber.description(""));
  bundle->add_flag("--json", line.json, "以 JSON 输出");
  bundle->footer("示例：gongkai-admin bundle --repository repository --out /media/usb/gongkai.bundle");
}

void add_look_commands(CLI::App& app, CommandLine& line) {
  CLI::App* serve = app.add_subcommand("serve", "在本机提供发布仓库（演示和测试用），打印网址后一直运行")->group("命令");
  add_path(serve, "--repository", line.serve.repository, "发布仓库")->required();
  serve->add_option("--address", line.serve.address, "监听的 IP 地址")->capture_default_str()->type_name("ADDRESS");
  serve->add_option("--port", line.serve.port, "端口，0 表示由系统选择")->capture_default_str()->type_name("PORT");
  add_path(serve, "--keys", line.serve.keys, "密钥目录；给出时自动续签时间戳");
  serve->footer("示例：gongkai-admin serve --repository repository --port 8080");

  CLI::App* dump = app.add_subcommand("dump", "显示发布仓库、数据包（.pack）或终端存储（.db）的内容")->group("命令");
  dump->add_option("PATH", line.dump.path, "发布仓库目录、.pack 文件或 generations/N.db")->type_name("")->required();
  dump->add_flag("--json", line.json, "以 JSON 输出");
  dump->footer("示例：gongkai-admin dump repository");
}

void add_certificate_command(CLI::App& app, CommandLine& line) {
  CLI::App* certificate = app.add_subcommand("certificate", "按播放记录出具公示展示情况证明（可打印的网页）")->group("命令");
  certificate->add_option("ID", line.certificate.id, "条目编号")->type_name("")->required();
  certificate->add_option("--journal", line.certificate.journals, "屏幕的播放记录 journal.db，几块屏写几个")->type_name("FILE");
  add_path(certificate, "--collected", line.certificate.collected, "reports collect 的收取目录：用其中全部终端的播放记录");
  add_path(certificate, "--store", line.certificate.store, "终端的内容库，用来写明标题、主体、每日要求和节假日");
  certificate->add_option("--hours", line.certificate.hours, "大厅开放时间，如 \"09:00-12:00 13:30-17:00\"：展示只计其间的，停机按它判断")
      ->capture_default_str()
      ->type_name("HOURS");
  certificate->add_option("--output", line.certificate.output, "写入的文件（默认标准输出）")->type_name("FILE");
  add_moment(certificate, line.moment);
  certificate->footer("--journal 与 --collected 至少写一个；同一块屏的记录只给一份。\n"
                      "记录被改动过时指出第一条不符的记录，退出码 65。复制记录时请连同旁边的 journal.db.head。\n"
                      "示例：gongkai-admin certificate pub-mzj-2026-01 --journal lobby/journal.db --output 证明.html");
}

void add_feedback_command(CLI::App& app, admin::FeedbackOptions& options) {
  CLI::App* feedback = app.add_subcommand("feedback", "汇总群众在触摸屏上的评价和“我想了解”")->group("命令");
  feedback->add_option("--journal", options.journals, "触摸屏的 feedback.db，几块屏写几个")->type_name("FILE");
  add_path(feedback, "--collected", options.collected, "reports collect 的收取目录：用其中全部终端的评价");
  add_path(feedback, "--store", options.store, "终端的内容库，用来写出标题");
  const auto known = [](const std::string& text) { return text == "csv" || text == "json" ? "" : "--output 应是 csv 或 json，结果用 > 存成文件"; };
  feedback->add_option("--output", options.output, "输出逐条的 csv（可用表格软件打开）或 json；默认汇总表")->type_name("csv|json")->check(known);
  feedback->footer("--journal 与 --collected 至少写一个；同一台终端的评价只给一份。\n示例：gongkai-admin feedback --journal touch/feedback.db --store store --output csv > 评价.csv");
}

void add_reports_command(CLI::App& app, CommandLine& line) {
  CLI::App* reports = app.add_subcommand("reports", "收取各终端回传的播放记录和群众意见（collect），查看终端是否正常（status）")->group("命令");
  reports->require_subcommand(1);
  reports->footer("终端怎样回传见 README.md“终端的回传”一节。");

  CLI::App* collect = reports->add_subcommand("collect", "从服务器收取各终端的回传，核对签名后存到收取目录")->group("命令");
  auto& options = line.reports_collect;
  collect->add_option("--from", options.source.to, "回传存放处：目录、https://服务器/reports（WebDAV）或 s3+https://服务器/桶/reports")
      ->type_name("WHERE")
      ->required();
  add_path(collect, "--keys", options.keys, "终端的公钥：每台一个文件夹 <终端>/*.pem；换过的终端放几把")->required();
  add_path(collect, "--into", options.into, "收取目录：<终端>/ 下是播放记录、feedback.db 和状态")->required();
  add_route(collect, options.source);
  collect->add_option("--kiosk", options.kiosks, "只收取这台终端，可写多个（默认全部）")->type_name("NAME");
  collect->add_flag("--remove", options.remove, "收好的批次从存放处删去（要有删除权限）");
  collect->add_option("--give-up", options.given_up, "跳过确实找不回来的批次，如 hall-01=1795360012 或 hall-01=1795360012-1795360020")
      ->type_name("KIOSK=SEQ");
  collect->add_option("--now", line.moment.now, "当前时间（默认取本机时钟）")->type_name("TIME")->check(is_instant);
  collect->add_flag("--json", line.json, "以 JSON 输出");
  collect->footer("可以每隔几分钟定时运行，中断了再运行即可，一批只计一次。退出码：0 全部收好；65 有的回传不可信或缺失，已指明，\n"
                  "其余照收；69 连接不上；75 另一个收取正在运行；77 服务器不许读。\n"
                  "示例：gongkai-admin reports collect --from https://mulu.example/reports --credentials 凭据 --keys 终端公钥 --into 收取");

  CLI::App* status = reports->add_subcommand("status", "列出各终端：多久没有消息、内容日期、收了多少，要看一看的排在前面")->group("命令");
  add_path(status, "--into", line.reports_status.into, "reports collect 的收取目录")->required();
  status->add_option("--now", line.moment.now, "当前时间（默认取本机时钟）")->type_name("TIME")->check(is_instant);
  status->add_flag("--json", line.json, "以 JSON 输出");
  status->footer("退出码：0 都正常；65 有终端的回传收取出错；69 有终端失联或有问题，或已一小时没有收取。示例：gongkai-admin reports status --into 收取");
}

void add_text_options(CLI::App* command, admin::TextOptions& text) {
  namespace t = gongkai::text;
  static const std::map<std::string, t::BreakLevel> levels = {{"root", t::BreakLevel::root},
                                                              {"none", t::BreakLevel::none},
                                                              {"basic", t::BreakLevel::basic},
                                                              {"gb", t::BreakLevel::gb},
                                                              {"strict", t::BreakLevel::strict}};
  static const std::map<std::string, t::Language> languages = {
      {"zh-Hans", t::Language::zh_hans}, {"zh-Hant", t::Language::zh_hant}, {"zh", t::Language::zh_hans},
      {"ug", t::Language::ug}, {"bo", t::Language::bo}, {"mn", t::Language::mn},
      {"ii", t::Language::ii}, {"en", t::Language::en}};
  static const std::map<std::string, t::FontRole> roles = {
      {"sans", t::FontRole::sans}, {"sans_bold", t::FontRole::sans_bold}, {"serif", t::FontRole::serif},
      {"serif_bold", t::FontRole::serif_bold}, {"led", t::FontRole::led}};
  command->add_option("--width", text.width_px, "行宽（像素），0 表示不换行")->capture_default_str()->type_name("PX")->check(CLI::Range(0, 1000000).description(""));
  command->add_option("--size", text.size_px, "字号（像素）")->capture_default_str()->type_name("PX")->check(CLI::Range(1, 2000).description(""));
  command->add_option("--level", text.style.level, "换行规则：root none basic gb strict（默认）")
      ->transform(CLI::CheckedTransformer(levels).description(""))->type_name("LEVEL");
  command->add_option("--lang", text.style.language, "语言：zh-Hans（默认）zh-Hant ug bo mn ii en")
      ->transform(CLI::CheckedTransformer(languages).description(""))->type_name("TAG");
  command->add_option("--role", text.role, "字体：sans（默认）sans_bold serif serif_bold led")
      ->transform(CLI::CheckedTransformer(roles).description(""))->type_name("ROLE");
  command->add_option("--fonts", text.fonts, "fonts.toml（默认随程序安装的那一份）")->type_name("FILE");
  command->add_flag_callback("--repair", [&text] { text.style.repair = t::Repair::punctuation; }, "按 GB/T 15834 修正显示的标点");
  command->add_flag_callback("--justify", [&text] { text.style.align = t::Align::justify; }, "两端对齐");
}

void add_text_commands(CLI::App& app, CommandLine& line) {
  CLI::App* lines = app.add_subcommand("lines", "显示文本排版后的各行；输入的一行是一段，段后输出 U+001E")->group("命令");
  lines->add_option("FILE", line.text_input, "文本文件，- 表示标准输入")->type_name("")->required();
  add_text_options(lines, line.text);
  lines->footer("示例：gongkai-admin lines 通知.txt --width 640 --size 32 --level strict");

  CLI::App* glyphs = app.add_subcommand("glyphs", "列出文本、条目或草稿目录里没有字形的字")->group("命令");
  glyphs->add_option("PATH", line.text_input, "文本文件、条目 JSON，或含有它们（.txt、.json）的目录")->type_name("")->required();
  add_text_options(glyphs, line.text);
  glyphs->add_flag("--json", line.json, "以 JSON 输出");
  glyphs->footer("示例：gongkai-admin glyphs kiosk-config/demo");

  CLI::App* paragraph = app.add_subcommand("paragraph", "显示一段文字的行、字体、字形和位置")->group("命令");
  paragraph->add_option("TEXT", line.text_input, "文字")->type_name("")->required();
  add_text_options(paragraph, line.text);
  paragraph->add_flag("--json", line.json, "以 JSON 输出");
  paragraph->footer("示例：gongkai-admin paragraph 买买提·吐尔逊 --width 320 --size 32 --json");
}

constexpr const char* option_group = "选项（带 * 的必须给出）";

// CLI11 speaks English unless told otherwise.
void speak_chinese(CLI::App& app) {
  app.get_formatter()->label("Usage", "用法");
  app.get_formatter()->label("OPTIONS", "选项");
  app.get_formatter()->label("SUBCOMMAND", "命令");
  app.get_formatter()->label("Positionals", "参数");
  app.get_formatter()->label("REQUIRED", "*");
  app.get_formatter()->label("Needs", "须同时写");
  app.get_formatter()->label("Excludes", "不同时写");
  app.get_formatter()->column_width(26);
  app.option_defaults()->group(option_group);
  app.set_help_flag("-h,--help", "显示帮助");
  app.set_version_flag("--version", "gongkai-admin " GONGKAI_VERSION, "显示版本");
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return fmt::format("命令行有误：{}\n用 --help 查看用法。\n", admin::fault_in_chinese(error.get_name(), error.what()));
  });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("政务公开目录的发布工具：检查草稿、签名、发布、提供下载", "gongkai-admin");
  speak_chinese(app);
  app.require_subcommand(1);
  app.footer("第一次使用：keygen → init → check → release → serve。每个命令都有 --help。");
  CommandLine line;
  add_setup_commands(app, line);
  add_content_commands(app, line);
  add_sign_commands(app, line);
  add_bureau_command(app, line);
  add_push_commands(app, line);
  add_bundle_command(app, line);
  add_prune_command(app, line);
  add_look_commands(app, line);
  add_text_commands(app, line);
  add_certificate_command(app, line);
  add_feedback_command(app, line.feedback);
  add_reports_command(app, line);
  for (CLI::App* command : app.get_subcommands({})) {
    command->get_help_ptr()->group(option_group);
    for (CLI::App* inner : command->get_subcommands({})) inner->get_help_ptr()->group(option_group);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? process::exit_ok : process::exit_usage;
  }
  const CLI::App* command = app.get_subcommands().front();
  std::string name = command->get_name();
  for (const CLI::App* inner : command->get_subcommands()) name += " " + inner->get_name();
  return admin::carry_out(name, line);
}
