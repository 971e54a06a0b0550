#include "services/sangamctl/commands/console.h"

#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/scheme_file/expression_fault.h"
#include "services/sangamctl/screen/display_width.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

void WriteLine(absl::string_view line) {
  std::fputs(absl::StrCat(PlainText(line), "\n").c_str(), stderr);
}

}  // namespace

ExitCode Print(absl::string_view text) {
  if (WriteToStandardOutput(text)) return kExitOk;
  Complain("the output can't be written; is the disk full?");
  return kExitInternal;
}

ExitCode PrintAnswer(OutputFormat output,
                     const google::protobuf::Message& answer,
                     absl::FunctionRef<std::string()> draw) {
  switch (output) {
    case OutputFormat::kJson:
      return Print(WriteJson(answer));
    case OutputFormat::kYaml:
      return Print(WriteYaml(answer));
    case OutputFormat::kTable:
      break;
  }
  return Print(draw());
}

void Complain(absl::string_view message) {
  for (const absl::string_view line : absl::StrSplit(message, '\n')) {
    WriteLine(absl::StrCat("sangamctl: ", line));
  }
}

void ShowFaultyLine(absl::string_view line, int column) {
  std::fputs(DrawLineAtFault(line, column, Layout()).c_str(), stderr);
}

ExitCode ComplainOfUsage(absl::string_view message) {
  Complain(absl::StrCat(message, " (see \"sangamctl help\")"));
  return kExitUsage;
}

ExitCode ComplainOf(const Problems& problems) {
  for (const Problem& problem : problems) {
    const std::string place = problem.position.line == 0
                                  ? ""
                                  : absl::StrCat(":", problem.position.line,
                                                 ":", problem.position.column);
    WriteLine(
        absl::StrCat(problem.file == "-" ? "(standard input)" : problem.file,
                     place, ": ", problem.message));
    ShowFaultyLine(problem.line, problem.position.column);
  }
  Complain(absl::StrCat(problems.size(),
                        problems.size() == 1 ? " mistake" : " mistakes",
                        "; nothing was sent"));
  return kExitBadInput;
}

ExitCode ComplainOf(const absl::Status& status, Service service,
                    const ServiceCaller& caller) {
  Complain(
      Explain(status, service, caller.AddressOf(service), caller.timeout()));
  return ExitCodeOf(status);
}

}  // namespace sangam::sangamctl
