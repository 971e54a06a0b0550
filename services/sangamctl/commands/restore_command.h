// sangamctl restore.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_RESTORE_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_RESTORE_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Puts a backup into a store that no service has open, and tells which state it
// has then.
ExitCode RunRestore(const ParsedCommand& command, const Settings& settings,
                    const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_RESTORE_COMMAND_H_
