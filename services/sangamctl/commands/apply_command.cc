#include "services/sangamctl/commands/apply_command.h"

#include <signal.h>

#include <atomic>
#include <iostream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/commands/apply_report.h"
#include "services/sangamctl/commands/apply_run.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/screen/progress_bar.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

constexpr size_t kFailuresShown = 100;

std::atomic<bool> interrupted = false;

void OnInterrupt(int) { interrupted = true; }

void TakeInterruptOver() {
  struct sigaction action {};
  action.sa_handler = &OnInterrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
}

// "2 places, 1 group".
std::string CountByType(const std::vector<Resource>& resources) {
  std::vector<std::string> parts;
  for (const ResourceType& type : AllResourceTypes()) {
    int64_t count = 0;
    for (const Resource& resource : resources) count += resource.type == &type;
    if (count > 0)
      parts.push_back(absl::StrCat(FormatCount(count), " ", type.collection));
  }
  return parts.empty() ? "no resources" : absl::StrJoin(parts, ", ");
}

// "1 test".
std::string CountTests(size_t tests) {
  return absl::StrCat(FormatCount(static_cast<int64_t>(tests)),
                      tests == 1 ? " test" : " tests");
}

// Who publishes; says in `fault` what is wrong.
std::string ApproverOf(const ParsedCommand& command, const Settings& settings,
                       const EnvironmentReader& environment,
                       std::string& fault) {
  const bool by_flag = command.Has("approver");
  const char* source = by_flag ? "--approver" : "SANGAM_APPROVER";
  std::string approver =
      by_flag ? command.Value("approver") : environment("SANGAM_APPROVER");
  if (!by_flag && approver.empty()) return "";
  fault = PrincipalFault(approver, source);
  if (fault.empty() && approver == settings.principal) {
    fault = absl::StrCat(source,
                         " must be another account than --principal: who"
                         " submits a version may not publish it");
  }
  return approver;
}

ExitCode PrintReport(const ApplyReport& report, const Settings& settings) {
  size_t shown = 0;
  for (const ApplyFailure& failure : report.failures) {
    if (shown++ == kFailuresShown) {
      Complain(absl::StrCat("and ", report.failures.size() - kFailuresShown,
                            " more errors; -o json lists all"));
      break;
    }
    Complain(DrawFailure(failure));
    ShowFaultyLine(failure.line, failure.position.column);
  }
  const std::string refusals = ExplainRefusals(report);
  if (!refusals.empty()) Complain(refusals);
  if (report.left > 0 && !report.refused_before) {
    Complain("stopped early; applying the same files again goes on from here");
  }
  const ExitCode printed = Print(DrawReport(report, settings.output));
  return report.exit_code == kExitOk ? printed : report.exit_code;
}

}  // namespace

ExitCode RunApply(const ParsedCommand& command, const Settings& settings,
                  const EnvironmentReader& environment, const Clock& clock) {
  if (!command.Has("file")) {
    return ComplainOfUsage("apply needs -f FILE or -f FOLDER");
  }
  std::string fault;
  const std::string approver =
      ApproverOf(command, settings, environment, fault);
  if (!fault.empty()) return ComplainOfUsage(fault);
  Problems problems;
  std::vector<Resource> resources;
  for (const std::string& file : FindFiles(command.Values("file"), problems)) {
    ReadResources(file, ReadFile(file, std::cin, problems), resources,
                  problems);
  }
  CheckNamesAreUnique(resources, problems);
  if (!problems.empty()) return ComplainOf(problems);
  const size_t tests = std::erase_if(resources, [](const Resource& resource) {
    return resource.type->kind == ResourceKind::kSchemeTest;
  });
  if (command.Has("dry-run")) {
    return Print(
        absl::StrCat("The files are in order: ", CountByType(resources),
                     tests == 0 ? "" : absl::StrCat(" and ", CountTests(tests)),
                     ". Nothing was sent.\n"));
  }
  TakeInterruptOver();
  ServiceCaller caller(settings, clock);
  ApplyReport report;
  {
    ProgressBar progress(resources.size(), StandardErrorIsTerminal(), clock);
    report = ApplyResources(resources, approver, caller, progress, interrupted);
  }
  report.tests = tests;
  return PrintReport(report, settings);
}

}  // namespace sangam::sangamctl
