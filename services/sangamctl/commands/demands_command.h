// sangamctl demands.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_DEMANDS_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_DEMANDS_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Counts the demands of a place, and lists those that are not met.
ExitCode RunDemandsReport(const ParsedCommand& command,
                          const Settings& settings, const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_DEMANDS_COMMAND_H_
