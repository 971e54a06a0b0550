// sangamctl apply.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Reads the files, and writes them to their services unless one of them is
// wrong. Takes Ctrl-C over: the first one stops after the writes under way, a
// second one ends the process.
ExitCode RunApply(const ParsedCommand& command, const Settings& settings,
                  const EnvironmentReader& environment, const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_COMMAND_H_
