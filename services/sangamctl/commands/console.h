// Standard output and standard error, as the commands use them.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_CONSOLE_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_CONSOLE_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/exit_code.h"
#include "services/sangamctl/remote/service_caller.h"

namespace sangam::sangamctl {

// Writes the answer; kExitInternal if that fails.
ExitCode Print(absl::string_view text);

// Writes the answer in the format that was asked for: as JSON, as YAML, or as
// `draw` draws it.
ExitCode PrintAnswer(OutputFormat output,
                     const google::protobuf::Message& answer,
                     absl::FunctionRef<std::string()> draw);

// Writes "sangamctl: message" and a newline to standard error, each line of the
// message made safe to print.
void Complain(absl::string_view message);

// Shows the line of a file that a complaint is about, with a caret under the
// column; nothing for a blank line.
void ShowFaultyLine(absl::string_view line, int column);

// Complains about what the command line says and gives kExitUsage.
ExitCode ComplainOfUsage(absl::string_view message);

// Prints every problem as "file:line:column: message", with its line where
// that is known, and gives kExitBadInput.
ExitCode ComplainOf(const Problems& problems);

// Explains an error of a service and gives its exit code.
ExitCode ComplainOf(const absl::Status& status, Service service,
                    const ServiceCaller& caller);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_CONSOLE_H_
