// sangamctl export.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_EXPORT_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_EXPORT_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Writes the registry's records, or some of them, as JSON lines.
ExitCode RunExport(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_EXPORT_COMMAND_H_
