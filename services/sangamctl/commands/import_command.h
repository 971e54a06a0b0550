// sangamctl import.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_IMPORT_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_IMPORT_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Imports files into the registry and tells what became of their records. Ends
// with kExitRefused where some were rejected.
ExitCode RunImport(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_IMPORT_COMMAND_H_
