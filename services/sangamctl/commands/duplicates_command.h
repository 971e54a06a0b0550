// "sangamctl duplicates list".
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_DUPLICATES_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_DUPLICATES_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Lists pairs of subjects that are probably one, with the reasons.
ExitCode RunDuplicatesList(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_DUPLICATES_COMMAND_H_
