// What was asked for on the command line: the options of every command, as main.cpp reads them, and carrying one out.
#pragma once

#include <string>

#include "app/admin/commands/commands.h"
#include "app/admin/commands/feedback_report.h"
#include "app/admin/commands/reports.h"
#include "app/admin/commands/text_commands.h"

namespace gongkai::admin {

// The texts of --now and --today, both checked, turned into a Moment once the command line is read.
struct MomentText {
  std::string now, today;

  Moment moment() const;
};

struct CommandLine {
  MomentText moment;
  bool json = false;
  bool renew = false;
  bool dry_run = false;
  bool break_lock = false;
  KeygenOptions keygen;
  InitOptions init;
  CheckOptions check;
  ReleaseOptions release;
  StateOptions state;
  SignOptions sign;
  RootOptions root;
  BureauOptions bureau;
  PushOptions push;
  PruneOptions prune;
  BundleOptions bundle;
  ServeOptions serve;
  DumpOptions dump;
  CertificateOptions certificate;
  FeedbackOptions feedback;
  ReportsCollectOptions reports_collect;
  ReportsStatusOptions reports_status;
  std::string text_input;
  TextOptions text;
};

// `command` as it was written: "release", "reports collect". The exit code.
int carry_out(const std::string& command, CommandLine& line);

}  // namespace gongkai::admin
