// sangamctl federation sums.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_ROLL_UP_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_ROLL_UP_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Shows what the SHGs below a body come to, and those directly under it.
ExitCode RunFederationSums(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_ROLL_UP_COMMAND_H_
