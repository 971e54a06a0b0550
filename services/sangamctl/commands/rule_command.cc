#include "services/sangamctl/commands/rule_command.h"

#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/expression_file.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/commands/subject_name.h"
#include "services/sangamctl/commands/unknown_name.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/scheme_file/rule_lines.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::EvaluateRuleRequest;
using matching::v1::EvaluateRuleResponse;

using Drawer = std::string (*)(EvaluateRuleResponse, const Words&,
                               const Layout&);

// Reads the expression; kExitOk, or what was complained of.
ExitCode ReadExpression(const ParsedCommand& command,
                        EvaluateRuleRequest& request) {
  if (command.Has("file") == !command.arguments.empty()) {
    return ComplainOfUsage(absl::StrCat(
        command.command->name, command.Has("file")
                                   ? " takes an expression or -f, not both"
                                   : " needs an expression or -f FILE"));
  }
  request.set_language_code(command.Value("language"));
  if (!command.arguments.empty()) {
    request.set_expression(command.arguments[0]);
    Problems problems;
    CheckExpressionText("expression", request.expression(), problems);
    return problems.empty() ? kExitOk : ComplainOf(problems);
  }
  Problems problems;
  const std::string text = ReadFile(command.Value("file"), std::cin, problems);
  // A byte order mark and the last line's end are the editor's.
  request.set_expression(std::string(
      absl::StripSuffix(absl::StripPrefix(text, "\xEF\xBB\xBF"), "\n")));
  if (problems.empty()) {
    CheckExpressionText(command.Value("file"), request.expression(), problems);
  }
  if (!problems.empty()) return ComplainOf(problems);
  return kExitOk;
}

ExitCode Evaluate(const ParsedCommand& command, const Settings& settings,
                  const Clock& clock, const EvaluateRuleRequest& request,
                  Drawer draw) {
  const Words words = ChooseWords(command);
  ServiceCaller caller(settings, clock);
  EvaluateRuleResponse response;
  const absl::Status status =
      caller.Call(Service::kMatching, "EvaluateRule", request, response);
  const Layout layout = LayoutOfStandardOutput();
  if (absl::IsInvalidArgument(status) &&
      settings.output == OutputFormat::kTable) {
    const std::string faults = DrawRuleFaults(
        command.Value("file"), request.expression(), status, words, layout);
    if (!faults.empty()) {
      const ExitCode printed = Print(faults);
      return printed == kExitOk ? kExitBadInput : printed;
    }
  }
  if (!status.ok()) {
    return ComplainOfNamed(status, request.subject().name(), Service::kMatching,
                           caller);
  }
  return PrintAnswer(settings.output, response,
                     [&] { return draw(std::move(response), words, layout); });
}

// Reads --subject or --profile.
ExitCode ReadSubject(const ParsedCommand& command,
                     EvaluateRuleRequest& request) {
  if (command.Has("subject") == command.Has("profile")) {
    return ComplainOfUsage("rule eval needs --subject NAME or --profile FILE");
  }
  if (command.Has("subject")) {
    const std::string fault =
        SetSubject(command.Value("subject"), *request.mutable_subject());
    return fault.empty() ? kExitOk : ComplainOfUsage(fault);
  }
  Problems problems;
  const std::string file = command.Value("profile");
  const std::string text = ReadFile(file, std::cin, problems);
  if (problems.empty()) {
    ReadSingleMessage(file, text, *request.mutable_subject()->mutable_profile(),
                      problems);
  }
  return problems.empty() ? kExitOk : ComplainOf(problems);
}

}  // namespace

ExitCode RunRuleCheck(const ParsedCommand& command, const Settings& settings,
                      const Clock& clock) {
  EvaluateRuleRequest request;
  const ExitCode read = ReadExpression(command, request);
  if (read != kExitOk) return read;
  return Evaluate(command, settings, clock, request, &DrawRuleCheck);
}

ExitCode RunRuleEval(const ParsedCommand& command, const Settings& settings,
                     const Clock& clock) {
  EvaluateRuleRequest request;
  ExitCode read = ReadExpression(command, request);
  if (read == kExitOk) read = ReadSubject(command, request);
  if (read != kExitOk) return read;
  type::v1::ReadAt read_at;
  std::string fault = FillReadAt(command, read_at);
  if (fault.empty() && command.Has("as-of")) {
    fault = FillDay(command, "as-of", *request.mutable_as_of());
  }
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  return Evaluate(command, settings, clock, request, &DrawRuleOutcome);
}

ExitCode RunRuleExplain(const ParsedCommand& command, const Settings& settings,
                        const Clock& clock) {
  EvaluateRuleRequest request;
  const ExitCode read = ReadExpression(command, request);
  if (read != kExitOk) return read;
  return Evaluate(command, settings, clock, request, &DrawRuleMeaning);
}

}  // namespace sangam::sangamctl
